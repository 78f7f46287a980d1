#include "channel/webhook.hpp"

#include "channel/loopback.hpp"
#include "channel/whatsapp.hpp"

#include <catch2/catch.hpp>

using namespace alur;
using namespace alur::channel;
using namespace alur::loopback;

namespace {

Instant const kNow = parse_instant("2026-03-12T07:30:00+07:00").value();

Outcome post_to(WebServer& server, int& handed_over) {
    Webhook const hook{server.url(), "kunci", "", {1, 1}};
    return post(hook, "kiriman-1", R"({"text":"Besok"})", kNow, [&] { return ++handed_over > 0; });
}

} // namespace

TEST_CASE("a webhook is told apart by its answer", "[channel]") {
    struct Row {
        int status;
        Fate fate;
    };
    for (auto const& row :
         {Row{200, Fate::Accepted}, Row{204, Fate::Accepted}, Row{400, Fate::Permanent}, Row{404, Fate::Permanent},
          Row{301, Fate::Permanent}, Row{408, Fate::Temporary}, Row{429, Fate::Temporary}, Row{500, Fate::Temporary},
          Row{503, Fate::Temporary}, Row{0, Fate::Unknown}, Row{-1, Fate::Unknown}}) {
        WebServer server(row.status);
        int handed_over = 0;
        auto const outcome = post_to(server, handed_over);
        CAPTURE(row.status, outcome.text);
        CHECK(outcome.fate == row.fate);
        CHECK(handed_over == 1);
        CHECK(server.received().size() == 1);
    }
}

TEST_CASE("a receiver can check who sent it and that it was not sent before", "[channel]") {
    WebServer server(200);
    int handed_over = 0;
    post_to(server, handed_over);
    post_to(server, handed_over);
    auto const got = server.received();
    REQUIRE(got.size() == 2);
    CHECK(got[0].line == "POST /pesan HTTP/1.1");
    CHECK(got[0].body == R"({"text":"Besok"})");
    auto const time = got[0].header("X-Alur-Timestamp");
    CHECK(time == "1773275400");
    CHECK(got[0].header("X-Alur-Signature") == signature("kunci", time, got[0].body));
    CHECK(got[0].header("X-Alur-Signature") != signature("lain", time, got[0].body));
    CHECK(got[0].header("Idempotency-Key").size() == 64);
    CHECK(got[0].header("Idempotency-Key") == got[1].header("Idempotency-Key"));
}

TEST_CASE("nothing is posted when the caller says no, or nobody listens", "[channel]") {
    std::string url;
    {
        WebServer server(200);
        url = server.url();
        auto const outcome = post({url, "k", "", {1, 1}}, "x", "{}", kNow, [] { return false; });
        CHECK(outcome.fate == Fate::Temporary);
        CHECK(server.received().empty());
    }
    CHECK(post({url, "k", "", {1, 1}}, "x", "{}", kNow, [] { return true; }).fate == Fate::Temporary);
    CHECK(post({"file:///etc/passwd", "k", "", {1, 1}}, "x", "{}", kNow, [] { return true; }).fate == Fate::Temporary);
}

TEST_CASE("a chat link holds the number as the world knows it and the whole text", "[channel]") {
    CHECK(whatsapp_link("0812-3456 7890", "Besok batas akhir & selesai?") ==
          "https://wa.me/6281234567890?text=Besok%20batas%20akhir%20%26%20selesai%3F");
    CHECK(whatsapp_link("+62 812 3456 7890", "a")->starts_with("https://wa.me/6281234567890?"));
    CHECK(whatsapp_link("+1 (555) 010-9999", "–") == "https://wa.me/15550109999?text=%E2%80%93");
    for (auto const* wrong : {"", "12", "telepon", "555 0100 99", "+62 81x", "0812345678901234567"})
        CHECK_FALSE(whatsapp_link(wrong, "a"));
}
