#include "form/fill.hpp"

namespace alur::form {

using feel::Kind;
using feel::Value;

namespace {

/// Where a formula stands: in the head or list fields, in a row of the table, or below it.
struct Position {
    std::size_t sheet = 0;
    std::vector<Field> const* fields = nullptr; ///< the fields that `{key}` names
    std::vector<Cell>* cells = nullptr;         ///< and their cells
    int row = -1;
};

/// Calculates cells on demand: a formula that needs another formula's cell calculates that one first.
class Calculation {
  public:
    explicit Calculation(Filled& filled) : filled_(filled) {}

    void run() {
        for (auto& sheet : filled_.sheets) reset(sheet);
        for (std::size_t s = 0; s < filled_.sheets.size(); ++s) {
            auto& sheet = filled_.sheets[s];
            for (std::size_t i = 0; i < sheet.head.size(); ++i)
                ensure(sheet.head[i], &sheet.sheet->head[i], in_head(s));
            for (std::size_t i = 0; i < sheet.fields.size(); ++i)
                ensure(sheet.fields[i], &sheet.sheet->fields[i], in_fields(s));
            for (std::size_t r = 0; r < sheet.rows.size(); ++r)
                for (std::size_t c = 0; c < sheet.rows[r].cells.size(); ++c) ensure_row(s, r, c);
            for (auto& row : sheet.totals)
                for (auto& cell : row) ensure(cell, nullptr, Position{s, nullptr, nullptr, -1});
        }
    }

  private:
    friend class Source;
    Filled& filled_;

    static void reset(FilledSheet& sheet) {
        auto const each = [](Cell& cell) {
            if (cell.formula) cell.state = Cell::State::Pending;
        };
        for (auto& cell : sheet.head) each(cell);
        for (auto& cell : sheet.fields) each(cell);
        for (auto& row : sheet.rows)
            for (auto& cell : row.cells) each(cell);
        for (auto& row : sheet.totals)
            for (auto& cell : row) each(cell);
    }
    Position in_head(std::size_t s) { return {s, &filled_.sheets[s].sheet->head, &filled_.sheets[s].head, -1}; }
    Position in_fields(std::size_t s) { return {s, &filled_.sheets[s].sheet->fields, &filled_.sheets[s].fields, -1}; }
    Position in_row(std::size_t s, std::size_t r) {
        return {s, &filled_.sheets[s].sheet->columns, &filled_.sheets[s].rows[r].cells, static_cast<int>(r)};
    }

    Value ensure_row(std::size_t s, std::size_t r, std::size_t c) {
        auto& sheet = filled_.sheets[s];
        auto& cell = sheet.rows[r].cells[c];
        auto const* const field = &sheet.sheet->columns[c];
        return ensure(cell, cell.formula == &field->formula ? field : nullptr, in_row(s, r));
    }
    Value ensure(Cell& cell, Field const* field, Position const& position);
    Value keyed(Position const& position, std::string const& key);
    Value named(std::size_t s, std::string const& name, bool anywhere);
    bool named_in(std::size_t s, std::string const& name, Value& value);
    std::vector<Value> column(Position const& position, Reference const& reference);
    std::size_t sheet_of(Position const& position, std::string const& key) const {
        if (key.empty()) return position.sheet;
        for (std::size_t s = 0; s < filled_.sheets.size(); ++s)
            if (filled_.sheets[s].sheet->key == key) return s;
        return position.sheet;
    }
};

class Source final : public CellSource {
  public:
    Source(Calculation& calculation, Position const& position) : calculation_(calculation), position_(position) {}

    Value cell(Reference const& reference) override {
        switch (reference.kind) {
        case Reference::Kind::Name: return calculation_.named(position_.sheet, reference.key, true);
        case Reference::Kind::PreviousName: {
            auto const s = position_.sheet;
            auto& sheets = calculation_.filled_.sheets;
            if (s == 0 || sheets[s - 1].sheet != sheets[s].sheet) return Value::number(0);
            return calculation_.named(s - 1, reference.key, false);
        }
        case Reference::Kind::Row: {
            auto const values = calculation_.column(position_, reference);
            auto const index = static_cast<std::size_t>(reference.row - 1);
            return index < values.size() ? values[index] : Value{};
        }
        default: return calculation_.keyed(position_, reference.key);
        }
    }
    std::vector<Value> range(Reference const& reference) override { return calculation_.column(position_, reference); }

  private:
    Calculation& calculation_;
    Position const& position_;
};

Value Calculation::ensure(Cell& cell, Field const* field, Position const& position) {
    if (cell.state == Cell::State::Busy) cell.error = "#REF!"; // a circle
    if (cell.state != Cell::State::Pending) return cell.value;
    cell.state = Cell::State::Busy;
    cell.error.clear();
    bool ready = true;
    if (field)
        for (auto const& need : field->needs) {
            auto const value = keyed(position, need);
            if (value.is_null() || (value.is_string() && value.as_string().empty())) ready = false;
        }
    Calculated result;
    if (ready) {
        Source source(*this, position);
        result = calculate(*cell.formula, source);
    }
    if (cell.error.empty()) cell.error = result.error;
    cell.value = cell.error.empty() ? result.value : Value{};
    if (cell.value.is_string() && cell.value.as_string().empty()) cell.value = {};
    if (cell.type == FieldType::Date && cell.value.is_number())
        if (auto const serial = cell.value.as_integer()) cell.value = Value::date(day_of_serial(*serial));
    cell.state = Cell::State::Calculated;
    return cell.value;
}

Value Calculation::keyed(Position const& position, std::string const& key) {
    if (!position.fields) return {};
    for (std::size_t i = 0; i < position.fields->size(); ++i) {
        if ((*position.fields)[i].key != key) continue;
        if (position.row >= 0) return ensure_row(position.sheet, static_cast<std::size_t>(position.row), i);
        return ensure((*position.cells)[i], &(*position.fields)[i], position);
    }
    return {};
}

bool Calculation::named_in(std::size_t s, std::string const& name, Value& value) {
    auto& sheet = filled_.sheets[s];
    for (std::size_t i = 0; i < sheet.head.size(); ++i)
        if (sheet.sheet->head[i].name == name) {
            value = ensure(sheet.head[i], &sheet.sheet->head[i], in_head(s));
            return true;
        }
    for (std::size_t i = 0; i < sheet.fields.size(); ++i)
        if (sheet.sheet->fields[i].name == name) {
            value = ensure(sheet.fields[i], &sheet.sheet->fields[i], in_fields(s));
            return true;
        }
    for (std::size_t t = 0; t < sheet.totals.size(); ++t)
        for (std::size_t c = 0; c < sheet.totals[t].size(); ++c)
            if (sheet.sheet->totals[t].cells[c].name == name) {
                value = ensure(sheet.totals[t][c], nullptr, Position{s, nullptr, nullptr, -1});
                return true;
            }
    return false;
}

Value Calculation::named(std::size_t s, std::string const& name, bool anywhere) {
    Value value;
    if (named_in(s, name, value) || !anywhere) return value;
    for (std::size_t other = 0; other < filled_.sheets.size(); ++other)
        if (other != s && named_in(other, name, value)) return value;
    return value;
}

std::vector<Value> Calculation::column(Position const& position, Reference const& reference) {
    auto const s = sheet_of(position, reference.sheet);
    auto const c = filled_.sheets[s].sheet->column(reference.key);
    if (c < 0) return {};
    auto count = filled_.sheets[s].rows.size();
    if (reference.kind == Reference::Kind::SoFar) count = static_cast<std::size_t>(position.row + 1);
    std::vector<Value> values;
    values.reserve(count);
    for (std::size_t r = 0; r < count; ++r) {
        if (reference.kind == Reference::Kind::Row && r != static_cast<std::size_t>(reference.row - 1))
            values.emplace_back();
        else
            values.push_back(ensure_row(s, r, static_cast<std::size_t>(c)));
    }
    return values;
}

} // namespace

void calculate_all(Filled& filled, feel::Scope const& data, feel::Limits const& limits) {
    Calculation(filled).run();
    auto scope = data;
    bool prepared = false;
    for (auto& sheet : filled.sheets)
        for (std::size_t t = 0; t < sheet.totals.size(); ++t)
            for (std::size_t c = 0; c < sheet.totals[t].size(); ++c) {
                auto const& total = sheet.sheet->totals[t].cells[c];
                if (total.from.empty()) continue;
                if (!prepared) {
                    for (auto const& definition : filled.form->define)
                        scope.push(
                            Value::context({{definition.name, feel::evaluate(definition.value, scope, limits).value}}));
                    scope.push(Value::context({{"sheets", to_value(filled)}}));
                    scope.push(named_cells(filled));
                    prepared = true;
                }
                auto outcome = feel::evaluate(total.from, scope, limits);
                auto typed = to_type(outcome.value, total.type);
                sheet.totals[t][c].value = typed ? std::move(typed).value() : Value{};
            }
}

} // namespace alur::form
