#include "core/text.hpp"
#include "model/dmn_model.hpp"

#include <algorithm>

namespace alur::model::dmn {

namespace {

void bind(Definitions& model, Element const& from, Reference& reference) {
    auto const hash = reference.href.rfind('#');
    auto const space = hash == std::string::npos ? std::string{} : reference.href.substr(0, hash);
    auto const id = hash == std::string::npos ? reference.href : reference.href.substr(hash + 1);
    auto const look_in = [&](Definitions const& where, int import) {
        auto const target = where.by_id.find(id);
        if (target == where.by_id.end()) return false;
        reference.target = target->second;
        reference.import = import;
        return true;
    };
    if ((space.empty() || space == model.space) && look_in(model, -1)) return;
    for (std::size_t i = 0; i < model.imports.size(); ++i)
        if (space == model.imports[i].import.space && look_in(*model.imports[i].model, static_cast<int>(i))) return;
    std::vector<std::string> ids;
    for (auto const& [known, element] : model.by_id) ids.push_back(known);
    std::sort(ids.begin(), ids.end());
    auto const near = nearest(id, ids);
    model.found
        .error("reference-missing", reference.place, "rujukan \"" + reference.href + "\" tidak ada dalam model",
               near.empty() ? "" : "mungkin maksudnya \"#" + near + "\"")
        .element = from.id;
}

void check_kind(Definitions& model, Element const& from, Reference const& reference,
                std::initializer_list<Element::Of> allowed, std::string_view what) {
    if (!reference.target) return;
    if (std::find(allowed.begin(), allowed.end(), reference.target->of) != allowed.end()) return;
    model.found
        .error("reference-kind", reference.place,
               "rujukan \"" + reference.href + "\" menunjuk \"" + reference.target->name + "\", bukan " +
                   std::string(what))
        .element = from.id;
}

/// Finds the decisions that require themselves, without recursion.
class CycleFinder {
  public:
    explicit CycleFinder(Definitions& model) : model_(model) {}

    void run() {
        for (auto const& element : model_.elements)
            if (element->of == Element::Of::Decision && !state_.contains(element.get())) visit(*element);
    }

  private:
    enum class State { Open, Done };
    struct Frame {
        Element const* element;
        std::size_t next = 0;
    };

    void visit(Element const& start) {
        std::vector<Frame> path{{&start}};
        state_[&start] = State::Open;
        while (!path.empty()) {
            auto& top = path.back();
            if (top.next == top.element->information.size()) {
                state_[top.element] = State::Done;
                path.pop_back();
                continue;
            }
            auto const& reference = top.element->information[top.next++];
            if (!reference.target || reference.import >= 0 || reference.target->of != Element::Of::Decision) continue;
            auto const known = state_.find(reference.target);
            if (known == state_.end()) {
                state_[reference.target] = State::Open;
                path.push_back({reference.target});
            } else if (known->second == State::Open)
                report(path, reference);
        }
    }

    void report(std::vector<Frame> const& path, Reference const& reference) {
        std::vector<std::string> names;
        bool inside = false;
        for (auto const& frame : path) {
            inside = inside || frame.element == reference.target;
            if (!inside) continue;
            names.push_back("\"" + frame.element->name + "\"");
            auto const own = std::find_if(model_.elements.begin(), model_.elements.end(),
                                          [&](auto const& e) { return e.get() == frame.element; });
            (*own)->on_cycle = true;
        }
        names.push_back("\"" + reference.target->name + "\"");
        model_.found
            .error("requirement-cycle", reference.place, "keputusan saling memerlukan: " + join(names, " → "),
                   "hapus salah satu informationRequirement")
            .element = reference.target->id;
    }

    Definitions& model_;
    std::unordered_map<Element const*, State> state_;
};

} // namespace

void bind_references(Definitions& model) {
    using Of = Element::Of;
    for (auto& element : model.elements) {
        for (auto* list : {&element->information, &element->knowledge, &element->outputs, &element->encapsulated,
                           &element->input_decisions, &element->input_data})
            for (auto& reference : *list) bind(model, *element, reference);
        for (auto const& r : element->information)
            check_kind(model, *element, r, {Of::Input, Of::Decision}, "masukan atau keputusan");
        for (auto const& r : element->knowledge)
            check_kind(model, *element, r, {Of::Knowledge, Of::Service}, "model pengetahuan atau layanan keputusan");
        for (auto const* list : {&element->outputs, &element->encapsulated, &element->input_decisions})
            for (auto const& r : *list) check_kind(model, *element, r, {Of::Decision}, "keputusan");
        for (auto const& r : element->input_data) check_kind(model, *element, r, {Of::Input}, "masukan");
    }
}

void mark_cycles(Definitions& model) { CycleFinder(model).run(); }

} // namespace alur::model::dmn
