#include "runtime/run.hpp"

#include "core/text.hpp"

#include <algorithm>

namespace alur::runtime {

using feel::Value;

/// Where variables of a process live: the instance itself, or the call activity that called the process.
bool Run::is_root_scope(ElementId id) const {
    if (id == kRoot) return true;
    auto const* element = instance_.find(id);
    return node_of(*element).kind == NodeKind::CallActivity && element->role != ElementRole::Many;
}

feel::Scope Run::scope_of(ElementId element, std::vector<Value> extra) const {
    feel::Scope scope;
    for (auto const& layer : environment_.layers) scope.push(layer);
    std::vector<Value const*> inner;
    bool closed = false;
    for (auto at = element; at != kRoot;) {
        auto const* found = instance_.find(at);
        if (!found) break;
        if (!found->variables.is_null()) inner.push_back(&found->variables);
        auto const& node = node_of(*found);
        if (node.kind == NodeKind::CallActivity && found->state == ElementState::Active && !node.give_all &&
            at != element) {
            closed = true;
            break;
        }
        at = found->parent;
    }
    if (!closed && !instance_.variables().is_null()) scope.push(instance_.variables());
    for (auto layer = inner.rbegin(); layer != inner.rend(); ++layer) scope.push(**layer);
    if (environment_.about) scope.push(environment_.about(instance_));
    for (auto& layer : extra) scope.push(std::move(layer));
    return scope;
}

void Run::fail(Node const& node, std::string message, Place place) {
    if (failure_) return;
    if (place.line == 0) place = node.place;
    auto error = invalid(std::move(message));
    error.found.error("runtime", place, error.message).element = node.id;
    failure_ = std::move(error);
}

Value Run::evaluate(feel::Expression const& expression, ElementId element, Node const& node, std::vector<Value> extra) {
    auto outcome = feel::evaluate(expression, scope_of(element, std::move(extra)), limits_);
    if (outcome.exhausted)
        fail(node,
             "ekspresi pada \"" + node.id + "\" terlalu besar untuk dihitung: " + std::string(trim(expression.text())),
             expression.place());
    return std::move(outcome.value);
}

bool Run::is_met(feel::Expression const& condition, ElementId element, Node const& node, std::vector<Value> extra) {
    auto const outcome = feel::evaluate(condition, scope_of(element, std::move(extra)), limits_);
    if (outcome.value.kind() == feel::Kind::Boolean) return outcome.value.as_boolean();
    auto why = outcome.problems.empty() ? "hasilnya " + feel::to_text(outcome.value) : outcome.problems.front().message;
    fail(node,
         "syarat \"" + std::string(trim(condition.text())) + "\" pada \"" + node.id +
             "\" tidak menghasilkan benar atau salah: " + why,
         condition.place());
    return false;
}

Value Run::evaluate(model::Text const& text, ElementId element, Node const& node, std::vector<Value> extra) {
    if (text.expression.empty()) return text.plain.empty() ? Value() : Value::string(text.plain);
    return evaluate(text.expression, element, node, std::move(extra));
}

std::string Run::text(model::Text const& source, ElementId element, Node const& node) {
    if (source.expression.empty()) return source.plain;
    auto const value = evaluate(source, element, node);
    if (value.is_null()) return {};
    if (!value.is_list()) return feel::to_text(value);
    std::vector<std::string> parts;
    for (auto const& item : value.items()) parts.push_back(feel::to_text(item));
    return join(parts, ",");
}

void Run::set_locals(ElementId id, std::vector<Value::Entry> entries) {
    emit(VariablesSet{id, Value::context(std::move(entries))});
}

Value const* Run::lookup(ElementId element, std::string_view name) const {
    for (auto at = element; at != kRoot;) {
        auto const* found = instance_.find(at);
        if (!found) return nullptr;
        if (auto const* value = found->variables.find(name)) return value;
        at = found->parent;
    }
    return instance_.variables().find(name);
}

void Run::map_inputs(ElementId id) {
    auto const& node = node_of(*instance_.find(id));
    if (node.inputs.empty() && node.data_inputs.empty()) return;
    for (auto const& copy : node.data_inputs)
        for (auto const& from : copy.from)
            if (auto const* value = lookup(id, from)) {
                set_locals(id, {{copy.to, *value}});
                break;
            }
    for (auto const& mapping : node.inputs) {
        auto value = evaluate(mapping.source, id, node);
        if (failure_) return;
        auto const dot = mapping.target.find('.');
        if (dot == std::string::npos) {
            set_locals(id, {{mapping.target, std::move(value)}});
            continue;
        }
        auto const head = mapping.target.substr(0, dot);
        auto const* own = instance_.find(id)->variables.find(head);
        auto const base = own && own->is_context() ? *own : Value();
        set_locals(id, {{head, base.with(mapping.target.substr(dot + 1), std::move(value))}});
    }
}

/// What an activity or event gives back: its output mappings when it has some, else all its results; then what its data
/// associations copy.
void Run::map_outputs(ElementId id, Value const& variables) {
    auto const& node = node_of(*instance_.find(id));
    auto const outer = instance_.find(id)->parent;
    if (!node.data_outputs.empty()) {
        std::vector<Value::Entry> copies;
        for (auto const& copy : node.data_outputs)
            for (auto const& from : copy.from) {
                auto const* value = variables.find(from);
                if (!value) value = instance_.find(id)->variables.find(from);
                if (!value) continue;
                copies.emplace_back(copy.to, *value);
                break;
            }
        if (!copies.empty()) assign(outer, Value::context(std::move(copies)));
    }
    if (node.outputs.empty()) {
        if (variables.is_context() && !variables.entries().empty()) assign(outer, variables);
        return;
    }
    for (auto const& mapping : node.outputs) {
        auto value =
            evaluate(mapping.source, id, node, variables.is_context() ? std::vector{variables} : std::vector<Value>{});
        if (failure_) return;
        auto const dot = mapping.target.find('.');
        if (dot == std::string::npos) {
            assign(outer, Value().with(mapping.target, std::move(value)));
            continue;
        }
        auto const head = mapping.target.substr(0, dot);
        auto const* old = lookup(outer, head);
        auto const base = old && old->is_context() ? *old : Value();
        assign(outer, Value().with(head, base.with(mapping.target.substr(dot + 1), std::move(value))));
    }
}

/// Each variable is set in the nearest scope that has one of its name; a new one in the process as a whole.
void Run::assign(ElementId from_scope, Value const& variables) {
    if (!variables.is_context() || variables.entries().empty()) return;
    variables_changed_ = true;
    auto home = from_scope;
    bool local = false;
    while (!is_root_scope(home)) {
        local = local || !instance_.find(home)->variables.is_null();
        home = instance_.find(home)->parent;
    }
    if (!local) {
        emit(VariablesSet{home, variables});
        return;
    }
    for (auto const& entry : variables.entries()) {
        auto at = from_scope;
        while (at != home && !instance_.find(at)->variables.find(entry.first)) at = instance_.find(at)->parent;
        emit(VariablesSet{at, Value::context({entry})});
    }
}

void Run::set_variables(ElementId scope, Value const& variables) {
    if (!variables.is_context()) return;
    variables_changed_ = true;
    emit(VariablesSet{scope, variables});
}

} // namespace alur::runtime
