#include "reminder/rule.hpp"

#include <catch2/catch.hpp>

using namespace alur;
using namespace alur::reminder;

TEST_CASE("a moment is read and written", "[reminder]") {
    for (auto const* text : {"H-14", "H-7", "H-1", "H", "H+1", "H+5", "H+n"})
        CHECK(to_text(parse_moment(text).value()) == text);
    CHECK(parse_moment("H-3").value().offset == -3);
    CHECK(parse_moment("H+n").value().every_step);
    for (auto const* wrong : {"", "h", "H-", "H+0", "H-0", "H3", "H-366", "H-1x", "H--1", "H+99999999999999999999"})
        CHECK_FALSE(parse_moment(wrong));
}

TEST_CASE("an escalation is a rising list of days and roles", "[reminder]") {
    CHECK(parse_escalation("+1:STAF KATIM +2:KABID  +5:SEKDIN").value() ==
          std::vector<EscalationStep>{{1, {"STAF", "KATIM"}}, {2, {"KABID"}}, {5, {"SEKDIN"}}});
    CHECK(parse_escalation("+1: STAF").value() == std::vector<EscalationStep>{{1, {"STAF"}}});
    CHECK(parse_escalation("").value().empty());
    for (auto const* wrong :
         {"STAF", "+1", "+1:", "+:STAF", "+x:STAF", "+0:STAF", "+2:A +1:B", "+1:A +1:B", "+1: +2:B", "+999:A", "+"})
        CHECK_FALSE(parse_escalation(wrong));
}

TEST_CASE("a text is filled with its four fields and nothing else", "[reminder]") {
    Fields const fields{"LPJ", "KUBE A {{n}}", "8 Januari 2027", "3"};
    CHECK(fill("{{n}} hari: {{nama_tenggat}}, {{ perkara }}, {{tanggal}}.", fields).value() ==
          "3 hari: LPJ, KUBE A {{n}}, 8 Januari 2027.");
    CHECK(fill("tanpa isian } {", fields).value() == "tanpa isian } {");
    CHECK_FALSE(fill("{{nama}}", fields));
    CHECK_FALSE(fill("{{n", fields));
}

TEST_CASE("a table of reminders is read whole or refused with all mistakes", "[reminder]") {
    auto const row = [](int line, char const* moment, char const* least, char const* to, char const* text,
                        char const* deadlines) {
        return RuleRow{moment, least, to, "surel", text, deadlines, "", {"reminders.csv", line, 1}};
    };
    auto const good = read_rules(
        {row(2, "H-7", "10", "owner", "Sisa {{n}}", "*"), row(3, "H-7", "", "KETUA KADES", "LPJ", "T-21 T-21H")});
    REQUIRE(good);
    CHECK(good.value()[0].min_length == 10);
    CHECK(good.value()[0].deadlines.empty());
    CHECK(good.value()[1].deadlines.size() == 2);
    CHECK(good.value()[1].recipients == std::vector<std::string>{"KETUA", "KADES"});

    auto const bad = read_rules({row(2, "H-7", "10", "owner", "Sisa {{m}}", "*"), row(3, "G-1", "-1", "", " ", ""),
                                 row(4, "H-7", "", "owner", "x", "")});
    REQUIRE_FALSE(bad);
    std::string rules;
    for (auto const& d : bad.error().found.all()) rules += std::to_string(d.place.line) + ' ' + d.rule + ' ';
    CHECK(rules == "2 bad-text 3 bad-moment 3 bad-length 3 no-recipient 3 no-text 4 duplicate-rule ");
}
