#pragma once
// One evaluation: a walk over the tree with a stack of locals. For this module alone.
#include "feel/builtin.hpp"
#include "feel/node.hpp"

namespace alur::feel {

/// A function written in FEEL: its node, the locals around it and the scope it was made in.
struct ClosureRep final : FunctionRep {
    std::shared_ptr<Tree const> tree;
    Node const* node = nullptr;
    std::vector<Value> captured;
    std::shared_ptr<Scope const> scope;
};

class Evaluator final : public Call {
  public:
    Evaluator(std::shared_ptr<Tree const> tree, Scope const& scope, Limits const& limits);
    ~Evaluator() override;
    Evaluator(Evaluator const&) = delete;
    Evaluator& operator=(Evaluator const&) = delete;

    Outcome run(Value const* input);

    Value fail(std::string reason) override;
    Value invoke(Value const& function, std::span<Value const> arguments) override;
    bool spend(std::size_t steps) override;
    Value now() const override;
    ZoneOffset zone() const override { return limits_.zone; }

  private:
    static constexpr int kNodesPerCall = 8;
    static constexpr int kHostCall = 40;
    static constexpr std::size_t kMostProblems = 50;

    Value eval(Node const& node);
    Value eval_name(Node const& node);
    Value eval_list(Node const& node);
    Value eval_context(Node const& node);
    Value eval_range(Node const& node);
    Value eval_test(Node const& node);
    Value eval_arithmetic(Node const& node);
    Value eval_order(Node const& node);
    Value eval_logic(Node const& node);
    Value eval_between(Node const& node);
    Value eval_in(Node const& node);
    Value eval_unary_tests(Node const& node);
    Truth one_test(Node const& test, Value const& input);
    Truth any_test(Node const& tests, Value const& input);
    Value eval_path(Node const& node);
    Value property(Node const& node, Value const& of, bool report);
    Value eval_filter(Node const& node);
    Value pick(Node const& node, std::span<Value const> items, Value const& index);
    Value eval_for(Node const& node);
    bool iterate(Node const& node, std::size_t variable, std::vector<Value>& results);
    Value eval_quantified(Node const& node);
    bool quantify(Node const& node, std::size_t variable, Truth& so_far);
    /// Goes through a list, a range or a..b; false when it is none of them (reported). `body` answers whether to go on.
    template <class Body> bool each(Node const& iterator, Body body);
    template <class Body>
    bool each_in_range(Value const& low, Value const& high, bool low_in, bool high_in, bool down, Body body);
    Value eval_call(Node const& node);
    Value eval_builtin(Node const& node);
    Value make_closure(Node const& node);
    Value call_function(Value const& function, std::span<Value const> arguments, std::span<std::string const> names);
    Value call_closure(ClosureRep const& closure, std::span<Value const> arguments, std::span<std::string const> names);
    Value call_host(FunctionRep const& function, std::span<Value const> arguments, std::span<std::string const> names);
    Value const* lookup(Value const& context, Node const& node) const;

    Value& local(std::int32_t slot) { return stack_[base_ + static_cast<std::size_t>(slot)]; }
    Value problem(Node const& node, std::string message);
    Value listed(Node const& node, std::vector<Value> items); ///< null, with the reason, when it is too large
    void exhaust(Node const& node, std::string message);

    std::shared_ptr<Tree const> tree_;
    Scope const* scope_;
    std::shared_ptr<Scope const> kept_scope_; ///< a copy for closures
    Limits limits_;
    std::vector<Value> stack_;
    std::size_t base_ = 0;
    std::size_t used_ = 0;
    Value input_;
    Value partial_;
    Node const* at_ = nullptr;
    std::int64_t steps_left_;
    int depth_ = 0;
    int most_depth_;
    bool exhausted_ = false;
    bool functions_in_scope_ = false;
    Evaluator* outer_;
    std::vector<Problem> problems_;
};

} // namespace alur::feel
