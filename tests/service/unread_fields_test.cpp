#include "kube_office.hpp"

#include "service/unread_fields.hpp"

using namespace alur;

TEST_CASE("a field that nothing reads is told, unless it is declared as only recorded", "[service]") {
    KubeOffice kube;
    Diagnostics found;
    service::check_unread_fields(kube.pack(), {{"a", "acara_tanggal and key: acara_tempat"}}, found);
    std::string all;
    for (auto const& one : found.all()) {
        CHECK(one.severity == Severity::Warning);
        CHECK(one.rule == "unread-field");
        all += one.message + "\n";
    }
    CHECK(all.find("isian acara_tanggal ") == std::string::npos);
    CHECK(all.find("isian acara_tempat ") != std::string::npos);
    CHECK(all.find("isian aduan_uraian ") == std::string::npos);
}

TEST_CASE("a field that is declared as only recorded and is read all the same is told", "[service]") {
    KubeOffice kube;
    Diagnostics found;
    service::check_unread_fields(kube.pack(), {{"a", "string(aduan_uraian)"}}, found);
    auto const told = std::count_if(found.all().begin(), found.all().end(),
                                    [](auto const& one) { return one.rule == "recorded-field"; });
    CHECK(told == 2); // once for each process that asks for it
}
