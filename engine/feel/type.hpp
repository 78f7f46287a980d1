#pragma once
#include "feel/value.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace alur::feel {

struct TypeEntry;

/// A FEEL type, as in `instance of`, in a function's parameters and in DMN's item definitions.
struct Type {
    enum class Kind : std::uint8_t {
        Any,
        Null,
        Boolean,
        Number,
        String,
        Date,
        Time,
        DateTime,
        DaysTimeDuration,
        YearsMonthsDuration,
        List,     ///< of[0]: the items'
        Range,    ///< of[0]: the ends'
        Context,  ///< entries; further ones are allowed
        Function, ///< of: parameters, then the result
        Unknown   ///< a name nobody declared: nothing conforms to it
    };
    Kind kind = Kind::Any;
    std::string name;
    std::vector<Type> of;
    std::vector<TypeEntry> entries;
};

/// An entry of a context type.
struct TypeEntry {
    std::string name;
    Type type;
};

/// Types declared outside the expression (item definitions), by name, as for `ParseOptions::types`.
using Types = std::map<std::string, Type, std::less<>>;

/// The built-in type of that name (`number`, `date and time`, `days and time duration`, `list`, …), or Unknown.
Type builtin_type(std::string_view name);
/// `value instance of type`: null is an instance of Null alone, but null inside a context or list conforms.
bool instance_of(Value const& value, Type const& type);
/// Null conforms to every type; everything else as instance_of.
bool conforms(Value const& value, Type const& type);
/// The value as the type wants it (DMN 1.4, 10.3.2.9.4): itself when it conforms; a list of one as its item; an item as
/// a list of one; a date as date and time. Nothing when no conversion helps.
std::optional<Value> coerced(Value const& value, Type const& type);

} // namespace alur::feel
