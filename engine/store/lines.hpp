#pragma once
#include "core/text.hpp"

namespace alur::store {

/// A short list of names (roles) as one text, a name a line, and back. Names hold no line break.
inline std::string to_lines(std::vector<std::string> const& names) { return join(names, "\n"); }
inline std::vector<std::string> from_lines(std::string_view lines) {
    return lines.empty() ? std::vector<std::string>{} : split(lines, '\n');
}

} // namespace alur::store
