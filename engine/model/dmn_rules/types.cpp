#include "model/dmn_rules/rules.hpp"

namespace alur::model::dmn {

namespace {

class TypeCheck {
  public:
    TypeCheck(Definitions const& model, Diagnostics& found) : model_(model), found_(found) {
        for (auto const& [name, type] : model.types) known_.push_back(name);
        for (auto const* name : {"number", "string", "boolean", "date", "time", "date and time",
                                 "days and time duration", "years and months duration", "Any"})
            known_.emplace_back(name);
    }

    void use(std::string const& type, Place const& place, std::string const& element) {
        if (type.empty() || is_known_type(model_, type)) return;
        auto const near = nearest(type, known_);
        found_
            .error("unknown-type", place, "tipe \"" + type + "\" tidak dikenal",
                   near.empty() ? "nyatakan dengan itemDefinition" : "mungkin maksudnya \"" + near + "\"")
            .element = element;
    }

    void item(ItemDefinition const& item_of) {
        use(item_of.type, item_of.place, item_of.name);
        if (item_of.function) {
            use(item_of.function->output, item_of.place, item_of.name);
            for (auto const& parameter : item_of.function->parameters)
                use(parameter.type, parameter.place, item_of.name);
        }
        for (auto const& component : item_of.components) item(component);
    }

    void boxed(Boxed const& of, std::string const& element) {
        use(of.type, of.place, element);
        if (auto const* context = std::get_if<BoxedContext>(&of.what)) {
            for (auto const& entry : context->entries)
                if (entry.variable) use(entry.variable->type, entry.variable->place, element);
        } else if (auto const* table = std::get_if<DecisionTable>(&of.what)) {
            for (auto const& input : table->inputs) use(input.type, input.place, element);
            for (auto const& output : table->outputs) use(output.type, output.place, element);
        } else if (auto const* function = std::get_if<FunctionDefinition>(&of.what)) {
            for (auto const& parameter : function->parameters) use(parameter.type, parameter.place, element);
        } else if (auto const* relation = std::get_if<Relation>(&of.what)) {
            for (auto const& column : relation->columns) use(column.type, column.place, element);
        }
    }

  private:
    Definitions const& model_;
    Diagnostics& found_;
    std::vector<std::string> known_;
};

} // namespace

void check_types(Definitions const& model, Diagnostics& found) {
    TypeCheck check(model, found);
    for (auto const& item : model.items) check.item(item);
    for (auto const& element : model.elements) {
        check.use(element->variable.type, element->variable.place, element->id);
        each_boxed(*element, [&](Boxed const& boxed, Names const& /*names*/) { check.boxed(boxed, element->id); });
    }
}

} // namespace alur::model::dmn
