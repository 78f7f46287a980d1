#include "runtime/run.hpp"

#include "core/text.hpp"
#include "model/timer_text.hpp"

#include <algorithm>

namespace alur::runtime {

void Run::execute(ElementId id) {
    auto const* element = instance_.find(id);
    if (!element || element->state != ElementState::Arrived) return; // interrupted in the meantime
    auto const kind = node_of(*element).kind;
    if (model::is_gateway(kind))
        execute_gateway(id);
    else if (model::is_event(kind))
        execute_event(id);
    else
        execute_activity(id);
}

void Run::execute_event(ElementId id) {
    auto const index = instance_.find(id)->node;
    auto const& node = definitions_.node(index);
    if (node.kind == NodeKind::EndEvent || node.kind == NodeKind::ThrowEvent) {
        map_inputs(id);
        if (!failure_) throw_all(id);
        return;
    }
    if (node.kind == NodeKind::CatchEvent && !node.triggers.empty() && !node.waits_for(TriggerKind::Link)) {
        move(id, ElementState::Waiting);
        listen(id, index);
        return;
    }
    pass(id);
}

void Run::throw_all(ElementId id) {
    auto const& node = node_of(*instance_.find(id));
    Trigger const* compensation = nullptr;
    for (auto const& trigger : node.triggers) {
        if (trigger.kind == TriggerKind::Compensation)
            compensation = &trigger;
        else if (!throw_trigger(id, trigger) || failure_)
            return;
    }
    if (compensation)
        start_compensation(id, *compensation);
    else
        pass(id);
}

bool Run::throw_trigger(ElementId id, Trigger const& trigger) {
    auto const index = instance_.find(id)->node;
    switch (trigger.kind) {
    case TriggerKind::Message: send(id, trigger); break;
    case TriggerKind::Signal: {
        auto const variables = instance_.find(id)->variables;
        request<SignalSent>(index, trigger.name, variables);
        broadcast(trigger.name, variables);
        break;
    }
    case TriggerKind::Error: throw_error(id, trigger.code); return false;
    case TriggerKind::Escalation: throw_escalation(id, trigger.code); break;
    case TriggerKind::Link: jump(id, trigger); return false;
    case TriggerKind::Cancel: cancel_transaction(id); return false;
    case TriggerKind::Terminate: {
        auto const scope = instance_.find(id)->parent;
        leave(id, Outcome::Completed);
        if (scope == kRoot)
            cancel_all(Ending::Terminated);
        else
            cancel_children(scope);
        return false;
    }
    case TriggerKind::Timer:
    case TriggerKind::Condition:
    case TriggerKind::Compensation: break;
    }
    return instance_.find(id) != nullptr;
}

void Run::jump(ElementId id, Trigger const& link) {
    auto const* element = instance_.find(id);
    auto const scope = element->parent;
    auto const& node = node_of(*element);
    for (auto const other : definitions_.children(node.process, node.parent)) {
        auto const& target = definitions_.node(other);
        if (target.kind != NodeKind::CatchEvent) continue;
        for (auto const& trigger : target.triggers) {
            if (trigger.kind != TriggerKind::Link || trigger.name != link.name) continue;
            leave(id, Outcome::Completed);
            enter(scope, other);
            return;
        }
    }
    fail(node, "tautan \"" + link.name + "\" tidak mempunyai tujuan");
}

void Run::send(ElementId id, Trigger const& trigger) {
    auto const& node = node_of(*instance_.find(id));
    auto const index = instance_.find(id)->node;
    auto const deliver = [&](std::string key, feel::Value variables) {
        if (auto const wait = receiver(trigger.name, key))
            fire(*wait, variables);
        else
            request<MessageSent>(index, trigger.name, std::move(key), std::move(variables));
    };
    auto const own = instance_.find(id)->variables;
    if (auto const* messages = own.find("messages"); messages && !node.inputs.empty()) {
        if (messages->is_null()) return;
        if (!messages->is_list()) {
            fail(node, "masukan \"messages\" pada \"" + node.id + "\" harus sebuah daftar");
            return;
        }
        for (auto const& message : messages->items()) {
            auto const* key = message.find("key");
            auto const* variables = message.find("variables");
            deliver(key && !key->is_null() ? feel::to_text(*key) : std::string(),
                    variables ? *variables : feel::Value());
            if (failure_) return;
        }
        return;
    }
    std::string key;
    if (auto const* given = own.find("correlationKey"))
        key = feel::to_text(*given);
    else if (!trigger.correlation_key.empty())
        key = text(trigger.correlation_key, id, node);
    if (!failure_) deliver(std::move(key), own);
}

void Run::execute_activity(ElementId id) {
    auto const* element = instance_.find(id);
    auto const index = element->node;
    auto const& node = definitions_.node(index);
    if (element->index == kGathering) {
        gather(id);
        return;
    }
    if (element->role == ElementRole::Many) {
        if (listen_at_boundaries(id) && !failure_) start_loop(id);
        return;
    }
    map_inputs(id);
    if (failure_) return;
    if (element->role == ElementRole::Plain && !node.boundary.empty() && !listen_at_boundaries(id)) return;
    if (failure_) return;
    switch (node.kind) {
    case NodeKind::UserTask: open_task(id); break;
    case NodeKind::ServiceTask: call_service(id); break;
    case NodeKind::SendTask:
        if (node.triggers.empty() || !node.task_type.empty()) {
            call_service(id);
        } else {
            send(id, node.triggers.front());
            if (!failure_) complete(id, {});
        }
        break;
    case NodeKind::ReceiveTask:
        move(id, ElementState::Waiting);
        listen(id, index);
        break;
    case NodeKind::ScriptTask: run_script(id); break;
    case NodeKind::BusinessRuleTask: run_decision(id); break;
    case NodeKind::CallActivity: call_process(id); break;
    case NodeKind::SubProcess:
    case NodeKind::Transaction:
        move(id, ElementState::Active);
        start_scope(id, node.process, index);
        break;
    case NodeKind::AdHocSubProcess:
        move(id, ElementState::Active);
        start_ad_hoc(id);
        break;
    default: complete(id, {});
    }
}

void Run::open_task(ElementId id) {
    auto const index = instance_.find(id)->node;
    auto const& node = definitions_.node(index);
    TaskOpened opened{id, index, text(node.roles, id, node), text(node.assignee, id, node), {}};
    if (!node.due.empty() && !failure_) {
        auto const value = evaluate(node.due, id, node);
        if (!failure_ && !value.is_null()) {
            auto const due = model::instant_of(value, now_, environment_.zone);
            if (!due)
                fail(node, "tenggat tugas \"" + node.id + "\" bukan tanggal: " + feel::to_text(value), node.due.place);
            else
                opened.due = *due;
        }
    }
    if (!failure_) emit(std::move(opened));
}

void Run::call_service(ElementId id) {
    auto const index = instance_.find(id)->node;
    auto const& node = definitions_.node(index);
    auto type = text(node.task_type, id, node);
    if (failure_) return;
    move(id, ElementState::Waiting);
    request<ServiceCall>(id, index, std::move(type), instance_.find(id)->variables);
}

void Run::run_script(ElementId id) {
    auto const& node = node_of(*instance_.find(id));
    auto const word = !node.script.empty() && node.script.find_first_of(" \t\r\n=()[]{}\"") == std::string::npos;
    if (environment_.scripts == Scripts::Word && word) {
        emit(Logged{node.script});
        complete(id, {});
        return;
    }
    feel::Value result;
    if (!node.script_expression.empty()) result = evaluate(node.script_expression, id, node);
    if (failure_) return;
    if (node.result.empty())
        complete(id, {});
    else
        complete(id, feel::Value().with(node.result, std::move(result)));
}

void Run::run_decision(ElementId id) {
    auto const& node = node_of(*instance_.find(id));
    if (node.called_decision.empty()) {
        call_service(id);
        return;
    }
    auto const name = text(node.called_decision, id, node);
    if (failure_) return;
    if (!environment_.decide) {
        fail(node, "keputusan \"" + name + "\" tidak tersedia di sini");
        return;
    }
    auto answer = environment_.decide(name, scope_of(id));
    if (!answer) {
        fail(node, "keputusan \"" + name + "\" gagal: " + answer.error().message);
        return;
    }
    if (node.result.empty())
        complete(id, *answer);
    else
        complete(id, feel::Value().with(node.result, *answer));
}

void Run::call_process(ElementId id) {
    auto const& node = node_of(*instance_.find(id));
    auto const name = text(node.called_process, id, node);
    if (failure_) return;
    auto const process = definitions_.find_process(name);
    if (process == model::kNone) {
        fail(node, "proses \"" + name + "\" yang dipanggil \"" + node.id + "\" tidak ada", node.called_process.place);
        return;
    }
    int depth = 0;
    for (auto at = id; at != kRoot; at = instance_.find(at)->parent) ++depth;
    if (depth > 200) {
        fail(node, "proses saling memanggil lebih dari 200 tingkat");
        return;
    }
    move(id, ElementState::Active);
    set_locals(id, {});
    start_scope(id, process, model::kNone);
}

/// An activity or catching event is done: its results go to where they belong and its token goes on.
void Run::complete(ElementId id, feel::Value const& variables) {
    auto const role = instance_.find(id)->role;
    auto const index = instance_.find(id)->node;
    auto const& node = definitions_.node(index);
    map_outputs(id, variables);
    if (failure_) return;
    auto const* element = instance_.find(id);
    if (role == ElementRole::Item) {
        feel::Value output;
        if (node.many && !node.many->output_element.empty())
            output = evaluate(node.many->output_element, id, node,
                              variables.is_context() ? std::vector{variables} : std::vector<feel::Value>{});
        if (!failure_) end_item(id, output);
        return;
    }
    if (model::is_activity(node.kind)) record_compensation(*element);
    auto const scope = element->parent;
    auto const* around = scope == kRoot ? nullptr : instance_.find(scope);
    auto const ad_hoc = around && node_of(*around).kind == NodeKind::AdHocSubProcess;
    pass(id);
    if (ad_hoc && !failure_) ad_hoc_progress(scope);
}

} // namespace alur::runtime
