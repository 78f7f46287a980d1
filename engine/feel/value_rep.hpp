#pragma once
// What stands behind a Value. For this module alone.
#include "feel/temporal.hpp"
#include "feel/value.hpp"

#include <atomic>
#include <cstring>

namespace alur::feel {

struct Value::Rep {
    explicit Rep(Kind of) : kind(of) {}
    Rep(Rep const&) = delete;
    Rep& operator=(Rep const&) = delete;
    virtual ~Rep() = default;

    mutable std::atomic<std::uint32_t> count{1};
    Kind kind;
    std::uint32_t weight = 1; ///< values below, itself included
};

struct StringRep final : Value::Rep {
    explicit StringRep(std::string of) : Rep(Kind::String), text(std::move(of)) {
        weight = static_cast<std::uint32_t>(1 + text.size() / 16);
    }
    std::string text;
};

struct ListRep final : Value::Rep {
    explicit ListRep(std::vector<Value> of) : Rep(Kind::List), items(std::move(of)) {}
    std::vector<Value> items;
};

struct ContextRep final : Value::Rep {
    explicit ContextRep(std::vector<Value::Entry> of) : Rep(Kind::Context), entries(std::move(of)) {}
    std::vector<Value::Entry> entries;
    std::vector<std::uint32_t> index; ///< open addressing, entry number + 1; empty when the context is small
    bool holds_function = false;
};

/// A range; an end that is not there makes it open towards that side. `test` marks the operators (=x) and (!=x).
struct RangeRep final : Value::Rep {
    RangeRep() : Rep(Kind::Range) {}
    Value low;
    Value high;
    bool low_included = false;
    bool high_included = false;
    bool negated = false;     ///< (!= x): everything but x
    bool is_equality = false; ///< written (= x) or (!= x)
};

/// What a call of a function value runs: built-in, host function or closure; see function.hpp.
struct FunctionRep : Value::Rep {
    FunctionRep() : Rep(Kind::Function) {}
    std::string name;
    std::vector<std::string> parameters;
    std::function<Value(std::span<Value const>)> body; ///< host functions
};

/// The inside of values.
struct Access {
    static Value adopt(Value::Rep* rep, std::int32_t depth = 0) {
        Value out;
        out.kind_ = rep->kind;
        out.aux_ = depth;
        std::memcpy(&out.a_, &rep, sizeof rep);
        return out;
    }
    static Value::Rep* rep(Value const& value) {
        Value::Rep* out = nullptr;
        std::memcpy(&out, &value.a_, sizeof out);
        return out;
    }
    static std::int32_t depth(Value const& value) { return value.kind_ >= Kind::List ? value.aux_ : 0; }
    static std::uint32_t weight(Value const& value) { return value.is_shared() ? rep(value)->weight : 1; }

    static std::string const& text(Value const& value) { return static_cast<StringRep*>(rep(value))->text; }
    static std::vector<Value> const& items(Value const& value) { return static_cast<ListRep*>(rep(value))->items; }
    static ContextRep const& context(Value const& value) { return *static_cast<ContextRep*>(rep(value)); }
    static RangeRep const& range(Value const& value) { return *static_cast<RangeRep*>(rep(value)); }
    static FunctionRep const& function(Value const& value) { return *static_cast<FunctionRep*>(rep(value)); }

    static Decimal number(Value const& value) {
        Decimal out;
        out.bits = {static_cast<std::uint64_t>(value.a_), static_cast<std::uint64_t>(value.b_)};
        return out;
    }
    static std::int64_t day(Value const& value) { return value.a_; }
    static TimeOfDay time(Value const& value) { return {value.b_, mark(value)}; }
    static DayTime date_time(Value const& value) { return {value.a_, value.b_, mark(value)}; }
    static Span span(Value const& value) { return {value.a_, value.b_}; }
    static std::int64_t months(Value const& value) { return value.a_; }

    static Value make_date(std::int64_t day) { return plain(Kind::Date, day, 0); }
    static Value make_time(TimeOfDay const& time) { return plain(Kind::Time, 0, time.nanos, time.zone); }
    static Value make_date_time(DayTime const& of) { return plain(Kind::DateTime, of.day, of.nanos, of.zone); }
    static Value make_span(Span span) { return plain(Kind::DaysTimeDuration, span.seconds, span.nanos); }
    static Value make_months(std::int64_t months) { return plain(Kind::YearsMonthsDuration, months, 0); }
    static Value make_number(Decimal const& of) {
        return plain(Kind::Number, static_cast<std::int64_t>(of.bits[0]), static_cast<std::int64_t>(of.bits[1]));
    }
    static Value make_range(Value low, bool low_included, Value high, bool high_included) {
        auto* out = new RangeRep;
        std::int32_t const deeper = std::max(depth(low), depth(high)) + 1;
        out->weight = 1 + weight(low) + weight(high);
        out->low = std::move(low);
        out->high = std::move(high);
        out->low_included = low_included;
        out->high_included = high_included;
        return adopt(out, deeper);
    }

    /// (= x) and (!= x)
    static Value make_equality(Value to, bool negated) {
        Value out = make_range(to, true, to, true);
        auto* rep_of = static_cast<RangeRep*>(rep(out));
        rep_of->is_equality = true;
        rep_of->negated = negated;
        return out;
    }
    /// One more owner of what stands behind a value.
    static void rep_ref(Value::Rep const& of) { of.count.fetch_add(1, std::memory_order_relaxed); }

  private:
    static ZoneMark mark(Value const& value) { return {static_cast<ZoneMark::Kind>(value.flag_), value.aux_}; }
    static Value plain(Kind kind, std::int64_t a, std::int64_t b, ZoneMark zone = {}) {
        Value out;
        out.kind_ = kind;
        out.flag_ = zone.kind;
        out.aux_ = zone.value;
        out.a_ = a;
        out.b_ = b;
        return out;
    }
};

/// FEEL's three answers.
enum class Truth : std::uint8_t { False, True, Null };
/// `a = b` (DMN 1.4, table 53): null for two values of different kinds.
Truth equal(Value const& a, Value const& b);
/// -1, 0, 1; nothing when the two have no order.
std::optional<int> compare(Value const& a, Value const& b);
/// `is()`: the same kind and the same value, offsets and zones told apart.
bool identical(Value const& a, Value const& b);
/// A string as a FEEL literal.
std::string quoted(std::string_view text);

} // namespace alur::feel
