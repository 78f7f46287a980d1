#pragma once
#include "sheet/zip_archive.hpp"

#include <string>
#include <string_view>

namespace alur::sheet {

/// Attributes of one element; names are local, without prefix.
class SaxAttributes {
  public:
    explicit SaxAttributes(char const** raw) : raw_(raw) {}
    /// "" when it is not there.
    std::string_view get(std::string_view local_name) const;

  private:
    char const** raw_;
};

/// Hears a document. Names are local: strict and transitional files, prefixed or not, look alike.
class SaxHandler {
  public:
    virtual ~SaxHandler() = default;
    virtual void open(std::string_view name, SaxAttributes const& attributes) = 0;
    virtual void close(std::string_view name) = 0;
    virtual void text(std::string_view piece) = 0;
    /// Not empty: reading stops with this sentence.
    std::string refusal;
};

/// Runs one XML part of an archive through a handler. Invalid: malformed, a DOCTYPE, nesting over 100, or the handler's
/// own refusal.
Result<> read_part(ZipArchive& archive, std::string_view part, SaxHandler& handler);

} // namespace alur::sheet
