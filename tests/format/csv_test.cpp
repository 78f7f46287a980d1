#include "format/csv.hpp"

#include <catch2/catch.hpp>

using namespace alur;
using format::parse_csv;

TEST_CASE("CSV cells keep quotes, commas, line breaks and places", "[format]") {
    auto const table = parse_csv({"t.csv", "a,b\r\n1,\"x, \"\"y\"\"\nz\"\r\n\r\n2,\n"});
    REQUIRE(table);
    REQUIRE(table->rows.size() == 2);
    CHECK(table->at(0, "b") == "x, \"y\"\nz");
    CHECK(table->at(1, "b").empty());
    CHECK(table->place(1, "a") == Place{"t.csv", 5, 1});
    CHECK(table->place(0, "b") == Place{"t.csv", 2, 4});
}

TEST_CASE("every wrong row of a CSV file is reported at once", "[format]") {
    auto const table = parse_csv({"t.csv", "a,a\n1\n2,3,4\n\"x"});
    REQUIRE_FALSE(table);
    CHECK(table.error().found.size() == 5);
}

TEST_CASE("a CSV field is quoted when it must be", "[format]") {
    CHECK(format::csv_field("abc") == "abc");
    CHECK(format::csv_field("a,\"b\"") == "\"a,\"\"b\"\"\"");
}
