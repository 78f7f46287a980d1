#include "model/bpmn_rules/rules.hpp"

#include <unordered_map>

namespace alur::model {

/// Every id names one element; whatever a flow can lead to has one.
void check_ids(RuleContext const& context) {
    std::unordered_map<std::string, format::XmlNode const*> seen;
    for (auto const* element : context.document.elements()) {
        auto const* id = element->attribute("id");
        if (id && !id->empty()) {
            auto const [first, fresh] = seen.emplace(*id, element);
            if (!fresh)
                context.found
                    .error("EXT002-duplicate-id", element->place,
                           "id \"" + *id + "\" sudah dipakai <" + first->second->local + "> pada baris " +
                               std::to_string(first->second->place.line),
                           "beri setiap unsur id yang berbeda")
                    .element = *id;
            continue;
        }
        if (node_kind(*element) || element->local == "process")
            context.mistake(*element, "EXT003-missing-id", "<" + element->local + "> tidak mempunyai id",
                            "beri unsur ini id");
    }
}

} // namespace alur::model
