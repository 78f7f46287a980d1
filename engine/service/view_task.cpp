#include "core/text.hpp"
#include "feel/json.hpp"
#include "service/case_step.hpp"
#include "service/fields_view.hpp"
#include "service/foresee.hpp"
#include "service/task_forms.hpp"
#include "service/views.hpp"
#include "store/drafts.hpp"
#include "store/task_roles.hpp"
#include "store/tasks.hpp"

#include <algorithm>
#include <deque>
#include <set>

namespace alur::service {

namespace {

using feel::Value;

/// Names of the tasks and events a token may come to next, without passing another.
std::vector<std::string> next_names(model::Definitions const& definitions, model::NodeIndex from) {
    std::vector<std::string> out;
    std::set<model::NodeIndex> seen{from};
    std::deque<model::NodeIndex> waiting{from};
    while (!waiting.empty() && seen.size() < 500) {
        auto const& node = definitions.node(waiting.front());
        waiting.pop_front();
        for (auto const flow : node.outgoing) {
            auto const target = definitions.flow(flow).target;
            if (target == model::kNone || !seen.insert(target).second) continue;
            auto const& next = definitions.node(target);
            bool const stops = next.kind == model::NodeKind::UserTask || next.kind == model::NodeKind::EndEvent ||
                               next.kind == model::NodeKind::CatchEvent || next.kind == model::NodeKind::ReceiveTask;
            if (!stops) {
                waiting.push_back(target);
                continue;
            }
            // `Berkas lengkap?` and `ya` on the way out of a gateway are read together.
            auto const way = std::string(trim(node.name + " " + definitions.flow(flow).name));
            bool const chosen = model::is_gateway(node.kind) && !definitions.flow(flow).name.empty();
            if (!next.name.empty()) out.push_back(next.name + (chosen ? " (" + way + ")" : ""));
        }
    }
    return out;
}

Value finding_value(runtime::Finding const& finding) {
    bool const blocks = finding.effect == model::GuardEffect::Block;
    return Value::context({{"aturan", text(finding.guard)},
                           {"bobot", text(model::weight_name(finding.weight))},
                           {"menghalangi", Value::boolean(blocks && finding.weight == model::Weight::Error)},
                           {"perlu_alasan", Value::boolean(blocks && finding.weight == model::Weight::Warning)},
                           {"kaidah", text(finding.rule)},
                           {"rincian", text(finding.detail == finding.rule ? "" : finding.detail)},
                           {"jalan", text(finding.remedy)},
                           {"anggota", Value::string(finding.member_no ? std::to_string(*finding.member_no) : "")}});
}

/// What the rules say of this input, and what would follow: {temuan, lengkap, menghalangi, perlu_alasan, rintangan,
/// berikutnya, dokumen}.
Value judged(Desk const& desk, SignedIn const& who, std::string const& number, std::string const& step,
             Value const& input, Instant now) {
    auto const seen = foresee(desk.office(), {number, step, input, "", who.officer}, now);
    std::vector<Value> list;
    std::vector<Value> next;
    std::vector<Value> papers;
    bool blocked = false;
    bool warned = false;
    if (seen) {
        for (auto const& finding : seen->findings) {
            list.push_back(finding_value(finding));
            blocked = blocked || list.back().find("menghalangi")->is_true();
            warned = warned || list.back().find("perlu_alasan")->is_true();
        }
        for (auto const& name : seen->next) next.push_back(text(name));
        for (std::size_t index = 0; index < seen->papers.size(); ++index) {
            auto const& order = seen->papers[index];
            bool const letter = desk.pack().letters.contains(order.document);
            papers.push_back(Value::context({{"no", Value::number(static_cast<std::int64_t>(index))},
                                             {"kode", text(order.document)},
                                             {"nama", text(desk.paper_name(order.document))},
                                             {"perihal", text(order.subject)},
                                             {"surat", Value::boolean(letter)}}));
        }
    }
    bool const known = seen && !blocked && seen->obstacle.empty();
    return Value::context({{"temuan", Value::list(std::move(list))},
                           {"lengkap", Value::boolean(static_cast<bool>(seen))},
                           {"menghalangi", Value::boolean(blocked)},
                           {"perlu_alasan", Value::boolean(warned)},
                           {"rintangan", text(seen ? seen->obstacle : "")},
                           {"pasti", Value::boolean(known)},
                           {"keadaan", text(known ? seen->state : "")},
                           {"berikutnya", Value::list(std::move(next))},
                           {"dokumen", Value::list(std::move(papers))}});
}

Value papers_of(Desk const& desk, std::string_view process, std::string_view step) {
    std::vector<Value> out;
    for (auto const& rule : desk.pack().documents)
        if (rule.process == process && rule.step == step)
            out.push_back(Value::context({{"kode", text(rule.id)},
                                          {"nama", text(rule.name)},
                                          {"jenis", text(desk.pack().letters.contains(rule.id) ? "surat" : "formulir")},
                                          {"bersyarat", Value::boolean(!rule.when.empty())}}));
    return Value::list(std::move(out));
}

} // namespace

Result<Value> view_task(Desk const& desk, SignedIn const& who, std::string_view number, std::string_view step,
                        std::optional<Value> const& input, Diagnostics const& wrong, Instant now) {
    Value fields;
    auto given = input;
    auto shown_page = desk.office().database().write([&](store::Transaction& t) -> Result<Value> {
        auto const live = visible_case(desk, t, who.officer, number);
        if (!live) return live.error();
        auto const* element = runtime::find_open(*live->definitions, *live->instance, step);
        if (!element)
            return not_found("langkah " + std::string(step) + " pada perkara " + std::string(number) +
                             " tidak sedang menunggu; mungkin sudah dikerjakan. Buka perkaranya untuk melihat "
                             "langkah yang berjalan.");
        auto const task = store::find_task(t, live->row.id, element->id);
        if (!task) return task.error();
        auto const& node = live->definitions->node(element->node);
        bool drafted = false;
        if (!given)
            if (auto const draft = store::find_draft(t, live->row.id, element->id, who.id); draft && *draft)
                if (auto value = feel::from_json(**draft)) {
                    given = std::move(*value);
                    drafted = true;
                }
        CaseStep around(desk.office(), t, now, who.officer.name);
        if (auto const loaded = around.load(live->row.id); !loaded) return loaded.error();
        auto scope = around.scope();
        if (!scope) return scope.error();
        auto const& asked = desk.pack().fields(live->row.process, step);
        fields = view_fields(asked, given.value_or(Value::context({})), *scope, around.limits(), wrong);
        if (!given) given = preset_input(asked, *scope, around.limits());
        auto const due = store::due_of_task(t, live->row.id, element->id);
        if (!due) return due.error();
        std::vector<Value> roles;
        for (auto const& role : task->roles) roles.push_back(Value::string(desk.role_title(role)));
        std::vector<Value> next;
        for (auto const& name : next_names(*live->definitions, element->node)) next.push_back(Value::string(name));
        store::CaseFilter below;
        below.parent = live->row.id;
        below.limit = 200;
        auto const children = store::list_cases(t, below);
        if (!children) return children.error();
        std::vector<Value> related;
        for (auto const& row : *children)
            related.push_back(Value::context({{"nomor", text(row.number)}, {"judul", text(row.title)}}));
        std::vector<Value> forms;
        for (auto const& id : forms_of_step(desk.pack(), live->row.process, step))
            forms.push_back(Value::context({{"kode", text(id)}, {"nama", text(desk.paper_name(id))}}));
        return Value::context({{"nomor", text(live->row.number)},
                               {"judul", text(live->row.title)},
                               {"formulir", Value::list(std::move(forms))},
                               {"terkait", Value::list(std::move(related))},
                               {"bilah", stage_bar(desk, live->row)},
                               {"langkah", text(step)},
                               {"nama", text(node.name.empty() ? node.id : node.name)},
                               {"keterangan", text(node.documentation)},
                               {"peran", Value::list(std::move(roles))},
                               {"boleh", Value::boolean(who.officer.holds(task->roles))},
                               {"diambil", text(task->claimed_by.value_or(""))},
                               {"milik_saya", Value::boolean(task->claimed_by == who.officer.name)},
                               {"jatuh", *due == store::kNoDue ? Value() : Value::date(*due)},
                               {"sisa", urgency(desk, *due, now)},
                               {"dari_draf", Value::boolean(drafted)},
                               {"dokumen", papers_of(desk, live->row.process, step)},
                               {"berikutnya", Value::list(std::move(next))},
                               {"fields", fields}});
    });
    if (!shown_page) return shown_page.error();
    return shown_page->with(
        "aturan", judged(desk, who, std::string(number), std::string(step), given.value_or(Value::context({})), now));
}

} // namespace alur::service
