#include "service/decisions.hpp"

#include "service/pack_reader.hpp"

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

bool has_decision(Pack const& pack, std::string_view name) {
    for (auto const& file : pack.decisions) {
        auto const answer = model::dmn::evaluate(file.model, name, feel::Scope{});
        if (answer || answer.error().kind != ErrorKind::NotFound) return true;
    }
    return false;
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
    for (auto const& [file, root] : files) {
        auto model = model::dmn::read_dmn(root, imported);
        if (!model) {
            add(model.error(), {file.name, 1, 1});
            continue;
        }
        found_.add(model::dmn::check(*model));
        pack_.decisions.push_back({file, std::move(*model)});
    }
}

} // namespace alur::service
