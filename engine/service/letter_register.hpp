#pragma once
#include "service/office.hpp"

namespace alur::service {

/// The register of outgoing letters as the office prints it: one context a line, by year, series, unit and number, with
/// reserved and void numbers among them. Keys: series, year, seq, number, class, date, doc_id, subject, to, signer,
/// mode, status, letter_state, case_id, file_hash (first 12 digits), note (why it was reserved, voided or inserted).
Result<feel::Value> register_rows(store::Reader& reader, std::vector<int> const& years);

} // namespace alur::service
