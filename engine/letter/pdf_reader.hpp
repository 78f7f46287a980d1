#pragma once
#include "core/result.hpp"
#include "letter/pdf_lexer.hpp"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace alur::letter {

/// One indirect object and how it stands in the file.
struct PdfObject {
    int number = 0;
    int generation = 0;
    PdfValue value; ///< the dictionary of a stream
    std::size_t offset = 0;
    std::size_t end = 0; ///< behind `endobj`
    bool is_stream = false;
    bool packed = false;       ///< lies in an object stream
    std::string_view raw;      ///< bytes of a stream, still packed
    bool loose_lines = false;  ///< `obj` or `endobj` not on lines of their own as ISO 19005-3, 6.1.9 wants
    bool loose_stream = false; ///< `stream`, `endstream` or /Length not as 6.1.7.1 wants
    PdfLexerFaults faults;
};

/// One cross-reference section: what one save added to the file.
struct PdfSection {
    std::size_t offset = 0;
    bool is_stream = false;
    bool loose_lines = false; ///< not as 6.1.4 wants
    PdfValue trailer;
    std::vector<int> objects; ///< it gives or frees
};

/// A PDF file, also one from a stranger: every size is bounded (twenty times its own length is looked at, streams
/// unpack to 256 MB all together), nothing is guessed or repaired. The bytes must outlive it.
class PdfFile {
  public:
    /// Invalid: no cross-reference table or catalog, or beyond the bounds. Objects that are not where the table says
    /// are left out and counted.
    static Result<PdfFile> read(std::string_view bytes);

    std::string_view bytes() const { return bytes_; }
    std::map<int, PdfObject> const& objects() const { return objects_; }
    /// Newest first.
    std::vector<PdfSection> const& sections() const { return sections_; }
    PdfValue const& trailer() const { return sections_.front().trailer; }
    PdfValue const& catalog() const;
    /// Objects the table promises and the file does not have.
    std::vector<int> const& missing() const { return missing_; }
    /// One more than the largest number in use.
    int size() const { return size_; }

    PdfObject const* object(int number) const;
    /// The object a reference leads to, or null.
    PdfObject const* object(PdfValue const* value) const;
    /// What the value is in the end; null when a reference leads nowhere or in a circle.
    PdfValue const& resolve(PdfValue const& value) const;
    /// The entry of a dictionary, followed; null when it is not there.
    PdfValue const& get(PdfValue const& dictionary, std::string_view key) const;

    /// The bytes of a stream, unpacked. Nothing: a filter that is not known here, damage, or beyond the bounds.
    std::optional<std::string> stream(PdfObject const& object) const;
    /// The pages in order: object numbers. At most 20,000.
    std::vector<int> pages() const;

  private:
    friend class PdfLoader;
    std::string_view bytes_;
    std::map<int, PdfObject> objects_;
    std::vector<PdfSection> sections_;
    std::vector<int> missing_;
    int size_ = 0;
    mutable std::size_t unpacked_ = 0;
};

} // namespace alur::letter
