#pragma once
#include "format/xml.hpp"
#include "model/process.hpp"

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace alur::model {

inline constexpr std::string_view kBpmnSpace = "http://www.omg.org/spec/BPMN/20100524/MODEL";
inline constexpr std::string_view kZeebeSpace = "http://camunda.org/schema/zeebe/1.0";

/// A BPMN document that can be asked for elements by id. It points into the tree it was made from.
class BpmnDocument {
  public:
    explicit BpmnDocument(format::XmlNode const& root);

    format::XmlNode const& root() const { return *root_; }
    /// By id or by a qualified name `prefix:id`; the first one of several. Null when there is none.
    format::XmlNode const* find(std::string_view reference) const;
    /// All elements of the BPMN namespace with that local name, in document order.
    std::vector<format::XmlNode const*> all(std::string_view local_name) const;
    /// Every element of the BPMN namespace, in document order.
    std::vector<format::XmlNode const*> const& elements() const { return elements_; }
    /// The element around it; null at the root.
    format::XmlNode const* parent(format::XmlNode const& node) const;
    /// The process it stands in, or null.
    format::XmlNode const* process_of(format::XmlNode const& node) const;
    /// Does it stand in a process that is declared executable (or forced to be)?
    bool in_executable(format::XmlNode const& node) const;
    /// Treat this process as executable whatever it says.
    void force_executable(std::string process_id) { forced_ = std::move(process_id); }
    bool is_executable(format::XmlNode const& process) const;

  private:
    void index(format::XmlNode const& node, format::XmlNode const* parent);

    format::XmlNode const* root_;
    std::string forced_;
    std::vector<format::XmlNode const*> elements_;
    std::unordered_map<std::string, format::XmlNode const*> by_id_;
    std::unordered_map<format::XmlNode const*, format::XmlNode const*> parents_;
};

/// Without the prefix of a qualified name.
std::string_view local_part(std::string_view qualified);
/// `name` attribute, or its id.
std::string name_or_id(format::XmlNode const& node);
/// Value of the attribute, "" when absent.
std::string attribute_or(format::XmlNode const& node, std::string_view name, std::string_view otherwise = {});
/// `true` or `1`; `otherwise` when absent.
bool flag(format::XmlNode const& node, std::string_view name, bool otherwise);
/// The element's text without white space around it, and the place where it begins.
struct PlacedText {
    std::string text;
    Place place;
};
PlacedText placed_text(format::XmlNode const& node);
bool is_bpmn(format::XmlNode const& node, std::string_view local_name);
/// The kind of flow node an element is, if it is one.
std::optional<NodeKind> node_kind(format::XmlNode const& node);
/// textAnnotation, association, group: what may not stand at the end of a flow.
bool is_artifact(format::XmlNode const& node);

} // namespace alur::model
