#pragma once
#include "feel/feel.hpp"
#include "feel/shape.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace alur::feel {

/// What names stand for before there are values: as Scope, but with shapes. A layer is a context; in an open one every
/// name is possible. Layers are searched from the last to the first.
class StaticScope {
  public:
    StaticScope() = default;
    void push(Shape layer) { layers_.push_back(std::move(layer)); }
    void pop() { layers_.pop_back(); }
    std::vector<Shape> const& layers() const { return layers_; }

  private:
    std::vector<Shape> layers_;
};

/// The shape of the expression's value, whatever the data are. Adds an error for what is surely wrong with any data: a
/// name nobody knows, a part that a context never has, operands and arguments of kinds that can only give null. What
/// may be right with some data is not reported. Places are those of the expression's file.
Shape infer(Expression const& expression, StaticScope const& scope, Diagnostics& found);
/// The same without complaints.
Shape infer(Expression const& expression, StaticScope const& scope);
/// An error when a value of that shape can never be one of the kinds wanted. `what` begins the sentence: `syarat`.
void expect(Expression const& expression, Shape const& shape, std::vector<Kind> const& wanted, std::string_view what,
            Diagnostics& found);
/// As infer, for unary tests against an input of that shape.
void infer_unary(Expression const& tests, Shape const& input, StaticScope const& scope, Diagnostics& found);

} // namespace alur::feel
