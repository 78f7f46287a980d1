#include "feel/builtin.hpp"

#include "core/text.hpp"
#include "feel/feel.hpp"

#include <algorithm>
#include <unordered_map>

namespace alur::feel {

namespace {

std::vector<Parameter> read_signature(std::string_view signature) {
    std::vector<Parameter> out;
    while (!signature.empty()) {
        auto const comma = signature.find(',');
        std::string_view one = signature.substr(0, comma);
        signature = comma == std::string_view::npos ? std::string_view() : signature.substr(comma + 1);
        auto const colon = one.find(':');
        Parameter parameter;
        parameter.name = one.substr(0, colon);
        parameter.kind = one[colon + 1];
        char const mark = one.size() > colon + 2 ? one[colon + 2] : ' ';
        parameter.optional = mark == '?' || mark == '~';
        parameter.nullable = mark == '~' || mark == '!' || parameter.kind == 'a';
        parameter.rest = mark == '*';
        out.push_back(parameter);
    }
    return out;
}

struct Registry {
    std::vector<BuiltinGroup> groups;
    std::unordered_map<std::string_view, int> numbers;
    std::vector<Value> values;

    Registry() {
        for (auto const table :
             {conversion_builtins(), string_builtins(), pattern_builtins(), number_builtins(), statistics_builtins(),
              list_builtins(), context_builtins(), temporal_builtins(), range_builtins(), indonesian_builtins()}) {
            for (Builtin const& builtin : table) {
                auto const [at, is_new] = numbers.emplace(builtin.name, static_cast<int>(groups.size()));
                if (is_new) {
                    groups.push_back({builtin.name, {}, {}});
                }
                BuiltinGroup& group = groups[static_cast<std::size_t>(at->second)];
                group.ways.push_back(builtin);
                group.parameters.push_back(read_signature(builtin.signature));
            }
        }
        for (std::size_t i = 0; i < groups.size(); ++i) {
            auto* rep = new BuiltinRep;
            rep->name = groups[i].name;
            for (Parameter const& parameter : groups[i].parameters.front()) {
                rep->parameters.emplace_back(parameter.name);
            }
            rep->number = static_cast<int>(i);
            values.push_back(Access::adopt(rep, 1));
        }
    }
};

Registry const& registry() {
    static Registry const all;
    return all;
}

bool fits(char kind, Value const& value) {
    switch (kind) {
    case 'n': return value.kind() == Kind::Number;
    case 's': return value.kind() == Kind::String;
    case 'b': return value.kind() == Kind::Boolean;
    case 'l': return value.kind() == Kind::List;
    case 'c': return value.kind() == Kind::Context;
    case 'f': return value.kind() == Kind::Function;
    case 'r': return value.kind() == Kind::Range;
    case 'd': return value.kind() == Kind::Date || value.kind() == Kind::DateTime;
    case 'u': return value.kind() == Kind::DaysTimeDuration;
    case 'p': return value.kind() >= Kind::Number && value.kind() <= Kind::YearsMonthsDuration;
    default: return true;
    }
}

std::string_view kind_word(char kind) {
    switch (kind) {
    case 'n': return "bilangan";
    case 's': return "teks";
    case 'b': return "benar atau salah";
    case 'l': return "daftar";
    case 'c': return "konteks";
    case 'f': return "fungsi";
    case 'r': return "rentang";
    case 'd': return "tanggal";
    case 'u': return "lama waktu";
    case 'p': return "nilai yang berurutan";
    default: return "nilai";
    }
}

/// Converts and checks in place. Nothing when the arguments fit; else the parameter that did not.
Parameter const* check(std::vector<Parameter> const& parameters, std::span<Value> arguments) {
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        Parameter const& parameter = parameters[std::min(i, parameters.size() - 1)];
        Value& value = arguments[i];
        if (parameter.kind == 'a' || fits(parameter.kind, value)) {
            continue;
        }
        if (value.is_null()) {
            if (parameter.nullable) {
                continue;
            }
            return &parameter;
        }
        if (value.is_list() && value.items().size() == 1 && fits(parameter.kind, value.items()[0])) {
            value = Value(value.items()[0]);
        } else if (parameter.kind == 'l') {
            value = Value::list({value});
        } else {
            return &parameter;
        }
    }
    return nullptr;
}

std::size_t least(std::vector<Parameter> const& parameters) {
    return static_cast<std::size_t>(
        std::count_if(parameters.begin(), parameters.end(), [](Parameter const& p) { return !p.optional; }));
}

bool takes(std::vector<Parameter> const& parameters, std::size_t count) {
    bool const rest = !parameters.empty() && parameters.back().rest;
    return count >= least(parameters) && (rest || count <= parameters.size());
}

Value run(Call& call, BuiltinGroup const& group, std::size_t way, std::vector<Value>& arguments,
          Parameter const*& wrong) {
    auto const& parameters = group.parameters[way];
    if (!parameters.empty() && parameters.size() == 1 && parameters[0].rest) { // one list, or its items
        bool const one_list = arguments.size() == 1 && arguments[0].is_list();
        if (!one_list && arguments.size() == 1 && arguments[0].is_null()) {
            wrong = &parameters[0];
            return {};
        }
        Value const list = one_list ? arguments[0] : Value::list(arguments);
        wrong = nullptr;
        return group.ways[way].run(call, std::span<Value const>(&list, 1));
    }
    wrong = check(parameters, arguments);
    return wrong == nullptr ? group.ways[way].run(call, arguments) : Value();
}

Value complain(Call& call, BuiltinGroup const& group, Parameter const* wrong) {
    if (wrong != nullptr) {
        return call.fail("parameter \"" + std::string(wrong->name) + "\" fungsi " + std::string(group.name) +
                         " harus berupa " + std::string(kind_word(wrong->kind)));
    }
    std::string ways;
    for (auto const& parameters : group.parameters) {
        ways += (ways.empty() ? "" : " atau ") + std::string(group.name) + "(";
        for (std::size_t i = 0; i < parameters.size(); ++i) {
            ways += (i == 0 ? "" : ", ") + std::string(parameters[i].name);
        }
        ways += ")";
    }
    return call.fail("argumen tidak cocok; seharusnya " + ways);
}

} // namespace

std::vector<BuiltinGroup> const& builtins() { return registry().groups; }

int find_builtin(std::string_view name) {
    auto const& numbers = registry().numbers;
    auto const found = numbers.find(name);
    return found == numbers.end() ? -1 : found->second;
}

Value builtin_value(int number) { return registry().values[static_cast<std::size_t>(number)]; }

Value call_builtin(Call& call, int number, Arguments arguments) {
    BuiltinGroup const& group = registry().groups[static_cast<std::size_t>(number)];
    Parameter const* wrong = nullptr;
    bool tried = false;
    for (std::size_t way = 0; way < group.ways.size(); ++way) {
        if (!takes(group.parameters[way], arguments.size())) {
            continue;
        }
        std::vector<Value> copy(arguments.begin(), arguments.end());
        Parameter const* now = nullptr;
        Value out = run(call, group, way, copy, now);
        if (now == nullptr) {
            return out;
        }
        wrong = tried ? wrong : now;
        tried = true;
    }
    return complain(call, group, wrong);
}

Value call_builtin_named(Call& call, int number, std::span<std::string const> names, Arguments arguments) {
    BuiltinGroup const& group = registry().groups[static_cast<std::size_t>(number)];
    Parameter const* wrong = nullptr;
    for (std::size_t way = 0; way < group.ways.size(); ++way) {
        auto const& parameters = group.parameters[way];
        std::vector<Value> placed(parameters.size());
        std::vector<bool> given(parameters.size(), false);
        bool fine = true;
        for (std::size_t i = 0; i < names.size() && fine; ++i) {
            auto const at = std::find_if(parameters.begin(), parameters.end(),
                                         [&](Parameter const& p) { return p.name == names[i]; });
            fine = at != parameters.end();
            if (fine) {
                auto const place = static_cast<std::size_t>(at - parameters.begin());
                placed[place] = arguments[i];
                given[place] = true;
            }
        }
        for (std::size_t i = 0; i < parameters.size() && fine; ++i) {
            fine = given[i] || parameters[i].optional || group.name == "is"; // `is` compares with null then
        }
        if (!fine) {
            continue;
        }
        std::size_t count = parameters.size();
        while (count > 0 && !given[count - 1] && parameters[count - 1].optional) {
            --count;
        }
        placed.resize(count);
        Parameter const* now = nullptr;
        Value out = run(call, group, way, placed, now);
        if (now == nullptr) {
            return out;
        }
        wrong = now;
    }
    return complain(call, group, wrong);
}

std::vector<std::string> builtin_names() {
    std::vector<std::string> out;
    for (auto const& group : builtins()) {
        out.emplace_back(group.name);
    }
    return out;
}

} // namespace alur::feel
