#include "model/bpmn_rules/rules.hpp"

#include <algorithm>
#include <array>

namespace alur::model {

bool RuleContext::any_executable() const {
    return std::any_of(definitions.processes.begin(), definitions.processes.end(),
                       [](Process const& p) { return p.executable; });
}

void RuleContext::mistake(format::XmlNode const& at, std::string rule, std::string message, std::string hint) const {
    auto const serious = document.process_of(at) ? document.in_executable(at) : any_executable();
    auto& entry = serious ? found.error(std::move(rule), at.place, std::move(message), std::move(hint))
                          : found.warning(std::move(rule), at.place, std::move(message), std::move(hint));
    entry.element = attribute_or(at, "id");
}

void RuleContext::mistake(Node const& at, std::string rule, std::string message, std::string hint) const {
    if (!definitions.processes[at.process].executable)
        return warn(at, std::move(rule), std::move(message), std::move(hint));
    found.error(std::move(rule), at.place, std::move(message), std::move(hint)).element = at.id;
}

void RuleContext::warn(Node const& at, std::string rule, std::string message, std::string hint) const {
    found.warning(std::move(rule), at.place, std::move(message), std::move(hint)).element = at.id;
}

void check_rules(RuleContext const& context) {
    static constexpr std::array kRules{
        check_ids,
        check_text_formats,
        check_languages,
        check_imports,
        check_extensions,
        check_known_elements,
        check_flow_ends,
        check_message_flows,
        check_participants,
        check_formal_conditions,
        check_error_codes,
        check_gateway_directions,
        check_gateway_exits,
        check_flow_conditions,
        check_event_gateways,
        check_starts,
        check_reachable,
        check_event_flows,
        check_triggers,
        check_event_sub_processes,
        check_links,
        check_compensation,
        check_transactions,
        check_timers,
        check_messages,
        check_calls,
        check_ad_hoc,
    };
    for (auto const rule : kRules) rule(context);
}

} // namespace alur::model
