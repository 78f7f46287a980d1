#pragma once
#include "store/number_register.hpp"

namespace alur::store {

/// Lines of the register for a page. Each condition narrows; "" means any.
struct NumberFilter {
    int year = 0;
    std::string series{};
    std::string state{};              ///< of the number (to_text)
    std::string words{};              ///< stands in number, subject or addressee; capitals do not count
    std::vector<std::string> areas{}; ///< of the cases; lines without a case, and cases without an area, always show
    bool unsigned_only = false;       ///< issued, and the newest version of the letter is not signed yet
    int limit = 50;
    int skip = 0;
};

/// A line with what stands elsewhere about it.
struct NumberLine : NumberEntry {
    std::string letter_state; ///< of the letter's newest version, "" without one
    std::string case_number;  ///< "" without a case
    std::string area;         ///< of the case
};

/// The newest day first.
Result<std::vector<NumberLine>> list_numbers(Reader& reader, NumberFilter const& filter);
/// NotFound: it was never taken. Of two units with the same number, the one whose letter was taken first.
Result<NumberLine> find_number(Reader& reader, std::string_view series, int year, int number, std::string_view suffix);

} // namespace alur::store
