#pragma once
#include "feel/json.hpp"
#include "model/dmn.hpp"

#include <catch2/catch.hpp>

namespace alur::model::dmn {

inline Result<format::XmlNode> xml(std::string body, std::string const& space = "urn:uji") {
    return format::parse_xml({"uji.dmn", "<definitions xmlns=\"https://www.omg.org/spec/DMN/20230324/MODEL/\" "
                                         "name=\"uji\" namespace=\"" +
                                             space + "\">\n" + std::move(body) + "\n</definitions>"});
}

inline Model model_of(std::string body, FindImport const& find = {}) {
    auto const root = xml(std::move(body));
    REQUIRE(root);
    auto model = read_dmn(*root, find);
    if (!model) FAIL(model.error().message);
    return *model;
}

inline Answer answer_of(Model const& model, std::string_view name, std::string_view json = "{}") {
    auto const context = feel::from_json(json);
    REQUIRE(context);
    auto answer = evaluate(model, name, feel::Scope(*context));
    if (!answer) FAIL(answer.error().message);
    return *answer;
}

inline std::string value_of(Model const& model, std::string_view name, std::string_view json = "{}") {
    return feel::to_json(answer_of(model, name, json).value);
}

/// `line:column rule: message | hint` of everything check finds.
inline std::vector<std::string> found_in(std::string body) {
    std::vector<std::string> out;
    auto const found = check(model_of(std::move(body)));
    for (auto const& d : found.all())
        out.push_back(std::to_string(d.place.line) + ":" + std::to_string(d.place.column) + " " + d.rule + ": " +
                      d.message + (d.hint.empty() ? "" : " | " + d.hint));
    return out;
}

inline std::string input(std::string const& name, std::string const& type = "") {
    return "<inputData id=\"" + name + "\" name=\"" + name + "\"><variable name=\"" + name + "\" typeRef=\"" + type +
           "\"/></inputData>\n";
}

/// A decision on those inputs and decisions (by id) with that logic.
inline std::string decision(std::string const& name, std::vector<std::string> const& inputs,
                            std::vector<std::string> const& decisions, std::string const& logic,
                            std::string const& type = "", std::vector<std::string> const& knowledge = {}) {
    auto out = "<decision id=\"" + name + "\" name=\"" + name + "\"><variable name=\"" + name + "\" typeRef=\"" + type +
               "\"/>\n";
    for (auto const& id : inputs)
        out += "<informationRequirement><requiredInput href=\"#" + id + "\"/></informationRequirement>\n";
    for (auto const& id : decisions)
        out += "<informationRequirement><requiredDecision href=\"#" + id + "\"/></informationRequirement>\n";
    for (auto const& id : knowledge)
        out += "<knowledgeRequirement><requiredKnowledge href=\"#" + id + "\"/></knowledgeRequirement>\n";
    return out + logic + "</decision>\n";
}

inline std::string literal(std::string const& text, std::string const& type = "") {
    return "<literalExpression" + (type.empty() ? "" : " typeRef=\"" + type + "\"") + "><text><![CDATA[" + text +
           "]]></text></literalExpression>\n";
}

inline std::string entry(std::string const& variable, std::string const& logic, std::string const& type = "") {
    return "<contextEntry>" +
           (variable.empty() ? "" : "<variable name=\"" + variable + "\" typeRef=\"" + type + "\"/>") + logic +
           "</contextEntry>\n";
}

} // namespace alur::model::dmn
