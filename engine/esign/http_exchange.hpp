#pragma once
#include "core/result.hpp"

#include <chrono>
#include <map>
#include <string>

namespace alur::esign {

struct HttpRequest {
    std::string method = "POST";
    std::string url;            ///< http or https
    std::string user, password; ///< HTTP Basic; none when the user is ""
    std::string content_type;
    std::string body;
    std::chrono::milliseconds time_limit{30'000}; ///< for the connection, and between two pieces of the answer
    std::string trusted_certificates;             ///< file in PEM with those of an agency's own, "" for the system's
};

struct HttpAnswer {
    int status = 0;
    std::map<std::string, std::string> headers; ///< names in lower case
    std::string body;
};

/// One call. Unavailable: no connection, a certificate that is not trusted, no answer in time, an answer over 64 MiB.
/// An answer of any status is an answer. The message never holds what was sent.
Result<HttpAnswer> exchange(HttpRequest const& request);

/// A multipart/form-data body of text fields and one file.
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
