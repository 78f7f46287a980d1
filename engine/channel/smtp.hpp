#pragma once
#include "channel/mail.hpp"
#include "channel/outcome.hpp"

namespace alur::channel {

/// Tls: encrypted from the first byte (port 465). StartTls: encrypted before log-in, or not at all (587). Plain: for a
/// server on this computer.
enum class Security { Tls, StartTls, Plain };

struct SmtpServer {
    std::string host;
    int port = 587;
    Security security = Security::StartTls;
    std::string user; ///< "" for no log-in
    std::string password;
    std::string ca_file; ///< certificates to trust instead of the system's, "" for those
    Patience patience;
};

/// Invalid: no host, a port outside 1..65535, a password that would travel in the clear to another computer.
Result<> check(SmtpServer const& server);

/// Hands the mail to the server. Blocks at most as long as the server's patience allows. A refusal of the sender, the
/// recipient or the text (5xx) is Permanent; a deferral (4xx), a refused log-in, a broken or stalling connection is
/// Temporary; silence after the last line of the text is Unknown.
Outcome send(SmtpServer const& server, Mail const& mail, BeforeHandover const& before_handover);

} // namespace alur::channel
