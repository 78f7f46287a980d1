#include "cli/program.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <vector>

using namespace alur::test;
namespace fs = std::filesystem;

namespace {

/// An office with the letters of a rehearsed year, and a key to sign with, worked from the command line.
struct Year {
    TemporaryFolder folder;

    Year() {
        std::string const pack = ALUR_SOURCE_DIR "/workflows/kube";
        auto const played = run_program("rehearse --scenario " + pack + "/scenarios/tahun-penuh.yaml --input " + pack +
                                        "/sample --out " + data());
        REQUIRE(played.status == 0);
        folder.write("frasa", "rahasia besar\n");
        auto const made = run_shell(
            "openssl req -x509 -newkey rsa:2048 -nodes -days 3650 -subj '/C=ID/O=Dinas/CN=Kepala' "
            "-addext keyUsage=critical,digitalSignature,nonRepudiation -keyout " +
            folder.path("k.pem") + " -out " + folder.path("akar.pem") + " 2>&1 && openssl pkcs12 -export -inkey " +
            folder.path("k.pem") + " -in " + folder.path("akar.pem") + " -out " + folder.path("k.p12") +
            " -passout file:" + folder.path("frasa") + " 2>&1");
        INFO(made.out);
        REQUIRE(made.status == 0);
    }
    std::string data() const { return folder.path("kantor"); }
    Ran run(std::string const& words) const { return run_program(words + " --data " + data() + " 2>&1"); }
    /// The numbers of all letters of a kind, oldest first, from the printed register.
    std::vector<std::string> numbers(std::string const& letter) const {
        std::vector<std::string> out;
        auto const text = run("letter list --year 2026").out;
        for (std::size_t at = 0; at < text.size(); at = text.find('\n', at) + 1) {
            auto const line = text.substr(at, text.find('\n', at) - at);
            if (line.find(" " + letter + "  ") != std::string::npos) out.push_back(line.substr(0, line.find(' ')));
        }
        return out;
    }
    std::string state(std::string const& number) const {
        auto const text = run("letter list --year 2026").out;
        auto const line = text.substr(text.find(number));
        for (std::string const word : {"BERNOMOR", "DITANDATANGANI", "TERBIT"})
            if (line.substr(0, line.find('\n')).find(word) != std::string::npos) return word;
        return {};
    }
    std::vector<std::string> files(std::string const& name) const {
        std::vector<std::string> out;
        for (auto const& entry : fs::directory_iterator(folder.path(name))) out.push_back(entry.path().string());
        std::sort(out.begin(), out.end());
        return out;
    }
};

std::string quoted(std::string const& path) { return "'" + path + "'"; }

bool says(Ran const& ran, std::string const& what) { return ran.out.find(what) != std::string::npos; }

/// What pdftotext reads on the file; "" where it is not installed.
std::string text_of(std::string const& path) {
    return run_shell("pdftotext -layout " + quoted(path) + " - 2>/dev/null").out;
}

} // namespace

TEST_CASE("letters are listed, previewed, printed, signed, published and looked up from the command line", "[cli]") {
    Year const office;
    // What there is, and what each letter asks for.
    auto const templates = office.run("letter list --templates");
    CHECK(templates.status == 0);
    CHECK(says(templates, "Surat Pengembalian Berkas"));
    CHECK(says(templates, "isian: "));
    auto const letters = office.numbers("L23");
    REQUIRE(letters.size() == 5);

    // A preview takes no number.
    auto const draft = office.folder.path("konsep.pdf");
    auto made = office.run("letter preview L13 --case KUBE-3328-2026-004 -o " + draft);
    INFO(made.out);
    CHECK(made.status == 0);
    CHECK(run_program("letter check " + draft).status == 0);
    CHECK(office.run("letter preview L99 --case KUBE-3328-2026-004 -o " + draft).status == 1);
    CHECK(office.numbers("L13").size() == 5);

    // One act made five letters: a cover list and all of them in one file, and each by itself.
    made = office.run("letter print --letter L23 --out " + office.folder.path("cetak"));
    CHECK(says(made, "5 surat"));
    REQUIRE(office.files("cetak").size() == 6);
    if (auto const printed = text_of(office.folder.path("cetak/cetak.pdf")); !printed.empty())
        for (auto const& number : letters) {
            auto const on_cover = printed.find(number);
            REQUIRE(on_cover != std::string::npos);
            CHECK(printed.find(number, on_cover + 1) != std::string::npos);
        }
    auto const unsigned_file = office.files("cetak").front();
    CHECK(run_program("letter check " + quoted(unsigned_file)).status == 0);
    CHECK(office.run("letter print --letter L99 --out " + office.folder.path("kosong")).status == 1);

    // Signed by the head; the letter and its signature become the version that is handed on.
    auto const sign = "letter send " + letters[0] + " --key " + office.folder.path("k.p12") + " --pass-file " +
                      office.folder.path("frasa");
    CHECK(office.run("letter publish " + letters[0] + " --role KADIS").status == 1);
    made = office.run(sign + " --role KADIS");
    INFO(made.out);
    CHECK(made.status == 0);
    CHECK(says(made, "versi 2, DITANDATANGANI"));
    CHECK_FALSE(says(made, "rahasia"));
    CHECK(office.run(sign + " --role KADIS").status == 1);
    CHECK(office.state(letters[0]) == "DITANDATANGANI");
    made = office.run("letter publish " + letters[0] + " --role KADIS");
    CHECK(made.status == 0);
    CHECK(office.state(letters[0]) == "TERBIT");
    CHECK(office.state(letters[1]) == "BERNOMOR");

    office.run("letter print --letter L23 --out " + office.folder.path("lagi"));
    REQUIRE(office.files("lagi").size() == 6);
    auto const signed_file = office.files("lagi").front();
    made = run_program("letter verify " + quoted(signed_file) + " --trust " + office.folder.path("akar.pem") + " 2>&1");
    INFO(made.out);
    CHECK(made.status == 0);

    // The printed code leads to the letter, whatever version of it is held against it.
    auto const text = text_of(signed_file);
    if (auto const at = text.find("Kode: "); at != std::string::npos) {
        auto const code = text.substr(at + 6, 14);
        made = office.run("letter verify-code " + code + " --file " + quoted(signed_file));
        INFO(made.out);
        CHECK(made.status == 0);
        CHECK(says(made, letters[0]));
        CHECK(says(made, "sama dengan versi 2"));
        CHECK(
            says(office.run("letter verify-code " + code + " --file " + quoted(unsigned_file)), "sama dengan versi 1"));
        CHECK(office.run("letter verify-code " + code + " --file " + draft).status == 1);
    }
    CHECK(office.run("letter verify-code AAAA-AAAA-AAAA").status == 1);

    // Minutes signed with a pen come back as a scan.
    auto const minutes = office.numbers("L15");
    REQUIRE(minutes.size() == 5);
    made = office.run("letter scan " + quoted(unsigned_file) + " --role STAF --number " + minutes[0]);
    CHECK(says(made, "versi 2, DITANDATANGANI"));
    CHECK(office.run("letter scan " + office.folder.path("frasa") + " --role STAF --number " + minutes[1]).status == 1);
}
