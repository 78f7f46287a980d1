#include "core/text.hpp"
#include "feel/json.hpp"
#include "runtime/codec.hpp"
#include "service/view_status.hpp"
#include "service/views.hpp"
#include "service/work_outbox.hpp"
#include "store/deadlines.hpp"
#include "store/documents.hpp"
#include "store/drafts.hpp"
#include "store/journal.hpp"
#include "store/outbox.hpp"
#include "store/reminders.hpp"
#include "store/subscriptions.hpp"
#include "store/task_roles.hpp"
#include "store/tasks.hpp"

#include <algorithm>

namespace alur::service {

namespace {

using feel::Value;

std::string when(Instant at, ZoneOffset zone) { return shown(Value::date_time(at, zone)); }

/// Puts the parts of one case together; each function is one part of the page.
class CasePage {
  public:
    CasePage(Desk const& desk, store::Reader& reader, Officer const& officer, LiveCase const& live, Disclosed disclosed,
             Instant now)
        : desk_(desk), pack_(desk.pack()), reader_(reader), officer_(officer), live_(live), disclosed_(disclosed),
          now_(now) {}

    Value facts() const {
        std::vector<Value> groups;
        std::vector<std::string> done{"awal"};
        for (auto const node : live_.instance->path()) {
            auto const& id = live_.definitions->node(node).id;
            if (std::find(done.begin(), done.end(), id) == done.end()) done.push_back(id);
        }
        auto const& variables = live_.instance->variables();
        for (auto const& section : done) {
            std::vector<Value> items;
            for (auto const& field : pack_.fields(live_.row.process, section)) {
                auto const* value = variables.find(field.key);
                if (!value || value->is_null()) continue;
                items.push_back(shown_field(desk_, field.key, field.label, *value, field.type, disclosed_));
            }
            if (items.empty()) continue;
            groups.push_back(Value::context({{"judul", text(section == "awal" ? "Data awal" : step_name(section))},
                                             {"langkah", text(section == "awal" ? "" : section)},
                                             {"butir", Value::list(std::move(items))}}));
        }
        return Value::list(std::move(groups));
    }

    Value findings() const {
        std::vector<Value> out;
        auto const* list = live_.instance->variables().find("findings");
        if (!list || !list->is_list()) return Value::list({});
        for (auto const& finding : list->items()) {
            auto const part = [&](char const* key) {
                auto const* value = finding.find(key);
                return value && !value->is_null() ? feel::to_text(*value) : std::string();
            };
            out.push_back(Value::context({{"aturan", Value::string(part("guard"))},
                                          {"bobot", Value::string(part("severity"))},
                                          {"anggota", Value::string(part("member_no"))},
                                          {"rincian", Value::string(part("detail"))},
                                          {"kaidah", Value::string(part("rule"))},
                                          {"jalan", Value::string(part("remedy"))}}));
        }
        return Value::list(std::move(out));
    }

    Result<Value> tasks() const {
        auto const rows = store::tasks_of_case(reader_, live_.row.id);
        if (!rows) return rows.error();
        std::vector<Value> out;
        for (auto const& task : *rows) {
            auto const due = store::due_of_task(reader_, live_.row.id, task.id);
            if (!due) return due.error();
            std::vector<Value> roles;
            for (auto const& role : task.roles) roles.push_back(Value::string(desk_.role_title(role)));
            out.push_back(
                Value::context({{"langkah", text(task.element)},
                                {"nama", text(task.name.empty() ? task.element : task.name)},
                                {"peran", Value::list(std::move(roles))},
                                {"boleh", Value::boolean(officer_.holds(task.roles))},
                                {"diambil", text(task.claimed_by.value_or(""))},
                                {"milik_saya", Value::boolean(task.claimed_by && *task.claimed_by == officer_.name)},
                                {"jatuh", *due == store::kNoDue ? Value() : Value::date(*due)},
                                {"sisa", urgency(desk_, *due, now_)}}));
        }
        return Value::list(std::move(out));
    }

    /// What may be recorded from outside now.
    Result<Value> messages() const {
        auto const waiting = store::subscriptions_of_case(reader_, live_.row.id);
        if (!waiting) return waiting.error();
        std::vector<Value> out;
        for (auto const& message : pack_.messages) {
            if (message.process != live_.row.process || !officer_.holds(message.roles)) continue;
            if (std::any_of(waiting->begin(), waiting->end(), [&](auto const& w) { return w.name == message.name; }))
                out.push_back(Value::context({{"nama", text(message.name)}, {"judul", text(message.title)}}));
        }
        return Value::list(std::move(out));
    }

    Result<Value> deadlines() const {
        auto const rows = store::deadlines_of_case(reader_, live_.row.id);
        if (!rows) return rows.error();
        std::vector<Value> out;
        for (auto const& row : *rows) {
            auto const rule = std::find_if(pack_.deadlines.begin(), pack_.deadlines.end(),
                                           [&](auto const& r) { return r.id == row.deadline_id; });
            auto const why = feel::from_json(row.derivation);
            auto const* reason = why ? why->find("sebab") : nullptr;
            bool const open = row.state == store::DeadlineState::Open;
            out.push_back(Value::context(
                {{"kode", text(row.deadline_id)},
                 {"nama", text(rule == pack_.deadlines.end() ? row.deadline_id : rule->name)},
                 {"jatuh", Value::date(row.due_date)},
                 {"keadaan", text(state_word(row.state))},
                 {"derajat", text(open ? urgency(desk_, row.due_date, now_).at_path("derajat").as_string()
                                  : row.state == store::DeadlineState::Missed ? std::string_view("lewat")
                                                                              : std::string_view("lalu"))},
                 {"sisa", open ? urgency(desk_, row.due_date, now_).at_path("teks") : text("")},
                 {"sebab", reason && reason->is_string() ? *reason : text("")}}));
        }
        std::reverse(out.begin(), out.end());
        // What runs comes first, the most urgent at the top; behind it what is over, the newest at the top.
        auto const open = [](Value const& one) { return one.find("keadaan")->as_string() == "berjalan"; };
        std::stable_sort(out.begin(), out.end(), [&](Value const& a, Value const& b) {
            if (open(a) != open(b)) return open(a);
            return open(a) && a.find("jatuh")->as_day() < b.find("jatuh")->as_day();
        });
        return Value::list(std::move(out));
    }

    Result<Value> reminders() const {
        auto const rows = store::reminders_of_case(reader_, live_.row.id);
        if (!rows) return rows.error();
        std::vector<Value> out;
        for (auto const& row : *rows) {
            auto const to = feel::from_json(row.recipients);
            std::vector<std::string> names;
            if (to && to->is_list())
                for (auto const& one : to->items()) names.push_back(feel::to_text(one));
            out.push_back(Value::context({{"saat", text(row.moment)},
                                          {"kapan", text(when(row.planned_at, pack_.zone))},
                                          {"keadaan", text(lower_ascii(std::string(store::to_text(row.state))))},
                                          {"kepada", text(names.empty() ? "—" : join(names, ", "))},
                                          {"teks", text(row.text)}}));
        }
        return Value::list(std::move(out));
    }

    Result<Value> documents() const {
        auto const rows = store::documents_of_case(reader_, live_.row.id);
        if (!rows) return rows.error();
        std::vector<std::int64_t> replaced;
        for (auto const& row : *rows)
            if (row.replaces) replaced.push_back(row.replaces->value);
        std::vector<Value> out;
        for (auto const& row : *rows) {
            bool const sent = row.kind == store::DocumentKind::Upload;
            bool const old = std::find(replaced.begin(), replaced.end(), row.id.value) != replaced.end() ||
                             row.state == "DIGANTI" || row.state == kWithdrawnState || row.state == "BATAL";
            bool const coded = pack_.letters.contains(row.document_id) || pack_.forms.contains(row.document_id);
            out.push_back(Value::context({{"id", Value::number(row.id.value)},
                                          {"kode", text(sent && !coded ? "berkas" : row.document_id)},
                                          {"nama", text(desk_.paper_name(row.document_id))},
                                          {"nomor", text(row.number.value_or(""))},
                                          {"tanggal", row.date ? Value::date(*row.date) : Value()},
                                          {"jenis", text(row.media_type == "application/pdf" ? "pdf" : "berkas")},
                                          {"gambar", Value::boolean(row.media_type.starts_with("image/"))},
                                          {"versi", Value::number(row.version)},
                                          {"diganti", Value::boolean(old)},
                                          {"unggahan", Value::boolean(sent)},
                                          {"oleh", text(row.made_by)},
                                          {"keadaan", text(row.state)},
                                          {"sha256", text(row.sha256)}}));
        }
        std::reverse(out.begin(), out.end());
        return Value::list(std::move(out));
    }

    Result<Value> journal() const {
        auto const entries = store::journal_of(reader_, live_.row.id);
        if (!entries) return entries.error();
        std::vector<Value> out;
        for (auto const& entry : *entries) {
            auto const events = runtime::decode_events(entry.events);
            if (!events) return events.error();
            out.push_back(Value::context({{"no", Value::number(entry.seq)},
                                          {"kapan", text(when(entry.at, pack_.zone))},
                                          {"oleh", text(entry.actor)},
                                          {"alasan", text(is_command(entry.reason) ? "" : entry.reason)},
                                          {"kejadian", told(*events, entry.reason)}}));
        }
        std::reverse(out.begin(), out.end());
        return Value::list(std::move(out));
    }

    /// Ids of nodes for the diagram: done, and waiting now.
    Value diagram() const {
        std::vector<Value> done;
        std::vector<std::string> names;
        for (auto const node : live_.instance->path()) {
            auto const& id = live_.definitions->node(node).id;
            if (std::find(names.begin(), names.end(), id) != names.end()) continue;
            names.push_back(id);
            done.push_back(text(id));
        }
        std::vector<Value> now;
        for (auto const& element : live_.instance->elements()) {
            if (element.node == model::kNone) continue;
            auto const& node = live_.definitions->node(element.node);
            if (!model::is_container(node.kind)) now.push_back(text(node.id));
        }
        return Value::context({{"lalu", Value::list(std::move(done))}, {"kini", Value::list(std::move(now))}});
    }

    std::string step_name(std::string_view id) const {
        auto const node = live_.definitions->find_node(id);
        bool const named = node != model::kNone && !live_.definitions->node(node).name.empty();
        return named ? live_.definitions->node(node).name : std::string(id);
    }

  private:
    static std::string_view state_word(store::DeadlineState state) {
        switch (state) {
        case store::DeadlineState::Open: return "berjalan";
        case store::DeadlineState::Met: return "dipenuhi";
        case store::DeadlineState::Missed: return "terlewati";
        case store::DeadlineState::Cancelled: return "tidak berlaku lagi";
        }
        return {};
    }

    /// The program's own words for why a step was taken, as opposed to an officer's.
    static bool is_command(std::string_view reason) {
        return reason.starts_with("pesan ") || reason.starts_with("sinyal ") || reason == "perkara dibuka" ||
               reason == "waktu tiba";
    }

    /// One step of the journal in sentences.
    Value told(std::vector<runtime::Event> const& events, std::string_view reason) const {
        std::vector<Value> out;
        if (reason.starts_with("pesan ")) {
            auto const* message = pack_.message(live_.row.process, reason.substr(6));
            out.push_back(Value::string(
                message ? message->title : "Kabar diterima: " + replace_all(std::string(reason.substr(6)), "_", " ")));
        }
        auto const name = [&](model::NodeIndex node) {
            auto const& one = live_.definitions->node(node);
            return one.name.empty() ? one.id : one.name;
        };
        for (auto const& event : events) {
            if (std::holds_alternative<runtime::InstanceStarted>(event)) out.push_back(text("Perkara dibuka"));
            if (auto const* closed = std::get_if<runtime::TaskClosed>(&event))
                out.push_back(Value::string(
                    (closed->outcome == runtime::Outcome::Completed ? "Menyelesaikan " : "Tidak jadi dikerjakan: ") +
                    name(closed->node)));
            if (auto const* opened = std::get_if<runtime::TaskOpened>(&event))
                out.push_back(Value::string("Menunggu " + name(opened->node)));
            if (auto const* state = std::get_if<runtime::StateChanged>(&event))
                out.push_back(
                    Value::string("Keadaan menjadi " + pack_.state_name(live_.row.process, state->state).second));
            if (std::holds_alternative<runtime::TimerFired>(event)) out.push_back(text("Waktu yang ditunggu tiba"));
            if (std::holds_alternative<runtime::InstanceEnded>(event)) out.push_back(text("Perkara berakhir"));
        }
        return Value::list(std::move(out));
    }

    Desk const& desk_;
    Pack const& pack_;
    store::Reader& reader_;
    Officer const& officer_;
    LiveCase const& live_;
    Disclosed disclosed_;
    Instant now_;
};

Result<Value> related(Desk const& desk, store::Reader& reader, LiveCase const& live) {
    std::vector<Value> out;
    auto const add = [&](store::CaseRow const& row) {
        out.push_back(Value::context({{"nomor", text(row.number)},
                                      {"judul", text(row.title)},
                                      {"keadaan", text(desk.pack().state_name(row.process, row.state).second)}}));
    };
    if (live.row.parent) {
        auto const parent = store::find_case(reader, *live.row.parent);
        if (!parent) return parent.error();
        add(*parent);
        return Value::list(std::move(out));
    }
    store::CaseFilter filter;
    filter.parent = live.row.id;
    filter.limit = 200;
    auto const children = store::list_cases(reader, filter);
    if (!children) return children.error();
    for (auto const& row : *children) add(row);
    return Value::list(std::move(out));
}

} // namespace

Result<Value> view_case(Desk const& desk, Officer const& officer, std::string_view number, Disclosed disclosed,
                        Instant now) {
    if (disclosed == Disclosed::Yes)
        if (auto const allowed = require(desk.pack(), officer, Action::Disclose); !allowed) return allowed.error();
    return desk.office().database().read([&](store::Reader& reader) -> Result<Value> {
        auto const live = visible_case(desk, reader, officer, number);
        if (!live) return live.error();
        CasePage const page(desk, reader, officer, *live, disclosed, now);
        auto const* process = desk.pack().process(live->row.process);
        std::vector<Value::Entry> parts{
            {"nomor", text(live->row.number)},
            {"judul", text(live->row.title)},
            {"proses", text(process ? process->name : live->row.process)},
            {"versi", Value::number(live->row.version)},
            {"dibuka", Value::date(day_of(live->row.opened_at, desk.pack().zone))},
            {"berakhir", live->row.ended_at ? Value::date(day_of(*live->row.ended_at, desk.pack().zone)) : Value()},
            {"bilah", stage_bar(desk, live->row)},
            {"fakta", page.facts()},
            {"temuan", page.findings()},
            {"bagan", page.diagram()},
            {"terbuka", Value::boolean(disclosed == Disclosed::Yes)},
            {"boleh_unduh", Value::boolean(may(desk.pack(), officer, Action::ExportDossier))},
            {"boleh_buka", Value::boolean(may(desk.pack(), officer, Action::Disclose))}};
        auto const code = status_code(reader, live->row.number);
        if (!code) return code.error();
        parts.emplace_back("kode_status", text(*code));
        auto const put = [&](char const* name, Result<Value> part) -> Result<> {
            if (!part) return part.error();
            parts.emplace_back(name, std::move(*part));
            return Done{};
        };
        for (auto const& done :
             {put("tugas", page.tasks()), put("pesan", page.messages()), put("tenggat", page.deadlines()),
              put("pengingat", page.reminders()), put("dokumen", page.documents()), put("jurnal", page.journal()),
              put("terkait", related(desk, reader, *live))})
            if (!done) return done.error();
        return Value::context(std::move(parts));
    });
}

} // namespace alur::service
