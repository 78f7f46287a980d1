#include "kube_office.hpp"

#include "service/letter_number.hpp"
#include "service/signatories.hpp"
#include "store/number_register.hpp"

using namespace alur;
using service::Official;

namespace {

Day day(char const* text) { return *parse_day(text); }

Official official(std::string role, std::string name, char const* from, char const* until, std::string acting = "") {
    Official one;
    one.role = role;
    one.position = role == "KADIS" ? "Kepala Dinas Sosial" : "Sekretaris Dinas Sosial";
    one.name = name;
    one.acting = acting;
    one.decree = acting.empty() ? "" : "800/7/2026";
    if (*from) one.period.from = day(from);
    if (*until) one.period.until = day(until);
    one.context = feel::Value::context({{"role", feel::Value::string(role)},
                                        {"position", feel::Value::string(one.position)},
                                        {"name", feel::Value::string(name)},
                                        {"rank", feel::Value::string("Pembina")},
                                        {"nip", feel::Value::string("197005141995031002")}});
    if (!acting.empty()) one.context = one.context.with("acting", feel::Value::string(acting));
    return one;
}

/// The head until June, absent for a week in March; nobody in July; an acting head in August; a new head after that.
service::Pack pack_of_the_year(service::Pack pack) {
    pack.officials = {official("KADIS", "Bambang", "", "2026-06-30"),
                      official("KADIS", "Retno", "2026-03-16", "2026-03-20", "Plh."),
                      official("KADIS", "Agung", "2026-08-01", "2026-08-31", "Plt."),
                      official("KADIS", "Dewi", "2026-09-01", ""), official("SEKDIN", "Retno", "", "")};
    return pack;
}

std::string signer(service::Pack const& pack, char const* on) {
    auto const* who = service::official_on(pack, "KADIS", day(on));
    return who ? who->acting + who->name : "";
}

} // namespace

TEST_CASE("who signs is who holds the post on the day of the letter, the first and the last day included",
          "[service]") {
    KubeOffice kube;
    auto const pack = pack_of_the_year(kube.pack());
    CHECK(signer(pack, "2026-03-15") == "Bambang");
    CHECK(signer(pack, "2026-03-16") == "Plh.Retno");
    CHECK(signer(pack, "2026-03-20") == "Plh.Retno");
    CHECK(signer(pack, "2026-03-21") == "Bambang");
    CHECK(signer(pack, "2026-06-30") == "Bambang");
    CHECK(signer(pack, "2026-07-01").empty());
    CHECK(signer(pack, "2026-08-01") == "Plt.Agung");
    CHECK(signer(pack, "2026-09-01") == "Dewi");
}

TEST_CASE("a letter that nobody may sign that day is refused before any number is taken", "[service]") {
    KubeOffice kube;
    auto const start = *parse_instant("2026-02-02T08:00:00+07:00");
    kube.start_programme(start);
    kube.pack() = pack_of_the_year(kube.pack());
    auto const refused = kube.database->write([&](store::Transaction& transaction) {
        return service::take_number(*kube.office, transaction,
                                    {kube.pack().letters.at("L13"), day("2026-07-15"), {1}, "", "STAF"}, start);
    });
    REQUIRE_FALSE(refused);
    CHECK(refused.error().kind == ErrorKind::Conflict);
    CHECK(refused.error().message ==
          "surat L13 (Surat Pengembalian Berkas untuk Perbaikan) tidak dapat diberi nomor: pada 15 Juli 2026 tidak ada "
          "pejabat KADIS yang berwenang menandatangani (Bambang, sampai 30 Juni 2026; Plh. Retno, 16 s.d. 20 Maret "
          "2026; Plt. Agung, 1 s.d. 31 Agustus 2026; Dewi, sejak 1 September 2026). Lengkapi data "
          "pejabat, atau tunjuk Plt. atau Plh.");
    CHECK(kube.database->read([](store::Reader& reader) { return store::numbers_of_year(reader, 2026); })->empty());
}

TEST_CASE("a delegation in force words the block in the name of the head", "[service]") {
    KubeOffice kube;
    auto pack = pack_of_the_year(kube.pack());
    service::Delegation delegation;
    delegation.role = "KADIS";
    delegation.to = "SEKDIN";
    delegation.decree = "800/9/2026";
    delegation.letters = {"L36"};
    delegation.period = {day("2026-05-01"), day("2026-05-31")};
    pack.delegations = {delegation};
    auto const head = [&](char const* on, char const* letter) {
        auto const all = service::officials_on(pack, day(on), letter);
        for (auto const& one : all.items())
            if (feel::to_text(*one.find("role")) == "KADIS")
                return feel::to_text(*one.find("name")) +
                       (one.find("on_behalf") ? " a.n. " + feel::to_text(*one.find("on_behalf")->find("name")) : "");
        return std::string();
    };
    CHECK(head("2026-05-10", "L36") == "Retno a.n. Bambang");
    CHECK(head("2026-05-10", "L13") == "Bambang");
    CHECK(head("2026-06-01", "L36") == "Bambang");
    CHECK(head("2026-07-10", "L36").empty());
}

TEST_CASE("mistakes in the list of officials are found with their reason", "[service]") {
    KubeOffice kube;
    auto pack = pack_of_the_year(kube.pack());
    auto const problems = [&] {
        Diagnostics found;
        service::check_officials(pack, found);
        std::string all;
        for (auto const& one : found.all()) all += one.message + "\n";
        return all;
    };
    auto const roles = problems();
    CHECK(roles.find("dua") == std::string::npos);
    pack.officials.push_back(official("KADIS", "Tono", "2026-06-01", ""));
    CHECK(problems().find("jabatan KADIS dipegang Bambang dan Tono pada waktu yang sama") != std::string::npos);
    pack.officials.back() = official("KADIS", "Tono", "2026-06-01", "2026-06-03", "Plt.");
    pack.officials.back().decree.clear();
    auto const acting = problems();
    CHECK(acting.find("memerlukan nomor dan tanggal surat perintah") != std::string::npos);
    CHECK(acting.find("dipegang Bambang dan Tono") != std::string::npos); // a Plt. sits on an empty post only
    pack.officials.back() = official("SEKDIN", "Siti", "2027-01-02", "2027-01-01");
    CHECK(problems().find("berakhir sebelum dimulai") != std::string::npos);
    for (char const* nip : {"19700514199503100", "197013141995031002", "197005141995131002", "197005141995033002"}) {
        pack.officials.back().context = pack.officials.back().context.with("nip", feel::Value::string(nip));
        CHECK(problems().find("NIP Siti") != std::string::npos);
    }
    pack.officials.back().context =
        pack.officials.back().context.with("nip", feel::Value::string("199005142023211002")); // PPPK
    CHECK(problems().find("NIP Siti") == std::string::npos);
}
