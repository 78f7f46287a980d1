#include "core/text.hpp"
#include "feel/inference.hpp"

#include <algorithm>

namespace alur::feel {

namespace {

/// What a parameter of that letter takes (Builtin::signature).
bool fits(Parameter const& parameter, Shape const& argument) {
    if (argument.is_nothing() || argument.is_anything() || parameter.kind == 'a' || parameter.kind == 'l') {
        return true; // an item stands for a list of one
    }
    Shape const all = argument.may_be(Kind::List) ? argument.either(argument.item()) : argument;
    switch (parameter.kind) {
    case 'n': return all.may_be(Kind::Number);
    case 's': return all.may_be(Kind::String);
    case 'b': return all.may_be(Kind::Boolean);
    case 'c': return all.may_be(Kind::Context);
    case 'f': return all.may_be(Kind::Function);
    case 'r': return all.may_be(Kind::Range);
    case 'd': return all.may_be(Kind::Date) || all.may_be(Kind::DateTime);
    case 'u': return all.may_be(Kind::DaysTimeDuration);
    case 'p':
        return all.meets(Shape::of({Kind::Number, Kind::String, Kind::Date, Kind::Time, Kind::DateTime,
                                    Kind::DaysTimeDuration, Kind::YearsMonthsDuration}));
    default: return true;
    }
}

std::string_view in_words(char kind) {
    switch (kind) {
    case 'n': return "bilangan";
    case 's': return "teks";
    case 'b': return "ya/tidak";
    case 'c': return "data berbagian";
    case 'f': return "fungsi";
    case 'r': return "rentang";
    case 'd': return "tanggal";
    case 'u': return "lama waktu";
    default: return "nilai yang berurutan";
    }
}

bool takes(std::vector<Parameter> const& parameters, std::size_t count) {
    std::size_t least = 0;
    for (Parameter const& parameter : parameters) {
        least += parameter.optional || parameter.rest ? 0 : 1;
    }
    bool const rest = !parameters.empty() && parameters.back().rest;
    return count >= least && (rest || count <= parameters.size());
}

std::string ways_of(BuiltinGroup const& group) {
    std::string out;
    for (auto const& parameters : group.parameters) {
        out += (out.empty() ? "" : " atau ") + std::string(group.name) + "(";
        for (std::size_t i = 0; i < parameters.size(); ++i) {
            out += (i == 0 ? "" : ", ") + std::string(parameters[i].name);
        }
        out += ")";
    }
    return out;
}

/// The argument of each parameter when they are given by name; nothing when a name is wrong or one is missing.
std::optional<std::vector<std::size_t>> placed(std::vector<Parameter> const& parameters,
                                               std::vector<std::string> const& names) {
    std::vector<std::size_t> out;
    std::vector<bool> given(parameters.size(), false);
    for (auto const& name : names) {
        auto const at = std::find_if(parameters.begin(), parameters.end(),
                                     [&](Parameter const& parameter) { return parameter.name == name; });
        if (at == parameters.end()) {
            return std::nullopt;
        }
        out.push_back(static_cast<std::size_t>(at - parameters.begin()));
        given[out.back()] = true;
    }
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        if (!given[i] && !parameters[i].optional && !parameters[i].nullable) {
            return std::nullopt;
        }
    }
    return out;
}

} // namespace

/// Its body is looked at once with anything for its parameters, and again, silently, for every call.
Shape Inference::function(Node const& node) {
    FunctionShape out;
    out.parameters = node.names;
    for (Type const& type : node.types) {
        out.takes.push_back(Shape::of(type));
    }
    bool const external = node.a->op == Op::External;
    if (external) {
        return Shape::function(std::move(out));
    }
    std::vector<Shape> const kept(slots_.begin(), slots_.begin() + node.slot);
    for (std::size_t i = 0; i < node.names.size(); ++i) {
        local(node.slot + static_cast<std::int32_t>(i)) = out.takes[i];
    }
    shape(*node.a);
    out.gives = [tree = tree_, scope = scope_, kept, at = &node, takes = out.takes](std::span<Shape const> arguments,
                                                                                    Complain const& /*complain*/) {
        Inference inner(tree, scope, nullptr);
        std::vector<Shape> slots(static_cast<std::size_t>(tree->slots));
        std::copy(kept.begin(), kept.end(), slots.begin());
        for (std::size_t i = 0; i < at->names.size(); ++i) {
            slots[static_cast<std::size_t>(at->slot) + i] =
                i < arguments.size() && takes[i].is_anything() ? arguments[i] : takes[i];
        }
        inner.take_slots(std::move(slots));
        return inner.shape(*at->a);
    };
    return Shape::function(std::move(out));
}

/// A function of the surroundings that bears the name of a built-in.
bool Inference::own_function(Node const& node) {
    auto const& layers = scope_.layers();
    return std::any_of(layers.begin(), layers.end(), [&](Shape const& layer) {
        Shape const* const entry = layer.find(node.a->name);
        return entry != nullptr && entry->may_be(Kind::Function);
    });
}

Shape Inference::call(Node const& node) {
    std::vector<Shape> arguments;
    arguments.reserve(node.items.size());
    if (node.op == Op::CallBuiltin && !own_function(node)) {
        for (Node const* const item : node.items) {
            arguments.push_back(shape(*item));
        }
        return call_builtin(node, arguments);
    }
    Shape const callee = shape(*node.a);
    for (Node const* const item : node.items) {
        arguments.push_back(shape(*item));
    }
    return call_function(node, callee, arguments);
}

Shape Inference::call_function(Node const& node, Shape const& callee, std::span<Shape const> arguments) {
    if (callee.is_nothing()) {
        return {};
    }
    if (!callee.may_be(Kind::Function)) {
        report(node, "wrong-type", callee.words() + " bukan fungsi dan tidak dapat dipanggil");
        return {};
    }
    FunctionShape const* const function = callee.call();
    if (function == nullptr || !callee.is_only(Kind::Function)) {
        return {};
    }
    auto const signature = [&] {
        std::string out = (node.a->name.empty() ? "fungsi ini" : node.a->name) + std::string("(");
        return out + join(function->parameters, ", ") + ")";
    };
    if (arguments.size() != function->parameters.size()) {
        report(node, "wrong-arguments",
               "fungsi ini memerlukan " + std::to_string(function->parameters.size()) + " argumen, diberi " +
                   std::to_string(arguments.size()),
               "seharusnya " + signature());
        return {};
    }
    std::vector<Shape> bound(arguments.begin(), arguments.end());
    std::vector<std::size_t> source(arguments.size());
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        std::size_t place = i;
        if (!node.names.empty()) {
            auto const at = std::find(function->parameters.begin(), function->parameters.end(), node.names[i]);
            if (at == function->parameters.end()) {
                auto const near = nearest(node.names[i], function->parameters);
                report(*node.items[i], "wrong-arguments", "tidak ada parameter \"" + node.names[i] + "\"",
                       near.empty() ? "seharusnya " + signature() : "mungkin maksudnya \"" + near + "\"");
                return {};
            }
            place = static_cast<std::size_t>(at - function->parameters.begin());
        }
        bound[place] = arguments[i];
        source[place] = i;
    }
    for (std::size_t i = 0; i < bound.size() && i < function->takes.size(); ++i) {
        Shape const& wanted = function->takes[i];
        bool const list_of_one = bound[i].may_be(Kind::List) && wanted.meets(bound[i].item());
        if (!wanted.meets(bound[i]) && !list_of_one && !wanted.may_be(Kind::List)) {
            report(*node.items[source[i]], "wrong-arguments",
                   "parameter \"" + function->parameters[i] + "\" seharusnya " + wanted.words() + ", bukan " +
                       bound[i].words());
        }
    }
    if (!function->gives) {
        return {};
    }
    return function->gives(bound, [&](std::size_t argument, std::string message, std::string hint) {
        report(*node.items[source[argument]], "unknown-reference", std::move(message), std::move(hint));
    });
}

Shape Inference::call_builtin(Node const& node, std::span<Shape const> arguments) {
    BuiltinGroup const& group = builtins()[static_cast<std::size_t>(node.builtin)];
    Shape out = Shape::nothing();
    bool counted = false;
    bool fine = false;
    std::size_t wrong = 0;
    char wanted = 0;
    for (std::size_t way = 0; way < group.ways.size(); ++way) {
        auto const& parameters = group.parameters[way];
        std::vector<Shape> bound;
        std::vector<std::size_t> source;
        if (node.names.empty()) {
            if (!takes(parameters, arguments.size())) {
                continue;
            }
            bound.assign(arguments.begin(), arguments.end());
            for (std::size_t i = 0; i < bound.size(); ++i) {
                source.push_back(i);
            }
        } else {
            auto const places = placed(parameters, node.names);
            if (!places) {
                continue;
            }
            bound.assign(parameters.size(), Shape::nothing());
            source.assign(parameters.size(), 0);
            for (std::size_t i = 0; i < places->size(); ++i) {
                bound[(*places)[i]] = arguments[i];
                source[(*places)[i]] = i;
            }
        }
        counted = true;
        bool good = true;
        for (std::size_t i = 0; i < bound.size() && good; ++i) {
            Parameter const& parameter = parameters[std::min(i, parameters.size() - 1)];
            good = fits(parameter, bound[i]);
            if (!good) {
                wrong = source[i];
                wanted = parameter.kind;
            }
        }
        if (good) {
            out = out.either(builtin_result(node.builtin, way, bound));
            fine = true;
        }
    }
    if (!counted) {
        report(node, "wrong-arguments", "argumen " + std::string(group.name) + " tidak cocok",
               "seharusnya " + ways_of(group));
        return {};
    }
    if (!fine) {
        report(*node.items[wrong], "wrong-arguments",
               "argumen ini seharusnya " + std::string(in_words(wanted)) + ", bukan " + arguments[wrong].words(),
               "seharusnya " + ways_of(group));
        return {};
    }
    bool const sums = group.name == "sum" || group.name == "mean" || group.name == "product" ||
                      group.name == "median" || group.name == "stddev";
    if (sums || group.name == "list contains") {
        Shape item = Shape::nothing();
        for (Shape const& argument : arguments.subspan(0, sums ? arguments.size() : 1)) {
            item = item.either(elements(argument));
        }
        Shape const needed = sums || arguments.size() < 2 ? Shape::of(Kind::Number) : arguments[1];
        if (!item.meets(needed) && !item.may_be(Kind::List)) {
            report(sums ? *node.items[0] : node, "wrong-type",
                   sums ? std::string(group.name) + " memerlukan bilangan, bukan " + item.words()
                        : "daftar " + item.words() + " tidak mungkin memuat " + needed.words());
        }
    }
    return out;
}

} // namespace alur::feel
