#pragma once
#include "letter/pdf_reader.hpp"

#include <map>
#include <string>
#include <string_view>

namespace alur::letter {

/// A further save of a file: its bytes stay as they are and the new objects follow them, so that signatures stay good.
class PdfUpdate {
  public:
    /// The file must outlive the update.
    explicit PdfUpdate(PdfFile const& file);

    /// A new object; its number.
    int add();
    /// PDF syntax: a value, or a whole stream from `<<` to `endstream`.
    void set(int object, std::string syntax);
    void set_stream(int object, std::string_view entries, std::string_view bytes);
    /// Overrides an entry of the trailer; "" leaves it out.
    void set_trailer(std::string key, std::string syntax);

    struct Saved {
        std::string bytes;
        std::map<int, std::size_t> places; ///< where the syntax of each object set begins
    };
    /// The whole file: old bytes, objects, cross-reference section of the kind the file has. Same calls, same bytes.
    Saved save() const;

  private:
    PdfFile const& file_;
    int next_ = 0;
    std::map<int, std::string> objects_;
    std::map<std::string, std::string> trailer_;
};

} // namespace alur::letter
