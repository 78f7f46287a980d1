#include "channel/smtp.hpp"

#include "channel/loopback.hpp"

#include <catch2/catch.hpp>

#include <filesystem>

using namespace alur;
using namespace alur::channel;
using namespace alur::loopback;

namespace {

Mail mail() {
    Mail out;
    out.from = {"Dinas Sosial", "alur@contoh.invalid"};
    out.to = {"Rizal Fahmi", "rizal@contoh.invalid"};
    out.subject = "Pengingat tenggat";
    out.text = "Besok batas akhir.\n.\nSelesai.";
    out.html = "<p>Besok batas akhir.</p>";
    out.message_id = "abc@contoh.invalid";
    out.date = parse_instant("2026-03-12T07:30:00+07:00").value();
    return out;
}

SmtpServer at(MailServer const& server) {
    SmtpServer out;
    out.host = "127.0.0.1";
    out.port = server.port();
    out.security = Security::Plain;
    out.patience = {1, 1};
    return out;
}

struct Sent {
    Outcome outcome;
    int handed_over = 0;
    std::size_t arrived = 0;
};

Sent try_with(MailMood mood) {
    MailServer server(mood);
    Sent sent;
    sent.outcome = send(at(server), mail(), [&] { return ++sent.handed_over > 0; });
    sent.arrived = server.received().size();
    return sent;
}

std::string certificate_file() {
    return (std::filesystem::temp_directory_path() / ("alur-smtp-" + std::to_string(::getpid()) + ".pem")).string();
}

} // namespace

TEST_CASE("a server that accepts has the mail, and its own words are kept", "[channel]") {
    auto const sent = try_with(MailMood::Accept);
    CHECK(sent.outcome.fate == Fate::Accepted);
    CHECK(sent.outcome.text == "250 2.0.0 antre sebagai U1");
    CHECK(sent.handed_over == 1);
    CHECK(sent.arrived == 1);
}

TEST_CASE("a refusal is permanent, a deferral is not, and the server's words are kept", "[channel]") {
    struct Row {
        MailMood mood;
        Fate fate;
        int code;
        int handed_over;
    };
    for (auto const& row :
         {Row{MailMood::RejectRecipient, Fate::Permanent, 550, 0}, Row{MailMood::RejectSender, Fate::Permanent, 553, 0},
          Row{MailMood::RejectText, Fate::Permanent, 554, 1}, Row{MailMood::DeferRecipient, Fate::Temporary, 450, 0},
          Row{MailMood::DeferText, Fate::Temporary, 451, 1}, Row{MailMood::Busy, Fate::Temporary, 421, 0}}) {
        auto const sent = try_with(row.mood);
        CAPTURE(row.code, sent.outcome.text);
        CHECK(sent.outcome.fate == row.fate);
        CHECK(sent.outcome.code == row.code);
        CHECK(sent.handed_over == row.handed_over);
        CHECK(sent.arrived == 0);
    }
}

TEST_CASE("a connection that breaks or stalls before the end of the text is temporary", "[channel]") {
    for (auto const mood : {MailMood::StallGreeting, MailMood::CutEarly}) {
        auto const sent = try_with(mood);
        CHECK(sent.outcome.fate == Fate::Temporary);
        CHECK(sent.handed_over == 0);
        CHECK(sent.arrived == 0);
        CHECK_FALSE(sent.outcome.text.empty());
    }
}

TEST_CASE("silence after the whole text is told apart: the server may have it", "[channel]") {
    for (auto const mood : {MailMood::StallText, MailMood::CutAnswer}) {
        auto const sent = try_with(mood);
        CHECK(sent.outcome.fate == Fate::Unknown);
        CHECK(sent.handed_over == 1);
        CHECK(sent.arrived == 1);
    }
}

TEST_CASE("nothing is handed over when the caller says no at the last instant", "[channel]") {
    MailServer server;
    auto const outcome = send(at(server), mail(), [] { return false; });
    CHECK(outcome.fate == Fate::Temporary);
    CHECK(server.received().empty());
}

TEST_CASE("a server that is not there is temporary", "[channel]") {
    SmtpServer nobody;
    {
        MailServer const gone;
        nobody = at(gone);
    }
    auto const outcome = send(nobody, mail(), [] { return true; });
    CHECK(outcome.fate == Fate::Temporary);
    CHECK(outcome.code == 0);
}

TEST_CASE("log-in and text travel encrypted to a server whose certificate is trusted", "[channel]") {
    auto const file = certificate_file();
    Certificate const certificate(file);
    for (bool const from_first_byte : {false, true}) {
        MailServer server(MailMood::Accept, certificate.context(), from_first_byte);
        auto to = at(server);
        to.security = from_first_byte ? Security::Tls : Security::StartTls;
        to.user = "alur";
        to.password = "rahasia";
        to.patience = {5, 5};
        SECTION(from_first_byte ? "tls" : "starttls") {
            to.ca_file = file;
            auto const outcome = send(to, mail(), [] { return true; });
            CAPTURE(outcome.text);
            REQUIRE(outcome.fate == Fate::Accepted);
            auto const got = server.received().front();
            CHECK(got.encrypted);
            CHECK(got.login == "AGFsdXIAcmFoYXNpYQ==");
            CHECK(got.from.starts_with("<alur@contoh.invalid>"));
            CHECK(got.to == "<rizal@contoh.invalid>");
        }
        SECTION(from_first_byte ? "tls, stranger" : "starttls, stranger") {
            auto const outcome = send(to, mail(), [] { return true; });
            CHECK(outcome.fate == Fate::Temporary);
            CHECK(server.received().empty());
        }
    }
    std::filesystem::remove(file);
}

TEST_CASE("a server that offers no encryption gets neither password nor text when encryption is asked for",
          "[channel]") {
    MailServer server;
    auto to = at(server);
    to.security = Security::StartTls;
    to.user = "alur";
    to.password = "rahasia";
    CHECK(send(to, mail(), [] { return true; }).fate == Fate::Temporary);
    CHECK(server.received().empty());
}

TEST_CASE("a refused log-in is temporary: somebody will correct the password", "[channel]") {
    MailServer server(MailMood::RefuseLogin);
    auto to = at(server);
    to.user = "alur";
    to.password = "salah";
    auto const outcome = send(to, mail(), [] { return true; });
    CHECK(outcome.fate == Fate::Temporary);
    CHECK(outcome.code == 535);
}

TEST_CASE("a set-up that would show the password, or names no server, is refused", "[channel]") {
    SmtpServer server;
    CHECK_FALSE(check(server));
    server.host = "surel.contoh.invalid";
    CHECK(check(server));
    server.user = "alur";
    server.security = Security::Plain;
    CHECK_FALSE(check(server));
    server.host = "127.0.0.1";
    CHECK(check(server));
    server.host = "a/b@c";
    CHECK_FALSE(check(server));
    server.host = "a";
    server.port = 0;
    CHECK_FALSE(check(server));
}
