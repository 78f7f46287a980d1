// Any bytes are parsed and, when they are an expression, evaluated within a small budget.
#include "feel/infer.hpp"
#include "feel/json.hpp"

#include <cstddef>
#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    using namespace alur::feel;
    std::string_view const text(reinterpret_cast<char const*>(data), size);
    static Scope const scope(from_json(R"({"a":1,"b":[1,2,{"x":3}],"c d":"text"})").value());
    ParseOptions options;
    options.names = {"c d"};
    Limits limits;
    limits.steps = 20'000;
    limits.depth = 100;
    if (auto const parsed = parse(text, options)) {
        (void)to_json(evaluate(*parsed, scope, limits).value);
        (void)free_paths(*parsed);
        StaticScope shapes;
        shapes.push(Shape::of(scope.layers().front()));
        alur::Diagnostics found;
        infer(*parsed, shapes, found);
    }
    if (auto const parsed = parse_unary_tests(text, options)) {
        (void)evaluate_unary(*parsed, Value::number(std::int64_t{1}), scope, limits);
    }
    (void)from_json(text);
    return 0;
}
