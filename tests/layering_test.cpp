#include "source_tree.hpp"

#include <catch2/catch.hpp>

namespace {

/// A header from outside and the modules that may see it. A header that stands in no row is refused: a new library
/// gets its row, and one module, here.
struct Door {
    std::string header; ///< whole name, or the folder it lies in with a slash
    std::set<std::string> modules;
};

std::vector<Door> const kDoors{
    {"sodium.h", {"core"}},
    {"expat.h", {"format", "sheet"}}, // format reads documents whole; a workbook is read as it streams past
    {"yaml-cpp/", {"format"}},
    {"bid_conf.h", {"feel"}},
    {"bid_functions.h", {"feel"}},
    {"re2/", {"feel"}},
    {"pcre2.h", {"feel"}},
    {"podofo/", {"letter"}},
    {"hb.h", {"letter"}},
    {"hb-subset.h", {"letter"}},
    {"hb-ot.h", {"letter"}},
    {"harfbuzz/", {"letter"}},
    {"ft2build.h", {"letter"}},
    {"md4c.h", {"letter"}},
    {"qrencode.h", {"letter"}},
    {"libdeflate.h", {"letter"}},
    {"png.h", {"letter"}},
    {"openssl/", {"core", "letter"}},
    {"xlsxwriter.h", {"sheet"}},
    {"xlsxwriter/", {"sheet"}},
    {"zlib.h", {"sheet"}},
    {"curl/", {"channel"}},
    {"sqlite3.h", {"store"}},
    {"Poco/", {"http"}},
    // The operating system
    {"unistd.h", {"format", "sheet", "store", "service", "cli"}},
    {"fcntl.h", {"format", "sheet", "store", "service", "cli"}},
    {"sys/", {"format", "sheet", "store", "service", "cli"}},
    {"linux/", {"store"}},
    {"sched.h", {"store"}},
    {"malloc.h", {"cli"}},
    {"signal.h", {"cli"}},
    {"termios.h", {"cli"}},
};

/// Ground, language and engine are pure: no file, no thread, no terminal. `format` is where files are read.
std::set<std::string> const kPure{"core", "feel", "merge", "calendar", "model", "form", "runtime", "reminder"};
std::set<std::string> const kImpure{"fstream", "filesystem", "iostream", "thread",   "mutex",
                                    "future",  "csignal",    "cstdlib",  "random",   "condition_variable",
                                    "clocale", "locale",     "iomanip",  "semaphore"};

/// What a pure module may nevertheless include, and why.
std::set<std::pair<std::string, std::string>> const kGranted{
    // the zones of the IANA data base, read once from the system and then kept
    {"engine/feel/zone.cpp", "fstream"},
    {"engine/feel/zone.cpp", "mutex"},
};

struct Include {
    std::string name;
    bool own = false; ///< "…" and not <…>
    std::string place;
};

std::vector<Include> includes_of(tree::SourceFile const& file) {
    std::vector<Include> out;
    auto number = 0;
    for (auto const& line : tree::lines_of(file.text)) {
        ++number;
        if (!line.starts_with("#include ")) continue;
        auto const end = line.find_first_of("\">", 10);
        out.push_back({line.substr(10, end - 10), line[9] == '"', file.path + ':' + std::to_string(number)});
    }
    return out;
}

} // namespace

TEST_CASE("a module includes only what its own line in engine/CMakeLists.txt names", "[tree]") {
    auto const layering = tree::layering();
    REQUIRE(layering.size() > 10);
    for (auto const& file : tree::sources_below("engine")) {
        auto const module = tree::module_of(file.path);
        if (!layering.contains(module)) {
            FAIL_CHECK(file.path << ": " << module << " has no line in engine/CMakeLists.txt");
            continue;
        }
        for (auto const& include : includes_of(file)) {
            if (!include.own) continue;
            auto const target = include.name.substr(0, include.name.find('/'));
            if (target != module && !layering.at(module).contains(target))
                FAIL_CHECK(include.place << ": " << module << " may not include " << target);
            if (!std::filesystem::exists(tree::top() / "engine" / include.name))
                FAIL_CHECK(include.place << ": own headers are named from engine/: " << include.name);
        }
    }
}

TEST_CASE("includes go down: no module is granted itself by way of others", "[tree]") {
    auto const layering = tree::layering();
    std::set<std::string> below; // CMakeLists.txt names a module before those that use it
    for (auto const& line : tree::lines_of(tree::read(tree::top() / "engine/CMakeLists.txt"))) {
        if (!line.starts_with("engine_module(")) continue;
        auto const module = line.substr(14, line.find_first_of(" )", 14) - 14);
        for (auto const& used : layering.at(module)) {
            CAPTURE(module, used);
            CHECK(below.contains(used));
        }
        below.insert(module);
    }
}

TEST_CASE("a library has one door", "[tree]") {
    for (auto const& file : tree::sources_below("engine")) {
        auto const module = tree::module_of(file.path);
        for (auto const& include : includes_of(file)) {
            if (include.own || include.name.find_first_of("./") == std::string::npos) continue;
            auto const door = std::find_if(kDoors.begin(), kDoors.end(), [&](Door const& d) {
                return d.header.ends_with('/') ? include.name.starts_with(d.header) : include.name == d.header;
            });
            if (door == kDoors.end())
                FAIL_CHECK(include.place << ": <" << include.name << "> has no row in the table of this test");
            else if (!door->modules.contains(module))
                FAIL_CHECK(include.place << ": <" << include.name << "> belongs to " << *door->modules.begin());
        }
    }
}

TEST_CASE("ground, language and engine touch no file, thread, terminal or locale", "[tree]") {
    for (auto const& file : tree::sources_below("engine")) {
        if (!kPure.contains(tree::module_of(file.path))) continue;
        for (auto const& include : includes_of(file))
            if (!include.own && kImpure.contains(include.name) && !kGranted.contains({file.path, include.name}))
                FAIL_CHECK(include.place << ": <" << include.name << '>');
    }
}

TEST_CASE("a source includes its own header first", "[tree]") {
    for (auto const& file : tree::sources_below("engine")) {
        if (!file.path.ends_with(".cpp")) continue;
        auto const header = file.path.substr(7, file.path.size() - 11) + ".hpp";
        if (!std::filesystem::exists(tree::top() / "engine" / header)) continue;
        auto const includes = includes_of(file);
        if (includes.empty() || includes.front().name != header)
            FAIL_CHECK(file.path << ": first include is not " << header);
    }
}

TEST_CASE("tests mirror the engine", "[tree]") {
    for (auto const& file : tree::files_below("tests", {"_test.cpp"})) {
        auto const module = tree::module_of(file.path);
        if (module.ends_with(".cpp")) continue; // about the whole tree
        if (!std::filesystem::is_directory(tree::top() / "engine" / module))
            FAIL_CHECK(file.path << ": there is no engine/" << module);
    }
}
