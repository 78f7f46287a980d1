#include "core/text.hpp"

#include <catch2/catch.hpp>

using namespace alur;

TEST_CASE("UTF-8 is refused when overlong, surrogate, too high or cut", "[text]") {
    CHECK(is_utf8(""));
    CHECK(is_utf8("Nyai – Éü 😀"));
    CHECK(is_utf8(std::string_view("a\0b", 3)));
    CHECK_FALSE(is_utf8("\xC0\xAF"));
    CHECK_FALSE(is_utf8("\xE0\x80\x80"));
    CHECK_FALSE(is_utf8("\xED\xA0\x80"));
    CHECK_FALSE(is_utf8("\xF4\x90\x80\x80"));
    CHECK_FALSE(is_utf8("\xF5\x80\x80\x80"));
    CHECK_FALSE(is_utf8("\xE2\x82"));
    CHECK_FALSE(is_utf8("\x80"));
    CHECK_FALSE(is_utf8("\xE2(\xA1"));
}

TEST_CASE("code points go to UTF-8 and back", "[text]") {
    std::string const text = "a é € 😀";
    CHECK(to_utf8(to_code_points(text)) == text);
    CHECK(code_point_count(text) == 7);
    CHECK(to_code_points("a\xFF"
                         "b") == U"a\uFFFDb");
    CHECK(to_code_points("\xE2\x82") == U"\uFFFD\uFFFD");
}

TEST_CASE("every code point survives the way through UTF-8", "[text]") {
    for (char32_t point = 0; point <= 0x10FFFF; point += point < 0x3000 ? 1 : 257) {
        if (point >= 0xD800 && point <= 0xDFFF) continue;
        std::string text;
        append_utf8(text, point);
        if (!is_utf8(text) || to_code_points(text) != std::u32string(1, point)) FAIL_CHECK(std::uint32_t(point));
    }
}

TEST_CASE("case folds only ASCII letters", "[text]") {
    CHECK(lower_ascii("ABC É z") == "abc É z");
    CHECK(upper_ascii("abc é Z") == "ABC é Z");
}

TEST_CASE("trim removes white space at both ends only", "[text]") {
    CHECK(trim("  a b\t\r\n") == "a b");
    CHECK(trim(" \t ") == "");
    CHECK(trim("") == "");
}

TEST_CASE("split keeps empty parts and join undoes it", "[text]") {
    CHECK(split("a,,b,", ',') == std::vector<std::string>{"a", "", "b", ""});
    CHECK(split("", ',') == std::vector<std::string>{""});
    CHECK(join(split("a,,b,", ','), ",") == "a,,b,");
    CHECK(join({}, ", ") == "");
}

TEST_CASE("replacing does not look at what it has put there", "[text]") {
    CHECK(replace_all("aaa", "a", "aa") == "aaaaaa");
    CHECK(replace_all("abab", "ab", "") == "");
    CHECK(replace_all("abc", "", "x") == "abc");
}

TEST_CASE("the edit distance counts code points, not bytes", "[text]") {
    CHECK(edit_distance("", "") == 0);
    CHECK(edit_distance("kitten", "sitting") == 3);
    CHECK(edit_distance("é", "e") == 1);
    CHECK(edit_distance("", "abc") == 3);
    CHECK(edit_distance(std::string(5000, 'a'), "") == 512);
}

TEST_CASE("text between tags and in attributes becomes harmless", "[text]") {
    CHECK(escape_markup("Toko \"A&B\" <Jl. Mawar> d'Or") == "Toko &quot;A&amp;B&quot; &lt;Jl. Mawar&gt; d&#39;Or");
    CHECK(escape_markup("").empty());
}

TEST_CASE("a name becomes a part of an address", "[text]") {
    CHECK(percent_encoded("K-1/Maju & Jaya.pdf") == "K-1%2FMaju%20%26%20Jaya.pdf");
    CHECK(percent_encoded("\xC3\xA9~_") == "%C3%A9~_");
}
