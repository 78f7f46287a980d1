#include "model/bpmn_reader.hpp"

#include <catch2/catch.hpp>

#include <cstdlib>
#include <filesystem>

using namespace alur;

namespace {

std::filesystem::path conformance_folder() {
    if (auto const* named = std::getenv("ALUR_CONFORMANCE")) return named;
    return std::filesystem::path(ALUR_SOURCE_DIR) / "../shared/conformance";
}

std::vector<std::filesystem::path> models_under(std::filesystem::path const& folder) {
    std::vector<std::filesystem::path> out;
    std::error_code error;
    for (auto const& entry : std::filesystem::recursive_directory_iterator(folder, error))
        if (entry.path().extension() == ".bpmn") out.push_back(entry.path());
    if (out.empty()) WARN("skipped: no BPMN models in " << folder);
    return out;
}

model::BpmnFile read(std::filesystem::path const& path) {
    auto const bytes = format::read_bytes(path);
    REQUIRE(bytes);
    auto const source = format::check_text(path.string(), model::xml_as_utf8(*bytes));
    REQUIRE(source);
    auto file = model::read_bpmn(*source);
    REQUIRE(file);
    return std::move(file).value();
}

} // namespace

TEST_CASE("the MIWG reference models are accepted and survive writing", "[model][conformance]") {
    for (auto const& path : models_under(conformance_folder() / "bpmn-miwg")) {
        INFO(path);
        auto const file = read(path);
        CHECK(file.ok());
        auto const text = model::write_bpmn(file);
        auto const again = model::read_bpmn({"again.bpmn", text});
        REQUIRE(again);
        CHECK(model::write_bpmn(*again) == text);
        CHECK(again->definitions.nodes.size() == file.definitions.nodes.size());
        CHECK(again->definitions.flows.size() == file.definitions.flows.size());
    }
}

TEST_CASE("models that break a published constraint are refused by its number, with a line", "[model][conformance]") {
    for (auto const& path : models_under(conformance_folder() / "betsy-bpmn/files/bpmn_constraints")) {
        INFO(path);
        auto const number = path.parent_path().filename().string();
        auto const file = read(path);
        bool named = false;
        for (auto const& d : file.found.all())
            named = named || (d.severity == Severity::Error && d.place.line > 0 && d.rule.starts_with(number));
        CHECK(named);
    }
}
