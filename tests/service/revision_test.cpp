#include "service/complete_task.hpp"
#include "service/papers.hpp"
#include "service/small_pack.hpp"
#include "service/start_case.hpp"
#include "service/work_outbox.hpp"
#include "store/tasks.hpp"

using namespace alur;
using namespace alur::test;
using feel::Value;

namespace {

Instant const kNow = *parse_instant("2026-03-09T09:00:00+07:00");

Value person() {
    return Value::context({{"nama", Value::string("Sari")}, {"nilai", Value::number(std::int64_t{100})}});
}

/// Replaces one piece of a text, which must be there.
std::string with(std::string text, std::string const& from, std::string const& to) {
    auto const at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

std::vector<std::string> open_steps(store::Database& database) {
    auto const tasks = database.read([](store::Reader& reader) { return store::open_tasks(reader); });
    REQUIRE(tasks);
    std::vector<std::string> out;
    for (auto const& task : *tasks) out.push_back(task.element);
    return out;
}

} // namespace

TEST_CASE("a running case keeps the process it began with when the file is edited half-way", "[service]") {
    SmallPack const pack;
    auto const file = pack.folder.path("alur.db");
    {
        auto const loaded = pack.load();
        auto database = store::Database::open(file, {});
        REQUIRE(database);
        service::Office office(loaded.pack, **database);
        REQUIRE(service::start_case(office, {"permohonan", person(), "uji"}, kNow));
    }
    // A further step before the end, for cases that begin from now on.
    auto text = pack.text("permohonan.bpmn");
    text = with(text, "<endEvent id=\"disetujui\"/>", "<userTask id=\"arsipkan\"/><endEvent id=\"disetujui\"/>");
    text = with(text, "sourceRef=\"setujui\" targetRef=\"disetujui\"/>",
                "sourceRef=\"setujui\" targetRef=\"arsipkan\"/>"
                "<sequenceFlow id=\"a6\" sourceRef=\"arsipkan\" targetRef=\"disetujui\"/>");
    pack.write("permohonan.bpmn", text);

    auto const loaded = pack.load();
    auto database = store::Database::open(file, {});
    REQUIRE(database);
    service::Office office(loaded.pack, **database);
    REQUIRE(service::start_case(office, {"permohonan", person(), "uji"}, kNow));
    auto const complete = [&](char const* number, char const* step, Value const& input, char const* role) {
        auto const done = service::complete_task(office, {number, step, input, "", {role, {role}}}, kNow);
        if (!done) FAIL(done.error().message);
    };
    for (auto const* number : {"P-1", "P-2"}) {
        complete(number, "periksa", Value::context({{"lengkap", Value::boolean(true)}}), "STAF");
        complete(number, "setujui", Value::context({}), "KEPALA");
    }
    CHECK(open_steps(**database) == std::vector<std::string>{"arsipkan"});
    auto const first =
        (*database)->read([](store::Reader& reader) { return store::find_case_by_number(reader, "P-1"); });
    auto const second =
        (*database)->read([](store::Reader& reader) { return store::find_case_by_number(reader, "P-2"); });
    REQUIRE(first);
    REQUIRE(second);
    CHECK(first->ended_at.has_value());
    CHECK(first->definition.value != second->definition.value);
}

TEST_CASE("a service task that this office cannot do is refused when the pack is checked", "[service]") {
    SmallPack const pack;
    auto const with_task = [&](std::string const& inside) {
        SmallPack const fresh;
        auto text = fresh.text("permohonan.bpmn");
        text = with(text, "<userTask id=\"setujui\" name=\"Setujui permohonan\">",
                    "<serviceTask id=\"setujui\" name=\"Setujui\">");
        text =
            with(text, "<zeebe:assignmentDefinition candidateGroups=\"KEPALA\"/></extensionElements>\n    </userTask>",
                 inside + "</extensionElements>\n    </serviceTask>");
        fresh.write("permohonan.bpmn", text);
        auto const loaded = service::load_pack(fresh.root());
        REQUIRE(loaded);
        std::string out;
        for (auto const& found : loaded->found.all())
            out +=
                std::to_string(found.place.line) + " " + found.rule + ": " + found.message + " [" + found.hint + "]\n";
        return out;
    };
    CHECK(with_task("<zeebe:taskDefinition type=\"alur:leter\"/>") ==
          "9 service-type: jenis tugas layanan 'alur:leter' pada \"setujui\" tidak dikenal [mungkin maksudnya "
          "\"alur:letter\"]\n");
    CHECK(with_task("") ==
          "9 service-type: tugas layanan \"setujui\" tidak menyebut jenisnya [yang dikenal: alur:letter dan "
          "alur:form]\n");
    CHECK(with_task("<zeebe:taskDefinition type=\"alur:form\"/><zeebe:taskHeaders><zeebe:header key=\"document\" "
                    "value=\"B02\"/></zeebe:taskHeaders>") ==
          "9 unknown-reference: dokumen 'B02' pada \"setujui\" tidak ada [mungkin maksudnya \"B01\"]\n");
    CHECK(with_task("<zeebe:taskDefinition type=\"alur:form\"/><zeebe:taskHeaders><zeebe:header key=\"document\" "
                    "value=\"B01\"/></zeebe:taskHeaders>")
              .empty());
}
