#include "letter_fixture.hpp"

#include "letter/pdf_merge.hpp"

using namespace letter_fixture;

TEST_CASE("letters are merged page by page for one run of the printer", "[letter]") {
    auto issue = issued();
    issue.verification = "https://contoh.invalid/v/0123";
    auto const made = [&](std::string const& body) {
        auto pdf = typesetter().render(letter_of(correspondence(body)), scope(), issue);
        REQUIRE(pdf);
        return pdf->bytes;
    };
    auto const one = made("Isi surat pertama.");
    auto const two = made("Isi surat kedua.\n\n[lampiran: DAFTAR]\n\nIsi lampiran.\n");
    CHECK(*letter::count_pages(one) == 1);
    CHECK(*letter::count_pages(two) == 2);
    auto const all = letter::merge_for_print({one, two});
    REQUIRE(all);
    CHECK(*letter::count_pages(*all) == 3);
    CHECK(*letter::merge_for_print({one, two}) == *all);
    bool found = false;
    auto const text = run_tool("pdftotext", temporary_pdf("merged", *all) + " -", found);
    if (found) {
        auto const first = text.find("surat pertama"), second = text.find("surat kedua");
        REQUIRE(first != std::string::npos);
        REQUIRE(second != std::string::npos);
        CHECK(first < second);
    }
    auto const checked = run_tool("qpdf", "--check " + temporary_pdf("merged", *all), found);
    if (found) CHECK(checked.find("No syntax or stream encoding errors found") != std::string::npos);
}

TEST_CASE("what is no PDF is not merged", "[letter]") {
    CHECK_FALSE(letter::merge_for_print({}));
    CHECK_FALSE(letter::merge_for_print({"bukan pdf"}));
    CHECK_FALSE(letter::count_pages(""));
}
