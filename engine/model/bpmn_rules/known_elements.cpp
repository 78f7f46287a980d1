#include "model/bpmn_rules/rules.hpp"

#include <algorithm>
#include <array>

namespace alur::model {

namespace {

/// What may stand inside a process and the elements in it, besides flow nodes.
constexpr auto kCarried = std::to_array<std::string_view>({"documentation",
                                                           "extensionElements",
                                                           "sequenceFlow",
                                                           "incoming",
                                                           "outgoing",
                                                           "laneSet",
                                                           "lane",
                                                           "childLaneSet",
                                                           "flowNodeRef",
                                                           "partitionElement",
                                                           "dataObject",
                                                           "dataObjectReference",
                                                           "dataStoreReference",
                                                           "dataState",
                                                           "property",
                                                           "ioSpecification",
                                                           "dataInput",
                                                           "dataOutput",
                                                           "inputSet",
                                                           "outputSet",
                                                           "dataInputRefs",
                                                           "dataOutputRefs",
                                                           "optionalInputRefs",
                                                           "optionalOutputRefs",
                                                           "whileExecutingInputRefs",
                                                           "whileExecutingOutputRefs",
                                                           "inputSetRefs",
                                                           "outputSetRefs",
                                                           "dataInputAssociation",
                                                           "dataOutputAssociation",
                                                           "sourceRef",
                                                           "targetRef",
                                                           "transformation",
                                                           "assignment",
                                                           "from",
                                                           "to",
                                                           "textAnnotation",
                                                           "text",
                                                           "association",
                                                           "group",
                                                           "monitoring",
                                                           "auditing",
                                                           "conditionExpression",
                                                           "condition",
                                                           "script",
                                                           "resourceRole",
                                                           "performer",
                                                           "humanPerformer",
                                                           "potentialOwner",
                                                           "resourceRef",
                                                           "resourceAssignmentExpression",
                                                           "formalExpression",
                                                           "expression",
                                                           "resourceParameterBinding",
                                                           "rendering",
                                                           "ioBinding",
                                                           "correlationSubscription",
                                                           "supports",
                                                           "supportedInterfaceRef",
                                                           "categoryValueRef",
                                                           "standardLoopCharacteristics",
                                                           "multiInstanceLoopCharacteristics",
                                                           "loopCondition",
                                                           "loopCardinality",
                                                           "loopDataInputRef",
                                                           "loopDataOutputRef",
                                                           "inputDataItem",
                                                           "outputDataItem",
                                                           "complexBehaviorDefinition",
                                                           "completionCondition",
                                                           "activationCondition",
                                                           "event",
                                                           "timeDate",
                                                           "timeDuration",
                                                           "timeCycle",
                                                           "operationRef",
                                                           "source",
                                                           "target"});

} // namespace

/// A name that BPMN does not have is a slip, and what it stood for would be left out silently.
void check_known_elements(RuleContext const& context) {
    for (auto const* element : context.document.elements()) {
        if (!context.document.process_of(*element)) continue;
        auto const& name = element->local;
        if (name == "process" || node_kind(*element) || name.ends_with("EventDefinition") ||
            name == "eventDefinitionRef" || name == "correlationPropertyBinding" || name == "correlationKeyRef" ||
            name == "correlationPropertyRef" || name == "dataPath" || name == "implicitThrowEvent" ||
            name.find("horeography") != std::string::npos ||
            std::find(kCarried.begin(), kCarried.end(), name) != kCarried.end())
            continue;
        std::vector<std::string> candidates(kCarried.begin(), kCarried.end());
        for (int i = 0; i <= static_cast<int>(NodeKind::ComplexGateway); ++i)
            candidates.emplace_back(bpmn_name(static_cast<NodeKind>(i)));
        auto const close = nearest(name, candidates);
        context.mistake(*element, "unknown-element", "unsur <" + name + "> tidak ada dalam BPMN 2.0",
                        close.empty() ? std::string() : "mungkin maksudnya \"" + close + "\"");
    }
}

} // namespace alur::model
