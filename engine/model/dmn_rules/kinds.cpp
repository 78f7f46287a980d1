#include "feel/infer.hpp"
#include "model/dmn_rules/rules.hpp"

#include <algorithm>

namespace alur::model::dmn {

namespace {

using feel::Shape;

/// Looks at the cells of one element with the declared types of what it sees.
class KindCheck {
  public:
    KindCheck(Definitions const& model, Element const& element, Diagnostics& found)
        : model_(model), element_(element), found_(found) {
        for (auto const* list : {&element.information, &element.knowledge})
            for (auto const& reference : *list) {
                if (!reference.target || reference.import >= 0) continue;
                auto const& target = *reference.target;
                bool const function = target.of == Element::Of::Knowledge || target.of == Element::Of::Service;
                known_.emplace_back(target.scope_name(),
                                    function ? Shape::of(feel::Kind::Function) : shape(target.variable.type));
            }
        if (auto const* function = element.logic ? std::get_if<FunctionDefinition>(&element.logic->what) : nullptr)
            for (auto const& parameter : function->parameters)
                known_.emplace_back(parameter.name, shape(parameter.type));
    }

    void boxed(Boxed const& boxed, Names const& names) {
        // Parameters of functions further in, and the entries of filtered items, hide what bears their names.
        auto const hidden = [&](std::string const& name) {
            return boxed.what.index() != 0 &&
                   std::count(names.begin(), names.end(), name) > (is_parameter(name) ? 1 : 0);
        };
        std::vector<std::pair<std::string, Shape>> sure;
        for (auto const& [name, of] : known_)
            if (!hidden(name)) sure.emplace_back(name, of);
        feel::StaticScope scope;
        scope.push(Shape::context(std::move(sure), feel::Entries::Open)); // unknown names are another rule's
        if (auto const* cell = std::get_if<Cell>(&boxed.what))
            want(*cell, boxed.type, "hasil ekspresi ini", scope);
        else if (auto const* table_of = std::get_if<DecisionTable>(&boxed.what))
            table(*table_of, scope);
    }

  private:
    Shape shape(std::string const& type) const { return Shape::of(type_of(model_, type)); }
    /// All kinds that the declared type allows; a single value may stand for a list of one, and the other way round.
    std::vector<feel::Kind> kinds(std::string const& type) const {
        auto const of = shape(type);
        std::vector<feel::Kind> out;
        for (int kind = 1; kind <= static_cast<int>(feel::Kind::Function); ++kind)
            if (of.may_be(static_cast<feel::Kind>(kind)) || of.may_be(feel::Kind::List) ||
                (of.may_be(feel::Kind::DateTime) && static_cast<feel::Kind>(kind) == feel::Kind::Date))
                out.push_back(static_cast<feel::Kind>(kind));
        return out;
    }
    bool is_parameter(std::string const& name) const {
        auto const* function = element_.logic ? std::get_if<FunctionDefinition>(&element_.logic->what) : nullptr;
        return function && std::any_of(function->parameters.begin(), function->parameters.end(),
                                       [&](Variable const& parameter) { return parameter.name == name; });
    }

    Shape look(Cell const& cell, feel::StaticScope const& scope) {
        Diagnostics fresh;
        auto out = feel::infer(cell.expression, scope, fresh);
        take(fresh, cell);
        return out;
    }
    void want(Cell const& cell, std::string const& type, std::string const& what, feel::StaticScope const& scope) {
        auto const of = look(cell, scope);
        if (of.may_be(feel::Kind::List)) return; // of one, it may stand for its item
        Diagnostics fresh;
        feel::expect(cell.expression, of, kinds(type), what, fresh);
        take(fresh, cell);
    }
    void take(Diagnostics const& fresh, Cell const& cell) {
        for (auto diagnostic : fresh.all()) {
            diagnostic.element = cell.id.empty() ? element_.id : cell.id;
            found_.add(std::move(diagnostic));
        }
    }
    void table(DecisionTable const& table, feel::StaticScope const& scope) {
        std::vector<Shape> inputs;
        for (auto const& input : table.inputs) {
            auto const found = look(input.expression, scope);
            inputs.push_back(input.type.empty() || shape(input.type).is_anything() ? found : shape(input.type));
        }
        for (auto const& rule : table.rules) {
            for (std::size_t i = 0; i < rule.inputs.size() && i < inputs.size(); ++i) {
                Diagnostics fresh;
                feel::infer_unary(rule.inputs[i].expression, inputs[i], scope, fresh);
                take(fresh, rule.inputs[i]);
            }
            for (std::size_t i = 0; i < rule.outputs.size() && i < table.outputs.size(); ++i)
                want(rule.outputs[i], table.outputs[i].type, "keluaran \"" + table.outputs[i].name + "\"", scope);
        }
    }

    Definitions const& model_;
    Element const& element_;
    Diagnostics& found_;
    std::vector<std::pair<std::string, Shape>> known_;
};

} // namespace

void check_kinds(Definitions const& model, Diagnostics& found) {
    for (auto const& element : model.elements) {
        KindCheck check(model, *element, found);
        each_boxed(*element, [&](Boxed const& boxed, Names const& names) { check.boxed(boxed, names); });
    }
}

} // namespace alur::model::dmn
