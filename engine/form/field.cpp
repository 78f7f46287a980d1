#include "form/field.hpp"

#include <array>

namespace alur::form {

namespace {

constexpr std::array<std::string_view, 15> kNames{"int",      "decimal", "money", "percent", "date",
                                                  "datetime", "time",    "text",  "text16",  "phone",
                                                  "code",     "account", "enum",  "blank",   "mixed"};

} // namespace

std::string_view name_of(FieldType type) { return kNames[static_cast<std::size_t>(type)]; }

std::optional<FieldType> field_type(std::string_view name) {
    for (std::size_t i = 0; i < kNames.size(); ++i)
        if (kNames[i] == name) return static_cast<FieldType>(i);
    return std::nullopt;
}

std::vector<std::string> field_type_names() { return {kNames.begin(), kNames.end()}; }

bool is_numeric(FieldType type) {
    return type == FieldType::Int || type == FieldType::Decimal || type == FieldType::Money ||
           type == FieldType::Percent;
}

bool is_temporal(FieldType type) {
    return type == FieldType::Date || type == FieldType::DateTime || type == FieldType::Time;
}

bool is_identity(FieldType type) {
    return type == FieldType::Text16 || type == FieldType::Phone || type == FieldType::Code ||
           type == FieldType::Account;
}

} // namespace alur::form
