#pragma once
#include <string_view>
#include <vector>

namespace alur::http {

/// A file that was built into the program: `pages/inbox.html`, `aset/alur.css`.
struct BuiltInFile {
    std::string_view name;
    std::string_view content;
};

/// All of them, by name. What npm brings is missing when the program was built without it; pages work without.
std::vector<BuiltInFile> const& built_in_files();
/// Empty when there is none of that name.
std::string_view built_in(std::string_view name);

} // namespace alur::http
