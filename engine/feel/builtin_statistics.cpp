#include "feel/builtin.hpp"

#include <algorithm>

namespace alur::feel {

namespace {

/// The list's numbers; nothing (reported) when one of them is none.
std::optional<std::vector<Decimal>> numbers(Call& call, Value const& list) {
    std::vector<Decimal> out;
    out.reserve(list.items().size());
    for (Value const& item : list.items()) {
        if (!item.is_number()) {
            call.fail("daftar ini harus berisi bilangan saja, bukan " + std::string(kind_name(item.kind())));
            return std::nullopt;
        }
        out.push_back(item.as_number());
    }
    return out;
}

std::optional<Decimal> total(std::vector<Decimal> const& all) {
    std::optional<Decimal> sum{Decimal()};
    for (Decimal const& one : all) {
        sum = sum ? add(*sum, one) : sum;
    }
    return sum;
}

Value checked(Call& call, std::optional<Decimal> const& number) {
    return number ? Value::number(*number) : call.fail("hasilnya bukan bilangan");
}

template <int sign> Value extreme(Call& call, Arguments arguments) {
    auto const items = arguments[0].items();
    Value best;
    for (std::size_t i = 0; i < items.size(); ++i) {
        auto const way = compare(items[i], i == 0 ? items[i] : best);
        if (!way) {
            return call.fail("butir daftar ini tidak dapat dibandingkan satu sama lain");
        }
        if (i == 0 || *way * sign > 0) {
            best = items[i];
        }
    }
    return best;
}

Value count(Call& /*call*/, Arguments arguments) {
    return Value::number(static_cast<std::int64_t>(arguments[0].items().size()));
}

Value sum(Call& call, Arguments arguments) {
    auto const all = numbers(call, arguments[0]);
    return all && !all->empty() ? checked(call, total(*all)) : Value();
}

Value mean(Call& call, Arguments arguments) {
    auto const all = numbers(call, arguments[0]);
    if (!all || all->empty()) {
        return {};
    }
    auto const sum_of = total(*all);
    return checked(call, sum_of ? divide(*sum_of, Decimal(static_cast<std::int64_t>(all->size()))) : sum_of);
}

Value product(Call& call, Arguments arguments) {
    auto const all = numbers(call, arguments[0]);
    if (!all || all->empty()) {
        return {};
    }
    std::optional<Decimal> out{Decimal(1)};
    for (Decimal const& one : *all) {
        out = out ? multiply(*out, one) : out;
    }
    return checked(call, out);
}

Value median(Call& call, Arguments arguments) {
    auto all = numbers(call, arguments[0]);
    if (!all || all->empty()) {
        return {};
    }
    std::sort(all->begin(), all->end());
    std::size_t const middle = all->size() / 2;
    if (all->size() % 2 == 1) {
        return Value::number((*all)[middle]);
    }
    auto const both = add((*all)[middle - 1], (*all)[middle]);
    return checked(call, both ? divide(*both, Decimal(2)) : both);
}

/// Of a sample: divided by n - 1.
Value stddev(Call& call, Arguments arguments) {
    auto const all = numbers(call, arguments[0]);
    if (!all || all->size() < 2) {
        return {};
    }
    auto const sum_of = total(*all);
    auto const middle = sum_of ? divide(*sum_of, Decimal(static_cast<std::int64_t>(all->size()))) : sum_of;
    std::optional<Decimal> squares{Decimal()};
    for (Decimal const& one : *all) {
        auto const off = middle ? subtract(one, *middle) : middle;
        auto const square = off ? multiply(*off, *off) : off;
        squares = square && squares ? add(*squares, *square) : std::nullopt;
    }
    auto const variance = squares ? divide(*squares, Decimal(static_cast<std::int64_t>(all->size()) - 1)) : squares;
    return checked(call, variance ? square_root(*variance) : variance);
}

Value mode(Call& call, Arguments arguments) {
    auto all = numbers(call, arguments[0]);
    if (!all) {
        return {};
    }
    std::sort(all->begin(), all->end());
    std::size_t most = 0;
    std::vector<Value> out;
    for (std::size_t i = 0; i < all->size();) {
        std::size_t j = i;
        while (j < all->size() && (*all)[j] == (*all)[i]) {
            ++j;
        }
        if (j - i > most) {
            most = j - i;
            out.clear();
        }
        if (j - i == most) {
            out.push_back(Value::number((*all)[i]));
        }
        i = j;
    }
    return Value::list(std::move(out));
}

/// any: decided by one true; all: by one false. Otherwise null as soon as one item is no boolean.
template <bool decisive> Value quantified(Call& call, Arguments arguments) {
    bool unknown = false;
    for (Value const& item : arguments[0].items()) {
        if (item.kind() != Kind::Boolean) {
            unknown = true;
        } else if (item.is_true() == decisive) {
            return item;
        }
    }
    return unknown ? call.fail("daftar ini berisi nilai yang bukan benar atau salah") : Value::boolean(!decisive);
}

constexpr Builtin kTable[] = {
    {"count", "list:l", count, Gives::Number},
    {"min", "list:a*", extreme<-1>, Gives::Item},
    {"max", "list:a*", extreme<1>, Gives::Item},
    {"sum", "list:a*", sum, Gives::Number},
    {"mean", "list:a*", mean, Gives::Number},
    {"product", "list:a*", product, Gives::Number},
    {"median", "list:a*", median, Gives::Number},
    {"stddev", "list:a*", stddev, Gives::Number},
    {"mode", "list:a*", mode, Gives::Numbers},
    {"all", "list:a*", quantified<false>, Gives::Boolean},
    {"any", "list:a*", quantified<true>, Gives::Boolean},
    {"and", "list:a*", quantified<false>, Gives::Boolean},
    {"or", "list:a*", quantified<true>, Gives::Boolean},
};

} // namespace

std::span<Builtin const> statistics_builtins() { return kTable; }

} // namespace alur::feel
