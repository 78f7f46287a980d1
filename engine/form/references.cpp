#include "form/node_reader.hpp"

#include <algorithm>
#include <map>

namespace alur::form {

namespace {

class ReferenceChecker {
  public:
    ReferenceChecker(Form const& form, Diagnostics& found) : form_(form), found_(found) {
        for (auto const& sheet : form.sheets) collect_names(sheet);
    }

    void run() {
        std::vector<std::string> keys;
        for (auto const& sheet : form_.sheets) {
            if (std::find(keys.begin(), keys.end(), sheet.key) != keys.end())
                found_.error("duplicate", sheet.place, "dua lembar dengan kunci \"" + sheet.key + "\"");
            keys.push_back(sheet.key);
            check_sheet(sheet);
        }
    }

  private:
    Form const& form_;
    Diagnostics& found_;
    std::vector<std::string> names_;

    void add_name(std::string const& name, Place const& place) {
        if (name.empty()) return;
        if (std::find(names_.begin(), names_.end(), name) != names_.end())
            found_.error("duplicate", place, "dua sel dengan nama \"" + name + "\"");
        // A1 or R1C1 would be an address to a spreadsheet.
        auto const letters = name.find_first_of("0123456789_");
        if (letters != std::string::npos && letters >= 1 && letters <= 3 &&
            name.find_first_not_of("0123456789", letters) == std::string::npos)
            found_.error("name", place, "nama \"" + name + "\" dibaca lembar kerja sebagai alamat sel",
                         "tambahkan _ atau huruf");
        names_.push_back(name);
    }
    void collect_names(Sheet const& sheet) {
        for (auto const* const list : {&sheet.head, &sheet.fields})
            for (auto const& field : *list) add_name(field.name, field.place);
        for (auto const& row : sheet.totals)
            for (auto const& cell : row.cells) add_name(cell.name, cell.place);
    }

    static std::vector<std::string> keys_of(std::vector<Field> const& fields) {
        std::vector<std::string> keys;
        for (auto const& field : fields) keys.push_back(field.key);
        return keys;
    }
    void missing(std::string const& what, std::string const& word, std::vector<std::string> const& known,
                 Place const& place) {
        auto const near = nearest(word, known);
        found_.error("unknown-reference", place, what + " \"" + word + "\" tidak ada",
                     near.empty() ? "" : "mungkin maksudnya \"" + near + "\"");
    }
    void want(std::vector<std::string> const& known, std::string const& what, std::string const& word,
              Place const& place) {
        if (std::find(known.begin(), known.end(), word) == known.end()) missing(what, word, known, place);
    }

    /// `row_keys`: what `{key}` may name where the formula stands.
    void check_formula(Formula const& formula, Sheet const& sheet, std::vector<std::string> const& row_keys) {
        for (auto const& reference : formula.references()) {
            if (reference.kind == Reference::Kind::Name || reference.kind == Reference::Kind::PreviousName) {
                want(names_, "nama sel", reference.key, reference.place);
                continue;
            }
            auto const* target = &sheet;
            if (!reference.sheet.empty()) {
                target = form_.sheet(reference.sheet);
                if (!target) {
                    std::vector<std::string> keys;
                    for (auto const& s : form_.sheets) keys.push_back(s.key);
                    missing("lembar", reference.sheet, keys, reference.place);
                    continue;
                }
            }
            if (reference.kind == Reference::Kind::Cell && reference.sheet.empty())
                want(row_keys, "kolom", reference.key, reference.place);
            else if (reference.kind == Reference::Kind::Cell)
                found_.error("unknown-reference", reference.place,
                             "acuan ke lembar lain memerlukan [] atau nomor baris");
            else
                want(keys_of(target->columns), "kolom", reference.key, reference.place);
        }
    }
    void check_field(Field const& field, Sheet const& sheet, std::vector<std::string> const& keys) {
        check_formula(field.formula, sheet, keys);
        for (auto const& need : field.needs) want(keys, "kolom", need, field.place);
    }
    void check_sheet(Sheet const& sheet) {
        for (auto const* const list : {&sheet.head, &sheet.fields, &sheet.columns}) {
            auto const keys = keys_of(*list);
            for (auto const& field : *list) {
                if (std::count(keys.begin(), keys.end(), field.key) > 1 && &field == find_last(*list, field.key))
                    found_.error("duplicate", field.place, "dua isian dengan kunci \"" + field.key + "\"");
                check_field(field, sheet, keys);
            }
        }
        auto const columns = keys_of(sheet.columns);
        for (auto const& row : sheet.fixed_rows)
            for (auto const& cell : row) check_fixed(cell, sheet, columns);
        for (auto const& row : sheet.totals)
            for (auto const& cell : row.cells) {
                want(columns, "kolom", cell.under, cell.place);
                check_formula(cell.formula, sheet, {});
            }
        for (auto const& highlight : sheet.highlights) {
            check_formula(highlight.when, sheet, columns);
            for (auto const& key : highlight.columns) want(columns, "kolom", key, sheet.place);
            for (auto const& name : highlight.names) want(names_, "nama sel", name, sheet.place);
        }
        auto places = columns;
        for (auto const& field : sheet.head) places.push_back(field.key);
        for (auto const& field : sheet.fields) places.push_back(field.key);
        for (auto const& check : sheet.checks)
            if (!check.at.empty()) want(places, "kolom", check.at, sheet.place);
        if (!sheet.freeze_before.empty()) want(columns, "kolom", sheet.freeze_before, sheet.place);
    }
    static Field const* find_last(std::vector<Field> const& list, std::string const& key) {
        Field const* last = nullptr;
        for (auto const& field : list)
            if (field.key == key) last = &field;
        return last;
    }
    /// A fixed row may carry entries that are no column: `item` sees them.
    void check_fixed(FixedCell const& cell, Sheet const& sheet, std::vector<std::string> const& columns) {
        if (cell.formula.empty()) return;
        want(columns, "kolom", cell.key, sheet.place);
        check_formula(cell.formula, sheet, columns);
    }
};

} // namespace

void check_references(Form const& form, Diagnostics& found) { ReferenceChecker(form, found).run(); }

} // namespace alur::form
