#include "cli/commands.hpp"
#include "cli/form_files.hpp"
#include "cli/office_at.hpp"
#include "cli/report_error.hpp"
#include "feel/json.hpp"
#include "format/file.hpp"
#include "service/read_form.hpp"
#include "sheet/marked_copy.hpp"
#include "sheet/return.hpp"
#include "sheet/xlsx_reader.hpp"

#include <iostream>

namespace alur::cli {

namespace {

int run_form_read(std::vector<std::string> words);

Command const kCommand{
    "form read",
    "alur form read FILE.xlsx|FILE.ods [--forms FORM.yaml|FOLDER] [--data D.json] [--case ID] [--json] [-o SALINAN]\n"
    "           alur form read FILE.xlsx|FILE.ods --office KANTOR [--case NOMOR] [--json] [-o SALINAN]",
    "membaca buku kerja yang kembali",
    "Formulirnya dikenali dari tanda pengenal di dalam berkas, apa pun nama berkasnya. Bila semua sel benar,\n"
    "isinya dicetak sebagai JSON (status 0); bila tidak, setiap sel yang salah disebut (status 1) dan tidak ada\n"
    "yang diterima.\n"
    "--forms  formulir atau foldernya; bawaan: subfolder forms/\n"
    "--data, --case  perkara pemilik formulir, untuk baris dan batas yang berasal dari datanya\n"
    "--office  folder kantor: formulir paketnya, diperiksa terhadap perkara yang disebut berkas itu\n"
    "--json   kesalahan juga sebagai JSON\n"
    "-o       bila ada kesalahan: salinan berkas dengan sel yang salah diwarnai dan diberi catatan, serta lembar\n"
    "         daftar kesalahan; perbaiki salinan itu lalu kirim kembali",
    run_form_read};
Registered const kRegistered{kCommand};

Result<form::Form> find_form(std::vector<std::filesystem::path> const& folders, std::string const& id) {
    std::string where;
    for (auto const& folder : folders) {
        auto const paths = form_paths(folder);
        if (!paths) return paths.error();
        for (auto const& path : *paths) {
            auto const name = path.filename().string();
            if (path == folder || name.starts_with(id + "_") || name == id + ".yaml") return load_form_file(path);
        }
        where += (where.empty() ? "" : ", ") + folder.string();
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

void print_faults(std::vector<sheet::ReturnFault> const& faults) {
    for (auto const& fault : faults) {
        std::cerr << fault.sheet << (fault.cell.empty() ? "" : "!" + fault.cell);
        if (!fault.label.empty()) std::cerr << " (" << fault.label << ")";
        if (!fault.found.empty()) std::cerr << " \"" << fault.found << "\"";
        std::cerr << ": " << fault.message << '\n';
    }
    std::cerr << faults.size() << " kesalahan; tidak ada isi yang diterima\n";
}

/// The faults on the screen or as JSON, the marked copy where it is wanted.
int refuse_return(Arguments const& arguments, std::vector<sheet::ReturnFault> const& faults,
                  Result<std::string> const& copy) {
    if (arguments.has("json")) {
        std::vector<feel::Value> list;
        for (auto const& fault : faults) list.push_back(as_value(fault));
        std::cout << feel::to_json(feel::Value::context({{"faults", feel::Value::list(std::move(list))}}),
                                   feel::JsonStyle::Indented)
                  << '\n';
    } else {
        print_faults(faults);
    }
    auto const out = arguments.option("out");
    if (!out) return kRefused;
    if (!copy) {
        print_error(std::cerr, copy.error());
        return kRefused;
    }
    if (auto const written = format::write_file(*out, *copy); !written) {
        print_error(std::cerr, written.error());
        return kRefused;
    }
    std::cerr << "salinan bertanda: " << *out << '\n';
    return kRefused;
}

int read_for_office(Arguments const& arguments, std::string const& folder, std::string_view bytes) {
    auto open = open_office(folder);
    if (!open) return report_error(open.error());
    auto const form = (*open)->database->read([&](store::Reader& reader) {
        return service::read_form(*(*open)->office, reader, bytes, arguments.option("case").value_or(""),
                                  (*open)->clock.now(), (*open)->folder);
    });
    if (!form) return report_error(form.error());
    for (auto const& note : form->notes) std::cerr << "catatan: " << note << '\n';
    if (!form->accepted()) return refuse_return(arguments, form->faults, form->marked_copy);
    std::cout << feel::to_json(form->input, feel::JsonStyle::Indented) << '\n';
    return kDone;
}

int run_form_read(std::vector<std::string> words) {
    Arguments const arguments(std::move(words), {"json"}, {"forms", "data", "case", "out", "office"});
    if (!arguments.wrong().empty()) return wrong_use(kCommand, arguments.wrong());
    if (arguments.positional().size() != 1) return wrong_use(kCommand, "sebutkan satu buku kerja");
    auto const refuse = [](Error const& error) {
        print_error(std::cerr, error);
        return kRefused;
    };
    auto const bytes = format::read_bytes(arguments.positional()[0]);
    if (!bytes) return refuse(bytes.error());
    if (auto const office = arguments.option("office")) return read_for_office(arguments, *office, *bytes);
    auto folders = form_folders();
    if (auto const given = arguments.option("forms")) folders = {*given};
    if (folders.empty())
        return wrong_use(kCommand, "folder forms/ tidak ada di sini; sebutkan formulirnya dengan --forms");
    auto const book = sheet::read_workbook(*bytes);
    if (!book) return refuse(invalid(arguments.positional()[0] + ": " + book.error().message));
    auto const identity = sheet::identify(*book);
    if (!identity) return refuse(invalid(arguments.positional()[0] + ": " + identity.error().message));
    auto const form = find_form(folders, identity->form);
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
    auto const copy = arguments.option("out") ? sheet::make_marked_copy(*returned, *data, sheet::meta_of(*identity, {}),
                                                                        std::filesystem::temp_directory_path())
                                              : Result<std::string>(std::string{});
    return refuse_return(arguments, returned->faults, copy);
}

} // namespace

} // namespace alur::cli
