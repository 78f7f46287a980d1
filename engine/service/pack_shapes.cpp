#include "service/pack_shapes.hpp"

#include "service/decisions.hpp"

#include <algorithm>

namespace alur::service {

namespace {

using feel::Entries;
using feel::Kind;
using feel::Shape;
using Named = std::vector<std::pair<std::string, Shape>>;

constexpr int kPasses = 6; ///< after which a variable that still changes is taken for anything

Shape text() { return Shape::of(Kind::String); }

/// What about_case gives.
Named about(std::string_view process) {
    return {{"id", text()},
            {"state", text()},
            {"process", Shape::text(std::string(process))},
            {"path", Shape::list(text())},
            {"opened", Shape::of(Kind::Date)}};
}

/// What runtime::to_value gives of a finding.
Shape findings() {
    return Shape::list(Shape::context({{"guard", text()},
                                       {"severity", text()},
                                       {"member_no", Shape::of(Kind::Number)},
                                       {"detail", text()},
                                       {"rule", text()},
                                       {"remedy", text()}}));
}

bool records_findings(Pack const& pack, PackProcess const& process) {
    return std::any_of(pack.guards.begin(), pack.guards.end(), [&](model::Guard const& guard) {
        return guard.effect == model::GuardEffect::Record &&
               std::any_of(guard.uses.begin(), guard.uses.end(), [&](model::GuardUse const& use) {
                   return process.definitions->find_node(use.step) != model::kNone;
               });
    });
}

void add(std::map<std::string, Shape, std::less<>>& into, std::string const& name, Shape const& shape) {
    auto const [at, is_new] = into.emplace(name, shape);
    if (!is_new) at->second = at->second.either(shape);
}

/// A target with points sets an entry of a context whose other entries stay unknown.
void assign(std::map<std::string, Shape, std::less<>>& into, std::string const& target, Shape const& shape) {
    auto const dot = target.find('.');
    if (dot == std::string::npos)
        add(into, target, shape);
    else
        add(into, target.substr(0, dot), Shape::of(Kind::Context));
}

/// Alike in all that can be asked of them.
bool same(Shape const& a, Shape const& b) {
    for (int kind = 1; kind <= static_cast<int>(Kind::Function); ++kind)
        if (a.may_be(static_cast<Kind>(kind)) != b.may_be(static_cast<Kind>(kind))) return false;
    if (a.is_open() != b.is_open() || a.may_lack_entries() != b.may_lack_entries()) return false;
    if ((a.literal() == nullptr) != (b.literal() == nullptr) || (a.literal() && *a.literal() != *b.literal()))
        return false;
    auto const& left = a.entries();
    auto const& right = b.entries();
    bool const entries = std::equal(left.begin(), left.end(), right.begin(), right.end(),
                                    [](auto& x, auto& y) { return x.first == y.first && same(x.second, y.second); });
    if (!entries || a.is_anything() || !(a.may_be(Kind::List) || a.may_be(Kind::Range))) return entries;
    auto const item = a.item();
    auto const other = b.item();
    return item.is_anything() == other.is_anything() && (item.is_anything() || same(item, other));
}

/// What is set where an expression stands: its shape, a text as it is, or null.
Shape source_shape(model::Text const& source, feel::StaticScope const& scope) {
    if (!source.expression.empty()) return feel::infer(source.expression, scope);
    return source.plain.empty() ? Shape::nothing() : text();
}

} // namespace

/// What a script or a decision leaves behind.
Shape PackShapes::result_shape(model::Node const& node, feel::StaticScope const& scope) const {
    if (!node.script_expression.empty()) return feel::infer(node.script_expression, scope);
    if (node.called_decision.plain.empty()) return {};
    auto const found = find_decision(pack_, node.called_decision.plain);
    return found.model ? Shape::of(found.callable.gives) : Shape();
}

Shape PackShapes::field(InputField const& field, bool raw) {
    switch (field.type) {
    case InputType::Text:
    case InputType::Choice:
    case InputType::File:
    case InputType::Time: return text();
    case InputType::Integer:
    case InputType::Decimal:
    case InputType::Money: return Shape::of(Kind::Number);
    case InputType::Boolean: return Shape::of(Kind::Boolean);
    case InputType::Date: return raw ? Shape::of({Kind::Date, Kind::DateTime, Kind::String}) : Shape::of(Kind::Date);
    case InputType::DateTime: return raw ? Shape::of({Kind::DateTime, Kind::String}) : Shape::of(Kind::DateTime);
    case InputType::List: return Shape::list(field.columns.empty() ? Shape() : record(field.columns, raw));
    case InputType::Record: return field.columns.empty() ? Shape::of(Kind::Context) : record(field.columns, raw);
    }
    return {};
}

Shape PackShapes::record(std::vector<InputField> const& fields, bool raw) {
    Named entries;
    for (auto const& one : fields) entries.emplace_back(one.key, field(one, raw));
    return Shape::context(std::move(entries), Entries::Maybe);
}

PackShapes::PackShapes(Pack const& pack) : pack_(pack) {
    lay_ground();
    declare_fields();
    follow_processes();
}

void PackShapes::lay_ground() {
    ground_.push(Shape::of(pack_.parameters));
    Named reference;
    for (auto const& [name, value] : pack_.reference.entries()) {
        auto const table = pack_.tables.find(name);
        if (table == pack_.tables.end()) {
            reference.emplace_back(name, Shape::of(value));
            continue;
        }
        Named columns; // every row has the columns of the header
        for (auto const& column : table->second.columns) columns.emplace_back(column, text());
        reference.emplace_back(name, Shape::list(Shape::context(std::move(columns))));
    }
    ground_.push(Shape::context(std::move(reference)));
    ground_.push(host_function_shapes(pack_));
    for (auto const& [name, function] : pack_.functions)
        ground_.push(Shape::context({{name, feel::infer(function, ground_)}}));
}

void PackShapes::declare_fields() {
    for (auto const& process : pack_.processes) {
        auto& variables = declared_[process.id];
        if (auto const inputs = pack_.inputs.find(process.id); inputs != pack_.inputs.end())
            for (auto const& [step, fields] : inputs->second)
                for (auto const& one : fields) add(variables, one.key, field(one, step == "awal"));
        if (records_findings(pack_, process)) add(variables, "findings", findings());
        for (auto const& name : process.definitions->processes[process.index].data) add(variables, name, Shape());
    }
}

/// What the processes themselves set depends on what they set elsewhere, and on what they set there before. So it grows
/// from nothing, pass by pass, until a pass adds nothing more; what will not settle is taken for anything.
void PackShapes::follow_processes() {
    known_ = declared_;
    std::map<std::string, Variables, std::less<>> set;
    for (auto const& process : pack_.processes) follow(process, set);
    for (auto const& [process, variables] : set)
        for (auto const& [name, shape] : variables) add(known_[process], name, Shape::nothing());
    for (int pass = 0, grown = 1; grown > 0; ++pass) {
        set.clear();
        grown = 0;
        for (auto const& process : pack_.processes) follow(process, set);
        for (auto const& [process, variables] : set)
            for (auto const& [name, shape] : variables) {
                auto& known = known_[process][name];
                auto wider = known.either(shape);
                if (same(known, wider)) continue;
                ++grown;
                known = pass < kPasses ? std::move(wider) : Shape();
            }
    }
}

void PackShapes::follow(PackProcess const& process, std::map<std::string, Variables, std::less<>>& into) const {
    auto const& definitions = *process.definitions;
    auto& variables = into[process.id];
    auto const around = scope(process.id);
    for (model::NodeIndex i = 0; i < definitions.nodes.size(); ++i) {
        auto const& node = definitions.nodes[i];
        if (node.process != process.index) continue;
        bool const sets = !node.result.empty() || !node.outputs.empty() || node.many || !node.data_outputs.empty();
        if (sets) {
            auto const view = scope(around, process, i);
            if (!node.result.empty()) add(variables, node.result, result_shape(node, view));
            for (auto const& mapping : node.outputs)
                assign(variables, mapping.target, node.result.empty() ? source_shape(mapping.source, view) : Shape());
            if (node.many && !node.many->output.empty())
                add(variables, node.many->output, Shape::list(source_shape(node.many->output_element, view)));
            for (auto const& copy : node.data_outputs) add(variables, copy.to, Shape());
        }
        follow_messages(process, i, around, into);
    }
}

/// A message carries variables to whoever catches one of its name.
void PackShapes::follow_messages(PackProcess const& process, model::NodeIndex index, feel::StaticScope const& around,
                                 std::map<std::string, Variables, std::less<>>& into) const {
    auto const& node = process.definitions->nodes[index];
    auto const sent = std::find_if(node.inputs.begin(), node.inputs.end(),
                                   [](auto const& mapping) { return mapping.target == "messages"; });
    if (sent == node.inputs.end()) return;
    auto const list = source_shape(sent->source, scope(around, process, index));
    auto const item = list.may_be(Kind::List) ? list.item() : Shape();
    auto const* carried = item.find("variables");
    if (!carried) return;
    for (auto const& trigger : node.triggers) {
        if (trigger.kind != model::TriggerKind::Message) continue;
        for (auto const& other : pack_.processes) {
            bool const catches = std::any_of(
                other.definitions->nodes.begin(), other.definitions->nodes.end(), [&](model::Node const& catching) {
                    return &catching != &node &&
                           std::any_of(catching.triggers.begin(), catching.triggers.end(), [&](auto const& one) {
                               return one.kind == trigger.kind && one.name == trigger.name;
                           });
                });
            if (!catches) continue;
            for (auto const& [name, shape] : carried->entries()) add(into[other.id], name, shape);
        }
    }
}

Shape PackShapes::variables(std::string_view process) const {
    Named entries;
    if (auto const known = known_.find(process); known != known_.end())
        entries.assign(known->second.begin(), known->second.end());
    // A process whose start data are not declared, not even as an empty list, may begin with any.
    auto const inputs = pack_.inputs.find(std::string(process));
    bool const declared = inputs != pack_.inputs.end() && inputs->second.contains("awal");
    return Shape::context(std::move(entries), declared ? Entries::Maybe : Entries::Open);
}

Shape PackShapes::case_of(std::string_view process) const {
    auto out = variables(process);
    for (auto const& [name, shape] : about(process)) out = out.with(name, shape);
    return out;
}

Shape PackShapes::children(std::string_view process) const {
    auto out = Shape::nothing();
    for (auto const& other : pack_.processes)
        if (other.parent == process) out = out.either(case_of(other.id));
    return out;
}

feel::StaticScope PackShapes::scope(std::string_view process) const {
    auto out = ground_;
    auto const* found = pack_.process(process);
    if (found && !found->parent.empty())
        out.push(Shape::context({{"program", case_of(found->parent)}}));
    else
        out.push(Shape::context({{"kelompok", Shape::list(children(process))}, {"program", case_of(process)}}));
    out.push(Shape::context({{"perkara", Shape::context(about(process))}}));
    out.push(variables(process));
    return out;
}

feel::StaticScope PackShapes::scope(feel::StaticScope around, PackProcess const& process, model::NodeIndex index) {
    auto out = std::move(around);
    std::vector<model::NodeIndex> nodes;
    for (auto at = index; at != model::kNone; at = process.definitions->nodes[at].parent) nodes.push_back(at);
    auto const number = Shape::of(Kind::Number);
    for (auto at = nodes.rbegin(); at != nodes.rend(); ++at) {
        auto const& node = process.definitions->nodes[*at];
        Named own;
        if (node.many || node.loop)
            for (auto const* name : {"loopCounter", "numberOfInstances", "numberOfActiveInstances",
                                     "numberOfCompletedInstances", "numberOfTerminatedInstances"})
                own.emplace_back(name, number);
        if (node.many && !node.many->element.empty()) {
            auto const list = source_shape(node.many->collection, out);
            own.emplace_back(node.many->element, list.may_be(Kind::List) ? list.item() : Shape());
        }
        if (node.kind == model::NodeKind::ComplexGateway) own.emplace_back("activationCount", number);
        if (!own.empty()) out.push(Shape::context(std::move(own), Entries::Maybe));
        Variables inputs;
        for (auto const& copy : node.data_inputs) add(inputs, copy.to, Shape());
        for (auto const& mapping : node.inputs) assign(inputs, mapping.target, source_shape(mapping.source, out));
        if (!inputs.empty()) out.push(Shape::context(Named(inputs.begin(), inputs.end()), Entries::Maybe));
    }
    return out;
}

} // namespace alur::service
