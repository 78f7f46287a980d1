#include "cli/commands.hpp"
#include "cli/form_files.hpp"
#include "feel/json.hpp"
#include "form/page_fields.hpp"

#include <iostream>

namespace alur::cli {

namespace {

int run_form_fields(std::vector<std::string> words);

Command const kCommand{
    "form fields", "alur form fields FORM.yaml [--data D.json]", "menyebut semua isian formulir sebagai JSON",
    "Lembar, isian, tipe, pilihan, dan batas, seperti yang dipakai halaman isian dan buku kerja.", run_form_fields};
Registered const kRegistered{kCommand};

int run_form_fields(std::vector<std::string> words) {
    Arguments const arguments(std::move(words), {}, {"data"});
    if (!arguments.wrong().empty()) return wrong_use(kCommand, arguments.wrong());
    if (arguments.positional().size() != 1) return wrong_use(kCommand, "sebutkan satu berkas formulir");
    std::filesystem::path const path = arguments.positional()[0];
    auto const refuse = [&](Error const& error) {
        print_error(std::cerr, error, path);
        return kRefused;
    };
    auto const form = load_form_file(path);
    if (!form) return refuse(form.error());
    auto const data = load_data(arguments.option("data").value_or(""));
    if (!data) return refuse(data.error());
    auto const filled = form::fill(*form, *data);
    if (!filled) return refuse(filled.error());
    std::cout << feel::to_json(form::describe(*filled), feel::JsonStyle::Indented) << '\n';
    return kDone;
}

} // namespace

} // namespace alur::cli
