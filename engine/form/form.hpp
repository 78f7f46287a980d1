#pragma once
#include "core/diagnostic.hpp"
#include "feel/feel.hpp"
#include "form/field.hpp"

#include <string>
#include <vector>

namespace alur::form {

// A form as data. One file of a pack's forms folder gives the workbook that goes out, the reader of the workbook that
// comes home, the fields of a page and the check of an input.
//
//   id: B05                               its name; the file's name begins with it: B05_rencana_anggaran_biaya.yaml
//   title: Rencana Anggaran Biaya         printed in capitals; also a document property
//   purpose: …                            optional; one line for the officer
//   paper: F4                             F4 (default) or A4
//   orientation: portrait                 portrait (default) or landscape
//   header: [=office.government_line]     lines above the title, TEXT each; empty when left out
//   header_side: center                   center (default), left, or right (an annex of a decree)
//   logo: lambang.png                     optional; a PNG beside the form file, printed left of the header
//   subtitle: ="Tahun Anggaran " + …      TEXT; one line below the title
//   place_date: =office.place + ", " + …  TEXT; printed above the signature that says `dated: true`
//   define:                               own names, FEEL each, in order; every expression below may use them
//     katim: officials[role = "KATIM"][1]
//   sheets: [ … ]                         at least one
//   signatures: [ … ]                     printed below every sheet that says `signed: true`
//   gives:                                what an accepted return brings into the case: variable name to FEEL; it sees
//     budget_lines: rab.rows              each sheet by its key. Without it: the sheets themselves
//
// A TEXT is literal, or FEEL when it begins with `=`.
//
// Sheet
//   name: RAB                             at most 31 characters, none of []:*?/\ and no ' at an end
//   key: rab                              for references; when left out: the name in lower case with _ for spaces
//   each: FEEL list                       optional: one sheet an item, seen as `item` and `lembar`; then `name` is TEXT
//   locked: true                          the whole sheet is written by the program (default false)
//   signed: true                          signatures below (default false)
//   head: [ FIELD … ]                     label and value, above the table
//   fields: [ FIELD … ]                   a sheet that is one long list of label and value; instead of columns
//   field_headers: [Uraian, Isian]        with fields: the two header cells
//   field_widths: [36, 60]                with fields
//   rows: FEEL list                       fills the table: one row an item, seen as `item` and `index` (from 1), and as
//                                         `baris` inside a filter, where `item` is another thing
//   fixed_rows: [{code: A1, …}]           or: rows written here; a value that begins with `=` is a formula of that cell
//   blank_rows: 5                         empty rows behind them, to be filled in (default 0)
//   least_rows: 20                        blank rows are added until there are as many (default 0)
//   columns: [ FIELD … ]                  left to right, at most 40
//   totals:                               rows below the table
//     - label: Jumlah
//       cells: [{under: amount, formula: "=SUM({amount[]})", name: TOTAL_RAB}]
//         under        key of the column above it
//         formula      or `from` (FEEL; sees every named cell, and `sheets`)
//         type, name   type of that column when left out; a defined name of the workbook
//         wide         true: merged from there to the last column (amount in words)
//   highlight:                            conditional formats
//     - {when: =TOTAL_RAB>PAGU, columns: [amount], color: red}    cells of these columns in the table; default all
//     - {when: =TOTAL_RAB>PAGU, names: [TOTAL_RAB], color: red}   named cells; color red, yellow or green
//   checks:                               conditions on the sheet as a whole
//     - {test: TOTAL_RAB <= PAGU, message: …, at: amount}         FEEL; sees named cells, `rows`, the head by key
//   filter: true                          autofilter on the header row
//   freeze_before: group_name             columns left of it stay on the screen
//   row_height: 24                        points, least height of a row of the table
//   break_every: 15                       page break after that many rows
//
// FIELD (a column, a head field or a list field)
//   key: harga_satuan                     a FEEL name, unique in its sheet
//   header: / label:                      what is printed (columns: header; others: label)
//   type: money                           int decimal money percent date datetime time text text16 phone code account
//                                         enum blank mixed. text16: exactly 16 digits; blank: for ink
//   type_from: FEEL                       with mixed: the type of this row's cell
//   width: 16                             characters (columns)
//   from: FEEL                            the value; null leaves the cell empty. When left out: the item's entry of
//   that
//                                         key (columns), nothing (others)
//   formula: =({quantity}*{unit_price})   see formula.hpp; the program computes the value that is stored with it
//   needs: [quantity, unit_price]         the formula stays empty until these cells are filled
//   locked: true                          not to be filled in; formulas and blanks are always locked
//   required: true                        in every row that is not empty; or required_when: FEEL (sees the row by key)
//   min: / max:                           FEEL; numbers, dates, times
//   options: [bahan, …]                   or options_from: FEEL list; enum must have one, text may (then also free
//   text) digits: 16 or 10..13                  digits only, so many max_length: 40                        characters
//   unique: true                          no two rows alike
//   checks: [{test: FEEL, message: …}]    sees the row by key; null counts as not decided
//   note: …                               what the officer reads when entering the cell
//   name: PAGU                            a defined name (head and list fields)
//   merge: true                           equal cells below each other are printed as one
//
// Signature
//   side: left                            left, right or center; left and right share a line
//   line: Mengetahui,                     TEXT, optional; or dated: true, the form's place and date
//   title: =katim.position                TEXT
//   name: =katim.name                     TEXT; null leaves a dotted line
//   id: ="NIP " + katim.nip               TEXT, optional

/// Literal text, or FEEL where the file had a leading `=`.
struct Text {
    std::string literal;
    feel::Expression expression;
    bool given() const { return !literal.empty() || !expression.empty(); }
};

enum class Paper { F4, A4 };
enum class Orientation { Portrait, Landscape };
enum class Side { Left, Center, Right };
enum class Color { Red, Yellow, Green };

/// A name of the form's own.
struct Definition {
    std::string name;
    feel::Expression value;
};

struct TotalCell {
    std::string under;
    FieldType type = FieldType::Text;
    Formula formula;
    feel::Expression from;
    std::string name;
    bool wide = false;
    Place place;
};

struct TotalRow {
    std::string label;
    std::vector<TotalCell> cells;
};

/// A conditional format; of columns of the table, or of named cells.
struct Highlight {
    Formula when;
    std::vector<std::string> columns;
    std::vector<std::string> names;
    Color color = Color::Red;
};

struct Signature {
    Side side = Side::Right;
    bool dated = false;
    Text line, title, name, id;
};

/// A value of a fixed row: text to be read by the column's type, or a formula.
struct FixedCell {
    std::string key;
    std::string text;
    Formula formula;
};

struct Sheet {
    std::string key;
    Text name;
    Place place;
    feel::Expression each;
    bool locked = false;
    bool is_signed = false;
    std::vector<Field> head;
    std::vector<Field> fields; ///< when this has any, the sheet has no columns
    std::string field_headers[2] = {"Uraian", "Isian"};
    double field_widths[2] = {36, 60};
    feel::Expression rows;
    std::vector<std::vector<FixedCell>> fixed_rows;
    int blank_rows = 0;
    int least_rows = 0;
    std::vector<Field> columns;
    std::vector<TotalRow> totals;
    std::vector<Highlight> highlights;
    std::vector<Check> checks;
    bool filter = false;
    std::string freeze_before;
    double row_height = 0;
    int break_every = 0;

    /// Index of the column, or -1.
    int column(std::string_view column_key) const;
    /// Rows may be added by the one who fills it in.
    bool grows() const {
        return !locked && !columns.empty() && fixed_rows.empty() && (blank_rows > 0 || least_rows > 0);
    }
};

/// Immutable; shared by all who fill it.
struct Form {
    std::string id;
    std::string title;
    std::string purpose;
    std::string file;
    std::string checksum; ///< SHA-256 of the file
    Paper paper = Paper::F4;
    Orientation orientation = Orientation::Portrait;
    std::vector<Text> header;
    Side header_side = Side::Center;
    std::string logo; ///< file name, "" for none
    Text subtitle;
    Text place_date;
    std::vector<Definition> define;
    std::vector<Sheet> sheets;
    std::vector<Signature> signatures;
    std::vector<Definition> gives;

    Sheet const* sheet(std::string_view sheet_key) const;
};

} // namespace alur::form
