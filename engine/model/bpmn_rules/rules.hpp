#pragma once
#include "model/bpmn_document.hpp"
#include "model/process.hpp"

#include <functional>
#include <string>

namespace alur::model {

/// What a rule looks at, and where it puts what it finds. A mistake in a process that is not executable is a warning.
struct RuleContext {
    BpmnDocument const& document;
    Definitions const& definitions;
    /// Is there a file of that name beside the document? Unset: not asked.
    std::function<bool(std::string const&)> exists;
    Diagnostics& found;

    void mistake(format::XmlNode const& at, std::string rule, std::string message, std::string hint = {}) const;
    void mistake(Node const& at, std::string rule, std::string message, std::string hint = {}) const;
    void warn(Node const& at, std::string rule, std::string message, std::string hint = {}) const;
    /// Is anything in the document meant to be executed?
    bool any_executable() const;
};

// One rule a file. Names that begin with EXT are those of the published list of BPMN constraints.

void check_ids(RuleContext const& context);
void check_text_formats(RuleContext const& context);
void check_languages(RuleContext const& context);
void check_imports(RuleContext const& context);
void check_extensions(RuleContext const& context);
void check_known_elements(RuleContext const& context);
void check_flow_ends(RuleContext const& context);
void check_message_flows(RuleContext const& context);
void check_participants(RuleContext const& context);
void check_formal_conditions(RuleContext const& context);
void check_error_codes(RuleContext const& context);
void check_gateway_directions(RuleContext const& context);
void check_gateway_exits(RuleContext const& context);
void check_flow_conditions(RuleContext const& context);
void check_event_gateways(RuleContext const& context);
void check_starts(RuleContext const& context);
void check_reachable(RuleContext const& context);
void check_event_flows(RuleContext const& context);
void check_triggers(RuleContext const& context);
void check_event_sub_processes(RuleContext const& context);
void check_links(RuleContext const& context);
void check_compensation(RuleContext const& context);
void check_transactions(RuleContext const& context);
void check_timers(RuleContext const& context);
void check_messages(RuleContext const& context);
void check_calls(RuleContext const& context);
void check_ad_hoc(RuleContext const& context);

/// All of them.
void check_rules(RuleContext const& context);

} // namespace alur::model
