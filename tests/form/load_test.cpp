#include "core/diagnostic.hpp"
#include "form/load.hpp"
#include "format/file.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <set>

using namespace alur;
namespace fs = std::filesystem;

namespace {

std::string messages_of(format::SourceFile const& file) {
    auto const form = form::load_form(file);
    if (form) return "";
    std::string all;
    for (auto const& diagnostic : form.error().found.all()) all += render(diagnostic, file.text) + "\n";
    return all;
}

std::vector<fs::path> files_in(fs::path const& folder, std::string const& extension) {
    std::vector<fs::path> paths;
    for (auto const& entry : fs::directory_iterator(folder))
        if (entry.path().extension() == extension) paths.push_back(entry.path());
    std::sort(paths.begin(), paths.end());
    return paths;
}

} // namespace

TEST_CASE("every shipped form loads without a word", "[form]") {
    std::set<std::string> ids;
    for (auto const& path : files_in(fs::path(ALUR_SOURCE_DIR) / "forms/kube", ".yaml")) {
        auto const file = format::read_text(path);
        REQUIRE(file);
        INFO(messages_of(*file));
        auto const form = form::load_form(*file);
        REQUIRE(form);
        CHECK(ids.insert(form->id).second);
    }
    CHECK(ids.size() == 28);
}

TEST_CASE("every broken form gives its message", "[form]") {
    auto const paths = files_in(fs::path(ALUR_SOURCE_DIR) / "tests/form/broken", ".yaml");
    CHECK(paths.size() >= 8);
    for (auto const& path : paths) {
        auto file = format::read_text(path);
        REQUIRE(file);
        file->name = path.filename().string();
        auto const found = messages_of(*file);
        auto expected_path = path;
        expected_path.replace_extension(".expected");
        if (std::getenv("UPDATE_GOLDEN")) REQUIRE(format::write_file(expected_path, found));
        auto const expected = format::read_text(expected_path);
        REQUIRE(expected);
        CHECK(found == expected->text);
        CHECK_FALSE(found.empty());
    }
}
