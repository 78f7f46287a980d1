#include "core/text.hpp"
#include "form/formula.hpp"
#include "form/formula_operand.hpp"
#include "form/formula_tree.hpp"

#include <algorithm>

namespace alur::form {

using feel::Decimal;
using feel::Value;

namespace {

using Arguments = FormulaArguments;

Value whole(std::int64_t value) { return Value::number(value); }

/// The argument as a number; fails the calculation when it is none.
Decimal number(Arguments& a, std::size_t index) {
    auto const value = operand_number(a.one(index));
    if (!value) a.fail("#VALUE!");
    return value.value_or(Decimal());
}
std::int64_t integer(Arguments& a, std::size_t index) {
    auto const value = number(a, index);
    auto floor = feel::round_half_up(value, 0);
    if (value < floor) floor = feel::subtract(floor, Decimal(1)).value_or(floor);
    auto const result = floor.to_integer();
    if (!result) a.fail("#NUM!");
    return result.value_or(0);
}
Day day(Arguments& a, std::size_t index) {
    auto const serial = integer(a, index);
    if (serial < 0 || serial > 2958465) { // 9999-12-31
        a.fail("#NUM!");
        return {};
    }
    return day_of_serial(serial);
}
std::vector<Decimal> numbers(Arguments& a) {
    std::vector<Decimal> found;
    for (std::size_t i = 0; i < a.count(); ++i) {
        auto const values = a.all(i);
        for (auto const& value : values)
            if (operand_counts(value)) found.push_back(*operand_number(value));
    }
    return found;
}
Decimal total(std::vector<Decimal> const& values) {
    Decimal sum;
    for (auto const& value : values) sum = feel::add(sum, value).value_or(sum);
    return sum;
}
/// A criterion as COUNTIF takes it: a value to be equal to, or a text such as `>=5`.
bool meets(Value const& value, Value const& criterion) {
    if (!criterion.is_string()) return !value.is_null() && compare_operands(value, criterion) == 0;
    std::string_view text = criterion.as_string();
    std::string_view op = "=";
    for (std::string_view candidate : {"<>", ">=", "<=", ">", "<", "="})
        if (text.starts_with(candidate)) {
            op = candidate;
            text.remove_prefix(candidate.size());
            break;
        }
    auto const as_number = Decimal::parse(text);
    auto const right = as_number && !value.is_string() ? Value::number(*as_number) : Value::string(std::string(text));
    if (op != "=" && op != "<>" && value.is_string() != right.is_string()) return false;
    if (op != "<>" && value.is_null() && !text.empty()) return false;
    auto const order = compare_operands(value, right);
    if (op == "=") return order == 0;
    if (op == "<>") return order != 0;
    if (op == ">=") return order >= 0;
    if (op == "<=") return order <= 0;
    return op == ">" ? order > 0 : order < 0;
}

Value f_abs(Arguments& a) {
    auto const value = number(a, 0);
    return Value::number(value < Decimal() ? feel::subtract(Decimal(), value).value_or(value) : value);
}
Value f_and(Arguments& a) {
    bool result = true;
    for (std::size_t i = 0; i < a.count(); ++i) result = operand_is_true(a.one(i)) && result;
    return Value::boolean(result);
}
Value f_average(Arguments& a) {
    auto const values = numbers(a);
    if (values.empty()) {
        a.fail("#DIV/0!");
        return {};
    }
    return Value::number(
        feel::divide(total(values), Decimal(static_cast<std::int64_t>(values.size()))).value_or(Decimal()));
}
Value f_count(Arguments& a) { return whole(static_cast<std::int64_t>(numbers(a).size())); }
Value f_counta(Arguments& a) {
    std::int64_t count = 0;
    for (std::size_t i = 0; i < a.count(); ++i) {
        auto const values = a.all(i);
        count += std::count_if(values.begin(), values.end(), [](auto const& v) { return !v.is_null(); });
    }
    return whole(count);
}
Value f_countif(Arguments& a) {
    auto const values = a.all(0);
    auto const criterion = a.one(1);
    return whole(std::count_if(values.begin(), values.end(), [&](auto const& v) { return meets(v, criterion); }));
}
Value f_countifs(Arguments& a) {
    std::vector<bool> kept;
    for (std::size_t i = 0; i + 1 < a.count(); i += 2) {
        auto const values = a.all(i);
        auto const criterion = a.one(i + 1);
        if (kept.empty()) kept.assign(values.size(), true);
        for (std::size_t r = 0; r < kept.size(); ++r)
            kept[r] = kept[r] && r < values.size() && meets(values[r], criterion);
    }
    return whole(std::count(kept.begin(), kept.end(), true));
}
Value f_datedif(Arguments& a) {
    auto const from = day(a, 0);
    auto const to = day(a, 1);
    auto const unit = upper_ascii(operand_text(a.one(2)));
    if (a.failed()) return {};
    if (to < from) {
        a.fail("#NUM!");
        return {};
    }
    if (unit == "D") return whole((to - from).count());
    std::chrono::year_month_day const f{from}, t{to};
    auto months = (static_cast<int>(t.year()) - static_cast<int>(f.year())) * 12 +
                  static_cast<int>(static_cast<unsigned>(t.month())) -
                  static_cast<int>(static_cast<unsigned>(f.month()));
    if (t.day() < f.day()) --months;
    if (unit == "M") return whole(months);
    if (unit == "Y") return whole(months / 12);
    a.fail("#NUM!");
    return {};
}
Value f_day(Arguments& a) { return whole(static_cast<unsigned>(std::chrono::year_month_day{day(a, 0)}.day())); }
Value f_if(Arguments& a) {
    auto const condition = a.one(0);
    if (a.failed()) return {};
    if (operand_is_true(condition)) return a.one(1);
    return a.count() > 2 ? a.one(2) : Value::boolean(false);
}
Value f_iferror(Arguments& a) {
    auto const value = a.one(0);
    if (!a.failed()) return value;
    a.forgive();
    return a.one(1);
}
Value f_int(Arguments& a) { return whole(integer(a, 0)); }
Value f_isblank(Arguments& a) { return Value::boolean(a.one(0).is_null()); }
Value f_isnumber(Arguments& a) {
    auto const value = a.one(0);
    if (a.failed()) {
        a.forgive();
        return Value::boolean(false);
    }
    return Value::boolean(operand_counts(value));
}
Value f_len(Arguments& a) { return whole(static_cast<std::int64_t>(code_point_count(operand_text(a.one(0))))); }
Value f_max(Arguments& a) {
    auto const values = numbers(a);
    return Value::number(values.empty() ? Decimal() : *std::max_element(values.begin(), values.end()));
}
Value f_mid(Arguments& a) {
    auto const text = to_code_points(operand_text(a.one(0)));
    auto const start = integer(a, 1);
    auto const length = integer(a, 2);
    if (start < 1 || length < 0) {
        a.fail("#VALUE!");
        return {};
    }
    if (static_cast<std::size_t>(start) > text.size()) return Value::string("");
    return Value::string(to_utf8(
        std::u32string_view(text).substr(static_cast<std::size_t>(start - 1), static_cast<std::size_t>(length))));
}
Value f_min(Arguments& a) {
    auto const values = numbers(a);
    return Value::number(values.empty() ? Decimal() : *std::min_element(values.begin(), values.end()));
}
Value f_mod(Arguments& a) {
    auto const left = integer(a, 0);
    auto const right = integer(a, 1);
    if (right == 0) {
        a.fail("#DIV/0!");
        return {};
    }
    auto const rest = left % right;
    return whole(rest != 0 && (rest < 0) != (right < 0) ? rest + right : rest);
}
Value f_month(Arguments& a) { return whole(static_cast<unsigned>(std::chrono::year_month_day{day(a, 0)}.month())); }
Value f_networkdays(Arguments& a) {
    auto from = day(a, 0);
    auto to = day(a, 1);
    std::vector<Day> holidays;
    if (a.count() > 2) {
        auto const values = a.all(2);
        for (auto const& value : values)
            if (operand_counts(value))
                if (auto const serial = operand_number(value)->to_integer()) holidays.push_back(day_of_serial(*serial));
    }
    std::sort(holidays.begin(), holidays.end());
    auto const backwards = to < from;
    if (backwards) std::swap(from, to);
    std::int64_t count = 0;
    for (auto d = from; d <= to && !a.failed(); d += std::chrono::days{1}) {
        auto const weekday = std::chrono::weekday{d}.iso_encoding();
        if (weekday < 6 && !std::binary_search(holidays.begin(), holidays.end(), d)) ++count;
    }
    return whole(backwards ? -count : count);
}
Value f_not(Arguments& a) { return Value::boolean(!operand_is_true(a.one(0))); }
Value f_or(Arguments& a) {
    bool result = false;
    for (std::size_t i = 0; i < a.count(); ++i) result = operand_is_true(a.one(i)) || result;
    return Value::boolean(result);
}
Value f_round(Arguments& a) {
    auto const value = number(a, 0);
    auto const digits = std::clamp<std::int64_t>(integer(a, 1), -15, 15);
    return Value::number(feel::round_half_up(value, static_cast<int>(digits)));
}
Value f_sum(Arguments& a) { return Value::number(total(numbers(a))); }
Value f_sumif(Arguments& a) {
    auto const tested = a.all(0);
    auto const criterion = a.one(1);
    auto const summed = a.count() > 2 ? a.all(2) : tested;
    std::vector<Decimal> kept;
    for (std::size_t i = 0; i < tested.size() && i < summed.size(); ++i)
        if (meets(tested[i], criterion) && operand_counts(summed[i])) kept.push_back(*operand_number(summed[i]));
    return Value::number(total(kept));
}
Value f_value(Arguments& a) { return Value::number(number(a, 0)); }
Value f_year(Arguments& a) { return whole(static_cast<int>(std::chrono::year_month_day{day(a, 0)}.year())); }

struct Entry {
    FormulaFunction function;
    Value (*run)(Arguments&);
};
constexpr Entry kFunctions[] = {
    {{"ABS", 1, 1}, f_abs},
    {{"AND", 1, 30}, f_and},
    {{"AVERAGE", 1, 30}, f_average},
    {{"COUNT", 1, 30}, f_count},
    {{"COUNTA", 1, 30}, f_counta},
    {{"COUNTIF", 2, 2}, f_countif},
    {{"COUNTIFS", 2, 8}, f_countifs},
    {{"DATEDIF", 3, 3}, f_datedif},
    {{"DAY", 1, 1}, f_day},
    {{"IF", 2, 3}, f_if},
    {{"IFERROR", 2, 2}, f_iferror},
    {{"INT", 1, 1}, f_int},
    {{"ISBLANK", 1, 1}, f_isblank},
    {{"ISNUMBER", 1, 1}, f_isnumber},
    {{"LEN", 1, 1}, f_len},
    {{"MAX", 1, 30}, f_max},
    {{"MID", 3, 3}, f_mid},
    {{"MIN", 1, 30}, f_min},
    {{"MOD", 2, 2}, f_mod},
    {{"MONTH", 1, 1}, f_month},
    {{"NETWORKDAYS", 2, 3}, f_networkdays},
    {{"NOT", 1, 1}, f_not},
    {{"OR", 1, 30}, f_or},
    {{"ROUND", 2, 2}, f_round},
    {{"SUM", 1, 30}, f_sum},
    {{"SUMIF", 2, 3}, f_sumif},
    {{"VALUE", 1, 1}, f_value},
    {{"YEAR", 1, 1}, f_year},
};

} // namespace

std::vector<FormulaFunction> const& formula_function_table() {
    static std::vector<FormulaFunction> const table = [] {
        std::vector<FormulaFunction> all;
        for (auto const& entry : kFunctions) all.push_back(entry.function);
        return all;
    }();
    return table;
}

std::vector<std::string> formula_functions() {
    std::vector<std::string> names;
    for (auto const& entry : kFunctions) names.emplace_back(entry.function.name);
    return names;
}

Value call_formula_function(std::size_t function, FormulaArguments& arguments) {
    return kFunctions[function].run(arguments);
}

} // namespace alur::form
