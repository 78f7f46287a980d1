#pragma once
#include "core/result.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace alur::letter {

/// Objects of one PDF file, and the file. Object values are PDF syntax as text, so that nothing above knows the library
/// that writes them. Same calls, same bytes.
class PdfWriter {
  public:
    using Entries = std::vector<std::pair<std::string, std::string>>; ///< key without slash → PDF syntax

    PdfWriter();
    ~PdfWriter();
    PdfWriter(PdfWriter const&) = delete;
    PdfWriter& operator=(PdfWriter const&) = delete;

    /// A new object; its number.
    int add();
    void set(int object, std::string_view value);
    void set_stream(int object, Entries const& entries, std::string_view bytes);
    int add(std::string_view value) {
        auto const n = add();
        set(n, value);
        return n;
    }
    int pages_object() const;
    void set_pages(Entries const& entries);
    void set_catalog(Entries const& entries);

    /// Document information; values are text (UTF-8). `unique` makes the file's /ID its own.
    Result<std::string> finish(Entries const& info, std::string_view unique);

    static std::string ref(int object) { return std::to_string(object) + " 0 R"; }
    /// A text string: `(…)`, or UTF-16 when it is not ASCII.
    static std::string text(std::string_view utf8);
    static std::string name(std::string_view name);

  private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace alur::letter
