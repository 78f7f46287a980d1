#pragma once
#include "core/diagnostic.hpp"
#include "feel/feel.hpp"
#include "format/csv.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace alur::model {

/// Reads the cells of one declared table, row by row: expressions are parsed where they stand, every mistake is added
/// with the place of its cell, and reading goes on.
class TableCells {
  public:
    TableCells(format::CsvTable const& table, feel::ParseOptions options, Diagnostics& found)
        : table_(table), options_(std::move(options)), found_(found) {}

    /// Adds an error for each of `required` that the header lacks and each column that is not in `known`.
    /// False when a required column is missing: the rows then make no sense.
    bool check_header(std::vector<std::string> const& required, std::vector<std::string> const& known);

    std::size_t rows() const { return table_.rows.size(); }
    std::string const& text(std::size_t row, std::string_view column) const { return table_.at(row, column); }
    Place place(std::size_t row, std::string_view column) const { return table_.place(row, column); }
    /// The cell's words, separated by spaces.
    std::vector<std::string> words(std::size_t row, std::string_view column) const;
    /// Text that must not be empty.
    std::string const& required(std::size_t row, std::string_view column);
    /// The cell as an expression; empty when the cell is empty or wrong.
    feel::Expression expression(std::size_t row, std::string_view column);
    /// The same for a text that stands `offset` characters into the cell.
    feel::Expression expression(std::size_t row, std::string_view column, std::string_view text, int offset);
    /// Index of the cell's text among `allowed`, or -1 with an error naming the nearest one.
    int one_of(std::size_t row, std::string_view column, std::vector<std::string> const& allowed);
    /// An error for every value that stands twice in the column.
    void refuse_duplicates(std::string_view column);

    Diagnostics& found() { return found_; }

  private:
    format::CsvTable const& table_;
    feel::ParseOptions options_;
    Diagnostics& found_;
};

} // namespace alur::model
