#pragma once
#include "feel/value.hpp"

#include <optional>
#include <string>
#include <vector>

namespace alur::form {

// How a spreadsheet takes values: an empty cell is 0 or "", a date is its serial number, comparing texts ignores case.

std::optional<feel::Decimal> operand_number(feel::Value const& value); ///< nothing for a text that is no number
std::string operand_text(feel::Value const& value);
bool operand_is_true(feel::Value const& value);
/// A value of exactly these kinds: what SUM and its kin count in a range.
bool operand_counts(feel::Value const& value);
/// -1, 0, 1; numbers come before texts, texts before booleans.
int compare_operands(feel::Value const& left, feel::Value const& right);

/// The arguments of one call, evaluated when asked for.
class FormulaArguments {
  public:
    virtual ~FormulaArguments() = default;
    virtual std::size_t count() const = 0;
    virtual feel::Value one(std::size_t index) = 0;
    /// All cells of a range; one value for anything else.
    virtual std::vector<feel::Value> all(std::size_t index) = 0;
    virtual void fail(std::string code) = 0;
    virtual bool failed() const = 0;
    virtual void forgive() = 0; ///< for IFERROR
};

/// `function` is the index in formula_function_table().
feel::Value call_formula_function(std::size_t function, FormulaArguments& arguments);

} // namespace alur::form
