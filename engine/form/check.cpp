#include "form/check.hpp"

#include "core/text.hpp"

#include <algorithm>
#include <map>

namespace alur::form {

using feel::Value;
using Area = CellFault::Area;

namespace {

bool is_digits(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// -1, 0, 1 of two values of one kind; nothing when they cannot be compared.
std::optional<int> order(Value const& left, Value const& right) {
    if (left.is_number() && right.is_number()) {
        auto const a = left.as_number();
        auto const b = right.as_number();
        return a < b ? -1 : b < a ? 1 : 0;
    }
    auto const day = [](Value const& v) { return v.kind() == feel::Kind::Date || v.kind() == feel::Kind::DateTime; };
    if (day(left) && day(right)) {
        auto const a = left.as_day();
        auto const b = right.as_day();
        return a < b ? -1 : b < a ? 1 : 0;
    }
    if (left.is_string() && right.is_string()) return left.as_string().compare(right.as_string());
    return std::nullopt;
}

class Checker {
  public:
    Checker(Filled const& filled, feel::Scope const& data, feel::Limits const& limits)
        : filled_(filled), scope_(data), limits_(limits) {
        for (auto const& definition : filled.form->define)
            scope_.push(Value::context({{definition.name, feel::evaluate(definition.value, scope_, limits_).value}}));
        scope_.push(named_cells(filled));
        contents_ = to_value(filled);
    }

    std::vector<CellFault> run() {
        for (std::size_t s = 0; s < filled_.sheets.size(); ++s) check_sheet(s);
        return std::move(faults_);
    }

  private:
    Filled const& filled_;
    feel::Scope scope_;
    feel::Limits const& limits_;
    Value contents_;
    std::vector<CellFault> faults_;
    std::size_t sheet_ = 0;

    struct Where {
        Area area;
        std::size_t row, column;
    };

    void fault(Where where, Field const& field, Cell const& cell, std::string message) {
        faults_.push_back({sheet_, where.area, where.row, where.column, field.label, shown(cell.value, cell.type),
                           std::move(message)});
    }
    bool is_false(feel::Expression const& test) {
        auto const value = feel::evaluate(test, scope_, limits_).value;
        return value.kind() == feel::Kind::Boolean && !value.as_boolean();
    }
    bool is_true(feel::Expression const& test) { return feel::evaluate(test, scope_, limits_).value.is_true(); }

    void check_sheet(std::size_t s) {
        sheet_ = s;
        auto const& sheet = filled_.sheets[s];
        auto const& declared = *sheet.sheet;
        auto own = contents_.at_path(declared.key);
        if (own.is_list()) { // sheets made by `each`: this one among its kin
            std::size_t first = s;
            while (first > 0 && filled_.sheets[first - 1].sheet == &declared) --first;
            own = own.items()[s - first];
        }
        scope_.push(own);
        for (std::size_t i = 0; i < sheet.head.size(); ++i)
            check_cell({Area::Head, 0, i}, declared.head[i], sheet.head[i], sheet.head_limits[i]);
        for (std::size_t i = 0; i < sheet.fields.size(); ++i)
            check_cell({Area::Field, 0, i}, declared.fields[i], sheet.fields[i], sheet.field_limits[i]);
        check_rows(sheet);
        check_unique(sheet);
        for (auto const& check : declared.checks)
            if (is_false(check.test)) faults_.push_back(place_of(check, sheet));
        scope_.pop();
    }
    CellFault place_of(Check const& check, FilledSheet const& sheet) const {
        auto const& declared = *sheet.sheet;
        CellFault fault{sheet_, Area::Sheet, 0, 0, sheet.name, {}, check.message};
        for (std::size_t i = 0; i < declared.head.size(); ++i)
            if (declared.head[i].key == check.at)
                return {sheet_,
                        Area::Head,
                        0,
                        i,
                        declared.head[i].label,
                        shown(sheet.head[i].value, sheet.head[i].type),
                        check.message};
        for (std::size_t i = 0; i < declared.fields.size(); ++i)
            if (declared.fields[i].key == check.at)
                return {sheet_,
                        Area::Field,
                        0,
                        i,
                        declared.fields[i].label,
                        shown(sheet.fields[i].value, sheet.fields[i].type),
                        check.message};
        if (auto const column = declared.column(check.at); column >= 0) {
            fault.column = static_cast<std::size_t>(column);
            fault.label = declared.columns[fault.column].label;
        }
        return fault;
    }
    void check_rows(FilledSheet const& sheet) {
        auto const& declared = *sheet.sheet;
        for (std::size_t r = 0; r < sheet.rows.size(); ++r) {
            auto const& row = sheet.rows[r];
            if (is_blank(sheet, row)) continue;
            std::vector<Value::Entry> cells;
            for (std::size_t c = 0; c < row.cells.size(); ++c)
                cells.emplace_back(declared.columns[c].key, row.cells[c].value);
            cells.emplace_back("item", row.item);
            cells.emplace_back("index", Value::number(static_cast<std::int64_t>(r + 1)));
            scope_.push(Value::context(std::move(cells)));
            for (std::size_t c = 0; c < row.cells.size(); ++c)
                check_cell({Area::Row, r, c}, declared.columns[c], row.cells[c], sheet.column_limits[c]);
            scope_.pop();
        }
    }
    void check_cell(Where where, Field const& field, Cell const& cell, Limit const& limit) {
        if (field.open() && !cell.formula) check_value(where, field, cell, limit);
        for (auto const& check : field.checks)
            if (is_false(check.test)) fault(where, field, cell, check.message);
    }
    void check_value(Where where, Field const& field, Cell const& cell, Limit const& limit) {
        if (cell.value.is_null()) {
            if (field.required || (!field.required_when.empty() && is_true(field.required_when)))
                fault(where, field, cell, field.label + " wajib diisi");
            return;
        }
        if (!limit.options.empty() && field.type == FieldType::Enum) {
            auto const text = feel::to_text(cell.value);
            if (std::find(limit.options.begin(), limit.options.end(), text) == limit.options.end()) {
                auto const near = nearest(text, limit.options);
                fault(where, field, cell,
                      "pilih salah satu: " + join(limit.options, ", ") +
                          (near.empty() ? "" : "; mungkin maksudnya " + near));
            }
        }
        auto const temporal = is_temporal(cell.type);
        if (auto const low = order(cell.value, limit.min); low && *low < 0)
            fault(where, field, cell, (temporal ? "paling awal " : "paling sedikit ") + shown(limit.min, cell.type));
        if (auto const high = order(cell.value, limit.max); high && *high > 0)
            fault(where, field, cell, (temporal ? "paling akhir " : "paling banyak ") + shown(limit.max, cell.type));
        if (!cell.value.is_string()) return;
        auto const text = cell.value.as_string();
        if (field.least_digits > 0 && (!is_digits(text) || text.size() < static_cast<std::size_t>(field.least_digits) ||
                                       text.size() > static_cast<std::size_t>(field.most_digits)))
            fault(where, field, cell, digits_sentence(field, text));
        if (field.max_length > 0 && code_point_count(text) > static_cast<std::size_t>(field.max_length))
            fault(where, field, cell, "paling banyak " + std::to_string(field.max_length) + " huruf");
    }
    static std::string digits_sentence(Field const& field, std::string_view text) {
        auto const count = field.least_digits == field.most_digits
                               ? "harus " + std::to_string(field.least_digits) + " angka"
                               : "harus " + std::to_string(field.least_digits) + " sampai " +
                                     std::to_string(field.most_digits) + " angka";
        if (is_digits(text)) return count + ", yang tertulis " + std::to_string(text.size());
        return count + " tanpa huruf atau tanda lain";
    }
    void check_unique(FilledSheet const& sheet) {
        auto const& declared = *sheet.sheet;
        for (std::size_t c = 0; c < declared.columns.size(); ++c) {
            if (!declared.columns[c].unique) continue;
            std::map<std::string, std::size_t> first;
            for (std::size_t r = 0; r < sheet.rows.size(); ++r) {
                auto const& cell = sheet.rows[r].cells[c];
                if (cell.value.is_null() || is_blank(sheet, sheet.rows[r])) continue;
                auto const [at, fresh] = first.emplace(lower_ascii(feel::to_text(cell.value)), r);
                if (!fresh)
                    fault({Area::Row, r, c}, declared.columns[c], cell,
                          "sama dengan baris ke-" + std::to_string(at->second + 1) + "; harus berbeda");
            }
        }
    }
};

/// Puts values into cells and notes those of the wrong kind.
class InputTaker {
  public:
    InputTaker(Filled& filled, Value const& input) : filled_(filled), input_(input) {}

    std::vector<CellFault> run() {
        for (std::size_t s = 0; s < filled_.sheets.size(); ++s) {
            auto& sheet = filled_.sheets[s];
            auto const* own = input_.find(sheet.sheet->key);
            Value one;
            if (own && own->is_list()) {
                std::size_t first = s;
                while (first > 0 && filled_.sheets[first - 1].sheet == sheet.sheet) --first;
                if (s - first < own->items().size()) one = own->items()[s - first];
                own = &one;
            }
            if (own && own->is_context()) take_sheet(s, sheet, *own);
        }
        return std::move(faults_);
    }

  private:
    Filled& filled_;
    Value const& input_;
    std::vector<CellFault> faults_;

    void take(CellFault where, Field const& field, Cell& cell, Value const& holder) {
        if (!field.open() || cell.formula) return;
        auto const* const value = holder.find(field.key);
        if (!value) return;
        auto typed = to_type(*value, cell.type);
        if (typed) {
            cell.value = std::move(typed).value();
            return;
        }
        where.label = field.label;
        where.found = shown(*value, cell.type);
        where.message = typed.error().message;
        faults_.push_back(std::move(where));
    }
    void take_sheet(std::size_t s, FilledSheet& sheet, Value const& input) {
        auto const& declared = *sheet.sheet;
        for (std::size_t i = 0; i < sheet.head.size(); ++i)
            take({s, Area::Head, 0, i, {}, {}, {}}, declared.head[i], sheet.head[i], input);
        for (std::size_t i = 0; i < sheet.fields.size(); ++i)
            take({s, Area::Field, 0, i, {}, {}, {}}, declared.fields[i], sheet.fields[i], input);
        auto const* const rows = input.find("rows");
        if (!rows || !rows->is_list()) return;
        if (declared.grows()) {
            sheet.rows.clear();
            for (std::size_t r = 0; r < rows->items().size() && r < 5000; ++r)
                sheet.rows.push_back(blank_row(sheet, r));
        }
        for (std::size_t r = 0; r < sheet.rows.size() && r < rows->items().size(); ++r)
            for (std::size_t c = 0; c < declared.columns.size(); ++c)
                take({s, Area::Row, r, c, {}, {}, {}}, declared.columns[c], sheet.rows[r].cells[c], rows->items()[r]);
    }
};

} // namespace

Row blank_row(FilledSheet const& sheet, std::size_t index) {
    Row row;
    for (auto const& field : sheet.sheet->columns) {
        Cell cell;
        cell.type = field.type == FieldType::Mixed ? FieldType::Text : field.type;
        if (!field.formula.empty())
            cell.formula = &field.formula;
        else if (field.key == "no")
            cell.value = Value::number(static_cast<std::int64_t>(index + 1));
        row.cells.push_back(std::move(cell));
    }
    return row;
}

void add_blank_rows(FilledSheet& sheet) {
    auto const& declared = *sheet.sheet;
    if (!declared.grows()) return;
    auto const wanted = std::max(sheet.rows.size() + static_cast<std::size_t>(declared.blank_rows),
                                 static_cast<std::size_t>(declared.least_rows));
    while (sheet.rows.size() < wanted) sheet.rows.push_back(blank_row(sheet, sheet.rows.size()));
}

std::vector<CellFault> check(Filled const& filled, feel::Scope const& data, feel::Limits const& limits) {
    return Checker(filled, data, limits).run();
}

std::vector<CellFault> put_input(Filled& filled, Value const& input, feel::Scope const& data,
                                 feel::Limits const& limits) {
    auto faults = InputTaker(filled, input).run();
    calculate_all(filled, data, limits);
    return faults;
}

} // namespace alur::form
