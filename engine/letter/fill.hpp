#pragma once
#include "letter/template.hpp"
#include "letter/tree.hpp"

namespace alur::letter {

/// The letter with all values of the scope in place. `default_closing` is the office's closing sentence.
/// Invalid: every field without a value, with file, line and column; an official who is not in `officials`.
Result<Letter> fill(LetterTemplate const& letter, feel::Scope const& data, std::string const& default_closing);

/// Something in it is still to be settled (`[[ … ]]`).
bool has_open_text(Letter const& letter);

} // namespace alur::letter
