#include "service/print_batch.hpp"

#include "letter/pdf_merge.hpp"
#include "service/letter_state.hpp"
#include "store/number_register.hpp"

#include <algorithm>
#include <set>

namespace alur::service {

namespace {

using feel::Value;

struct Chosen {
    store::NumberEntry entry;
    store::Document document; ///< as it was made: what is printed
    store::Document newest;   ///< signed or scanned by now, perhaps: what is handed on
};

/// Numbers of the case and of those below it; empty when none was named.
Result<std::set<std::int64_t>> cases_of(store::Reader& reader, std::string const& number) {
    std::set<std::int64_t> out;
    if (number.empty()) return out;
    auto const owner = store::find_case_by_number(reader, number);
    if (!owner) return owner.error();
    out.insert(owner->id.value);
    auto const below = store::children_of(reader, owner->id);
    if (!below) return below.error();
    for (auto const& one : *below) out.insert(one.id.value);
    return out;
}

/// The version that this program made: the first of the chain.
Result<store::Document> as_made(store::Reader& reader, store::DocumentRow id) {
    for (;;) {
        auto document = store::find_document(reader, id);
        if (!document || !document->replaces) return document;
        id = *document->replaces;
    }
}

Result<std::vector<Chosen>> choose(store::Reader& reader, BatchChoice const& choice, int first, int last) {
    auto const cases = cases_of(reader, choice.case_number);
    if (!cases) return cases.error();
    std::vector<Chosen> out;
    for (int year = first; year <= last; ++year) {
        auto const entries = store::numbers_of_year(reader, year);
        if (!entries) return entries.error();
        for (auto const& entry : *entries) {
            if (entry.state != store::NumberState::Issued || !entry.document) continue;
            if (!choice.letter.empty() && entry.letter != choice.letter) continue;
            if (choice.from && entry.date < *choice.from) continue;
            if (choice.until && *choice.until < entry.date) continue;
            if (!cases->empty()) {
                auto const links = store::cases_of_document(reader, *entry.document);
                if (!links) return links.error();
                if (std::none_of(links->begin(), links->end(),
                                 [&](auto const& link) { return cases->contains(link.case_id.value); }))
                    continue;
            }
            auto document = as_made(reader, *entry.document);
            if (!document) return document.error();
            auto newest = store::find_document(reader, *entry.document);
            if (!newest) return newest.error();
            out.push_back({entry, std::move(*document), std::move(*newest)});
        }
    }
    std::stable_sort(out.begin(), out.end(), [](Chosen const& a, Chosen const& b) {
        return std::tie(a.entry.date, a.entry.series, a.entry.number, a.entry.suffix) <
               std::tie(b.entry.date, b.entry.series, b.entry.number, b.entry.suffix);
    });
    return out;
}

std::string two_digits(std::size_t n) { return (n < 10 ? "0" : "") + std::to_string(n); }

} // namespace

Result<PrintedBatch> print_batch(Office& office, Papers& papers, BatchChoice const& choice, std::string const& actor,
                                 Instant now) {
    if (choice.letter.empty() && choice.case_number.empty() && !choice.from && !choice.until)
        return invalid("sebutkan surat, perkara, atau tanggal yang akan dicetak");
    auto const& pack = office.pack();
    auto const year_of = [](Day day) { return static_cast<int>(std::chrono::year_month_day(day).year()); };
    auto const this_year = year_of(day_of(now, pack.zone));
    auto const first = choice.from ? year_of(*choice.from) : this_year - 5;
    auto const last = choice.until ? year_of(*choice.until) : this_year;
    auto chosen = office.database().read([&](store::Reader& reader) { return choose(reader, choice, first, last); });
    if (!chosen) return chosen.error();
    if (chosen->empty()) return not_found("tidak ada surat bernomor yang cocok untuk dicetak");
    PrintedBatch batch;
    std::vector<std::string> parts{""};
    std::vector<Value> rows;
    for (auto& one : *chosen) {
        auto const pages = letter::count_pages(one.document.content);
        if (!pages) return pages.error();
        rows.push_back(
            Value::context({{"nomor_surat", Value::string(one.entry.text)},
                            {"tanggal", Value::date(one.entry.date)},
                            {"hal", Value::string(one.entry.subject)},
                            {"tujuan", Value::string(one.entry.addressee.empty() ? "-" : one.entry.addressee)},
                            {"halaman", Value::number(*pages)}}));
        batch.files.push_back(
            {two_digits(batch.files.size() + 1) + " " + one.newest.file_name, std::move(one.newest.content)});
        parts.push_back(std::move(one.document.content));
    }
    auto cover = papers.cover(pack, Value::list(std::move(rows)), actor, now);
    if (!cover) return cover.error();
    parts.front() = std::move(*cover);
    auto merged = letter::merge_for_print(parts);
    if (!merged) return merged.error();
    batch.merged = std::move(*merged);
    return batch;
}

} // namespace alur::service
