#pragma once
#include <string>
#include <string_view>

namespace alur::letter {

/// Marks that the line pass puts into merged Markdown for the block pass. They are private-use characters of the basic
/// plane; template texts may not hold them.
constexpr std::string_view kLetterMark = "\xEE\x80\x81";  ///< U+E001: first letter of an item of a lettered list
constexpr std::string_view kLabelMark = "\xEE\x80\x82";   ///< U+E002: between the label and the text of a row
constexpr std::string_view kRowEnd = "\xEE\x80\x83";      ///< U+E003: behind each row
constexpr std::string_view kCommandMark = "\xEE\x80\x84"; ///< U+E004: first letter of a command paragraph
constexpr std::string_view kOpenMark = "\xEE\x80\x85";    ///< U+E005: `[[`
constexpr std::string_view kCloseMark = "\xEE\x80\x86";   ///< U+E006: `]]`

/// Turns what a letter's Markdown has beyond CommonMark (lettered lists, rows with aligned colons, commands, what is
/// still open) into marked CommonMark.
std::string mark_lines(std::string_view text);

/// Such a mark stands in the text.
bool has_mark(std::string_view text);

} // namespace alur::letter
