#pragma once
#include "core/diagnostic.hpp"
#include "feel/feel.hpp"
#include "form/formula.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace alur::form {

enum class FieldType {
    Int,
    Decimal,
    Money,
    Percent,
    Date,
    DateTime,
    Time,
    Text,
    Text16,
    Phone,
    Code,
    Account,
    Enum,
    Blank,
    Mixed
};

std::string_view name_of(FieldType type);
std::optional<FieldType> field_type(std::string_view name);
std::vector<std::string> field_type_names();
bool is_numeric(FieldType type);  ///< int decimal money percent
bool is_temporal(FieldType type); ///< date datetime time
/// text16 phone code account: digits that are no number; a spreadsheet would spoil them.
bool is_identity(FieldType type);

/// A condition with the sentence that is printed when it is false.
struct Check {
    feel::Expression test;
    std::string message;
    std::string at; ///< key of the column or head field the sentence belongs to; checks of a sheet only
};

/// A column, a head field or a list field; the syntax stands in form.hpp.
struct Field {
    std::string key;
    std::string label;
    Place place;
    FieldType type = FieldType::Text;
    feel::Expression type_from;
    double width = 14;
    feel::Expression from;
    Formula formula;
    std::vector<std::string> needs;
    bool locked = false;
    bool required = false;
    feel::Expression required_when;
    feel::Expression min, max;
    std::vector<std::string> options;
    feel::Expression options_from;
    int least_digits = 0; ///< 0: no limit on digits
    int most_digits = 0;
    int max_length = 0;
    bool unique = false;
    std::vector<Check> checks;
    std::string note;
    std::string name;
    bool merge = false;

    bool has_options() const { return !options.empty() || !options_from.empty(); }
    /// To be filled in by a person.
    bool open() const { return !locked && formula.empty() && type != FieldType::Blank; }
};

} // namespace alur::form
