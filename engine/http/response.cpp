#include "http/response.hpp"

#include "core/text.hpp"

namespace alur::http {

int status_of(ErrorKind kind) {
    switch (kind) {
    case ErrorKind::Invalid: return 400;
    case ErrorKind::NotFound: return 404;
    case ErrorKind::Forbidden: return 403;
    case ErrorKind::Conflict: return 409;
    case ErrorKind::Unavailable: return 503;
    }
    return 500;
}

Response see_other(std::string address) {
    Response response;
    response.status = 303;
    response.with("Location", std::move(address));
    return response;
}

Response plain(int status, std::string text) {
    Response response;
    response.status = status;
    response.type = "text/plain; charset=utf-8";
    response.body = std::move(text);
    return response;
}

Response file_response(std::string name, std::string media_type, std::string bytes, bool inside) {
    bool const shown = inside && (media_type == "application/pdf" || media_type.starts_with("image/"));
    Response response;
    response.type = std::move(media_type);
    response.body = std::move(bytes);
    response.with("Content-Disposition",
                  std::string(shown ? "inline" : "attachment") + "; filename*=UTF-8''" + percent_encoded(name));
    response.with("Content-Security-Policy", "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; "
                                             "frame-ancestors 'self'");
    return response;
}

} // namespace alur::http
