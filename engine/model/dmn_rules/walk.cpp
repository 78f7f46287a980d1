#include "model/dmn_rules/rules.hpp"

namespace alur::model::dmn {

namespace {

template <class... F> struct Overload : F... { using F::operator()...; };
template <class... F> Overload(F...) -> Overload<F...>;

class Walker {
  public:
    explicit Walker(std::function<void(Boxed const&, Names const&)> const& use) : use_(use) {}

    void walk(BoxedPtr const& boxed) {
        if (!boxed) return;
        use_(*boxed, names_);
        auto const before = names_.size();
        std::visit(Overload{[](std::monostate) {}, [](Cell const&) {}, [](DecisionTable const&) {},
                            [&](BoxedContext const& context) {
                                for (auto const& entry : context.entries) {
                                    if (entry.variable && std::holds_alternative<FunctionDefinition>(kind(entry.value)))
                                        names_.push_back(entry.variable->name);
                                    walk(entry.value);
                                    if (entry.variable) names_.push_back(entry.variable->name);
                                }
                            },
                            [&](Invocation const& call) {
                                walk(call.called);
                                for (auto const& binding : call.bindings) walk(binding.value);
                            },
                            [&](BoxedList const& list) {
                                for (auto const& item : list.items) walk(item);
                            },
                            [&](Relation const& relation) {
                                for (auto const& row : relation.rows)
                                    for (auto const& cell : row) walk(cell);
                            },
                            [&](FunctionDefinition const& function) {
                                for (auto const& parameter : function.parameters) names_.push_back(parameter.name);
                                if (function.of == FunctionDefinition::Of::Feel) walk(function.body);
                            },
                            [&](Conditional const& choice) {
                                walk(choice.condition);
                                walk(choice.then);
                                walk(choice.otherwise);
                            },
                            [&](Filter const& filter) {
                                walk(filter.in);
                                // The item's entries are names here, and they are not known without its type.
                                names_.insert(names_.end(), {"item", "*"});
                                walk(filter.match);
                            },
                            [&](Iterator const& iterator) {
                                walk(iterator.in);
                                names_.insert(names_.end(), {iterator.variable.name, "partial"});
                                walk(iterator.body);
                            }},
                   boxed->what);
        names_.resize(before);
    }

  private:
    static decltype(Boxed::what) const& kind(BoxedPtr const& boxed) {
        static decltype(Boxed::what) const none;
        return boxed ? boxed->what : none;
    }

    std::function<void(Boxed const&, Names const&)> const& use_;
    Names names_;
};

} // namespace

void each_boxed(Element const& element, std::function<void(Boxed const&, Names const&)> const& use) {
    Walker(use).walk(element.logic);
}

void each_table(Definitions const& model,
                std::function<void(DecisionTable const&, Boxed const&, Element const&)> const& use) {
    for (auto const& element : model.elements)
        each_boxed(*element, [&](Boxed const& boxed, Names const& /*names*/) {
            if (auto const* table = std::get_if<DecisionTable>(&boxed.what)) use(*table, boxed, *element);
        });
}

Diagnostics check(Model const& model) {
    auto found = model.found();
    for (DmnRule const rule :
         {check_names, check_kinds, check_types, check_logic, check_outputs, check_priorities, check_overlaps})
        rule(*model.definitions_, found);
    found.sort();
    return found;
}

} // namespace alur::model::dmn
