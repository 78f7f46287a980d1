#include "cli/commands.hpp"
#include "cli/office_at.hpp"
#include "cli/report_error.hpp"
#include "core/text.hpp"
#include "service/decisions.hpp"
#include "service/host_functions.hpp"
#include "service/letter_register.hpp"

#include <iostream>
#include <set>

namespace alur::cli {

namespace {

int run_letter_list(std::vector<std::string> words);

Command const kCommand{"letter list",
                       "alur letter list --data FOLDER [--year TAHUN] | alur letter list --templates --pack PAKET",
                       "agenda surat keluar, atau templat surat dan isian yang diperlukannya",
                       "Agenda memuat juga nomor yang dipesan, disisipkan, dan batal.", run_letter_list};
Registered const kRegistered{kCommand};

std::string padded(std::string text, std::size_t width) {
    auto const length = to_code_points(text).size();
    return text + std::string(length < width ? width - length : 1, ' ');
}

/// What the case must give: functions, and properties of what a filter goes through, are not asked for.
std::vector<std::string> needed(service::Pack const& pack, letter::LetterTemplate const& form) {
    std::set<std::string> functions(service::host_function_names().begin(), service::host_function_names().end());
    for (auto const& [name, body] : pack.functions) functions.insert(name);
    for (auto const& [name, function] : service::decision_functions(pack)) functions.insert(std::string(name));
    std::vector<std::string> out;
    for (auto const& use : letter::field_uses(form))
        if (!use.in_filter && !functions.contains(use.path)) out.push_back(use.path);
    return out;
}

int list_templates(service::Pack const& pack) {
    for (auto const& [id, letter] : pack.letters) {
        auto const& form = letter.form;
        std::cout << padded(id, 5) << padded(std::string(letter::to_text(form.layout)), 15)
                  << padded(std::string(letter::to_text(form.series)), 14) << form.name << '\n'
                  << "     tanda tangan: "
                  << (form.signatories.empty() ? "di luar kantor" : join(form.signatories, ", "))
                  << (form.signing == letter::SigningMode::Electronic ? " (TTE)" : " (basah)") << '\n'
                  << "     isian: " << join(needed(pack, form), ", ") << '\n';
    }
    return kDone;
}

int list_register(store::Reader& reader, int year) {
    auto const rows = service::register_rows(reader, {year});
    if (!rows) return report_error(rows.error());
    for (auto const& row : rows->items()) {
        auto const text = [&](char const* key) { return feel::to_text(*row.find(key)); };
        auto const state = text("letter_state").empty() ? text("status") : text("letter_state");
        std::cout << padded(text("number"), 34) << padded(text("date"), 12) << padded(text("doc_id"), 5)
                  << padded(state, 15) << padded(text("case_id"), 24) << text("subject")
                  << (text("note").empty() ? "" : " (" + text("note") + ")") << '\n';
    }
    return kDone;
}

int run_letter_list(std::vector<std::string> words) {
    Arguments const arguments(std::move(words), {"templates"}, {"data", "pack", "year"});
    auto const data = arguments.option("data");
    auto const pack = arguments.option("pack");
    bool const templates = arguments.has("templates");
    if (!arguments.wrong().empty() || !arguments.positional().empty() || (!data && !(templates && pack)))
        return wrong_use(kCommand, arguments.wrong());
    if (templates && pack) {
        auto const loaded = service::load_pack(*pack);
        if (!loaded) return report_error(loaded.error());
        return list_templates(loaded->pack);
    }
    auto open = open_office(*data);
    if (!open) return report_error(open.error());
    if (templates) return list_templates((*open)->loaded.pack);
    auto const today = day_of((*open)->clock.now(), (*open)->loaded.pack.zone);
    auto year = static_cast<int>(std::chrono::year_month_day(today).year());
    if (auto const wanted = arguments.option("year")) {
        if (wanted->size() != 4 || wanted->find_first_not_of("0123456789") != std::string::npos)
            return wrong_use(kCommand, "--year ditulis dengan empat angka");
        year = std::stoi(*wanted);
    }
    int status = kDone;
    auto const listed = (*open)->database->read([&](store::Reader& reader) -> Result<> {
        status = list_register(reader, year);
        return Done{};
    });
    return listed ? status : report_error(listed.error());
}

} // namespace

} // namespace alur::cli
