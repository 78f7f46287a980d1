#pragma once
#include "core/result.hpp"
#include "feel/type.hpp"
#include "feel/value.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace alur::feel {

struct Node;

/// A parsed expression; immutable, shared, may be evaluated from several threads at once.
class Expression {
  public:
    Expression() = default;
    bool empty() const { return !root_; }
    std::string const& text() const;
    Place const& place() const;

    std::shared_ptr<Node const> root_; ///< for this module
};

/// Where names are looked up during parsing and evaluation. Layers are searched from the last pushed to the first, then
/// the built-in functions. A layer is a context; nothing is copied.
class Scope {
  public:
    Scope() = default;
    explicit Scope(Value layer) { push(std::move(layer)); }
    void push(Value layer) { layers_.push_back(std::move(layer)); }
    void pop() { layers_.pop_back(); }
    std::vector<Value> const& layers() const { return layers_; }
    Value const* find(std::string_view name) const;

  private:
    std::vector<Value> layers_;
};

struct ParseOptions {
    /// Names with spaces or operators in them that the expression may use (`Monthly Fee`, `a-b`); plain identifiers
    /// need not be listed.
    std::vector<std::string> names;
    /// Where the text stands in a declared file; diagnostics are placed relative to it.
    Place place{"", 1, 1};
    /// Types that `instance of` and function parameters may name besides the built-in ones.
    std::shared_ptr<Types const> types{};
    /// The whole text of the file `place` stands in, when the file may write the expression with quotes, entities or
    /// folded lines: places inside the expression are then looked up there.
    std::shared_ptr<std::string const> file{};
    std::size_t lead = 0; ///< bytes at the beginning of the text that do not stand in the file
};

/// One expression. Invalid: `found` has line, column, what was expected and the nearest known name.
Result<Expression> parse(std::string_view text, ParseOptions const& options = {});
/// Unary tests, as in a decision table's input cell; they see the tested value as `?`.
Result<Expression> parse_unary_tests(std::string_view text, ParseOptions const& options = {});

/// Why an evaluation gave null, or could not go on.
struct Problem {
    Place place;
    std::string message;
};

struct Limits {
    std::int64_t steps = 10'000'000; ///< evaluated nodes; more is an error
    int depth = 512;                 ///< nested calls and nodes
    Instant now{};                   ///< what now() and today() answer
    ZoneOffset zone{};
};

/// What an evaluation gives: a value (null after an error, as FEEL demands) and the reasons found on the way.
struct Outcome {
    Value value;
    std::vector<Problem> problems;
    bool exhausted = false; ///< a limit was reached; the value is null and means nothing
};

Outcome evaluate(Expression const& expression, Scope const& scope, Limits const& limits = {});
Outcome evaluate_unary(Expression const& tests, Value const& input, Scope const& scope, Limits const& limits = {});

/// Names that the expression takes from outside: `group.name` gives "group". For static checks.
std::vector<std::string> free_names(Expression const& expression);
/// Paths that the expression takes from outside as far as they are plain: `group.address.desa`.
std::vector<std::string> free_paths(Expression const& expression);
/// Paths inside the conditions of filters: `a[b = c]` gives "b" and "c". Each means a property of the items or, when
/// they have none of that name, something from outside; which of the two only the data can say.
std::vector<std::string> filter_paths(Expression const& expression);
/// Names of the built-in functions, our own included.
std::vector<std::string> builtin_names();

} // namespace alur::feel
