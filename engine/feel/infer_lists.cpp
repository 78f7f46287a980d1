#include "feel/inference.hpp"

namespace alur::feel {

Shape Inference::list(Node const& node) {
    Shape item = Shape::nothing();
    for (Node const* const one : node.items) {
        item = item.either(shape(*one));
    }
    return Shape::list(std::move(item));
}

Shape Inference::context(Node const& node) {
    std::vector<std::pair<std::string, Shape>> entries;
    entries.reserve(node.items.size());
    for (std::size_t i = 0; i < node.items.size(); ++i) {
        auto const slot = node.slot + static_cast<std::int32_t>(i);
        if (node.items[i]->op == Op::Function) {
            local(slot) = Shape::of(Kind::Function); // it may call itself
        }
        Shape value = shape(*node.items[i]);
        local(slot) = value;
        entries.emplace_back(node.names[i], std::move(value));
    }
    return Shape::context(std::move(entries));
}

Shape Inference::filter(Node const& node) {
    Shape const of = shape(*node.a);
    Shape const item = elements(of);
    if (node.b->op == Op::Literal && node.b->value.is_number()) {
        return item;
    }
    Shape const outer = local(node.slot);
    local(node.slot) = item;
    Shape const met = shape(*node.b);
    local(node.slot) = outer;
    if (of.is_nothing()) {
        return of;
    }
    if (!met.meets(Shape::of({Kind::Boolean, Kind::Number, Kind::Range}))) {
        report(*node.b, "wrong-type", "saringan seharusnya memberi ya/tidak atau nomor urut, bukan " + met.words());
    }
    if (met.is_only(Kind::Number)) {
        return item;
    }
    Shape const kept = Shape::list(item);
    return met.may_be(Kind::Number) ? kept.either(item) : kept;
}

/// What a loop's variable may be.
Shape Inference::element_of(Node const& iterator) {
    Shape const of = shape(iterator);
    if (iterator.op == Op::Iterate || of.is_only(Kind::Range)) {
        return of.item();
    }
    if (of.is_nothing() || of.is_anything()) {
        return of;
    }
    if (!of.may_be(Kind::List) && !of.may_be(Kind::Range)) {
        report(iterator, "wrong-type", "perulangan memerlukan daftar, bukan " + of.words());
        return {};
    }
    return of.item();
}

Shape Inference::iteration(Node const& node) {
    for (std::size_t i = 0; i + 1 < node.items.size(); ++i) {
        local(node.slot + static_cast<std::int32_t>(i)) = element_of(*node.items[i]);
    }
    Shape body = shape(*node.items.back());
    if (node.op == Op::For) {
        return Shape::list(std::move(body));
    }
    want(*node.items.back(), body, Kind::Boolean, "syarat di belakang satisfies");
    return Shape::of(Kind::Boolean);
}

} // namespace alur::feel
