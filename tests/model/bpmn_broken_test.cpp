#include "core/text.hpp"
#include "model/bpmn_reader.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>

using namespace alur;

namespace {

std::filesystem::path const kFolder = std::filesystem::path(ALUR_SOURCE_DIR) / "tests/model/broken";

/// Every message of the file, as an officer sees them.
std::string messages(std::filesystem::path const& path) {
    auto const bytes = format::read_bytes(path);
    REQUIRE(bytes);
    auto const source = format::check_text(path.filename().string(), model::xml_as_utf8(*bytes));
    auto const say = [&](Diagnostics const& found, std::string_view text) {
        std::string out;
        for (auto const& d : found.all()) out += "[" + d.rule + "] " + render(d, text) + "\n";
        return out;
    };
    if (!source) return say(source.error().found, {});
    auto const file = model::read_bpmn(*source);
    if (!file) return say(file.error().found, source->text);
    return say(file->found, source->text) + say(file->unsupported, source->text);
}

} // namespace

TEST_CASE("each broken BPMN file is refused with the message beside it", "[model]") {
    std::vector<std::filesystem::path> files;
    for (auto const& entry : std::filesystem::directory_iterator(kFolder))
        if (entry.path().extension() == ".bpmn") files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    REQUIRE(files.size() >= 10);
    for (auto const& path : files) {
        auto expected_path = path;
        expected_path.replace_extension(".expected");
        auto const got = messages(path);
        INFO(path.filename().string());
        CHECK(!got.empty());
        if (std::getenv("UPDATE_GOLDEN")) {
            REQUIRE(format::write_file(expected_path, got));
            continue;
        }
        auto const expected = format::read_bytes(expected_path);
        REQUIRE(expected);
        CHECK(got == *expected);
    }
}
