#include "form/fill.hpp"
#include "service/read_form.hpp"
#include "service/small_pack.hpp"
#include "service/start_case.hpp"
#include "sheet/xlsx_reader.hpp"
#include "sheet/xlsx_writer.hpp"
#include "store/documents.hpp"

using namespace alur;
using namespace alur::test;
using feel::Value;

namespace {

Instant const kNow = *parse_instant("2026-03-09T09:00:00+07:00");

char const* const kForm = R"(id: B02
title: Catatan Persetujuan
header: [=office.office_line]
sheets:
  - name: Catatan
    head:
      - {key: pemohon, label: Pemohon, type: text, from: nama, locked: true}
    fields:
      - {key: catatan, label: Catatan, type: text, required: true, max_length: 20, from: isian_uji}
gives:
  catatan: catatan.catatan
  lain: '"tidak diminta"'
)";

/// Two cases of the small pack that wait for approval, and a form whose input that step takes.
struct World {
    SmallPack pack;
    service::LoadedPack loaded;
    std::unique_ptr<store::Database> database;
    std::unique_ptr<service::Office> office;

    World() {
        REQUIRE(format::write_file(pack.folder.path("forms/uji/B02_catatan.yaml"), kForm));
        loaded = pack.load();
        auto opened = store::Database::open(pack.folder.path("alur.db"), {});
        REQUIRE(opened);
        database = std::move(*opened);
        office = std::make_unique<service::Office>(loaded.pack, *database);
        for (auto const* const number : {"P-1", "P-2"}) {
            auto const person =
                Value::context({{"nama", Value::string("Sari")}, {"nilai", Value::number(std::int64_t{100})}});
            REQUIRE(service::start_case(*office, {"permohonan", person, "uji"}, kNow));
            auto const complete = Value::context({{"lengkap", Value::boolean(true)}});
            REQUIRE(service::complete_task(*office, {number, "periksa", complete, "", {"Sari", {"STAF"}}}, kNow));
        }
    }
    /// The form of a case as it comes home, with that note in it.
    std::string filled(std::string const& note, std::string const& case_number) const {
        feel::Scope scope(loaded.pack.reference);
        scope.push(Value::context({{"nama", Value::string("Sari")}, {"isian_uji", Value::string(note)}}));
        auto const form = form::fill(loaded.pack.forms.at("B02").form, scope);
        REQUIRE(form);
        sheet::Meta meta;
        meta.case_id = case_number;
        auto bytes = sheet::make_workbook(*form, meta, pack.folder.path(""));
        REQUIRE(bytes);
        return *bytes;
    }
    Result<service::FormCompletion> complete(std::string const& number, std::string const& bytes) {
        return service::complete_with_form(*office, {number, "setujui", {}, "", {"Kepala", {"KEPALA"}}}, "catatan.xlsx",
                                           bytes, kNow, pack.folder.path(""));
    }
    std::string note_of(std::string const& number) {
        auto const note = database->read([&](store::Reader& reader) -> Result<std::string> {
            auto const live = office->find(reader, number);
            if (!live) return live.error();
            return feel::to_text(live->instance->variables().at_path("catatan"));
        });
        REQUIRE(note);
        return *note;
    }
    std::size_t uploads_of(std::string const& number) {
        auto const count = database->read([&](store::Reader& reader) -> Result<std::size_t> {
            auto const owner = store::find_case_by_number(reader, number);
            if (!owner) return owner.error();
            auto const documents = store::documents_of_case(reader, owner->id);
            if (!documents) return documents.error();
            return static_cast<std::size_t>(std::count_if(documents->begin(), documents->end(), [](auto const& d) {
                return d.kind == store::DocumentKind::Upload;
            }));
        });
        REQUIRE(count);
        return *count;
    }
};

} // namespace

TEST_CASE("a returned form completes its task, and the file is kept with the case", "[service]") {
    World world;
    auto const done = world.complete("P-1", world.filled("setuju", "P-1"));
    if (!done) FAIL(done.error().message);
    REQUIRE(done->done);
    CHECK(world.note_of("P-1") == "setuju");
    CHECK(world.uploads_of("P-1") == 1);
}

TEST_CASE("a wrong form imports nothing and comes back marked", "[service]") {
    World world;
    auto const done = world.complete("P-1", world.filled("catatan yang terlalu panjang", "P-1"));
    REQUIRE(done);
    CHECK_FALSE(done->done);
    REQUIRE(done->form.faults.size() == 1);
    CHECK(done->form.faults[0].message == "paling banyak 20 huruf");
    auto const copy = sheet::read_workbook(done->form.marked_copy);
    REQUIRE(copy);
    CHECK(copy->sheets.front().name == "Kesalahan");
    CHECK(world.note_of("P-1") == "null");
    CHECK(world.uploads_of("P-1") == 0);
    CHECK(world.complete("P-1", world.filled("setuju", "P-1"))->done); // the task still waits
}

TEST_CASE("another case's form, the same file again and a form of another step are refused", "[service]") {
    World world;
    auto const own = world.filled("setuju", "P-1");
    auto const other = world.complete("P-2", own);
    REQUIRE_FALSE(other);
    CHECK(other.error().kind == ErrorKind::Conflict);
    REQUIRE(world.complete("P-1", own)->done);
    auto const again = world.complete("P-1", own);
    REQUIRE_FALSE(again);
    CHECK(again.error().kind == ErrorKind::NotFound); // the task waits no more
    CHECK(world.uploads_of("P-1") == 1);

    auto const wrong_step =
        service::complete_with_form(*world.office, {"P-2", "periksa", {}, "", {"S", {"STAF"}}}, "a.xlsx",
                                    world.filled("setuju", "P-2"), kNow, world.pack.folder.path(""));
    REQUIRE_FALSE(wrong_step);
    CHECK(wrong_step.error().message.find("bukan isian langkah periksa") != std::string::npos);
}

TEST_CASE("a file that the case accepted before is not taken a second time", "[service]") {
    World world;
    auto const bytes = world.filled("setuju", "P-1");
    service::Upload const upload{"B02", "catatan.xlsx", "x", bytes};
    auto const keep = [&] {
        return world.database->write([&](store::Transaction& transaction) -> Result<> {
            auto const owner = store::find_case_by_number(transaction, "P-1");
            if (!owner) return owner.error();
            return service::keep_upload(transaction, owner->id, "setujui", upload, "Kepala", kNow);
        });
    };
    REQUIRE(keep());
    auto const twice = keep();
    REQUIRE_FALSE(twice);
    CHECK(twice.error().message ==
          "berkas catatan.xlsx sudah diterima pada 09-03-2026 sebagai catatan.xlsx; tidak perlu "
          "dikirim lagi");
}
