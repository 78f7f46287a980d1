#pragma once
#include "core/time.hpp"
#include "feel/decimal.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace alur::feel {

enum class Kind : std::uint8_t {
    Null,
    Boolean,
    Number,
    String,
    Date,
    Time,
    DateTime,
    DaysTimeDuration,
    YearsMonthsDuration,
    List,
    Context,
    Range,
    Function
};

/// A FEEL value (DMN 1.4, 10.3). Immutable; a copy shares its contents, so passing a whole case around costs one
/// reference count. Contexts keep the order in which their entries were given and find an entry by name without a
/// linear search when they are large.
class Value {
  public:
    using Entry = std::pair<std::string, Value>;
    struct Rep; ///< what stands behind lists, contexts, strings …; defined in value_rep.hpp for this module alone
    /// Nesting and total size of lists and contexts; what would be larger becomes null.
    static constexpr int kMaxDepth = 1000;
    static constexpr std::uint32_t kMaxWeight = 10'000'000;

    Value() noexcept = default; ///< null
    Value(Value const& other) noexcept
        : kind_(other.kind_), flag_(other.flag_), aux_(other.aux_), a_(other.a_), b_(other.b_) {
        if (is_shared()) {
            retain();
        }
    }
    Value(Value&& other) noexcept
        : kind_(other.kind_), flag_(other.flag_), aux_(other.aux_), a_(other.a_), b_(other.b_) {
        other.kind_ = Kind::Null;
    }
    Value& operator=(Value const& other) noexcept {
        Value copy(other);
        swap(copy);
        return *this;
    }
    Value& operator=(Value&& other) noexcept {
        swap(other);
        return *this;
    }
    ~Value() {
        if (is_shared()) {
            release();
        }
    }
    void swap(Value& other) noexcept {
        std::swap(kind_, other.kind_);
        std::swap(flag_, other.flag_);
        std::swap(aux_, other.aux_);
        std::swap(a_, other.a_);
        std::swap(b_, other.b_);
    }

    static Value boolean(bool value);
    static Value number(std::int64_t value);
    static Value number(Decimal value);
    static Value string(std::string value);
    static Value date(Day day);
    /// A date and time with the offset that `zone` gives.
    static Value date_time(Instant instant, ZoneOffset zone);
    static Value days_time_duration(std::int64_t seconds);
    static Value years_months_duration(std::int64_t months);
    static Value list(std::vector<Value> items);
    /// Names are unique; of two entries with one name the later value stands in the place of the first.
    static Value context(std::vector<Entry> entries);
    /// A function of the host's own, callable from expressions by position or by name, always with all its parameters.
    /// It may return null; it must not throw.
    static Value function(std::string name, std::vector<std::string> parameters,
                          std::function<Value(std::span<Value const>)> body);

    Kind kind() const noexcept { return kind_; }
    bool is_null() const noexcept { return kind() == Kind::Null; }
    bool is_true() const noexcept {
        return kind_ == Kind::Boolean && a_ != 0;
    } ///< boolean true; everything else, null included, is not
    bool is_string() const noexcept { return kind() == Kind::String; }
    bool is_number() const noexcept { return kind() == Kind::Number; }
    bool is_list() const noexcept { return kind() == Kind::List; }
    bool is_context() const noexcept { return kind() == Kind::Context; }

    // Each of these is a bug (assertion) on a value of another kind.
    bool as_boolean() const;
    Decimal as_number() const;
    std::string_view as_string() const;
    /// Of a date, or the date part of a date and time.
    Day as_day() const;
    /// Of a date and time; one without offset, or a date, is taken in `zone`.
    Instant as_instant(ZoneOffset zone) const;
    std::span<Value const> items() const;
    std::span<Entry const> entries() const;

    /// A number that is whole and fits, else nothing.
    std::optional<std::int64_t> as_integer() const;
    /// Entry of a context; null when this is no context or has no such entry.
    Value const* find(std::string_view name) const;
    /// Like find, through several names: `group.address.desa`. Null value when any of them is missing.
    Value at_path(std::string_view dotted) const;
    /// A context with the entry set (replaced in place or added at the end). On null: a context with just this entry.
    Value with(std::string name, Value value) const;

    /// FEEL equality, three-valued answers counted as false: same kind and equal.
    bool equals(Value const& other) const;

  private:
    friend struct Access;
    bool is_shared() const noexcept { return kind_ == Kind::String || kind_ >= Kind::List; }
    void retain() const noexcept;
    void release() noexcept;

    // 24 bytes: numbers, dates and durations stand in place, everything else is one counted pointer in a_.
    Kind kind_ = Kind::Null;
    std::uint8_t flag_ = 0;
    std::int32_t aux_ = 0;
    std::int64_t a_ = 0;
    std::int64_t b_ = 0;
};

/// The text FEEL's `string()` gives: strings as they are, numbers plainly, dates in ISO form, lists and contexts in
/// FEEL syntax.
std::string to_text(Value const& value);
std::string_view kind_name(Kind kind); ///< `number`, `date and time`, `days and time duration` …

} // namespace alur::feel
