// The cases of feelin (MIT), read from where they lie beside the project and never copied into it.
#include "feel/infer.hpp"
#include "feel/json.hpp"
#include "format/file.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <set>

using namespace alur;
using namespace alur::feel;

namespace {

void collect(Value const& value, std::set<std::string>& names) {
    if (value.is_list()) {
        for (Value const& item : value.items()) {
            collect(item, names);
        }
    } else if (value.is_context()) {
        for (auto const& [name, entry] : value.entries()) {
            names.insert(name);
            collect(entry, names);
        }
    }
}

bool near(Value const& want, Value const& got) {
    if (want.is_number() && got.is_number()) {
        double const a = want.as_number().to_double();
        double const b = got.as_number().to_double();
        return std::abs(a - b) <= 1e-8 * std::max(std::abs(a), std::abs(b));
    }
    return to_json(want) == to_json(got);
}

/// Whether the shape allows the value and all that is in it.
bool allows(Shape const& shape, Value const& value) {
    if (value.is_null()) return true;
    if (!shape.may_be(value.kind())) return false;
    if (value.is_list())
        return std::all_of(value.items().begin(), value.items().end(),
                           [&](Value const& item) { return allows(shape.item(), item); });
    if (value.is_context())
        return std::all_of(value.entries().begin(), value.entries().end(), [&](auto const& entry) {
            auto const* known = shape.find(entry.first);
            return known != nullptr ? allows(*known, entry.second) : shape.is_open();
        });
    return true;
}

bool right(Value const& one) {
    Value const context = one.at_path("context");
    std::set<std::string> names;
    collect(context, names);
    ParseOptions options;
    options.names.assign(names.begin(), names.end());
    std::string const text(one.at_path("expr").as_string());
    bool const unary = one.at_path("kind").as_string() == "unary";
    auto const parsed = unary ? parse_unary_tests(text, options) : parse(text, options);
    if (!parsed) {
        return false;
    }
    Value const* const input = context.find("?");
    auto const outcome = unary ? evaluate_unary(*parsed, input != nullptr ? *input : Value(), Scope(context))
                               : evaluate(*parsed, Scope(context));
    StaticScope shapes;
    shapes.push(Shape::of(context));
    if (!unary && !allows(infer(*parsed, shapes), outcome.value)) {
        FAIL_CHECK("the check before evaluation excludes what it gives: " << text);
    }
    return near(one.at_path("expected"), outcome.value);
}

std::filesystem::path folder() {
    char const* const named = std::getenv("ALUR_CONFORMANCE");
    return named != nullptr ? std::filesystem::path(named)
                            : std::filesystem::path(ALUR_SOURCE_DIR).parent_path() / "shared" / "conformance";
}

struct Count {
    std::size_t right = 0;
    std::size_t all = 0;
};

Count run(std::string const& name) {
    Count count;
    auto const file = format::read_text(folder() / "feelin" / (name + ".json"));
    REQUIRE(file);
    auto const cases = from_json(*file);
    REQUIRE(cases);
    for (Value const& one : cases->items()) {
        if (one.find("dialect") == nullptr) {
            ++count.all;
            count.right += right(one) ? 1 : 0;
        }
    }
    std::cout << "feelin " << name << ": " << count.right << "/" << count.all << "\n";
    return count;
}

} // namespace

TEST_CASE("the cases of feelin come out as expected where the standard agrees", "[feel][conformance]") {
    if (!std::filesystem::exists(folder() / "feelin")) {
        WARN("skipped: no conformance cases at " << folder().string() << " (ALUR_CONFORMANCE names another folder)");
        return;
    }
    Count const builtins = run("builtins");
    CHECK(builtins.all - builtins.right <= 1); // P1Y = P365D is null in the standard, true in feelin
    Count const interpreter = run("interpreter-quarter");
    CHECK(interpreter.all - interpreter.right <= 2); // reversed ranges contain nothing in the standard
}
