#include "service/decisions.hpp"

#include "service/pack_reader.hpp"

#include <set>

namespace alur::service {

namespace {

/// The value, or why there is none.
Result<feel::Value> value_of(model::dmn::Answer const& answer, std::string_view name) {
    auto const no_value = answer.value.is_null() && !answer.problems.empty();
    if (!answer.exhausted && !answer.unsupported && !no_value) return answer.value;
    auto const& why = answer.problems.front();
    auto error = invalid("keputusan \"" + std::string(name) + "\": " + why.message);
    error.found.error("decision", why.place, error.message);
    return error;
}

} // namespace

Result<feel::Value> decide(Pack const& pack, std::string_view name, feel::Scope const& scope,
                           feel::Limits const& limits) {
    for (auto const& file : pack.decisions) {
        auto const answer = model::dmn::evaluate(file.model, name, scope, limits);
        if (answer) return value_of(*answer, name);
        if (answer.error().kind != ErrorKind::NotFound) return answer.error();
    }
    return not_found("keputusan \"" + std::string(name) + "\" tidak ada dalam berkas DMN paket " + pack.id);
}

bool has_decision(Pack const& pack, std::string_view name) { return find_decision(pack, name).model != nullptr; }

FoundDecision find_decision(Pack const& pack, std::string_view name) {
    for (auto const& decisions : pack.decisions)
        for (auto& callable : decisions.model.callables())
            if (callable.name == name || callable.id == name) return {&decisions.model, std::move(callable)};
    return {};
}

std::vector<feel::Value::Entry> decision_functions(Pack const& pack) {
    std::vector<feel::Value::Entry> out;
    for (auto const& decisions : pack.decisions)
        for (auto const& callable : decisions.model.callables()) {
            std::vector<std::string> names;
            for (auto const& parameter : callable.takes) names.push_back(parameter.name);
            auto body = [model = decisions.model, name = callable.name, names](std::span<feel::Value const> arguments) {
                std::vector<feel::Value::Entry> inputs;
                for (std::size_t i = 0; i < names.size() && i < arguments.size(); ++i)
                    inputs.emplace_back(names[i], arguments[i]);
                auto answer = model::dmn::evaluate(model, name, feel::Scope(feel::Value::context(std::move(inputs))));
                return answer ? answer->value : feel::Value();
            };
            out.emplace_back(callable.name, feel::Value::function(callable.name, names, std::move(body)));
        }
    return out;
}

std::vector<std::pair<std::string, feel::Shape>> decision_function_shapes(Pack const& pack) {
    std::vector<std::pair<std::string, feel::Shape>> out;
    for (auto const& decisions : pack.decisions)
        for (auto const& callable : decisions.model.callables()) {
            feel::FunctionShape shape;
            for (auto const& parameter : callable.takes) {
                shape.parameters.push_back(parameter.name);
                shape.takes.push_back(feel::Shape::of(parameter.type));
            }
            shape.gives = [gives = feel::Shape::of(callable.gives)](std::span<feel::Shape const>,
                                                                    feel::Complain const&) { return gives; };
            out.emplace_back(callable.name, feel::Shape::function(std::move(shape)));
        }
    return out;
}

void PackReader::read_decisions(format::YamlNode const& front) {
    auto const* list = front.find("keputusan");
    if (!list) return;
    // A file may import another of the list: by its location, or by its namespace.
    std::vector<std::pair<format::SourceFile, format::XmlNode>> files;
    for (auto const& item : list->items) {
        auto file = text(item.scalar, item.place);
        if (!file) continue;
        auto root = format::parse_xml(*file);
        if (root)
            files.emplace_back(std::move(*file), std::move(*root));
        else
            add(root.error(), item.place);
    }
    auto const imported = [&](model::dmn::Import const& import) -> Result<format::XmlNode> {
        auto const location = std::filesystem::path(import.location).filename();
        for (auto const& [file, root] : files) {
            auto const* space = root.attribute("namespace");
            if ((!location.empty() && std::filesystem::path(file.name).filename() == location) ||
                (space && *space == import.space))
                return root;
        }
        return not_found("berkas DMN dengan namespace \"" + import.space + "\" tidak disebut pada kunci 'keputusan'");
    };
    std::set<std::string> names;
    for (auto const& [file, root] : files) {
        auto model = model::dmn::read_dmn(root, imported);
        if (!model) {
            add(model.error(), {file.name, 1, 1});
            continue;
        }
        found_.add(model::dmn::check(*model));
        for (auto const& callable : model->callables())
            for (auto const& name : std::set<std::string>{callable.name, callable.id})
                if (!names.insert(name).second)
                    found_.error("duplicate-id", callable.place, "keputusan '" + name + "' ada dua dalam paket ini");
        pack_.decisions.push_back({file, std::move(*model)});
    }
}

} // namespace alur::service
