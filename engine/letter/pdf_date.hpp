#pragma once
#include "core/time.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace alur::letter {

/// `D:20260401120000+07'00'`; everything behind the year may be missing. Nothing: not a date.
std::optional<Instant> parse_pdf_date(std::string_view text);

} // namespace alur::letter
