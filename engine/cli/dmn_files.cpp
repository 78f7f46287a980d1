#include "cli/dmn_files.hpp"

#include <algorithm>

namespace alur::cli {

namespace {

constexpr std::size_t kMostBeside = 1000;

Result<format::XmlNode> read_root(std::filesystem::path const& path) {
    auto const source = format::read_text(path);
    if (!source) return source.error();
    return format::parse_xml(*source);
}

std::vector<std::filesystem::path> models_in(std::filesystem::path const& folder) {
    std::vector<std::filesystem::path> found;
    std::error_code error;
    for (std::filesystem::directory_iterator it(folder, error), end; !error && it != end; it.increment(error))
        if (it->path().extension() == ".dmn" && found.size() < kMostBeside) found.push_back(it->path());
    std::sort(found.begin(), found.end());
    return found;
}

Result<format::XmlNode> find_beside(std::filesystem::path const& folder, model::dmn::Import const& import) {
    auto const name = std::filesystem::path(import.location).filename();
    std::error_code error;
    if (!name.empty() && std::filesystem::is_regular_file(folder / name, error)) return read_root(folder / name);
    for (auto const& path : models_in(folder)) {
        auto const source = format::read_text(path);
        if (!source || source->text.find(import.space) == std::string::npos) continue;
        auto root = format::parse_xml(*source);
        if (!root) continue;
        if (auto const* space = root->attribute("namespace"); space && *space == import.space) return root;
    }
    return not_found("tidak ada berkas .dmn dengan namespace \"" + import.space + "\" di " + folder.string());
}

} // namespace

Result<LoadedDmn> load_dmn(std::filesystem::path const& path) {
    auto source = format::read_text(path);
    if (!source) return source.error();
    auto const root = format::parse_xml(*source);
    if (!root) return root.error();
    auto folder = path.parent_path();
    if (folder.empty()) folder = ".";
    auto model =
        model::dmn::read_dmn(*root, [&](model::dmn::Import const& import) { return find_beside(folder, import); });
    if (!model) return model.error();
    return LoadedDmn{std::move(*source), std::move(*model)};
}

std::function<Result<feel::Value>(std::string_view, feel::Scope const&)>
decisions_beside(std::filesystem::path const& folder, feel::Limits const& limits) {
    struct Shelf {
        bool filled = false;
        std::vector<LoadedDmn> files;
    };
    return [folder = folder.empty() ? std::filesystem::path(".") : folder, limits,
            shelf = std::make_shared<Shelf>()](std::string_view name, feel::Scope const& scope) -> Result<feel::Value> {
        if (!shelf->filled)
            for (auto const& path : models_in(folder))
                if (auto loaded = load_dmn(path)) shelf->files.push_back(std::move(*loaded));
        shelf->filled = true;
        for (auto const& file : shelf->files) {
            auto const answer = model::dmn::evaluate(file.model, name, scope, limits);
            if (!answer && answer.error().kind == ErrorKind::NotFound) continue;
            if (!answer) return answer.error();
            auto const refused =
                answer->exhausted || answer->unsupported || (answer->value.is_null() && !answer->problems.empty());
            if (refused) return invalid(answer->problems.front().message);
            return answer->value;
        }
        return not_found("keputusan \"" + std::string(name) + "\" tidak ada dalam berkas .dmn di " + folder.string());
    };
}

} // namespace alur::cli
