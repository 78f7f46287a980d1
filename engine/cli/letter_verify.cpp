#include "cli/commands.hpp"
#include "cli/real_clock.hpp"
#include "cli/report_error.hpp"

#include "core/indonesian.hpp"
#include "feel/json.hpp"
#include "format/file.hpp"
#include "letter/pdf_verify.hpp"

#include <iostream>

namespace alur::cli {

namespace {

int run_letter_verify(std::vector<std::string> words);

Command const kCommand{
    "letter verify", "alur letter verify FILE.pdf [--trust AKAR.pem] [--json]",
    "memeriksa tanda tangan elektronik di dalam PDF",
    "Untuk setiap tanda tangan: siapa, kapan, utuh atau tidak, mencakup seluruh berkas atau tidak, dan apa yang "
    "berubah\n"
    "sesudahnya. --trust menyebut sertifikat akar yang dipercaya (PEM); tanpa itu kepercayaan tidak diperiksa.\n"
    "Status 0 bila semua tanda tangan berlaku, 1 bila tidak ada atau ada yang tidak berlaku.",
    run_letter_verify};
Registered const kRegistered{kCommand};

using State = letter::SignatureReport::State;

std::string_view word_of(State state) {
    switch (state) {
    case State::Whole: return "utuh";
    case State::Altered: return "RUSAK";
    case State::Unreadable: return "TIDAK TERBACA";
    }
    return "";
}

std::string time_text(Instant at) {
    auto const zone = ZoneOffset{};
    auto const clock = iso(std::chrono::floor<std::chrono::seconds>(at), zone).substr(11, 5);
    return tanggal(day_of(at, zone)) + " pukul " + clock.substr(0, 2) + "." + clock.substr(3, 2) + " WIB";
}

void print_text(std::string const& path, letter::VerifyReport const& report) {
    if (report.signatures.empty()) std::cout << path << ": tidak ada tanda tangan elektronik\n";
    for (auto const& s : report.signatures) {
        std::cout << path << ": " << s.field << ": " << word_of(s.state);
        if (!s.why.empty()) std::cout << " (" << s.why << ')';
        std::cout << "\n  oleh " << s.signer.name << (s.signer.organization.empty() ? "" : ", " + s.signer.organization)
                  << "; sertifikat dari " << s.signer.issuer << " nomor " << s.signer.serial << '\n';
        if (s.claimed) std::cout << "  pada " << time_text(*s.claimed) << " menurut komputer penanda tangan\n";
        if (s.stamped) std::cout << "  cap waktu " << time_text(*s.stamped) << " oleh " << s.stamped_by << '\n';
        if (!s.in_validity) std::cout << "  sertifikat TIDAK berlaku pada waktu itu\n";
        if (s.trusted) std::cout << "  sertifikat " << (*s.trusted ? "dipercaya" : "TIDAK dipercaya") << '\n';
        std::cout << (s.whole_file ? "  mencakup seluruh berkas\n" : "  sesudahnya berkas disimpan lagi:\n");
        for (auto const& change : s.changes)
            std::cout << "    - " << change.what << (change.harmless ? "" : " (MENGUBAH yang ditandatangani)") << '\n';
    }
    for (auto const& field : report.empty_fields)
        std::cout << path << ": bidang " << field << " belum ditandatangani\n";
    std::cout << path << ": " << (report.holds() ? "semua tanda tangan berlaku" : "TIDAK dapat diandalkan") << '\n';
}

std::string optional_time(std::optional<Instant> const& at) { return at ? feel::json_string(iso(*at)) : "null"; }

void print_json(std::string const& path, letter::VerifyReport const& report) {
    auto const truth = [](bool b) { return b ? "true" : "false"; };
    std::cout << "{\"file\":" << feel::json_string(path) << ",\"ok\":" << truth(report.holds()) << ",\"signatures\":[";
    for (std::size_t i = 0; i < report.signatures.size(); ++i) {
        auto const& s = report.signatures[i];
        auto const state = s.state == State::Whole ? "whole" : s.state == State::Altered ? "altered" : "unreadable";
        std::cout << (i > 0 ? "," : "") << "{\"field\":" << feel::json_string(s.field) << ",\"state\":\"" << state
                  << "\",\"why\":" << feel::json_string(s.why) << ",\"signer\":" << feel::json_string(s.signer.name)
                  << ",\"issuer\":" << feel::json_string(s.signer.issuer)
                  << ",\"serial\":" << feel::json_string(s.signer.serial) << ",\"claimed\":" << optional_time(s.claimed)
                  << ",\"stamped\":" << optional_time(s.stamped) << ",\"stampedBy\":" << feel::json_string(s.stamped_by)
                  << ",\"inValidity\":" << truth(s.in_validity)
                  << ",\"trusted\":" << (s.trusted ? truth(*s.trusted) : "null")
                  << ",\"wholeFile\":" << truth(s.whole_file) << ",\"changes\":[";
        for (std::size_t k = 0; k < s.changes.size(); ++k)
            std::cout << (k > 0 ? "," : "") << "{\"what\":" << feel::json_string(s.changes[k].what)
                      << ",\"harmless\":" << truth(s.changes[k].harmless) << '}';
        std::cout << "]}";
    }
    std::cout << "],\"emptyFields\":[";
    for (std::size_t i = 0; i < report.empty_fields.size(); ++i)
        std::cout << (i > 0 ? "," : "") << feel::json_string(report.empty_fields[i]);
    std::cout << "]}\n";
}

int run_letter_verify(std::vector<std::string> words) {
    Arguments const arguments(std::move(words), {"json"}, {"trust"});
    if (!arguments.wrong().empty()) return wrong_use(kCommand, arguments.wrong());
    if (arguments.positional().empty()) return wrong_use(kCommand, "sebutkan berkas PDF");
    std::optional<letter::TrustedCertificates> trusted;
    if (auto const path = arguments.option("trust")) {
        auto const pem = format::read_bytes(*path, 10'000'000);
        if (!pem) return report_error(pem.error());
        auto roots = letter::TrustedCertificates::from_pem(*pem);
        if (!roots) return report_error(roots.error());
        trusted = std::move(*roots);
    }
    auto status = kDone;
    for (auto const& path : arguments.positional()) {
        auto const bytes = format::read_bytes(path);
        auto const report = bytes ? letter::verify_pdf(*bytes, RealClock().now(), trusted ? &*trusted : nullptr)
                                  : Result<letter::VerifyReport>(bytes.error());
        if (!report) {
            std::cerr << path << ": " << report.error().message << '\n';
            status = kRefused;
            continue;
        }
        if (!report->holds()) status = kRefused;
        if (arguments.has("json"))
            print_json(path, *report);
        else
            print_text(path, *report);
    }
    return status;
}

} // namespace

} // namespace alur::cli
