#include "http/request.hpp"

#include <catch2/catch.hpp>

using namespace alur::http;

TEST_CASE("a target is taken apart and decoded once", "[http]") {
    Request request;
    REQUIRE(read_target("/perkara/KUBAH%2F1%2520/tugas/S1?cari=sido+makmur&a=%C3%A9&a=2", request));
    CHECK(request.parts == std::vector<std::string>{"perkara", "KUBAH/1%20", "tugas", "S1"});
    CHECK(request.asked("cari") == "sido makmur");
    CHECK(request.asked("a") == "é");
    CHECK(request.query.find("a")->second.size() == 2);
    CHECK(request.asked("tidak ada").empty());
}

TEST_CASE("a target that is no path, climbs or is badly coded is refused", "[http]") {
    for (auto const* target :
         {"", "perkara", "http://x/", "/a/../b", "/a/%2e%2e/b", "/%", "/%4", "/%zz", "/%00", "/%ff", "/?a=%c0%80"}) {
        CAPTURE(target);
        Request request;
        CHECK_FALSE(read_target(target, request));
    }
}

TEST_CASE("a form with files is taken apart", "[http]") {
    Request request;
    std::string const body =
        "--xyz\r\nContent-Disposition: form-data; name=\"nama\"\r\n\r\nSido\r\nMakmur\r\n"
        "--xyz\r\nContent-Disposition: form-data; name=\"berkas\"; filename=\"a \\\"b\\\".pdf\"\r\n"
        "Content-Type: application/pdf\r\n\r\n%PDF-\r\n\0\xff\r\n--xyz--\r\n";
    std::string const whole(body.data(), body.size());
    REQUIRE(read_multipart(whole.substr(0, whole.find("%PDF-")) + std::string("%PDF-\r\n\0\xff", 9) + "\r\n--xyz--\r\n",
                           "xyz", request));
    CHECK(request.sent("nama") == "Sido\nMakmur");
    REQUIRE(request.uploads.size() == 1);
    CHECK(request.uploads[0].file_name == "a \"b\".pdf");
    CHECK(request.uploads[0].bytes == std::string("%PDF-\r\n\0\xff", 9));
}

TEST_CASE("a broken form with files is refused", "[http]") {
    for (auto const* body :
         {"", "--xy", "--xyz", "--xyz\r\n", "--xyz\r\n\r\n--xyz--", "--xyz\r\nA: b\r\n\r\nx\r\n--xyz--",
          "--xyz\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx"}) {
        CAPTURE(body);
        Request request;
        CHECK_FALSE(read_multipart(body, "xyz", request));
    }
}

TEST_CASE("too many fields are refused", "[http]") {
    std::string body;
    for (int i = 0; i < 5'001; ++i) body += "a=1&";
    alur::service::SentFields fields;
    CHECK_FALSE(read_pairs(body, fields));
}

TEST_CASE("cookies are read one by one", "[http]") {
    Request request;
    read_cookies("a=1; alur_sesi=abc; kosong; b=", request);
    CHECK(request.cookies.at("alur_sesi") == "abc");
    CHECK(request.cookies.at("b").empty());
    CHECK(request.cookies.size() == 3);
}
