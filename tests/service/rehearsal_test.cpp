#include "service/shipped_year.hpp"

#include "letter/pdf_merge.hpp"
#include "runtime/codec.hpp"
#include "runtime/step.hpp"
#include "service/letter_register.hpp"
#include "service/print_batch.hpp"
#include "service/verify_letter.hpp"
#include "store/journal.hpp"
#include "store/letters.hpp"
#include "store/number_register.hpp"

#include <catch2/catch.hpp>

#include <set>

using namespace alur;
using namespace alur::shipped;
using feel::Value;

namespace {

Year& year() {
    static Year played("tahun-penuh.yaml");
    return played;
}

/// With fewer groups than applied well: one is the reserve and takes the place of one that is cancelled.
Year& year_of_the_reserve() {
    static Year played("pembatalan.yaml");
    return played;
}

Value const& case_of(std::string const& number) {
    static Value const kNone;
    auto const* cases = year().report.result.find("cases");
    for (auto const& one : cases->items())
        if (field(one, "id") == number) return one;
    return kNone;
}

std::string finding_text(Value const& finding) {
    return field(finding, "guard") + "|" + field(finding, "severity") + "|" + field(finding, "member_no") + "|" +
           field(finding, "detail");
}

} // namespace

TEST_CASE("the sample programme gives exactly the expected outcomes and findings", "[service]") {
    auto const expected = read_json(kPack / "sample/expected.json");
    for (auto const& one : expected.at_path("administrative").items()) {
        auto const& got = case_of(field(one, "proposal_id"));
        CAPTURE(field(one, "proposal_id"));
        CHECK(field(got, "administrative.outcome") == field(one, "outcome"));
        std::multiset<std::string> want;
        std::multiset<std::string> found;
        for (auto const& finding : one.at_path("findings").items()) want.insert(finding_text(finding));
        for (auto const& finding : got.at_path("administrative.findings").items()) found.insert(finding_text(finding));
        CHECK(found == want);
    }
}

TEST_CASE("the sample programme gives exactly the expected field results and ranking", "[service]") {
    auto const expected = read_json(kPack / "sample/expected.json");
    std::set<std::string> ranked;
    for (auto const& one : expected.at_path("field_verification").items()) {
        auto const& got = case_of(field(one, "proposal_id"));
        CAPTURE(field(one, "proposal_id"));
        CHECK(*feel::Decimal::parse(field(got, "field.total")) == one.at_path("score").as_number());
        CHECK(field(got, "field.category") == field(one, "category"));
        CHECK(got.at_path("field.rank").equals(one.at_path("rank")));
        ranked.insert(field(one, "proposal_id"));
    }
    for (auto const& one : year().report.result.find("cases")->items())
        if (!ranked.contains(field(one, "id"))) CHECK(one.at_path("field.rank").is_null());
}

TEST_CASE("every expected deadline comes out with its trigger, its due date and a reason", "[service]") {
    auto const expected = read_json(kPack / "sample/expected-deadlines.json");
    for (auto const& one : expected.at_path("deadlines").items()) {
        auto const number = field(one, "case");
        auto const& owner = number.starts_with("PROGRAM") ? *year().report.result.find("programme") : case_of(number);
        bool found = false;
        for (auto const& deadline : owner.at_path("deadlines").items())
            if (field(deadline, "deadline") == field(one, "deadline") &&
                field(deadline, "trigger_date") == field(one, "trigger_date") &&
                field(deadline, "due_date") == field(one, "due_date"))
                found = found || !field(deadline, "why").empty();
        CAPTURE(number, field(one, "deadline"), field(one, "trigger_date"));
        CHECK(found);
    }
}

TEST_CASE("every case of the rehearsed year ends, and its journal adds up to its state", "[service]") {
    auto const checked = year().database->read([&](store::Reader& reader) -> Result<> {
        auto const rows = store::list_cases(reader, {.limit = 1'000});
        if (!rows) return rows.error();
        for (auto const& row : *rows) {
            CAPTURE(row.number);
            CHECK(row.ended_at.has_value());
            auto const stored = store::find_case(reader, row.id);
            auto const journal = store::journal_of(reader, row.id);
            if (!stored || !journal) return unavailable("tidak terbaca");
            std::vector<runtime::Event> events;
            for (auto const& entry : *journal) {
                auto decoded = runtime::decode_events(entry.events);
                REQUIRE(decoded);
                events.insert(events.end(), decoded->begin(), decoded->end());
            }
            std::string replayed;
            runtime::encode(runtime::replay(events), replayed);
            CHECK(replayed == stored->snapshot);
        }
        return Done{};
    });
    CHECK(checked);
}

TEST_CASE("letter numbers of a series are unique, in order and without a gap", "[service]") {
    std::map<std::string, std::set<std::string>> seen;
    int letters = 0;
    auto const collect = [&](Value const& owner) {
        for (auto const& letter : owner.at_path("letters").items()) {
            ++letters;
            if (field(letter, "number") != "null" && !letter.at_path("number").is_null())
                seen[field(letter, "number")].insert(field(letter, "sha256"));
        }
    };
    collect(*year().report.result.find("programme"));
    for (auto const& one : year().report.result.find("cases")->items()) collect(one);
    CHECK(letters > 100);
    for (auto const& [number, files] : seen) {
        CAPTURE(number);
        CHECK(files.size() == 1);
    }
}

TEST_CASE("a cancelled recipient is replaced by the reserve, who then goes the whole way", "[service]") {
    std::map<std::string, std::string> states;
    for (auto const& one : year_of_the_reserve().report.result.find("cases")->items())
        states[field(one, "id")] = field(one, "state");
    CHECK(states["KUBE-3328-2026-002"] == "DIBATALKAN");
    CHECK(states["KUBE-3328-2026-005"] == "SELESAI");
}

TEST_CASE("the shipped scenarios together complete every step and make every letter and form", "[service]") {
    std::set<std::string> done;
    std::set<std::string> papers;
    for (auto const* played : {&year(), &year_of_the_reserve()}) {
        auto const collect = [&](Value const& owner) {
            for (auto const& step : owner.at_path("path").items()) done.insert(feel::to_text(step));
            for (auto const* kind : {"letters", "forms"})
                for (auto const& paper : owner.at_path(kind).items()) papers.insert(field(paper, "id"));
        };
        collect(*played->report.result.find("programme"));
        for (auto const& one : played->report.result.find("cases")->items()) collect(one);
    }
    auto const& pack = year().loaded.pack;
    for (auto const& process : pack.processes)
        for (auto const& node : process.definitions->nodes)
            if (node.kind == model::NodeKind::UserTask) {
                CAPTURE(node.id);
                CHECK(done.contains(node.id));
            }
    for (auto const& [id, letter] : pack.letters) {
        CAPTURE(id);
        CHECK(papers.contains(id));
    }
    for (auto const& [id, form] : pack.forms) {
        CAPTURE(id);
        CHECK(papers.contains(id));
    }
}

TEST_CASE("a scenario may suppose other limits, of the pack's names and kinds only", "[service]") {
    Folder const folder;
    auto const write = [&](std::string const& parameters) {
        REQUIRE(format::write_file(folder.path / "tahun-penuh.yaml",
                                   format::read_text(kPack / "scenarios/tahun-penuh.yaml")->text));
        REQUIRE(format::write_file(folder.path / "lain.yaml", "dasar: tahun-penuh.yaml\nparameter:\n" + parameters));
        auto pack = service::load_pack(kPack);
        auto const read =
            service::read_scenario(*format::read_text(folder.path / "lain.yaml"), pack->pack, kPack / "sample");
        return read ? pack->pack.parameters.at_path("alokasi_kelompok") : Value::string(read.error().message);
    };
    CHECK(feel::to_text(write("  alokasi_kelompok: 4\n")) == "4");
    CHECK(feel::to_text(write("  alokasi_kelompk: 4\n")).find("'alokasi_kelompk' tidak dikenal") != std::string::npos);
    CHECK(feel::to_text(write("  alokasi_kelompok: '\"empat\"'\n")).find("harus sejenis dengan 9") !=
          std::string::npos);
}

TEST_CASE("the register says of every letter what it is, to whom, by whom, and in which case", "[service]") {
    auto const rows = year().database->read([](store::Reader& reader) {
        return service::register_rows(reader, {2026, 2027});
    });
    REQUIRE(rows);
    REQUIRE(rows->items().size() > 40);
    for (auto const& row : rows->items()) {
        CAPTURE(field(row, "number"));
        for (auto const* key : {"series", "number", "class", "doc_id", "subject", "signer", "mode", "case_id"})
            CHECK_FALSE(field(row, key).empty());
        CHECK(field(row, "status") == "TERBIT");
        CHECK(field(row, "letter_state") == "BERNOMOR");
        CHECK(field(row, "file_hash").size() == 12);
        CHECK(field(row, "number").starts_with(field(row, "class")));
    }
}

TEST_CASE("every numbered letter of the year is found by its code", "[service]") {
    int found = 0;
    auto const entries =
        year().database->read([](store::Reader& reader) { return store::numbers_of_year(reader, 2026); });
    REQUIRE(entries);
    for (auto const& entry : *entries) {
        auto const code = year().database->read(
            [&](store::Reader& reader) { return store::code_of_document(reader, *entry.document); });
        REQUIRE(code);
        auto const letter = service::verify_code(*year().office, *code);
        REQUIRE(letter);
        CHECK(letter->number == entry.text);
        ++found;
    }
    CHECK(found > 40);
}

TEST_CASE("letters of one kind are printed in one go behind a list of them", "[service]") {
    auto papers = service::Papers::open(year().loaded.pack, year().folder.path);
    REQUIRE(papers);
    auto const now = *parse_instant("2027-01-10T09:00:00+07:00");
    auto const batch = service::print_batch(*year().office, *papers, {"L23", "", {}, {}}, "Rizal", now);
    if (!batch) FAIL(batch.error().message);
    REQUIRE(batch->files.size() > 1);
    int pages = 1;
    for (auto const& file : batch->files) pages += *letter::count_pages(file.bytes);
    CHECK(*letter::count_pages(batch->merged) == pages);
    CHECK(batch->files[0].name.starts_with("01 "));
    CHECK(service::print_batch(*year().office, *papers, {}, "Rizal", now).error().kind == ErrorKind::Invalid);
    CHECK(service::print_batch(*year().office, *papers, {"L99", "", {}, {}}, "Rizal", now).error().kind ==
          ErrorKind::NotFound);
}

TEST_CASE("every shipped file of the pack loads without a word", "[service]") {
    for (auto const& found : year().loaded.found.all()) {
        if (found.severity == Severity::Error) FAIL(render(found));
    }
    CHECK(year().loaded.pack.guards.size() == 92);
    CHECK(year().loaded.pack.deadlines.size() >= 37);
    CHECK(year().loaded.pack.forms.size() == 28);
    CHECK(year().loaded.pack.letters.size() == 54);
}

TEST_CASE("wrong start data of any case refuse the whole rehearsal, every mistake named", "[service]") {
    Folder const folder;
    auto text = format::read_text(kPack / "sample/proposals.json")->text;
    auto const replace_first = [&](std::string const& from, std::string const& to) {
        text.replace(text.find(from), from.size(), to);
    };
    replace_first("\"budget_total\": 20000000", "\"budget_total\": -5");
    replace_first("2026-03-10T10:05:00+07:00", "2026-02-30T10:05:00+07:00");
    replace_first("\"proposal_id\": \"KUBE-3328-2026-004\"", "\"proposal_id\": \"KUBE-3328-2026-003\"");
    REQUIRE(format::write_file(folder.path / "proposals.json", text));
    auto pack = service::load_pack(kPack);
    auto const file = format::read_text(kPack / pack->pack.scenario);
    auto const scenario = service::read_scenario(*file, pack->pack, kPack / "sample");
    REQUIRE(scenario);
    auto const cases = service::read_cases(pack->pack, *scenario, folder.path);
    REQUIRE_FALSE(cases);
    std::vector<std::string> rules;
    for (auto const& one : cases.error().found.all()) rules.push_back(one.rule);
    CHECK(rules == std::vector<std::string>{"negative-money", "wrong-type", "duplicate-id"});
}
