#pragma once
// Built-in functions: one table a subject. For this module alone.
#include "feel/value_rep.hpp"

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace alur::feel {

/// What a built-in may ask of the evaluation it runs in.
class Call {
  public:
    virtual ~Call() = default;
    /// Reports why the result is null, and gives null.
    virtual Value fail(std::string reason) = 0;
    /// Calls a function value.
    virtual Value invoke(Value const& function, std::span<Value const> arguments) = 0;
    /// Counts work beyond one node; false when the budget is used up.
    virtual bool spend(std::size_t steps) = 0;
    virtual Value now() const = 0;
    virtual ZoneOffset zone() const = 0;
};

using Arguments = std::span<Value const>;

/// What a built-in gives when its arguments fit, for the check before there are data.
enum class Gives : std::uint8_t {
    Anything,
    Number,
    Text,
    Boolean,
    Date,
    Time,
    DateTime,
    Duration, ///< of either kind
    Months,   ///< a duration of years and months
    Range,
    Context,
    Texts,    ///< a list of texts
    Numbers,  ///< a list of numbers
    First,    ///< what its first argument is
    Item,     ///< an item of its list, or one of its arguments
    Joined,   ///< a list of the items of all its lists
    Appended, ///< its first list with the other arguments behind it
    Replaced, ///< its first list with the last argument among its items
    Flat,     ///< a list without lists
    Entry,    ///< an entry of the context
    Entries,  ///< a list of {key, value}
    Put,      ///< its first context with one entry more
    Merged    ///< the entries of all contexts in the list
};

/// `signature`: parameters separated by commas, each `name:kind`, kind one of a(ny) n(umber) s(tring) b(oolean) l(ist)
/// c(ontext) f(unction) r(ange) d(ate or date and time) u (days and time duration) p(oint on a line); `?` behind it:
/// may be left out; `~`: may be left out or null; `!`: may be null;
/// `*`: the rest of the arguments, or one list of them. Before `run` is called, arguments are counted, converted (a
/// list of one to its item, an item to a list of one) and checked; what was left out at the end is not in the span.
struct Builtin {
    std::string_view name;
    std::string_view signature;
    Value (*run)(Call&, Arguments);
    Gives gives = Gives::Anything;
    std::string_view note{};    ///< what it does, for officers; our own functions have one
    std::string_view example{}; ///< `call → what it gives as text`
};

struct Parameter {
    std::string_view name;
    char kind = 'a';
    bool optional = false;
    bool nullable = false;
    bool rest = false;
};

/// A name and every way it can be called.
struct BuiltinGroup {
    std::string_view name;
    std::vector<Builtin> ways;
    std::vector<std::vector<Parameter>> parameters; ///< of each way
};

// The tables, by subject.
std::span<Builtin const> conversion_builtins();
std::span<Builtin const> string_builtins();
std::span<Builtin const> pattern_builtins();
std::span<Builtin const> number_builtins();
std::span<Builtin const> statistics_builtins();
std::span<Builtin const> list_builtins();
std::span<Builtin const> context_builtins();
std::span<Builtin const> temporal_builtins();
std::span<Builtin const> range_builtins();
std::span<Builtin const> indonesian_builtins();

std::vector<BuiltinGroup> const& builtins();
/// Number of the built-in, or -1.
int find_builtin(std::string_view name);
Value call_builtin(Call& call, int number, Arguments arguments);
Value call_builtin_named(Call& call, int number, std::span<std::string const> names, Arguments arguments);
/// The built-in as a value.
Value builtin_value(int number);

/// A function value that stands for a built-in.
struct BuiltinRep final : FunctionRep {
    int number = -1;
};

/// Whether the point lies in the range; null when they cannot be compared.
Truth includes(RangeRep const& range, Value const& point);
inline Value from_truth(Truth truth) { return truth == Truth::Null ? Value() : Value::boolean(truth == Truth::True); }
/// `e1 in value` for one tested value.
Truth in_test(Value const& input, Value const& test);

} // namespace alur::feel
