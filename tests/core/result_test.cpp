#include "core/result.hpp"

#include "core/id.hpp"

#include <catch2/catch.hpp>
#include <memory>
#include <type_traits>

using namespace alur;

namespace {
using CaseId = Id<struct CaseTag>;
using TaskId = Id<struct TaskTag>;
static_assert(!std::is_convertible_v<CaseId, TaskId>, "ids of different kinds do not mix");
static_assert(!std::is_convertible_v<std::int64_t, TaskId>, "no bare number passes for an id");
} // namespace

TEST_CASE("a result holds its value or its error", "[result]") {
    Result<int> const good = 7;
    REQUIRE(good);
    CHECK(*good == 7);
    Result<int> const bad = conflict("sudah dikerjakan");
    REQUIRE_FALSE(bad);
    CHECK(bad.error().kind == ErrorKind::Conflict);
    CHECK(bad.error().message == "sudah dikerjakan");
}

TEST_CASE("a value that cannot be copied moves out of its result", "[result]") {
    Result<std::unique_ptr<int>> result = std::make_unique<int>(3);
    auto const taken = *std::move(result);
    CHECK(*taken == 3);
}

TEST_CASE("success without a value is Done", "[result]") {
    Result<> const done = Done{};
    CHECK(done);
}

TEST_CASE("each kind of error has its maker", "[result]") {
    CHECK(invalid("").kind == ErrorKind::Invalid);
    CHECK(not_found("").kind == ErrorKind::NotFound);
    CHECK(forbidden("").kind == ErrorKind::Forbidden);
    CHECK(unavailable("").kind == ErrorKind::Unavailable);
}
