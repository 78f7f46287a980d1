#pragma once
#include "store/ids.hpp"
#include "store/session.hpp"

namespace alur::store {

enum class NumberState { Reserved, Issued, Void };
std::string_view to_text(NumberState state); ///< `DIPESAN`, `TERBIT`, `BATAL`

/// Which number: the running number of a series in a unit and a year. Each unit and each year counts from 1.
struct NumberKey {
    std::string series;
    std::string unit; ///< code of the office or division, "" where the office has none
    int year = 0;
    int number = 0;
    std::string suffix; ///< "" or what a back-dated number carries behind a stop (`a`)
};

/// One line of the register of outgoing numbers. Lines are never deleted: a number that is not used is Void, with its
/// reason, so that the series has no gap that nobody can explain.
struct NumberEntry : NumberKey {
    std::string text;           ///< the number as printed
    std::string classification; ///< code of the archive, as it stands in the number
    std::string letter;         ///< document id of the pack
    Day date{};
    NumberState state = NumberState::Issued;
    std::string reason; ///< of reserving, back-dating or voiding; "" for a plain issue
    std::string subject;
    std::string addressee;
    std::string signer; ///< name of the official
    std::string mode;   ///< `TTE` or `BASAH`
    std::optional<CaseId> case_id;
    std::optional<DocumentRow> document;
    Instant taken_at{};
    std::string actor;
};

/// Something done to a number, beside the entry itself: who reserved it, who voided it, why.
struct NumberAct {
    std::string act; ///< the state it got, or `SISIPAN` for a back-dated one
    std::string reason;
    std::string actor;
    Instant at{};
};

/// The number after the last of the series, unit and year, from 1. It is taken by adding its entry in the same
/// transaction; when the transaction fails, the number is free again. Two transactions never get the same.
Result<int> next_number(Reader& reader, std::string_view series, std::string_view unit, int year);
/// Conflict: the number (with its suffix) is taken.
Result<> add_number(Transaction& transaction, NumberEntry const& entry);
/// Reserved → Issued, with what the letter says. Conflict: it is not reserved.
Result<> issue_number(Transaction& transaction, NumberEntry const& entry);
/// Reserved or Issued → Void. Conflict: it is void already or was never taken. Invalid: no reason.
Result<> void_number(Transaction& transaction, NumberKey const& key, std::string_view reason);
/// Remembers which stored document carries the number. NotFound: it was never taken.
Result<> attach_document(Transaction& transaction, NumberKey const& key, DocumentRow document);
/// What the letter itself says, once it is made. "" keeps what the line says. NotFound: it was never taken.
Result<> describe_number(Transaction& transaction, NumberKey const& key, std::string_view subject,
                         std::string_view addressee, std::string_view signer);
Result<> record_act(Transaction& transaction, NumberKey const& key, NumberAct const& act);

/// By number and suffix.
Result<std::vector<NumberEntry>> numbers_of(Reader& reader, std::string_view series, std::string_view unit, int year);
/// All series of the year, by series, unit, number and suffix.
Result<std::vector<NumberEntry>> numbers_of_year(Reader& reader, int year);
/// The last line of the series, unit and year whose date is not after `date`; none when there is no such line.
Result<std::optional<NumberEntry>> last_number_until(Reader& reader, std::string_view series, std::string_view unit,
                                                     int year, Day date);
/// The line with the number as printed. More than one only when the office's pattern makes two numbers look alike.
Result<std::vector<NumberEntry>> numbers_printed_as(Reader& reader, std::string_view text);
/// Numbers that were reserved and not used, by series and number.
Result<std::vector<NumberEntry>> reserved_numbers(Reader& reader);
/// In the order in which they were done.
Result<std::vector<NumberAct>> acts_of(Reader& reader, NumberKey const& key);

} // namespace alur::store
