#pragma once
#include "format/file.hpp"
#include "model/dmn.hpp"

#include <filesystem>

namespace alur::cli {

/// A DMN file with its text, for messages.
struct LoadedDmn {
    format::SourceFile source;
    model::dmn::Model model;
};

/// Reads the model; what it imports is looked for beside it: by locationURI when that names a file there, else by
/// namespace among the .dmn files of the folder. Nothing is fetched from a network.
Result<LoadedDmn> load_dmn(std::filesystem::path const& path);

/// Answers decisions, by name or id, from the .dmn files of a folder; they are read when the first one is asked.
std::function<Result<feel::Value>(std::string_view, feel::Scope const&)>
decisions_beside(std::filesystem::path const& folder, feel::Limits const& limits);

} // namespace alur::cli
