#include "service/letter_register.hpp"

#include "store/documents.hpp"
#include "store/number_register.hpp"

#include <algorithm>

namespace alur::service {

namespace {

using feel::Value;

Value text(std::string value) { return Value::string(std::move(value)); }

std::string note_of(store::NumberEntry const& entry) {
    if (entry.reason.empty()) return entry.suffix.empty() ? "" : "nomor sisipan";
    if (entry.state == store::NumberState::Void) return "batal: " + entry.reason;
    if (!entry.suffix.empty()) return "nomor sisipan: " + entry.reason;
    return "dipesan: " + entry.reason;
}

} // namespace

Result<Value> register_rows(store::Reader& reader, std::vector<int> const& years) {
    std::vector<Value> rows;
    for (auto const year : years) {
        auto const numbers = store::numbers_of_year(reader, year);
        if (!numbers) return numbers.error();
        for (auto const& entry : *numbers) {
            std::string hash, letter_state, owner;
            if (entry.document) {
                auto const versions = store::documents_with_number(reader, entry.text);
                if (!versions) return versions.error();
                if (!versions->empty()) {
                    hash = versions->back().sha256.substr(0, 12);
                    letter_state = versions->back().state;
                }
            }
            if (entry.case_id) {
                auto const found = store::find_case(reader, *entry.case_id);
                if (!found) return found.error();
                owner = found->number;
            }
            rows.push_back(Value::context({{"series", text(entry.series)},
                                           {"year", Value::number(entry.year)},
                                           {"seq", Value::number(entry.number)},
                                           {"number", text(entry.text)},
                                           {"class", text(entry.classification)},
                                           {"date", Value::date(entry.date)},
                                           {"doc_id", text(entry.letter)},
                                           {"subject", text(entry.subject)},
                                           {"to", text(entry.addressee)},
                                           {"signer", text(entry.signer)},
                                           {"mode", text(entry.mode)},
                                           {"status", text(std::string(store::to_text(entry.state)))},
                                           {"letter_state", text(letter_state)},
                                           {"case_id", text(owner)},
                                           {"file_hash", text(hash)},
                                           {"note", text(note_of(entry))}}));
        }
    }
    return Value::list(std::move(rows));
}

} // namespace alur::service
