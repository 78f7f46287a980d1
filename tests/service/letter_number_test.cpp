#include "kube_office.hpp"

#include "service/backdate_letter.hpp"
#include "service/letter_number.hpp"
#include "service/letter_register.hpp"
#include "service/letter_state.hpp"
#include "service/preview_letter.hpp"
#include "service/reserve_number.hpp"
#include "service/void_letter.hpp"

#include <set>
#include <thread>

using namespace alur;
using service::Officer;

namespace {

Instant when(char const* text) { return *parse_instant(text); }
Day day(char const* text) { return *parse_day(text); }
Instant const kMonday = when("2026-03-09T09:00:00+07:00");

Result<store::NumberEntry> take(KubeOffice& kube, char const* letter, Day date, store::CaseId owner) {
    return kube.database->write([&](store::Transaction& transaction) {
        return service::take_number(*kube.office, transaction,
                                    {kube.pack().letters.at(letter), date, owner, "Camat", "STAF"}, kMonday);
    });
}

store::CaseId id_of(KubeOffice& kube, std::string const& number) {
    auto const found =
        kube.database->read([&](store::Reader& reader) { return store::find_case_by_number(reader, number); });
    REQUIRE(found);
    return found->id;
}

std::vector<store::NumberEntry> all(KubeOffice& kube, int year = 2026) {
    auto found = kube.database->read([&](store::Reader& reader) { return store::numbers_of_year(reader, year); });
    REQUIRE(found);
    return *found;
}

Officer const kClerk{"Rizal", {"STAF"}};
Officer const kHead{"Agung", {"KABID"}};

} // namespace

TEST_CASE("a hundred threads that issue at once get every number once and leave no gap", "[service]") {
    KubeOffice kube;
    auto const owner = id_of(kube, kube.start_programme(kMonday));
    std::vector<std::thread> threads;
    std::vector<std::string> texts(100);
    for (std::size_t i = 0; i < texts.size(); ++i)
        threads.emplace_back([&, i] {
            // Every third of them fails after it has taken its number, which must then be free again.
            auto const taken = kube.database->write([&](store::Transaction& transaction) -> Result<std::string> {
                auto const entry = service::take_number(
                    *kube.office, transaction,
                    {kube.pack().letters.at("L13"), day("2026-03-09"), owner, "Ketua", "STAF"}, kMonday);
                if (!entry) return entry.error();
                if (i % 3 == 0) return invalid("langkah ini gagal sesudah mengambil nomor");
                return entry->text;
            });
            if (taken) texts[i] = *taken;
        });
    for (auto& thread : threads) thread.join();
    std::set<std::string> given;
    for (auto const& text : texts)
        if (!text.empty()) CHECK(given.insert(text).second);
    CHECK(given.size() == 66);
    auto const entries = all(kube);
    REQUIRE(entries.size() == 66);
    for (std::size_t i = 0; i < entries.size(); ++i) CHECK(entries[i].number == static_cast<int>(i) + 1);
    CHECK(given.contains("400.9.14.1/0066/000/2026"));
}

TEST_CASE("each series and each year counts by itself, in the pattern of the office", "[service]") {
    KubeOffice kube;
    auto const owner = id_of(kube, kube.start_programme(kMonday));
    CHECK(take(kube, "L13", day("2026-03-09"), owner)->text == "400.9.14.1/0001/000/2026");
    CHECK(take(kube, "L12", day("2026-03-09"), owner)->text == "800.1.11.1/0001/ST/2026");
    CHECK(take(kube, "L20", day("2026-03-09"), owner)->text == "100.3.3/0001/000 TAHUN 2026");
    CHECK(take(kube, "L13", day("2027-01-04"), owner)->text == "400.9.14.1/0001/000/2027");
    CHECK_FALSE(take(kube, "L10", day("2026-03-09"), owner));
}

TEST_CASE("a number is never dated before the one that came before it", "[service]") {
    KubeOffice kube;
    auto const owner = id_of(kube, kube.start_programme(kMonday));
    REQUIRE(take(kube, "L13", day("2026-03-09"), owner));
    auto const early = take(kube, "L13", day("2026-03-06"), owner);
    REQUIRE_FALSE(early);
    CHECK(early.error().kind == ErrorKind::Conflict);
    CHECK(early.error().message.find("nomor sisipan") != std::string::npos);
    CHECK(all(kube).size() == 1);
}

TEST_CASE("a reserved number goes to its letter, or lapses and stays in the register", "[service]") {
    KubeOffice kube;
    auto const programme = kube.start_programme(kMonday);
    auto const owner = id_of(kube, programme);
    CHECK_FALSE(service::reserve_number(*kube.office, {"L13", programme, " ", kClerk}, kMonday));
    auto const refused =
        service::reserve_number(*kube.office, {"L13", programme, "perlu", {"Siti", {"KETUA"}}}, kMonday);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().kind == ErrorKind::Forbidden);
    auto const first =
        service::reserve_number(*kube.office, {"L13", programme, "disebut dalam undangan", kClerk}, kMonday);
    REQUIRE(first);
    CHECK(first->state == store::NumberState::Reserved);
    auto const second = service::reserve_number(*kube.office, {"L16", programme, "menunggu camat", kClerk}, kMonday);
    REQUIRE(second);
    // Another letter passes by; then the reserved one is issued, on the day that was reserved.
    CHECK(take(kube, "L17", day("2026-03-10"), owner)->number == 3);
    auto const used = take(kube, "L13", day("2026-03-10"), owner);
    REQUIRE(used);
    CHECK(used->number == 1);
    CHECK(used->date == day("2026-03-09"));
    CHECK(*service::lapse_reservations(*kube.office, when("2026-03-10T16:00:00+07:00")) == 0);
    CHECK(*service::lapse_reservations(*kube.office, when("2026-03-11T07:00:00+07:00")) == 1);
    auto const entries = all(kube);
    REQUIRE(entries.size() == 3);
    CHECK(entries[0].state == store::NumberState::Issued);
    CHECK(entries[1].state == store::NumberState::Void);
    CHECK(entries[1].reason.find("menunggu camat") != std::string::npos);
    CHECK(take(kube, "L16", day("2026-03-11"), owner)->number == 4); // 2 is never used again
}

TEST_CASE("a letter is back-dated by an inserted number only, with a reason and by the head of division", "[service]") {
    KubeOffice kube;
    auto const programme = kube.start_programme(kMonday);
    auto const owner = id_of(kube, programme);
    auto const late = when("2026-03-20T09:00:00+07:00");
    auto const ask = [&](char const* date, char const* reason, Officer const& who) {
        return service::backdate_letter(*kube.office, {"L02", programme, day(date), reason, who}, late);
    };
    CHECK(ask("2026-03-09", "tertinggal", kHead).error().message.find("belum ada nomor") != std::string::npos);
    REQUIRE(take(kube, "L13", day("2026-03-09"), owner));
    CHECK(ask("2026-03-09", "tertinggal", kHead).error().message.find("nomor berikutnya") != std::string::npos);
    REQUIRE(take(kube, "L13", day("2026-03-16"), owner));
    CHECK(ask("2026-03-10", "", kHead).error().kind == ErrorKind::Invalid);
    CHECK(ask("2026-03-10", "tertinggal", kClerk).error().kind == ErrorKind::Forbidden);
    CHECK(ask("2026-03-30", "tertinggal", kHead).error().kind == ErrorKind::Invalid);
    auto const inserted = ask("2026-03-10", "surat tertinggal diberi nomor", kHead);
    REQUIRE(inserted);
    CHECK(inserted->text == "400.9.14.2/0001.a/000/2026");
    CHECK(ask("2026-03-10", "satu lagi", kHead)->text == "400.9.14.2/0001.b/000/2026");
    CHECK(take(kube, "L13", day("2026-03-20"), owner)->number == 3); // the series goes on
    auto const rows = kube.database->read([](store::Reader& reader) { return service::register_rows(reader, {2026}); });
    REQUIRE(rows);
    REQUIRE(rows->items().size() == 5);
    CHECK(feel::to_text(*rows->items()[1].find("note")) == "nomor sisipan: surat tertinggal diberi nomor");
    CHECK(feel::to_text(*rows->items()[1].find("date")) == "2026-03-10");
}

TEST_CASE("a void number stays in the register with its reason and the letter that had it is void too", "[service]") {
    KubeOffice kube;
    auto const programme = kube.start_programme(kMonday);
    auto const owner = id_of(kube, programme);
    REQUIRE(take(kube, "L13", day("2026-03-09"), owner));
    auto const number = std::string("400.9.14.1/0001/000/2026");
    CHECK(service::void_letter(*kube.office, {number, "", kHead}, kMonday).error().kind == ErrorKind::Invalid);
    CHECK(service::void_letter(*kube.office, {number, "salah", kClerk}, kMonday).error().kind == ErrorKind::Forbidden);
    CHECK(service::void_letter(*kube.office, {"400/9/2026", "salah", kHead}, kMonday).error().kind ==
          ErrorKind::NotFound);
    REQUIRE(service::void_letter(*kube.office, {number, "alamat keliru", kHead}, kMonday));
    CHECK(service::void_letter(*kube.office, {number, "lagi", kHead}, kMonday).error().kind == ErrorKind::Conflict);
    auto const acts = kube.database->read([&](store::Reader& reader) {
        return store::acts_of(reader, {"SURAT", "000", 2026, 1, ""});
    });
    REQUIRE(acts);
    REQUIRE(acts->size() == 2);
    CHECK(acts->at(0).act == "TERBIT");
    CHECK(acts->at(1).act == "BATAL");
    CHECK(acts->at(1).reason == "alamat keliru");
    auto const rows = kube.database->read([](store::Reader& reader) { return service::register_rows(reader, {2026}); });
    CHECK(feel::to_text(*rows->items()[0].find("status")) == "BATAL");
    CHECK(take(kube, "L13", day("2026-03-09"), owner)->number == 2);
}

TEST_CASE("a preview is marked DRAF, takes no number and is stored nowhere", "[service]") {
    KubeOffice kube;
    kube.start_programme(when("2026-02-02T08:00:00+07:00"));
    auto const group = kube.start_group(kMonday);
    kube.settle(kMonday);
    auto const count = [&] {
        return kube.database
            ->read([&](store::Reader& reader) { return store::documents_of_case(reader, id_of(kube, group)); })
            ->size();
    };
    auto const before = count();
    // What the first step would bring is not there yet; the day of the letter stands in for it.
    auto& statement = kube.pack().letters.at("L10");
    auto const at = statement.source.text.find("{{permohonan_tanggal}}");
    REQUIRE(at != std::string::npos);
    statement.source.text.replace(at, 22, "{{tanggal_surat}}");
    statement.form = *letter::read_letter(statement.source);
    auto papers = service::Papers::open(kube.pack(), kube.folder);
    REQUIRE(papers);
    auto const paper = service::preview_letter(*kube.office, *papers, "L10", group, kMonday);
    if (!paper) FAIL(paper.error().message);
    CHECK(paper->bytes.starts_with("%PDF-"));
    CHECK(count() == before);
    CHECK(all(kube).empty());
    CHECK(service::preview_letter(*kube.office, *papers, "L99", group, kMonday).error().kind == ErrorKind::NotFound);
    auto const lacking = service::preview_letter(*kube.office, *papers, "L32", group, kMonday);
    REQUIRE_FALSE(lacking);
    CHECK(lacking.error().kind == ErrorKind::Invalid);
    CHECK(lacking.error().found.has_errors());
}

TEST_CASE("a letter goes from numbered to published in the order of its states and never back", "[service]") {
    using service::can_move;
    using service::LetterState;
    CHECK(can_move(LetterState::Numbered, LetterState::Sent));
    CHECK(can_move(LetterState::Sent, LetterState::Signed));
    CHECK(can_move(LetterState::Signed, LetterState::Published));
    CHECK_FALSE(can_move(LetterState::Numbered, LetterState::Published));
    CHECK_FALSE(can_move(LetterState::Published, LetterState::Signed));
    for (auto const& move : service::kLetterMoves) CHECK(move.from != move.to);
    CHECK(service::parse_letter_state("DITANDATANGANI") == LetterState::Signed);
    CHECK_FALSE(service::parse_letter_state("HILANG"));
}
