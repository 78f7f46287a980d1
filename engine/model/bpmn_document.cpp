#include "model/bpmn_document.hpp"

#include "core/text.hpp"

#include <algorithm>
#include <array>

namespace alur::model {

using format::XmlNode;

BpmnDocument::BpmnDocument(XmlNode const& root) : root_(&root) { index(root, nullptr); }

void BpmnDocument::index(XmlNode const& node, XmlNode const* parent) {
    parents_.emplace(&node, parent);
    if (node.space == kBpmnSpace) {
        elements_.push_back(&node);
        if (auto const* id = node.attribute("id")) by_id_.emplace(*id, &node);
    }
    for (auto const& child : node.children)
        if (child.is_element()) index(child, &node);
}

XmlNode const* BpmnDocument::find(std::string_view reference) const {
    auto found = by_id_.find(std::string(reference));
    if (found == by_id_.end()) found = by_id_.find(std::string(local_part(reference)));
    return found == by_id_.end() ? nullptr : found->second;
}

std::vector<XmlNode const*> BpmnDocument::all(std::string_view local_name) const {
    std::vector<XmlNode const*> out;
    for (auto const* element : elements_)
        if (element->local == local_name) out.push_back(element);
    return out;
}

XmlNode const* BpmnDocument::parent(XmlNode const& node) const {
    auto const found = parents_.find(&node);
    return found == parents_.end() ? nullptr : found->second;
}

XmlNode const* BpmnDocument::process_of(XmlNode const& node) const {
    auto const* at = &node;
    while (at && !is_bpmn(*at, "process")) at = parent(*at);
    return at;
}

bool BpmnDocument::is_executable(XmlNode const& process) const {
    return flag(process, "isExecutable", false) || (!forced_.empty() && attribute_or(process, "id") == forced_);
}

bool BpmnDocument::in_executable(XmlNode const& node) const {
    auto const* process = process_of(node);
    return process && is_executable(*process);
}

std::string_view local_part(std::string_view qualified) {
    auto const colon = qualified.rfind(':');
    return colon == std::string_view::npos ? qualified : qualified.substr(colon + 1);
}

std::string attribute_or(XmlNode const& node, std::string_view name, std::string_view otherwise) {
    auto const* found = node.attribute(name);
    return found ? *found : std::string(otherwise);
}

std::string name_or_id(XmlNode const& node) {
    auto const name = attribute_or(node, "name");
    return name.empty() ? attribute_or(node, "id") : name;
}

bool flag(XmlNode const& node, std::string_view name, bool otherwise) {
    auto const* found = node.attribute(name);
    if (!found) return otherwise;
    auto const text = trim(*found);
    return text == "true" || text == "1";
}

PlacedText placed_text(XmlNode const& node) {
    auto const content = node.content();
    PlacedText out{std::string(trim(content)), node.place};
    for (auto const& child : node.children) {
        if (child.is_element() || child.comment) continue;
        auto const text = std::string_view(child.text);
        auto const begin = text.find_first_not_of(" \t\r\n");
        if (begin == std::string_view::npos) continue;
        out.place = child.place;
        if (child.cdata) out.place.column += 9; // behind <![CDATA[
        for (char const c : text.substr(0, begin)) {
            if (c == '\n') {
                ++out.place.line;
                out.place.column = 1;
            } else {
                ++out.place.column;
            }
        }
        break;
    }
    return out;
}

bool is_bpmn(XmlNode const& node, std::string_view local_name) {
    return node.local == local_name && node.space == kBpmnSpace;
}

std::optional<NodeKind> node_kind(XmlNode const& node) {
    if (node.space != kBpmnSpace) return std::nullopt;
    for (int i = 0; i <= static_cast<int>(NodeKind::ComplexGateway); ++i)
        if (bpmn_name(static_cast<NodeKind>(i)) == node.local) return static_cast<NodeKind>(i);
    static constexpr std::array<std::pair<std::string_view, NodeKind>, 5> kGlobal{{
        {"globalTask", NodeKind::Task},
        {"globalManualTask", NodeKind::ManualTask},
        {"globalUserTask", NodeKind::UserTask},
        {"globalScriptTask", NodeKind::ScriptTask},
        {"globalBusinessRuleTask", NodeKind::BusinessRuleTask},
    }};
    for (auto const& [name, kind] : kGlobal)
        if (name == node.local) return kind;
    return std::nullopt;
}

bool is_artifact(XmlNode const& node) {
    static constexpr std::array<std::string_view, 3> kArtifacts{"textAnnotation", "association", "group"};
    return node.space == kBpmnSpace && std::find(kArtifacts.begin(), kArtifacts.end(), node.local) != kArtifacts.end();
}

} // namespace alur::model
