#pragma once
#include "letter/pdf_value.hpp"

#include <optional>
#include <string_view>

namespace alur::letter {

/// What the lexer saw that a file for the archive may not hold (ISO 19005-3, 6.1.6 and 6.1.13).
struct PdfLexerFaults {
    bool hexadecimal = false; ///< an odd number of digits, or something that is none
    bool length = false;      ///< a string over 32,767 bytes or a name over 127
    bool number = false;      ///< an integer beyond 32 bits, a real beyond single precision
    bool twice = false;       ///< a key twice in one dictionary
};

/// Takes PDF syntax apart, in a file or a content stream. Never reads outside the bytes, never nests more than 64 deep.
class PdfLexer {
  public:
    explicit PdfLexer(std::string_view bytes, std::size_t at = 0) : bytes_(bytes), at_(at) {}

    std::size_t at() const { return at_; }
    void go_to(std::size_t at) { at_ = at; }
    bool at_end() const { return at_ >= bytes_.size(); }
    /// White space and comments.
    void skip_space();
    /// The value that stands next; nothing (and no move) at a keyword, a stray delimiter, the end, or what is no value.
    /// `1 0 R` is a reference when `references` is on.
    std::optional<PdfValue> value(bool references = true);
    /// The run of regular characters that stands next; "" when there is none.
    std::string_view keyword();
    /// An unsigned integer that stands right here, without space before; moves behind it.
    std::optional<std::int64_t> digits();
    PdfLexerFaults const& faults() const { return faults_; }

    static bool is_space(char c);
    static bool is_regular(char c);

  private:
    std::optional<PdfValue> value(bool references, int depth);
    std::optional<PdfValue> number(bool references);
    std::optional<PdfValue> literal();
    std::optional<PdfValue> hexadecimal();
    std::optional<PdfValue> dictionary(bool references, int depth);
    std::optional<PdfValue> array(bool references, int depth);
    std::string name();
    char peek(std::size_t ahead = 0) const { return at_ + ahead < bytes_.size() ? bytes_[at_ + ahead] : '\0'; }

    std::string_view bytes_;
    std::size_t at_ = 0;
    PdfLexerFaults faults_;
};

} // namespace alur::letter
