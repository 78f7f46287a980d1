#include "core/secret.hpp"

#include <catch2/catch.hpp>

using namespace alur;

TEST_CASE("a kept password is recognised and another one is not", "[core]") {
    auto const kept = hash_password("sido-makmur-2026");
    REQUIRE(kept);
    CHECK(kept->starts_with("$argon2id$"));
    CHECK(is_password(*kept, "sido-makmur-2026"));
    CHECK_FALSE(is_password(*kept, "sido-makmur-2027"));
    CHECK_FALSE(is_password("", "sido-makmur-2026"));
    CHECK_FALSE(is_password("bukan hash", ""));
}

TEST_CASE("random words never come twice", "[core]") {
    CHECK(random_token().size() == 64);
    CHECK(random_token() != random_token());
    CHECK(random_password().size() == 19);
    CHECK(random_password() != random_password());
}

TEST_CASE("secrets are equal only when every letter is", "[core]") {
    CHECK(same_secret("abc", "abc"));
    CHECK_FALSE(same_secret("abc", "abd"));
    CHECK_FALSE(same_secret("abc", "abcd"));
}
