#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace alur {

/// Valid UTF-8: no overlong forms, no surrogates, nothing above U+10FFFF. NUL is valid UTF-8; readers refuse it
/// themselves.
bool is_utf8(std::string_view text);
/// Decodes valid UTF-8 into code points; every invalid byte becomes U+FFFD.
std::u32string to_code_points(std::string_view text);
std::string to_utf8(std::u32string_view code_points);
void append_utf8(std::string& out, char32_t code_point);
/// Code points in valid UTF-8.
std::size_t code_point_count(std::string_view text);

/// ASCII letters only; other bytes stay.
std::string lower_ascii(std::string_view text);
std::string upper_ascii(std::string_view text);
/// Without ASCII white space at both ends.
std::string_view trim(std::string_view text);
std::vector<std::string> split(std::string_view text, char separator);
std::string join(std::vector<std::string> const& parts, std::string_view separator);
/// Text as it stands between tags or in a quoted attribute of XML and HTML: & < > " ' become entities.
std::string escape_markup(std::string_view text);
/// For a part of an address: everything but letters, digits and - . _ ~ becomes %XX (RFC 3986, 2.1 and 2.3).
std::string percent_encoded(std::string_view text);
std::string replace_all(std::string text, std::string_view from, std::string_view to);

/// Levenshtein distance in code points. Texts beyond 512 code points are cut there: it serves names and hints.
std::size_t edit_distance(std::string_view a, std::string_view b);

} // namespace alur
