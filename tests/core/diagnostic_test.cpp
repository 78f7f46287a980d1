#include "core/diagnostic.hpp"

#include <catch2/catch.hpp>

using namespace alur;

TEST_CASE("a message shows place, line, caret and way out", "[diagnostic]") {
    Diagnostics found;
    found.error("unknown-type", {"f05.yaml", 2, 11}, "tipe \"mony\" tidak dikenal", "mungkin maksudnya \"money\"");
    CHECK(render(found.all()[0], "key: x\n    type: mony\n") == "f05.yaml:2:11: tipe \"mony\" tidak dikenal\n"
                                                                "        type: mony\n"
                                                                "              ^\n"
                                                                "saran: mungkin maksudnya \"money\"");
}

TEST_CASE("the caret counts code points and keeps tabs", "[diagnostic]") {
    Diagnostic const d{Severity::Error, "r", {"a", 1, 4}, "salah", "", ""};
    CHECK(render(d, "\té€x") == "a:1:4: salah\n    \té€x\n    \t  ^");
}

TEST_CASE("a message without text, line or file has one line", "[diagnostic]") {
    CHECK(render({Severity::Error, "r", {"a", 3, 1}, "salah", "", ""}) == "a:3:1: salah");
    CHECK(render({Severity::Error, "r", {"a", 0, 0}, "salah", "", ""}, "isi") == "a: salah");
    CHECK(render({Severity::Error, "r", {"a", 9, 1}, "salah", "", ""}, "isi") == "a:9:1: salah");
    CHECK(render({Severity::Warning, "r", {"", 0, 0}, "ragu", "", ""}) == "peringatan: ragu");
}

TEST_CASE("a hostile line is not echoed", "[diagnostic]") {
    Diagnostic const d{Severity::Error, "r", {"a", 1, 1}, "salah", "", ""};
    CHECK(render(d, std::string(5000, 'x')) == "a:1:1: salah");
    CHECK(render(d, "\xFF\xFE") == "a:1:1: salah");
    CHECK(render(d, "satu\r\ndua") == "a:1:1: salah\n    satu\n    ^");
}

TEST_CASE("diagnostics sort by place and equal places keep their order", "[diagnostic]") {
    Diagnostics found;
    CHECK(found.empty());
    found.warning("w", {"b", 1, 1}, "1");
    found.error("e", {"a", 2, 1}, "2");
    found.error("e", {"a", 1, 5}, "3");
    found.error("e", {"a", 1, 5}, "4");
    found.sort();
    std::string order;
    for (auto const& d : found.all()) order += d.message;
    CHECK(order == "3421");
    CHECK(found.size() == 4);
    CHECK(found.has_errors());
}

TEST_CASE("warnings alone are no errors", "[diagnostic]") {
    Diagnostics found;
    found.warning("w", {"b", 1, 1}, "1");
    CHECK_FALSE(found.has_errors());
    Diagnostics more;
    more.error("e", {"b", 1, 1}, "2");
    found.add(more);
    CHECK(found.has_errors());
}

TEST_CASE("the nearest word is offered only for a likely slip", "[diagnostic]") {
    std::vector<std::string> const words{"money", "text", "date", "decimal"};
    CHECK(nearest("mony", words) == "money");
    CHECK(nearest("MONEY", words) == "money");
    CHECK(nearest("dat", words) == "date");
    CHECK(nearest("completely-else", words) == "");
    CHECK(nearest("x", {}) == "");
}

TEST_CASE("of a long line only what stands around the place is echoed", "[diagnostic]") {
    auto const line = std::string(300, 'a') + "X" + std::string(300, 'b');
    Diagnostic const d{Severity::Error, "r", {"a", 1, 301}, "salah", "", ""};
    auto const shown = render(d, line);
    CHECK(shown == "a:1:301: salah\n    …" + std::string(100, 'a') + "X" + std::string(99, 'b') + "…\n    " +
                       std::string(101, ' ') + "^");
}
