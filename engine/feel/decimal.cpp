#include "feel/decimal.hpp"

#include <algorithm>
#include <charconv>

// The conventions of libbidgcc000: arguments by value, rounding and flags as arguments.
#define DECIMAL_CALL_BY_REFERENCE 0
#define DECIMAL_GLOBAL_ROUNDING 0
#define DECIMAL_GLOBAL_EXCEPTION_FLAGS 0
extern "C" {
#include <bid_conf.h>
#include <bid_functions.h>
}

namespace alur::feel {

namespace {

__extension__ typedef unsigned __int128 Wide;

constexpr int kBias = 6176;
constexpr std::uint64_t kSign = 0x8000000000000000U;
constexpr std::uint64_t kHighMask = (std::uint64_t{1} << 49U) - 1;

BID_UINT128 raw(Decimal const& value) {
    BID_UINT128 out;
    out.w[0] = value.bits[0];
    out.w[1] = value.bits[1];
    return out;
}

Decimal wrap(BID_UINT128 value) {
    Decimal out;
    out.bits = {value.w[0], value.w[1]};
    return out;
}

/// NaN and infinity have their top four exponent bits set; such a value never leaves this file.
bool is_finite(BID_UINT128 value) { return (value.w[1] & 0x7800000000000000U) != 0x7800000000000000U; }

std::optional<Decimal> checked(BID_UINT128 value) {
    if (!is_finite(value)) {
        return std::nullopt;
    }
    return wrap(value);
}

int exponent_of(Decimal const& value) { return static_cast<int>((value.bits[1] >> 49U) & 0x3fffU) - kBias; }
bool is_negative(Decimal const& value) { return (value.bits[1] & kSign) != 0; }
Wide coefficient_of(Decimal const& value) {
    return (static_cast<Wide>(value.bits[1] & kHighMask) << 64U) | value.bits[0];
}
bool is_zero(Decimal const& value) { return coefficient_of(value) == 0; }

/// A coefficient below 2^62 as a signed number: the fast path of everyday sums.
bool is_small(Decimal const& value) {
    return (value.bits[1] & kHighMask) == 0 && value.bits[0] < (std::uint64_t{1} << 62U);
}
std::int64_t signed_coefficient(Decimal const& value) {
    auto const magnitude = static_cast<std::int64_t>(value.bits[0]);
    return is_negative(value) ? -magnitude : magnitude;
}
Decimal compose(std::int64_t coefficient, std::uint64_t biased_exponent) {
    Decimal out;
    std::uint64_t const magnitude =
        coefficient < 0 ? ~static_cast<std::uint64_t>(coefficient) + 1 : static_cast<std::uint64_t>(coefficient);
    out.bits = {magnitude, (coefficient < 0 ? kSign : 0) | (biased_exponent << 49U)};
    return out;
}

std::string digits_of(Wide value) {
    std::string out;
    while (value != 0) {
        out.push_back(static_cast<char>('0' + static_cast<int>(value % 10)));
        value /= 10;
    }
    std::reverse(out.begin(), out.end());
    return out;
}

std::optional<Decimal> whole_power(Decimal base, std::int64_t exponent) {
    bool const inverse = exponent < 0;
    auto left = static_cast<std::uint64_t>(inverse ? -exponent : exponent);
    std::optional<Decimal> result{Decimal(1)};
    while (left != 0) {
        if ((left & 1U) != 0) {
            result = multiply(*result, base);
            if (!result) {
                return result;
            }
        }
        left >>= 1U;
        if (left != 0) {
            auto const squared = multiply(base, base);
            if (!squared) {
                return std::nullopt;
            }
            base = *squared;
        }
    }
    return inverse ? divide(Decimal(1), *result) : result;
}

} // namespace

Decimal::Decimal(std::int64_t value) {
    std::uint64_t const magnitude =
        value < 0 ? ~static_cast<std::uint64_t>(value) + 1 : static_cast<std::uint64_t>(value);
    bits = {magnitude, (value < 0 ? kSign : 0) | (std::uint64_t{kBias} << 49U)};
}

std::optional<Decimal> Decimal::parse(std::string_view text) {
    std::size_t at = 0;
    auto const skip_digits = [&] {
        std::size_t const from = at;
        while (at < text.size() && text[at] >= '0' && text[at] <= '9') {
            ++at;
        }
        return at - from;
    };
    if (at < text.size() && (text[at] == '-' || text[at] == '+')) {
        ++at;
    }
    std::size_t const whole = skip_digits();
    std::size_t fraction = 0;
    if (at < text.size() && text[at] == '.') {
        ++at;
        fraction = skip_digits();
        if (fraction == 0) {
            return std::nullopt;
        }
    }
    if (whole + fraction == 0) {
        return std::nullopt;
    }
    if (fraction == 0 && at == text.size() && whole <= 18) {
        std::int64_t small = 0;
        std::string_view const plain = text.front() == '+' ? text.substr(1) : text;
        std::from_chars(plain.data(), plain.data() + plain.size(), small);
        return Decimal(small);
    }
    if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
        ++at;
        if (at < text.size() && (text[at] == '-' || text[at] == '+')) {
            ++at;
        }
        if (skip_digits() == 0) {
            return std::nullopt;
        }
    }
    if (at != text.size()) {
        return std::nullopt;
    }
    std::string copy(text);
    _IDEC_flags flags = 0;
    auto const value = bid128_from_string(copy.data(), BID_ROUNDING_TO_NEAREST, &flags);
    return checked(value);
}

std::string Decimal::to_text() const {
    std::string digits = digits_of(coefficient_of(*this));
    if (digits.empty()) {
        return "0";
    }
    int exponent = exponent_of(*this);
    while (exponent < 0 && digits.back() == '0') {
        digits.pop_back();
        ++exponent;
    }
    if (exponent >= 0) {
        digits.append(static_cast<std::size_t>(exponent), '0');
    } else {
        auto const behind = static_cast<std::size_t>(-exponent);
        if (digits.size() <= behind) {
            digits = std::string(behind - digits.size() + 1, '0').append(digits);
        }
        digits.insert(digits.end() - static_cast<std::ptrdiff_t>(behind), '.');
    }
    if (is_negative(*this)) {
        digits.insert(digits.begin(), '-');
    }
    return digits;
}

std::optional<std::int64_t> Decimal::to_integer() const {
    if (is_small(*this) && exponent_of(*this) == 0) {
        return signed_coefficient(*this);
    }
    _IDEC_flags flags = 0;
    auto const value = bid128_to_int64_xint(raw(*this), &flags);
    if (flags != 0) {
        return std::nullopt; // inexact or out of range
    }
    return static_cast<std::int64_t>(value);
}

double Decimal::to_double() const {
    _IDEC_flags flags = 0;
    return bid128_to_binary64(raw(*this), BID_ROUNDING_TO_NEAREST, &flags);
}

std::strong_ordering Decimal::operator<=>(Decimal const& other) const {
    if (is_small(*this) && is_small(other) && ((bits[1] ^ other.bits[1]) & ~kSign) == 0) {
        return signed_coefficient(*this) <=> signed_coefficient(other);
    }
    _IDEC_flags flags = 0;
    if (bid128_quiet_less(raw(*this), raw(other), &flags) != 0) {
        return std::strong_ordering::less;
    }
    return bid128_quiet_equal(raw(*this), raw(other), &flags) != 0 ? std::strong_ordering::equal
                                                                   : std::strong_ordering::greater;
}

bool Decimal::operator==(Decimal const& other) const { return (*this <=> other) == std::strong_ordering::equal; }

std::optional<Decimal> add(Decimal a, Decimal b) {
    if (is_small(a) && is_small(b) && ((a.bits[1] ^ b.bits[1]) & ~kSign) == 0) {
        return compose(signed_coefficient(a) + signed_coefficient(b), (a.bits[1] >> 49U) & 0x3fffU);
    }
    _IDEC_flags flags = 0;
    return checked(bid128_add(raw(a), raw(b), BID_ROUNDING_TO_NEAREST, &flags));
}

std::optional<Decimal> subtract(Decimal a, Decimal b) { return add(a, negated(b)); }

std::optional<Decimal> multiply(Decimal a, Decimal b) {
    constexpr std::uint64_t kHalf = std::uint64_t{1} << 31U;
    if (is_small(a) && is_small(b) && a.bits[0] < kHalf && b.bits[0] < kHalf) {
        int const biased = exponent_of(a) + exponent_of(b) + kBias;
        if (biased >= 0 && biased <= 2 * kBias) {
            return compose(signed_coefficient(a) * signed_coefficient(b), static_cast<std::uint64_t>(biased));
        }
    }
    _IDEC_flags flags = 0;
    return checked(bid128_mul(raw(a), raw(b), BID_ROUNDING_TO_NEAREST, &flags));
}

std::optional<Decimal> divide(Decimal a, Decimal b) {
    if (is_zero(b)) {
        return std::nullopt;
    }
    _IDEC_flags flags = 0;
    return checked(bid128_div(raw(a), raw(b), BID_ROUNDING_TO_NEAREST, &flags));
}

std::optional<Decimal> power(Decimal base, Decimal exponent) {
    if (auto const whole = exponent.to_integer(); whole && *whole >= -1000 && *whole <= 1000) {
        if (*whole < 0 && is_zero(base)) {
            return std::nullopt;
        }
        return whole_power(base, *whole);
    }
    _IDEC_flags flags = 0;
    return checked(bid128_pow(raw(base), raw(exponent), BID_ROUNDING_TO_NEAREST, &flags));
}

std::optional<Decimal> modulo(Decimal a, Decimal b) {
    if (is_zero(b)) {
        return std::nullopt;
    }
    _IDEC_flags flags = 0;
    auto const remainder = checked(bid128_fmod(raw(a), raw(b), &flags)); // exact, with the sign of a
    if (!remainder || is_zero(*remainder)) {
        return remainder ? std::optional(Decimal(0)) : remainder;
    }
    return is_negative(*remainder) == is_negative(b) ? remainder : add(*remainder, b);
}

std::optional<Decimal> square_root(Decimal value) {
    if (is_negative(value) && !is_zero(value)) {
        return std::nullopt;
    }
    _IDEC_flags flags = 0;
    return checked(bid128_sqrt(raw(value), BID_ROUNDING_TO_NEAREST, &flags));
}

std::optional<Decimal> exponential(Decimal value) {
    _IDEC_flags flags = 0;
    return checked(bid128_exp(raw(value), BID_ROUNDING_TO_NEAREST, &flags));
}

std::optional<Decimal> natural_logarithm(Decimal value) {
    if (is_negative(value) || is_zero(value)) {
        return std::nullopt;
    }
    _IDEC_flags flags = 0;
    return checked(bid128_log(raw(value), BID_ROUNDING_TO_NEAREST, &flags));
}

Decimal negated(Decimal value) {
    if (!is_zero(value)) {
        value.bits[1] ^= kSign;
    }
    return value;
}

Decimal absolute(Decimal value) {
    value.bits[1] &= ~kSign;
    return value;
}

Decimal rounded(Decimal value, int digits, Rounding mode) {
    if (exponent_of(value) >= -digits || is_zero(value)) {
        return value;
    }
    if (digits < -6111) {
        digits = -6111;
    }
    Decimal unit;
    unit.bits = {1, static_cast<std::uint64_t>(kBias - digits) << 49U};
    _IDEC_flags flags = 0;
    auto const quantized = [&](_IDEC_round round) {
        return wrap(bid128_quantize(raw(value), raw(unit), round, &flags));
    };
    switch (mode) {
    case Rounding::HalfEven: return quantized(BID_ROUNDING_TO_NEAREST);
    case Rounding::HalfUp: return quantized(BID_ROUNDING_TIES_AWAY);
    case Rounding::Down: return quantized(BID_ROUNDING_TO_ZERO);
    case Rounding::Floor: return quantized(BID_ROUNDING_DOWN);
    case Rounding::Ceiling: return quantized(BID_ROUNDING_UP);
    case Rounding::Up: return quantized(is_negative(value) ? BID_ROUNDING_DOWN : BID_ROUNDING_UP);
    case Rounding::HalfDown: break;
    }
    // A half goes towards zero: what is left after cutting decides.
    Decimal const cut = quantized(BID_ROUNDING_TO_ZERO);
    Decimal half;
    half.bits = {5, static_cast<std::uint64_t>(kBias - digits - 1) << 49U};
    auto const rest = subtract(absolute(value), absolute(cut));
    return rest && *rest > half ? quantized(is_negative(value) ? BID_ROUNDING_DOWN : BID_ROUNDING_UP) : cut;
}

Decimal round_half_up(Decimal value, int digits) { return rounded(value, digits, Rounding::HalfUp); }

} // namespace alur::feel
