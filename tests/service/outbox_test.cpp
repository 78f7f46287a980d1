#include "service/complete_task.hpp"
#include "service/papers.hpp"
#include "service/small_pack.hpp"
#include "service/start_case.hpp"
#include "service/work_outbox.hpp"
#include "store/documents.hpp"

using namespace alur;
using namespace alur::test;
using feel::Value;

namespace {

Instant const kNow = *parse_instant("2026-03-09T09:00:00+07:00");

} // namespace

TEST_CASE("a paper that the disk refused is made later, once", "[service]") {
    SmallPack const pack;
    auto const loaded = pack.load();
    store::Faults faults;
    store::DatabaseOptions options;
    options.faults = &faults;
    auto database = store::Database::open(pack.folder.path("alur.db"), options);
    REQUIRE(database);
    service::Office office(loaded.pack, **database);
    auto papers = service::Papers::open(loaded.pack, pack.folder.path(""));
    REQUIRE(papers);
    auto const person = Value::context({{"nama", Value::string("Sari")}, {"nilai", Value::number(std::int64_t{100})}});
    REQUIRE(service::start_case(office, {"permohonan", person, "uji"}, kNow));
    auto const complete = Value::context({{"lengkap", Value::boolean(true)}});
    REQUIRE(service::complete_task(office, {"P-1", "periksa", complete, "", {"Sari", {"STAF"}}}, kNow));

    auto const papers_there = [&] {
        auto const listed = (*database)->read([](store::Reader& reader) -> Result<std::size_t> {
            auto const owner = store::find_case_by_number(reader, "P-1");
            if (!owner) return owner.error();
            auto const documents = store::documents_of_case(reader, owner->id);
            if (!documents) return documents.error();
            return documents->size();
        });
        REQUIRE(listed);
        return *listed;
    };
    faults.full_at_write = 1;
    auto const refused = service::work_outbox(office, *papers, kNow);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().message.find("alur.db") != std::string::npos);
    CHECK(papers_there() == 0);
    // The step itself was acknowledged before and stays; its paper comes when the office works on, and never twice.
    auto const later = kNow + std::chrono::minutes{2};
    auto const done = service::work_outbox(office, *papers, later);
    REQUIRE(done);
    CHECK(*done == 1);
    CHECK(papers_there() == 1);
    auto const again = service::work_outbox(office, *papers, later);
    REQUIRE(again);
    CHECK(*again == 0);
}
