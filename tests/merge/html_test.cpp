#include "merge/merge.hpp"

#include <catch2/catch.hpp>

using namespace alur;
using namespace alur::merge;

namespace {

/// `@` in the page stands for the value.
std::string page(std::string text, std::string const& value) {
    Merged merged;
    for (char const c : text) {
        if (c == '@') {
            merged.text += "\U000F0000";
        } else
            merged.text += c;
    }
    merged.values = {value};
    auto const done = html(merged);
    return done ? *done : "invalid: " + done.error().message;
}

} // namespace

TEST_CASE("a value in text or an attribute is escaped", "[merge]") {
    CHECK(page("<p>@</p>", "a < b & \"c\" > 'd'") == "<p>a &lt; b &amp; &quot;c&quot; &gt; &#39;d&#39;</p>");
    CHECK(page("<p title=\"@\">", "\" onclick=\"x") == "<p title=\"&quot; onclick=&quot;x\">");
    CHECK(page("<p title='@' class=\"a\">@</p>", "'") == "<p title='&#39;' class=\"a\">&#39;</p>");
    CHECK(page("a < b @", "<") == "a < b &lt;");
    CHECK(page("<title>@</title>", "</title><script>") == "<title>&lt;/title&gt;&lt;script&gt;</title>");
}

TEST_CASE("a value in an address cannot become a script", "[merge]") {
    CHECK(page("<a href=\"@\">", "https://x.id/a?b&c") == "<a href=\"https://x.id/a?b&amp;c\">");
    CHECK(page("<a href=\"@\">", "/tugas/12") == "<a href=\"/tugas/12\">");
    CHECK(page("<a href=\"@\">", "javascript:alert(1)") == "<a href=\"#\">");
    CHECK(page("<a href=\"@\">", " JaVa\tScript:alert(1)") == "<a href=\"#\">");
    CHECK(page("<a href=\"@\">", "data:text/html,x") == "<a href=\"#\">");
    CHECK(page("<form action='@'>", "javascript:x") == "<form action='#'>");
    CHECK(page("<a href=\"/cari?q=@&n=1\">", "a&n=2/é") == "<a href=\"/cari?q=a%26n%3D2%2F%C3%A9&n=1\">");
    CHECK(page("<a HREF=\"@\">", "javascript:x") == "<a HREF=\"#\">");
}

TEST_CASE("a value where none is safe is refused", "[merge]") {
    for (auto const* text : {"<script>@</script>", "<style>@</style>", "<!-- @ -->", "<@>", "<p @>", "<p @=\"x\">",
                             "<p title=@>", "<p title=a@>", "<p onclick=\"@\">", "<p style=\"@\">", "</@>",
                             "<p a@=\"x\">", "<!doctype @>", "<p hx-on:click=\"@\">"})
        CHECK(page(text, "x").starts_with("invalid: "));
    CHECK(page("<script>a</script>@", "<") == "<script>a</script>&lt;");
    CHECK(page("<script>'</b>'</script><b>@", "<") == "<script>'</b>'</script><b>&lt;");
    CHECK(page("<!-- > --> @", "<") == "<!-- > --> &lt;");
    CHECK(page("\n\n<script>@", "x").find("baris 3") != std::string::npos);
}
