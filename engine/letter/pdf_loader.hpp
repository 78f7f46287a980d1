#pragma once
#include "letter/pdf_reader.hpp"

#include <set>

namespace alur::letter {

/// Reads a file's cross-reference sections, newest first, and then every object they name.
class PdfLoader {
  public:
    explicit PdfLoader(std::string_view bytes);
    Result<PdfFile> load();

  private:
    struct Entry {
        bool in_use = false;
        std::size_t offset = 0; ///< or the number of the object stream
        int generation = 0;
        bool packed = false;
        std::size_t index = 0;
    };

    bool read_section(std::size_t offset);
    bool read_table(PdfLexer& lexer, PdfSection& section);
    bool read_stream_section(PdfSection& section);
    void note(int number, Entry entry, PdfSection& section);
    bool read_object(int number, Entry const& entry, PdfObject& out);
    void read_stream(PdfLexer& lexer, PdfObject& out);
    std::optional<std::int64_t> length_of(PdfValue const& dictionary);
    void read_packed();

    PdfFile file_;
    std::map<int, Entry> entries_;
    std::set<std::size_t> seen_;
    std::vector<std::size_t> waiting_; ///< sections to read
    std::size_t looked_at_ = 0, may_look_at_ = 0;
    std::string why_;
};

} // namespace alur::letter
