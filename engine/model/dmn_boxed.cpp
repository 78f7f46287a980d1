#include "model/dmn_run.hpp"

namespace alur::model::dmn {

namespace {

template <class... F> struct Overload : F... { using F::operator()...; };
template <class... F> Overload(F...) -> Overload<F...>;

/// Boxed filters and iterators are FEEL's own, with the parts handed in as values and functions.
feel::Expression own(std::string_view text) {
    auto parsed = feel::parse(text);
    return parsed ? std::move(*parsed) : feel::Expression{};
}

constexpr auto* kSource = "alur_source";
constexpr auto* kBody = "alur_body";

feel::Expression const& iterator_expression(Iterator const& iterator) {
    static auto const loop = own("for alur_item in alur_source return alur_body(alur_item)");
    static auto const loop_with_partial = own("for alur_item in alur_source return alur_body(alur_item, partial)");
    static auto const some = own("some alur_item in alur_source satisfies alur_body(alur_item)");
    static auto const every = own("every alur_item in alur_source satisfies alur_body(alur_item)");
    switch (iterator.of) {
    case Iterator::Of::For: return iterator.uses_partial ? loop_with_partial : loop;
    case Iterator::Of::Some: return some;
    case Iterator::Of::Every: return every;
    }
    return loop;
}

} // namespace

feel::Value Run::take(feel::Outcome outcome) {
    for (auto& found : outcome.problems) problem(found.place, std::move(found.message));
    if (!outcome.exhausted) return std::move(outcome.value);
    answer.exhausted = true;
    return {};
}

feel::Value Run::cell(Cell const& cell, feel::Scope const& scope) {
    if (cell.foreign) {
        unsupported(cell.place, "bahasa ekspresi selain FEEL tidak tersedia");
        return {};
    }
    if (!cell.trouble.empty()) problem(cell.place, cell.trouble);
    if (cell.expression.empty() || !may_go_on()) return {};
    return take(feel::evaluate(cell.expression, scope, limits_));
}

feel::Value Run::expression(feel::Expression const& expression, feel::Scope const& scope) {
    if (expression.empty() || !may_go_on()) return {};
    return take(feel::evaluate(expression, scope, limits_));
}

bool Run::test(Cell const& cell, feel::Value const& input, feel::Scope const& scope) {
    if (cell.foreign) {
        unsupported(cell.place, "bahasa ekspresi selain FEEL tidak tersedia");
        return false;
    }
    if (cell.blank()) return true;
    if (!cell.trouble.empty()) problem(cell.place, cell.trouble);
    if (cell.expression.empty() || !may_go_on()) return false;
    return take(feel::evaluate_unary(cell.expression, input, scope, limits_)).is_true();
}

namespace {

class BoxedEvaluation {
  public:
    BoxedEvaluation(Run& run, Frame& frame, Boxed const& boxed, feel::Scope& scope, std::string const& name)
        : run_(run), frame_(frame), boxed_(boxed), scope_(scope), name_(name) {}

    feel::Value operator()(std::monostate) { return {}; }
    feel::Value operator()(Cell const& cell) { return run_.cell(cell, scope_); }
    feel::Value operator()(DecisionTable const& table) { return run_.table(frame_, table, boxed_.place, scope_); }
    feel::Value operator()(FunctionDefinition const& function) {
        return run_.boxed_function(frame_, function, scope_, name_);
    }

    feel::Value operator()(BoxedContext const& context) {
        std::vector<feel::Value::Entry> entries;
        std::size_t pushed = 0;
        std::optional<feel::Value> result;
        for (auto const& entry : context.entries) {
            if (!entry.variable || entry.variable->name.empty()) {
                result = run_.boxed(frame_, entry.value, scope_);
                break;
            }
            auto const& variable = *entry.variable;
            auto value = run_.typed(run_.boxed(frame_, entry.value, scope_, variable.name), frame_.model, variable.type,
                                    variable.place, "\"" + variable.name + "\"");
            scope_.push(feel::Value::context({{variable.name, value}}));
            ++pushed;
            entries.emplace_back(variable.name, std::move(value));
        }
        for (; pushed > 0; --pushed) scope_.pop();
        return result ? std::move(*result) : feel::Value::context(std::move(entries));
    }

    feel::Value operator()(Invocation const& call) {
        std::vector<feel::Value::Entry> entries{{std::string(kCalled), run_.boxed(frame_, call.called, scope_)}};
        for (std::size_t i = 0; i < call.bindings.size(); ++i) {
            auto const& parameter = call.bindings[i].parameter;
            entries.emplace_back(std::string(kArgument) + std::to_string(i),
                                 run_.typed(run_.boxed(frame_, call.bindings[i].value, scope_), frame_.model,
                                            parameter.type, parameter.place, "\"" + parameter.name + "\""));
        }
        return run_.expression(call.call, feel::Scope(feel::Value::context(std::move(entries))));
    }

    feel::Value operator()(BoxedList const& list) {
        std::vector<feel::Value> items;
        for (auto const& item : list.items) items.push_back(run_.boxed(frame_, item, scope_));
        return feel::Value::list(std::move(items));
    }

    feel::Value operator()(Relation const& relation) {
        std::vector<feel::Value> rows;
        for (auto const& row : relation.rows) {
            std::vector<feel::Value::Entry> entries;
            for (std::size_t i = 0; i < row.size() && i < relation.columns.size(); ++i) {
                auto const& column = relation.columns[i];
                entries.emplace_back(column.name, run_.typed(run_.boxed(frame_, row[i], scope_), frame_.model,
                                                             column.type, row[i]->place, "\"" + column.name + "\""));
            }
            rows.push_back(feel::Value::context(std::move(entries)));
        }
        return feel::Value::list(std::move(rows));
    }

    feel::Value operator()(Conditional const& choice) {
        auto const condition = run_.boxed(frame_, choice.condition, scope_);
        if (condition.is_null() || condition.kind() == feel::Kind::Boolean)
            return run_.boxed(frame_, condition.is_true() ? choice.then : choice.otherwise, scope_);
        run_.problem(boxed_.place, "syarat <if> bukan boolean, melainkan " + std::string(kind_name(condition.kind())));
        return {};
    }

    feel::Value operator()(Filter const& filter) {
        static auto const expression = own("alur_source[alur_body(item)]");
        return over(filter.in, expression, {"item"}, [&](std::span<feel::Value const> arguments) {
            scope_.push(arguments[0]);
            scope_.push(feel::Value::context({{"item", arguments[0]}}));
            auto value = run_.boxed(frame_, filter.match, scope_);
            scope_.pop();
            scope_.pop();
            return value;
        });
    }

    feel::Value operator()(Iterator const& iterator) {
        std::vector<std::string> parameters{"alur_item"};
        if (iterator.of == Iterator::Of::For && iterator.uses_partial) parameters.emplace_back("partial");
        return over(iterator.in, iterator_expression(iterator), parameters,
                    [&](std::span<feel::Value const> arguments) {
                        std::vector<feel::Value::Entry> entries{{iterator.variable.name, arguments[0]}};
                        if (arguments.size() > 1) entries.emplace_back("partial", arguments[1]);
                        scope_.push(feel::Value::context(std::move(entries)));
                        auto value = run_.boxed(frame_, iterator.body, scope_);
                        scope_.pop();
                        return value;
                    });
    }

  private:
    template <class F>
    feel::Value over(BoxedPtr const& in, feel::Expression const& expression, std::vector<std::string> parameters,
                     F body) {
        auto source = run_.boxed(frame_, in, scope_);
        auto const count = parameters.size();
        // The function is called only while `expression` runs below, so it may borrow what stands here.
        auto function =
            feel::Value::function(kBody, std::move(parameters), [&, count](std::span<feel::Value const> arguments) {
                return arguments.size() == count ? body(arguments) : feel::Value();
            });
        return run_.expression(expression, feel::Scope(feel::Value::context(
                                               {{kSource, std::move(source)}, {kBody, std::move(function)}})));
    }

    Run& run_;
    Frame& frame_;
    Boxed const& boxed_;
    feel::Scope& scope_;
    std::string const& name_;
};

} // namespace

feel::Value Run::boxed(Frame& frame, BoxedPtr const& boxed, feel::Scope& scope, std::string const& name) {
    if (!boxed || !may_go_on()) return {};
    auto value = std::visit(BoxedEvaluation(*this, frame, *boxed, scope, name), boxed->what);
    // A function's type is declared by its variable; a typeRef on its definition says the same again.
    if (boxed->type.empty() || std::holds_alternative<FunctionDefinition>(boxed->what)) return value;
    return typed(std::move(value), frame.model, boxed->type, boxed->place, "hasil ekspresi");
}

} // namespace alur::model::dmn
