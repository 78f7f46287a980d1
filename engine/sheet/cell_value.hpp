#pragma once
#include "form/field.hpp"
#include "sheet/workbook.hpp"

#include <string>
#include <string_view>

namespace alur::sheet {

/// How the workbook keeps what is to be read.
struct ReadingHabits {
    bool date1904 = false;
    ZoneOffset zone{};
};

/// The value of a returned cell as the field's type wants it; null for an empty cell. Taken as meant: numbers written
/// as text (`Rp 1.500.000,-`, `1,500,000`, `12,5`), dates as text (`12 Februari 2026`, `12-02-2026`), blanks around a
/// text, blanks and points in an identity number, another case or `_` for a blank in an option.
/// Invalid, in one sentence: anything that could be two things or none, an identity number kept as a number, an error
/// value, a formula without a stored value.
Result<feel::Value> read_value(ReadCell const& cell, form::FieldType type, std::vector<std::string> const& options,
                               ReadingHabits const& habits);

/// `Rp 1.500.000,-` → 1500000. Invalid: no number, or one that could be read in two ways (`1.500` where a fraction is
/// allowed).
Result<feel::Decimal> read_number(std::string_view text, form::FieldType type);
/// `12 Februari 2026`, `Kamis, 12 Feb 2026`, `12-02-2026`, `12/2/2026`, `2026-02-12`.
Result<Day> read_day(std::string_view text);

} // namespace alur::sheet
