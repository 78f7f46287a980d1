#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace alur::letter {

/// A value that stands in a PDF file. References are not followed; PdfFile does that.
struct PdfValue {
    enum class Kind : std::uint8_t { Null, Boolean, Integer, Real, Name, String, Array, Dictionary, Reference };

    Kind kind = Kind::Null;
    std::int64_t integer = 0; ///< integers; 0 or 1 for booleans; the object number of a reference
    double real = 0;          ///< integers and reals
    std::string text;         ///< names without slash and strings, decoded to bytes
    std::vector<PdfValue> items;
    std::vector<std::pair<std::string, PdfValue>> entries; ///< in the order of the file

    bool is(Kind k) const { return kind == k; }
    bool is_name(std::string_view name) const { return kind == Kind::Name && text == name; }
    bool is_number() const { return kind == Kind::Integer || kind == Kind::Real; }
    bool is_true() const { return kind == Kind::Boolean && integer == 1; }
    /// The entry of a dictionary, or null. Not followed when it is a reference.
    PdfValue const* find(std::string_view key) const;

    friend bool operator==(PdfValue const&, PdfValue const&) = default;
};

/// The value in PDF syntax, on one line.
std::string pdf_syntax(PdfValue const& value);
/// A text string (UTF-16 with mark, UTF-8 with mark, or PDFDocEncoding) as UTF-8.
std::string pdf_text(std::string_view bytes);

} // namespace alur::letter
