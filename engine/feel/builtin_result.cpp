#include "feel/inference.hpp"
#include "feel/names.hpp"

namespace alur::feel {

namespace {

Shape joined(std::span<Shape const> lists) {
    Shape item = Shape::nothing();
    for (Shape const& list : lists) {
        item = item.either(elements(list));
    }
    return item;
}

Shape entry(std::span<Shape const> arguments) {
    std::string const* const key = arguments[1].literal();
    if (key == nullptr || !arguments[0].is_only(Kind::Context) || arguments[0].is_open()) {
        return {};
    }
    Shape const* const found = arguments[0].find(*key);
    if (found != nullptr) {
        return *found;
    }
    return is_identifier(*key) ? Shape::nothing() : Shape(); // names with spaces are compared loosely
}

Shape put(std::span<Shape const> arguments) {
    std::string const* const key = arguments[1].literal();
    if (key == nullptr || !arguments[0].is_only(Kind::Context)) {
        return Shape::of(Kind::Context);
    }
    return arguments[0].with(*key, arguments[2]);
}

Shape merged(Shape const& list) {
    Shape const item = elements(list);
    if (!item.is_only(Kind::Context) || item.is_open()) {
        return Shape::of(Kind::Context);
    }
    return Shape::context(item.entries(), Entries::Maybe);
}

Shape flat(Shape const& of) {
    Shape item = elements(of);
    for (int i = 0; i < 8 && item.may_be(Kind::List) && !item.is_anything(); ++i) {
        item = elements(item);
    }
    return item.may_be(Kind::List) ? Shape::of(Kind::List) : Shape::list(item);
}

} // namespace

Shape builtin_result(int number, std::size_t way, std::span<Shape const> arguments) {
    switch (builtins()[static_cast<std::size_t>(number)].ways[way].gives) {
    case Gives::Anything: return {};
    case Gives::Number: return Shape::of(Kind::Number);
    case Gives::Text: return Shape::of(Kind::String);
    case Gives::Boolean: return Shape::of(Kind::Boolean);
    case Gives::Date: return Shape::of(Kind::Date);
    case Gives::Time: return Shape::of(Kind::Time);
    case Gives::DateTime: return Shape::of(Kind::DateTime);
    case Gives::Duration: return Shape::of({Kind::DaysTimeDuration, Kind::YearsMonthsDuration});
    case Gives::Months: return Shape::of(Kind::YearsMonthsDuration);
    case Gives::Range: return Shape::of(Kind::Range);
    case Gives::Context: return Shape::of(Kind::Context);
    case Gives::Texts: return Shape::list(Shape::of(Kind::String));
    case Gives::Numbers: return Shape::list(Shape::of(Kind::Number));
    case Gives::First: {
        Shape const& first = arguments[0];
        bool const wants_list = builtins()[static_cast<std::size_t>(number)].parameters[way][0].kind == 'l';
        return wants_list ? Shape::list(elements(first)) : first;
    }
    case Gives::Item: return joined(arguments);
    case Gives::Joined: return Shape::list(joined(arguments));
    case Gives::Appended: {
        Shape item = elements(arguments[0]);
        for (Shape const& argument : arguments.subspan(1)) {
            item = item.either(argument);
        }
        return Shape::list(item);
    }
    case Gives::Replaced: return Shape::list(elements(arguments[0]).either(arguments.back()));
    case Gives::Flat: return flat(arguments[0]);
    case Gives::Entry: return entry(arguments);
    case Gives::Entries: return Shape::list(Shape::context({{"key", Shape::of(Kind::String)}, {"value", Shape()}}));
    case Gives::Put: return put(arguments);
    case Gives::Merged: return merged(arguments[0]);
    }
    return {};
}

} // namespace alur::feel
