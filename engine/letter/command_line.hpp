#pragma once
#include "letter/tree.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace alur::letter {

/// What a line in square brackets asks for.
struct CommandLine {
    enum class Kind {
        Annex,
        PageBreak,
        Signatures,
        AlignNext,
        Columns,
        RowHeight,
        Unruled,
        Space,
        Rule,
        CutLine
    } kind = Kind::PageBreak;
    bool landscape = false, is_signed = true;
    std::string title; ///< of an annex
    Align align = Align::Left;
    std::vector<double> columns; ///< cm, 0: what is left
    double cm = 0;
};

/// The command that `line` (trimmed, with its brackets) stands for; nothing and a sentence in `wrong` when it is none.
std::optional<CommandLine> parse_command(std::string_view line, std::string& wrong, std::string& hint);
/// The line is nothing but `[ … ]`, and not `[[ … ]]`.
bool is_command_line(std::string_view trimmed);

} // namespace alur::letter
