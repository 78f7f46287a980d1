#include "http/files.hpp"

#include <algorithm>

namespace alur::http {

std::string_view built_in(std::string_view name) {
    auto const& all = built_in_files();
    auto const found = std::find_if(all.begin(), all.end(), [&](auto const& file) { return file.name == name; });
    return found == all.end() ? std::string_view() : found->content;
}

} // namespace alur::http
