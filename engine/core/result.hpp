#pragma once
#include "core/diagnostic.hpp"

#include <cassert>
#include <string>
#include <utility>
#include <variant>

namespace alur {

/// The five ways a use case can fail. Doors turn them into HTTP codes and exit statuses.
enum class ErrorKind { Invalid, NotFound, Forbidden, Conflict, Unavailable };

/// What went wrong, for the person who asked. `message` is a public sentence; `log` may add what only developers see;
/// `found` holds every mistake with its place when the cause is a file or an input.
struct Error {
    ErrorKind kind = ErrorKind::Invalid;
    std::string message;
    std::string log;
    Diagnostics found;
};

/// Success without a value.
struct Done {};

/// A value or an Error. Asking for the side that is not there is a bug (assertion).
template <class T = Done> class [[nodiscard]] Result {
  public:
    Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

    explicit operator bool() const { return state_.index() == 0; }
    T const& value() const& {
        assert(*this);
        return *std::get_if<0>(&state_);
    }
    T& value() & {
        assert(*this);
        return *std::get_if<0>(&state_);
    }
    T&& value() && {
        assert(*this);
        return std::move(*std::get_if<0>(&state_));
    }
    Error const& error() const {
        assert(!*this);
        return *std::get_if<1>(&state_);
    }
    T const& operator*() const& { return value(); }
    T& operator*() & { return value(); }
    T&& operator*() && { return std::move(*this).value(); }
    T const* operator->() const { return &value(); }
    T* operator->() { return &value(); }

  private:
    std::variant<T, Error> state_;
};

inline Error invalid(std::string message) { return {ErrorKind::Invalid, std::move(message), {}, {}}; }
inline Error not_found(std::string message) { return {ErrorKind::NotFound, std::move(message), {}, {}}; }
inline Error forbidden(std::string message) { return {ErrorKind::Forbidden, std::move(message), {}, {}}; }
inline Error conflict(std::string message) { return {ErrorKind::Conflict, std::move(message), {}, {}}; }
inline Error unavailable(std::string message) { return {ErrorKind::Unavailable, std::move(message), {}, {}}; }

} // namespace alur
