#include "feel/inference.hpp"
#include "feel/names.hpp"

#include <algorithm>

namespace alur::feel {

namespace {

/// The parts that values of a kind have besides contexts (DMN 1.4, table 65).
std::optional<Shape> part_of(Kind kind, Shape const& of, std::string_view name) {
    auto const one = [&](std::initializer_list<std::string_view> names) {
        return std::find(names.begin(), names.end(), name) != names.end();
    };
    Shape const number = Shape::of(Kind::Number);
    switch (kind) {
    case Kind::Date:
    case Kind::DateTime:
        if (one({"year", "month", "day", "weekday"})) {
            return number;
        }
        [[fallthrough]];
    case Kind::Time:
        if (one({"hour", "minute", "second"})) {
            return number;
        }
        if (name == "time offset") {
            return Shape::of(Kind::DaysTimeDuration);
        }
        return name == "timezone" ? std::optional(Shape::of(Kind::String)) : std::nullopt;
    case Kind::DaysTimeDuration:
        return one({"days", "hours", "minutes", "seconds"}) ? std::optional(number) : std::nullopt;
    case Kind::YearsMonthsDuration: return one({"years", "months"}) ? std::optional(number) : std::nullopt;
    case Kind::Range:
        if (one({"start included", "end included"})) {
            return Shape::of(Kind::Boolean);
        }
        return one({"start", "end"}) ? std::optional(of.item()) : std::nullopt;
    default: return std::nullopt;
    }
}

} // namespace

/// Every way the name may be found, from the innermost filter to the built-ins; an entry that may be missing lets the
/// next one speak.
Shape Inference::name(Node const& node) {
    std::optional<Shape> out;
    auto const take = [&](Shape const& shape) { out = out ? out->either(shape) : shape; };
    for (std::int32_t const slot : node.filters) {
        Shape const& item = local(slot);
        if (Shape const* const entry = item.find(node.name)) {
            take(*entry);
            if (!item.may_lack_entries()) {
                return *out;
            }
        } else if (item.is_open()) {
            return {};
        }
    }
    if (node.op == Op::Local) {
        take(local(node.slot));
        return *out;
    }
    auto const& layers = scope_.layers();
    for (auto layer = layers.rbegin(); layer != layers.rend(); ++layer) {
        if (Shape const* const entry = layer->find(node.name)) {
            take(*entry);
            if (!layer->may_lack_entries()) {
                return *out;
            }
        } else if (layer->is_open()) {
            return {};
        }
    }
    if (node.builtin >= 0) {
        take(Shape::of(Kind::Function));
    }
    if (!out) {
        unknown_name(node);
        return {};
    }
    return *out;
}

void Inference::unknown_name(Node const& node) {
    std::vector<std::string> candidates;
    for (std::int32_t const slot : node.filters) {
        auto const names = local(slot).entry_names();
        candidates.insert(candidates.end(), names.begin(), names.end());
    }
    auto const& layers = scope_.layers();
    for (auto layer = layers.rbegin(); layer != layers.rend(); ++layer) {
        auto const names = layer->entry_names();
        candidates.insert(candidates.end(), names.begin(), names.end());
    }
    auto const builtin = builtin_names();
    candidates.insert(candidates.end(), builtin.begin(), builtin.end());
    auto const near = nearest(node.name, candidates);
    report(node, "unknown-name", "nama \"" + node.name + "\" tidak dikenal di sini",
           near.empty() ? "" : "mungkin maksudnya \"" + near + "\"");
}

/// Nothing when no value of that shape has such a part.
std::optional<Shape> Inference::property(Shape const& of, std::string const& name) const {
    std::optional<Shape> out;
    auto const take = [&](Shape const& shape) { out = out ? out->either(shape) : shape; };
    if (of.may_be(Kind::Context)) {
        if (Shape const* const entry = of.find(name)) {
            take(*entry);
        } else if (of.is_open()) {
            return Shape();
        } else if (!is_identifier(name)) {
            for (auto const& [other, shape] : of.entries()) {
                if (same_name(other, name)) {
                    take(shape);
                }
            }
        }
    }
    for (Kind const kind :
         {Kind::Date, Kind::Time, Kind::DateTime, Kind::DaysTimeDuration, Kind::YearsMonthsDuration, Kind::Range}) {
        if (of.may_be(kind)) {
            if (auto const part = part_of(kind, of, name)) {
                take(*part);
            }
        }
    }
    return out;
}

Shape Inference::path(Node const& node) {
    Shape const of = shape(*node.a);
    if (of.is_nothing() || of.is_anything()) {
        return of;
    }
    std::optional<Shape> out = property(without_list(of), node.name);
    if (of.may_be(Kind::List)) {
        Shape const item = of.item();
        if (item.is_nothing()) {
            out = Shape::list(Shape::nothing()).either(out.value_or(Shape::nothing()));
        } else if (auto const part = property(item, node.name)) {
            out = Shape::list(*part).either(out.value_or(Shape::nothing()));
        }
    }
    if (!out) {
        unknown_part(node, of);
        return {};
    }
    return *out;
}

void Inference::unknown_part(Node const& node, Shape const& of) {
    auto candidates = of.entry_names();
    if (of.may_be(Kind::List)) {
        auto const more = of.item().entry_names();
        candidates.insert(candidates.end(), more.begin(), more.end());
    }
    bool const has_parts = !candidates.empty();
    auto const near = nearest(node.name, candidates);
    std::string hint = near.empty() ? std::string() : "mungkin maksudnya \"" + near + "\"";
    if (near.empty() && has_parts && candidates.size() <= 12) {
        hint = "bagian yang ada:";
        for (auto const& candidate : candidates) {
            hint += (hint.back() == ':' ? " " : ", ") + candidate;
        }
    }
    std::string const whose = has_parts ? "data ini" : of.words();
    report(node, "unknown-part", whose + " tidak mempunyai bagian \"" + node.name + "\"", std::move(hint));
}

} // namespace alur::feel
