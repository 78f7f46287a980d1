#pragma once
#include "service/pack.hpp"

namespace alur::service {

/// Who may sign as `role` on that day: a Plh. comes before the holder, who is away; a Plt. sits on an empty post. Null
/// when nobody may.
Official const* official_on(Pack const& pack, std::string_view role, Day day);

/// `officials` as a letter or form of that day sees it: for every role of the office the person in charge, in the order
/// of the file. Where a delegation is in force for the letter, the entry of the role is the delegate's, with
/// `on_behalf` (who lets sign) and `through` (the post between) beside it.
feel::Value officials_on(Pack const& pack, Day day, std::string_view letter);

/// Every role that the letter is signed by, or in the name of, has somebody on that day. Conflict: with role, day and
/// the periods that there are; nothing must be numbered then.
Result<> check_signatories(Pack const& pack, letter::LetterTemplate const& letter, Day day);

/// Mistakes in the list of officials: two holders of a post on one day, an acting official without an order or beside a
/// holder, a staff number that cannot be, a delegation to nobody.
void check_officials(Pack const& pack, Diagnostics& found);

} // namespace alur::service
