#pragma once
#include "feel/json.hpp"
#include "format/file.hpp"
#include "letter/letter.hpp"

#include <catch2/catch.hpp>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>

namespace letter_fixture {

using namespace alur;

inline std::filesystem::path root() { return ALUR_SOURCE_DIR; }

/// One typesetter for the whole test program: loading the fonts takes a while.
inline letter::Typesetter& typesetter() {
    static auto made = letter::Typesetter::open(root() / "templates/kube");
    if (!made) FAIL(made.error().message);
    return *made;
}

inline feel::Value json(std::string const& text) {
    auto value = feel::from_json(text);
    if (!value) FAIL(value.error().message);
    return *value;
}

inline std::string const& office_json() {
    static std::string const text =
        R"("office":{"government_line":"PEMERINTAH KABUPATEN TEGAL","office_line":"DINAS SOSIAL",
"address_line":"Jalan Contoh Nomor 1, Slawi, Kabupaten Tegal, Jawa Tengah 52400",
"contact_line":"Telepon (0283) 000000, Pos-el dinsos@contoh.invalid, Laman dinsos.contoh.invalid","place":"Slawi","unit_code":"000"},
"officials":[{"role":"KADIS","position":"Kepala Dinas Sosial","name":"Drs. Bambang Suryo Atmojo, M.Si.","rank":"Pembina Utama Muda",
"grade":"IV/c","nip":"197005141995031002"},{"role":"SEKDIN","position":"Sekretaris Dinas Sosial","name":"Retno Palupi Hapsari, S.Sos., M.M.",
"rank":"Pembina Tingkat I","grade":"IV/b","nip":"197311021998032004"},{"role":"KABID",
"position":"Kepala Bidang Perlindungan dan Jaminan Sosial dan Kebencanaan","name":"Agung Wicaksono Putro, S.STP., M.Si.","rank":"Pembina",
"grade":"IV/a","nip":"198104222000121003"}])";
    return text;
}

/// A scope of the office and `more`, JSON members without braces.
inline feel::Scope scope(std::string const& more = {}) {
    return feel::Scope(json("{" + office_json() + (more.empty() ? "" : "," + more) + "}"));
}

inline letter::LetterTemplate letter_of(std::string const& text) {
    auto made = letter::read_letter({"surat.md", text});
    if (!made) {
        std::string all = made.error().message;
        for (auto const& one : made.error().found.all()) all += "\n" + render(one, text);
        FAIL(all);
    }
    return *made;
}

/// A letter of correspondence with `head` lines added and `body`.
inline std::string correspondence(std::string const& body, std::string const& head = {}) {
    return "---\nid: L99\nnama: Surat Percobaan\nlayout: korespondensi\nklasifikasi: 400.9\nseri: SURAT\nhal: "
           "Percobaan\ntujuan:\n  - kepada: "
           "Camat Talang\n    di: Talang\nmode_ttd: BASAH\npenanda_tangan:\n  - peran: KADIS\n" +
           head + "---\n" + body;
}

inline letter::Issue issued() {
    letter::Issue issue;
    issue.number = "400.9/0001/000/2026";
    issue.date = *parse_day("2026-04-01");
    issue.created = at(*issue.date, std::chrono::minutes{0}, issue.zone);
    issue.watermark = letter::Watermark::None;
    return issue;
}

inline std::string text_of(std::string const& file, std::string const& data = {}) {
    auto const text = typesetter().text(letter_of(file), scope(data), issued());
    if (!text) {
        std::string all = text.error().message;
        for (auto const& one : text.error().found.all()) all += "\n" + render(one);
        FAIL(all);
    }
    return *text;
}

/// Output of a shell command; "" with `found` false when the tool is not installed.
inline std::string run_tool(std::string const& tool, std::string const& arguments, bool& found) {
    found = std::system(("command -v " + tool + " >/dev/null 2>&1").c_str()) == 0;
    if (!found) {
        WARN(tool << " is not installed; this part of the test is skipped");
        return {};
    }
    struct Close {
        void operator()(std::FILE* pipe) const { pclose(pipe); }
    };
    std::unique_ptr<std::FILE, Close> const pipe(popen((tool + " " + arguments + " 2>&1").c_str(), "r"));
    std::string out;
    char part[4096];
    while (auto const n = std::fread(part, 1, sizeof part, pipe.get())) out.append(part, n);
    return out;
}

inline std::string temporary_pdf(std::string const& name, std::string const& bytes) {
    auto const path = std::filesystem::temp_directory_path() / ("alur_letter_" + name + ".pdf");
    std::ofstream(path, std::ios::binary) << bytes;
    return path.string();
}

} // namespace letter_fixture
