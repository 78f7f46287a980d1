#pragma once
#include "http/handlers.hpp"

#include <span>

namespace alur::http {

/// Who may ask: anybody, or only somebody who is signed in.
enum class Access { Anybody, Officers };

/// One address. A `*` in the pattern stands for one part of the path.
struct Route {
    std::string_view method;
    std::string_view pattern;
    Access access;
    Response (*answer)(Visit const&);
};

std::span<Route const> routes();
/// Null when no address fits; `known_path` says whether another method would.
Route const* find_route(Request const& request, bool& known_path);

} // namespace alur::http
