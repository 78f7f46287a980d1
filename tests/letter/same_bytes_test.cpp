#include "pdf_fixture.hpp"

#include <clocale>
#include <locale>
#include <thread>

using namespace letter_fixture;

namespace {

struct Job {
    letter::LetterTemplate letter;
    std::string data;
    letter::Issue issue;
};

/// Letters of every layout kind, and a row of letters to groups whose names share few words and glyphs.
std::vector<Job> const& jobs() {
    static std::vector<Job> const made = [] {
        std::vector<Job> out;
        auto const read = [](std::string const& path) {
            auto const file = format::read_text(root() / path);
            if (!file) FAIL(file.error().message);
            return file->text;
        };
        auto const data = read("tests/letter/samples/data.json");
        for (auto const* name : {"berita_acara", "judul", "kuitansi", "nota", "perjanjian", "pernyataan"})
            out.push_back({letter_of(read("tests/letter/samples/" + std::string(name) + ".md")), data, issued()});
        out.push_back({letter_of(read("templates/kube/L20_keputusan_penetapan.md")), read("tests/letter/data/L20.json"),
                       issued()});
        out.push_back({letter_of(read("templates/kube/L13_surat_pengembalian_berkas.md")),
                       read("tests/letter/data/L13.json"), issued()});
        for (auto const* name : {"Sido Makmur", "Efisien & Efektif", "Čžšřď", "\"Bakti\" <Tani>", "Ngudi Rahayu",
                                 "Fflifi", "1.234.567,89", "Ökonom Größe", "— – … “ ”"}) {
            auto text = signable_letter();
            text.replace(text.find("hal: Percobaan"), 14, "hal: Percobaan {{nama}}");
            out.push_back({letter_of(text + "\n**{{nama}}** *{{nama}}* {{nama}}\n"),
                           "{" + office_json() + ",\"nama\":" + feel::json_string(name) + "}",
                           issued_with_attachment()});
        }
        return out;
    }();
    return made;
}

std::string bytes_of(letter::Typesetter& setter, Job const& job) {
    auto const data = feel::from_json(job.data);
    if (!data) return data.error().message;
    auto const made = setter.render(job.letter, feel::Scope(*data), job.issue);
    return made ? made->bytes : made.error().message;
}

std::vector<std::string> const& expected() {
    static std::vector<std::string> const made = [] {
        std::vector<std::string> out;
        for (auto const& job : jobs()) {
            out.push_back(bytes_of(typesetter(), job));
            if (!out.back().starts_with("%PDF")) FAIL(out.back());
        }
        return out;
    }();
    return made;
}

/// Counts the letters that a fresh typesetter makes otherwise, taking them in steps from the end to the start.
int others(std::size_t from, std::size_t step) {
    auto setter = letter::Typesetter::open(root() / "templates/kube");
    if (!setter) return -1;
    int different = 0;
    for (std::size_t i = jobs().size(); i-- > 0;)
        if (i % step == from && bytes_of(*setter, jobs()[i]) != expected()[i]) ++different;
    return different;
}

struct Comma final : std::numpunct<char> {
    char do_decimal_point() const override { return ','; }
    char do_thousands_sep() const override { return '.'; }
    std::string do_grouping() const override { return "\3"; }
};

} // namespace

TEST_CASE("the order of the letters does not reach their bytes", "[letter][same]") {
    expected();
    CHECK(others(0, 1) == 0);
}

TEST_CASE("threads do not reach the bytes", "[letter][same]") {
    expected();
    int first = -1, second = -1;
    std::thread one([&] { first = others(0, 2); }), two([&] { second = others(1, 2); });
    one.join();
    two.join();
    CHECK(first == 0);
    CHECK(second == 0);
}

TEST_CASE("the locale does not reach the bytes", "[letter][same]") {
    expected();
    auto const before = std::locale::global(std::locale(std::locale::classic(), new Comma));
    CHECK(others(0, 1) == 0);
    // The office's own locale, built here: decimal comma, grouping by full stops, for printf and its like.
    auto const folder = std::filesystem::temp_directory_path() / "alur_locale";
    std::filesystem::create_directories(folder);
    bool found = false;
    run_tool("localedef", "-i id_ID -f UTF-8 " + (folder / "id_ID.UTF-8").string(), found);
    ::setenv("LOCPATH", folder.c_str(), 1);
    if (std::setlocale(LC_ALL, "id_ID.UTF-8")) {
        CHECK(std::string(std::localeconv()->decimal_point) == ",");
        CHECK(others(0, 1) == 0);
    } else {
        WARN("the locale id_ID cannot be made (package locales); only the C++ one was tried");
    }
    ::unsetenv("LOCPATH");
    std::setlocale(LC_ALL, "C");
    std::locale::global(before);
}

TEST_CASE("checking leaves no trace of the time", "[letter][same]") {
    CHECK(broken_rules(expected().front()).empty());
    CHECK(expected().front().find("/CreationDate (D:20260401000000+07'00')") != std::string::npos);
}
