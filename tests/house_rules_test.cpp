#include "source_tree.hpp"

#include <catch2/catch.hpp>

namespace {

/// Files that may throw, because a library calls them and expects it.
std::set<std::string> const kThrowing{};

bool digits(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// An id of a pack: step `S2-03` `X-04`, guard `G-225`, deadline `T-21` `T-21H`, letter `L13`, form `F05`.
bool is_pack_id(std::string_view word) {
    auto const stem = word.substr(0, word.find('_'));
    if (stem.size() == 3 && (stem[0] == 'L' || stem[0] == 'F')) return digits(stem.substr(1));
    if (stem.size() == 5 && stem[0] == 'S' && stem[1] >= '1' && stem[1] <= '5' && stem[2] == '-')
        return digits(stem.substr(3));
    if (stem.size() == 4 && stem.starts_with("X-")) return digits(stem.substr(2));
    if (stem.size() == 5 && stem.starts_with("G-")) return digits(stem.substr(2));
    if ((stem.size() == 4 || stem.size() == 5) && stem.starts_with("T-"))
        return digits(stem.substr(2, 2)) && (stem.size() == 4 || (stem[4] >= 'A' && stem[4] <= 'Z'));
    return false;
}

} // namespace

TEST_CASE("nothing under engine/ throws; what a library throws is caught where it arises", "[tree]") {
    for (auto const& file : tree::sources_below("engine")) {
        if (kThrowing.contains(file.path)) continue;
        for (auto const& place : tree::places_of(file, {"throw"})) FAIL_CHECK(place);
    }
}

TEST_CASE("only the door with main asks the time", "[tree]") {
    for (auto const& file : tree::sources_below("engine")) {
        if (tree::module_of(file.path) == "cli") continue;
        for (auto const& place :
             tree::places_of(file, {"system_clock", "gettimeofday", "std::time", "localtime", "localtime_r", "mktime"}))
            FAIL_CHECK(place);
    }
}

TEST_CASE("no output depends on the environment or a random source of its own", "[tree]") {
    for (auto const& file : tree::sources_below("engine")) {
        if (tree::module_of(file.path) == "cli") continue;
        for (auto const& place : tree::places_of(file, {"getenv", "setlocale", "random_device", "rand"}))
            FAIL_CHECK(place);
    }
}

TEST_CASE("no test sleeps", "[tree]") {
    for (auto const& file : tree::sources_below("tests"))
        for (auto const& place : tree::places_of(file, {"sleep_for", "sleep_until", "sleep", "usleep", "nanosleep"}))
            FAIL_CHECK(place);
}

TEST_CASE("nothing under engine/ knows a programme, a step, a guard, a deadline, a letter or a form", "[tree]") {
    auto const letter = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_'; };
    for (auto const& file : tree::files_below("engine")) {
        if (file.path.ends_with("package-lock.json")) continue;
        auto lower = file.text;
        for (auto& c : lower) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        if (auto const at = lower.find("kube"); at != std::string::npos)
            FAIL_CHECK(tree::place(file, at) << ": names the programme");
        for (std::size_t at = 0; at < file.text.size();) {
            if (!letter(file.text[at])) {
                ++at;
                continue;
            }
            auto const end = std::size_t(
                std::find_if_not(file.text.begin() + std::ptrdiff_t(at), file.text.end(), letter) - file.text.begin());
            auto const word = file.text.substr(at, end - at);
            if (is_pack_id(word)) FAIL_CHECK(tree::place(file, at) << ": " << word);
            at = end;
        }
    }
}

TEST_CASE("the check for ids of a pack knows them", "[tree]") {
    for (auto const* id : {"S2-03", "X-04", "G-225", "T-04", "T-21H", "L13", "F05", "L13_surat", "F05_rab"})
        CHECK(is_pack_id(id));
    for (auto const* word : {"UTF-16", "S-03", "S2-0x", "T-1", "G-22", "LF", "L1", "L131", "X-0", "FF0", "H-3"})
        CHECK_FALSE(is_pack_id(word));
}

TEST_CASE("the check for words leaves comments and texts alone", "[tree]") {
    tree::SourceFile const file{"a.cpp", "// throw\nauto a = \"throw\"; /* throw */ auto b = R\"x(throw)x\";\n"
                                         "auto c = 1'000; auto rethrow = 'x';\nthrow c;\n"};
    CHECK(tree::places_of(file, {"throw"}) == std::vector<std::string>{"a.cpp:4: throw"});
}
