#include "service/read_form.hpp"

#include "service/case_step.hpp"
#include "sheet/marked_copy.hpp"
#include "sheet/xlsx_reader.hpp"

namespace alur::service {

namespace {

using feel::Value;

/// What expressions of the form see: as for a form that goes out.
Result<feel::Scope> scope_of(Office& office, store::Reader& reader, LiveCase const& live,
                             std::shared_ptr<Lookup> const& lookup) {
    lookup->pack = &office.pack();
    lookup->reader = &reader;
    lookup->case_id = live.row.id;
    auto layers = surrounding_layers(office, reader, live, host_functions(lookup));
    if (!layers) return layers.error();
    feel::Scope scope;
    for (auto& layer : *layers) scope.push(std::move(layer));
    scope.push(live.instance->variables());
    scope.push(
        Value::context({{"perkara", about_case(live.row, *live.definitions, *live.instance, office.pack().zone)}}));
    return scope;
}

std::string media_type(std::string_view bytes) {
    return bytes.substr(0, 200).find("mimetypeapplication/vnd.oasis") != std::string_view::npos
               ? "application/vnd.oasis.opendocument.spreadsheet"
               : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
}

} // namespace

Result<FormReturn> read_form(Office& office, store::Reader& reader, std::string_view bytes,
                             std::string_view case_number, Instant now, std::filesystem::path const& scratch) {
    auto const& pack = office.pack();
    auto const book = sheet::read_workbook(bytes);
    if (!book) return book.error();
    auto identity = sheet::identify(*book);
    if (!identity) return identity.error();
    auto const form = pack.forms.find(identity->form);
    if (form == pack.forms.end()) return invalid("formulir " + identity->form + " tidak ada dalam paket " + pack.id);
    auto const number = case_number.empty() ? identity->case_id : std::string(case_number);
    auto const live = office.find(reader, number);
    if (!live) return live.error();
    auto const lookup = std::make_shared<Lookup>();
    auto const scope = scope_of(office, reader, *live, lookup);
    if (!scope) return scope.error();
    feel::Limits limits;
    limits.now = now;
    limits.zone = pack.zone;
    auto returned = sheet::read_return(form->second.form, *book, *scope, number, limits);
    if (!returned) return returned.error();
    FormReturn out;
    if (returned->accepted()) {
        out.input = form::gives(returned->filled, *scope, limits);
    } else {
        auto copy = sheet::make_marked_copy(*returned, *scope, sheet::meta_of(*identity, pack.zone), scratch);
        if (!copy) return copy.error();
        out.marked_copy = std::move(*copy);
    }
    lookup->reader = nullptr;
    out.identity = std::move(*identity);
    out.faults = std::move(returned->faults);
    out.notes = std::move(returned->notes);
    return out;
}

Result<FormCompletion> complete_with_form(Office& office, CompleteTask command, std::string file_name,
                                          std::string bytes, Instant now, std::filesystem::path const& scratch) {
    std::string process;
    auto form = office.database().read([&](store::Reader& reader) -> Result<FormReturn> {
        auto const live = office.find(reader, command.case_number);
        if (!live) return live.error();
        process = live->row.process;
        return read_form(office, reader, bytes, command.case_number, now, scratch);
    });
    if (!form) return form.error();
    FormCompletion out{std::move(*form), std::nullopt};
    if (!out.form.accepted()) return out;
    auto input = Value::context({});
    bool any = false;
    for (auto const& field : office.pack().fields(process, command.step))
        if (auto const* const value = out.form.input.find(field.key); value && !value->is_null()) {
            input = input.with(field.key, *value);
            any = true;
        }
    if (!any)
        return invalid("formulir " + out.form.identity.form + " bukan isian langkah " + command.step +
                       "; periksa langkahnya");
    if (command.input.is_context())
        for (auto const& [key, value] : command.input.entries()) input = input.with(key, value);
    command.input = std::move(input);
    command.uploads.push_back({out.form.identity.form, std::move(file_name), media_type(bytes), std::move(bytes)});
    auto done = complete_task(office, command, now);
    if (!done) return done.error();
    out.done = std::move(*done);
    return out;
}

} // namespace alur::service
