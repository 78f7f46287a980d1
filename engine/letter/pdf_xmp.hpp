#pragma once
#include "letter/pdf_document.hpp"

#include <string>

namespace alur::letter {

/// `D:20260401120000+07'00'`
std::string pdf_date(Instant instant, ZoneOffset zone);
/// The metadata packet; it says the same as the information dictionary.
std::string xmp_packet(DocumentFacts const& facts, std::string const& producer);

} // namespace alur::letter
