#include "service/rights.hpp"

#include "service/small_pack.hpp"

using namespace alur;
using namespace alur::service;

namespace {

constexpr std::array kAll{Action::SeeCases, Action::OpenCase,      Action::ClaimTask,     Action::HandOver,
                          Action::Disclose, Action::ExportDossier, Action::ManageAccounts};

Officer officer(std::string const& role) { return {"x", {role}}; }

} // namespace

TEST_CASE("each action is allowed to the roles of its row and to nobody else", "[service]") {
    REQUIRE(kAll.size() == action_names().size());
    for (auto const action : kAll) {
        Pack pack;
        pack.rights[std::string(name_of(action))] = {"KEPALA"};
        CAPTURE(name_of(action));
        CHECK(may(pack, officer("KEPALA"), action));
        CHECK_FALSE(may(pack, officer("STAF"), action));
        CHECK_FALSE(may(pack, officer("ADMIN"), action));
        CHECK_FALSE(may(pack, {"x", {}}, action));
        auto const refused = require(pack, officer("STAF"), action);
        REQUIRE_FALSE(refused);
        CHECK(refused.error().kind == ErrorKind::Forbidden);
        CHECK(refused.error().message.find("KEPALA") != std::string::npos);
    }
}

TEST_CASE("an action without a row belongs to the administrator, a star to everybody", "[service]") {
    Pack pack;
    for (auto const action : kAll) {
        CHECK(may(pack, officer("ADMIN"), action));
        CHECK_FALSE(may(pack, officer("KEPALA"), action));
    }
    pack.rights["ambil_tugas"] = {"*"};
    CHECK(may(pack, officer("SIAPA"), Action::ClaimTask));
}

TEST_CASE("an officer of some areas sees their cases and those without an area", "[service]") {
    Officer const some{"x", {"STAF"}, {"Slawi", "Talang"}};
    CHECK(sees_area(some, "Slawi"));
    CHECK(sees_area(some, ""));
    CHECK_FALSE(sees_area(some, "Bojong"));
    CHECK(sees_area(officer("STAF"), "Bojong"));
}

TEST_CASE("mistakes in the table of rights are named with their place", "[service]") {
    test::SmallPack pack;
    pack.append("pack.yaml", "hak: rights.csv\n");
    pack.write("rights.csv", "action,roles\nlihat_perkra,STAF\nambil_tugas,STAFF\n");
    auto const loaded = load_pack(pack.root());
    REQUIRE(loaded);
    REQUIRE(loaded->found.size() == 2);
    CHECK(loaded->found.all()[0].place.line == 2);
    CHECK(loaded->found.all()[0].hint == "lihat_perkara");
    CHECK(loaded->found.all()[1].place.line == 3);
    CHECK(loaded->found.all()[1].hint == "STAF");
}
