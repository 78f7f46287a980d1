#include "http/framing.hpp"

#include <catch2/catch.hpp>

using namespace alur::http;
using Headers = std::vector<std::pair<std::string, std::string>>;

namespace {

int refusal(std::string_view method, Headers headers) {
    headers.emplace_back("Host", "alur.invalid");
    return judge_framing(method, "HTTP/1.1", headers).refusal;
}

} // namespace

TEST_CASE("a request whose end could be seen in two places is refused", "[http]") {
    CHECK(refusal("POST", {{"Content-Length", "5"}, {"Transfer-Encoding", "chunked"}}) == 400);
    CHECK(refusal("POST", {{"Content-Length", "5"}, {"content-length", "5"}}) == 400);
    CHECK(refusal("POST", {{"Content-Length", "5"}, {"Content-Length", "6"}}) == 400);
    for (auto const* length : {"-1", "+5", "5,5", "0x5", "5 5", "", "five"})
        CHECK(refusal("POST", {{"Content-Length", length}}) == 400);
    CHECK(refusal("POST", {{"Content-Length ", "5"}}) == 400);
    CHECK(refusal("GET", {{"Content-Length", "5"}}) == 400);
}

TEST_CASE("a body needs a length, and not too long a one", "[http]") {
    CHECK(refusal("POST", {}) == 411);
    CHECK(refusal("POST", {{"Transfer-Encoding", "chunked"}}) == 411);
    CHECK(refusal("POST", {{"Content-Length", "99999999999999999999999"}}) == 413);
    CHECK(refusal("POST", {{"Content-Length", std::to_string(kLargestForm + 1)}}) == 413);
    Headers const upload{{"Content-Type", "multipart/form-data; boundary=x"},
                         {"Content-Length", std::to_string(kLargestForm + 1)}};
    CHECK(refusal("POST", upload) == 0);
    CHECK(refusal("POST", {{"Content-Type", "multipart/form-data"},
                           {"Content-Length", std::to_string(kLargestBody + 1)}}) == 413);
}

TEST_CASE("plain requests pass with the length of their body", "[http]") {
    CHECK(refusal("GET", {}) == 0);
    CHECK(refusal("HEAD", {}) == 0);
    CHECK(judge_framing("POST", "HTTP/1.1", {{"Host", "a"}, {"Content-Length", " 12 "}}).length == 12);
}

TEST_CASE("other methods, versions and hosts are refused", "[http]") {
    for (auto const* method : {"PUT", "DELETE", "TRACE", "CONNECT", "get"}) CHECK(refusal(method, {}) == 405);
    CHECK(judge_framing("GET", "HTTP/2.0", {{"Host", "a"}}).refusal == 505);
    CHECK(judge_framing("GET", "HTTP/1.1", {}).refusal == 400);
    CHECK(judge_framing("GET", "HTTP/1.1", {{"Host", "a"}, {"Host", "b"}}).refusal == 400);
    CHECK(judge_framing("GET", "HTTP/1.0", {}).refusal == 0);
}
