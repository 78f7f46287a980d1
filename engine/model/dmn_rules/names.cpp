#include "model/dmn_rules/rules.hpp"

#include <algorithm>
#include <set>

namespace alur::model::dmn {

namespace {

std::set<std::string> const& builtins() {
    static std::set<std::string> const all = [] {
        auto const names = feel::builtin_names();
        return std::set<std::string>(names.begin(), names.end());
    }();
    return all;
}

class NameCheck {
  public:
    NameCheck(Definitions const& model, Element const& element, Diagnostics& found)
        : model_(model), element_(element), found_(found) {
        for (auto const* list : {&element.information, &element.knowledge})
            for (auto const& reference : *list) {
                if (!reference.target) continue;
                required_.insert(reference.target->scope_name());
                if (reference.import >= 0)
                    required_.insert(model.imports[static_cast<std::size_t>(reference.import)].import.name);
            }
        if (element.of == Element::Of::Knowledge) required_.insert(element.scope_name());
    }

    void boxed(Boxed const& boxed, Names const& names) {
        if (auto const* cell = std::get_if<Cell>(&boxed.what))
            check(*cell, names);
        else if (auto const* table = std::get_if<DecisionTable>(&boxed.what)) {
            for (auto const& input : table->inputs) {
                check(input.expression, names);
                if (input.allowed) check(*input.allowed, names);
            }
            for (auto const& output : table->outputs) {
                if (output.allowed) check(*output.allowed, names);
                if (output.fallback) check(*output.fallback, names);
            }
            for (auto const& rule : table->rules) {
                for (auto const& cell_of : rule.inputs) check(cell_of, names);
                for (auto const& cell_of : rule.outputs) check(cell_of, names);
            }
        }
    }

  private:
    void check(Cell const& cell, Names const& names) {
        if (cell.expression.empty()) return;
        auto const in_scope = [&](std::string const& name) {
            return required_.contains(name) || builtins().contains(name) || name == "?" ||
                   std::find(names.begin(), names.end(), name) != names.end();
        };
        if (std::find(names.begin(), names.end(), "*") != names.end()) return;
        for (auto const& name : feel::free_names(cell.expression))
            if (!in_scope(name)) report(cell, name, names);
    }

    /// Where the name stands in the cell, as a word of its own.
    static Place place_of(Cell const& cell, std::string const& name) {
        auto const is_part = [&](std::size_t i) {
            unsigned const c = i < cell.text.size() ? static_cast<unsigned char>(cell.text[i]) : 0x20U;
            return c >= 0x80U || c == '_' || (c >= '0' && c <= '9') || ((c | 0x20U) >= 'a' && (c | 0x20U) <= 'z');
        };
        auto at = cell.text.find(name);
        while (at != std::string::npos && ((at > 0 && is_part(at - 1)) || is_part(at + name.size())))
            at = cell.text.find(name, at + 1);
        auto place = cell.place;
        if (at == std::string::npos) return place;
        for (std::size_t i = 0; i < at; ++i) {
            if (cell.text[i] == '\n') {
                ++place.line;
                place.column = 1;
            } else if ((static_cast<unsigned char>(cell.text[i]) & 0xC0U) != 0x80U)
                ++place.column;
        }
        return place;
    }

    void report(Cell const& cell, std::string const& name, Names const& names) {
        std::string hint;
        if (auto const known = model_.by_name.find(name); known != model_.by_name.end()) {
            bool const knowledge =
                known->second->of == Element::Of::Knowledge || known->second->of == Element::Of::Service;
            hint = std::string("tambahkan ") + (knowledge ? "knowledgeRequirement" : "informationRequirement") +
                   " ke \"" + name + "\"";
        } else {
            std::vector<std::string> candidates(required_.begin(), required_.end());
            candidates.insert(candidates.end(), names.begin(), names.end());
            candidates.insert(candidates.end(), builtins().begin(), builtins().end());
            if (auto const near = nearest(name, candidates); !near.empty()) hint = "mungkin maksudnya \"" + near + "\"";
        }
        found_.error("unknown-name", place_of(cell, name), "nama \"" + name + "\" tidak dikenal di sini", hint)
            .element = cell.id.empty() ? element_.id : cell.id;
    }

    Definitions const& model_;
    Element const& element_;
    Diagnostics& found_;
    std::set<std::string> required_;
};

} // namespace

void check_names(Definitions const& model, Diagnostics& found) {
    for (auto const& element : model.elements) {
        NameCheck check(model, *element, found);
        each_boxed(*element, [&](Boxed const& boxed, Names const& names) { check.boxed(boxed, names); });
    }
}

} // namespace alur::model::dmn
