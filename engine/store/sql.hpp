#pragma once
#include "core/id.hpp"
#include "core/time.hpp"
#include "runtime/ids.hpp"

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace alur::store {

/// One SQL statement, fixed when the program is compiled, so that no value can ever be pasted into it. Parameters are
/// `$1`, `$2` …, the form SQLite and PostgreSQL both take; each number from 1 to the last occurs at least once.
class Sql {
  public:
    template <std::size_t N> consteval Sql(char const (&text)[N]) : text_(text, N - 1) {}
    constexpr std::string_view text() const { return text_; }

  private:
    std::string_view text_;
};

/// Bytes, as opposed to text.
struct Blob {
    std::string bytes;
    bool operator==(Blob const&) const = default;
};

/// Bytes that stand elsewhere, to be bound without a copy.
struct BlobView {
    std::string_view bytes;
};

/// A value on its way into a statement. It borrows text and bytes: they live until the statement has run.
struct Bound {
    enum class Kind { Null, Integer, Text, Bytes, Day };
    Kind kind = Kind::Null;
    std::int64_t integer = 0;
    std::string_view bytes;
};

template <class T>
concept WholeNumber = std::integral<T> && !std::same_as<T, bool> && !std::same_as<T, char>;

template <WholeNumber T> Bound bound(T value) { return {Bound::Kind::Integer, static_cast<std::int64_t>(value), {}}; }
/// Booleans are stored as 0 and 1.
inline Bound bound(std::same_as<bool> auto value) { return {Bound::Kind::Integer, value ? 1 : 0, {}}; }
inline Bound bound(runtime::ElementId id) { return {Bound::Kind::Integer, runtime::number(id), {}}; }
inline Bound bound(runtime::WaitId id) { return {Bound::Kind::Integer, runtime::number(id), {}}; }
template <class Tag> Bound bound(Id<Tag> id) { return {Bound::Kind::Integer, id.value, {}}; }
/// Instants are stored as milliseconds since 1970, UTC.
inline Bound bound(Instant at) { return {Bound::Kind::Integer, at.time_since_epoch().count(), {}}; }
/// Days are stored as text, `2026-02-12`: readable in any tool, and in order.
inline Bound bound(Day day) { return {Bound::Kind::Day, day.time_since_epoch().count(), {}}; }
inline Bound bound(std::string_view text) { return {Bound::Kind::Text, 0, text}; }
inline Bound bound(std::string const& text) { return {Bound::Kind::Text, 0, text}; }
inline Bound bound(char const* text) { return {Bound::Kind::Text, 0, text}; }
inline Bound bound(Blob const& blob) { return {Bound::Kind::Bytes, 0, blob.bytes}; }
inline Bound bound(BlobView blob) { return {Bound::Kind::Bytes, 0, blob.bytes}; }
inline Bound bound(std::nullopt_t) { return {}; }
template <class T> Bound bound(std::optional<T> const& value) { return value ? bound(*value) : Bound{}; }

} // namespace alur::store
