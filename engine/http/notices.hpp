#pragma once
#include "http/visit.hpp"

namespace alur::http {

/// The sentence for `?pesan=WORD`: what was done on the page before. "" for none and for words it does not know.
std::string notice(Visit const& visit);

} // namespace alur::http
