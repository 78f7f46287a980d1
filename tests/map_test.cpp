#include "source_tree.hpp"

#include <catch2/catch.hpp>

namespace {

/// The rows of the map: module → its sentence and what it may include, as written.
struct Row {
    std::string sentence;
    std::set<std::string> uses;
};

std::string trimmed(std::string const& text) {
    auto const begin = text.find_first_not_of(' ');
    return begin == std::string::npos ? "" : text.substr(begin, text.find_last_not_of(' ') - begin + 1);
}

std::map<std::string, Row> map_rows() {
    std::map<std::string, Row> rows;
    for (auto const& line : tree::lines_of(tree::read(tree::top() / "engine/README.md"))) {
        if (!line.starts_with("| `")) continue;
        std::vector<std::string> cells;
        std::istringstream in(line.substr(1));
        for (std::string cell; std::getline(in, cell, '|');) cells.push_back(trimmed(cell));
        REQUIRE(cells.size() >= 3);
        auto const name = cells[0].substr(1, cells[0].size() - 2);
        CAPTURE(name);
        CHECK_FALSE(rows.contains(name));
        auto& row = rows[name];
        row.sentence = cells[1];
        std::istringstream uses(cells[2]);
        for (std::string use; uses >> use;)
            if (use != "–") row.uses.insert(use);
    }
    return rows;
}

} // namespace

TEST_CASE("the map has one sentence for each module and none for anything else", "[tree]") {
    auto const rows = map_rows();
    auto const layering = tree::layering();
    for (auto const& [name, row] : rows) {
        CAPTURE(name);
        CHECK(layering.contains(name));
        CHECK(row.sentence.ends_with('.'));
    }
    for (auto const& [module, uses] : layering) {
        CAPTURE(module);
        REQUIRE(rows.contains(module));
        if (module == "cli")
            CHECK(rows.at(module).uses == std::set<std::string>{"all"});
        else
            CHECK(rows.at(module).uses == uses);
    }
    for (auto const& entry : std::filesystem::directory_iterator(tree::top() / "engine"))
        if (entry.is_directory()) {
            CAPTURE(entry.path().filename().string());
            CHECK(rows.contains(entry.path().filename().string()));
        }
}

TEST_CASE("the map fits on one page", "[tree]") {
    CHECK(tree::lines_of(tree::read(tree::top() / "engine/README.md")).size() <= 60);
}

TEST_CASE("the top of the tree holds what newcomers are told it holds", "[tree]") {
    std::set<std::string> const known{"CMakeLists.txt", "CMakePresets.json",
                                      "README.md",      "run",
                                      "engine",         "workflows",
                                      "templates",      "forms",
                                      "tests",          "docs",
                                      "build",          "demo"};
    for (auto const& entry : std::filesystem::directory_iterator(tree::top())) {
        auto const name = entry.path().filename().string();
        if (!name.starts_with('.') && !known.contains(name)) FAIL_CHECK(name << " stands at the top of the tree");
    }
}
