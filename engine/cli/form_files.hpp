#pragma once
#include "core/result.hpp"
#include "form/form.hpp"

#include <filesystem>
#include <iosfwd>
#include <string>
#include <vector>

namespace alur::cli {

/// The form files of a folder, by name; or the one file itself. NotFound: neither.
Result<std::vector<std::filesystem::path>> form_paths(std::filesystem::path const& folder_or_file);
/// The folders inside `forms/` here, by name.
std::vector<std::filesystem::path> form_folders();
Result<form::Form> load_form_file(std::filesystem::path const& path);
/// A JSON file as one layer of names; an empty scope when `path` is empty.
Result<feel::Scope> load_data(std::string const& path);
/// Message, then every diagnostic; with the line and a caret when `file` can be read again.
void print_error(std::ostream& out, Error const& error, std::filesystem::path const& file = {});

} // namespace alur::cli
