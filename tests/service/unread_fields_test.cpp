#include "kube_office.hpp"

#include "service/unread_fields.hpp"

using namespace alur;

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
