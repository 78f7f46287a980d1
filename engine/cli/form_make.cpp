#include "cli/commands.hpp"
#include "cli/form_files.hpp"
#include "cli/office_at.hpp"
#include "cli/report_error.hpp"
#include "format/file.hpp"
#include "sheet/xlsx_writer.hpp"

#include <charconv>
#include <iostream>

namespace alur::cli {

namespace {

int run_form_make(std::vector<std::string> words);

Command const kCommand{
    "form make",
    "alur form make FORM.yaml [--data D.json] [--case ID] [--version N] [--at WAKTU] -o FILE|FOLDER\n"
    "           alur form make ID --office KANTOR --case NOMOR -o FILE|FOLDER",
    "membuat buku kerja Excel dari formulir",
    "--data   isi perkara sebagai objek JSON; tanpa itu formulir kosong\n"
    "--case   nomor perkara, dicatat di dalam berkas\n"
    "--at     waktu pembuatan, misalnya 2026-03-11T09:00:00+07:00 (bawaan: 1970-01-01); data yang sama dan waktu\n"
    "         yang sama memberi berkas yang sama\n"
    "--office folder kantor: formulir paketnya, terisi dari perkara NOMOR menurut keadaannya sekarang\n"
    "-o       nama berkas, atau folder (nama berkas lalu dibentuk dari formulir dan perkara)",
    run_form_make};
Registered const kRegistered{kCommand};

/// The pack's form with the case in it, as the office would issue it now.
int make_from_office(Arguments const& arguments, std::string const& folder) {
    auto const number = arguments.option("case");
    if (!number) return wrong_use(kCommand, "dengan --office perkaranya disebut dengan --case");
    auto open = open_office(folder);
    if (!open) return report_error(open.error());
    auto& office = *(*open)->office;
    auto const& pack = (*open)->loaded.pack;
    auto papers = service::Papers::open(pack, (*open)->folder);
    if (!papers) return report_error(papers.error());
    service::PaperOrder order;
    order.document = arguments.positional()[0];
    order.case_number = *number;
    order.date = day_of((*open)->clock.now(), pack.zone);
    if (!pack.forms.contains(order.document))
        return report_error(not_found("formulir " + order.document + " tidak ada dalam paket " + pack.id));
    auto const paper = (*open)->database->read([&](store::Reader& reader) -> Result<service::Paper> {
        auto const live = office.find(reader, order.case_number);
        if (!live) return live.error();
        order.version = live->row.version;
        return papers->make(office, reader, order);
    });
    if (!paper) return report_error(paper.error());
    std::filesystem::path out = *arguments.option("out");
    std::error_code ignored;
    if (std::filesystem::is_directory(out, ignored)) out /= paper->name;
    if (auto const written = format::write_file(out, paper->bytes); !written) return report_error(written.error());
    std::cout << out.string() << '\n';
    return kDone;
}

int run_form_make(std::vector<std::string> words) {
    Arguments const arguments(std::move(words), {}, {"data", "case", "version", "at", "out", "office"});
    if (!arguments.wrong().empty()) return wrong_use(kCommand, arguments.wrong());
    if (arguments.positional().size() != 1) return wrong_use(kCommand, "sebutkan satu berkas formulir");
    if (!arguments.option("out")) return wrong_use(kCommand, "pilihan -o diperlukan");
    if (auto const office = arguments.option("office")) return make_from_office(arguments, *office);
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
