#pragma once
#include "reminder/book.hpp"
#include "service/pack.hpp"
#include "store/cases.hpp"
#include "store/deadlines.hpp"

namespace alur::service {

/// When the office sends, as the pack says.
reminder::Hours office_hours(Pack const& pack);

/// The rule a stored deadline runs by; null when the pack does not know it any more.
model::DeadlineRule const* rule_of(Pack const& pack, std::string_view process, std::string_view deadline_id);

/// The reminders that a running deadline of a case should have in the book, counted in `calendar`. Invalid: an
/// escalation or a text of the pack that cannot be read.
Result<std::vector<reminder::Send>> wanted_reminders(Pack const& pack, calendar::Calendar const& calendar,
                                                     model::DeadlineRule const& rule, store::CaseRow const& row,
                                                     store::Deadline const& deadline, Instant now);

/// Puts them into the book; rows of the same key are planned anew.
Result<> put_reminders(store::Transaction& transaction, store::Deadline const& deadline,
                       std::vector<reminder::Send> const& sends);

/// The deadline has another date now: what was planned for `before` is cancelled with `why`, and what the new date
/// needs is planned. A moment that an officer had paused is paused again.
Result<> replan_reminders(store::Transaction& transaction, Pack const& pack, calendar::Calendar const& calendar,
                          store::CaseRow const& row, store::Deadline const& moved, std::string_view why, Instant now);

} // namespace alur::service
