#include "feel/feel.hpp"
#include "feel/function_notes.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace alur::feel;

TEST_CASE("every example of a function gives what its note says", "[feel]") {
    int examples = 0;
    for (auto const& note : function_notes()) {
        if (note.example.empty()) {
            continue;
        }
        INFO(note.example);
        auto const parsed = parse(note.example);
        REQUIRE(parsed);
        CHECK(to_text(evaluate(*parsed, Scope()).value) == note.result);
        ++examples;
    }
    CHECK(examples >= 18);
}

TEST_CASE("every function is described by its call and what it gives", "[feel]") {
    auto const all = function_notes();
    auto const names = builtin_names();
    for (auto const& name : names) {
        INFO(name);
        auto const note =
            std::find_if(all.begin(), all.end(), [&](FunctionNote const& one) { return one.name == name; });
        REQUIRE(note != all.end());
        CHECK(note->call.starts_with(name + "("));
        CHECK((note->gives != "nilai" || name == "get value"));
    }
}
