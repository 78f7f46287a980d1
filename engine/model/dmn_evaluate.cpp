#include "model/dmn_run.hpp"

#include <algorithm>

namespace alur::model::dmn {

namespace {

constexpr std::int64_t kMostEvaluations = 2'000'000;
constexpr std::size_t kMostFrames = 100'000;
constexpr std::size_t kMostProblems = 100;
constexpr std::ptrdiff_t kMostStack = 2'000'000;

char const* stack_address() { return static_cast<char const*>(__builtin_frame_address(0)); }

/// Entries of the elements that come from one import, or from this model.
struct Layer {
    std::string name;
    std::vector<feel::Value::Entry> entries;
};

Layer& layer_named(std::vector<Layer>& layers, std::string const& name) {
    auto const known = std::find_if(layers.begin(), layers.end(), [&](auto const& l) { return l.name == name; });
    return known != layers.end() ? *known : layers.emplace_back(Layer{name, {}});
}

} // namespace

Run::Run(std::shared_ptr<Definitions const> model, feel::Limits const& limits)
    : model_(std::move(model)), limits_(limits), stack_(stack_address()) {}

Frame& Run::open(Definitions const& model, feel::Scope inputs) {
    return frames_.emplace_back(model, std::move(inputs));
}

Frame& Run::imported(Frame& frame, int import) {
    if (import < 0) return frame;
    auto const index = static_cast<std::size_t>(import);
    auto const& of = frame.model.imports[index];
    if (frame.imports[index]) return *frame.imports[index];
    auto inputs = frame.inputs;
    if (auto const* own = frame.inputs.find(of.import.name); own && own->is_context()) inputs.push(*own);
    auto& child = open(*of.model, std::move(inputs));
    child.prefix = of.import.name.empty() ? frame.prefix : frame.prefix + of.import.name + '.';
    frame.imports[index] = &child;
    return child;
}

bool Run::may_go_on() {
    if (answer.exhausted) return false;
    auto const used = stack_ - stack_address();
    if (++evaluations_ <= kMostEvaluations && frames_.size() <= kMostFrames && used < kMostStack && used > -kMostStack)
        return true;
    answer.exhausted = true;
    problem({}, "perhitungan melebihi batas; mungkin fungsi memanggil dirinya tanpa akhir");
    return false;
}

void Run::problem(Place const& place, std::string message) {
    if (answer.problems.size() < kMostProblems) answer.problems.push_back({place, std::move(message)});
}

void Run::unsupported(Place const& place, std::string message) {
    answer.unsupported = true;
    problem(place, std::move(message));
}

feel::Scope Run::scope_of(Frame& frame, Element const& element) {
    std::vector<Layer> layers{{"", {}}};
    for (auto const* list : {&element.knowledge, &element.information})
        for (auto const& reference : *list) {
            if (!reference.target) continue;
            auto const& name = reference.import < 0
                                   ? std::string{}
                                   : frame.model.imports[static_cast<std::size_t>(reference.import)].import.name;
            auto value = value_of(imported(frame, reference.import), *reference.target);
            layer_named(layers, name).entries.emplace_back(reference.target->scope_name(), std::move(value));
        }
    auto own = std::move(layers.front().entries);
    for (std::size_t i = 1; i < layers.size(); ++i)
        own.emplace_back(layers[i].name, feel::Value::context(std::move(layers[i].entries)));
    return feel::Scope(feel::Value::context(std::move(own)));
}

feel::Value Run::value_of(Frame& frame, Element const& element) {
    switch (element.of) {
    case Element::Of::Knowledge: return knowledge_function(frame, element);
    case Element::Of::Service: return service_function(frame, element);
    case Element::Of::Input:
    case Element::Of::Decision: break;
    }
    if (auto const known = frame.values.find(&element); known != frame.values.end()) return known->second;
    auto value = element.of == Element::Of::Input ? input(frame, element) : decision(frame, element);
    frame.values.insert_or_assign(&element, value);
    return value;
}

feel::Value Run::input(Frame& frame, Element const& element) {
    // An input of an imported model may also be given flat, as `import.name`.
    auto const* given = frame.prefix.empty() ? nullptr : frame.inputs.find(frame.prefix + element.name);
    if (!given) given = frame.inputs.find(element.name);
    if (!given) given = frame.inputs.find(element.scope_name());
    if (!given) return {};
    return typed(*given, frame.model, element.variable.type, element.place, "masukan \"" + element.name + "\"");
}

feel::Value Run::decision(Frame& frame, Element const& element) {
    if (!may_go_on()) return {};
    auto const what = "keputusan \"" + element.name + "\"";
    if (element.on_cycle) {
        problem(element.place, what + " memerlukan dirinya sendiri");
        return {};
    }
    if (!element.logic) { // decided by people: its value may be given from outside
        auto const* given = frame.inputs.find(element.name);
        return given ? typed(*given, frame.model, element.variable.type, element.place, what) : feel::Value();
    }
    auto scope = scope_of(frame, element);
    return typed(boxed(frame, element.logic, scope, element.scope_name()), frame.model, element.variable.type,
                 element.place, what);
}

Result<Answer> evaluate(Model const& model, std::string_view name, feel::Scope const& inputs,
                        feel::Limits const& limits) {
    auto const& definitions = *model.definitions_;
    auto const* element = [&]() -> Element const* {
        auto const key = std::string(name);
        if (auto const named = definitions.by_name.find(key); named != definitions.by_name.end()) return named->second;
        auto const known = definitions.by_id.find(key);
        return known != definitions.by_id.end() ? known->second : nullptr;
    }();
    if (!element) {
        std::vector<std::string> names;
        for (auto const& known : definitions.elements) names.push_back(known->name);
        auto const near = nearest(name, names);
        return not_found("keputusan \"" + std::string(name) + "\" tidak ada dalam model" +
                         (near.empty() ? "" : "; mungkin maksudnya \"" + near + "\""));
    }
    auto const run = std::make_shared<Run>(model.definitions_, limits);
    auto& frame = run->open(definitions, inputs);
    feel::Value value;
    if (element->of == Element::Of::Knowledge || element->of == Element::Of::Service) {
        std::vector<feel::Value> arguments;
        for (auto const& parameter : Run::parameters_of(*element)) {
            auto const* given = inputs.find(parameter);
            arguments.push_back(given ? *given : feel::Value());
        }
        value = element->of == Element::Of::Knowledge ? run->call_knowledge(frame, *element, arguments)
                                                      : run->call_service(frame, *element, arguments);
    } else
        value = run->value_of(frame, *element);
    auto answer = std::move(run->answer);
    answer.value = answer.exhausted ? feel::Value() : std::move(value);
    return answer;
}

} // namespace alur::model::dmn
