#pragma once
#include "core/result.hpp"
#include "feel/value.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace alur::form {

/// A place a formula takes a value from.
///   {key}          the cell of that column in the same row; in a head or list field: that field
///   {key[3]}       the cell of that column in the third row of the table
///   {key[]}        all cells of that column in the table
///   {key[..]}      from the first row of the table to this one
///   {sheet.key[]}  the same of another sheet, by the sheet's key
///   NAME           a defined name; {previous.NAME}: that of the sheet before, in sheets made by `each` (0 in the
///   first)
struct Reference {
    enum class Kind { Cell, Row, Column, SoFar, Name, PreviousName };
    Kind kind = Kind::Cell;
    std::string sheet; ///< key, "" for the formula's own
    std::string key;   ///< of the column, or the defined name
    int row = 0;       ///< from 1, with Kind::Row
    Place place;
    bool is_range() const { return kind == Kind::Column || kind == Kind::SoFar; }
};

/// A spreadsheet formula over columns and names instead of addresses, so that it survives a moved column. English
/// function names, comma separators. The program computes it by itself (no spreadsheet needed), with decimals of 34
/// digits. What it knows: + - * / & = <> < > <= >= %, and the functions of formula_functions(). Immutable and shared.
class Formula {
  public:
    Formula() = default;
    bool empty() const { return !tree_; }
    std::string const& text() const;
    std::vector<Reference> const& references() const;

    struct Tree;
    std::shared_ptr<Tree const> tree_; ///< for this module
};

/// `=…`. Invalid: `found` has line and column of every fault: syntax, an unknown function, a wrong number of arguments.
Result<Formula> parse_formula(std::string_view text, Place const& place);
std::vector<std::string> formula_functions();

/// Where a formula's values come from.
class CellSource {
  public:
    virtual ~CellSource() = default;
    virtual feel::Value cell(Reference const& reference) = 0;
    virtual std::vector<feel::Value> range(Reference const& reference) = 0;
};

/// null is an empty cell. `error` is "" or what a spreadsheet would show: #DIV/0! #VALUE! #NUM!
struct Calculated {
    feel::Value value;
    std::string error;
};
Calculated calculate(Formula const& formula, CellSource& cells);

/// Where a formula's references stand in a workbook.
class Addresses {
  public:
    virtual ~Addresses() = default;
    virtual std::string address(Reference const& reference) const = 0;
};
/// The formula as the workbook stores it: `=E12*G12`.
std::string print(Formula const& formula, Addresses const& addresses);

/// The number a spreadsheet keeps for a day (1 is 1900-01-01; days before March 1900 are not used), and the way back.
std::int64_t serial_of(Day day);
Day day_of_serial(std::int64_t serial);

} // namespace alur::form
