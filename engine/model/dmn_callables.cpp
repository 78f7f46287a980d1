#include "model/dmn_model.hpp"

#include <algorithm>

namespace alur::model::dmn {

namespace {

/// Input data, and decisions left to people, that an element needs directly or through other decisions.
class InputFinder {
  public:
    explicit InputFinder(Definitions const& model) : model_(model) {}

    void follow(Element const& element) {
        if (std::find(seen_.begin(), seen_.end(), &element) != seen_.end()) return;
        seen_.push_back(&element);
        for (auto const& reference : element.information) {
            if (!reference.target) continue;
            if (reference.import >= 0)
                add(model_.imports[static_cast<std::size_t>(reference.import)].import.name, {});
            else if (reference.target->of == Element::Of::Input || !reference.target->logic)
                add(reference.target->name, type_of(model_, reference.target->variable.type));
            else
                follow(*reference.target);
        }
    }

    std::vector<Callable::Parameter> found;

  private:
    void add(std::string const& name, feel::Type const& type) {
        auto const known =
            std::any_of(found.begin(), found.end(), [&](auto const& parameter) { return parameter.name == name; });
        if (!known) found.push_back({name, type});
    }

    Definitions const& model_;
    std::vector<Element const*> seen_;
};

/// The declared type: of the variable, else of the logic.
feel::Type gives(Definitions const& model, Element const& element) {
    if (!element.variable.type.empty()) {
        auto const& type = type_of(model, element.variable.type);
        bool const of_function = type.kind == feel::Type::Kind::Function && !type.of.empty();
        return of_function ? type.of.back() : type;
    }
    if (!element.logic) return {};
    if (auto const* function = std::get_if<FunctionDefinition>(&element.logic->what))
        return function->body ? type_of(model, function->body->type) : feel::Type{};
    return type_of(model, element.logic->type);
}

Callable callable(Definitions const& model, Element const& element) {
    Callable out;
    out.id = element.id;
    out.name = element.name;
    out.place = element.place;
    out.gives = gives(model, element);
    switch (element.of) {
    case Element::Of::Knowledge: {
        out.is_function = true;
        auto const* function = element.logic ? std::get_if<FunctionDefinition>(&element.logic->what) : nullptr;
        if (function)
            for (auto const& parameter : function->parameters)
                out.takes.push_back({parameter.name, type_of(model, parameter.type)});
        break;
    }
    case Element::Of::Service:
        out.is_function = true;
        for (auto const* list : {&element.input_decisions, &element.input_data})
            for (auto const& reference : *list)
                if (reference.target)
                    out.takes.push_back({reference.target->name, type_of(model, reference.target->variable.type)});
        break;
    default: {
        InputFinder finder(model);
        finder.follow(element);
        out.takes = std::move(finder.found);
    }
    }
    return out;
}

} // namespace

std::vector<Callable> Model::callables() const {
    std::vector<Callable> out;
    for (auto const& element : definitions_->elements)
        if (element->of != Element::Of::Input) out.push_back(callable(*definitions_, *element));
    return out;
}

} // namespace alur::model::dmn
