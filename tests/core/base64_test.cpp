#include "core/base64.hpp"

#include <catch2/catch.hpp>

using namespace alur;

TEST_CASE("base64 gives the vectors of RFC 4648 and reads them back", "[core]") {
    std::pair<char const*, char const*> const vectors[] = {{"", ""},
                                                           {"f", "Zg=="},
                                                           {"fo", "Zm8="},
                                                           {"foo", "Zm9v"},
                                                           {"foob", "Zm9vYg=="},
                                                           {"fooba", "Zm9vYmE="},
                                                           {"foobar", "Zm9vYmFy"}};
    for (auto const& [plain, text] : vectors) {
        CHECK(base64(plain) == text);
        CHECK(*from_base64(text) == plain);
    }
    std::string all;
    for (int i = 0; i < 256; ++i) all += static_cast<char>(i);
    CHECK(*from_base64(base64(all)) == all);
    CHECK(*from_base64("Zm9v\r\nYmFy") == "foobar");
}

TEST_CASE("what is no base64 is refused", "[core]") {
    for (char const* text : {"Zg", "Zg=", "Z===", "=Zg=", "Zm9v*mFy", "Zg==Zg==", "Zm9 v"})
        CHECK_FALSE(from_base64(text));
}
