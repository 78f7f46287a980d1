#include "format/as_written.hpp"

#include <catch2/catch.hpp>

using namespace alur;

namespace {

std::optional<Place> place_as_written(std::string_view file, Place const& start, std::string_view value,
                                      std::size_t at) {
    auto const written = format::find_as_written(file, start, value);
    if (!written) return std::nullopt;
    return format::place_in(file, *written, value, at);
}

} // namespace

TEST_CASE("a place inside a value is found in the file that quotes it", "[format]") {
    Place const start{"f", 1, 1};
    auto const column = [&](std::string_view file, std::string_view value, std::size_t at) {
        auto const place = place_as_written(file, start, value, at);
        return place ? place->column : 0;
    };
    CHECK(column("a + b", "a + b", 4) == 5);
    CHECK(column("x,\"f(\"\"k\"\", nama)\",y", "f(\"k\", nama)", 7) == 13);
    CHECK(column("when: 'n = ''x'' and m'", "n = 'x' and m", 12) == 22);
    CHECK(column("t: \"n = \\\"x\\\" and m\"", "n = \"x\" and m", 12) == 19);
    CHECK(column("<c>=a &gt; b</c>", "a > b", 4) == 12);
    CHECK(column("a + b", "a + b", 5) == 6);
    CHECK_FALSE(place_as_written("a + b", start, "a - b", 0));
    auto const folded = place_as_written("k: >\n  satu\n  dua", start, "satu dua", 5);
    REQUIRE(folded);
    CHECK(folded->line == 3);
    CHECK(folded->column == 3);
}
