#include "core/text.hpp"
#include "form/formula.hpp"
#include "form/formula_operand.hpp"
#include "form/formula_tree.hpp"

#include <algorithm>

namespace alur::form {

using feel::Decimal;
using feel::Value;

namespace {

using Tree = Formula::Tree;
using Node = Tree::Node;
using Op = Tree::Op;

/// Walks the tree. The first error wins and ends the calculation, as in a spreadsheet.
class Calculator final : public FormulaArguments {
  public:
    Calculator(Tree const& tree, CellSource& cells) : tree_(tree), cells_(cells) {}

    Calculated run() {
        auto value = evaluate(tree_.root);
        if (!error_.empty()) return {{}, error_};
        return {std::move(value), {}};
    }

    // FormulaArguments
    std::size_t count() const override { return node_->arguments.size(); }
    Value one(std::size_t index) override { return evaluate(node_->arguments[index]); }
    std::vector<Value> all(std::size_t index) override {
        auto const& argument = node_->arguments[index];
        if (argument.op == Op::Reference && tree_.references[argument.target].is_range())
            return cells_.range(tree_.references[argument.target]);
        return {evaluate(argument)};
    }
    void fail(std::string code) override {
        if (error_.empty()) error_ = std::move(code);
    }
    bool failed() const override { return !error_.empty(); }
    void forgive() override { error_.clear(); }

  private:
    Tree const& tree_;
    CellSource& cells_;
    Node const* node_ = nullptr;
    std::string error_;

    Value evaluate(Node const& node) {
        if (failed()) return {};
        switch (node.op) {
        case Op::Literal: return node.literal;
        case Op::Reference: return reference(tree_.references[node.target]);
        case Op::Call: {
            auto const* const outer = node_;
            node_ = &node;
            auto value = call_formula_function(node.target, *this);
            node_ = outer;
            return failed() ? Value{} : value;
        }
        case Op::Negate: return arithmetic(Op::Subtract, Value::number(0), evaluate(node.arguments[0]));
        case Op::Percent: return arithmetic(Op::Divide, evaluate(node.arguments[0]), Value::number(100));
        case Op::Join: {
            auto left = operand_text(evaluate(node.arguments[0]));
            return Value::string(left + operand_text(evaluate(node.arguments[1])));
        }
        case Op::Add:
        case Op::Subtract:
        case Op::Multiply:
        case Op::Divide: {
            auto const left = evaluate(node.arguments[0]);
            return arithmetic(node.op, left, evaluate(node.arguments[1]));
        }
        default: {
            auto const left = evaluate(node.arguments[0]);
            return compare(node.op, left, evaluate(node.arguments[1]));
        }
        }
    }
    Value reference(Reference const& reference) {
        if (!reference.is_range()) return cells_.cell(reference);
        fail("#VALUE!"); // a range stands only where a function takes one
        return {};
    }
    Value arithmetic(Op op, Value const& left, Value const& right) {
        auto const a = operand_number(left);
        auto const b = operand_number(right);
        if (!a || !b) {
            fail("#VALUE!");
            return {};
        }
        std::optional<Decimal> result;
        switch (op) {
        case Op::Add: result = feel::add(*a, *b); break;
        case Op::Subtract: result = feel::subtract(*a, *b); break;
        case Op::Multiply: result = feel::multiply(*a, *b); break;
        default:
            if (*b == Decimal()) {
                fail("#DIV/0!");
                return {};
            }
            result = feel::divide(*a, *b);
        }
        if (!result) {
            fail("#NUM!");
            return {};
        }
        return Value::number(*result);
    }
    Value compare(Op op, Value const& left, Value const& right) {
        if (failed()) return {};
        auto const order = compare_operands(left, right);
        switch (op) {
        case Op::Equal: return Value::boolean(order == 0);
        case Op::NotEqual: return Value::boolean(order != 0);
        case Op::Less: return Value::boolean(order < 0);
        case Op::LessEqual: return Value::boolean(order <= 0);
        case Op::Greater: return Value::boolean(order > 0);
        default: return Value::boolean(order >= 0);
        }
    }
};

} // namespace

Calculated calculate(Formula const& formula, CellSource& cells) {
    if (formula.empty()) return {};
    return Calculator(*formula.tree_, cells).run();
}

} // namespace alur::form
