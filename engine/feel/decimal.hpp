#pragma once
#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace alur::feel {

/// A decimal of 34 significant digits, IEEE 754-2008 decimal128, half-even (DMN 1.4, 10.3.2.3.1). Never infinite or
/// NaN: operations that would give such a value give nothing.
class Decimal {
  public:
    Decimal() noexcept = default; ///< 0
    explicit Decimal(std::int64_t value);
    static std::optional<Decimal> parse(std::string_view text); ///< `-12.50`, `1e3`, `.5`

    std::string to_text() const; ///< plain, without exponent and without trailing zeros of the fraction
    std::optional<std::int64_t> to_integer() const; ///< when whole and it fits
    double to_double() const;

    std::strong_ordering operator<=>(Decimal const& other) const;
    bool operator==(Decimal const& other) const;

    std::array<std::uint64_t, 2> bits{}; ///< for this module
};

std::optional<Decimal> add(Decimal a, Decimal b);
std::optional<Decimal> subtract(Decimal a, Decimal b);
std::optional<Decimal> multiply(Decimal a, Decimal b);
std::optional<Decimal> divide(Decimal a, Decimal b); ///< nothing when b is 0
/// Rounded to `digits` after the point, halves away from zero.
Decimal round_half_up(Decimal value, int digits);

} // namespace alur::feel
