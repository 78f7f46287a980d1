#include "cli/commands.hpp"
#include "cli/form_files.hpp"
#include "feel/json.hpp"
#include "format/file.hpp"
#include "sheet/return.hpp"
#include "sheet/xlsx_reader.hpp"

#include <iostream>

namespace alur::cli {

namespace {

int run_form_read(std::vector<std::string> words);

Command const kCommand{
    "form read", "alur form read FILE.xlsx|FILE.ods --forms FORM.yaml|FOLDER [--data D.json] [--case ID] [--json]",
    "membaca buku kerja yang kembali",
    "Formulirnya dikenali dari tanda pengenal di dalam berkas, apa pun nama berkasnya. Bila semua sel benar,\n"
    "isinya dicetak sebagai JSON (status 0); bila tidak, setiap sel yang salah disebut (status 1) dan tidak ada\n"
    "yang diterima. --data dan --case: perkara pemilik formulir, untuk baris dan batas yang berasal dari datanya.\n"
    "--json: kesalahan juga sebagai JSON.",
    run_form_read};
Registered const kRegistered{kCommand};

Result<form::Form> find_form(std::string const& where, std::string const& id) {
    auto const paths = form_paths(where);
    if (!paths) return paths.error();
    for (auto const& path : *paths) {
        auto const name = path.filename().string();
        if (paths->size() == 1 || name.starts_with(id + "_") || name == id + ".yaml") return load_form_file(path);
    }
    return not_found("formulir " + id + " tidak ada di " + where);
}

feel::Value as_value(sheet::ReturnFault const& fault) {
    auto const text = [](std::string const& s) { return feel::Value::string(s); };
    return feel::Value::context({{"sheet", text(fault.sheet)},
                                 {"cell", text(fault.cell)},
                                 {"label", text(fault.label)},
                                 {"found", text(fault.found)},
                                 {"message", text(fault.message)}});
}

void print_faults(sheet::Returned const& returned) {
    for (auto const& fault : returned.faults) {
        std::cerr << fault.sheet << (fault.cell.empty() ? "" : "!" + fault.cell);
        if (!fault.label.empty()) std::cerr << " (" << fault.label << ")";
        if (!fault.found.empty()) std::cerr << " \"" << fault.found << "\"";
        std::cerr << ": " << fault.message << '\n';
    }
    std::cerr << returned.faults.size() << " kesalahan; tidak ada isi yang diterima\n";
}

int run_form_read(std::vector<std::string> words) {
    Arguments const arguments(std::move(words), {"json"}, {"forms", "data", "case"});
    if (!arguments.wrong().empty()) return wrong_use(kCommand, arguments.wrong());
    if (arguments.positional().size() != 1) return wrong_use(kCommand, "sebutkan satu buku kerja");
    if (!arguments.option("forms")) return wrong_use(kCommand, "pilihan --forms diperlukan");
    auto const refuse = [](Error const& error) {
        print_error(std::cerr, error);
        return kRefused;
    };
    auto const bytes = format::read_bytes(arguments.positional()[0]);
    if (!bytes) return refuse(bytes.error());
    auto const book = sheet::read_workbook(*bytes);
    if (!book) return refuse(invalid(arguments.positional()[0] + ": " + book.error().message));
    auto const identity = sheet::identify(*book);
    if (!identity) return refuse(invalid(arguments.positional()[0] + ": " + identity.error().message));
    auto const form = find_form(*arguments.option("forms"), identity->form);
    if (!form) return refuse(form.error());
    auto const data = load_data(arguments.option("data").value_or(""));
    if (!data) return refuse(data.error());
    auto const returned = sheet::read_return(*form, *book, *data, arguments.option("case").value_or(""));
    if (!returned) return refuse(returned.error());
    for (auto const& note : returned->notes) std::cerr << "catatan: " << note << '\n';
    if (returned->accepted()) {
        std::cout << feel::to_json(form::gives(returned->filled, *data), feel::JsonStyle::Indented) << '\n';
        return kDone;
    }
    if (arguments.has("json")) {
        std::vector<feel::Value> faults;
        for (auto const& fault : returned->faults) faults.push_back(as_value(fault));
        std::cout << feel::to_json(feel::Value::context({{"faults", feel::Value::list(std::move(faults))}}),
                                   feel::JsonStyle::Indented)
                  << '\n';
    } else {
        print_faults(*returned);
    }
    return kRefused;
}

} // namespace

} // namespace alur::cli
