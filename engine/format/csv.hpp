#pragma once
#include "core/result.hpp"
#include "format/file.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace alur::format {

struct CsvCell {
    std::string text;
    Place place;
};

/// A table with a header row (RFC 4180). Lines that are empty are skipped.
struct CsvTable {
    std::string file;
    std::vector<std::string> header;
    std::vector<std::vector<CsvCell>> rows;

    /// Index of the column, or -1.
    int column(std::string_view name) const;
    /// Cell text, "" when the column is not there.
    std::string const& at(std::size_t row, std::string_view column) const;
    Place place(std::size_t row, std::string_view column) const;
};

/// Invalid, with line and column: a row of another length than the header, an unclosed quote, a doubled or empty column
/// name.
Result<CsvTable> parse_csv(SourceFile const& file);
/// One field, quoted when needed.
std::string csv_field(std::string_view text);

} // namespace alur::format
