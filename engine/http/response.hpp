#pragma once
#include "core/result.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace alur::http {

/// One answer. Headers that guard every page are added when it is sent.
struct Response {
    int status = 200;
    std::string type = "text/html; charset=utf-8";
    std::string body;
    std::vector<std::pair<std::string, std::string>> headers;
    bool last = false; ///< the connection is closed behind it

    Response& with(std::string name, std::string value) {
        headers.emplace_back(std::move(name), std::move(value));
        return *this;
    }
};

/// The code of an error: 400, 404, 403, 409, 503.
int status_of(ErrorKind kind);
/// To another page, after something was done (303).
Response see_other(std::string address);
/// Plain text; for what goes wrong before a page can be drawn.
Response plain(int status, std::string text);
/// A file: shown inside the page when `inside` and it is a PDF or a picture, else saved under that name.
Response file_response(std::string name, std::string media_type, std::string bytes, bool inside);

} // namespace alur::http
