#include "core/text.hpp"
#include "model/bpmn_build.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace alur::model {

using format::XmlNode;

void ProcessBuilder::read_activity(XmlNode const& element, Node& node) {
    node.for_compensation = flag(element, "isForCompensation", false);
    if (node.kind == NodeKind::SendTask || node.kind == NodeKind::ReceiveTask) {
        Trigger trigger;
        trigger.kind = TriggerKind::Message;
        trigger.place = element.place;
        read_message(element, trigger);
        if (!trigger.name.empty() || node.kind == NodeKind::ReceiveTask) node.triggers.push_back(std::move(trigger));
    }
    if (node.kind == NodeKind::ScriptTask) read_script(element, node);
    if (node.kind == NodeKind::CallActivity && node.called_process.empty()) {
        node.called_process.plain = std::string(local_part(attribute_or(element, "calledElement")));
        node.called_process.place = element.place;
    }
    if (node.kind == NodeKind::AdHocSubProcess) {
        node.ad_hoc_sequential = attribute_or(element, "ordering") == "Sequential";
        node.cancel_remaining = flag(element, "cancelRemainingInstances", true);
        if (auto const* completion = element.child("completionCondition", kBpmnSpace))
            node.completion = expression(*completion);
    }
    auto const quantity = [&](char const* attribute) {
        auto const value = attribute_or(element, attribute, "1");
        auto const text = trim(value);
        int number = 0;
        auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
        if (error == std::errc{} && end == text.data() + text.size() && number >= 1 && number <= 10'000) return number;
        mistake(element, "quantity",
                std::string(attribute) + " \"" + value + "\" bukan bilangan bulat dari 1 sampai 10000");
        return 1;
    };
    node.start_quantity = quantity("startQuantity");
    node.completion_quantity = quantity("completionQuantity");
    read_loop(element, node);
    read_data(element, node);
}

void ProcessBuilder::read_extensions(XmlNode const& element, Node& node) {
    auto const* extensions = element.child("extensionElements", kBpmnSpace);
    if (!extensions) return;
    for (auto const& extension : extensions->children)
        if (extension.is_element() && extension.space == kZeebeSpace) read_extension(extension, node);
}

void ProcessBuilder::read_extension(XmlNode const& extension, Node& node) {
    auto const& name = extension.local;
    auto const pairs = [&](std::string_view child_name, char const* key,
                           std::vector<std::pair<std::string, std::string>>& out) {
        for (auto const& child : extension.children)
            if (child.local == child_name) out.emplace_back(attribute_or(child, key), attribute_or(child, "value"));
    };
    if (name == "taskDefinition") {
        node.task_type = attribute_text(extension, "type");
    } else if (name == "taskHeaders") {
        pairs("header", "key", node.headers);
    } else if (name == "properties") {
        pairs("property", "name", node.properties);
    } else if (name == "ioMapping") {
        for (auto const& child : extension.children) {
            if (!child.is_element()) continue;
            auto& list = child.local == "output" ? node.outputs : node.inputs;
            list.push_back({attribute_or(child, "target"), attribute_text(child, "source")});
        }
    } else if (name == "assignmentDefinition") {
        node.roles = attribute_text(extension, "candidateGroups");
        node.assignee = attribute_text(extension, "assignee");
    } else if (name == "taskSchedule") {
        node.due = attribute_text(extension, "dueDate");
    } else if (name == "formDefinition") {
        for (auto const* key : {"formKey", "externalReference", "formId"})
            if (auto const* value = extension.attribute(key)) node.form = *value;
    } else if (name == "script") {
        node.script = attribute_or(extension, "expression");
        if (auto const* expression = extension.find_attribute("expression"))
            node.script_expression = parse(expression->value, expression->place, extension);
        node.result = attribute_or(extension, "resultVariable");
    } else if (name == "calledDecision") {
        node.called_decision = attribute_text(extension, "decisionId");
        node.result = attribute_or(extension, "resultVariable");
    } else if (name == "calledElement") {
        node.called_process = attribute_text(extension, "processId");
        node.give_all = flag(extension, "propagateAllParentVariables", true);
        node.take_all = flag(extension, "propagateAllChildVariables", true);
    } else if (name == "executionListeners" || name == "taskListeners" || name == "adHoc") {
        cannot(extension, "zeebe:" + name + " tidak dapat dijalankan");
    }
}

void ProcessBuilder::read_script(XmlNode const& element, Node& node) {
    if (auto const result = attribute_or(element, "resultVariable"); node.result.empty()) node.result = result;
    auto const* script = element.child("script", kBpmnSpace);
    if (!script || !node.script.empty()) return;
    auto const placed = placed_text(*script);
    node.script = placed.text;
    if (node.script.empty()) return;
    auto const language = lower_ascii(attribute_or(element, "scriptFormat"));
    auto const word = node.script.find_first_of(" \t\n()=;.") == std::string::npos;
    if (!language.empty() && language.find("feel") == std::string::npos && !word)
        cannot(element, "skrip dalam bahasa \"" + language + "\" tidak dapat dijalankan; hanya FEEL");
    else
        node.script_expression = parse(placed.text, placed.place, *script);
}

void ProcessBuilder::read_loop(XmlNode const& element, Node& node) {
    if (auto const* many = element.child("multiInstanceLoopCharacteristics", kBpmnSpace)) read_many(*many, node);
    auto const* standard = element.child("standardLoopCharacteristics", kBpmnSpace);
    if (!standard) return;
    StandardLoop loop;
    loop.test_before = flag(*standard, "testBefore", false);
    if (auto const* condition = standard->child("loopCondition", kBpmnSpace)) loop.condition = expression(*condition);
    if (auto const* maximum = standard->attribute("loopMaximum")) {
        auto const text = trim(*maximum);
        auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), loop.maximum);
        if (error != std::errc{} || end != text.data() + text.size() || loop.maximum < 0)
            mistake(*standard, "loop-maximum", "loopMaximum \"" + *maximum + "\" bukan bilangan bulat tak negatif");
    }
    if (loop.condition.empty() && loop.maximum == 0)
        mistake(*standard, "loop-condition", "pengulangan tidak mempunyai syarat atau batas",
                "isi loopCondition atau loopMaximum");
    node.loop = std::move(loop);
}

void ProcessBuilder::read_many(XmlNode const& element, Node& node) {
    MultiInstance many;
    many.sequential = flag(element, "isSequential", false);
    many.behavior = attribute_or(element, "behavior", "All");
    if (auto const* extensions = element.child("extensionElements", kBpmnSpace))
        if (auto const* zeebe = extensions->child("loopCharacteristics", kZeebeSpace)) {
            many.collection = attribute_text(*zeebe, "inputCollection");
            many.element = attribute_or(*zeebe, "inputElement");
            many.output = attribute_or(*zeebe, "outputCollection");
            many.output_element = attribute_text(*zeebe, "outputElement");
        }
    auto const feel_text = [&](XmlNode const& child) {
        auto const placed = placed_text(child);
        Text out;
        out.place = placed.place;
        if (!placed.text.empty()) out.expression = parse(placed.text, placed.place, child);
        return out;
    };
    if (auto const* cardinality = element.child("loopCardinality", kBpmnSpace))
        many.cardinality = feel_text(*cardinality);
    if (auto const* completion = element.child("completionCondition", kBpmnSpace))
        many.completion = expression(*completion);
    auto const reference = [&](char const* name) -> std::vector<std::string> {
        auto const* child = element.child(name, kBpmnSpace);
        return child ? data_names(trim(child->content())) : std::vector<std::string>{};
    };
    if (auto const names = reference("loopDataInputRef"); many.collection.empty() && !names.empty()) {
        many.collection.expression = parse(names.front(), element.place, element);
        many.collection.place = element.place;
    }
    if (auto const* item = element.child("inputDataItem", kBpmnSpace); item && many.element.empty())
        many.element = name_or_id(*item);
    if (auto const names = reference("loopDataOutputRef"); many.output.empty() && !names.empty())
        many.output = names.front();
    if (auto const* item = element.child("outputDataItem", kBpmnSpace);
        item && many.output_element.empty() && !many.output.empty())
        many.output_element.expression = parse(name_or_id(*item), item->place, *item);
    auto const throws = [&](XmlNode const& definition, feel::Expression const& condition) {
        Node thrower;
        read_trigger(definition, thrower);
        for (auto& trigger : thrower.triggers) many.throws.push_back({condition, std::move(trigger)});
    };
    if (many.behavior == "One" || many.behavior == "None") {
        auto const name = many.behavior == "One" ? "oneBehaviorEventRef" : "noneBehaviorEventRef";
        if (auto const* definition = document_.find(attribute_or(element, name))) throws(*definition, {});
    }
    for (auto const& complex : element.children) {
        if (!is_bpmn(complex, "complexBehaviorDefinition") || many.behavior != "Complex") continue;
        auto const* condition = complex.child("condition", kBpmnSpace);
        auto const* event = complex.child("event", kBpmnSpace);
        if (!event) continue;
        for (auto const& definition : event->children)
            if (definition.space == kBpmnSpace && definition.local.ends_with("EventDefinition"))
                throws(definition, condition ? expression(*condition) : feel::Expression());
    }
    if (many.collection.empty() && many.cardinality.empty())
        mistake(element, "multi-instance", "multi-instance tidak menyebut daftar atau jumlah ulangannya",
                "isi zeebe:loopCharacteristics inputCollection, atau loopCardinality");
    node.many = std::move(many);
}

std::vector<std::string> ProcessBuilder::data_names(std::string_view reference) const {
    auto const* element = document_.find(reference);
    if (!element) return {std::string(reference)};
    if (auto const* target = element->attribute("dataObjectRef"))
        if (auto const* object = document_.find(*target)) {
            auto names = data_names(*target);
            names.push_back(name_or_id(*element));
            (void)object;
            return names;
        }
    std::vector<std::string> names{name_or_id(*element)};
    if (auto const id = attribute_or(*element, "id"); id != names.front()) names.push_back(id);
    return names;
}

void ProcessBuilder::read_data(XmlNode const& element, Node& node) {
    for (auto const& child : element.children) {
        auto const input = is_bpmn(child, "dataInputAssociation");
        if (!input && !is_bpmn(child, "dataOutputAssociation")) continue;
        DataCopy copy;
        if (auto const* source = child.child("sourceRef", kBpmnSpace)) copy.from = data_names(trim(source->content()));
        if (auto const* target = child.child("targetRef", kBpmnSpace)) {
            auto const names = data_names(trim(target->content()));
            copy.to = names.empty() ? std::string() : names.front();
        }
        if (child.child("transformation", kBpmnSpace) || child.child("assignment", kBpmnSpace))
            cannot(child, "transformation dan assignment pada penyalinan data tidak dapat dijalankan");
        if (!copy.from.empty() && !copy.to.empty())
            (input ? node.data_inputs : node.data_outputs).push_back(std::move(copy));
    }
}

} // namespace alur::model
