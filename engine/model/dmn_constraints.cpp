#include "model/dmn_run.hpp"

namespace alur::model::dmn {

bool Run::accept(feel::Value& value, Definitions const& model, std::string const& type_ref, Place const& place,
                 std::string const& what) {
    if (type_ref.empty() || value.is_null()) return true;
    auto converted = feel::coerced(value, type_of(model, type_ref));
    if (!converted) {
        problem(place, what + " bukan " + type_ref + ", melainkan " + std::string(feel::kind_name(value.kind())));
        return false;
    }
    value = std::move(*converted);
    if (allowed(value, model, type_ref, 0)) return true;
    problem(place, what + " tidak termasuk nilai yang diperbolehkan tipe " + type_ref);
    return false;
}

feel::Value Run::typed(feel::Value value, Definitions const& model, std::string const& type_ref, Place const& place,
                       std::string const& what) {
    return accept(value, model, type_ref, place, what) ? std::move(value) : feel::Value();
}

bool Run::allowed(feel::Value const& value, Definitions const& model, std::string_view type_ref, int depth) {
    if (type_ref.empty() || value.is_null()) return true;
    auto const found = find_item(model, type_ref);
    return !found.item || allowed(value, *found.item, *found.home, depth);
}

bool Run::allowed(feel::Value const& value, ItemDefinition const& item, Definitions const& home, int depth) {
    if (value.is_null() || depth > 100) return true;
    feel::Scope const nothing;
    if (item.constraint && !test(*item.constraint, value, nothing)) return false;
    auto const one = [&](feel::Value const& single) {
        if (single.is_null()) return true;
        if (item.allowed && !test(*item.allowed, single, nothing)) return false;
        if (!allowed(single, home, item.type, depth + 1)) return false;
        for (auto const& component : item.components)
            if (auto const* entry = single.find(component.name); entry && !allowed(*entry, component, home, depth + 1))
                return false;
        return true;
    };
    if (!item.collection || !value.is_list()) return one(value);
    for (auto const& single : value.items())
        if (!one(single)) return false;
    return true;
}

} // namespace alur::model::dmn
