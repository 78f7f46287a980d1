#include "feel/builtin.hpp"

#include <algorithm>

namespace alur::feel {

namespace {

Value checked(Call& call, std::optional<Decimal> const& number) {
    return number ? Value::number(*number) : call.fail("hasilnya bukan bilangan");
}

/// -6111 … 6176; what is behind its point is cut.
std::optional<int> scale_of(Value const& value) {
    auto const whole = rounded(value.as_number(), 0, Rounding::Down).to_integer();
    return whole && *whole >= -6111 && *whole <= 6176 ? std::optional(static_cast<int>(*whole)) : std::nullopt;
}

template <Rounding mode> Value round_to(Call& call, Arguments arguments) {
    auto const scale = arguments.size() > 1 ? scale_of(arguments[1]) : std::optional(0);
    return scale ? Value::number(rounded(arguments[0].as_number(), *scale, mode))
                 : call.fail("jumlah angka di belakang koma harus antara -6111 dan 6176");
}

Value absolute_value(Call& call, Arguments arguments) {
    Value const& value = arguments[0];
    switch (value.kind()) {
    case Kind::Number: return Value::number(absolute(value.as_number()));
    case Kind::DaysTimeDuration: {
        Span const span = Access::span(value);
        return Access::make_span(span.seconds < 0 ? negated(span).value_or(span) : span);
    }
    case Kind::YearsMonthsDuration:
        return Access::make_months(Access::months(value) < 0 ? -Access::months(value) : Access::months(value));
    default: return call.fail("abs memerlukan bilangan atau lama waktu");
    }
}

Value remainder(Call& call, Arguments arguments) {
    return checked(call, modulo(arguments[0].as_number(), arguments[1].as_number()));
}
Value root(Call& call, Arguments arguments) { return checked(call, square_root(arguments[0].as_number())); }
Value logarithm(Call& call, Arguments arguments) { return checked(call, natural_logarithm(arguments[0].as_number())); }
Value power_of_e(Call& call, Arguments arguments) { return checked(call, exponential(arguments[0].as_number())); }

template <bool want_odd> Value parity(Call& call, Arguments arguments) {
    Decimal const value = arguments[0].as_number();
    if (rounded(value, 0, Rounding::Down) != value) {
        return call.fail("bilangan ini tidak bulat");
    }
    auto const rest = modulo(value, Decimal(2));
    return rest ? Value::boolean((*rest == Decimal(1)) == want_odd) : Value();
}

constexpr Builtin kTable[] = {
    {"decimal", "n:n,scale:n", round_to<Rounding::HalfEven>, Gives::Number},
    {"floor", "n:n,scale:n?", round_to<Rounding::Floor>, Gives::Number},
    {"ceiling", "n:n,scale:n?", round_to<Rounding::Ceiling>, Gives::Number},
    {"round up", "n:n,scale:n", round_to<Rounding::Up>, Gives::Number},
    {"round down", "n:n,scale:n", round_to<Rounding::Down>, Gives::Number},
    {"round half up", "n:n,scale:n", round_to<Rounding::HalfUp>, Gives::Number},
    {"round half down", "n:n,scale:n", round_to<Rounding::HalfDown>, Gives::Number},
    {"abs", "n:a", absolute_value, Gives::First},
    {"modulo", "dividend:n,divisor:n", remainder, Gives::Number},
    {"sqrt", "number:n", root, Gives::Number},
    {"log", "number:n", logarithm, Gives::Number},
    {"exp", "number:n", power_of_e, Gives::Number},
    {"odd", "number:n", parity<true>, Gives::Boolean},
    {"even", "number:n", parity<false>, Gives::Boolean},
};

} // namespace

std::span<Builtin const> number_builtins() { return kTable; }

} // namespace alur::feel
