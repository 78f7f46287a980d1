#pragma once
// The parsed form of an expression. For this module alone.
#include "feel/feel.hpp"
#include "feel/type.hpp"
#include "format/as_written.hpp"

#include <atomic>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace alur::feel {

enum class Op : std::uint8_t {
    Literal,
    Local,   ///< slot, after the filters it may be a property of
    Name,    ///< looked up in the filters, then in the scope, then among the built-ins
    Input,   ///< ?
    Partial, ///< the results of a `for` so far
    List,
    Context, ///< items are the values, names the keys; entry i stands in slot + i
    Range,
    Test, ///< (< a), (>= a), (= a), (!= a): `test` says which
    Negate,
    Add,
    Subtract,
    Multiply,
    Divide,
    Power,
    Equal,
    NotEqual,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
    And,
    Or,
    Between,
    In,
    If,
    For, ///< items: one iterator a variable (slot + i), then the body
    Some,
    Every,
    Iterate, ///< a..b as what a `for` goes through
    Path,
    Filter, ///< a[b]; the item stands in slot
    Call,   ///< a(items…), names when given by name
    CallBuiltin,
    InstanceOf,
    Function, ///< names are the parameters, from slot on
    External,
    UnaryTests,
    AnyInput ///< the unary test `-`
};

struct Node {
    Op op = Op::Literal;
    Op test = Op::Literal;
    bool low_included = false;
    bool high_included = false;
    bool negated = false;        ///< UnaryTests: not(…)
    bool uses_input = false;     ///< `?` stands in this unary test
    bool uses_partial = false;   ///< For: the body asks for `partial`
    std::int32_t self_slot = -1; ///< Function: the context entry it is, which it may call by its name
    std::uint32_t at = 0;        ///< byte of the text
    std::int32_t slot = -1;      ///< see above
    std::int32_t builtin = -1;   ///< number of the built-in of that name, -1 when there is none
    std::int32_t depth = 1;      ///< of the tree below
    Node const* a = nullptr;
    Node const* b = nullptr;
    Node const* c = nullptr;
    std::vector<Node const*> items;
    std::vector<std::string> names;
    std::vector<std::int32_t> filters; ///< slots of the filters around, innermost first
    std::vector<Type> types;           ///< InstanceOf: one; Function: the parameters'
    std::string name;
    Value value;
    mutable std::atomic<std::uint32_t> hint{0}; ///< where in a context the name was found last
    mutable std::atomic<std::uint64_t> spot{0}; ///< line << 32 | column of `at` in the file, 0 until asked for
};

/// The whole expression: its text and all its nodes. Expression::root_ points at one of these.
struct Tree : Node {
    std::string text;
    Place place;
    std::shared_ptr<std::string const> file; ///< see ParseOptions
    std::size_t lead = 0;
    /// Where the file writes the text; looked for when first asked, null until then.
    mutable std::atomic<std::shared_ptr<std::optional<format::AsWritten> const>> written;
    std::deque<Node> nodes;
    Node const* body = nullptr;
    std::int32_t slots = 0; ///< most locals alive at once
};

inline Tree const& tree_of(Expression const& expression) { return static_cast<Tree const&>(*expression.root_); }
/// Where a byte of the expression's text stands in the declared file.
Place place_of(Tree const& tree, std::size_t at);
/// Where a node stands; remembered, because a reason for null is made anew at every evaluation.
Place place_of(Tree const& tree, Node const& node);

} // namespace alur::feel
