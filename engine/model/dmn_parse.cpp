#include "model/dmn_model.hpp"

#include <algorithm>
#include <set>

namespace alur::model::dmn {

namespace {

template <class... F> struct Overload : F... { using F::operator()...; };
template <class... F> Overload(F...) -> Overload<F...>;

/// Names that the FEEL parser reads as names without being told.
bool is_plain_name(std::string_view name) {
    auto const letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
    return !name.empty() && letter(name.front()) &&
           std::all_of(name.begin(), name.end(), [&](char c) { return letter(c) || (c >= '0' && c <= '9'); });
}

/// Names of entries of contexts anywhere in the model: they may follow a point in any expression.
class EntryNames {
  public:
    void add(std::string const& name) {
        if (!name.empty() && !is_plain_name(name)) names_.insert(name);
    }
    void add(ItemDefinition const& item) {
        for (auto const& component : item.components) {
            add(component.name);
            add(component);
        }
    }
    void add(BoxedPtr const& boxed) {
        if (!boxed) return;
        std::visit(Overload{[](std::monostate) {}, [](Cell const&) {},
                            [&](BoxedContext const& context) {
                                for (auto const& entry : context.entries) {
                                    if (entry.variable) add(entry.variable->name);
                                    add(entry.value);
                                }
                            },
                            [&](DecisionTable const& table) {
                                for (auto const& output : table.outputs) add(output.name);
                            },
                            [&](Invocation const& call) {
                                add(call.called);
                                for (auto const& binding : call.bindings) add(binding.value);
                            },
                            [&](BoxedList const& list) {
                                for (auto const& item : list.items) add(item);
                            },
                            [&](Relation const& relation) {
                                for (auto const& column : relation.columns) add(column.name);
                                for (auto const& row : relation.rows)
                                    for (auto const& cell : row) add(cell);
                            },
                            [&](FunctionDefinition const& function) { add(function.body); },
                            [&](Conditional const& choice) {
                                add(choice.condition);
                                add(choice.then);
                                add(choice.otherwise);
                            },
                            [&](Filter const& filter) {
                                add(filter.in);
                                add(filter.match);
                            },
                            [&](Iterator const& iterator) {
                                add(iterator.in);
                                add(iterator.body);
                            }},
                   boxed->what);
    }
    void add(Definitions const& model, int depth = 0) {
        for (auto const& item : model.items) add(item);
        for (auto const& element : model.elements) {
            if (depth > 0) add(element->name);
            for (auto const& output : element->outputs)
                if (output.target) add(output.target->scope_name());
            add(element->logic);
        }
        if (depth < 20)
            for (auto const& imported : model.imports) add(*imported.model, depth + 1);
    }

    std::set<std::string> names_;
};

/// Parses every cell of one element, knowing the names that are in scope there.
class CellParser {
  public:
    CellParser(Definitions& model, feel::ParseOptions& options) : model_(model), options_(options) {}

    void element(Element& of) {
        element_ = &of;
        auto const before = options_.names.size();
        for (auto const* list : {&of.information, &of.knowledge})
            for (auto const& reference : *list) {
                if (!reference.target) continue;
                push(reference.target->scope_name());
                if (reference.import >= 0) push(model_.imports[static_cast<std::size_t>(reference.import)].import.name);
            }
        push(of.scope_name());
        boxed(of.logic, of.variable.type);
        options_.names.resize(before);
    }

    void item(ItemDefinition& of) {
        if (of.allowed) tests(*of.allowed);
        if (of.constraint) tests(*of.constraint);
        for (auto& component : of.components) item(component);
    }

  private:
    void push(std::string const& name) {
        if (!name.empty() && !is_plain_name(name)) options_.names.push_back(name);
    }

    void boxed(BoxedPtr& of, std::string const& type = {}) {
        if (!of) return;
        auto const before = options_.names.size();
        std::visit(Overload{[](std::monostate) {}, [&](Cell& cell) { expression(cell); },
                            [&](BoxedContext& context) {
                                for (auto& entry : context.entries) {
                                    boxed(entry.value, entry.variable ? entry.variable->type : type);
                                    if (entry.variable) push(entry.variable->name);
                                }
                            },
                            [&](DecisionTable& of_table) { table(of_table, of->type.empty() ? type : of->type); },
                            [&](Invocation& call) {
                                boxed(call.called);
                                for (auto& binding : call.bindings) boxed(binding.value);
                                make_call(call);
                            },
                            [&](BoxedList& list) {
                                for (auto& item_of : list.items) boxed(item_of);
                            },
                            [&](Relation& relation) {
                                for (auto& row : relation.rows)
                                    for (auto& cell : row) boxed(cell);
                            },
                            [&](FunctionDefinition& function) {
                                for (auto const& parameter : function.parameters) push(parameter.name);
                                boxed(function.body, type);
                                make_external(function);
                            },
                            [&](Conditional& choice) {
                                boxed(choice.condition);
                                boxed(choice.then);
                                boxed(choice.otherwise);
                            },
                            [&](Filter& filter) {
                                boxed(filter.in);
                                boxed(filter.match);
                            },
                            [&](Iterator& iterator) {
                                boxed(iterator.in);
                                push(iterator.variable.name);
                                partial_ = false;
                                boxed(iterator.body);
                                iterator.uses_partial = partial_;
                            }},
                   of->what);
        options_.names.resize(before);
    }

    void table(DecisionTable& of, std::string const& type) {
        for (auto& input : of.inputs) {
            expression(input.expression);
            if (input.allowed) tests(*input.allowed);
        }
        for (auto& output : of.outputs) {
            if (output.allowed) tests(*output.allowed);
            if (of.policy == HitPolicy::Priority || of.policy == HitPolicy::OutputOrder)
                set_order(output, of.outputs.size() == 1 ? type : component_type(type, output.name));
            if (output.fallback) expression(*output.fallback);
        }
        for (auto& rule : of.rules) {
            for (auto& cell : rule.inputs) tests(cell);
            for (auto& cell : rule.outputs) expression(cell);
        }
    }

    /// The values that give the order of an output: its own, or those its type allows.
    void set_order(OutputClause& output, std::string const& type) {
        auto const* source = output.allowed ? &*output.allowed : nullptr;
        auto name = output.type.empty() ? type : output.type;
        Definitions const* home = &model_;
        for (int depth = 0; !source && depth < 20 && !name.empty(); ++depth) {
            auto const found = find_item(*home, name);
            if (!found.item) break;
            if (found.item->allowed) source = &*found.item->allowed;
            name = found.item->type;
            home = found.home;
        }
        if (!source) return;
        Cell order = *source;
        order.text = "[" + source->text + "]";
        options_.place = order.place;
        auto list = feel::parse(order.text, options_);
        if (!list) return; // unary tests such as `< 5` are no list items: no order
        order.expression = std::move(*list);
        output.order = std::move(order);
    }

    std::string component_type(std::string const& type, std::string const& name) const {
        auto const found = find_item(model_, type);
        if (!found.item || found.home != &model_) return {};
        for (auto const& component : found.item->components)
            if (component.name == name) return component.type;
        return component_type_of_reference(*found.item, name);
    }
    std::string component_type_of_reference(ItemDefinition const& item, std::string const& name) const {
        auto const target = model_.item_by_name.find(item.type);
        if (target == model_.item_by_name.end()) return {};
        for (auto const& component : target->second->components)
            if (component.name == name) return component.type;
        return {};
    }

    /// `function(a, b) external {java: {…}}` out of the context that a boxed Java function has as its body.
    void make_external(FunctionDefinition& function) {
        auto const* how = function.of == FunctionDefinition::Of::Java && function.body
                              ? std::get_if<BoxedContext>(&function.body->what)
                              : nullptr;
        if (!how) return;
        std::string text = "function(";
        for (auto const& parameter : function.parameters)
            text += (&parameter == &function.parameters.front() ? "" : ", ") + parameter.name;
        text += ") external {java: {";
        for (auto const& entry : how->entries) {
            auto const* cell = entry.value ? std::get_if<Cell>(&entry.value->what) : nullptr;
            if (entry.variable && cell)
                text += (&entry == &how->entries.front() ? "" : ", ") + entry.variable->name + ": " + cell->text;
        }
        options_.place = function.body->place;
        auto parsed = feel::parse(text + "}}", options_);
        if (parsed) function.external = std::move(*parsed);
    }

    void make_call(Invocation& call) {
        auto const before = options_.names.size();
        std::string text(kCalled);
        text += '(';
        for (std::size_t i = 0; i < call.bindings.size(); ++i) {
            auto const& name = call.bindings[i].parameter.name;
            push(name);
            text += (i > 0 ? ", " : "") + name + ": " + std::string(kArgument) + std::to_string(i);
        }
        text += ')';
        options_.place = {};
        auto parsed = feel::parse(text, options_);
        if (parsed) call.call = std::move(*parsed);
        options_.names.resize(before);
    }

    void expression(Cell& cell) {
        if (cell.text.find("partial") != std::string::npos) partial_ = true;
        if (cell.blank() || cell.foreign) return;
        options_.place = cell.place;
        keep(cell, feel::parse(cell.text, options_));
    }

    void tests(Cell& cell) {
        if (cell.blank() || cell.foreign) return;
        options_.place = cell.place;
        keep(cell, feel::parse_unary_tests(cell.text, options_));
    }

    void keep(Cell& cell, Result<feel::Expression> parsed) {
        if (parsed) {
            cell.expression = std::move(*parsed);
            return;
        }
        cell.trouble = parsed.error().message;
        auto const id = !cell.id.empty() ? cell.id : element_ ? element_->id : "";
        if (parsed.error().found.empty()) model_.found.error("expression", cell.place, cell.trouble).element = id;
        for (auto diagnostic : parsed.error().found.all()) {
            diagnostic.element = id;
            model_.found.add(std::move(diagnostic));
        }
    }

    Definitions& model_;
    feel::ParseOptions& options_;
    Element const* element_ = nullptr;
    bool partial_ = false;
};

} // namespace

void parse_expressions(Definitions& model) {
    EntryNames entries;
    entries.add(model);
    feel::ParseOptions options;
    options.names.assign(entries.names_.begin(), entries.names_.end());
    for (auto const& imported : model.imports)
        if (!is_plain_name(imported.import.name) && !imported.import.name.empty())
            options.names.push_back(imported.import.name);
    options.types = std::make_shared<feel::Types const>(model.types);
    CellParser parser(model, options);
    for (auto& item : model.items) parser.item(item);
    for (auto& element : model.elements) parser.element(*element);
}

} // namespace alur::model::dmn
