#include "core/text.hpp"
#include "feel/builtin.hpp"
#include "feel/node.hpp"

#include <algorithm>

namespace alur::feel {

namespace {

Value string(Call& call, Arguments arguments) {
    if (!call.spend(Access::weight(arguments[0]))) {
        return {};
    }
    return arguments[0].is_null() ? Value() : Value::string(to_text(arguments[0]));
}

Value plain_number(Call& call, Arguments arguments) {
    if (arguments[0].is_number()) {
        return arguments[0];
    }
    auto const number = arguments[0].is_string() ? Decimal::parse(Access::text(arguments[0])) : std::nullopt;
    return number ? Value::number(*number) : call.fail("teks ini bukan bilangan");
}

Value number(Call& call, Arguments arguments) {
    std::string text = Access::text(arguments[0]);
    std::string const grouping = arguments[1].is_string() ? Access::text(arguments[1]) : "";
    std::string const point = arguments[2].is_string() ? Access::text(arguments[2]) : "";
    bool const fine = (arguments[1].is_null() || grouping == " " || grouping == "," || grouping == ".") &&
                      (arguments[2].is_null() || point == "." || point == ",") &&
                      (grouping.empty() || grouping != point);
    if (!fine) {
        return call.fail(
            "pemisah ribuan harus spasi, koma atau titik, pemisah desimal titik atau koma, dan keduanya berbeda");
    }
    if (!grouping.empty()) {
        std::erase(text, grouping[0]);
    }
    if (point == ",") {
        if (text.find('.') != std::string::npos) {
            return call.fail("teks ini bukan bilangan");
        }
        std::replace(text.begin(), text.end(), ',', '.');
    }
    auto const out = Decimal::parse(text);
    return out ? Value::number(*out) : call.fail("teks ini bukan bilangan");
}

Value negation(Call& call, Arguments arguments) {
    if (arguments[0].kind() != Kind::Boolean) {
        return arguments[0].is_null() ? Value() : call.fail("not memerlukan benar atau salah");
    }
    return Value::boolean(!arguments[0].is_true());
}

Value is_same(Call& /*call*/, Arguments arguments) { return Value::boolean(identical(arguments[0], arguments[1])); }

/// An end of a range in text: a literal, or date(…), time(…), duration(…), date and time(…) of a literal.
bool is_constant(Node const* end) {
    if (end->op == Op::Literal) {
        return !end->value.is_null();
    }
    constexpr std::array<std::string_view, 4> kMakers{"date", "time", "duration", "date and time"};
    return end->op == Op::CallBuiltin && std::find(kMakers.begin(), kMakers.end(), end->a->name) != kMakers.end() &&
           end->items.size() == 1 && end->items[0]->op == Op::Literal;
}

Value range(Call& call, Arguments arguments) {
    std::string const why = "teks ini bukan rentang seperti [1..10]";
    auto const parsed = parse(Access::text(arguments[0]));
    if (!parsed) {
        return call.fail(why);
    }
    Tree const& tree = tree_of(*parsed);
    if (tree.body->op != Op::Range || !is_constant(tree.body->a) || !is_constant(tree.body->b)) {
        return call.fail(why);
    }
    Value out = evaluate(*parsed, Scope()).value;
    if (out.kind() != Kind::Range) {
        return call.fail(why);
    }
    RangeRep const& rep = Access::range(out);
    auto const way = compare(rep.low, rep.high);
    return way && *way <= 0 ? out : call.fail(why);
}

constexpr Builtin kTable[] = {
    {"string", "from:a", string, Gives::Text},
    {"number", "from:a", plain_number, Gives::Number},
    {"number", "from:s,grouping separator:s!,decimal separator:s!", number, Gives::Number},
    {"not", "negand:a", negation, Gives::Boolean},
    {"is", "value1:a,value2:a", is_same, Gives::Boolean},
    {"range", "from:s", range, Gives::Range},
};

} // namespace

std::span<Builtin const> conversion_builtins() { return kTable; }

} // namespace alur::feel
