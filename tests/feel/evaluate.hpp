#pragma once
#include "feel/feel.hpp"
#include "feel/json.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace alur::feel {

/// The value of an expression as JSON; `error` when it cannot be read, `exhausted` when a limit was reached.
inline std::string of(std::string_view text, std::string_view context = "{}", std::vector<std::string> names = {}) {
    ParseOptions options;
    options.names = std::move(names);
    auto const parsed = parse(text, options);
    if (!parsed) {
        return "error";
    }
    Limits limits;
    limits.now = parse_instant("2026-03-09T09:12:00+07:00").value();
    auto const outcome = evaluate(*parsed, Scope(from_json(context).value()), limits);
    return outcome.exhausted ? "exhausted" : to_json(outcome.value);
}

/// The answer of unary tests for an input given as JSON.
inline std::string test(std::string_view text, std::string_view input, std::string_view context = "{}") {
    auto const parsed = parse_unary_tests(text);
    if (!parsed) {
        return "error";
    }
    return to_json(evaluate_unary(*parsed, from_json(input).value(), Scope(from_json(context).value())).value);
}

/// The first reason an evaluation gives for its null.
inline std::string reason(std::string_view text) {
    auto const outcome = evaluate(parse(text).value(), Scope());
    return outcome.problems.empty() ? "" : outcome.problems.front().message;
}

} // namespace alur::feel
