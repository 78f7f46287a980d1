#include "cli/commands.hpp"

#include "feel/json.hpp"
#include "format/file.hpp"
#include "letter/pdf_check.hpp"

#include <iostream>

namespace alur::cli {

namespace {

int run_letter_check(std::vector<std::string> words);

Command const kCommand{
    "letter check", "alur letter check FILE.pdf … [--json] | --rules", "memeriksa PDF menurut PDF/A-3b dan PDF/UA-1",
    "Setiap pelanggaran disebut dengan pasal standarnya. Status 0 bila semua berkas memenuhi, 1 bila ada temuan.\n"
    "--json mencetak satu objek JSON per berkas; --rules menyebut semua aturan yang diperiksa.",
    run_letter_check};
Registered const kRegistered{kCommand};

void print_json(std::string const& path, Result<std::vector<letter::CheckFinding>> const& found) {
    std::cout << "{\"file\":" << feel::json_string(path) << ",\"ok\":" << (found && found->empty() ? "true" : "false");
    if (!found) std::cout << ",\"error\":" << feel::json_string(found.error().message);
    std::cout << ",\"findings\":[";
    if (found)
        for (std::size_t i = 0; i < found->size(); ++i) {
            auto const& f = (*found)[i];
            std::cout << (i > 0 ? "," : "") << "{\"rule\":" << feel::json_string(f.rule)
                      << ",\"clause\":" << feel::json_string(f.clause)
                      << ",\"message\":" << feel::json_string(f.message) << '}';
        }
    std::cout << "]}\n";
}

void print_text(std::string const& path, Result<std::vector<letter::CheckFinding>> const& found) {
    if (!found) {
        std::cout << path << ": " << found.error().message << '\n';
        return;
    }
    for (auto const& f : *found) std::cout << path << ": " << f.message << " [" << f.rule << ", " << f.clause << "]\n";
    if (found->empty())
        std::cout << path << ": memenuhi " << letter::check_rules().size() << " aturan PDF/A-3b dan PDF/UA-1\n";
}

int run_letter_check(std::vector<std::string> words) {
    Arguments const arguments(std::move(words), {"json", "rules"}, {});
    if (!arguments.wrong().empty()) return wrong_use(kCommand, arguments.wrong());
    if (arguments.has("rules")) {
        for (auto const& rule : letter::check_rules()) std::cout << rule.rule << "  " << rule.clause << '\n';
        return kDone;
    }
    if (arguments.positional().empty()) return wrong_use(kCommand, "sebutkan berkas PDF");
    auto status = kDone;
    for (auto const& path : arguments.positional()) {
        auto const bytes = format::read_bytes(path);
        auto const found = bytes ? letter::check_pdf(*bytes) : Result<std::vector<letter::CheckFinding>>(bytes.error());
        if (!found || !found->empty()) status = kRefused;
        if (arguments.has("json"))
            print_json(path, found);
        else
            print_text(path, found);
    }
    return status;
}

} // namespace

} // namespace alur::cli
