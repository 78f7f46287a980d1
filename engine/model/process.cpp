#include "model/process.hpp"

#include <array>

namespace alur::model {

std::string_view bpmn_name(NodeKind kind) {
    static constexpr std::array<std::string_view, 22> kNames{"startEvent",
                                                             "endEvent",
                                                             "intermediateCatchEvent",
                                                             "intermediateThrowEvent",
                                                             "boundaryEvent",
                                                             "task",
                                                             "manualTask",
                                                             "userTask",
                                                             "serviceTask",
                                                             "sendTask",
                                                             "receiveTask",
                                                             "scriptTask",
                                                             "businessRuleTask",
                                                             "callActivity",
                                                             "subProcess",
                                                             "transaction",
                                                             "adHocSubProcess",
                                                             "exclusiveGateway",
                                                             "inclusiveGateway",
                                                             "parallelGateway",
                                                             "eventBasedGateway",
                                                             "complexGateway"};
    return kNames[static_cast<std::size_t>(kind)];
}

bool is_event(NodeKind kind) { return kind <= NodeKind::BoundaryEvent; }
bool is_gateway(NodeKind kind) { return kind >= NodeKind::ExclusiveGateway; }
bool is_activity(NodeKind kind) { return kind >= NodeKind::Task && kind <= NodeKind::AdHocSubProcess; }
bool is_container(NodeKind kind) { return kind >= NodeKind::SubProcess && kind <= NodeKind::AdHocSubProcess; }

std::string_view trigger_name(TriggerKind kind) {
    static constexpr std::array<std::string_view, 10> kNames{"message",    "timer",     "signal", "error",
                                                             "escalation", "condition", "link",   "compensation",
                                                             "cancel",     "terminate"};
    return kNames[static_cast<std::size_t>(kind)];
}

std::string_view Node::property(std::string_view key) const {
    for (auto const& [name_of, value] : properties)
        if (name_of == key) return value;
    return {};
}

bool Node::waits_for(TriggerKind wanted) const {
    for (auto const& trigger : triggers)
        if (trigger.kind == wanted) return true;
    return false;
}

NodeIndex Definitions::find_node(std::string_view id) const {
    auto const found = node_by_id.find(std::string(id));
    return found == node_by_id.end() ? kNone : found->second;
}

ProcessIndex Definitions::find_process(std::string_view id) const {
    for (std::size_t i = 0; i < processes.size(); ++i)
        if (processes[i].id == id) return static_cast<ProcessIndex>(i);
    return kNone;
}

std::vector<NodeIndex> const& Definitions::children(ProcessIndex process, NodeIndex parent) const {
    return parent == kNone ? processes[process].children : nodes[parent].children;
}

} // namespace alur::model
