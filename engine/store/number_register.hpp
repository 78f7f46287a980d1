#pragma once
#include "store/ids.hpp"
#include "store/session.hpp"

namespace alur::store {

enum class NumberState { Reserved, Issued, Void };
std::string_view to_text(NumberState state); ///< `DIPESAN`, `TERBIT`, `BATAL`

/// One line of the register of outgoing numbers. Lines are never deleted: a number that is not used is Void, with its
/// reason, so that the series has no gap that nobody can explain.
struct NumberEntry {
    std::string series;
    int year = 0;
    int number = 0;
    std::string suffix; ///< "" or what a back-dated number carries (`a`)
    std::string text;   ///< the number as printed
    std::string letter; ///< document id of the pack
    Day date{};
    NumberState state = NumberState::Issued;
    std::string reason; ///< of reserving, back-dating or voiding; "" for a plain issue
    std::string subject;
    std::string addressee;
    std::optional<CaseId> case_id;
    std::optional<DocumentRow> document;
    Instant taken_at{};
    std::string actor;
};

/// The number after the last of the series and year, from 1. It is taken by adding its entry in the same transaction;
/// when the transaction fails, the number is free again. Two transactions never get the same.
Result<int> next_number(Reader& reader, std::string_view series, int year);
/// Conflict: the number (with its suffix) is taken.
Result<> add_number(Transaction& transaction, NumberEntry const& entry);
/// Reserved → Issued. Conflict: it is not reserved.
Result<> issue_number(Transaction& transaction, NumberEntry const& entry);
/// Reserved or Issued → Void. Conflict: it is void already or was never taken. Invalid: no reason.
Result<> void_number(Transaction& transaction, std::string_view series, int year, int number, std::string_view suffix,
                     std::string_view reason);
/// Remembers which stored document carries the number. NotFound: it was never taken.
Result<> attach_document(Transaction& transaction, NumberEntry const& entry, DocumentRow document);

/// By number and suffix.
Result<std::vector<NumberEntry>> numbers_of(Reader& reader, std::string_view series, int year);
/// All series of the year, by series, number and suffix.
Result<std::vector<NumberEntry>> numbers_of_year(Reader& reader, int year);

} // namespace alur::store
