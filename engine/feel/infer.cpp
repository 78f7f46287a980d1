#include "feel/infer.hpp"

#include "feel/inference.hpp"

#include <algorithm>
#include <array>

namespace alur::feel {

namespace {

constexpr int kMostDepth = 64;
constexpr std::int64_t kMostNodes = 200'000;

/// How far the inference that runs on this thread has come; functions call functions, and some call themselves.
struct Effort {
    int depth = 0;
    std::int64_t nodes = 0;
};
thread_local Effort effort;

constexpr std::array<Kind, 12> kKinds{Kind::Boolean,
                                      Kind::Number,
                                      Kind::String,
                                      Kind::Date,
                                      Kind::Time,
                                      Kind::DateTime,
                                      Kind::DaysTimeDuration,
                                      Kind::YearsMonthsDuration,
                                      Kind::List,
                                      Kind::Context,
                                      Kind::Range,
                                      Kind::Function};

bool is_duration(Kind kind) { return kind == Kind::DaysTimeDuration || kind == Kind::YearsMonthsDuration; }
bool is_moment(Kind kind) { return kind == Kind::Date || kind == Kind::DateTime; }
bool has_order(Kind kind) { return kind >= Kind::Number && kind <= Kind::YearsMonthsDuration; }

/// What an operation on two kinds gives: nothing when it can only give null (DMN 1.4, tables 56 to 59).
Shape combined(Op op, Kind a, Kind b) {
    if (a == Kind::Number && b == Kind::Number) {
        return Shape::of(Kind::Number);
    }
    bool const adds = op == Op::Add;
    if (adds || op == Op::Subtract) {
        if (adds && a == Kind::String && b == Kind::String) {
            return Shape::of(Kind::String);
        }
        if (is_duration(a) && a == b) {
            return Shape::of(a);
        }
        if (!adds && ((is_moment(a) && is_moment(b)) || (a == Kind::Time && b == Kind::Time))) {
            return Shape::of(Kind::DaysTimeDuration);
        }
        if (adds && is_duration(a) && (is_moment(b) || (b == Kind::Time && a == Kind::DaysTimeDuration))) {
            return combined(op, b, a);
        }
        if (is_duration(b) && is_moment(a)) {
            return a == Kind::Date ? Shape::of({Kind::Date, Kind::DateTime}) : Shape::of(a);
        }
        if (b == Kind::DaysTimeDuration && a == Kind::Time) {
            return Shape::of(a);
        }
        return Shape::nothing();
    }
    if (op == Op::Multiply || op == Op::Divide) {
        if (is_duration(a) && b == Kind::Number) {
            return Shape::of(a);
        }
        if (op == Op::Multiply && a == Kind::Number && is_duration(b)) {
            return Shape::of(b);
        }
        if (op == Op::Divide && is_duration(a) && a == b) {
            return Shape::of(Kind::Number);
        }
    }
    return Shape::nothing();
}

std::string_view sign(Op op) {
    switch (op) {
    case Op::Add: return "+";
    case Op::Subtract: return "-";
    case Op::Multiply: return "*";
    case Op::Divide: return "/";
    case Op::Power: return "**";
    case Op::Equal: return "=";
    case Op::NotEqual: return "!=";
    case Op::Less: return "<";
    case Op::LessEqual: return "<=";
    case Op::Greater: return ">";
    case Op::GreaterEqual: return ">=";
    case Op::And: return "and";
    default: return "or";
    }
}

/// With a list of one standing for its item.
Shape with_item(Shape const& of) { return of.is_anything() || !of.may_be(Kind::List) ? of : of.either(of.item()); }

bool comparable(Shape const& a, Shape const& b) {
    Shape const left = with_item(a);
    Shape const right = with_item(b);
    return left.is_nothing() || right.is_nothing() || std::any_of(kKinds.begin(), kKinds.end(), [&](Kind kind) {
               return has_order(kind) && left.may_be(kind) && right.may_be(kind);
           });
}

bool equatable(Shape const& a, Shape const& b) { return a.meets(b) || with_item(a).meets(b) || a.meets(with_item(b)); }

std::string conversion_hint(Shape const& a, Shape const& b) {
    auto const pair = [&](Kind one, Kind other) {
        return (a.is_only(one) && b.is_only(other)) || (a.is_only(other) && b.is_only(one));
    };
    if (pair(Kind::String, Kind::Number)) {
        return "number(…) menjadikan teks bilangan, string(…) sebaliknya";
    }
    if (pair(Kind::String, Kind::Date)) {
        return "date(…) menjadikan teks tanggal, tanggal(…) sebaliknya";
    }
    if (pair(Kind::Date, Kind::DateTime)) {
        return "date(…) mengambil tanggalnya saja";
    }
    if (pair(Kind::Date, Kind::Number)) {
        return "lama waktu ditulis duration(\"P5D\")";
    }
    return {};
}

} // namespace

Shape without_list(Shape const& of) {
    if (!of.may_be(Kind::List)) {
        return of;
    }
    if (of.is_only(Kind::List)) {
        return Shape::nothing();
    }
    Shape out = Shape::nothing();
    for (Kind const kind : kKinds) {
        if (kind == Kind::List || !of.may_be(kind)) {
            continue;
        }
        if (kind == Kind::Context && !of.is_open()) {
            out = out.either(Shape::context(of.entries(), Entries::Maybe));
        } else {
            out = out.either(Shape::of(kind));
        }
    }
    return out;
}

Shape elements(Shape const& of) {
    if (of.is_anything()) {
        return of;
    }
    return of.may_be(Kind::List) ? without_list(of).either(of.item()) : of;
}

Inference::Inference(std::shared_ptr<Tree const> tree, StaticScope const& scope, Diagnostics* found)
    : tree_(std::move(tree)), scope_(scope), found_(found), slots_(static_cast<std::size_t>(tree_->slots)) {}

void Inference::report(Node const& node, std::string_view rule, std::string message, std::string hint) {
    if (found_ == nullptr || out_of_effort()) {
        return;
    }
    Place place = place_of(*tree_, node.at);
    auto const& all = found_->all();
    bool const known = std::any_of(all.begin(), all.end(),
                                   [&](Diagnostic const& d) { return d.place == place && d.message == message; });
    if (!known) {
        found_->error(std::string(rule), std::move(place), std::move(message), std::move(hint));
    }
}

bool Inference::out_of_effort() { return effort.nodes > kMostNodes; }

void Inference::want(Node const& node, Shape const& shape, Kind kind, std::string_view what) {
    if (!shape.is_nothing() && !shape.may_be(kind)) {
        report(node, "wrong-type",
               std::string(what) + " seharusnya " + std::string(kind_in_words(kind)) + ", bukan " + shape.words());
    }
}

Shape Inference::arithmetic(Node const& node) {
    Shape const left = shape(*node.a);
    Shape const right = shape(*node.b);
    Shape out = Shape::nothing();
    for (Kind const a : kKinds) {
        for (Kind const b : kKinds) {
            if (left.may_be(a) && right.may_be(b)) {
                out = out.either(combined(node.op, a, b));
            }
        }
    }
    if (out.is_nothing() && !left.is_nothing() && !right.is_nothing()) {
        report(node, "wrong-type",
               "tanda " + std::string(sign(node.op)) + " tidak dapat dipakai antara " + left.words() + " dan " +
                   right.words(),
               conversion_hint(left, right));
    }
    return out;
}

Shape Inference::order(Node const& node) {
    Shape const left = shape(*node.a);
    Shape const right = shape(*node.b);
    bool const equality = node.op == Op::Equal || node.op == Op::NotEqual;
    if (equality ? !equatable(left, right) : !comparable(left, right)) {
        report(node, "wrong-type",
               left.words() + " dan " + right.words() + " tidak dapat dibandingkan dengan " +
                   std::string(sign(node.op)),
               conversion_hint(left, right));
    }
    bool const differ = left.literal() != nullptr && right.literal() != nullptr &&
                        *left.literal() != *right.literal() && left.is_only(Kind::String) &&
                        right.is_only(Kind::String);
    return differ && equality ? Shape::truth(node.op == Op::NotEqual) : Shape::of(Kind::Boolean);
}

/// The right side is not looked at when the left one decides with any data.
Shape Inference::logic(Node const& node) {
    bool const decisive = node.op == Op::Or;
    Shape const left = shape(*node.a);
    want(*node.a, left, Kind::Boolean, "bagian kiri " + std::string(sign(node.op)));
    if (left.is_surely(decisive)) {
        return left;
    }
    Shape const right = shape(*node.b);
    want(*node.b, right, Kind::Boolean, "bagian kanan " + std::string(sign(node.op)));
    return right.is_surely(decisive) ? right : Shape::of(Kind::Boolean);
}

Shape Inference::range(Node const& node) {
    Shape const low = shape(*node.a);
    Shape const high = shape(*node.b);
    if (!comparable(low, high)) {
        report(node, "wrong-type", "kedua ujung rentang tidak sejenis: " + low.words() + " dan " + high.words());
    }
    return Shape::range(low.either(high));
}

void Inference::one_test(Node const& test, Shape const& input) {
    Shape const outer = std::exchange(input_, input);
    Shape const value = shape(test);
    input_ = outer;
    if (test.uses_input || test.op == Op::AnyInput || input.is_nothing() || value.may_be(Kind::Boolean)) {
        return;
    }
    Shape possible = elements(value);
    if (possible.may_be(Kind::Range)) {
        possible = possible.either(possible.item());
        if (value.may_be(Kind::List) && value.item().may_be(Kind::Range)) {
            possible = possible.either(value.item().item());
        }
    }
    if (!equatable(input, possible) && !equatable(input, value)) {
        report(test, "wrong-type", input.words() + " tidak mungkin sama dengan " + possible.words(),
               conversion_hint(input, possible));
    }
}

Shape Inference::tests(Node const& node, Shape const& input) {
    for (Node const* const test : node.items) {
        one_test(*test, input);
    }
    return Shape::of(Kind::Boolean);
}

Shape Inference::shape(Node const& node) {
    if (effort.depth >= kMostDepth * 8 || ++effort.nodes > kMostNodes) {
        return {};
    }
    struct Deeper {
        Deeper() { ++effort.depth; }
        ~Deeper() { --effort.depth; }
    } const deeper;
    switch (node.op) {
    case Op::Literal:
        return node.value.is_string() ? Shape::text(std::string(node.value.as_string())) : Shape::of(node.value);
    case Op::Local:
    case Op::Name: return name(node);
    case Op::Input: return input_;
    case Op::Partial: return Shape::of(Kind::List);
    case Op::List: return list(node);
    case Op::Context: return context(node);
    case Op::Range:
    case Op::Iterate: return range(node);
    case Op::Test: return Shape::range(shape(*node.a));
    case Op::Negate: {
        Shape const of = shape(*node.a);
        Shape out = Shape::nothing();
        for (Kind const kind : {Kind::Number, Kind::DaysTimeDuration, Kind::YearsMonthsDuration}) {
            out = of.may_be(kind) ? out.either(Shape::of(kind)) : out;
        }
        if (out.is_nothing()) {
            want(node, of, Kind::Number, "di belakang tanda minus");
        }
        return out;
    }
    case Op::Add:
    case Op::Subtract:
    case Op::Multiply:
    case Op::Divide:
    case Op::Power: return arithmetic(node);
    case Op::Equal:
    case Op::NotEqual:
    case Op::Less:
    case Op::LessEqual:
    case Op::Greater:
    case Op::GreaterEqual: return order(node);
    case Op::And:
    case Op::Or: return logic(node);
    case Op::Between: {
        Shape const value = shape(*node.a);
        Shape const low = shape(*node.b);
        Shape const high = shape(*node.c);
        if (!comparable(value, low) || !comparable(value, high)) {
            report(node, "wrong-type",
                   value.words() + " tidak dapat dibandingkan dengan batas between: " + low.words() + " dan " +
                       high.words());
        }
        return Shape::of(Kind::Boolean);
    }
    case Op::In: {
        Shape const value = shape(*node.a);
        if (node.b->op == Op::UnaryTests) {
            return tests(*node.b, value);
        }
        one_test(*node.b, value);
        return Shape::of(Kind::Boolean);
    }
    case Op::If: {
        Shape const condition = shape(*node.a);
        want(*node.a, condition, Kind::Boolean, "syarat if");
        if (condition.is_surely(false)) {
            return shape(*node.c);
        }
        Shape const yes = shape(*node.b);
        return yes.either(shape(*node.c));
    }
    case Op::For:
    case Op::Some:
    case Op::Every: return iteration(node);
    case Op::Path: return path(node);
    case Op::Filter: return filter(node);
    case Op::Call:
    case Op::CallBuiltin: return call(node);
    case Op::InstanceOf: shape(*node.a); return Shape::of(Kind::Boolean);
    case Op::Function: return function(node);
    case Op::External: return {};
    case Op::UnaryTests: return tests(node, input_);
    case Op::AnyInput: return Shape::of(Kind::Boolean);
    }
    return {};
}

namespace {

Shape run(Expression const& expression, StaticScope const& scope, Shape const* input, Diagnostics* found) {
    if (expression.empty()) {
        return Shape::nothing();
    }
    auto const tree = std::static_pointer_cast<Tree const>(expression.root_);
    bool const outermost = effort.depth == 0;
    if (outermost) {
        effort.nodes = 0;
    }
    Inference inference(tree, scope, found);
    if (input != nullptr) {
        inference.give_input(*input);
    }
    return inference.shape(*tree->body);
}

} // namespace

Shape infer(Expression const& expression, StaticScope const& scope, Diagnostics& found) {
    return run(expression, scope, nullptr, &found);
}

Shape infer(Expression const& expression, StaticScope const& scope) { return run(expression, scope, nullptr, nullptr); }

void infer_unary(Expression const& tests, Shape const& input, StaticScope const& scope, Diagnostics& found) {
    run(tests, scope, &input, &found);
}

void expect(Expression const& expression, Shape const& shape, std::vector<Kind> const& wanted, std::string_view what,
            Diagnostics& found) {
    Shape all = Shape::nothing();
    for (Kind const kind : wanted) {
        all = all.either(Shape::of(kind));
    }
    if (expression.empty() || shape.is_nothing() || shape.meets(all)) {
        return;
    }
    Place const place = place_of(tree_of(expression), tree_of(expression).body->at);
    found.error("wrong-type", place, std::string(what) + " seharusnya " + all.words() + ", bukan " + shape.words());
}

} // namespace alur::feel
