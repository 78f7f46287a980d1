#include "service/task_forms.hpp"

#include "feel/json.hpp"
#include "runtime/step.hpp"
#include "service/foresee.hpp"
#include "store/drafts.hpp"

#include <algorithm>

namespace alur::service {

namespace {

using feel::Value;

/// A waiting task of a visible case, with what stands in its way for this officer.
struct Waiting {
    LiveCase live;
    runtime::Element element;
};

Result<Waiting> waiting(Desk const& desk, store::Reader& reader, Officer const& officer, std::string_view number,
                        std::string_view step) {
    auto live = visible_case(desk, reader, officer, number);
    if (!live) return live.error();
    auto const* element = runtime::find_open(*live->definitions, *live->instance, step);
    if (!element)
        return not_found("langkah " + std::string(step) + " pada perkara " + std::string(number) +
                         " tidak sedang menunggu");
    auto const found = *element;
    return Waiting{std::move(*live), found};
}

Result<Value> draft_of(store::Reader& reader, Waiting const& task, SignedIn const& who) {
    auto const draft = store::find_draft(reader, task.live.row.id, task.element.id, who.id);
    if (!draft) return draft.error();
    if (!*draft) return Value::context({});
    return feel::from_json(**draft);
}

} // namespace

std::vector<std::string> forms_of_step(Pack const& pack, std::string_view process, std::string_view step) {
    auto const& fields = pack.fields(process, step);
    std::vector<std::string> out;
    for (auto const& [id, form] : pack.forms)
        if (std::any_of(form.form.gives.begin(), form.form.gives.end(), [&](auto const& given) {
                return std::any_of(fields.begin(), fields.end(),
                                   [&](InputField const& field) { return field.key == given.name; });
            }))
            out.push_back(id);
    return out;
}

Result<Paper> task_workbook(Desk const& desk, Papers& papers, Officer const& officer, std::string_view number,
                            std::string_view step, std::string const& form, Instant now) {
    auto& office = desk.office();
    return office.database().read([&](store::Reader& reader) -> Result<Paper> {
        auto const task = waiting(desk, reader, officer, number, step);
        if (!task) return task.error();
        auto const forms = forms_of_step(desk.pack(), task->live.row.process, step);
        if (std::find(forms.begin(), forms.end(), form) == forms.end())
            return not_found("formulir " + form + " bukan isian langkah " + std::string(step));
        PaperOrder order;
        order.document = form;
        order.element = std::string(step);
        order.case_number = task->live.row.number;
        order.version = task->live.row.version;
        order.date = day_of(now, desk.pack().zone);
        return papers.make(office, reader, order);
    });
}

Result<FormReturn> take_workbook(Desk const& desk, SignedIn const& who, std::string_view number, std::string_view step,
                                 std::string const& file_name, std::string bytes, Instant now,
                                 std::filesystem::path const& scratch) {
    if (bytes.empty()) return invalid("pilih dahulu buku kerja yang sudah diisi");
    if (bytes.size() > kLargestUpload) return invalid("buku kerja lebih dari 10 MB; hapus gambar di dalamnya");
    auto& office = desk.office();
    return office.database().write([&](store::Transaction& t) -> Result<FormReturn> {
        auto const task = waiting(desk, t, who.officer, number, step);
        if (!task) return task.error();
        auto const row = store::find_task(t, task->live.row.id, task->element.id);
        if (!row) return row.error();
        if (auto const holds = require_role(desk, who.officer, row->roles); !holds) return holds.error();
        auto form = read_form(office, t, bytes, number, now, scratch);
        if (!form || !form->accepted()) return form;
        auto draft = draft_of(t, *task, who);
        if (!draft) return draft.error();
        bool any = false;
        for (auto const& field : desk.pack().fields(task->live.row.process, step))
            if (auto const* value = form->input.find(field.key); value && !value->is_null()) {
                *draft = draft->with(field.key, *value);
                any = true;
            }
        if (!any)
            return invalid("formulir " + form->identity.form + " bukan isian langkah " + std::string(step) +
                           "; periksa langkahnya");
        auto const kept = store::keep_draft(t, task->live.row.id, task->element.id, who.id, feel::to_json(*draft), now);
        if (!kept) return kept.error();
        if (auto const stored =
                keep_workbook(desk, t, *row, step, form->identity.form, file_name, std::move(bytes), who.officer, now);
            !stored)
            return stored.error();
        return form;
    });
}

Result<Paper> preview_of_task(Desk const& desk, Papers& papers, SignedIn const& who, std::string_view number,
                              std::string_view step, std::size_t which, Instant now) {
    auto const input = desk.office().database().read([&](store::Reader& reader) -> Result<Value> {
        auto const task = waiting(desk, reader, who.officer, number, step);
        if (!task) return task.error();
        return draft_of(reader, *task, who);
    });
    if (!input) return input.error();
    return foresee_paper(desk.office(), papers, {std::string(number), std::string(step), *input, "", who.officer},
                         which, now);
}

} // namespace alur::service
