#include "model/bpmn_rules/rules.hpp"

namespace alur::model {

namespace {

bool is_formal(format::XmlNode const& expression) {
    for (auto const& attribute : expression.attributes)
        if (attribute.local == "type" && local_part(attribute.value) == "tFormalExpression") return true;
    return false;
}

bool is_bare_word(std::string_view text) { return text.find_first_of(" \t\n<>=!()\"") == std::string_view::npos; }

} // namespace

/// A condition that ends an ad-hoc sub-process, or makes a loop's item throw an event, can be evaluated: it is a formal
/// expression, not a remark for the reader.
void check_formal_conditions(RuleContext const& context) {
    for (auto const* element : context.document.all("adHocSubProcess")) {
        auto const* condition = element->child("completionCondition", kBpmnSpace);
        if (!condition || is_formal(*condition)) continue;
        auto const text = placed_text(*condition).text;
        if (is_bare_word(text) && text != "true" && text != "false")
            context.mistake(*condition, "EXT012-completion-condition",
                            "completionCondition \"" + text + "\" bukan ekspresi yang dapat dihitung",
                            "tulis xsi:type=\"tFormalExpression\" dan sebuah syarat FEEL");
    }
    for (auto const* element : context.document.all("complexBehaviorDefinition")) {
        auto const* condition = element->child("condition", kBpmnSpace);
        if (!condition || placed_text(*condition).text.empty())
            context.mistake(*element, "EXT013-complex-behavior-condition",
                            "complexBehaviorDefinition tidak mempunyai syarat yang dapat dihitung",
                            "isi <condition> dengan ekspresi FEEL");
    }
}

} // namespace alur::model
