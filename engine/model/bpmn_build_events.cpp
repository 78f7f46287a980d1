#include "core/text.hpp"
#include "model/bpmn_build.hpp"

#include <array>

namespace alur::model {

using format::XmlNode;

namespace {

std::optional<TriggerKind> trigger_kind(std::string_view local_name) {
    static constexpr std::array<std::pair<std::string_view, TriggerKind>, 10> kNames{{
        {"messageEventDefinition", TriggerKind::Message},
        {"timerEventDefinition", TriggerKind::Timer},
        {"signalEventDefinition", TriggerKind::Signal},
        {"errorEventDefinition", TriggerKind::Error},
        {"escalationEventDefinition", TriggerKind::Escalation},
        {"conditionalEventDefinition", TriggerKind::Condition},
        {"linkEventDefinition", TriggerKind::Link},
        {"compensateEventDefinition", TriggerKind::Compensation},
        {"cancelEventDefinition", TriggerKind::Cancel},
        {"terminateEventDefinition", TriggerKind::Terminate},
    }};
    for (auto const& [name, kind] : kNames)
        if (name == local_name) return kind;
    return std::nullopt;
}

} // namespace

void ProcessBuilder::read_triggers(XmlNode const& element, Node& node) {
    for (auto const& child : element.children) {
        if (child.space != kBpmnSpace) continue;
        if (child.local == "eventDefinitionRef") {
            auto const reference = std::string(trim(child.content()));
            if (auto const* definition = document_.find(reference))
                read_trigger(*definition, node);
            else
                mistake(child, "unresolved-reference",
                        "eventDefinitionRef \"" + reference + "\" tidak menunjuk definisi peristiwa");
        } else if (child.local.ends_with("EventDefinition")) {
            read_trigger(child, node);
        }
    }
}

void ProcessBuilder::read_trigger(XmlNode const& definition, Node& node) {
    auto const kind = trigger_kind(definition.local);
    if (!kind) {
        cannot(definition, definition.local + " tidak dikenal");
        return;
    }
    Trigger trigger;
    trigger.kind = *kind;
    trigger.place = definition.place;
    switch (*kind) {
    case TriggerKind::Message: read_message(definition, trigger); break;
    case TriggerKind::Timer: read_timer(definition, trigger); break;
    case TriggerKind::Signal:
        if (auto const reference = attribute_or(definition, "signalRef"); !reference.empty()) {
            if (auto const* signal = document_.find(reference))
                trigger.name = name_or_id(*signal);
            else
                mistake(definition, "unresolved-reference", "signalRef \"" + reference + "\" tidak menunjuk sinyal");
        } else {
            mistake(definition, "missing-reference", "peristiwa sinyal tidak menyebut sinyalnya", "isi signalRef");
        }
        break;
    case TriggerKind::Error: trigger.code = code_of(definition, "errorRef", "errorCode"); break;
    case TriggerKind::Escalation: trigger.code = code_of(definition, "escalationRef", "escalationCode"); break;
    case TriggerKind::Condition:
        if (auto const* condition = definition.child("condition", kBpmnSpace))
            trigger.condition = expression(*condition);
        if (trigger.condition.empty())
            mistake(definition, "missing-condition", "peristiwa bersyarat tidak mempunyai syarat",
                    "isi <condition> dengan ekspresi FEEL");
        break;
    case TriggerKind::Link: trigger.name = attribute_or(definition, "name", node.name); break;
    case TriggerKind::Compensation: trigger.wait = flag(definition, "waitForCompletion", true); break;
    case TriggerKind::Cancel:
    case TriggerKind::Terminate: break;
    }
    node.triggers.push_back(std::move(trigger));
}

/// `holder` is a message event definition or a send or receive task: it names the message, or an operation that does.
void ProcessBuilder::read_message(XmlNode const& holder, Trigger& trigger) {
    auto reference = attribute_or(holder, "messageRef");
    if (reference.empty()) {
        auto operation = attribute_or(holder, "operationRef");
        if (auto const* child = holder.child("operationRef", kBpmnSpace))
            operation = std::string(trim(child->content()));
        if (auto const* element = operation.empty() ? nullptr : document_.find(operation))
            if (auto const* message = element->child("inMessageRef", kBpmnSpace))
                reference = std::string(trim(message->content()));
    }
    if (reference.empty()) return;
    auto const* message = document_.find(reference);
    if (!message || !is_bpmn(*message, "message")) {
        mistake(holder, "unresolved-reference", "messageRef \"" + reference + "\" tidak menunjuk pesan");
        return;
    }
    trigger.name = name_or_id(*message);
    if (auto const* extensions = message->child("extensionElements", kBpmnSpace))
        if (auto const* subscription = extensions->child("subscription", kZeebeSpace))
            trigger.correlation_key = attribute_text(*subscription, "correlationKey");
}

void ProcessBuilder::read_timer(XmlNode const& definition, Trigger& trigger) {
    static constexpr std::array<std::pair<std::string_view, TimerKind>, 3> kKinds{
        {{"timeDate", TimerKind::Date}, {"timeDuration", TimerKind::Duration}, {"timeCycle", TimerKind::Cycle}}};
    int count = 0;
    for (auto const& [name, kind] : kKinds) {
        auto const* child = definition.child(name, kBpmnSpace);
        if (!child) continue;
        ++count;
        auto const placed = placed_text(*child);
        trigger.timer_kind = kind;
        trigger.timer = text_of(placed.text, placed.place, *child);
    }
    if (count != 1 || trigger.timer.empty())
        mistake(definition, "timer-definition",
                "peristiwa waktu harus mempunyai tepat satu dari timeDate, timeDuration dan timeCycle yang berisi");
}

std::string ProcessBuilder::code_of(XmlNode const& definition, std::string_view reference, std::string_view attribute) {
    auto const wanted = attribute_or(definition, reference);
    if (wanted.empty()) return {};
    auto const* element = document_.find(wanted);
    if (!element) {
        mistake(definition, "unresolved-reference",
                std::string(reference) + " \"" + wanted + "\" tidak menunjuk apa pun dalam berkas ini");
        return wanted;
    }
    auto const code = attribute_or(*element, attribute);
    return code.empty() ? wanted : code;
}

} // namespace alur::model
