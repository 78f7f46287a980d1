#pragma once
#include "core/result.hpp"
#include "feel/value.hpp"
#include "format/file.hpp"

#include <string>
#include <string_view>

namespace alur::feel {

/// JSON to a value: numbers become decimals of 34 digits, objects contexts in their order. What JSON lacks is written
/// as
/// {"$date":"2020-01-01"} {"$time":…} {"$dateTime":…} {"$daysTimeDuration":…} {"$yearsMonthsDuration":…} {"$range":…}.
/// Invalid, with line and column: malformed JSON, duplicate keys, nesting over 100, invalid UTF-8.
Result<Value> from_json(format::SourceFile const& file);
Result<Value> from_json(std::string_view text);

enum class JsonStyle { Compact, Indented };
/// The way back; functions become null. Same value, same bytes.
std::string to_json(Value const& value, JsonStyle style = JsonStyle::Compact);
/// A JSON string literal.
std::string json_string(std::string_view text);

} // namespace alur::feel
