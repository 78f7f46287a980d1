#include "cli/form_files.hpp"

#include "feel/json.hpp"
#include "form/load.hpp"
#include "format/file.hpp"

#include <algorithm>
#include <ostream>

namespace alur::cli {

Result<std::vector<std::filesystem::path>> form_paths(std::filesystem::path const& where) {
    std::error_code failed;
    if (std::filesystem::is_regular_file(where, failed)) return std::vector{where};
    std::vector<std::filesystem::path> paths;
    for (std::filesystem::directory_iterator at(where, failed), end; !failed && at != end; at.increment(failed))
        if (at->path().extension() == ".yaml") paths.push_back(at->path());
    if (failed) return not_found(where.string() + ": folder atau berkas formulir tidak ada");
    if (paths.empty()) return not_found(where.string() + ": tidak ada formulir (.yaml) di folder ini");
    std::sort(paths.begin(), paths.end());
    return paths;
}

std::vector<std::filesystem::path> form_folders() {
    std::vector<std::filesystem::path> folders;
    std::error_code failed;
    for (std::filesystem::directory_iterator at("forms", failed), end; !failed && at != end; at.increment(failed))
        if (at->is_directory()) folders.push_back(at->path());
    std::sort(folders.begin(), folders.end());
    return folders;
}

Result<form::Form> load_form_file(std::filesystem::path const& path) {
    auto const file = format::read_text(path);
    if (!file) return file.error();
    return form::load_form(*file);
}

Result<feel::Scope> load_data(std::string const& path) {
    if (path.empty()) return feel::Scope{};
    auto const file = format::read_text(path);
    if (!file) return file.error();
    auto data = feel::from_json(*file);
    if (!data) return data.error();
    if (!data->is_context()) return invalid(path + ": data harus berupa objek JSON");
    return feel::Scope(std::move(data).value());
}

void print_error(std::ostream& out, Error const& error, std::filesystem::path const& file) {
    std::string text;
    if (!file.empty())
        if (auto const again = format::read_text(file)) text = again->text;
    if (error.found.empty()) out << "alur: " << error.message << '\n';
    for (auto const& diagnostic : error.found.all())
        out << render(diagnostic, diagnostic.place.file == file ? text : "") << '\n';
}

} // namespace alur::cli
