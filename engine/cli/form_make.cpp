#include "cli/commands.hpp"
#include "cli/form_files.hpp"
#include "sheet/xlsx_writer.hpp"

#include <charconv>
#include <iostream>

namespace alur::cli {

namespace {

int run_form_make(std::vector<std::string> words);

Command const kCommand{
    "form make", "alur form make FORM.yaml [--data D.json] [--case ID] [--version N] [--at WAKTU] -o FILE|FOLDER",
    "membuat buku kerja Excel dari formulir",
    "--data   isi perkara sebagai objek JSON; tanpa itu formulir kosong\n"
    "--case   nomor perkara, dicatat di dalam berkas\n"
    "--at     waktu pembuatan, misalnya 2026-03-11T09:00:00+07:00 (bawaan: 1970-01-01); data yang sama dan waktu\n"
    "         yang sama memberi berkas yang sama\n"
    "-o       nama berkas, atau folder (nama berkas lalu dibentuk dari formulir dan perkara)",
    run_form_make};
Registered const kRegistered{kCommand};

int run_form_make(std::vector<std::string> words) {
    Arguments const arguments(std::move(words), {}, {"data", "case", "version", "at", "out"});
    if (!arguments.wrong().empty()) return wrong_use(kCommand, arguments.wrong());
    if (arguments.positional().size() != 1) return wrong_use(kCommand, "sebutkan satu berkas formulir");
    if (!arguments.option("out")) return wrong_use(kCommand, "pilihan -o diperlukan");
    sheet::Meta meta;
    meta.case_id = arguments.option("case").value_or("");
    if (auto const version = arguments.option("version")) {
        auto const read = std::from_chars(version->data(), version->data() + version->size(), meta.version);
        if (read.ec != std::errc{} || read.ptr != version->data() + version->size() || meta.version < 1)
            return wrong_use(kCommand, "--version harus bilangan bulat mulai dari 1");
    }
    if (auto const at = arguments.option("at")) {
        auto const instant = parse_instant(*at);
        if (!instant) return wrong_use(kCommand, "--at: " + instant.error().message);
        meta.created = *instant;
    }
    std::filesystem::path const path = arguments.positional()[0];
    auto const form = load_form_file(path);
    if (!form) {
        print_error(std::cerr, form.error(), path);
        return kRefused;
    }
    auto const data = load_data(arguments.option("data").value_or(""));
    if (!data) {
        print_error(std::cerr, data.error());
        return kRefused;
    }
    std::filesystem::path out = *arguments.option("out");
    std::error_code ignored;
    if (std::filesystem::is_directory(out, ignored)) out /= sheet::workbook_name(*form, meta);
    auto const written = sheet::write_workbook(*form, *data, meta, out);
    if (!written) {
        print_error(std::cerr, written.error(), path);
        return kRefused;
    }
    std::cout << out.string() << '\t' << *written << '\n';
    return kDone;
}

} // namespace

} // namespace alur::cli
