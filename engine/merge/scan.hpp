#pragma once
#include "core/diagnostic.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace alur::merge {

enum class TokenKind { Text, Output, If, ElseIf, Else, EndIf, Loop, EndLoop };

/// A stretch of text, or a tag. `text` is the text, or the tag's expression without blanks around it.
struct Token {
    TokenKind kind = TokenKind::Text;
    std::string text;
    Place place;            ///< of the tag's first brace, or of the text
    Place expression_place; ///< of the expression's first character
};

/// Takes the text apart and removes the lines that hold only control tags. Mistakes are added to `found`.
std::vector<Token> scan(std::string_view text, Place start, Diagnostics& found);

} // namespace alur::merge
