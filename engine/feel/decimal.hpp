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

    std::array<std::uint64_t, 2> bits{0, 0x3040000000000000U}; ///< for this module
};

std::optional<Decimal> add(Decimal a, Decimal b);
std::optional<Decimal> subtract(Decimal a, Decimal b);
std::optional<Decimal> multiply(Decimal a, Decimal b);
std::optional<Decimal> divide(Decimal a, Decimal b); ///< nothing when b is 0
std::optional<Decimal> power(Decimal base, Decimal exponent);
/// a - b * floor(a / b), the sign of b; nothing when b is 0.
std::optional<Decimal> modulo(Decimal a, Decimal b);
std::optional<Decimal> square_root(Decimal value); ///< nothing below 0
std::optional<Decimal> exponential(Decimal value);
std::optional<Decimal> natural_logarithm(Decimal value); ///< nothing for 0 and below
Decimal negated(Decimal value);
Decimal absolute(Decimal value);

enum class Rounding { HalfEven, HalfUp, HalfDown, Up, Down, Floor, Ceiling }; ///< Up, HalfUp: away from zero
/// Rounded to `digits` after the point (before it when negative); unchanged when it has no more digits than that.
Decimal rounded(Decimal value, int digits, Rounding mode);
/// Rounded to `digits` after the point, halves away from zero.
Decimal round_half_up(Decimal value, int digits);

} // namespace alur::feel
