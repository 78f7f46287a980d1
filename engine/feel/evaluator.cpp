#include "feel/evaluator.hpp"

#include "feel/arithmetic.hpp"
#include "feel/names.hpp"

#include <algorithm>

namespace alur::feel {

namespace {

/// The evaluation that is running on this thread; one inside another (a host function that evaluates) shares its
/// limits.
thread_local Evaluator* running = nullptr;

bool holds_functions(Scope const& scope) {
    return std::any_of(scope.layers().begin(), scope.layers().end(),
                       [](Value const& layer) { return layer.is_context() && Access::context(layer).holds_function; });
}

} // namespace

Evaluator::Evaluator(std::shared_ptr<Tree const> tree, Scope const& scope, Limits const& limits)
    : tree_(std::move(tree)), scope_(&scope), limits_(limits), steps_left_(limits.steps),
      most_depth_(limits.depth * kNodesPerCall), outer_(running) {
    if (outer_ != nullptr) {
        depth_ = outer_->depth_;
        most_depth_ = std::min(most_depth_, outer_->most_depth_);
        steps_left_ = std::min(steps_left_, outer_->steps_left_);
    }
    running = this;
    functions_in_scope_ = holds_functions(scope);
    stack_.resize(static_cast<std::size_t>(tree_->slots));
    used_ = stack_.size();
}

Evaluator::~Evaluator() { running = outer_; }

Outcome Evaluator::run(Value const* input) {
    std::int64_t const before = steps_left_;
    if (input != nullptr) {
        input_ = *input;
    }
    Outcome out;
    out.value = eval(*tree_->body);
    if (exhausted_) {
        out.value = {};
    }
    if (outer_ != nullptr) {
        outer_->steps_left_ -= before - steps_left_;
        outer_->exhausted_ = outer_->exhausted_ || exhausted_;
    }
    out.problems = std::move(problems_);
    out.exhausted = exhausted_;
    return out;
}

Value Evaluator::problem(Node const& node, std::string message) {
    if (problems_.size() < kMostProblems && !exhausted_) { // the reason for the end stands last
        problems_.push_back({place_of(*tree_, node), std::move(message)});
    }
    return {};
}

void Evaluator::exhaust(Node const& node, std::string message) {
    if (!exhausted_) {
        exhausted_ = true;
        problems_.push_back({place_of(*tree_, node), std::move(message)});
    }
}

Value Evaluator::fail(std::string reason) { return problem(at_ != nullptr ? *at_ : *tree_->body, std::move(reason)); }

bool Evaluator::spend(std::size_t steps) {
    steps_left_ -= static_cast<std::int64_t>(steps);
    if (steps_left_ < 0) {
        exhaust(at_ != nullptr ? *at_ : *tree_->body,
                "ekspresi ini terlalu panjang dihitung; batas langkah terlampaui");
    }
    return !exhausted_;
}

Value Evaluator::now() const { return Value::date_time(limits_.now, limits_.zone); }

Value Evaluator::eval(Node const& node) {
    if (--steps_left_ < 0 || exhausted_) {
        exhaust(node, "ekspresi ini terlalu panjang dihitung; batas langkah terlampaui");
        return {};
    }
    if (depth_ >= most_depth_) {
        exhaust(node, "pemanggilan fungsi terlalu dalam; fungsi memanggil dirinya tanpa akhir?");
        return {};
    }
    ++depth_;
    Value out;
    switch (node.op) {
    case Op::Literal: out = node.value; break;
    case Op::Local:
    case Op::Name: out = eval_name(node); break;
    case Op::Input: out = input_; break;
    case Op::Partial: out = partial_; break;
    case Op::List: out = eval_list(node); break;
    case Op::Context: out = eval_context(node); break;
    case Op::Range: out = eval_range(node); break;
    case Op::Test: out = eval_test(node); break;
    case Op::Negate: {
        std::string why;
        out = negate(eval(*node.a), why);
        if (!why.empty()) {
            problem(node, std::move(why));
        }
        break;
    }
    case Op::Add:
    case Op::Subtract:
    case Op::Multiply:
    case Op::Divide:
    case Op::Power: out = eval_arithmetic(node); break;
    case Op::Equal:
    case Op::NotEqual:
    case Op::Less:
    case Op::LessEqual:
    case Op::Greater:
    case Op::GreaterEqual: out = eval_order(node); break;
    case Op::And:
    case Op::Or: out = eval_logic(node); break;
    case Op::Between: out = eval_between(node); break;
    case Op::In: out = eval_in(node); break;
    case Op::If: {
        Value const condition = eval(*node.a);
        out = eval(condition.is_true() ? *node.b : *node.c);
        break;
    }
    case Op::For: out = eval_for(node); break;
    case Op::Some:
    case Op::Every: out = eval_quantified(node); break;
    case Op::Iterate: out = eval_range(node); break;
    case Op::Path: out = eval_path(node); break;
    case Op::Filter: out = eval_filter(node); break;
    case Op::Call: out = eval_call(node); break;
    case Op::CallBuiltin: out = eval_builtin(node); break;
    case Op::InstanceOf: out = Value::boolean(instance_of(eval(*node.a), node.types.front())); break;
    case Op::Function: out = make_closure(node); break;
    case Op::External: out = problem(node, "fungsi luar (external) hanya dapat dipanggil, tidak dihitung"); break;
    case Op::UnaryTests: out = eval_unary_tests(node); break;
    case Op::AnyInput: out = Value::boolean(true); break;
    }
    --depth_;
    return out;
}

/// An entry of a context; where it was found last is looked at first.
Value const* Evaluator::lookup(Value const& context, Node const& node) const {
    if (!context.is_context()) {
        return nullptr;
    }
    auto const& entries = Access::context(context).entries;
    std::uint32_t const hint = node.hint.load(std::memory_order_relaxed);
    if (hint < entries.size() && entries[hint].first == node.name) {
        return &entries[hint].second;
    }
    Value const* const found = context.find(node.name);
    if (found != nullptr) {
        auto const* entry = reinterpret_cast<char const*>(found) - offsetof(Value::Entry, second);
        auto const number =
            (entry - reinterpret_cast<char const*>(entries.data())) / static_cast<std::ptrdiff_t>(sizeof(Value::Entry));
        node.hint.store(static_cast<std::uint32_t>(number), std::memory_order_relaxed);
    }
    return found;
}

Value Evaluator::eval_name(Node const& node) {
    for (std::int32_t const slot : node.filters) {
        if (Value const* const found = lookup(local(slot), node)) {
            return *found;
        }
    }
    if (node.op == Op::Local) {
        return local(node.slot);
    }
    auto const& layers = scope_->layers();
    for (auto layer = layers.rbegin(); layer != layers.rend(); ++layer) {
        if (Value const* const found = lookup(*layer, node)) {
            return *found;
        }
    }
    if (node.builtin >= 0) {
        return builtin_value(node.builtin);
    }
    return problem(node, "nama \"" + node.name + "\" tidak dikenal");
}

Value Evaluator::listed(Node const& node, std::vector<Value> items) {
    Value out = Value::list(std::move(items));
    return out.is_null() ? problem(node, "daftar ini terlalu besar atau terlalu dalam") : out;
}

Value Evaluator::eval_list(Node const& node) {
    std::vector<Value> items;
    items.reserve(node.items.size());
    for (Node const* const item : node.items) {
        items.push_back(eval(*item));
    }
    return listed(node, std::move(items));
}

Value Evaluator::eval_context(Node const& node) {
    std::vector<Value::Entry> entries;
    entries.reserve(node.items.size());
    for (std::size_t i = 0; i < node.items.size(); ++i) {
        Value value = eval(*node.items[i]);
        local(node.slot + static_cast<std::int32_t>(i)) = value;
        entries.emplace_back(node.names[i], std::move(value));
    }
    return Value::context(std::move(entries));
}

Value Evaluator::eval_range(Node const& node) {
    Value low = eval(*node.a);
    Value high = eval(*node.b);
    if (!low.is_null() && !high.is_null() && !compare(low, high)) {
        return problem(node, "kedua ujung rentang tidak sejenis: " + std::string(kind_name(low.kind())) + " dan " +
                                 std::string(kind_name(high.kind())));
    }
    bool const low_in = node.low_included && !low.is_null();
    bool const high_in = node.high_included && !high.is_null();
    return Access::make_range(std::move(low), low_in, std::move(high), high_in);
}

Value Evaluator::eval_test(Node const& node) {
    Value end = eval(*node.a);
    switch (node.test) {
    case Op::Less:
    case Op::LessEqual:
        return end.is_null() ? Value() : Access::make_range({}, false, std::move(end), node.test == Op::LessEqual);
    case Op::Greater:
    case Op::GreaterEqual:
        return end.is_null() ? Value() : Access::make_range(std::move(end), node.test == Op::GreaterEqual, {}, false);
    default: return Access::make_equality(std::move(end), node.test == Op::NotEqual);
    }
}

Value Evaluator::eval_arithmetic(Node const& node) {
    Value const left = eval(*node.a);
    Value const right = eval(*node.b);
    std::string why;
    Value out = arithmetic(node.op, left, right, why);
    if (out.is_null()) {
        return problem(node, std::move(why));
    }
    if (out.is_string()) {
        spend(Access::weight(out));
    }
    return out;
}

Value Evaluator::eval_order(Node const& node) {
    Value const left = eval(*node.a);
    Value const right = eval(*node.b);
    if (node.op == Op::Equal || node.op == Op::NotEqual) {
        Truth answer = equal(left, right);
        if (answer == Truth::Null) { // a list of one stands for its item
            Value const* const one = left.is_list() && left.items().size() == 1 ? &left.items()[0] : &left;
            Value const* const other = right.is_list() && right.items().size() == 1 ? &right.items()[0] : &right;
            answer = left.is_list() != right.is_list() ? equal(*one, *other) : answer;
        }
        if (left.kind() >= Kind::List) {
            spend(Access::weight(left));
        }
        if (answer == Truth::Null) {
            return problem(node, std::string(kind_name(left.kind())) + " dan " + std::string(kind_name(right.kind())) +
                                     " tidak dapat dibandingkan");
        }
        return Value::boolean((answer == Truth::True) == (node.op == Op::Equal));
    }
    auto way = compare(left, right);
    if (!way && left.is_list() && left.items().size() == 1) {
        way = compare(left.items()[0], right);
    } else if (!way && right.is_list() && right.items().size() == 1) {
        way = compare(left, right.items()[0]);
    }
    if (!way) {
        return problem(node, std::string(kind_name(left.kind())) + " dan " + std::string(kind_name(right.kind())) +
                                 " tidak dapat dibandingkan");
    }
    switch (node.op) {
    case Op::Less: return Value::boolean(*way < 0);
    case Op::LessEqual: return Value::boolean(*way <= 0);
    case Op::Greater: return Value::boolean(*way > 0);
    default: return Value::boolean(*way >= 0);
    }
}

/// Three-valued: what is not a boolean counts as null.
Value Evaluator::eval_logic(Node const& node) {
    bool const decisive = node.op == Op::Or;
    Value const left = eval(*node.a);
    if (left.kind() == Kind::Boolean && left.is_true() == decisive) {
        return left;
    }
    Value const right = eval(*node.b);
    if (right.kind() == Kind::Boolean && right.is_true() == decisive) {
        return right;
    }
    if (left.kind() == Kind::Boolean && right.kind() == Kind::Boolean) {
        return Value::boolean(!decisive);
    }
    return {};
}

Value Evaluator::eval_between(Node const& node) {
    Value const value = eval(*node.a);
    auto const low = compare(value, eval(*node.b));
    auto const high = compare(value, eval(*node.c));
    if (!low || !high) {
        return problem(node, "nilai dan batas between tidak dapat dibandingkan");
    }
    return Value::boolean(*low >= 0 && *high <= 0);
}

Truth Evaluator::one_test(Node const& test, Value const& input) {
    if (test.op == Op::AnyInput) {
        return Truth::True;
    }
    Value const value = eval(test);
    if (value.kind() == Kind::Boolean) {
        if (test.uses_input) {
            return value.is_true() ? Truth::True : Truth::False;
        }
        if (input.kind() != Kind::Boolean && test.op != Op::Literal && !input.is_null()) {
            return value.is_true() ? Truth::True : Truth::False;
        }
    }
    if (test.uses_input && value.is_null()) {
        return Truth::Null;
    }
    return in_test(input, value);
}

Truth Evaluator::any_test(Node const& tests, Value const& input) {
    Truth out = Truth::False;
    for (Node const* const test : tests.items) {
        Truth const one = one_test(*test, input);
        if (one == Truth::True) {
            return one;
        }
        if (one == Truth::Null) {
            out = Truth::Null;
        }
    }
    return out;
}

Value Evaluator::eval_unary_tests(Node const& node) {
    Truth const met = any_test(node, input_);
    return Value::boolean((met == Truth::True) != node.negated);
}

Value Evaluator::eval_in(Node const& node) {
    Value const input = eval(*node.a);
    Value outer = std::move(input_);
    input_ = input;
    Truth const met = node.b->op == Op::UnaryTests ? any_test(*node.b, input) : one_test(*node.b, input);
    input_ = std::move(outer);
    return from_truth(met);
}

Outcome evaluate(Expression const& expression, Scope const& scope, Limits const& limits) {
    if (expression.empty()) {
        return {};
    }
    auto const tree = std::static_pointer_cast<Tree const>(expression.root_);
    return Evaluator(tree, scope, limits).run(nullptr);
}

Outcome evaluate_unary(Expression const& tests, Value const& input, Scope const& scope, Limits const& limits) {
    if (tests.empty()) {
        return {};
    }
    auto const tree = std::static_pointer_cast<Tree const>(tests.root_);
    return Evaluator(tree, scope, limits).run(&input);
}

} // namespace alur::feel
