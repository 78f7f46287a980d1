#include "form/load.hpp"
#include "letter/template.hpp"
#include "service/decisions.hpp"
#include "service/pack_shapes.hpp"

#include <algorithm>
#include <set>

namespace alur::service {

namespace {

using feel::Kind;
using feel::Shape;
using feel::StaticScope;

/// What a preset of that type must give; the check of an input converts no further (check_input.cpp).
std::initializer_list<Kind> preset_kinds(InputType type) {
    static constexpr std::initializer_list<Kind> kText{Kind::String};
    static constexpr std::initializer_list<Kind> kNumber{Kind::Number};
    static constexpr std::initializer_list<Kind> kBoolean{Kind::Boolean};
    static constexpr std::initializer_list<Kind> kDate{Kind::Date, Kind::DateTime, Kind::String};
    static constexpr std::initializer_list<Kind> kMoment{Kind::DateTime, Kind::String};
    static constexpr std::initializer_list<Kind> kList{Kind::List};
    static constexpr std::initializer_list<Kind> kRecord{Kind::Context};
    switch (type) {
    case InputType::Integer:
    case InputType::Decimal:
    case InputType::Money: return kNumber;
    case InputType::Boolean: return kBoolean;
    case InputType::Date: return kDate;
    case InputType::DateTime: return kMoment;
    case InputType::List: return kList;
    case InputType::Record: return kRecord;
    default: return kText;
    }
}

class ExpressionCheck {
  public:
    ExpressionCheck(Pack const& pack, Diagnostics& found) : pack_(pack), shapes_(pack), found_(found) {
        for (auto const& process : pack.processes) scopes_.emplace(process.id, shapes_.scope(process.id));
    }

    void run() {
        functions();
        for (auto const& process : pack_.processes) {
            names_of_cases(process);
            diagram(process);
        }
        unique_values();
        for (auto const& [process, steps] : pack_.inputs)
            for (auto const& [step, list] : steps) fields(process, step, list);
        for (auto const& guard : pack_.guards) check(guard);
        for (auto const& rule : pack_.deadlines) check(rule);
        for (auto const& rule : pack_.documents) check(rule);
        for (auto const& column : pack_.columns)
            if (auto const scope = scopes_.find(column.process); scope != scopes_.end())
                feel::infer(column.value, scope->second, found_);
    }

  private:
    Shape look(feel::Expression const& expression, StaticScope const& scope) {
        return feel::infer(expression, scope, found_);
    }
    void want(feel::Expression const& expression, StaticScope const& scope, std::initializer_list<Kind> kinds,
              std::string_view what) {
        if (!expression.empty()) feel::expect(expression, look(expression, scope), kinds, what, found_);
    }
    void want(model::Text const& text, StaticScope const& scope, std::initializer_list<Kind> kinds,
              std::string_view what) {
        want(text.expression, scope, kinds, what);
    }
    static Shape item_of(Shape const& list) { return list.may_be(Kind::List) ? list.item() : Shape(); }

    void functions() {
        StaticScope scope(shapes_.ground());
        for (auto const& [name, function] : pack_.functions) look(function, scope);
    }

    void names_of_cases(PackProcess const& process) {
        auto scope = shapes_.ground();
        scope.push(Shape::context({{"urut", Shape::of(Kind::Number)}}));
        scope.push(PackShapes::record(pack_.fields(process.id, "awal"), true));
        want(process.number, scope, {Kind::String}, "nomor perkara");
        want(process.title, scope, {Kind::String}, "judul perkara");
    }

    void unique_values() {
        auto const scope = scopes_.find(pack_.unique.process);
        if (scope == scopes_.end()) return;
        want(pack_.unique.order, scope->second, {Kind::List}, "urutan perkara (terdahulu)");
        look(pack_.unique.within, scope->second);
        for (auto const& key : pack_.unique.keys)
            want(key.values, scope->second, {Kind::List}, "daftar nilai kunci \"" + key.name + "\"");
    }

    void fields(std::string const& process, std::string const& step, std::vector<InputField> const& list) {
        auto const around = scopes_.find(process);
        if (around == scopes_.end()) return;
        record(around->second, list, step == "awal");
    }
    void record(StaticScope scope, std::vector<InputField> const& list, bool raw) {
        scope.push(PackShapes::record(list, raw));
        for (auto const& field : list) {
            want(field.when, scope, {Kind::Boolean}, "syarat isian \"" + field.label + "\"");
            if (!field.preset.empty()) preset(field, scope);
            if (!field.columns.empty()) record(scope, field.columns, raw);
        }
    }
    void preset(InputField const& field, StaticScope const& scope) {
        auto const shape = look(field.preset, scope);
        feel::expect(field.preset, shape, preset_kinds(field.type), "bawaan isian \"" + field.label + "\"", found_);
        if (field.type != InputType::List || field.columns.empty() || !shape.may_be(Kind::List)) return;
        std::vector<std::string> columns;
        for (auto const& column : field.columns) columns.push_back(column.key);
        for (auto const& name : shape.item().entry_names())
            if (std::find(columns.begin(), columns.end(), name) == columns.end()) {
                auto const near = nearest(name, columns);
                found_.error("unknown-field", field.preset.place(),
                             "bawaan isian \"" + field.label + "\" memberi kolom '" + name + "' yang tidak ada",
                             near.empty() ? "" : "mungkin maksudnya \"" + near + "\"");
            }
    }

    void check(model::Guard const& guard) {
        std::set<std::string> seen;
        for (auto const& use : guard.uses)
            for (auto const& process : pack_.processes) {
                if (process.definitions->find_node(use.step) == model::kNone || !seen.insert(process.id).second)
                    continue;
                check(guard, scopes_.at(process.id));
            }
    }
    void check(model::Guard const& guard, StaticScope scope) {
        if (!guard.each.empty()) {
            auto const list = look(guard.each, scope);
            feel::expect(guard.each, list, {Kind::List}, "kolom each", found_);
            scope.push(Shape::context({{"item", item_of(list)}, {"index", Shape::of(Kind::Number)}}));
        }
        auto const applies = look(guard.applies, scope);
        feel::expect(guard.applies, applies, {Kind::Boolean}, "kolom applies", found_);
        if (applies.is_surely(false)) return; // a rule of the other process with a step of that name
        want(guard.condition, scope, {Kind::Boolean}, "kolom condition");
        want(guard.weight_expression, scope, {Kind::String}, "kolom severity");
        want(guard.member_no, scope, {Kind::Number}, "kolom member_no");
        look(guard.detail, scope);
    }

    void check(model::DeadlineRule const& rule) {
        auto const scope = scopes_.find(rule.process);
        if (scope == scopes_.end()) return;
        want(rule.date, scope->second, {Kind::Date, Kind::DateTime, Kind::String, Kind::List}, "kolom date");
        want(rule.length, scope->second, {Kind::Number, Kind::String}, "kolom length");
    }

    /// The rule, and the paper as it sees the case.
    void check(model::DocumentRule const& rule) {
        auto const found = scopes_.find(rule.process);
        if (found == scopes_.end()) return;
        auto scope = found->second;
        auto const perkara = Shape::context({{"perkara", *scope.layers()[scope.layers().size() - 2].find("perkara")}});
        if (!rule.each.empty()) {
            auto const list = look(rule.each, scope);
            feel::expect(rule.each, list, {Kind::List}, "kolom each", found_);
            scope.push(Shape::context({{"item", item_of(list)}}));
        }
        want(rule.when, scope, {Kind::Boolean}, "kolom when");
        want(rule.links, scope, {Kind::List}, "kolom links");
        if (!rule.each.empty()) { // the paper is about a case below this one
            scope.pop();
            for (auto const& process : pack_.processes)
                if (process.parent == rule.process) {
                    scope.push(Shape::context({{"item", shapes_.case_of(process.id)}}));
                    scope.push(shapes_.variables(process.id));
                }
        }
        scope.push(perkara);
        if (auto const letter = pack_.letters.find(rule.id); letter != pack_.letters.end()) {
            scope.push(
                Shape::context({{"nomor_surat", Shape::of(Kind::String)}, {"tanggal_surat", Shape::of(Kind::Date)}}));
            letter::check_expressions(letter->second.form, std::move(scope), found_);
        } else if (auto const form = pack_.forms.find(rule.id); form != pack_.forms.end() && !is_register(rule.id))
            form::check_expressions(form->second.form, std::move(scope), found_);
    }
    /// The register is filled with rows of the program's own.
    bool is_register(std::string const& id) const { return id == pack_.register_form; }

    void diagram(PackProcess const& process) {
        auto const& definitions = *process.definitions;
        for (model::NodeIndex i = 0; i < definitions.nodes.size(); ++i)
            if (definitions.nodes[i].process == process.index) node(process, i);
        for (auto const& flow : definitions.flows) {
            if (flow.condition.empty() || flow.source == model::kNone ||
                definitions.nodes[flow.source].process != process.index)
                continue;
            want(flow.condition, PackShapes::scope(scopes_.at(process.id), process, flow.source), {Kind::Boolean},
                 "syarat alur");
        }
    }
    void node(PackProcess const& process, model::NodeIndex index) {
        auto const& node = process.definitions->nodes[index];
        auto const inside = PackShapes::scope(scopes_.at(process.id), process, index);
        auto const outside = node.parent == model::kNone
                                 ? scopes_.at(process.id)
                                 : PackShapes::scope(scopes_.at(process.id), process, node.parent);
        for (auto const& mapping : node.inputs) look(mapping.source.expression, inside);
        for (auto const& mapping : node.outputs) {
            auto results = inside;
            results.push(Shape::of(Kind::Context)); // what the activity gives back is not known
            look(mapping.source.expression, results);
        }
        look(node.script_expression, inside);
        if (node.kind == model::NodeKind::BusinessRuleTask) decision(node, inside);
        want(node.roles, inside, {Kind::String, Kind::List}, "peran");
        want(node.assignee, inside, {Kind::String}, "petugas");
        want(node.due, inside, {Kind::String, Kind::Date, Kind::DateTime}, "batas waktu");
        want(node.called_decision, inside, {Kind::String}, "keputusan yang dipanggil");
        want(node.called_process, inside, {Kind::String}, "proses yang dipanggil");
        want(node.task_type, inside, {Kind::String}, "jenis tugas");
        want(node.completion, inside, {Kind::Boolean}, "syarat selesai");
        want(node.activation, inside, {Kind::Boolean}, "syarat aktif");
        if (node.many) {
            want(node.many->collection, outside, {Kind::List}, "daftar ulangan");
            want(node.many->cardinality, outside, {Kind::Number}, "banyaknya ulangan");
            want(node.many->completion, inside, {Kind::Boolean}, "syarat selesai ulangan");
            auto results = inside;
            results.push(Shape::of(Kind::Context));
            look(node.many->output_element.expression, results);
        }
        if (node.loop) want(node.loop->condition, inside, {Kind::Boolean}, "syarat ulangan");
        for (auto const& trigger : node.triggers) {
            look(trigger.correlation_key.expression, inside);
            want(trigger.condition, inside, {Kind::Boolean}, "syarat kejadian");
            want(trigger.timer, inside,
                 {Kind::String, Kind::Date, Kind::DateTime, Kind::Time, Kind::DaysTimeDuration,
                  Kind::YearsMonthsDuration},
                 "waktu");
        }
    }

    /// The decision that a business rule task calls finds all its inputs.
    void decision(model::Node const& node, StaticScope const& scope) {
        auto const& name = node.called_decision.plain;
        if (name.empty()) return;
        auto const found = find_decision(pack_, name);
        if (!found.model) return; // check_references says so
        for (auto const& input : found.callable.takes) {
            auto const parsed = feel::parse(input.name, {{input.name}, node.place});
            if (!parsed) continue;
            Diagnostics missing;
            auto const shape = feel::infer(*parsed, scope, missing);
            auto const wanted = Shape::of(input.type);
            if (!missing.empty())
                found_.error("unknown-name", node.place,
                             "keputusan '" + name + "' memerlukan \"" + input.name + "\", yang tidak dikenal di sini",
                             missing.all().front().hint);
            else if (!shape.meets(wanted))
                found_.error("wrong-type", node.place,
                             "masukan \"" + input.name + "\" keputusan '" + name + "' seharusnya " + wanted.words() +
                                 ", bukan " + shape.words());
        }
    }

    Pack const& pack_;
    PackShapes shapes_;
    Diagnostics& found_;
    std::map<std::string, StaticScope, std::less<>> scopes_;
};

} // namespace

void check_expressions(Pack const& pack, Diagnostics& found) { ExpressionCheck(pack, found).run(); }

} // namespace alur::service
