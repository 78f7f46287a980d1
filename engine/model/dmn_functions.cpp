#include "model/dmn_run.hpp"

namespace alur::model::dmn {

namespace {

std::vector<std::string> names_of(std::vector<Variable> const& variables) {
    std::vector<std::string> names;
    for (auto const& variable : variables) names.push_back(variable.name);
    return names;
}

/// What a knowledge model's or service's own type says about its result: declared function types name it last, older
/// models give the result's type itself.
bool result_is_function_type(feel::Type const& type) {
    return type.kind == feel::Type::Kind::Function && !type.of.empty();
}

/// A function definition where it stands, with the scope it closes over.
struct Closure {
    std::weak_ptr<Run> run;
    Frame* frame = nullptr; ///< lives as long as the run
    FunctionDefinition const* function = nullptr;
    feel::Scope scope;
    std::string name; ///< by which it may call itself, "" when none
};

feel::Value function_value(std::shared_ptr<Closure const> closure);

feel::Value call_closure(std::shared_ptr<Closure const> const& closure, std::span<feel::Value const> arguments) {
    auto const run = closure->run.lock();
    auto const& parameters = closure->function->parameters;
    if (!run || !run->may_go_on() || arguments.size() != parameters.size()) return {};
    auto scope = closure->scope;
    std::vector<feel::Value::Entry> entries;
    if (!closure->name.empty()) scope.push(feel::Value::context({{closure->name, function_value(closure)}}));
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        auto value = arguments[i];
        if (!run->accept(value, closure->frame->model, parameters[i].type, parameters[i].place,
                         "parameter \"" + parameters[i].name + "\""))
            return {};
        entries.emplace_back(parameters[i].name, std::move(value));
    }
    scope.push(feel::Value::context(std::move(entries)));
    return run->boxed(*closure->frame, closure->function->body, scope);
}

feel::Value function_value(std::shared_ptr<Closure const> closure) {
    auto parameters = names_of(closure->function->parameters);
    auto name = closure->name;
    return feel::Value::function(std::move(name), std::move(parameters),
                                 [closure = std::move(closure)](std::span<feel::Value const> arguments) {
                                     return call_closure(closure, arguments);
                                 });
}

/// A context with the entry at `path` set; contexts on the way are made.
feel::Value with_path(feel::Value const& base, std::string const& first, std::string const& name, feel::Value value) {
    if (first.empty()) return base.with(name, std::move(value));
    auto const* inner = base.find(first);
    return base.with(first, (inner ? *inner : feel::Value()).with(name, std::move(value)));
}

} // namespace

feel::Value Run::boxed_function(Frame& frame, FunctionDefinition const& function, feel::Scope const& scope,
                                std::string const& name) {
    if (!function.external.empty()) return expression(function.external, scope);
    if (function.of != FunctionDefinition::Of::Feel) {
        auto const weak = weak_from_this();
        auto const place = function.body ? function.body->place : Place{};
        return feel::Value::function(name, names_of(function.parameters),
                                     [weak, place](std::span<feel::Value const> /*arguments*/) {
                                         if (auto const run = weak.lock())
                                             run->unsupported(place, "fungsi Java dan PMML tidak tersedia");
                                         return feel::Value();
                                     });
    }
    return function_value(std::make_shared<Closure const>(Closure{weak_from_this(), &frame, &function, scope, name}));
}

std::vector<std::string> Run::parameters_of(Element const& element) {
    std::vector<std::string> names;
    if (element.of == Element::Of::Knowledge)
        return names_of(std::get<FunctionDefinition>(element.logic->what).parameters);
    for (auto const* list : {&element.input_data, &element.input_decisions})
        for (auto const& reference : *list)
            if (reference.target) names.push_back(reference.target->name);
    return names;
}

feel::Value Run::knowledge_function(Frame& frame, Element const& element) {
    return feel::Value::function(element.scope_name(), parameters_of(element),
                                 [weak = weak_from_this(), &frame, &element](std::span<feel::Value const> arguments) {
                                     auto const run = weak.lock();
                                     return run ? run->call_knowledge(frame, element, arguments) : feel::Value();
                                 });
}

feel::Value Run::call_knowledge(Frame& frame, Element const& element, std::span<feel::Value const> arguments) {
    auto const& function = std::get<FunctionDefinition>(element.logic->what);
    if (!may_go_on() || arguments.size() != function.parameters.size()) return {};
    if (function.of != FunctionDefinition::Of::Feel) return call_external(element, arguments);
    auto scope = scope_of(frame, element);
    std::vector<feel::Value::Entry> entries{{element.scope_name(), knowledge_function(frame, element)}};
    scope.push(feel::Value::context(std::move(entries)));
    entries.clear();
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        auto value = arguments[i];
        auto const& parameter = function.parameters[i];
        if (!accept(value, frame.model, parameter.type, parameter.place,
                    "parameter \"" + parameter.name + "\" dari \"" + element.name + "\""))
            return {};
        entries.emplace_back(parameter.name, std::move(value));
    }
    scope.push(feel::Value::context(std::move(entries)));
    auto value = boxed(frame, function.body, scope);
    auto const what = "hasil \"" + element.name + "\"";
    value = typed(std::move(value), frame.model, element.logic->type, element.place, what);
    auto const& type = type_of(frame.model, element.variable.type);
    if (!result_is_function_type(type))
        return typed(std::move(value), frame.model, element.variable.type, element.place, what);
    auto converted = feel::coerced(value, type.of.back());
    if (converted) return std::move(*converted);
    problem(element.place, what + " bukan " + type.of.back().name);
    return {};
}

feel::Value Run::call_external(Element const& element, std::span<feel::Value const> arguments) {
    auto const& function = std::get<FunctionDefinition>(element.logic->what);
    if (function.external.empty()) {
        unsupported(element.logic->place, "fungsi Java dan PMML tidak tersedia");
        return {};
    }
    auto const called = expression(function.external, {});
    return call(called, arguments);
}

feel::Value Run::call(feel::Value const& function, std::span<feel::Value const> arguments) {
    std::vector<feel::Value::Entry> entries{{std::string(kCalled), function}};
    std::string text(kCalled);
    text += '(';
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        entries.emplace_back(std::string(kArgument) + std::to_string(i), arguments[i]);
        text += (i > 0 ? ", " : "") + entries.back().first;
    }
    auto const parsed = feel::parse(text + ")");
    return parsed ? expression(*parsed, feel::Scope(feel::Value::context(std::move(entries)))) : feel::Value();
}

feel::Value Run::service_function(Frame& frame, Element const& element) {
    return feel::Value::function(element.scope_name(), parameters_of(element),
                                 [weak = weak_from_this(), &frame, &element](std::span<feel::Value const> arguments) {
                                     auto const run = weak.lock();
                                     return run ? run->call_service(frame, element, arguments) : feel::Value();
                                 });
}

feel::Value Run::call_service(Frame& frame, Element const& element, std::span<feel::Value const> arguments) {
    if (!may_go_on()) return {};
    auto inputs = feel::Value::context({});
    std::size_t next = 0;
    auto const import_name = [&](Reference const& reference) {
        return reference.import < 0 ? std::string{}
                                    : frame.model.imports[static_cast<std::size_t>(reference.import)].import.name;
    };
    std::vector<std::pair<Reference const*, feel::Value>> decided;
    for (auto const* list : {&element.input_data, &element.input_decisions})
        for (auto const& reference : *list) {
            if (!reference.target || next >= arguments.size()) continue;
            auto value = arguments[next++];
            auto const& home = reference.import < 0
                                   ? frame.model
                                   : *frame.model.imports[static_cast<std::size_t>(reference.import)].model;
            value = typed(std::move(value), home, reference.target->variable.type, reference.place,
                          "parameter \"" + reference.target->name + "\" dari \"" + element.name + "\"");
            if (list == &element.input_decisions)
                decided.emplace_back(&reference, value);
            else
                inputs = with_path(inputs, import_name(reference), reference.target->name, std::move(value));
        }
    auto& inner = open(frame.model, feel::Scope(inputs));
    for (auto& [reference, value] : decided)
        imported(inner, reference->import).values.insert_or_assign(reference->target, std::move(value));
    feel::Value result;
    std::vector<feel::Value::Entry> entries;
    for (auto const& reference : element.outputs) {
        if (!reference.target) continue;
        auto value = value_of(imported(inner, reference.import), *reference.target);
        if (element.outputs.size() == 1)
            result = std::move(value);
        else
            entries.emplace_back(reference.target->scope_name(), std::move(value));
    }
    if (element.outputs.size() != 1) result = feel::Value::context(std::move(entries));
    auto const what = "hasil \"" + element.name + "\"";
    auto const& type = type_of(frame.model, element.variable.type);
    if (!result_is_function_type(type))
        return typed(std::move(result), frame.model, element.variable.type, element.place, what);
    auto converted = feel::coerced(result, type.of.back());
    if (converted) return std::move(*converted);
    problem(element.place, what + " tidak sesuai tipe hasilnya");
    return {};
}

} // namespace alur::model::dmn
