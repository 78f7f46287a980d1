#include "kube_office.hpp"

#include "service/letter_fields.hpp"

using namespace alur;

namespace {

/// What the check says when one text of a letter stands as another.
std::string problems(KubeOffice& kube, char const* letter, std::string const& from, std::string const& to) {
    auto pack = kube.pack();
    auto& one = pack.letters.at(letter);
    auto const at = one.source.text.find(from);
    REQUIRE(at != std::string::npos);
    one.source.text.replace(at, from.size(), to);
    auto read = letter::read_letter(one.source);
    REQUIRE(read);
    one.form = *read;
    Diagnostics found;
    service::check_letter_fields(pack, found);
    std::string all;
    for (auto const& problem : found.all())
        all += std::to_string(problem.place.line) + ": " + problem.message + " [" + problem.hint + "]\n";
    return all;
}

} // namespace

TEST_CASE("a placeholder that no case can fill is found with the nearest name there is", "[service]") {
    KubeOffice kube;
    auto const body = problems(kube, "L13", "{{register_number}}", "{{registr_number}}");
    CHECK(body.find("surat L13 meminta isian 'registr_number' yang tidak dapat diisi perkara mana pun [mungkin "
                    "maksudnya \"register_number\"]") != std::string::npos);
    CHECK(problems(kube, "L13", "nama_kube: group.name", "nama_kube: grup.name").find("'grup.name'") !=
          std::string::npos);
    CHECK(problems(kube, "L13", "{{register_number}}", "{{office.plase}}").find("maksudnya \"place\"") !=
          std::string::npos);
    CHECK(problems(kube, "L13", "{{register_number}}", "{{program.tanggal_buga}}").find("tanggal_buka") !=
          std::string::npos);
    CHECK(problems(kube, "L13", "{{register_number}}", "{{maks_perbaikan}} {{perkara.id}}").empty());
}

TEST_CASE("fields that nothing reads are listed once for each process", "[service]") {
    KubeOffice kube;
    Diagnostics found;
    service::check_unread_fields(kube.pack(), {{"a", "acara_tanggal and key: acara_tempat"}}, found);
    REQUIRE(found.size() == kube.pack().inputs.size());
    std::string all;
    for (auto const& one : found.all()) {
        CHECK(one.severity == Severity::Warning);
        all += one.message + "\n";
    }
    CHECK(all.find(" acara_tanggal") == std::string::npos);
    CHECK(all.find("acara_tempat") != std::string::npos);
}
