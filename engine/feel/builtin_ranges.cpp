#include "feel/builtin.hpp"

#include <algorithm>

namespace alur::feel {

namespace {

/// An end of a range: where it is, and on which side infinity lies when it is nowhere.
struct End {
    Value const* at;
    int infinity;
    bool included;
};

/// The relations of intervals (DMN 1.4, table 78); nothing when ends cannot be compared. A point is the range of
/// itself.
class Pair {
  public:
    Pair(Value const& a, Value const& b) : a_low_(low(a)), a_high_(high(a)), b_low_(low(b)), b_high_(high(b)) {}

    bool before() {
        int const way = order(a_high_, b_low_);
        return way < 0 || (way == 0 && (!a_high_.included || !b_low_.included));
    }
    bool meets() { return order(a_high_, b_low_) == 0 && a_high_.included && b_low_.included; }
    bool overlaps() { return touches(a_low_, b_high_) && touches(b_low_, a_high_); }
    bool overlaps_before() {
        int const starts = order(a_low_, b_low_);
        int const ends = order(a_high_, b_high_);
        return (starts < 0 || (starts == 0 && a_low_.included && !b_low_.included)) && touches(b_low_, a_high_) &&
               (ends < 0 || (ends == 0 && (!a_high_.included || b_high_.included)));
    }
    bool finishes() {
        int const starts = order(a_low_, b_low_);
        return order(a_high_, b_high_) == 0 && a_high_.included == b_high_.included &&
               (starts > 0 || (starts == 0 && (!a_low_.included || b_low_.included)));
    }
    bool starts() {
        int const ends = order(a_high_, b_high_);
        return order(a_low_, b_low_) == 0 && a_low_.included == b_low_.included &&
               (ends < 0 || (ends == 0 && (!a_high_.included || b_high_.included)));
    }
    bool includes() {
        int const begin = order(a_low_, b_low_);
        int const end = order(a_high_, b_high_);
        return (begin < 0 || (begin == 0 && (a_low_.included || !b_low_.included))) &&
               (end > 0 || (end == 0 && (a_high_.included || !b_high_.included)));
    }
    bool coincides() {
        return order(a_low_, b_low_) == 0 && order(a_high_, b_high_) == 0 && a_low_.included == b_low_.included &&
               a_high_.included == b_high_.included;
    }
    bool comparable() const { return comparable_; }

  private:
    static End low(Value const& value) {
        if (value.kind() != Kind::Range) {
            return {&value, 0, true};
        }
        RangeRep const& range = Access::range(value);
        return {&range.low, range.low.is_null() ? -1 : 0, range.low_included};
    }
    static End high(Value const& value) {
        if (value.kind() != Kind::Range) {
            return {&value, 0, true};
        }
        RangeRep const& range = Access::range(value);
        return {&range.high, range.high.is_null() ? 1 : 0, range.high_included};
    }
    int order(End const& a, End const& b) {
        if (a.infinity != 0 || b.infinity != 0) {
            return a.infinity - b.infinity;
        }
        auto const way = compare(*a.at, *b.at);
        comparable_ = comparable_ && way.has_value();
        return way.value_or(1);
    }
    /// The low end does not lie behind the high end.
    bool touches(End const& begin, End const& end) {
        int const way = order(begin, end);
        return way < 0 || (way == 0 && begin.included && end.included);
    }

    End a_low_, a_high_, b_low_, b_high_;
    bool comparable_ = true;
};

template <bool (Pair::*relation)(), bool swapped> Value relate(Call& call, Arguments arguments) {
    Pair pair(arguments[swapped ? 1 : 0], arguments[swapped ? 0 : 1]);
    bool const met = (pair.*relation)();
    return pair.comparable() ? Value::boolean(met) : call.fail("kedua nilai ini tidak dapat dibandingkan");
}

constexpr Builtin kTable[] = {
    {"before", "point1:p,point2:p", relate<&Pair::before, false>, Gives::Boolean},
    {"before", "point:p,range:r", relate<&Pair::before, false>, Gives::Boolean},
    {"before", "range:r,point:p", relate<&Pair::before, false>, Gives::Boolean},
    {"before", "range1:r,range2:r", relate<&Pair::before, false>, Gives::Boolean},
    {"after", "point1:p,point2:p", relate<&Pair::before, true>, Gives::Boolean},
    {"after", "point:p,range:r", relate<&Pair::before, true>, Gives::Boolean},
    {"after", "range:r,point:p", relate<&Pair::before, true>, Gives::Boolean},
    {"after", "range1:r,range2:r", relate<&Pair::before, true>, Gives::Boolean},
    {"meets", "range1:r,range2:r", relate<&Pair::meets, false>, Gives::Boolean},
    {"met by", "range1:r,range2:r", relate<&Pair::meets, true>, Gives::Boolean},
    {"overlaps", "range1:r,range2:r", relate<&Pair::overlaps, false>, Gives::Boolean},
    {"overlaps before", "range1:r,range2:r", relate<&Pair::overlaps_before, false>, Gives::Boolean},
    {"overlaps after", "range1:r,range2:r", relate<&Pair::overlaps_before, true>, Gives::Boolean},
    {"finishes", "point:p,range:r", relate<&Pair::finishes, false>, Gives::Boolean},
    {"finishes", "range1:r,range2:r", relate<&Pair::finishes, false>, Gives::Boolean},
    {"finished by", "range:r,point:p", relate<&Pair::finishes, true>, Gives::Boolean},
    {"finished by", "range1:r,range2:r", relate<&Pair::finishes, true>, Gives::Boolean},
    {"includes", "range:r,point:p", relate<&Pair::includes, false>, Gives::Boolean},
    {"includes", "range1:r,range2:r", relate<&Pair::includes, false>, Gives::Boolean},
    {"during", "point:p,range:r", relate<&Pair::includes, true>, Gives::Boolean},
    {"during", "range1:r,range2:r", relate<&Pair::includes, true>, Gives::Boolean},
    {"starts", "point:p,range:r", relate<&Pair::starts, false>, Gives::Boolean},
    {"starts", "range1:r,range2:r", relate<&Pair::starts, false>, Gives::Boolean},
    {"started by", "range:r,point:p", relate<&Pair::starts, true>, Gives::Boolean},
    {"started by", "range1:r,range2:r", relate<&Pair::starts, true>, Gives::Boolean},
    {"coincides", "point1:p,point2:p", relate<&Pair::coincides, false>, Gives::Boolean},
    {"coincides", "range1:r,range2:r", relate<&Pair::coincides, false>, Gives::Boolean},
};

} // namespace

std::span<Builtin const> range_builtins() { return kTable; }

Truth includes(RangeRep const& range, Value const& point) {
    if (range.is_equality) {
        Truth const same = equal(point, range.low);
        return !range.negated || same == Truth::Null ? same : same == Truth::True ? Truth::False : Truth::True;
    }
    if (!range.low.is_null()) {
        auto const way = compare(point, range.low);
        if (!way) {
            return Truth::Null;
        }
        if (*way < 0 || (*way == 0 && !range.low_included)) {
            return Truth::False;
        }
    }
    if (!range.high.is_null()) {
        auto const way = compare(point, range.high);
        if (!way) {
            return Truth::Null;
        }
        if (*way > 0 || (*way == 0 && !range.high_included)) {
            return Truth::False;
        }
    }
    return Truth::True;
}

Truth in_test(Value const& input, Value const& test) {
    if (test.kind() == Kind::Range) {
        if (input.kind() == Kind::Range) {
            return equal(input, test);
        }
        return includes(Access::range(test), input);
    }
    if (test.is_list()) {
        if (input.is_list() && equal(input, test) == Truth::True) {
            return Truth::True;
        }
        for (Value const& item : test.items()) {
            bool const met = item.kind() == Kind::Range && input.kind() != Kind::Range
                                 ? includes(Access::range(item), input) == Truth::True
                                 : equal(input, item) == Truth::True;
            if (met) {
                return Truth::True;
            }
        }
        return Truth::False;
    }
    if (test.is_null()) {
        return input.is_null() ? Truth::True : Truth::Null;
    }
    if (input.is_list() && input.items().size() == 1) {
        return equal(input.items()[0], test);
    }
    return equal(input, test);
}

} // namespace alur::feel
