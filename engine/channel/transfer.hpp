#pragma once
#include "channel/outcome.hpp"

#include <string>
#include <vector>

/// The one place that knows the transfer library.
namespace alur::channel {

/// One transfer of a text to a server and what is known of its course.
struct Transfer {
    std::string url;
    std::string user, password;       ///< "" for none
    std::string ca_file;              ///< "" for the system's certificates
    bool require_tls = false;         ///< of a protocol that begins in the clear
    std::string from, to;             ///< SMTP envelope
    std::vector<std::string> headers; ///< HTTP
    std::string body;
    Patience patience;
};

struct Course {
    bool connected_fine = false; ///< the library found nothing to complain of
    bool handed_over = false;    ///< the whole text left, so that the other side may have it
    bool given_up = false;       ///< before_handover said no
    bool envelope_refused = false;
    bool login_refused = false;
    int code = 0;     ///< last answer; after the handover only an answer to it
    std::string text; ///< last line of the answer, or the library's words
};

Course transfer_mail(Transfer const& transfer, BeforeHandover const& before_handover);
Course transfer_post(Transfer const& transfer, BeforeHandover const& before_handover);

} // namespace alur::channel
