#include "format/file.hpp"

#include <catch2/catch.hpp>

#include <fcntl.h>
#include <filesystem>
#include <sys/stat.h>
#include <unistd.h>

using namespace alur;

TEST_CASE("a text that is not UTF-8 or holds NUL is refused with its place", "[format]") {
    auto const bad = format::check_text("x.json", "ab\nc\xFF\xFE");
    REQUIRE_FALSE(bad);
    CHECK(bad.error().found.all()[0].place == Place{"x.json", 2, 2});
    auto const nul = format::check_text("x.json", std::string("a\0b", 3));
    REQUIRE_FALSE(nul);
    CHECK(nul.error().found.all()[0].rule == "nul-byte");
    auto const mark = format::check_text("x.json", "\xEF\xBB\xBF{}");
    REQUIRE(mark);
    CHECK(mark->text == "{}");
}

TEST_CASE("a file that is not there, a folder and a file over the limit are refused by name", "[format]") {
    CHECK(format::read_text("/nonexistent/x").error().kind == ErrorKind::NotFound);
    CHECK(format::read_text("/").error().kind == ErrorKind::NotFound);
    CHECK(format::read_text("CMakeLists.txt", 10).error().kind == ErrorKind::Invalid);
}

TEST_CASE("a file is written whole or an error names it", "[format]") {
    auto const path = std::filesystem::temp_directory_path() / "alur_file_test.txt";
    REQUIRE(format::write_file(path, "halo"));
    CHECK(*format::read_bytes(path) == "halo");
    std::filesystem::remove(path);
    auto const full = format::write_file("/dev/full/x", "halo");
    REQUIRE_FALSE(full);
    CHECK(full.error().message.find("/dev/full/x") != std::string::npos);
}

TEST_CASE("a pipe is written into and stays a pipe", "[format]") {
    auto const path = std::filesystem::temp_directory_path() / ("alur_pipe_test_" + std::to_string(::getpid()));
    REQUIRE(::mkfifo(path.c_str(), 0600) == 0);
    auto const reader = ::open(path.c_str(), O_RDWR | O_CLOEXEC); // both ends, so that nobody waits
    REQUIRE(reader >= 0);
    CHECK(format::write_file(path, "halo"));
    char text[8] = {};
    CHECK(::read(reader, text, sizeof text) == 4);
    CHECK(std::string(text) == "halo");
    CHECK(std::filesystem::is_fifo(path));
    ::close(reader);
    std::filesystem::remove(path);
}
