#include "feel/node.hpp"

#include <algorithm>

namespace alur::feel {

namespace {

/// Goes through the tree once. A name inside a filter's condition may be a property of the items, so it is kept apart.
class Collector {
  public:
    explicit Collector(bool in_filters) : in_filters_(in_filters) {}
    void visit(Node const* node) {
        if (node == nullptr) {
            return;
        }
        if (node->op == Op::Name || node->op == Op::Path) {
            std::string path = path_of(*node);
            if (!path.empty()) {
                add(std::move(path));
                return;
            }
        }
        if (node->op != Op::CallBuiltin) {
            visit(node->a);
        }
        visit(node->b);
        visit(node->c);
        for (Node const* const item : node->items) {
            visit(item);
        }
    }
    std::vector<std::string> paths;

  private:
    /// `group.address`, "" when it is not a plain path of the wanted kind.
    std::string path_of(Node const& node) const {
        if (node.op == Op::Name) {
            bool const wanted = node.builtin < 0 && node.filters.empty() != in_filters_ && node.name != "item";
            return wanted ? node.name : std::string();
        }
        if (node.op == Op::Path) {
            std::string const of = path_of(*node.a);
            return of.empty() ? of : of + "." + node.name;
        }
        return {};
    }
    void add(std::string path) {
        if (std::find(paths.begin(), paths.end(), path) == paths.end()) {
            paths.push_back(std::move(path));
        }
    }
    bool in_filters_;
};

std::vector<std::string> collect(Expression const& expression, bool in_filters) {
    Collector collector(in_filters);
    if (!expression.empty()) {
        collector.visit(tree_of(expression).body);
    }
    return std::move(collector.paths);
}

} // namespace

std::vector<std::string> free_paths(Expression const& expression) { return collect(expression, false); }
std::vector<std::string> filter_paths(Expression const& expression) { return collect(expression, true); }

std::vector<std::string> free_names(Expression const& expression) {
    std::vector<std::string> out;
    if (expression.empty()) {
        return out;
    }
    for (Node const& node : tree_of(expression).nodes) {
        bool const outside = node.op == Op::Name && node.builtin < 0 && node.filters.empty();
        if (outside && std::find(out.begin(), out.end(), node.name) == out.end()) {
            out.push_back(node.name);
        }
    }
    return out;
}

std::string const& Expression::text() const {
    static std::string const none;
    return root_ ? tree_of(*this).text : none;
}

Place const& Expression::place() const {
    static Place const nowhere;
    return root_ ? tree_of(*this).place : nowhere;
}

Value const* Scope::find(std::string_view name) const {
    for (auto layer = layers_.rbegin(); layer != layers_.rend(); ++layer) {
        if (Value const* const found = layer->find(name)) {
            return found;
        }
    }
    return nullptr;
}

} // namespace alur::feel
