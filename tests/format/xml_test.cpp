#include "format/xml.hpp"

#include <catch2/catch.hpp>

using namespace alur;
using format::parse_xml;

TEST_CASE("an XML element knows its namespace, attributes, text and place", "[format]") {
    auto const root =
        parse_xml({"a.xml", "<b:a xmlns:b=\"urn:x\" k=\"v\">\n  <b:c>é<![CDATA[<d>]]></b:c><!--note-->\n</b:a>"});
    REQUIRE(root);
    CHECK(root->name == "b:a");
    CHECK(root->space == "urn:x");
    CHECK(*root->attribute("k") == "v");
    auto const* child = root->child("c", "urn:x");
    REQUIRE(child);
    CHECK(child->content() == "é<d>");
    CHECK(child->place == Place{"a.xml", 2, 3});
}

TEST_CASE("what is written is what was read, comments, CDATA and unknown attributes included", "[format]") {
    std::string const text = "<a xmlns=\"urn:1\" xmlns:z=\"urn:2\" z:q=\"1 &amp; &quot;2&quot;\">\n <!-- n "
                             "--><b><![CDATA[x<y]]> &lt;</b><c />\n</a>";
    auto const once = parse_xml({"a.xml", text});
    REQUIRE(once);
    CHECK(format::write_xml(*once) == "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + text + "\n");
}

TEST_CASE("hostile XML is refused with a place", "[format]") {
    auto const refused = [](std::string text, std::string rule, int line) {
        auto const result = parse_xml({"a.xml", std::move(text)});
        REQUIRE_FALSE(result);
        REQUIRE(result.error().found.size() == 1);
        CHECK(result.error().found.all()[0].rule == rule);
        CHECK(result.error().found.all()[0].place.line == line);
    };
    refused("<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>\n<a>&x;</a>", "xml-doctype", 1);
    refused("<a>\n<b></a>", "xml", 2);
    refused("<a>&unknown;</a>", "xml", 1);
    refused("", "xml", 1);
    std::string deep;
    for (int i = 0; i < 100'000; ++i) deep += "<a>";
    refused(deep, "xml-depth", 1);
}
