#include "feel/type.hpp"

#include "feel/builtin.hpp"

#include <algorithm>
#include <array>

namespace alur::feel {

namespace {

struct Named {
    std::string_view name;
    Type::Kind kind;
};
constexpr std::array<Named, 20> kNamed{{{"Any", Type::Kind::Any},
                                        {"any", Type::Kind::Any},
                                        {"Null", Type::Kind::Null},
                                        {"null", Type::Kind::Null},
                                        {"boolean", Type::Kind::Boolean},
                                        {"number", Type::Kind::Number},
                                        {"string", Type::Kind::String},
                                        {"date", Type::Kind::Date},
                                        {"time", Type::Kind::Time},
                                        {"date and time", Type::Kind::DateTime},
                                        {"dateTime", Type::Kind::DateTime},
                                        {"days and time duration", Type::Kind::DaysTimeDuration},
                                        {"dayTimeDuration", Type::Kind::DaysTimeDuration},
                                        {"years and months duration", Type::Kind::YearsMonthsDuration},
                                        {"yearMonthDuration", Type::Kind::YearsMonthsDuration},
                                        {"list", Type::Kind::List},
                                        {"range", Type::Kind::Range},
                                        {"context", Type::Kind::Context},
                                        {"Context", Type::Kind::Context},
                                        {"function", Type::Kind::Function}}};

std::optional<Kind> kind_of(Type::Kind kind) {
    switch (kind) {
    case Type::Kind::Boolean: return Kind::Boolean;
    case Type::Kind::Number: return Kind::Number;
    case Type::Kind::String: return Kind::String;
    case Type::Kind::Date: return Kind::Date;
    case Type::Kind::Time: return Kind::Time;
    case Type::Kind::DateTime: return Kind::DateTime;
    case Type::Kind::DaysTimeDuration: return Kind::DaysTimeDuration;
    case Type::Kind::YearsMonthsDuration: return Kind::YearsMonthsDuration;
    case Type::Kind::List: return Kind::List;
    case Type::Kind::Range: return Kind::Range;
    case Type::Kind::Context: return Kind::Context;
    case Type::Kind::Function: return Kind::Function;
    default: return std::nullopt;
    }
}

} // namespace

Type builtin_type(std::string_view name) {
    Type out;
    out.name = name;
    auto const found = std::find_if(kNamed.begin(), kNamed.end(), [&](Named const& n) { return n.name == name; });
    out.kind = found == kNamed.end() ? Type::Kind::Unknown : found->kind;
    return out;
}

bool instance_of(Value const& value, Type const& type) {
    if (value.is_null()) {
        return type.kind == Type::Kind::Null;
    }
    if (type.kind == Type::Kind::Any) {
        return true;
    }
    if (kind_of(type.kind) != value.kind()) {
        return false;
    }
    switch (type.kind) {
    case Type::Kind::List:
        return type.of.empty() || std::all_of(value.items().begin(), value.items().end(),
                                              [&](Value const& item) { return conforms(item, type.of[0]); });
    case Type::Kind::Context:
        return std::all_of(type.entries.begin(), type.entries.end(), [&](auto const& entry) {
            Value const* const found = value.find(entry.name);
            return found != nullptr && conforms(*found, entry.type);
        });
    case Type::Kind::Range: {
        RangeRep const& range = Access::range(value);
        return type.of.empty() || (conforms(range.low, type.of[0]) && conforms(range.high, type.of[0]));
    }
    case Type::Kind::Function:
        return type.of.empty() || Access::function(value).parameters.size() + 1 == type.of.size();
    default: return true;
    }
}

bool conforms(Value const& value, Type const& type) { return value.is_null() || instance_of(value, type); }

std::optional<Value> coerced(Value const& value, Type const& type) {
    if (conforms(value, type)) {
        return value;
    }
    if (value.is_list() && value.items().size() == 1 && conforms(value.items()[0], type)) {
        return value.items()[0];
    }
    if (type.kind == Type::Kind::List && !value.is_list() && (type.of.empty() || conforms(value, type.of[0]))) {
        return Value::list({value});
    }
    if (type.kind == Type::Kind::DateTime && value.kind() == Kind::Date) {
        return Access::make_date_time({Access::day(value), 0, {ZoneMark::Offset, 0}});
    }
    return std::nullopt;
}

} // namespace alur::feel
