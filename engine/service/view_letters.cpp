#include "service/view_letters.hpp"

#include "core/indonesian.hpp"
#include "service/letter_state.hpp"
#include "service/workbook.hpp"
#include "store/letters.hpp"
#include "store/number_list.hpp"

#include <algorithm>
#include <charconv>

namespace alur::service {

namespace {

using feel::Value;
using form::FieldType;

constexpr int kPage = 50;
constexpr int kWholeYear = 1'000'000;

int year_of(Pack const& pack, Instant now) {
    return static_cast<int>(std::chrono::year_month_day(day_of(now, pack.zone)).year());
}

/// What stands in the column of states: the letter's own state once it has one, else the number's.
std::string standing(store::NumberLine const& line) {
    if (line.state != store::NumberState::Issued || line.letter_state.empty())
        return std::string(store::to_text(line.state));
    return line.letter_state;
}

std::string state_words(std::string_view state) {
    if (state == "DIPESAN") return "dipesan";
    if (state == "BATAL") return "batal";
    if (state == "BERNOMOR") return "menunggu tanda tangan";
    if (state == "DIKIRIM") return "sedang ditandatangani";
    if (state == "DITANDATANGANI") return "ditandatangani";
    if (state == "DRAF") return "sedang dibuat";
    return "terbit";
}

std::string_view degree(std::string_view state) {
    if (state == "BATAL") return "lewat";
    if (state == "BERNOMOR" || state == "DIKIRIM" || state == "DIPESAN") return "dekat";
    return state == "DITANDATANGANI" ? "utama" : "aman";
}

std::string note_of(store::NumberLine const& line) {
    if (line.state == store::NumberState::Void) return "Batal: " + line.reason;
    if (!line.suffix.empty()) return "Nomor sisipan" + (line.reason.empty() ? "" : ": " + line.reason);
    return line.reason.empty() ? "" : "Dipesan: " + line.reason;
}

std::vector<Value::Entry> line_parts(Desk const& desk, store::NumberLine const& line) {
    auto const state = standing(line);
    return {{"nama", Value::string(service::letter_name(line))},
            {"nomor", text(line.text)},
            {"seri", text(line.series)},
            {"tanggal", Value::date(line.date)},
            {"kode", text(line.letter)},
            {"jenis", text(desk.paper_name(line.letter))},
            {"hal", text(line.subject.empty() ? desk.paper_name(line.letter) : line.subject)},
            {"tujuan", text(line.addressee)},
            {"penanda_tangan", text(line.signer)},
            {"keadaan", text(state)},
            {"keadaan_nama", Value::string(state_words(state))},
            {"derajat", text(degree(state))},
            {"perkara", text(line.case_number)},
            {"catatan", Value::string(note_of(line))}};
}

store::NumberFilter filter_of(Desk const& desk, Officer const& officer, LettersQuery const& query, Instant now) {
    store::NumberFilter filter;
    filter.year = query.year > 0 ? query.year : year_of(desk.pack(), now);
    filter.series = query.series;
    filter.state = query.state;
    filter.words = query.words;
    filter.unsigned_only = query.unsigned_only;
    filter.areas = officer.areas;
    return filter;
}

Value choice(std::string_view code, std::string_view name, bool chosen) {
    return Value::context({{"kode", text(code)}, {"nama", text(name)}, {"dipilih", Value::boolean(chosen)}});
}

/// `SURAT-2026-147a` as its key; nothing for anything else.
std::optional<store::NumberKey> parse_name(std::string_view name) {
    auto const last = name.rfind('-');
    auto const first = last == std::string_view::npos || last == 0 ? last : name.rfind('-', last - 1);
    if (first == std::string_view::npos) return std::nullopt;
    store::NumberKey key;
    key.series = name.substr(0, first);
    auto const year = name.substr(first + 1, last - first - 1);
    auto const number = name.substr(last + 1);
    auto const read = std::from_chars(year.data(), year.data() + year.size(), key.year);
    auto const counted = std::from_chars(number.data(), number.data() + number.size(), key.number);
    if (read.ec != std::errc() || read.ptr != year.data() + year.size() || counted.ec != std::errc())
        return std::nullopt;
    key.suffix = number.substr(static_cast<std::size_t>(counted.ptr - number.data()));
    return key;
}

Result<store::NumberLine> visible_line(Desk const& desk, store::Reader& reader, Officer const& officer,
                                       std::string_view name) {
    if (auto const allowed = require(desk.pack(), officer, Action::SeeLetters); !allowed) return allowed.error();
    auto const unknown = not_found("surat " + std::string(name) + " tidak ada dalam agenda");
    auto const key = parse_name(name);
    if (!key) return unknown;
    auto line = store::find_number(reader, key->series, key->year, key->number, key->suffix);
    if (!line) return line.error().kind == ErrorKind::NotFound ? unknown : line.error();
    if (!sees_area(officer, line->area)) return unknown;
    return line;
}

Value acts(std::vector<std::pair<Instant, Value>> found) {
    std::stable_sort(found.begin(), found.end(), [](auto const& a, auto const& b) { return a.first < b.first; });
    std::vector<Value> out;
    for (auto& one : found) out.push_back(std::move(one.second));
    return Value::list(std::move(out));
}

Value act_value(Desk const& desk, Instant at, std::string_view state, std::string_view why, std::string_view actor) {
    return Value::context({{"kapan", Value::date_time(at, desk.pack().zone)},
                           {"apa", Value::string(state == "SISIPAN" ? "nomor sisipan" : state_words(state))},
                           {"alasan", text(why)},
                           {"oleh", text(actor)}});
}

} // namespace

std::string letter_name(store::NumberKey const& key) {
    return key.series + "-" + std::to_string(key.year) + "-" + std::to_string(key.number) + key.suffix;
}

Result<Value> view_letters(Desk const& desk, Officer const& officer, LettersQuery const& query, Instant now) {
    auto const& pack = desk.pack();
    if (auto const allowed = require(pack, officer, Action::SeeLetters); !allowed) return allowed.error();
    auto filter = filter_of(desk, officer, query, now);
    filter.limit = kPage + 1;
    filter.skip = std::max(0, std::min(query.page, kWholeYear / kPage)) * kPage;
    return desk.office().database().read([&](store::Reader& reader) -> Result<Value> {
        auto lines = store::list_numbers(reader, filter);
        if (!lines) return lines.error();
        bool const more = lines->size() > kPage;
        if (more) lines->resize(kPage);
        std::vector<Value> letters;
        for (auto const& line : *lines) letters.push_back(Value::context(line_parts(desk, line)));
        auto waiting = filter;
        waiting.series.clear();
        waiting.state.clear();
        waiting.words.clear();
        waiting.unsigned_only = true;
        waiting.skip = 0;
        waiting.limit = 1'000;
        auto const unsigned_letters = store::list_numbers(reader, waiting);
        if (!unsigned_letters) return unsigned_letters.error();
        std::vector<Value> series, states, years, makes;
        for (auto const& [code, pattern] : pack.number_patterns)
            series.push_back(choice(code, code, code == query.series));
        for (auto const state : {store::NumberState::Issued, store::NumberState::Reserved, store::NumberState::Void})
            states.push_back(choice(store::to_text(state), state_words(store::to_text(state)),
                                    store::to_text(state) == query.state));
        auto const this_year = year_of(pack, now);
        for (int year = this_year; year > this_year - 5; --year)
            years.push_back(choice(std::to_string(year), std::to_string(year), year == filter.year));
        for (auto const& [id, letter] : pack.letters)
            if (pack.number_patterns.contains(std::string(letter::to_text(letter.form.series))))
                makes.push_back(choice(id, letter.form.name, false));
        return Value::context({{"surat", Value::list(std::move(letters))},
                               {"tahun", Value::number(filter.year)},
                               {"tahun_lain", Value::list(std::move(years))},
                               {"seri", Value::list(std::move(series))},
                               {"keadaan", Value::list(std::move(states))},
                               {"surat_dapat", Value::list(std::move(makes))},
                               {"kata", text(query.words)},
                               {"seri_dipilih", text(query.series)},
                               {"keadaan_dipilih", text(query.state)},
                               {"hanya_menunggu", Value::boolean(query.unsigned_only)},
                               {"menunggu", Value::number(static_cast<std::int64_t>(unsigned_letters->size()))},
                               {"selanjutnya", more ? Value::number(query.page + 1) : Value()},
                               {"hari_ini", Value::string(iso(day_of(now, pack.zone)))},
                               {"boleh_pesan", Value::boolean(officer.holds(pack.numbering.may_reserve))},
                               {"boleh_sisip", Value::boolean(officer.holds(pack.numbering.may_insert))}});
    });
}

Result<std::string> letters_workbook(Desk const& desk, Officer const& officer, LettersQuery query, Instant now) {
    if (auto const allowed = require(desk.pack(), officer, Action::SeeLetters); !allowed) return allowed.error();
    auto filter = filter_of(desk, officer, query, now);
    filter.limit = kWholeYear;
    auto const lines =
        desk.office().database().read([&](store::Reader& reader) { return store::list_numbers(reader, filter); });
    if (!lines) return lines.error();
    std::vector<std::vector<Value>> rows;
    for (auto const& line : *lines)
        rows.push_back({Value::number(static_cast<std::int64_t>(rows.size() + 1)), text(line.text),
                        Value::date(line.date), text(desk.paper_name(line.letter)), text(line.subject),
                        text(line.addressee), text(line.signer), Value::string(state_words(standing(line))),
                        text(line.case_number), Value::string(note_of(line))});
    return table_workbook(desk.office(), "REGISTER SURAT KELUAR TAHUN " + std::to_string(filter.year),
                          {{"No", FieldType::Int, 6, false},
                           {"Nomor surat", FieldType::Text, 34, false},
                           {"Tanggal", FieldType::Date, 13, false},
                           {"Jenis", FieldType::Text, 34, false},
                           {"Hal/Tentang", FieldType::Text, 44, false},
                           {"Tujuan", FieldType::Text, 34, false},
                           {"Penanda tangan", FieldType::Text, 30, false},
                           {"Keadaan", FieldType::Text, 22, false},
                           {"Nomor perkara", FieldType::Text, 22, false},
                           {"Catatan", FieldType::Text, 40, false}},
                          rows, now);
}

Result<Value> view_letter(Desk const& desk, Officer const& officer, std::string_view name) {
    return desk.office().database().read([&](store::Reader& reader) -> Result<Value> {
        auto const line = visible_line(desk, reader, officer, name);
        if (!line) return line.error();
        auto parts = line_parts(desk, *line);
        auto const documents = store::documents_with_number(reader, line->text);
        if (!documents) return documents.error();
        std::vector<Value> versions;
        std::vector<std::pair<Instant, Value>> done;
        std::string code;
        for (auto const& document : *documents) {
            versions.push_back(Value::context({{"id", Value::number(document.id.value)},
                                               {"berkas", text(document.file_name)},
                                               {"versi", Value::number(document.version)},
                                               {"keadaan", Value::string(state_words(document.state))},
                                               {"dibuat", Value::date_time(document.made_at, desk.pack().zone)},
                                               {"sha256", text(document.sha256)}}));
            auto const changes = store::letter_acts(reader, document.id);
            if (!changes) return changes.error();
            for (auto const& act : *changes)
                done.emplace_back(act.at, act_value(desk, act.at, act.state, act.note, act.actor));
            auto const kept = store::code_of_document(reader, document.id);
            if (!kept) return kept.error();
            if (!kept->empty()) code = *kept;
        }
        auto const changes = store::acts_of(reader, *line);
        if (!changes) return changes.error();
        for (auto const& act : *changes)
            // The voided letter tells the same itself.
            if (act.act != "BATAL" || documents->empty())
                done.emplace_back(act.at, act_value(desk, act.at, act.act, act.reason, act.actor));
        auto const state = parse_letter_state(line->letter_state);
        auto const& pack = desk.pack();
        auto const letter = pack.letters.find(line->letter);
        bool const wet = letter != pack.letters.end() && letter->second.form.signing != letter::SigningMode::Electronic;
        bool const handles = may(pack, officer, Action::HandleLetters);
        bool const lives = line->state != store::NumberState::Void;
        parts.insert(
            parts.end(),
            {{"versi", Value::list(std::move(versions))},
             {"riwayat", acts(std::move(done))},
             {"kode_verifikasi", text(code)},
             {"boleh_pindai",
              Value::boolean(handles && lives && wet && state && can_move(*state, LetterState::Signed))},
             {"boleh_terbit", Value::boolean(handles && lives && state && can_move(*state, LetterState::Published))},
             {"boleh_batal", Value::boolean(lives && officer.holds(pack.numbering.may_void) &&
                                            (!state || can_move(*state, LetterState::Void)))}});
        return Value::context(std::move(parts));
    });
}

Result<store::Document> letter_file(Desk const& desk, Officer const& officer, std::string_view name,
                                    store::DocumentRow id) {
    return desk.office().database().read([&](store::Reader& reader) -> Result<store::Document> {
        auto const line = visible_line(desk, reader, officer, name);
        if (!line) return line.error();
        auto const documents = store::documents_with_number(reader, line->text);
        if (!documents) return documents.error();
        bool const its =
            std::any_of(documents->begin(), documents->end(), [&](auto const& one) { return one.id == id; });
        if (!its) return not_found("surat " + line->text + " tidak mempunyai berkas itu");
        return store::find_document(reader, id);
    });
}

Result<std::string> handled_number(Desk const& desk, Officer const& officer, std::string_view name) {
    if (auto const allowed = require(desk.pack(), officer, Action::HandleLetters); !allowed) return allowed.error();
    return desk.office().database().read([&](store::Reader& reader) -> Result<std::string> {
        auto const line = visible_line(desk, reader, officer, name);
        if (!line) return line.error();
        return line->text;
    });
}

} // namespace alur::service
