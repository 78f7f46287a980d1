#pragma once
// One walk over a tree with shapes in place of values. For this module alone.
#include "feel/builtin.hpp"
#include "feel/infer.hpp"
#include "feel/node.hpp"

namespace alur::feel {

class Inference {
  public:
    /// `found` may be null: then nothing is reported.
    Inference(std::shared_ptr<Tree const> tree, StaticScope const& scope, Diagnostics* found);

    Shape shape(Node const& node);
    void give(std::int32_t slot, Shape shape) { local(slot) = std::move(shape); }
    void give_input(Shape shape) { input_ = std::move(shape); }
    void take_slots(std::vector<Shape> slots) { slots_ = std::move(slots); }

  private:
    // infer.cpp
    Shape arithmetic(Node const& node);
    Shape order(Node const& node);
    Shape logic(Node const& node);
    Shape range(Node const& node);
    Shape tests(Node const& node, Shape const& input);
    void one_test(Node const& test, Shape const& input);
    void want(Node const& node, Shape const& shape, Kind kind, std::string_view what);
    // infer_names.cpp
    Shape name(Node const& node);
    Shape path(Node const& node);
    std::optional<Shape> property(Shape const& of, std::string const& name) const;
    void unknown_name(Node const& node);
    void unknown_part(Node const& node, Shape const& of);
    // infer_lists.cpp
    Shape list(Node const& node);
    Shape context(Node const& node);
    Shape filter(Node const& node);
    Shape iteration(Node const& node);
    Shape element_of(Node const& iterator);
    // infer_calls.cpp
    Shape function(Node const& node);
    Shape call(Node const& node);
    Shape call_function(Node const& node, Shape const& callee, std::span<Shape const> arguments);
    Shape call_builtin(Node const& node, std::span<Shape const> arguments);
    bool own_function(Node const& node);

    Shape& local(std::int32_t slot) { return slots_[static_cast<std::size_t>(slot)]; }
    void report(Node const& node, std::string_view rule, std::string message, std::string hint = {});
    bool out_of_effort();

    std::shared_ptr<Tree const> tree_;
    StaticScope const& scope_;
    Diagnostics* found_;
    std::vector<Shape> slots_;
    Shape input_;
};

/// What the built-in gives for arguments of these shapes, by the letters of its table (see Builtin::gives).
Shape builtin_result(int number, std::size_t way, std::span<Shape const> arguments);
/// The elements of what stands where a list is wanted: of a list its items, of anything else itself.
Shape elements(Shape const& of);
/// The shape without the possibility to be a list.
Shape without_list(Shape const& of);

} // namespace alur::feel
