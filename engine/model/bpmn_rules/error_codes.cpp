#include "model/bpmn_rules/rules.hpp"

#include <algorithm>

namespace alur::model {

/// What is thrown has a code; otherwise nobody can tell it from others.
void check_error_codes(RuleContext const& context) {
    auto const check = [&](char const* definition, char const* reference, char const* attribute, char const* rule) {
        for (auto const* element : context.document.all(definition)) {
            auto const* event = context.document.parent(*element);
            if (!event || (!is_bpmn(*event, "endEvent") && !is_bpmn(*event, "intermediateThrowEvent"))) continue;
            auto const* target = context.document.find(attribute_or(*element, reference));
            if (target && attribute_or(*target, attribute).empty())
                context.mistake(*element, rule,
                                "<" + target->local + "> \"" + attribute_or(*target, "id") +
                                    "\" yang dilempar tidak mempunyai " + attribute,
                                std::string("isi ") + attribute);
            if (!element->attribute(reference))
                context.mistake(*element, rule, std::string("peristiwa ini tidak menyebut apa yang dilempar"),
                                std::string("isi ") + reference);
        }
    };
    check("escalationEventDefinition", "escalationRef", "escalationCode", "EXT011-escalation-code");
    check("errorEventDefinition", "errorRef", "errorCode", "error-code");
}

} // namespace alur::model
