#include "service/task_forms.hpp"

#include "service/collective.hpp"
#include "service/export_dossier.hpp"
#include "service/foresee.hpp"
#include "service/kube_office.hpp"
#include "sheet/zip_archive.hpp"
#include "store/documents.hpp"
#include "store/drafts.hpp"
#include "store/number_register.hpp"
#include "store/officers.hpp"

#include <algorithm>

using namespace alur;
using namespace alur::service;
using feel::Value;

namespace {

Instant const kNow = parse_instant("2026-03-10T09:00:00", ZoneOffset{}).value();

/// What the group's chair hands in with the proposal.
Value handed_in() {
    return Value::context({{"permohonan_nomor", Value::string("1/KUBE/III/2026")},
                           {"kades_nama", Value::string("Kepala Desa")},
                           {"camat_nama", Value::string("Camat")},
                           {"musyawarah_pimpinan", Value::string("Kepala Desa")}});
}

/// A group whose proposal was handed in, and a clerk who checks it.
struct Checked : KubeOffice {
    std::string number;
    Desk desk{*office};
    SignedIn who;

    Checked() {
        start_programme(kNow);
        number = start_group(kNow);
        store::OfficerAccount account;
        account.login = "rizal";
        account.name = "Rizal";
        account.roles = {"STAF", "KETUA", "PENDAMPING", "KABID"};
        account.password = "-";
        auto const id = database->write([&](store::Transaction& t) { return store::add_officer(t, account, kNow); });
        REQUIRE(id);
        who = {*id, "rizal", {"Rizal", account.roles, {}}, false};
    }
    std::vector<std::string> waiting() {
        std::vector<std::string> out;
        auto const tasks = database->read([&](store::Reader& reader) -> Result<std::vector<store::TaskRow>> {
            auto const live = office->find(reader, number);
            if (!live) return live.error();
            return store::tasks_of_case(reader, live->row.id);
        });
        REQUIRE(tasks);
        for (auto const& task : *tasks) out.push_back(task.element);
        return out;
    }
};

} // namespace

TEST_CASE("foreseeing a step tells its papers and what waits next, and changes nothing", "[service]") {
    Checked group;
    auto const before = group.waiting();
    REQUIRE(before.size() == 1);
    auto const input = handed_in();
    auto const seen = foresee(*group.office, {group.number, before[0], input, "", group.who.officer}, kNow);
    REQUIRE(seen);
    CHECK(seen->obstacle.empty());
    CHECK_FALSE(seen->next.empty());
    CHECK(std::any_of(seen->papers.begin(), seen->papers.end(), [](auto const& o) { return o.document == "L06"; }));
    CHECK(std::all_of(seen->papers.begin(), seen->papers.end(), [](auto const& o) { return o.number.empty(); }));
    CHECK(group.waiting() == before);
    auto const numbers =
        group.database->read([](store::Reader& reader) { return store::numbers_of_year(reader, 2026); });
    REQUIRE(numbers);
    CHECK(numbers->empty());
}

TEST_CASE("a letter is seen as a draft before the step that issues it", "[service]") {
    Checked group;
    auto papers = Papers::open(group.loaded.pack, group.folder);
    REQUIRE(papers);
    auto const step = group.waiting()[0];
    CompleteTask const command{group.number, step, handed_in(), "", group.who.officer};
    auto const seen = foresee(*group.office, command, kNow);
    REQUIRE(seen);
    auto const letter = std::find_if(seen->papers.begin(), seen->papers.end(),
                                     [](auto const& order) { return order.document == "L06"; });
    REQUIRE(letter != seen->papers.end());
    auto const paper =
        foresee_paper(*group.office, *papers, command, static_cast<std::size_t>(letter - seen->papers.begin()), kNow);
    if (!paper) FAIL(paper.error().message);
    CHECK(paper->media_type == "application/pdf");
    CHECK(paper->bytes.starts_with("%PDF-"));
    auto const none = foresee_paper(*group.office, *papers, command, 99, kNow);
    REQUIRE_FALSE(none);
    CHECK(none.error().kind == ErrorKind::NotFound);
}

TEST_CASE("a step offers the forms whose return fills it", "[service]") {
    KubeOffice office;
    CHECK(forms_of_step(office.pack(), "kelompok", "S2-06") == std::vector<std::string>{"F10"});
    CHECK(forms_of_step(office.pack(), "kelompok", "tidak-ada").empty());
}

TEST_CASE("many cases are done together or not at all", "[service]") {
    Checked group;
    auto const step = group.waiting()[0];
    CompleteMany const command{{group.number, "PROGRAM-2026"}, step, handed_in(), ""};
    auto const refused = complete_many(group.desk, group.who, command, kNow);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().kind == ErrorKind::Conflict);
    CHECK(refused.error().message.starts_with("PROGRAM-2026 "));
    CHECK(group.waiting() == std::vector<std::string>{step});
    auto const done = complete_many(group.desk, group.who, {{group.number}, step, command.input, ""}, kNow);
    if (!done) FAIL(done.error().message);
    CHECK(*done == 1);
    CHECK(group.waiting() != std::vector<std::string>{step});
    auto const nobody = complete_many(group.desk, group.who, {{}, step, command.input, ""}, kNow);
    REQUIRE_FALSE(nobody);
    CHECK(nobody.error().kind == ErrorKind::Invalid);
}

TEST_CASE("a whole case leaves as one zip with the hash of each file, against a reason", "[service]") {
    Checked group;
    auto const done = complete_many(group.desk, group.who, {{group.number}, group.waiting()[0], handed_in(), ""}, kNow);
    REQUIRE(done);
    group.settle(kNow);
    auto const silent = export_dossier(group.desk, group.who.officer, group.number, " ", group.folder, kNow);
    REQUIRE_FALSE(silent);
    CHECK(silent.error().kind == ErrorKind::Invalid);
    Officer const stranger{"Siapa", {"TKSK"}, {}};
    auto const forbidden = export_dossier(group.desk, stranger, group.number, "ingin tahu", group.folder, kNow);
    REQUIRE_FALSE(forbidden);
    CHECK(forbidden.error().kind == ErrorKind::Forbidden);

    auto const dossier =
        export_dossier(group.desk, group.who.officer, group.number, "audit inspektorat", group.folder, kNow);
    if (!dossier) FAIL(dossier.error().message);
    CHECK(dossier->name == "KUBE-3328-2026-001 2026-03-10.zip");
    auto zip = sheet::ZipArchive::open(dossier->bytes, {});
    REQUIRE(zip);
    auto const index = zip->text("indeks.csv");
    REQUIRE(index);
    CHECK(index->find("L06 Surat Permohonan Bantuan KUBE.pdf") != std::string::npos);
    auto const journal = zip->text("jurnal.txt");
    REQUIRE(journal);
    CHECK(journal->find("Perkara dibuka") != std::string::npos);
    auto const looked = group.database->read([&](store::Reader& reader) -> Result<std::vector<store::Disclosure>> {
        auto const live = group.office->find(reader, group.number);
        if (!live) return live.error();
        return store::disclosures_of(reader, live->row.id);
    });
    REQUIRE(looked);
    REQUIRE(looked->size() == 1);
    CHECK(looked->front().reason == "unduh berkas perkara: audit inspektorat");
}
