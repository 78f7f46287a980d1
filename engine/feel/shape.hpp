#pragma once
#include "feel/type.hpp"
#include "feel/value.hpp"

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace alur::feel {

class Shape;

/// How the entries of a context are known.
enum class Entries {
    Always, ///< these and no others, each there whenever the context is
    Maybe,  ///< these and no others, any of them may be missing
    Open    ///< these among others nobody declared
};

/// A complaint about one argument of a call: its index, what is wrong, and the nearest right word or "".
using Complain = std::function<void(std::size_t argument, std::string message, std::string hint)>;

/// What is known of a function: its parameters and what a call gives for arguments of given shapes (in the order of the
/// parameters). `gives` unset: anything.
struct FunctionShape {
    std::vector<std::string> parameters;
    std::vector<Shape> takes; ///< per parameter; a missing one takes anything
    std::function<Shape(std::span<Shape const> arguments, Complain const& complain)> gives;
};

/// What is known of a value before there is one: the kinds it may have, and what is inside. Null is always possible on
/// top, so a shape never says that a value is there. A copy shares its contents.
class Shape {
  public:
    Shape() = default;      ///< anything
    static Shape nothing(); ///< null alone
    static Shape of(Kind kind);
    static Shape of(std::initializer_list<Kind> kinds);
    static Shape list(Shape item);
    static Shape range(Shape ends);
    static Shape context(std::vector<std::pair<std::string, Shape>> entries, Entries known = Entries::Always);
    static Shape function(FunctionShape function);
    /// Of a text that is written out: functions may look at it (the name of a table).
    static Shape text(std::string text);
    /// A boolean that is this one with any data; for conditions that are decided before there are any.
    static Shape truth(bool value);
    /// Of a value that is there: all its entries, and the shape that all items of a list have in common.
    static Shape of(Value const& value);
    /// Of what conforms to a declared type; entries beyond the declared ones are possible.
    static Shape of(Type const& type);

    /// This or the other.
    Shape either(Shape const& other) const;
    /// A context with the entry set; of several possible kinds the context alone remains.
    Shape with(std::string_view name, Shape shape) const;

    bool may_be(Kind kind) const { return (kinds_ & bit(kind)) != 0; }
    bool is_nothing() const { return kinds_ == 0; }
    bool is_anything() const { return kinds_ == kAll; }
    /// One of these kinds, or null, and no other.
    bool is_only(Kind kind) const { return kinds_ == bit(kind); }
    /// Some kind is possible for both; true as well when one of them is nothing but null.
    bool meets(Shape const& other) const { return is_nothing() || other.is_nothing() || (kinds_ & other.kinds_) != 0; }

    /// Of a list: its items; of a range: its ends. Anything when that is not known.
    Shape item() const { return item_ ? *item_ : Shape(); }
    /// Entry of the context it may be; null when it has none of that name.
    Shape const* find(std::string_view name) const;
    /// Whether further entries than the known ones are possible, and whether a known one may be missing.
    bool is_open() const;
    bool may_lack_entries() const;
    std::vector<std::string> entry_names() const;
    std::vector<std::pair<std::string, Shape>> const& entries() const;
    FunctionShape const* call() const { return call_.get(); }
    std::string const* literal() const { return may_be(Kind::String) ? text_.get() : nullptr; }
    /// The boolean is surely that.
    bool is_surely(bool value) const { return is_only(Kind::Boolean) && text_ && *text_ == (value ? "true" : "false"); }

    /// In words for officers: `bilangan atau teks`.
    std::string words() const;

  private:
    struct Parts;
    static constexpr std::uint16_t kAll = 0x1ffe;
    static constexpr std::uint16_t bit(Kind kind) {
        return kind == Kind::Null ? std::uint16_t{0} : static_cast<std::uint16_t>(1U << static_cast<unsigned>(kind));
    }

    std::uint16_t kinds_ = kAll;
    std::shared_ptr<Shape const> item_;
    std::shared_ptr<Parts const> parts_;
    std::shared_ptr<FunctionShape const> call_;
    std::shared_ptr<std::string const> text_;
};

/// A kind in the words of officers: `teks`, `bilangan`, `ya/tidak`.
std::string_view kind_in_words(Kind kind);

} // namespace alur::feel
