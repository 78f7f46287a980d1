#include "format/file.hpp"
#include "service/save_list.hpp"
#include "sheet/xlsx_reader.hpp"
#include "store/cases.hpp"
#include "store/deadlines.hpp"
#include "store/definitions.hpp"
#include "store/number_register.hpp"
#include "store/tasks.hpp"
#include "store/temp_database.hpp"

#include <catch2/catch.hpp>

using namespace alur;
using namespace alur::store;
using service::ListKind;

namespace {

template <class T> T must(Result<T> result) {
    if (!result) FAIL(result.error().message << " [" << result.error().log << "]");
    return std::move(result).value();
}

/// More cases than one page of the list, a task and a deadline each, and two numbers.
void fill(Database& database, int cases) {
    must(database.write([&](Transaction& t) -> Result<> {
        auto const definition = keep_definition(t, "bpmn", "uji.bpmn", "<definitions/>", kMorning);
        if (!definition) return definition.error();
        for (int n = 1; n <= cases; ++n) {
            auto const id = add_case(t, {"UJI-" + std::to_string(n),
                                         n % 2 == 0 ? "genap" : "ganjil",
                                         *definition,
                                         {},
                                         "BARU",
                                         "=Kelompok & <" + std::to_string(n) + ">",
                                         kMorning});
            if (!id) return id.error();
            TaskRow task;
            task.case_id = *id;
            task.id = {};
            task.element = "periksa";
            task.name = "Periksa berkas";
            task.roles = {"STAF", "KATIM"};
            task.opened_at = kMorning;
            if (auto const opened = open_task(t, task); !opened) return opened.error();
            Deadline deadline;
            deadline.case_id = *id;
            deadline.deadline_id = "T1";
            deadline.trigger_date = *parse_day("2026-03-09");
            deadline.due_date = *parse_day("2026-03-16");
            deadline.opened_at = kMorning;
            deadline.derivation = "{}";
            if (auto const opened = open_deadline(t, deadline); !opened) return opened.error();
        }
        for (int n = 1; n <= 2; ++n) {
            NumberEntry entry;
            entry.series = "SURAT";
            entry.year = 2026;
            entry.number = n;
            entry.text = "460/000" + std::to_string(n) + "/2026";
            entry.letter = "X1";
            entry.date = *parse_day("2026-03-09");
            entry.subject = "Undangan";
            entry.taken_at = kMorning;
            entry.actor = "uji";
            if (auto const added = add_number(t, entry); !added) return added.error();
        }
        return Done{};
    }));
}

sheet::Workbook saved(Database& database, service::ListRequest request, std::filesystem::path const& path,
                      std::uint64_t rows) {
    request.now = kMorning;
    request.office = "Kantor Uji";
    auto const list = must(service::save_list(database, request, path));
    CHECK(list.rows == rows);
    return must(sheet::read_workbook(must(format::read_bytes(path)), sheet::large_limits()));
}

std::string at(sheet::Workbook const& book, std::string const& cell) {
    sheet::Spot spot;
    REQUIRE(sheet::parse_spot(cell, spot));
    auto const* const found = book.sheets.at(0).find(spot);
    return found ? found->text : "";
}

} // namespace

TEST_CASE("every list of the office becomes a workbook, whole", "[service]") {
    TempDatabase db;
    fill(*db, 2'300);
    auto const path = db.folder.file("daftar.xlsx");
    auto const cases = saved(*db, {}, path, 2'300);
    CHECK(at(cases, "A1") == "KANTOR UJI");
    CHECK(at(cases, "A2") == "DAFTAR PERKARA");
    CHECK(at(cases, "A3") == "Keadaan per 9 Maret 2026");
    CHECK(at(cases, "B5") == "Nomor perkara");
    CHECK(at(cases, "B6") == "UJI-1");
    CHECK(at(cases, "C6") == "=Kelompok & <1>");
    CHECK(at(cases, "B2305") == "UJI-2300");
    service::ListRequest tasks;
    tasks.kind = ListKind::Tasks;
    tasks.process = "genap";
    CHECK(at(saved(*db, tasks, path, 1'150), "F6") == "STAF, KATIM");
    service::ListRequest deadlines;
    deadlines.kind = ListKind::Deadlines;
    CHECK(at(saved(*db, deadlines, path, 2'300), "H6") == "46097");
    service::ListRequest numbers;
    numbers.kind = ListKind::Register;
    CHECK(at(saved(*db, numbers, path, 2), "D7") == "460/0002/2026");
    numbers.year = 2025;
    saved(*db, numbers, path, 0);
    service::ListRequest documents;
    documents.kind = ListKind::Documents;
    saved(*db, documents, path, 0);
}

TEST_CASE("a list that cannot be written leaves nothing", "[service]") {
    TempDatabase db;
    fill(*db, 3);
    auto const failed = service::save_list(*db, {}, db.folder.file("tidak/ada.xlsx"));
    REQUIRE_FALSE(failed);
    CHECK(failed.error().kind == ErrorKind::Unavailable);
}

TEST_CASE("lists are named by the words of the command", "[service]") {
    for (auto const& word : service::list_words()) CHECK(service::list_kind(word));
    CHECK_FALSE(service::list_kind("gaji"));
}
