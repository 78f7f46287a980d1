#include "feel/evaluator.hpp"
#include "feel/names.hpp"
#include "feel/properties.hpp"

#include <algorithm>

namespace alur::feel {

Value Evaluator::property(Node const& node, Value const& of, bool report) {
    if (of.is_context()) {
        if (Value const* const found = lookup(of, node)) {
            return *found;
        }
        if (!is_identifier(node.name)) {
            for (auto const& [name, value] : of.entries()) {
                if (same_name(name, node.name)) {
                    return value;
                }
            }
        }
        return report ? problem(node, "konteks tidak mempunyai bagian \"" + node.name + "\"") : Value();
    }
    if (auto out = property_of(of, node.name)) {
        return std::move(*out);
    }
    return report ? problem(node, std::string(kind_name(of.kind())) + " tidak mempunyai bagian \"" + node.name + "\"")
                  : Value();
}

Value Evaluator::eval_path(Node const& node) {
    Value const of = eval(*node.a);
    if (!of.is_list()) {
        return property(node, of, !of.is_null());
    }
    std::vector<Value> out;
    out.reserve(of.items().size());
    for (Value const& item : of.items()) {
        out.push_back(property(node, item, false));
    }
    spend(out.size());
    return Value::list(std::move(out));
}

Value Evaluator::pick(Node const& node, std::span<Value const> items, Value const& index) {
    auto const whole = index.as_integer();
    auto const size = static_cast<std::int64_t>(items.size());
    if (!whole || *whole == 0 || *whole > size || *whole < -size) {
        return problem(node, "daftar ini tidak mempunyai butir ke-" + to_text(index));
    }
    return items[static_cast<std::size_t>(*whole > 0 ? *whole - 1 : size + *whole)];
}

Value Evaluator::eval_filter(Node const& node) {
    Value const of = eval(*node.a);
    if (of.is_null()) {
        return {};
    }
    std::span<Value const> const items = of.is_list() ? of.items() : std::span<Value const>(&of, 1);
    if (node.b->op == Op::Literal && node.b->value.is_number()) {
        return pick(node, items, node.b->value);
    }
    std::vector<Value> kept;
    Value outer = local(node.slot);
    for (Value const& item : items) {
        if (exhausted_) {
            break;
        }
        local(node.slot) = item;
        Value const met = eval(*node.b);
        if (met.is_number()) { // an index that is computed
            local(node.slot) = std::move(outer);
            return pick(node, items, met);
        }
        if (met.is_true() || (met.kind() == Kind::Range && in_test(item, met) == Truth::True)) {
            kept.push_back(item);
        } else if (met.kind() != Kind::Boolean && !met.is_null() && met.kind() != Kind::Range) {
            local(node.slot) = std::move(outer);
            return problem(node, "saringan seharusnya memberi benar, salah, atau nomor, bukan " +
                                     std::string(kind_name(met.kind())));
        }
    }
    local(node.slot) = std::move(outer);
    return Value::list(std::move(kept));
}

template <class Body>
bool Evaluator::each_in_range(Value const& low, Value const& high, bool low_in, bool high_in, bool down, Body body) {
    std::optional<std::int64_t> first;
    std::optional<std::int64_t> last;
    bool const dates = low.kind() == Kind::Date && high.kind() == Kind::Date;
    if (dates) {
        first = Access::day(low);
        last = Access::day(high);
    } else if (low.is_number() && high.is_number()) {
        first = low.as_integer();
        last = high.as_integer();
    }
    if (!first || !last || (!down && *first > *last)) {
        fail("perulangan hanya dapat melalui daftar atau rentang bilangan bulat atau tanggal");
        return false;
    }
    std::int64_t const step = *first <= *last ? 1 : -1;
    std::int64_t const from = low_in ? *first : *first + step;
    std::int64_t const to = high_in ? *last : *last - step;
    for (std::int64_t i = from; step > 0 ? i <= to : i >= to; i += step) {
        if (!spend(1) || !body(dates ? Access::make_date(i) : Value::number(i))) {
            break;
        }
    }
    return true;
}

template <class Body> bool Evaluator::each(Node const& iterator, Body body) {
    if (iterator.op == Op::Iterate) {
        Value const low = eval(*iterator.a);
        Value const high = eval(*iterator.b);
        at_ = &iterator;
        return each_in_range(low, high, true, true, true, body);
    }
    Value const list = eval(iterator);
    at_ = &iterator;
    if (list.is_list()) {
        for (Value const& item : list.items()) {
            if (exhausted_ || !body(item)) {
                break;
            }
        }
        return true;
    }
    if (list.kind() == Kind::Range) {
        RangeRep const& range = Access::range(list);
        return each_in_range(range.low, range.high, range.low_included, range.high_included, false, body);
    }
    fail("perulangan memerlukan daftar, bukan " + std::string(kind_name(list.kind())));
    return false;
}

bool Evaluator::iterate(Node const& node, std::size_t variable, std::vector<Value>& results) {
    if (variable + 1 == node.items.size()) {
        if (node.uses_partial) {
            partial_ = Value::list(results);
            spend(results.size() / 8);
        }
        results.push_back(eval(*node.items.back()));
        return true;
    }
    bool fine = true;
    auto const slot = node.slot + static_cast<std::int32_t>(variable);
    bool const whole = each(*node.items[variable], [&](Value const& item) {
        local(slot) = item;
        fine = iterate(node, variable + 1, results);
        return fine;
    });
    return whole && fine;
}

Value Evaluator::eval_for(Node const& node) {
    std::vector<Value> results;
    Value outer = partial_;
    bool const fine = iterate(node, 0, results);
    partial_ = std::move(outer);
    if (!fine || exhausted_) {
        return {};
    }
    return listed(node, std::move(results));
}

bool Evaluator::quantify(Node const& node, std::size_t variable, Truth& so_far) {
    if (variable + 1 == node.items.size()) {
        Value const met = eval(*node.items.back());
        if (met.kind() != Kind::Boolean) {
            so_far = Truth::Null;
        } else if (met.is_true() == (node.op == Op::Some)) {
            so_far = met.is_true() ? Truth::True : Truth::False;
            return false;
        }
        return true;
    }
    bool more = true;
    auto const slot = node.slot + static_cast<std::int32_t>(variable);
    bool const whole = each(*node.items[variable], [&](Value const& item) {
        local(slot) = item;
        more = quantify(node, variable + 1, so_far);
        return more;
    });
    if (!whole) {
        so_far = Truth::Null;
        return false;
    }
    return more;
}

Value Evaluator::eval_quantified(Node const& node) {
    Truth so_far = node.op == Op::Some ? Truth::False : Truth::True;
    quantify(node, 0, so_far);
    return exhausted_ ? Value() : from_truth(so_far);
}

} // namespace alur::feel
