#include "service/recheck.hpp"

#include "feel/json.hpp"
#include "service/case_step.hpp"
#include "service/rehearse.hpp"
#include "service/start_case.hpp"
#include "service/work_outbox.hpp"
#include "store/journal.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <unistd.h>

using namespace alur;
using feel::Value;
namespace fs = std::filesystem;

namespace {

fs::path const kPack = fs::path(ALUR_SOURCE_DIR) / "workflows/kube";

/// An office of the shipped pack with its programme open and two groups of the sample that share a member.
struct TwoGroups {
    fs::path folder = fs::temp_directory_path() / ("alur_recheck_" + std::to_string(::getpid()));
    service::LoadedPack loaded;
    std::unique_ptr<store::Database> database;
    std::unique_ptr<service::Office> office;
    std::unique_ptr<service::Papers> papers;
    Instant now = *parse_instant("2026-03-16T09:00:00+07:00");
    Value proposals;

    TwoGroups() {
        fs::remove_all(folder);
        fs::create_directories(folder);
        auto pack = service::load_pack(kPack);
        REQUIRE(pack);
        loaded = std::move(*pack);
        REQUIRE(service::load_input_tables(loaded.pack, kPack / "sample"));
        auto opened = store::Database::open(folder / "alur.db", {store::Durability::ProcessDeath, nullptr, ""});
        REQUIRE(opened);
        database = std::move(*opened);
        office = std::make_unique<service::Office>(loaded.pack, *database);
        auto made = service::Papers::open(loaded.pack, folder);
        REQUIRE(made);
        papers = std::make_unique<service::Papers>(std::move(*made));
        REQUIRE(service::start_case(*office, {"program", Value::context({}), "uji"}, now));
        proposals = feel::from_json(*format::read_text(kPack / "sample/proposals.json"))->at_path("proposals");
    }
    ~TwoGroups() { fs::remove_all(folder); }

    std::string start(std::size_t index) {
        auto const started = service::start_case(*office, {"kelompok", proposals.items()[index], "uji"}, now);
        REQUIRE(started);
        return *started;
    }
    void set(std::string const& number, Value variables) {
        REQUIRE(office->database().write([&](store::Transaction& transaction) -> Result<> {
            service::CaseStep step(*office, transaction, now, "uji");
            auto const live = office->find(transaction, number);
            if (auto const found = step.load(live->row.id); !found) return found.error();
            return step.run(runtime::SetVariables{std::move(variables)}, "", {}, "uji");
        }));
    }
    void work() {
        auto const worked = service::work_outbox(*office, *papers, now);
        if (!worked) FAIL(worked.error().message);
    }
    /// `guard|severity|member` of each finding of the case.
    std::vector<std::string> findings(std::string const& number) {
        std::vector<std::string> out;
        auto const live = *office->database().read([&](store::Reader& r) { return office->find(r, number); });
        auto const found = live.instance->variables().at_path("findings");
        if (!found.is_list()) return {};
        for (auto const& one : found.items())
            out.push_back(feel::to_text(one.at_path("guard")) + "|" + feel::to_text(one.at_path("severity")) + "|" +
                          feel::to_text(one.at_path("member_no")));
        return out;
    }
};

Value finding(std::string const& guard) {
    return Value::context(
        {{"guard", Value::string(guard)}, {"severity", Value::string("WARN")}, {"member_no", Value()}});
}

using Texts = std::vector<std::string>;

} // namespace

TEST_CASE("a later case with the same value adds to the findings of an earlier one, once", "[service]") {
    TwoGroups groups;
    auto const earlier = groups.start(2);
    groups.set(earlier, Value::context({{"findings", Value::list({finding("G-233")})}}));
    groups.work();
    CHECK(groups.findings(earlier) == Texts{"G-233|WARN|null"});

    auto const later = groups.start(5);
    groups.work();
    CHECK(groups.findings(earlier) == Texts{"G-225|WARN|6", "G-233|WARN|null"});
    auto const journal = *groups.database->read(
        [&](store::Reader& r) { return store::journal_of(r, store::find_case_by_number(r, earlier)->id); });
    CHECK(journal.back().reason == "pemeriksaan ulang karena perkara " + later);

    SECTION("and nothing is written when nothing new is found") {
        groups.set(later, Value::context({{"catatan", Value::string("lain")}}));
        groups.work();
        CHECK(groups.database
                  ->read([&](store::Reader& r) {
                      return store::journal_of(r, store::find_case_by_number(r, earlier)->id);
                  })
                  ->size() == journal.size());
    }
    SECTION("and the finding goes when the later case no longer names that member") {
        auto members = groups.proposals.items()[5].at_path("members").items();
        groups.set(later, Value::context(
                              {{"members", Value::list(std::vector<Value>(members.begin(), members.begin() + 6))}}));
        groups.work();
        CHECK(groups.findings(earlier) == Texts{"G-233|WARN|null"});
    }
}

TEST_CASE("a case that was not checked yet is left alone", "[service]") {
    TwoGroups groups;
    auto const earlier = groups.start(2);
    groups.start(5);
    groups.work();
    CHECK(groups.findings(earlier).empty());
}

TEST_CASE("a value of another year is no twin", "[service]") {
    TwoGroups groups;
    auto const earlier = groups.start(2);
    groups.set(earlier, Value::context({{"findings", Value::list({})}, {"fiscal_year", Value::number(2025)}}));
    groups.start(5);
    groups.work();
    CHECK(groups.findings(earlier).empty());
}
