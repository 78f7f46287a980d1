#include "signing_fixture.hpp"

#include <sys/wait.h>

using namespace letter_fixture;

namespace {

struct Answer {
    int status = -1;
    std::string text; ///< both outputs
};

Answer run(std::string const& words) {
    Answer out;
    auto const command = std::string(ALUR_PROGRAM) + " " + words + " 2>&1 </dev/null";
    auto* pipe = popen(command.c_str(), "r");
    char part[4096];
    while (auto const n = std::fread(part, 1, sizeof part, pipe)) out.text.append(part, n);
    auto const status = pclose(pipe);
    out.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return out;
}

std::string file(std::string const& name, std::string const& bytes) {
    auto const path = std::filesystem::temp_directory_path() / ("alur_command_" + name);
    std::ofstream(path, std::ios::binary) << bytes;
    return path.string();
}

} // namespace

TEST_CASE("letter check answers 0 for a good file and 1 with its findings", "[letter][command]") {
    auto const good = file("good.pdf", good_pdf());
    auto const bad = file("bad.pdf", good_pdf() + "lagi");
    CHECK(run("letter check " + good).status == 0);
    auto const found = run("letter check " + good + " " + bad);
    CHECK(found.status == 1);
    CHECK(found.text.find("masih ada 5 bita sesudah %%EOF [end-of-file, ISO 19005-3 6.1.3]") != std::string::npos);
    auto const as_json = run("letter check --json " + bad);
    CHECK(as_json.text.find(R"("ok":false,"findings":[{"rule":"end-of-file","clause":"ISO 19005-3 6.1.3")") !=
          std::string::npos);
    CHECK(run("letter check /tidak/ada.pdf").status == 1);
    CHECK(run("letter check").status == 2);
}

TEST_CASE("letter sign takes the pass phrase from a file and letter verify tells the rest", "[letter][command]") {
    auto const pdf = file("two.pdf", letter_for_two()), key = file("key.p12", pkcs12(head(), "rahasia besar"));
    auto const phrase = file("phrase", "rahasia besar\n"), wrong = file("wrong", "bukan\n");
    auto const root = file("root.pem", authority().pem()), out = file("signed.pdf", "");
    auto const at = std::string(" --at 2026-04-01T09:30:00+07:00 ");
    auto made =
        run("letter sign " + pdf + " -o " + out + " --key " + key + " --pass-file " + phrase + at + "--place Slawi");
    CAPTURE(made.text);
    REQUIRE(made.status == 0);
    CHECK(made.text.find("rahasia") == std::string::npos);
    auto const told = run("letter verify " + out + " --trust " + root);
    CAPTURE(told.text);
    CHECK(told.status == 0);
    for (auto const* line :
         {"ttd_1: utuh", "oleh Drs. Bambang Suryo Atmojo, M.Si., Dinas Percobaan; sertifikat dari Akar Percobaan",
          "pada 1 April 2026 pukul 09.30 WIB menurut komputer penanda tangan", "mencakup seluruh berkas",
          "sertifikat dipercaya", "bidang ttd_2 belum ditandatangani", "semua tanda tangan berlaku"})
        CHECK(told.text.find(line) != std::string::npos);
    CHECK(run("letter verify --json " + out).text.find(R"("field":"ttd_1","state":"whole")") != std::string::npos);
    CHECK(run("letter verify " + pdf).status == 1); // nobody signed it

    auto const nothing = file("nothing.pdf", "");
    made = run("letter sign " + pdf + " -o " + nothing + " --key " + key + " --pass-file " + wrong + at);
    CHECK(made.status == 1);
    CHECK(made.text.find("frasa sandi tidak membuka berkas kunci") != std::string::npos);
    CHECK(std::filesystem::file_size(nothing) == 0);
    made = run("letter sign " + pdf + " -o " + nothing + " --key " + key + at);
    CHECK(made.text.find("frasa sandi tidak diberikan") != std::string::npos);
    CHECK(run("letter sign " + pdf + " --key " + key).status == 2);
}
