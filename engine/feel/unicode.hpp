#pragma once
#include <string>
#include <string_view>

namespace alur::feel {

/// Upper and lower case of the Latin, Greek, Cyrillic and Armenian letters, one code point for one (but ß → SS);
/// everything else stays.
std::string upper(std::string_view text);
std::string lower(std::string_view text);

} // namespace alur::feel
