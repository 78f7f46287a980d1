#pragma once
// Names with spaces and operators: how they are cut into parts and compared. For this module alone.
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace alur::feel {

/// Decodes the code point at `at`; 0 at the end. `length` is its bytes.
char32_t code_point_at(std::string_view text, std::size_t at, std::size_t& length);
bool is_name_start(char32_t c);
bool is_name_part(char32_t c);
bool is_space(char32_t c);
/// One of . / - ' + * , which a name may contain.
bool is_name_symbol(char c);

/// The parts of a name: runs of letters and digits, and single symbols. Empty when the text is no name.
std::vector<std::string_view> name_parts(std::string_view name);
/// Equal but for white space around their parts.
bool same_name(std::string_view a, std::string_view b);
/// A plain identifier: one part.
bool is_identifier(std::string_view name);

} // namespace alur::feel
