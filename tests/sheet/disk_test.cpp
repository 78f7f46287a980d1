#include "sheet/recap.hpp"
#include "sheet/trip_help.hpp"

#include <csignal>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/wait.h>

using namespace alur;
using namespace alur::sheet_test;

namespace {

/// Files in a folder, hidden ones too.
int files_in(fs::path const& folder) {
    int count = 0;
    for (auto const& entry : fs::directory_iterator(folder)) count += entry.is_regular_file() ? 1 : 0;
    return count;
}

/// Runs `work` in a process in which no file may grow beyond `most` bytes; a write beyond it fails as on a full disk.
/// 0: all of its expectations held.
template <class Work> int in_a_small_world(std::uint64_t most, Work work) {
    auto const child = ::fork();
    if (child == 0) {
        ::signal(SIGXFSZ, SIG_IGN);
        rlimit const limit{most, most};
        ::setrlimit(RLIMIT_FSIZE, &limit);
        ::_exit(work());
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

Result<std::string> write_recap(fs::path const& path, int rows) {
    auto writer = sheet::RecapWriter::create(path, {}, {{"Nama", form::FieldType::Text, 30, false}});
    if (!writer) return writer.error();
    for (int i = 0; i < rows; ++i)
        if (auto const row = writer->row({feel::Value::string("baris " + std::to_string(i * 7919 % 100'003))}); !row)
            return row.error();
    return writer->finish();
}

} // namespace

TEST_CASE("a form on a full disk is refused, and nothing is left of it", "[sheet]") {
    Trip trip;
    auto const filled = trip.filled();
    auto const path = trip.folder / "lama.xlsx";
    save(path, "yang lama");
    for (std::uint64_t const most : {100u, 1'000u, 3'000u, 6'000u, 9'000u}) {
        INFO(most);
        CHECK(in_a_small_world(most, [&] {
                  auto const written = sheet::write_workbook(filled, {}, path);
                  return !written && written.error().kind == ErrorKind::Unavailable ? 0 : 1;
              }) == 0);
        CHECK(bytes_of(path) == "yang lama");
        CHECK(files_in(trip.folder.path) == 1);
    }
    CHECK(in_a_small_world(1'000'000, [&] { return sheet::write_workbook(filled, {}, path) ? 0 : 1; }) == 0);
    CHECK(bytes_of(path) != "yang lama");
}

TEST_CASE("a recap on a full disk is refused, and nothing is left of it", "[sheet]") {
    Folder folder;
    for (std::uint64_t const most : {100u, 20'000u, 60'000u}) {
        INFO(most);
        CHECK(in_a_small_world(most, [&] {
                  auto const written = write_recap(folder / "rekap.xlsx", 20'000);
                  return !written && written.error().kind == ErrorKind::Unavailable ? 0 : 1;
              }) == 0);
        CHECK(files_in(folder.path) == 0);
    }
}

TEST_CASE("a full tmpfs is refused", "[sheet]") {
    Trip trip;
    auto const filled = trip.filled();
    auto const place = trip.folder / "penuh";
    fs::create_directories(place);
    if (::mount("tmpfs", place.c_str(), "tmpfs", 0, "size=8k") != 0) {
        WARN("no right to mount a tmpfs here; the tests above show the same refusal");
        return;
    }
    auto const form = sheet::write_workbook(filled, {}, place / "a.xlsx");
    auto const recap = write_recap(place / "b.xlsx", 20'000);
    auto const left = files_in(place);
    ::umount(place.c_str());
    REQUIRE_FALSE(form);
    CHECK(form.error().kind == ErrorKind::Unavailable);
    REQUIRE_FALSE(recap);
    CHECK(recap.error().kind == ErrorKind::Unavailable);
    CHECK(left == 0);
}
