#pragma once
#include "service/office.hpp"
#include "store/number_register.hpp"

namespace alur::service {

/// A letter that wants a number: which, for whom, dated when.
struct NumberWish {
    PackLetter const& letter;
    Day date{};
    store::CaseId case_id{};
    std::string addressee; ///< until the letter itself says more
    std::string actor;
};

/// Takes the number of a letter in the running transaction: the one reserved for this letter and case if there is one,
/// else the next of its series, unit and year. The name of the signatory of that day goes into the register with it.
///
/// Conflict: nobody may sign that day; the date lies before that of the last number of the series (the way out is a
/// back-dated number). Nothing is taken then.
Result<store::NumberEntry> take_number(Office& office, store::Transaction& transaction, NumberWish const& wish,
                                       Instant now);

/// A line for the register with series, unit, year, classification, letter, signatory and text filled in; the number
/// and suffix are those given. Invalid: the series has no pattern.
Result<store::NumberEntry> blank_entry(Pack const& pack, PackLetter const& letter, int number, std::string suffix,
                                       Day date);

/// The code of the office or division in whose register numbers are taken.
std::string unit_code(Pack const& pack);

/// What the acting officer must hold for something done to the register. Forbidden: names the roles that may.
Result<> allow(Officer const& officer, std::vector<std::string> const& roles, std::string_view what);

} // namespace alur::service
