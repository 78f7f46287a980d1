#include "runtime/guard_check.hpp"

namespace alur::runtime {

namespace {

using feel::Value;

/// Checks one guard in one scope.
class Checker {
  public:
    Checker(model::Guard const& guard, model::GuardUse const& use, feel::Scope& scope, feel::Limits const& limits)
        : guard_(guard), use_(use), scope_(scope), limits_(limits) {}

    /// False when an expression could not be evaluated; `error()` then says which.
    bool run(std::vector<Finding>& out) {
        if (guard_.each.empty()) return check(out);
        auto const list = value_of(guard_.each, "daftar");
        if (!list) return false;
        if (!list->is_list()) return fail(guard_.each, "kolom each tidak memberi daftar");
        std::int64_t index = 0;
        for (auto const& item : list->items()) {
            scope_.push(Value::context({{"item", item}, {"index", Value::number(++index)}}));
            auto const good = check(out);
            scope_.pop();
            if (!good) return false;
        }
        return true;
    }

    Error const& error() const { return error_; }

  private:
    bool check(std::vector<Finding>& out) {
        if (!guard_.applies.empty()) {
            auto const applies = value_of(guard_.applies, "syarat berlaku");
            if (!applies) return false;
            if (!applies->is_true()) return true;
        }
        auto const kept = value_of(guard_.condition, "syarat");
        if (!kept) return false;
        if (kept->kind() != feel::Kind::Boolean) return fail(guard_.condition, "syarat tidak memberi ya atau tidak");
        if (kept->is_true()) return true;
        Finding finding{
            guard_.id, use_.weight.value_or(guard_.weight), guard_.effect, {}, {}, guard_.rule, guard_.remedy, {}};
        if (!guard_.weight_expression.empty() && !use_.weight) {
            auto const weight = value_of(guard_.weight_expression, "tingkat");
            if (!weight) return false;
            auto const parsed = weight->is_string() ? model::parse_weight(weight->as_string()) : std::nullopt;
            if (!parsed) return fail(guard_.weight_expression, "tingkat bukan ERROR, WARN, atau INFO");
            finding.weight = *parsed;
        }
        if (!guard_.member_no.empty()) {
            auto const number = value_of(guard_.member_no, "nomor anggota");
            if (!number) return false;
            finding.member_no = number->as_integer();
        }
        finding.detail = guard_.rule;
        if (!guard_.detail.empty()) {
            auto const detail = value_of(guard_.detail, "keterangan");
            if (!detail) return false;
            finding.detail = feel::to_text(*detail);
        }
        finding.printed = finding.detail;
        if (!guard_.printed.empty()) {
            auto const printed = value_of(guard_.printed, "kalimat untuk surat");
            if (!printed) return false;
            finding.printed = feel::to_text(*printed);
        }
        out.push_back(std::move(finding));
        return true;
    }

    /// Null is an answer only where nothing went wrong on the way.
    std::optional<Value> value_of(feel::Expression const& expression, std::string const& what) {
        auto outcome = feel::evaluate(expression, scope_, limits_);
        if (!outcome.exhausted && (!outcome.value.is_null() || outcome.problems.empty()))
            return std::move(outcome.value);
        fail(expression, what + " tidak dapat dihitung" +
                             (outcome.problems.empty() ? std::string() : ": " + outcome.problems.front().message));
        return std::nullopt;
    }

    bool fail(feel::Expression const& expression, std::string const& message) {
        error_ = invalid("aturan " + guard_.id + ": " + message);
        error_.found.error("guard", expression.place(), "aturan " + guard_.id + ": " + message);
        return false;
    }

    model::Guard const& guard_;
    model::GuardUse const& use_;
    feel::Scope& scope_;
    feel::Limits const& limits_;
    Error error_;
};

} // namespace

Result<std::vector<Finding>> check_guards(std::vector<model::Guard> const& guards, std::string_view step,
                                          feel::Scope& scope, feel::Limits const& limits) {
    std::vector<Finding> out;
    for (auto const& guard : guards)
        for (auto const& use : guard.uses) {
            if (use.step != step) continue;
            Checker checker(guard, use, scope, limits);
            if (!checker.run(out)) return checker.error();
        }
    return out;
}

feel::Value to_value(Finding const& finding) {
    return Value::context({{"guard", Value::string(finding.guard)},
                           {"severity", Value::string(std::string(model::weight_name(finding.weight)))},
                           {"member_no", finding.member_no ? Value::number(*finding.member_no) : Value()},
                           {"detail", Value::string(finding.detail)},
                           {"printed", Value::string(finding.printed)},
                           {"rule", Value::string(finding.rule)},
                           {"remedy", Value::string(finding.remedy)}});
}

} // namespace alur::runtime
