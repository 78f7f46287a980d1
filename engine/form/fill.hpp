#pragma once
#include "core/result.hpp"
#include "feel/feel.hpp"
#include "form/form.hpp"

#include <string>
#include <vector>

namespace alur::form {

/// One cell of a form with the values of a case in it.
struct Cell {
    enum class State { Given, Pending, Busy, Calculated };
    feel::Value value; ///< null: empty. Of the kind its type asks for, once filled or checked
    FieldType type = FieldType::Text;
    State state = State::Given;
    Formula const* formula = nullptr; ///< of the form or, in a fixed row, of this cell alone
    std::string error;                ///< of the calculation: #DIV/0! …
};

struct Row {
    std::vector<Cell> cells;
    bool given = false; ///< came from `rows` or `fixed_rows`; otherwise blank, to be filled in
    feel::Value item;   ///< what it came from
};

/// The limits of a field, evaluated.
struct Limit {
    feel::Value min, max;
    std::vector<std::string> options;
};

struct FilledSheet {
    Sheet const* sheet = nullptr;
    std::string name;
    std::vector<Cell> head, fields;
    std::vector<Row> rows;
    std::vector<std::vector<Cell>> totals; ///< as TotalRow::cells
    std::vector<Limit> head_limits, field_limits, column_limits;
};

struct FilledSignature {
    Side side = Side::Right;
    std::string line, title, name, id;
};

/// A form with one case's data in it. It refers to its Form, which must outlive it.
struct Filled {
    Form const* form = nullptr;
    std::vector<std::string> header;
    std::string subtitle;
    std::vector<FilledSheet> sheets;
    std::vector<FilledSignature> signatures;
};

/// Fills a form from a case. What the case does not know stays empty. Formulas are calculated.
/// Invalid: a value of the wrong kind for its field, a `rows` that is no list, an expression that takes too long.
Result<Filled> fill(Form const& form, feel::Scope const& data, feel::Limits const& limits = {});

/// Calculates every formula anew, then the totals that are FEEL. Called by fill; to be called again when cells changed.
void calculate_all(Filled& filled, feel::Scope const& data, feel::Limits const& limits = {});

/// The form's contents as a value: each sheet by its key, with the fields of its head and list by key, and `rows`, a
/// list of contexts. Rows nobody filled in are left out. Sheets made by `each` are a list.
feel::Value to_value(Filled const& filled);
/// Every named cell and its value.
feel::Value named_cells(Filled const& filled);
/// What goes into the case: the form's `gives`, or to_value when it has none.
feel::Value gives(Filled const& filled, feel::Scope const& data, feel::Limits const& limits = {});

/// Nothing in the cells a person fills in, in a table that grows.
bool is_blank(FilledSheet const& sheet, Row const& row);

/// A value as the field's type wants it: an ISO string becomes a date, a number a text, a text of an option's wording
/// that option. Invalid: cannot be taken for that type; the message is a sentence without place.
Result<feel::Value> to_type(feel::Value const& value, FieldType type);

} // namespace alur::form
