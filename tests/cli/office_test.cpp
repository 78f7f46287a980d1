#include "cli/program.hpp"

#include <catch2/catch.hpp>

using namespace alur::test;

namespace {

/// An office of the shipped pack in a folder, worked from the command line as an officer would.
struct CommandLine {
    TemporaryFolder folder;

    CommandLine() {
        auto const made = run_program("init " + data() + " --pack " ALUR_SOURCE_DIR "/workflows/kube");
        REQUIRE(made.status == 0);
    }
    std::string data() const { return folder.path("kantor"); }
    /// With what it says to people, too.
    Ran run(std::string const& words) const { return run_program(words + " --data " + data() + " 2>&1"); }
};

} // namespace

TEST_CASE("an officer opens a case, is refused what is not theirs, and completes a step", "[cli]") {
    CommandLine const office;
    CHECK(office.run("case list").out.empty());
    CHECK(office.run("case start kelompok").status == 1);
    CHECK(office.run("case start program").out == "PROGRAM-2026\n");
    CHECK(office.run("case start program").status == 1);

    auto const tasks = office.run("task list");
    CHECK(tasks.out.find("PROGRAM-2026") != std::string::npos);
    CHECK(tasks.out.find("S1-01") != std::string::npos);

    auto const foreign = office.run("task complete PROGRAM-2026 S1-01 --role PENDAMPING");
    CHECK(foreign.status == 1);
    CHECK(foreign.out.find("KATIM") != std::string::npos);

    auto const wrong = office.folder.write("salah.json", R"({"surat_provinsi_nomer": "1"})");
    auto const refused = office.run("task complete PROGRAM-2026 S1-01 --role KATIM --input " + wrong);
    CHECK(refused.status == 1);
    CHECK(refused.out.find("surat_provinsi_nomor") != std::string::npos);

    auto const missing = office.run("task complete PROGRAM-2027 S1-01 --role KATIM");
    CHECK(missing.status == 1);
    CHECK(missing.out.find("PROGRAM-2027") != std::string::npos);
}

TEST_CASE("events from outside are listed and recorded by those who may", "[cli]") {
    CommandLine const office;
    REQUIRE(office.run("case start program").status == 0);
    auto const events = office.run("case record PROGRAM-2026");
    CHECK(events.status == 0);
    CHECK(events.out.find("pengaduan_masuk  Pengaduan atau sanggahan (STAF)") != std::string::npos);

    auto const foreign = office.run("case record PROGRAM-2026 pengaduan_masuk --role PENDAMPING");
    CHECK(foreign.status == 1);
    auto const unknown = office.run("case record PROGRAM-2026 pengaduan --role STAF");
    CHECK(unknown.status == 1);
    auto const empty = office.run("case record PROGRAM-2026 pengaduan_masuk --role STAF");
    CHECK(empty.status == 1);
    CHECK(empty.out.find("Uraian aduan") != std::string::npos);
}
