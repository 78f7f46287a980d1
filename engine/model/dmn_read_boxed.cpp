#include "core/text.hpp"
#include "model/dmn_model.hpp"

#include <array>

namespace alur::model::dmn {

namespace {

std::string attribute(format::XmlNode const& node, std::string_view name) {
    auto const* value = node.attribute(name);
    return value ? *value : std::string{};
}

template <class F> void each_child(format::XmlNode const& node, std::string_view local, F&& use) {
    for (auto const& child : node.children)
        if (child.is_element() && child.local == local && child.space == node.space) use(child);
}

BoxedPtr boxed_in(format::XmlNode const& node, std::string_view child, Diagnostics& found) {
    auto const* holder = node.child(child, node.space);
    if (holder) {
        auto out = read_boxed_child(*holder, found);
        if (out) return out;
    }
    found.error("expression-missing", node.place,
                "<" + node.local + "> tidak mempunyai isi <" + std::string(child) + ">");
    return nullptr;
}

BoxedContext read_context(format::XmlNode const& node, Diagnostics& found) {
    BoxedContext context;
    each_child(node, "contextEntry", [&](auto const& child) {
        ContextEntry entry;
        if (auto const* variable = child.child("variable", child.space)) entry.variable = read_variable(*variable);
        entry.value = read_boxed_child(child, found);
        context.entries.push_back(std::move(entry));
    });
    return context;
}

Invocation read_invocation(format::XmlNode const& node, Diagnostics& found) {
    Invocation call;
    call.called = read_boxed_child(node, found);
    if (!call.called) found.error("expression-missing", node.place, "pemanggilan tanpa nama fungsi");
    each_child(node, "binding", [&](auto const& child) {
        Binding binding;
        if (auto const* parameter = child.child("parameter", child.space))
            binding.parameter = read_variable(*parameter);
        binding.value = read_boxed_child(child, found);
        call.bindings.push_back(std::move(binding));
    });
    return call;
}

Relation read_relation(format::XmlNode const& node, Diagnostics& found) {
    Relation relation;
    each_child(node, "column", [&](auto const& child) { relation.columns.push_back(read_variable(child)); });
    each_child(node, "row", [&](auto const& child) {
        std::vector<BoxedPtr> row;
        for (auto const& cell : child.children)
            if (cell.is_element() && is_boxed(cell)) row.push_back(read_boxed(cell, found));
        relation.rows.push_back(std::move(row));
        relation.row_places.push_back(child.place);
    });
    return relation;
}

BoxedList read_list(format::XmlNode const& node, Diagnostics& found) {
    BoxedList list;
    for (auto const& child : node.children)
        if (child.is_element() && is_boxed(child)) list.items.push_back(read_boxed(child, found));
    return list;
}

Iterator read_iterator(format::XmlNode const& node, Diagnostics& found) {
    Iterator out;
    out.of = node.local == "for" ? Iterator::Of::For : node.local == "some" ? Iterator::Of::Some : Iterator::Of::Every;
    out.variable.name = name_of(attribute(node, "iteratorVariable"));
    out.variable.place = node.place;
    if (out.variable.name.empty())
        found.error("name-missing", node.place, "perulangan tanpa nama peubah", "isi atribut iteratorVariable");
    out.in = boxed_in(node, "in", found);
    out.body = boxed_in(node, out.of == Iterator::Of::For ? "return" : "satisfies", found);
    return out;
}

HitPolicy hit_policy(format::XmlNode const& node, Diagnostics& found) {
    auto const* given = node.find_attribute("hitPolicy");
    if (!given) return HitPolicy::Unique;
    constexpr std::array<std::pair<std::string_view, HitPolicy>, 7> kPolicies{
        {{"UNIQUE", HitPolicy::Unique},
         {"ANY", HitPolicy::Any},
         {"PRIORITY", HitPolicy::Priority},
         {"FIRST", HitPolicy::First},
         {"COLLECT", HitPolicy::Collect},
         {"RULE ORDER", HitPolicy::RuleOrder},
         {"OUTPUT ORDER", HitPolicy::OutputOrder}}};
    std::vector<std::string> names;
    for (auto const& [name, policy] : kPolicies) {
        if (name == given->value) return policy;
        names.emplace_back(name);
    }
    auto const near = nearest(given->value, names);
    found.error("hit-policy", given->place, "hitPolicy \"" + given->value + "\" tidak dikenal",
                near.empty() ? "yang ada: " + join(names, ", ") : "mungkin maksudnya \"" + near + "\"");
    return HitPolicy::Unique;
}

Aggregation aggregation(format::XmlNode const& node, HitPolicy policy, Diagnostics& found) {
    auto const* given = node.find_attribute("aggregation");
    if (!given) return Aggregation::None;
    constexpr std::array<std::pair<std::string_view, Aggregation>, 4> kKinds{{{"SUM", Aggregation::Sum},
                                                                              {"MIN", Aggregation::Min},
                                                                              {"MAX", Aggregation::Max},
                                                                              {"COUNT", Aggregation::Count}}};
    for (auto const& [name, kind] : kKinds)
        if (name == given->value) {
            if (policy == HitPolicy::Collect) return kind;
            found.error("aggregation", given->place, "aggregation hanya berlaku untuk hitPolicy COLLECT");
            return Aggregation::None;
        }
    found.error("aggregation", given->place, "aggregation \"" + given->value + "\" tidak dikenal",
                "yang ada: SUM, MIN, MAX, COUNT");
    return Aggregation::None;
}

std::optional<Cell> optional_cell(format::XmlNode const& node, std::string_view child) {
    auto const* holder = node.child(child, node.space);
    if (!holder) return std::nullopt;
    auto cell = read_cell(*holder);
    if (cell.blank()) return std::nullopt;
    return cell;
}

InputClause read_input(format::XmlNode const& node, Diagnostics& found) {
    InputClause input;
    input.place = node.place;
    if (auto const* expression = node.child("inputExpression", node.space)) {
        input.expression = read_cell(*expression);
        input.type = name_of(attribute(*expression, "typeRef"));
    }
    if (input.expression.blank()) {
        if (input.expression.place.line == 0) input.expression.place = node.place;
        found.error("expression-missing", node.place, "kolom masukan tanpa ekspresi", "isi <inputExpression>");
    }
    input.allowed = optional_cell(node, "inputValues");
    return input;
}

OutputClause read_output(format::XmlNode const& node) {
    OutputClause output;
    output.place = node.place;
    output.name = name_of(attribute(node, "name"));
    output.type = name_of(attribute(node, "typeRef"));
    output.allowed = optional_cell(node, "outputValues");
    output.fallback = optional_cell(node, "defaultOutputEntry");
    return output;
}

DecisionTable read_table(format::XmlNode const& node, Diagnostics& found) {
    DecisionTable table;
    table.policy = hit_policy(node, found);
    table.aggregation = aggregation(node, table.policy, found);
    each_child(node, "input", [&](auto const& child) { table.inputs.push_back(read_input(child, found)); });
    each_child(node, "output", [&](auto const& child) { table.outputs.push_back(read_output(child)); });
    each_child(node, "rule", [&](auto const& child) {
        Rule rule;
        rule.place = child.place;
        each_child(child, "inputEntry", [&](auto const& entry) { rule.inputs.push_back(read_cell(entry)); });
        each_child(child, "outputEntry", [&](auto const& entry) { rule.outputs.push_back(read_cell(entry)); });
        if (rule.inputs.size() != table.inputs.size())
            found.error("rule-width", rule.place,
                        "aturan ini mempunyai " + std::to_string(rule.inputs.size()) + " sel masukan, tabelnya " +
                            std::to_string(table.inputs.size()) + " kolom");
        if (rule.outputs.size() != table.outputs.size())
            found.error("rule-width", rule.place,
                        "aturan ini mempunyai " + std::to_string(rule.outputs.size()) + " sel keluaran, tabelnya " +
                            std::to_string(table.outputs.size()) + " kolom");
        rule.inputs.resize(table.inputs.size());
        rule.outputs.resize(table.outputs.size());
        table.rules.push_back(std::move(rule));
    });
    if (table.outputs.empty()) found.error("output-missing", node.place, "tabel keputusan tanpa kolom keluaran");
    return table;
}

} // namespace

bool Cell::blank() const { return trim(text).empty(); }

std::string name_of(std::string_view text) {
    std::string out;
    for (char const c : trim(text)) {
        bool const blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
        if (!blank)
            out += c;
        else if (!out.ends_with(' '))
            out += ' ';
    }
    return out;
}

Variable read_variable(format::XmlNode const& node) {
    return {name_of(attribute(node, "name")), name_of(attribute(node, "typeRef")), node.place};
}

Cell read_cell(format::XmlNode const& node) {
    Cell cell;
    cell.place = node.place;
    cell.id = attribute(node, "id");
    auto const language = lower_ascii(attribute(node, "expressionLanguage"));
    cell.foreign = !language.empty() && language.find("feel") == std::string::npos;
    auto const* text = node.child("text", node.space);
    if (!text) return cell;
    cell.text = text->content();
    for (auto const& piece : text->children)
        if (!piece.is_element() && !piece.comment) {
            cell.place = piece.place;
            break;
        }
    return cell;
}

bool is_boxed(format::XmlNode const& node) {
    constexpr std::array<std::string_view, 12> kBoxed{
        "literalExpression",  "context",     "decisionTable", "invocation", "list", "relation",
        "functionDefinition", "conditional", "filter",        "for",        "some", "every"};
    for (auto const name : kBoxed)
        if (node.local == name) return true;
    return false;
}

FunctionDefinition read_function(format::XmlNode const& node, Diagnostics& found) {
    FunctionDefinition function;
    if (auto const* kind = node.find_attribute("kind")) {
        auto const given = upper_ascii(kind->value);
        if (given == "JAVA" || given == "J")
            function.of = FunctionDefinition::Of::Java;
        else if (given == "PMML" || given == "P")
            function.of = FunctionDefinition::Of::Pmml;
        else if (given != "FEEL" && given != "F")
            found.error("function-kind", kind->place, "jenis fungsi \"" + kind->value + "\" tidak dikenal",
                        "yang ada: FEEL, Java, PMML");
    }
    each_child(node, "formalParameter",
               [&](auto const& child) { function.parameters.push_back(read_variable(child)); });
    function.body = read_boxed_child(node, found);
    return function;
}

BoxedPtr read_boxed_child(format::XmlNode const& parent, Diagnostics& found) {
    for (auto const& child : parent.children)
        if (child.is_element() && child.space == parent.space && is_boxed(child)) return read_boxed(child, found);
    return nullptr;
}

BoxedPtr read_boxed(format::XmlNode const& node, Diagnostics& found) {
    auto boxed = std::make_unique<Boxed>();
    boxed->id = attribute(node, "id");
    boxed->type = name_of(attribute(node, "typeRef"));
    boxed->place = node.place;
    auto const& kind = node.local;
    if (kind == "literalExpression")
        boxed->what = read_cell(node);
    else if (kind == "context")
        boxed->what = read_context(node, found);
    else if (kind == "decisionTable")
        boxed->what = read_table(node, found);
    else if (kind == "invocation")
        boxed->what = read_invocation(node, found);
    else if (kind == "list")
        boxed->what = read_list(node, found);
    else if (kind == "relation")
        boxed->what = read_relation(node, found);
    else if (kind == "functionDefinition")
        boxed->what = read_function(node, found);
    else if (kind == "conditional") {
        Conditional conditional;
        conditional.condition = boxed_in(node, "if", found);
        conditional.then = boxed_in(node, "then", found);
        conditional.otherwise = boxed_in(node, "else", found);
        boxed->what = std::move(conditional);
    } else if (kind == "filter") {
        Filter filter;
        filter.in = boxed_in(node, "in", found);
        filter.match = boxed_in(node, "match", found);
        boxed->what = std::move(filter);
    } else
        boxed->what = read_iterator(node, found);
    return boxed;
}

} // namespace alur::model::dmn
