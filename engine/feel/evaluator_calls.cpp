#include "feel/evaluator.hpp"
#include "feel/external.hpp"

#include <algorithm>

namespace alur::feel {

Value Evaluator::make_closure(Node const& node) {
    auto* rep = new ClosureRep;
    rep->tree = tree_;
    rep->node = &node;
    rep->parameters = node.names;
    auto const first = stack_.begin() + static_cast<std::ptrdiff_t>(base_);
    rep->captured.assign(first, first + node.slot);
    std::int32_t depth = 0;
    std::uint64_t weight = 1;
    for (Value const& value : rep->captured) {
        depth = std::max(depth, Access::depth(value));
        weight += Access::weight(value);
    }
    if (!kept_scope_) {
        kept_scope_ = std::make_shared<Scope const>(*scope_);
    }
    rep->scope = kept_scope_;
    if (depth >= Value::kMaxDepth || weight > Value::kMaxWeight) {
        delete rep;
        return problem(node, "fungsi ini membawa terlalu banyak data");
    }
    rep->weight = 1;
    return Access::adopt(rep, depth + 1);
}

Value Evaluator::call_closure(ClosureRep const& closure, std::span<Value const> arguments,
                              std::span<std::string const> names) {
    Node const& node = *closure.node;
    if (arguments.size() != node.names.size()) {
        return fail("fungsi ini memerlukan " + std::to_string(node.names.size()) + " argumen, diberi " +
                    std::to_string(arguments.size()));
    }
    std::vector<Value> bound(node.names.size());
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        std::size_t place = i;
        if (!names.empty()) {
            auto const found = std::find(node.names.begin(), node.names.end(), names[i]);
            if (found == node.names.end()) {
                return fail("fungsi ini tidak mempunyai parameter \"" + names[i] + "\"");
            }
            place = static_cast<std::size_t>(found - node.names.begin());
        }
        auto value = coerced(arguments[i], node.types[place]);
        if (!value) {
            return fail("parameter \"" + node.names[place] + "\" tidak dapat menerima " +
                        std::string(kind_name(arguments[i].kind())));
        }
        bound[place] = std::move(*value);
    }
    auto const tree = std::exchange(tree_, closure.tree);
    auto const kept = std::exchange(kept_scope_, closure.scope);
    Scope const* const scope = std::exchange(scope_, closure.scope.get());
    Node const* const at = at_;
    Value input = std::move(input_);
    Value partial = std::move(partial_);
    std::size_t const base = base_;
    std::size_t const used = used_;
    base_ = used_;
    used_ = base_ + static_cast<std::size_t>(tree_->slots);
    if (stack_.size() < used_) {
        stack_.resize(std::max(used_, stack_.size() * 2));
    }
    auto const frame = stack_.begin() + static_cast<std::ptrdiff_t>(base_);
    std::copy(closure.captured.begin(), closure.captured.end(), frame);
    if (node.self_slot >= 0) {
        Access::rep_ref(closure);
        local(node.self_slot) = Access::adopt(const_cast<ClosureRep*>(&closure), 1);
    }
    for (std::size_t i = 0; i < bound.size(); ++i) {
        local(node.slot + static_cast<std::int32_t>(i)) = bound[i];
    }
    depth_ += kNodesPerCall / 2;
    Value out = node.a->op == Op::External ? call_external(*this, eval(*node.a->a), bound) : eval(*node.a);
    depth_ -= kNodesPerCall / 2;
    for (std::size_t i = base_; i < used_; ++i) {
        stack_[i] = Value();
    }
    base_ = base;
    used_ = used;
    input_ = std::move(input);
    partial_ = std::move(partial);
    at_ = at;
    scope_ = scope;
    kept_scope_ = kept;
    tree_ = tree;
    return out;
}

Value Evaluator::call_host(FunctionRep const& function, std::span<Value const> arguments,
                           std::span<std::string const> names) {
    auto const& parameters = function.parameters;
    if (arguments.size() != parameters.size()) {
        return fail("fungsi " + function.name + " memerlukan " + std::to_string(parameters.size()) +
                    " argumen, diberi " + std::to_string(arguments.size()));
    }
    std::vector<Value> bound(parameters.size());
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        std::size_t place = i;
        if (!names.empty()) {
            auto const found = std::find(parameters.begin(), parameters.end(), names[i]);
            if (found == parameters.end()) {
                return fail("fungsi " + function.name + " tidak mempunyai parameter \"" + names[i] + "\"");
            }
            place = static_cast<std::size_t>(found - parameters.begin());
        }
        bound[place] = arguments[i];
    }
    if (depth_ + kHostCall > most_depth_) {
        exhaust(at_ != nullptr ? *at_ : *tree_->body,
                "pemanggilan fungsi terlalu dalam; fungsi memanggil dirinya tanpa akhir?");
        return {};
    }
    depth_ += kHostCall;
    Value out = function.body ? function.body(bound) : Value();
    depth_ -= kHostCall;
    return out;
}

Value Evaluator::call_function(Value const& function, std::span<Value const> arguments,
                               std::span<std::string const> names) {
    if (function.kind() != Kind::Function) {
        return fail(std::string(kind_name(function.kind())) + " bukan fungsi dan tidak dapat dipanggil");
    }
    Value const keep = function;
    FunctionRep const& rep = Access::function(keep);
    if (auto const* const builtin = dynamic_cast<BuiltinRep const*>(&rep)) {
        return names.empty() ? call_builtin(*this, builtin->number, arguments)
                             : call_builtin_named(*this, builtin->number, names, arguments);
    }
    if (auto const* const closure = dynamic_cast<ClosureRep const*>(&rep)) {
        return call_closure(*closure, arguments, names);
    }
    return call_host(rep, arguments, names);
}

Value Evaluator::invoke(Value const& function, std::span<Value const> arguments) {
    spend(1);
    return exhausted_ ? Value() : call_function(function, arguments, {});
}

Value Evaluator::eval_call(Node const& node) {
    Value const function = eval(*node.a);
    std::vector<Value> arguments;
    arguments.reserve(node.items.size());
    for (Node const* const item : node.items) {
        arguments.push_back(eval(*item));
    }
    at_ = &node;
    if (exhausted_) {
        return {};
    }
    return call_function(function, arguments, node.names);
}

Value Evaluator::eval_builtin(Node const& node) {
    if (functions_in_scope_) {
        auto const& layers = scope_->layers();
        for (auto layer = layers.rbegin(); layer != layers.rend(); ++layer) {
            Value const* const own = layer->find(node.a->name);
            if (own != nullptr && own->kind() == Kind::Function) {
                return eval_call(node);
            }
        }
    }
    constexpr std::size_t kFew = 4;
    std::array<Value, kFew> few;
    std::vector<Value> many;
    std::span<Value> arguments(few.data(), std::min(node.items.size(), kFew));
    if (node.items.size() > kFew) {
        many.resize(node.items.size());
        arguments = many;
    }
    for (std::size_t i = 0; i < node.items.size(); ++i) {
        arguments[i] = eval(*node.items[i]);
    }
    at_ = &node;
    if (exhausted_) {
        return {};
    }
    Value out = node.names.empty() ? call_builtin(*this, node.builtin, arguments)
                                   : call_builtin_named(*this, node.builtin, node.names, arguments);
    if (out.is_list() && out.items().size() > 16) {
        spend(out.items().size());
    } else if (out.is_string()) {
        spend(Access::weight(out));
    }
    return out;
}

} // namespace alur::feel
