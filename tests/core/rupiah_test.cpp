#include "core/rupiah.hpp"

#include <catch2/catch.hpp>
#include <limits>
#include <type_traits>

using namespace alur;

static_assert(!std::is_convertible_v<std::int64_t, Rupiah>, "no bare number passes for an amount");
static_assert(!std::is_convertible_v<Rupiah, double>, "no amount passes into floating point");

TEST_CASE("an amount has points between thousands and two decimals", "[rupiah]") {
    CHECK(to_text(Rupiah(20'000'000)) == "Rp20.000.000,00");
    CHECK(to_text(Rupiah()) == "Rp0,00");
    CHECK(to_text(Rupiah(-5)) == "-Rp5,00");
    CHECK(to_text(Rupiah(std::numeric_limits<std::int64_t>::min())) == "-Rp9.223.372.036.854.775.808,00");
}

TEST_CASE("an amount in words ends in rupiah", "[rupiah]") {
    CHECK(in_words(Rupiah(19'750'000)) == "sembilan belas juta tujuh ratus lima puluh ribu rupiah");
    CHECK(in_words(Rupiah(-1000)) == "minus seribu rupiah");
}

TEST_CASE("amounts compare by value", "[rupiah]") {
    CHECK(Rupiah(1) < Rupiah(2));
    CHECK(Rupiah(2) == Rupiah(2));
}
