#include <catch2/catch.hpp>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>

namespace {

/// Last line of the conformance harness for one suite, or "" when the cases or Python are not here.
std::string figure_of(std::string const& suite) {
    auto const* named = std::getenv("ALUR_CONFORMANCE");
    auto const folder =
        named ? std::filesystem::path(named) : std::filesystem::path(ALUR_SOURCE_DIR) / "../shared/conformance";
    auto const harness = folder / "harness/conformance.py";
    if (!std::filesystem::exists(harness) || std::system("python3 --version >/dev/null 2>&1") != 0) {
        WARN("skipped: no conformance cases in " << folder << ", or no python3");
        return {};
    }
    // The sanitizers reserve more address space than the harness allows a program.
#ifdef ALUR_SANITIZED
    auto const* const memory = " --memory-mib 0";
#else
    auto const* const memory = "";
#endif
    auto const command = "python3 " + harness.string() + " " + suite + " --alur " ALUR_PROGRAM " --given " +
                         folder.string() + " --data " + folder.string() + " --part given --timeout 60" + memory +
                         " 2>/dev/null | tail -n 1";
    auto* pipe = ::popen(command.c_str(), "r");
    REQUIRE(pipe);
    char buffer[1024] = {};
    auto const count = std::fread(buffer, 1, sizeof buffer - 1, pipe);
    ::pclose(pipe);
    return {buffer, count};
}

} // namespace

TEST_CASE("the given betsy models run with the expected traces", "[cli][conformance]") {
    auto const figure = figure_of("betsy");
    if (figure.empty()) return;
    CHECK(figure.find("runs 67/67 pass, broken models 15/15 refused, sound models 37/37 accepted, 0 crash") !=
          std::string::npos);
}

TEST_CASE("the given MIWG models are read and written back without loss", "[cli][conformance]") {
    auto const figure = figure_of("miwg");
    if (figure.empty()) return;
    CHECK(figure.find("roundtrip 4/4 pass, check 4/4, 0 crash") != std::string::npos);
}
