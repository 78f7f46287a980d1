#pragma once
#include <string>
#include <string_view>

namespace alur::esign {

/// A multipart/form-data body of text fields and one file (RFC 7578).
class Multipart {
  public:
    /// `boundary` must not stand in any of the parts; a hash of them is a good one.
    explicit Multipart(std::string boundary) : boundary_(std::move(boundary)) {}
    void field(std::string const& name, std::string_view value);
    void file(std::string const& name, std::string const& file_name, std::string const& type, std::string_view bytes);
    std::string content_type() const { return "multipart/form-data; boundary=" + boundary_; }
    std::string finish();

  private:
    std::string boundary_;
    std::string body_;
};

} // namespace alur::esign
