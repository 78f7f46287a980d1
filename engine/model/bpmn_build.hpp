#pragma once
#include "model/bpmn_document.hpp"
#include "model/process.hpp"

namespace alur::model {

/// Turns the processes of a document into Definitions. What cannot be read goes into `found`; what is understood but
/// cannot be executed into `unsupported`. Mistakes in a process that is not executable are warnings.
class ProcessBuilder {
  public:
    ProcessBuilder(BpmnDocument const& document, Diagnostics& found, Diagnostics& unsupported,
                   std::vector<std::string> names, std::shared_ptr<std::string const> text);

    Definitions build(std::string file);

  private:
    // bpmn_build.cpp: nodes, flows, lanes
    void read_process(format::XmlNode const& element);
    void read_global_task(format::XmlNode const& element);
    void read_children(format::XmlNode const& element, ProcessIndex process, NodeIndex parent);
    void read_node(format::XmlNode const& element, NodeKind kind, ProcessIndex process, NodeIndex parent);
    void read_flow(format::XmlNode const& element);
    void connect(format::XmlNode const& process);
    void order_flows(format::XmlNode const& element, Node& node);
    void read_lanes(format::XmlNode const& lane_set, std::vector<std::string> const& outer);
    void read_message_flows();
    void attach_boundaries();

    // bpmn_build_events.cpp
    void read_triggers(format::XmlNode const& element, Node& node);
    void read_trigger(format::XmlNode const& definition, Node& node);
    void read_message(format::XmlNode const& holder, Trigger& trigger);
    void read_timer(format::XmlNode const& definition, Trigger& trigger);
    std::string code_of(format::XmlNode const& definition, std::string_view reference, std::string_view attribute);

    // bpmn_build_activities.cpp
    void read_activity(format::XmlNode const& element, Node& node);
    void read_extensions(format::XmlNode const& element, Node& node);
    void read_extension(format::XmlNode const& extension, Node& node);
    void read_script(format::XmlNode const& element, Node& node);
    void read_loop(format::XmlNode const& element, Node& node);
    void read_many(format::XmlNode const& element, Node& node);
    void read_data(format::XmlNode const& element, Node& node);
    std::vector<std::string> data_names(std::string_view reference) const;

    // diagnostics and expressions
    void mistake(format::XmlNode const& at, std::string rule, std::string message, std::string hint = {});
    void cannot(format::XmlNode const& at, std::string message);
    feel::Expression expression(format::XmlNode const& element);
    feel::Expression parse(std::string text, Place place, format::XmlNode const& element);
    Text text_of(std::string const& value, Place place, format::XmlNode const& element);
    Text attribute_text(format::XmlNode const& element, std::string_view name);
    bool executable(format::XmlNode const& element) const;

    BpmnDocument const& document_;
    Diagnostics& found_;
    Diagnostics& unsupported_;
    Definitions out_;
    std::vector<format::XmlNode const*> node_elements_; ///< by node index
    std::vector<format::XmlNode const*> flow_elements_;
    std::shared_ptr<std::string const> text_; ///< of the file, for exact places
    std::vector<std::string> wide_names_;     ///< names with spaces, known to FEEL
    bool too_many_ = false;
};

} // namespace alur::model
