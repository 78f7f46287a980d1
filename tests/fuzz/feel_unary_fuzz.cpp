// The first line is an input as JSON, the rest unary tests: parsed, looked at with shapes, evaluated within a budget.
#include "feel/infer.hpp"
#include "feel/json.hpp"

#include <cstddef>
#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    using namespace alur::feel;
    std::string_view const text(reinterpret_cast<char const*>(data), size);
    auto const line = text.find('\n');
    auto const read = from_json(text.substr(0, line == std::string_view::npos ? 0 : line));
    Value const input = read ? *read : Value::number(std::int64_t{5});
    auto const tests = parse_unary_tests(line == std::string_view::npos ? text : text.substr(line + 1));
    if (!tests) return 0;
    static Value const around = from_json(R"({"a":1,"b":[1,2,{"x":3}],"s":"teks"})").value();
    Limits limits;
    limits.steps = 20'000;
    limits.depth = 100;
    StaticScope shapes;
    shapes.push(Shape::of(around));
    alur::Diagnostics found;
    infer_unary(*tests, Shape::of(input), shapes, found);
    (void)to_json(evaluate_unary(*tests, input, Scope(around), limits).value);
    return 0;
}
