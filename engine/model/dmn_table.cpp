#include "model/dmn_run.hpp"

#include <algorithm>

namespace alur::model::dmn {

namespace {

constexpr auto* kList = "alur_list";

feel::Expression const& aggregate(Aggregation kind) {
    auto const own = [](std::string_view text) {
        auto parsed = feel::parse(text);
        return parsed ? std::move(*parsed) : feel::Expression{};
    };
    static auto const sum = own("sum(alur_list)");
    static auto const min = own("min(alur_list)");
    static auto const max = own("max(alur_list)");
    static auto const count = own("count(alur_list)");
    switch (kind) {
    case Aggregation::Min: return min;
    case Aggregation::Max: return max;
    case Aggregation::Count: return count;
    case Aggregation::Sum:
    case Aggregation::None: return sum;
    }
    return sum;
}

/// The outputs of one rule, a value a column.
using Row = std::vector<feel::Value>;

class Table {
  public:
    Table(Run& run, Frame& frame, DecisionTable const& table, Place const& place, feel::Scope const& scope)
        : run_(run), frame_(frame), table_(table), place_(place), scope_(scope) {}

    feel::Value value() {
        if (!read_inputs()) return {};
        std::vector<std::size_t> matching;
        for (std::size_t i = 0; i < table_.rules.size(); ++i) {
            if (!matches(table_.rules[i])) continue;
            matching.push_back(i);
            if (table_.policy == HitPolicy::First) break;
        }
        if (matching.empty()) return fallback();
        if (table_.policy == HitPolicy::Unique && matching.size() > 1) {
            run_.problem(table_.rules[matching[1]].place, "aturan " + std::to_string(matching[0] + 1) + " dan " +
                                                              std::to_string(matching[1] + 1) +
                                                              " berlaku bersamaan, padahal tabel ini UNIQUE");
            return {};
        }
        std::vector<Row> rows;
        for (auto const rule : matching) rows.push_back(outputs(table_.rules[rule]));
        return choose(std::move(rows));
    }

  private:
    bool read_inputs() {
        for (auto const& input : table_.inputs) {
            auto value = run_.typed(run_.cell(input.expression, scope_), frame_.model, input.type, input.place,
                                    "masukan \"" + input.expression.text + "\"");
            if (input.allowed && !value.is_null() && !run_.test(*input.allowed, value, scope_)) {
                run_.problem(input.place, "masukan \"" + input.expression.text +
                                              "\" tidak termasuk nilai yang diperbolehkan kolomnya");
                return false;
            }
            inputs_.push_back(std::move(value));
        }
        return true;
    }

    bool matches(Rule const& rule) {
        for (std::size_t i = 0; i < inputs_.size(); ++i)
            if (!run_.test(rule.inputs[i], inputs_[i], scope_)) return false;
        return true;
    }

    Row outputs(Rule const& rule) {
        Row row;
        for (std::size_t i = 0; i < table_.outputs.size(); ++i) row.push_back(output(i, rule.outputs[i]));
        return row;
    }

    feel::Value output(std::size_t column, Cell const& cell) {
        auto const& clause = table_.outputs[column];
        auto value = run_.typed(run_.cell(cell, scope_), frame_.model, clause.type, cell.place, "keluaran");
        if (clause.allowed && !value.is_null() && !run_.test(*clause.allowed, value, scope_)) {
            run_.problem(cell.place, "keluaran tidak termasuk nilai yang diperbolehkan kolomnya");
            return {};
        }
        return value;
    }

    feel::Value fallback() {
        bool const given = std::any_of(table_.outputs.begin(), table_.outputs.end(),
                                       [](auto const& o) { return o.fallback.has_value(); });
        if (!given) {
            if (table_.aggregation == Aggregation::Count) return feel::Value::number(0);
            run_.problem(place_, "tidak ada aturan yang berlaku dan tabel ini tanpa nilai baku");
            return {};
        }
        Row row;
        for (std::size_t i = 0; i < table_.outputs.size(); ++i)
            row.push_back(table_.outputs[i].fallback ? output(i, *table_.outputs[i].fallback) : feel::Value());
        return one(std::move(row));
    }

    /// A single output is its value, several are a context.
    feel::Value one(Row row) const {
        if (row.size() == 1) return std::move(row.front());
        std::vector<feel::Value::Entry> entries;
        for (std::size_t i = 0; i < row.size(); ++i) entries.emplace_back(table_.outputs[i].name, std::move(row[i]));
        return feel::Value::context(std::move(entries));
    }

    feel::Value all(std::vector<Row> rows) const {
        std::vector<feel::Value> values;
        for (auto& row : rows) values.push_back(one(std::move(row)));
        return feel::Value::list(std::move(values));
    }

    feel::Value choose(std::vector<Row> rows) {
        switch (table_.policy) {
        case HitPolicy::Unique:
        case HitPolicy::First: return one(std::move(rows.front()));
        case HitPolicy::Any: return any(std::move(rows));
        case HitPolicy::Priority: sort(rows); return one(std::move(rows.front()));
        case HitPolicy::OutputOrder: sort(rows); return all(std::move(rows));
        case HitPolicy::RuleOrder: return all(std::move(rows));
        case HitPolicy::Collect: return collect(std::move(rows));
        }
        return {};
    }

    feel::Value any(std::vector<Row> rows) {
        auto const same = [](Row const& a, Row const& b) {
            return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                              [](auto const& x, auto const& y) { return x.equals(y); });
        };
        for (auto const& row : rows)
            if (!same(rows.front(), row)) {
                run_.problem(place_, "aturan yang berlaku memberi keluaran yang berbeda, padahal tabel ini ANY");
                return {};
            }
        return one(std::move(rows.front()));
    }

    feel::Value collect(std::vector<Row> rows) {
        if (table_.aggregation == Aggregation::None) return all(std::move(rows));
        Row totals;
        for (std::size_t column = 0; column < table_.outputs.size(); ++column) {
            std::vector<feel::Value> values;
            for (auto const& row : rows) values.push_back(row[column]);
            totals.push_back(
                run_.expression(aggregate(table_.aggregation),
                                feel::Scope(feel::Value::context({{kList, feel::Value::list(std::move(values))}}))));
        }
        return one(std::move(totals));
    }

    /// By the order of the output values, first column first; values that have no place come last.
    void sort(std::vector<Row>& rows) {
        std::vector<std::vector<feel::Value>> order;
        for (auto const& output : table_.outputs) {
            auto const list = output.order ? run_.cell(*output.order, scope_) : feel::Value();
            order.emplace_back();
            if (list.is_list()) order.back().assign(list.items().begin(), list.items().end());
        }
        auto const rank = [&](Row const& row, std::size_t column) {
            auto const& values = order[column];
            return std::find_if(values.begin(), values.end(), [&](auto const& v) { return v.equals(row[column]); }) -
                   values.begin();
        };
        std::stable_sort(rows.begin(), rows.end(), [&](Row const& a, Row const& b) {
            for (std::size_t i = 0; i < order.size(); ++i)
                if (auto const x = rank(a, i), y = rank(b, i); x != y) return x < y;
            return false;
        });
    }

    Run& run_;
    Frame& frame_;
    DecisionTable const& table_;
    Place const& place_;
    feel::Scope const& scope_;
    std::vector<feel::Value> inputs_;
};

} // namespace

feel::Value Run::table(Frame& frame, DecisionTable const& table, Place const& place, feel::Scope const& scope) {
    return Table(*this, frame, table, place, scope).value();
}

} // namespace alur::model::dmn
