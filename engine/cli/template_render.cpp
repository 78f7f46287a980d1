#include "cli/commands.hpp"

#include "core/hash.hpp"
#include "feel/json.hpp"
#include "format/file.hpp"
#include "letter/letter.hpp"

#include <iostream>

namespace alur::cli {

namespace {

void report(Error const& error, format::SourceFile const& source) {
    for (auto const& one : error.found.all())
        std::cerr << render(one, one.place.file == source.name ? source.text : std::string_view{}) << '\n';
    std::cerr << error.message << '\n';
}

/// Text of the data, when it is there.
std::string text_of(feel::Value const& data, char const* key) {
    auto const* value = data.find(key);
    return value && !value->is_null() ? feel::to_text(*value) : std::string();
}

int run_template_render(std::vector<std::string> words);

constexpr char kHelp[] = "Data adalah objek JSON: isian surat, office, officials, nomor_surat, tanggal_surat "
                         "(\"2026-04-01\"), dan bila ada\n"
                         "alamat_verifikasi. Tanpa --final surat dicetak sebagai DRAF. Tata letak dibaca dari "
                         "layouts.yaml di samping berkas surat\n"
                         "atau dari folder --layouts. Tanpa -o hanya diperiksa; --text mencetak teks halaman.";

Command const kCommand{
    "template render",
    "alur template render SURAT.md --data DATA.json [-o SURAT.pdf] [--text] [--final] [--layouts FOLDER]",
    "membuat satu surat dari templat dan data", kHelp, run_template_render};
Registered const kRegistered{kCommand};

int run_template_render(std::vector<std::string> words) {
    Arguments const arguments(std::move(words), {"text", "final"}, {"data", "out", "layouts"});
    if (!arguments.wrong().empty()) return wrong_use(kCommand, arguments.wrong());
    if (arguments.positional().size() != 1) return wrong_use(kCommand, "sebutkan satu berkas surat");
    std::filesystem::path const path = arguments.positional().front();
    auto const source = format::read_text(path);
    if (!source) {
        std::cerr << source.error().message << '\n';
        return kRefused;
    }
    auto const letter = letter::read_letter(*source);
    if (!letter) {
        report(letter.error(), *source);
        return kRefused;
    }
    format::SourceFile data_file{"", "{}"};
    if (auto const file = arguments.option("data")) {
        auto read = format::read_text(*file);
        if (!read) {
            std::cerr << read.error().message << '\n';
            return kRefused;
        }
        data_file = std::move(*read);
    }
    auto const data = feel::from_json(data_file);
    if (!data) {
        report(data.error(), data_file);
        return kRefused;
    }
    auto const folder =
        arguments.option("layouts").value_or(path.has_parent_path() ? path.parent_path().string() : ".");
    auto typesetter = letter::Typesetter::open(folder);
    if (!typesetter) {
        report(typesetter.error(), {});
        return kRefused;
    }
    letter::Issue issue;
    issue.watermark = arguments.has("final") ? letter::Watermark::None : letter::Watermark::Draft;
    issue.number = text_of(*data, "nomor_surat");
    if (auto const day = parse_day(text_of(*data, "tanggal_surat"))) {
        issue.date = *day;
        issue.created = at(*day, std::chrono::minutes{0}, issue.zone);
    }
    if (auto address = text_of(*data, "alamat_verifikasi"); !address.empty()) issue.verification = std::move(address);
    issue.snapshot = feel::to_json(*data);
    feel::Scope const scope(*data);
    if (arguments.has("text")) {
        auto const text = typesetter->text(*letter, scope, issue);
        if (!text) {
            report(text.error(), *source);
            return kRefused;
        }
        std::cout << *text;
        if (!arguments.option("out")) return kDone;
    }
    auto const pdf = typesetter->render(*letter, scope, issue);
    if (!pdf) {
        report(pdf.error(), *source);
        return kRefused;
    }
    for (auto const& warning : pdf->warnings) std::cerr << "peringatan: " << warning << '\n';
    if (auto const out = arguments.option("out")) {
        if (auto const written = format::write_file(*out, pdf->bytes); !written) {
            std::cerr << written.error().message << '\n';
            return kRefused;
        }
    }
    std::cout << pdf->pages << " halaman, " << pdf->bytes.size() << " bita, sha256 " << sha256(pdf->bytes) << '\n';
    return kDone;
}

} // namespace

} // namespace alur::cli
