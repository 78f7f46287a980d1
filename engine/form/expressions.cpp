#include "form/load.hpp"

namespace alur::form {

namespace {

using feel::Kind;
using feel::Shape;
using Entries = std::vector<std::pair<std::string, Shape>>;

/// What a cell of the type holds once it is filled.
Shape shape_of(FieldType type) {
    if (is_numeric(type)) return Shape::of(Kind::Number);
    switch (type) {
    case FieldType::Date: return Shape::of(Kind::Date);
    case FieldType::DateTime: return Shape::of(Kind::DateTime);
    case FieldType::Blank: return Shape::nothing();
    case FieldType::Mixed: return {};
    default: return Shape::of(Kind::String);
    }
}

class Checker {
  public:
    Checker(Form const& form, feel::StaticScope scope, Diagnostics& found)
        : form_(form), scope_(std::move(scope)), found_(found) {}

    void run() {
        for (auto const& definition : form_.define)
            scope_.push(Shape::context({{definition.name, look(definition.value)}}));
        for (auto const& line : form_.header) text(line);
        text(form_.subtitle);
        text(form_.place_date);
        for (auto const& sheet : form_.sheets) filling(sheet);
        for (auto const& signature : form_.signatures)
            for (auto const* one : {&signature.line, &signature.title, &signature.name, &signature.id}) text(*one);
        scope_.push(named_cells());
        for (auto const& sheet : form_.sheets) checking(sheet);
        totals();
        gives();
    }

  private:
    Shape look(feel::Expression const& expression) { return feel::infer(expression, scope_, found_); }
    void want(feel::Expression const& expression, std::initializer_list<Kind> kinds, std::string_view what) {
        if (!expression.empty()) feel::expect(expression, look(expression), kinds, what, found_);
    }
    void text(Text const& text) { look(text.expression); }
    static Shape item_of(Shape const& list) { return list.may_be(Kind::List) ? list.item() : Shape(); }

    // While the form is filled: the case, the form's definitions, the sheet's item, the row's item.
    void filling(Sheet const& sheet) {
        if (!sheet.each.empty()) {
            auto const list = look(sheet.each);
            feel::expect(sheet.each, list, {Kind::List}, "each", found_);
            scope_.push(Shape::context(
                {{"item", item_of(list)}, {"lembar", item_of(list)}, {"index", Shape::of(Kind::Number)}}));
        }
        text(sheet.name);
        for (auto const* all : {&sheet.head, &sheet.fields})
            for (auto const& field : *all) {
                value(field);
                limits(field);
            }
        for (auto const& field : sheet.columns) limits(field);
        auto const item = row_item(sheet);
        scope_.push(Shape::context({{"item", item}, {"baris", item}, {"index", Shape::of(Kind::Number)}}));
        for (auto const& field : sheet.columns) value(field);
        scope_.pop();
        if (!sheet.each.empty()) scope_.pop();
    }
    Shape row_item(Sheet const& sheet) {
        auto out = Shape::nothing();
        if (!sheet.rows.empty()) {
            auto const list = look(sheet.rows);
            feel::expect(sheet.rows, list, {Kind::List}, "rows", found_);
            out = item_of(list);
        }
        for (auto const& fixed : sheet.fixed_rows) {
            Entries entries;
            for (auto const& cell : fixed) entries.emplace_back(cell.key, Shape::of(Kind::String));
            out = out.either(Shape::context(std::move(entries)));
        }
        return out;
    }
    void value(Field const& field) {
        want(field.type_from, {Kind::String}, "type_from");
        if (field.from.empty()) return;
        if (is_numeric(field.type))
            want(field.from, {Kind::Number, Kind::String}, "isi \"" + field.label + "\"");
        else if (field.type == FieldType::Date || field.type == FieldType::DateTime)
            want(field.from, {Kind::Date, Kind::DateTime, Kind::String}, "isi \"" + field.label + "\"");
        else if (field.type == FieldType::Time)
            want(field.from, {Kind::Time, Kind::String}, "isi \"" + field.label + "\"");
        else
            want(field.from,
                 {Kind::Boolean, Kind::Number, Kind::String, Kind::Date, Kind::Time, Kind::DateTime,
                  Kind::DaysTimeDuration, Kind::YearsMonthsDuration},
                 "isi \"" + field.label + "\"");
    }
    void limits(Field const& field) {
        look(field.min);
        look(field.max);
        want(field.options_from, {Kind::List}, "options_from");
    }

    // While a return is checked: the cells by key and by name.
    static void add_cells(std::vector<Field> const& fields, Entries& entries) {
        for (auto const& field : fields) entries.emplace_back(field.key, shape_of(field.type));
    }
    static Shape contents(Sheet const& sheet) {
        Entries entries;
        add_cells(sheet.head, entries);
        add_cells(sheet.fields, entries);
        if (!sheet.columns.empty()) {
            Entries cells;
            for (auto const& field : sheet.columns)
                if (field.type != FieldType::Blank) cells.emplace_back(field.key, shape_of(field.type));
            entries.emplace_back("rows", Shape::list(Shape::context(std::move(cells))));
        }
        return Shape::context(std::move(entries));
    }
    Shape all_contents() const {
        Entries entries;
        for (auto const& sheet : form_.sheets)
            entries.emplace_back(sheet.key, sheet.each.empty() ? contents(sheet) : Shape::list(contents(sheet)));
        return Shape::context(std::move(entries));
    }
    Shape named_cells() const {
        Entries entries;
        auto const add = [&](std::string const& name, FieldType type) {
            if (!name.empty()) entries.emplace_back(name, shape_of(type));
        };
        for (auto const& sheet : form_.sheets) {
            for (auto const* all : {&sheet.head, &sheet.fields})
                for (auto const& field : *all) add(field.name, field.type);
            for (auto const& row : sheet.totals)
                for (auto const& cell : row.cells) add(cell.name, cell.type);
        }
        return Shape::context(std::move(entries));
    }
    void checking(Sheet const& sheet) {
        scope_.push(contents(sheet));
        for (auto const* all : {&sheet.head, &sheet.fields})
            for (auto const& field : *all) checks(field);
        Entries cells;
        add_cells(sheet.columns, cells);
        cells.emplace_back("item", Shape());
        cells.emplace_back("index", Shape::of(Kind::Number));
        scope_.push(Shape::context(std::move(cells)));
        for (auto const& field : sheet.columns) checks(field);
        scope_.pop();
        for (auto const& check : sheet.checks) want(check.test, {Kind::Boolean}, "pemeriksaan");
        scope_.pop();
    }
    void checks(Field const& field) {
        want(field.required_when, {Kind::Boolean}, "required_when");
        for (auto const& check : field.checks) want(check.test, {Kind::Boolean}, "pemeriksaan");
    }
    void totals() {
        scope_.push(Shape::context({{"sheets", all_contents()}}));
        for (auto const& sheet : form_.sheets)
            for (auto const& row : sheet.totals)
                for (auto const& cell : row.cells) look(cell.from);
        scope_.pop();
    }
    void gives() {
        scope_.push(all_contents());
        for (auto const& given : form_.gives) look(given.value);
        scope_.pop();
    }

    Form const& form_;
    feel::StaticScope scope_;
    Diagnostics& found_;
};

} // namespace

void check_expressions(Form const& form, feel::StaticScope scope, Diagnostics& found) {
    Checker(form, std::move(scope), found).run();
}

} // namespace alur::form
