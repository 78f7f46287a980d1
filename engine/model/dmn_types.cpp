#include "model/dmn_model.hpp"

#include <array>

namespace alur::model::dmn {

namespace {

constexpr int kMostNested = 24;
constexpr std::size_t kMostTypes = 50'000;

/// The name FEEL knows a built-in type by: `feel:string`, `dateTime` and other spellings of older models.
std::string_view canonical(std::string_view name) {
    if (name.starts_with("feel:")) name.remove_prefix(5);
    constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kOld{
        {{"dateTime", "date and time"},
         {"dayTimeDuration", "days and time duration"},
         {"yearMonthDuration", "years and months duration"},
         {"any", "Any"},
         {"context", "context"}}};
    for (auto const& [old, now] : kOld)
        if (name == old) return now;
    return name;
}

feel::Type of_kind(feel::Type::Kind kind) {
    feel::Type type;
    type.kind = kind;
    return type;
}

/// Builds types out of item definitions, which may name each other in any order, and themselves.
class Builder {
  public:
    explicit Builder(Definitions& model) : model_(model) {
        for (auto const& item : model.items)
            if (!model.item_by_name.emplace(item.name, &item).second)
                model.found.error("type-double", item.place,
                                  "tipe \"" + item.name + "\" dinyatakan lebih dari satu kali");
    }

    void run() {
        for (auto const& imported : model_.imports)
            for (auto const& [name, type] : imported.model->types)
                model_.types.emplace(imported.import.name.empty() ? name : imported.import.name + "." + name, type);
        for (auto const& item : model_.items) {
            if (built_ > kMostTypes) break;
            auto type = of_item(item, 0);
            type.name = item.name;
            model_.types.insert_or_assign(item.name, std::move(type));
        }
        if (built_ > kMostTypes)
            model_.found.error("type-size", model_.place, "tipe data model ini terlalu besar bila dijabarkan");
    }

  private:
    feel::Type of_name(std::string const& name, int depth) {
        if (name.empty() || depth > kMostNested || ++built_ > kMostTypes) return {};
        if (auto const own = model_.item_by_name.find(name); own != model_.item_by_name.end())
            return of_item(*own->second, depth + 1);
        if (auto const known = model_.types.find(name); known != model_.types.end()) return known->second;
        auto type = feel::builtin_type(canonical(name));
        return type.kind == feel::Type::Kind::Unknown ? feel::Type{} : type;
    }

    feel::Type of_item(ItemDefinition const& item, int depth) {
        feel::Type type;
        if (depth > kMostNested || ++built_ > kMostTypes) return type;
        if (item.function) {
            type = of_kind(feel::Type::Kind::Function);
            for (auto const& parameter : item.function->parameters)
                type.of.push_back(of_name(parameter.type, depth + 1));
            type.of.push_back(of_name(item.function->output, depth + 1));
        } else if (!item.components.empty()) {
            type = of_kind(feel::Type::Kind::Context);
            for (auto const& component : item.components)
                type.entries.push_back({component.name, of_item(component, depth + 1)});
        } else
            type = of_name(item.type, depth);
        if (!item.collection) return type;
        auto list = of_kind(feel::Type::Kind::List);
        list.of.push_back(std::move(type));
        return list;
    }

    Definitions& model_;
    std::size_t built_ = 0;
};

} // namespace

void build_types(Definitions& model) { Builder(model).run(); }

FoundItem find_item(Definitions const& model, std::string_view type_ref) {
    if (auto const own = model.item_by_name.find(type_ref); own != model.item_by_name.end())
        return {own->second, &model};
    for (auto const& imported : model.imports) {
        auto rest = type_ref;
        auto const& prefix = imported.import.name;
        if (!prefix.empty()) {
            if (!rest.starts_with(prefix) || rest.size() <= prefix.size() || rest[prefix.size()] != '.') continue;
            rest.remove_prefix(prefix.size() + 1);
        }
        if (auto const there = find_item(*imported.model, rest); there.item) return there;
    }
    return {};
}

namespace {

feel::Types const& builtin_types() {
    static feel::Types const all = [] {
        feel::Types types;
        for (auto const* name :
             {"number", "string", "boolean", "date", "time", "date and time", "days and time duration",
              "years and months duration", "Any", "Null", "list", "context", "function", "range"})
            types.emplace(name, feel::builtin_type(name));
        return types;
    }();
    return all;
}

} // namespace

feel::Type const& type_of(Definitions const& model, std::string_view type_ref) {
    static feel::Type const any;
    if (type_ref.empty()) return any;
    if (auto const own = model.types.find(type_ref); own != model.types.end()) return own->second;
    auto const known = builtin_types().find(canonical(type_ref));
    return known == builtin_types().end() || known->second.kind == feel::Type::Kind::Unknown ? any : known->second;
}

bool is_known_type(Definitions const& model, std::string_view type_ref) {
    return model.types.contains(type_ref) || builtin_types().contains(canonical(type_ref));
}

} // namespace alur::model::dmn
