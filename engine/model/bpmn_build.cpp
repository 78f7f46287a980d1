#include "model/bpmn_build.hpp"

#include "core/text.hpp"

#include <algorithm>

namespace alur::model {

using format::XmlNode;

namespace {

constexpr std::size_t kMostNodes = 60'000;

bool is_wide(std::string_view name) { return name.find_first_of(" -+*/.") != std::string_view::npos; }

} // namespace

ProcessBuilder::ProcessBuilder(BpmnDocument const& document, Diagnostics& found, Diagnostics& unsupported,
                               std::vector<std::string> names, std::shared_ptr<std::string const> text)
    : document_(document), found_(found), unsupported_(unsupported), text_(std::move(text)),
      wide_names_(std::move(names)) {}

Definitions ProcessBuilder::build(std::string file) {
    out_.file = std::move(file);
    for (auto const* data : {"dataObject", "property", "dataInput", "dataOutput"})
        for (auto const* element : document_.all(data))
            if (auto const name = attribute_or(*element, "name"); is_wide(name)) wide_names_.push_back(name);
    for (auto const& child : document_.root().children) {
        if (is_bpmn(child, "process")) read_process(child);
        if (child.space == kBpmnSpace && child.local.starts_with("global") && node_kind(child)) read_global_task(child);
    }
    attach_boundaries();
    read_message_flows();
    return std::move(out_);
}

void ProcessBuilder::read_process(XmlNode const& element) {
    auto const index = static_cast<ProcessIndex>(out_.processes.size());
    Process process;
    process.id = attribute_or(element, "id");
    process.name = attribute_or(element, "name");
    process.place = element.place;
    process.executable = document_.is_executable(element);
    if (auto const* extensions = element.child("extensionElements", kBpmnSpace))
        if (auto const* properties = extensions->child("properties", kZeebeSpace))
            for (auto const& property : properties->children)
                if (property.local == "property")
                    process.properties.emplace_back(attribute_or(property, "name"), attribute_or(property, "value"));
    out_.processes.push_back(std::move(process));
    read_children(element, index, kNone);
    connect(element);
    for (auto const& child : element.children)
        if (is_bpmn(child, "laneSet")) read_lanes(child, {});
}

/// A global task becomes a process of one node, so that a call activity can call it.
void ProcessBuilder::read_global_task(XmlNode const& element) {
    auto const index = static_cast<ProcessIndex>(out_.processes.size());
    Process process;
    process.id = attribute_or(element, "id");
    process.name = attribute_or(element, "name");
    process.place = element.place;
    out_.processes.push_back(std::move(process));
    read_node(element, *node_kind(element), index, kNone);
}

void ProcessBuilder::read_children(XmlNode const& element, ProcessIndex process, NodeIndex parent) {
    for (auto const& child : element.children) {
        if (!child.is_element()) continue;
        if (auto const kind = node_kind(child)) {
            if (out_.nodes.size() >= kMostNodes) {
                if (!too_many_) mistake(child, "too-many-nodes", "berkas memuat lebih dari 60.000 simpul");
                too_many_ = true;
                return;
            }
            read_node(child, *kind, process, parent);
        } else if (is_bpmn(child, "sequenceFlow")) {
            read_flow(child);
        } else if (is_bpmn(child, "dataObject") || is_bpmn(child, "property")) {
            out_.processes[process].data.push_back(name_or_id(child));
        } else if (child.space == kBpmnSpace &&
                   (child.local.ends_with("Choreography") || child.local.starts_with("choreography") ||
                    child.local == "implicitThrowEvent")) {
            cannot(child, child.local + " tidak dapat dijalankan");
        }
    }
}

void ProcessBuilder::read_node(XmlNode const& element, NodeKind kind, ProcessIndex process, NodeIndex parent) {
    auto const index = static_cast<NodeIndex>(out_.nodes.size());
    {
        Node node;
        node.kind = kind;
        node.id = attribute_or(element, "id");
        node.name = attribute_or(element, "name");
        node.place = element.place;
        node.process = process;
        node.parent = parent;
        if (auto const* documentation = element.child("documentation", kBpmnSpace))
            node.documentation = std::string(trim(documentation->content()));
        node.parallel_multiple = flag(element, "parallelMultiple", false);
        node.instantiates = flag(element, "instantiate", false);
        if (kind == NodeKind::BoundaryEvent) node.interrupting = flag(element, "cancelActivity", true);
        if (kind == NodeKind::StartEvent) node.interrupting = flag(element, "isInterrupting", true);
        node.by_event = flag(element, "triggeredByEvent", false);
        if (is_event(kind)) read_triggers(element, node);
        read_extensions(element, node);
        if (is_activity(kind)) read_activity(element, node);
        if (kind == NodeKind::EventGateway && attribute_or(element, "eventGatewayType") == "Parallel")
            cannot(element, "eventBasedGateway dengan eventGatewayType=\"Parallel\" tidak dapat dijalankan");
        if (kind == NodeKind::ComplexGateway)
            if (auto const* activation = element.child("activationCondition", kBpmnSpace))
                node.activation = expression(*activation);
        node.state = std::string(node.property("state"));
        if (!node.id.empty()) out_.node_by_id.emplace(node.id, index);
        out_.nodes.push_back(std::move(node));
        node_elements_.push_back(&element);
    }
    if (parent == kNone)
        out_.processes[process].children.push_back(index);
    else
        out_.nodes[parent].children.push_back(index);
    if (is_container(kind)) read_children(element, process, index);
}

void ProcessBuilder::read_flow(XmlNode const& element) {
    if (out_.flows.size() >= kMostNodes) {
        if (!too_many_) mistake(element, "too-many-nodes", "berkas memuat lebih dari 60.000 aliran");
        too_many_ = true;
        return;
    }
    Flow flow;
    flow.id = attribute_or(element, "id");
    flow.name = attribute_or(element, "name");
    flow.place = element.place;
    if (auto const* condition = element.child("conditionExpression", kBpmnSpace))
        flow.condition = expression(*condition);
    out_.flows.push_back(std::move(flow));
    flow_elements_.push_back(&element);
}

/// Ends of the flows read so far that have none yet. Both ends must stand in the same process or sub-process.
void ProcessBuilder::connect(XmlNode const& process) {
    auto const end_of = [&](XmlNode const& element, char const* attribute) -> NodeIndex {
        auto const reference = attribute_or(element, attribute);
        auto const node = out_.find_node(local_part(reference));
        if (node != kNone && document_.process_of(*node_elements_[node]) == &process) return node;
        auto const* target = document_.find(reference);
        if (target && is_artifact(*target)) return kNone; // a rule of its own says so
        std::vector<std::string> known;
        for (auto const& candidate : out_.nodes) known.push_back(candidate.id);
        auto const close = nearest(reference, known);
        mistake(element, "unresolved-reference",
                std::string(attribute) + " \"" + reference + "\" tidak menunjuk unsur alur dalam proses yang sama",
                close.empty() ? "pakai id sebuah kegiatan, peristiwa atau gerbang"
                              : "mungkin maksudnya \"" + close + "\"");
        return kNone;
    };
    for (std::size_t i = 0; i < out_.flows.size(); ++i) {
        if (document_.process_of(*flow_elements_[i]) != &process) continue;
        auto& flow = out_.flows[i];
        flow.source = end_of(*flow_elements_[i], "sourceRef");
        flow.target = end_of(*flow_elements_[i], "targetRef");
        if (flow.source == kNone || flow.target == kNone) continue;
        if (out_.nodes[flow.source].parent != out_.nodes[flow.target].parent) {
            mistake(*flow_elements_[i], "flow-crosses-subprocess",
                    "aliran \"" + flow.id + "\" menembus batas subproses",
                    "hubungkan hanya unsur yang berada dalam subproses yang sama");
            continue;
        }
        out_.nodes[flow.source].outgoing.push_back(static_cast<FlowIndex>(i));
        out_.nodes[flow.target].incoming.push_back(static_cast<FlowIndex>(i));
    }
    for (std::size_t i = 0; i < out_.nodes.size(); ++i)
        if (document_.process_of(*node_elements_[i]) == &process) order_flows(*node_elements_[i], out_.nodes[i]);
}

/// The order of the `outgoing` children, where given, is the order in which the ways out are tried and taken.
void ProcessBuilder::order_flows(XmlNode const& element, Node& node) {
    std::vector<std::string> order;
    for (auto const& child : element.children)
        if (is_bpmn(child, "outgoing")) order.emplace_back(local_part(trim(child.content())));
    auto const rank = [&](FlowIndex flow) {
        return std::find(order.begin(), order.end(), out_.flows[flow].id) - order.begin();
    };
    std::stable_sort(node.outgoing.begin(), node.outgoing.end(),
                     [&](FlowIndex a, FlowIndex b) { return rank(a) < rank(b); });
    auto const* wanted = element.attribute("default");
    if (!wanted || wanted->empty()) return;
    for (auto const flow : node.outgoing)
        if (out_.flows[flow].id == local_part(*wanted)) node.default_flow = flow;
    if (node.default_flow == kNone)
        mistake(element, "default-flow", "aliran default \"" + *wanted + "\" tidak keluar dari \"" + node.id + "\"",
                "pakai id salah satu aliran yang keluar dari unsur ini");
}

void ProcessBuilder::read_lanes(XmlNode const& lane_set, std::vector<std::string> const& outer) {
    for (auto const& lane : lane_set.children) {
        if (!is_bpmn(lane, "lane")) continue;
        auto names = outer;
        names.push_back(name_or_id(lane));
        for (auto const& child : lane.children) {
            if (is_bpmn(child, "childLaneSet")) read_lanes(child, names);
            if (!is_bpmn(child, "flowNodeRef")) continue;
            auto const reference = std::string(trim(child.content()));
            auto const node = out_.find_node(local_part(reference));
            if (node != kNone)
                out_.nodes[node].lanes = names;
            else if (!document_.find(reference))
                mistake(child, "unresolved-reference", "flowNodeRef \"" + reference + "\" tidak menunjuk apa pun");
        }
    }
}

void ProcessBuilder::read_message_flows() {
    for (auto const* element : document_.all("messageFlow")) {
        MessageFlow flow;
        flow.source = out_.find_node(local_part(attribute_or(*element, "sourceRef")));
        flow.target = out_.find_node(local_part(attribute_or(*element, "targetRef")));
        if (flow.source != kNone || flow.target != kNone) out_.message_flows.push_back(flow);
    }
}

void ProcessBuilder::attach_boundaries() {
    for (std::size_t i = 0; i < out_.nodes.size(); ++i) {
        auto& node = out_.nodes[i];
        if (node.kind != NodeKind::BoundaryEvent) continue;
        auto const reference = attribute_or(*node_elements_[i], "attachedToRef");
        auto const host = out_.find_node(local_part(reference));
        if (host == kNone || !is_activity(out_.nodes[host].kind) || out_.nodes[host].parent != node.parent ||
            out_.nodes[host].process != node.process) {
            mistake(*node_elements_[i], "boundary-attachment",
                    "peristiwa tepi \"" + node.id + "\" tidak menempel pada kegiatan yang sah (attachedToRef=\"" +
                        reference + "\")",
                    "isi attachedToRef dengan id kegiatan dalam lingkup yang sama");
            continue;
        }
        node.attached_to = host;
        out_.nodes[host].boundary.push_back(static_cast<NodeIndex>(i));
    }
    for (auto const* association : document_.all("association")) {
        auto const source = out_.find_node(local_part(attribute_or(*association, "sourceRef")));
        auto const target = out_.find_node(local_part(attribute_or(*association, "targetRef")));
        if (source == kNone || target == kNone) continue;
        auto& boundary = out_.nodes[source];
        if (boundary.kind == NodeKind::BoundaryEvent && boundary.waits_for(TriggerKind::Compensation) &&
            is_activity(out_.nodes[target].kind)) {
            boundary.handler = target;
            out_.nodes[target].for_compensation = true;
        }
    }
    // what a compensation throw event names may stand behind it in the file
    for (std::size_t i = 0; i < out_.nodes.size(); ++i)
        for (auto const& definition : node_elements_[i]->children)
            if (is_bpmn(definition, "compensateEventDefinition"))
                if (auto const* reference = definition.attribute("activityRef"))
                    for (auto& trigger : out_.nodes[i].triggers)
                        if (trigger.kind == TriggerKind::Compensation) {
                            trigger.activity = out_.find_node(local_part(*reference));
                            if (trigger.activity == kNone)
                                mistake(definition, "unresolved-reference",
                                        "activityRef \"" + *reference + "\" tidak menunjuk kegiatan");
                        }
}

bool ProcessBuilder::executable(XmlNode const& element) const {
    if (document_.in_executable(element)) return true;
    // what stands beside the processes counts as soon as one of them is executable
    return !document_.process_of(element) &&
           std::any_of(out_.processes.begin(), out_.processes.end(), [](auto const& p) { return p.executable; });
}

void ProcessBuilder::mistake(XmlNode const& at, std::string rule, std::string message, std::string hint) {
    auto& entry = executable(at) ? found_.error(std::move(rule), at.place, std::move(message), std::move(hint))
                                 : found_.warning(std::move(rule), at.place, std::move(message), std::move(hint));
    entry.element = attribute_or(at, "id");
}

void ProcessBuilder::cannot(XmlNode const& at, std::string message) {
    if (!executable(at)) return;
    unsupported_.error("unsupported", at.place, std::move(message)).element = attribute_or(at, "id");
}

feel::Expression ProcessBuilder::parse(std::string text, Place place, XmlNode const& element) {
    if (text.starts_with('=')) {
        text.erase(0, 1);
        ++place.column;
    }
    feel::ParseOptions options;
    options.names = wide_names_;
    options.place = place;
    options.file = text_;
    auto parsed = feel::parse(text, options);
    if (parsed) return std::move(parsed).value();
    auto const& error = parsed.error();
    auto const& first = error.found.empty() ? Diagnostic{} : error.found.all().front();
    auto const message = "ekspresi FEEL tidak dapat dibaca: " + (first.message.empty() ? error.message : first.message);
    auto const at = first.place.line > 0 ? first.place : place;
    auto const* owner = &element;
    while (owner && !owner->attribute("id")) owner = document_.parent(*owner);
    auto& entry = executable(element) ? found_.error("feel-syntax", at, message, first.hint)
                                      : found_.warning("feel-syntax", at, message, first.hint);
    if (owner) entry.element = attribute_or(*owner, "id");
    return {};
}

feel::Expression ProcessBuilder::expression(XmlNode const& element) {
    auto placed = placed_text(element);
    if (placed.text.empty()) return {};
    return parse(std::move(placed.text), std::move(placed.place), element);
}

Text ProcessBuilder::text_of(std::string const& value, Place place, XmlNode const& element) {
    Text out;
    out.place = place;
    if (trim(value).starts_with('='))
        out.expression = parse(std::string(trim(value)), std::move(place), element);
    else
        out.plain = std::string(trim(value));
    return out;
}

Text ProcessBuilder::attribute_text(XmlNode const& element, std::string_view name) {
    auto const* attribute = element.find_attribute(name);
    if (!attribute) return {};
    return text_of(attribute->value, attribute->place, element);
}

} // namespace alur::model
