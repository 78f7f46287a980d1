#pragma once
#include "service/web_input.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace alur::http {

/// A file that came with a form.
struct Upload {
    std::string field;
    std::string file_name;
    std::string bytes;
};

/// One request, read whole and taken apart. It knows nothing of sockets.
struct Request {
    std::string method;             ///< in capitals
    std::string path;               ///< decoded, without the query
    std::vector<std::string> parts; ///< the path between its slashes, decoded
    service::SentFields query;
    service::SentFields form; ///< of a body that is a form
    std::vector<Upload> uploads;
    std::map<std::string, std::string, std::less<>> headers; ///< names in lower case
    std::map<std::string, std::string, std::less<>> cookies;
    std::string body;
    std::string peer; ///< address of the other side, without port

    /// The first value of that name, "" when there is none.
    std::string const& asked(std::string_view name) const;
    std::string const& sent(std::string_view name) const;
    std::string const& header(std::string_view name) const;
    bool partial() const { return header("hx-request") == "true"; } ///< asks for a part of a page
};

/// Percent signs and, in a query, plus signs undone. Nothing for half an escape, or bytes that are not UTF-8 or 0.
std::optional<std::string> decoded(std::string_view text, bool plus_is_blank);
/// `a=1&b=2` into fields; false when a part cannot be decoded or there are more than 5,000.
bool read_pairs(std::string_view text, service::SentFields& into);
/// Path and query of a request line into the request; false when they cannot be decoded.
bool read_target(std::string_view target, Request& into);
/// A body of the type multipart/form-data with this boundary; false when it is broken.
bool read_multipart(std::string_view body, std::string_view boundary, Request& into);
/// `a=1; b=2` into cookies.
void read_cookies(std::string_view header, Request& into);

} // namespace alur::http
