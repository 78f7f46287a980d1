#include "form/fill.hpp"

#include "core/text.hpp"

#include <algorithm>

namespace alur::form {

using feel::Value;

namespace {

constexpr std::size_t kMostRows = 200'000;

class Filling {
  public:
    Filling(Form const& form, feel::Scope const& data, feel::Limits const& limits)
        : form_(form), scope_(data), limits_(limits) {}

    Result<Filled> run() {
        auto const data = scope_;
        for (auto const& definition : form_.define)
            scope_.push(Value::context({{definition.name, evaluate(definition.value)}}));
        Filled filled;
        filled.form = &form_;
        for (auto const& line : form_.header) filled.header.push_back(text(line));
        filled.subtitle = text(form_.subtitle);
        for (auto const& sheet : form_.sheets) fill_sheets(sheet, filled);
        for (auto const& signature : form_.signatures) filled.signatures.push_back(sign(signature));
        if (!found_.empty()) {
            auto error = invalid("formulir " + form_.id + " tidak dapat diisi dari data perkara");
            error.found = std::move(found_);
            return error;
        }
        calculate_all(filled, data, limits_);
        return filled;
    }

  private:
    Form const& form_;
    feel::Scope scope_;
    feel::Limits const& limits_;
    Diagnostics found_;

    void fault(Place place, std::string message) {
        if (place.file.empty()) place.file = form_.file;
        if (found_.size() < 50) found_.error("fill", std::move(place), std::move(message));
    }
    Value evaluate(feel::Expression const& expression) {
        if (expression.empty()) return {};
        auto outcome = feel::evaluate(expression, scope_, limits_);
        if (outcome.exhausted) fault(expression.place(), "ungkapan terlalu lama dihitung");
        return std::move(outcome.value);
    }
    std::string text(Text const& text) {
        if (text.expression.empty()) return text.literal;
        auto const value = evaluate(text.expression);
        return value.is_null() ? std::string{} : feel::to_text(value);
    }
    FilledSignature sign(Signature const& signature) {
        FilledSignature out;
        out.side = signature.side;
        out.line = text(signature.dated ? form_.place_date : signature.line);
        out.title = text(signature.title);
        out.name = text(signature.name);
        out.id = text(signature.id);
        return out;
    }

    void fill_sheets(Sheet const& sheet, Filled& filled) {
        if (sheet.each.empty()) {
            filled.sheets.push_back(fill_sheet(sheet));
            return;
        }
        auto const items = evaluate(sheet.each);
        if (!items.is_list() || items.items().empty() || items.items().size() > 60) {
            fault(sheet.each.place(), "lembar \"" + sheet.key + "\" memerlukan daftar berisi 1 sampai 60 butir");
            return;
        }
        std::int64_t index = 0;
        for (auto const& item : items.items()) {
            scope_.push(Value::context({{"item", item}, {"lembar", item}, {"index", Value::number(++index)}}));
            filled.sheets.push_back(fill_sheet(sheet));
            scope_.pop();
        }
    }
    FilledSheet fill_sheet(Sheet const& sheet) {
        FilledSheet out;
        out.sheet = &sheet;
        out.name = text(sheet.name);
        for (auto const& field : sheet.head) {
            out.head.push_back(fill_cell(field, Value{}, "isian " + field.label));
            out.head_limits.push_back(limit(field));
        }
        for (auto const& field : sheet.fields) {
            out.fields.push_back(fill_cell(field, Value{}, "isian " + field.label));
            out.field_limits.push_back(limit(field));
        }
        for (auto const& field : sheet.columns) out.column_limits.push_back(limit(field));
        if (!sheet.columns.empty()) fill_rows(sheet, out);
        for (auto const& row : sheet.totals) {
            std::vector<Cell> cells;
            for (auto const& total : row.cells) {
                Cell cell;
                cell.type = total.type;
                if (!total.formula.empty()) cell.formula = &total.formula;
                cells.push_back(std::move(cell));
            }
            out.totals.push_back(std::move(cells));
        }
        return out;
    }
    Limit limit(Field const& field) {
        Limit limit;
        auto const bound = [&](feel::Expression const& expression) {
            if (expression.empty()) return Value{};
            auto typed = to_type(evaluate(expression), field.type);
            return typed ? std::move(typed).value() : Value{};
        };
        limit.min = bound(field.min);
        limit.max = bound(field.max);
        limit.options = field.options;
        if (!field.options_from.empty()) {
            auto const list = evaluate(field.options_from);
            if (list.is_list())
                for (auto const& option : list.items())
                    if (!option.is_null() && limit.options.size() < 5000)
                        limit.options.push_back(feel::to_text(option));
        }
        return limit;
    }
    void fill_rows(Sheet const& sheet, FilledSheet& out) {
        if (!sheet.rows.empty()) {
            auto const list = evaluate(sheet.rows);
            if (!list.is_null() && !list.is_list())
                fault(sheet.rows.place(), "rows lembar \"" + sheet.key + "\" bukan daftar");
            if (list.is_list() && list.items().size() > kMostRows) {
                fault(sheet.rows.place(),
                      "lembar \"" + sheet.key + "\" melebihi " + std::to_string(kMostRows) + " baris");
                return;
            }
            if (list.is_list())
                for (auto const& item : list.items()) add_row(sheet, out, item, nullptr);
        }
        for (auto const& fixed : sheet.fixed_rows) {
            std::vector<Value::Entry> entries;
            for (auto const& cell : fixed)
                entries.emplace_back(cell.key,
                                     cell.formula.empty() && !cell.text.empty() ? Value::string(cell.text) : Value{});
            add_row(sheet, out, Value::context(std::move(entries)), &fixed);
        }
        auto const wanted = std::max(out.rows.size() + static_cast<std::size_t>(sheet.blank_rows),
                                     static_cast<std::size_t>(sheet.least_rows));
        while (out.rows.size() < wanted) add_row(sheet, out, Value{}, nullptr);
    }
    void add_row(Sheet const& sheet, FilledSheet& out, Value const& item, std::vector<FixedCell> const* fixed) {
        Row row;
        row.given = !item.is_null();
        row.item = item;
        row.cells.reserve(sheet.columns.size());
        auto const number = static_cast<std::int64_t>(out.rows.size() + 1);
        scope_.push(Value::context({{"item", item}, {"baris", item}, {"index", Value::number(number)}}));
        for (auto const& field : sheet.columns) {
            auto const known = row.given || field.key == "no" || (field.locked && !field.from.empty());
            auto cell = known ? fill_cell(field, item, {}, number) : blank_cell(field);
            if (fixed)
                for (auto const& own : *fixed)
                    if (own.key == field.key && !own.formula.empty()) cell.formula = &own.formula;
            row.cells.push_back(std::move(cell));
        }
        scope_.pop();
        out.rows.push_back(std::move(row));
    }
    static Cell blank_cell(Field const& field) {
        Cell cell;
        cell.type = field.type;
        if (!field.formula.empty()) cell.formula = &field.formula;
        return cell;
    }
    /// The cell of a field; what is missing in the data stays empty.
    Cell fill_cell(Field const& field, Value const& item, std::string where, std::int64_t row = 0) {
        auto cell = blank_cell(field);
        if (!field.type_from.empty()) {
            auto const type = evaluate(field.type_from);
            auto const known = type.is_string() ? field_type(type.as_string()) : std::nullopt;
            cell.type = known.value_or(FieldType::Text);
        }
        if (cell.formula) return cell;
        Value value;
        if (!field.from.empty())
            value = evaluate(field.from);
        else if (auto const* const entry = item.find(field.key))
            value = *entry;
        else if (field.key == "no" && row > 0)
            value = Value::number(row);
        // What a fixed row says is text; numbers among it are written as they are read.
        if (value.is_string() && is_numeric(cell.type))
            if (auto const number = feel::Decimal::parse(value.as_string())) value = Value::number(*number);
        auto typed = to_type(value, cell.type);
        if (typed) {
            cell.value = std::move(typed).value();
        } else {
            if (where.empty()) where = "kolom " + field.label + " baris " + std::to_string(row);
            fault(field.place, where + ": " + typed.error().message);
        }
        return cell;
    }
};

} // namespace

Result<Filled> fill(Form const& form, feel::Scope const& data, feel::Limits const& limits) {
    return Filling(form, data, limits).run();
}

bool is_blank(FilledSheet const& sheet, Row const& row) {
    if (!sheet.sheet->grows() && row.given) return false;
    for (std::size_t c = 0; c < row.cells.size(); ++c)
        if (sheet.sheet->columns[c].open() && !row.cells[c].value.is_null()) return false;
    return !row.given || sheet.sheet->grows();
}

namespace {

Value sheet_value(FilledSheet const& sheet) {
    std::vector<Value::Entry> entries;
    for (std::size_t i = 0; i < sheet.head.size(); ++i)
        entries.emplace_back(sheet.sheet->head[i].key, sheet.head[i].value);
    for (std::size_t i = 0; i < sheet.fields.size(); ++i)
        entries.emplace_back(sheet.sheet->fields[i].key, sheet.fields[i].value);
    if (!sheet.sheet->columns.empty()) {
        std::vector<Value> rows;
        for (auto const& row : sheet.rows) {
            if (is_blank(sheet, row)) continue;
            std::vector<Value::Entry> cells;
            for (std::size_t c = 0; c < row.cells.size(); ++c)
                if (sheet.sheet->columns[c].type != FieldType::Blank)
                    cells.emplace_back(sheet.sheet->columns[c].key, row.cells[c].value);
            rows.push_back(Value::context(std::move(cells)));
        }
        entries.emplace_back("rows", Value::list(std::move(rows)));
    }
    return Value::context(std::move(entries));
}

} // namespace

Value to_value(Filled const& filled) {
    std::vector<Value::Entry> entries;
    for (std::size_t s = 0; s < filled.sheets.size(); ++s) {
        auto const* const sheet = filled.sheets[s].sheet;
        if (sheet->each.empty()) {
            entries.emplace_back(sheet->key, sheet_value(filled.sheets[s]));
            continue;
        }
        std::vector<Value> all;
        for (; s < filled.sheets.size() && filled.sheets[s].sheet == sheet; ++s)
            all.push_back(sheet_value(filled.sheets[s]));
        --s;
        entries.emplace_back(sheet->key, Value::list(std::move(all)));
    }
    return Value::context(std::move(entries));
}

Value named_cells(Filled const& filled) {
    std::vector<Value::Entry> entries;
    auto const add = [&](std::string const& name, Value const& value) {
        if (name.empty()) return;
        for (auto const& entry : entries)
            if (entry.first == name) return; // sheets made by `each`: the first speaks
        entries.emplace_back(name, value);
    };
    for (auto const& sheet : filled.sheets) {
        for (std::size_t i = 0; i < sheet.head.size(); ++i) add(sheet.sheet->head[i].name, sheet.head[i].value);
        for (std::size_t i = 0; i < sheet.fields.size(); ++i) add(sheet.sheet->fields[i].name, sheet.fields[i].value);
        for (std::size_t t = 0; t < sheet.totals.size(); ++t)
            for (std::size_t c = 0; c < sheet.totals[t].size(); ++c)
                add(sheet.sheet->totals[t].cells[c].name, sheet.totals[t][c].value);
    }
    return Value::context(std::move(entries));
}

Value gives(Filled const& filled, feel::Scope const& data, feel::Limits const& limits) {
    auto contents = to_value(filled);
    if (filled.form->gives.empty()) return contents;
    auto scope = data;
    for (auto const& definition : filled.form->define)
        scope.push(Value::context({{definition.name, feel::evaluate(definition.value, scope, limits).value}}));
    scope.push(named_cells(filled));
    scope.push(std::move(contents));
    std::vector<Value::Entry> entries;
    for (auto const& given : filled.form->gives)
        entries.emplace_back(given.name, feel::evaluate(given.value, scope, limits).value);
    return Value::context(std::move(entries));
}

} // namespace alur::form
