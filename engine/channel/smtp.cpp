#include "channel/smtp.hpp"

#include "channel/transfer.hpp"

namespace alur::channel {

namespace {

bool is_this_computer(std::string const& host) {
    return host == "localhost" || host == "::1" || host.starts_with("127.");
}

Fate fate_of(Course const& course) {
    if (course.connected_fine) return Fate::Accepted;
    if (course.given_up || course.login_refused) return Fate::Temporary;
    if (!course.handed_over) return course.envelope_refused ? Fate::Permanent : Fate::Temporary;
    if (course.code == 0) return Fate::Unknown;
    return course.code >= 500 ? Fate::Permanent : Fate::Temporary;
}

} // namespace

Result<> check(SmtpServer const& server) {
    if (server.host.empty()) return invalid("server surel tidak disebut");
    for (char const c : server.host)
        if (static_cast<unsigned char>(c) <= 0x20 || c == '/' || c == '@' || c == '?' || c == '#')
            return invalid("nama server surel \"" + server.host +
                           "\" tidak sah; tulis nama saja, misalnya surel.contoh.id");
    if (server.port < 1 || server.port > 65'535)
        return invalid("port server surel harus antara 1 dan 65535, misalnya 587");
    if (!server.user.empty() && server.security == Security::Plain && !is_this_computer(server.host))
        return invalid("sandi tidak dikirim tanpa enkripsi ke komputer lain; pilih keamanan tls atau starttls");
    return Done{};
}

Outcome send(SmtpServer const& server, Mail const& mail, BeforeHandover const& before_handover) {
    if (auto const good = check(server); !good) return {Fate::Temporary, 0, good.error().message};
    if (!is_mail_address(mail.to.address)) return {Fate::Permanent, 0, "alamat " + mail.to.address + " tidak sah"};
    if (!is_mail_address(mail.from.address)) return {Fate::Temporary, 0, "alamat pengirim tidak sah"};
    auto const bracket = server.host.find(':') != std::string::npos;
    auto const domain = mail.from.address.substr(mail.from.address.find('@') + 1);
    Transfer transfer;
    transfer.url = std::string(server.security == Security::Tls ? "smtps://" : "smtp://") + (bracket ? "[" : "") +
                   server.host + (bracket ? "]" : "") + ':' + std::to_string(server.port) + '/' + domain;
    transfer.user = server.user;
    transfer.password = server.password;
    transfer.ca_file = server.ca_file;
    transfer.require_tls = server.security != Security::Plain;
    transfer.from = mail.from.address;
    transfer.to = mail.to.address;
    transfer.body = to_mime(mail);
    transfer.patience = server.patience;
    auto const course = transfer_mail(transfer, before_handover);
    return {fate_of(course), course.code, course.text};
}

} // namespace alur::channel
