#include "service/local_signer.hpp"

#include "letter/pdf_verify.hpp"
#include "letter/signing_fixture.hpp"

using namespace letter_fixture;

namespace {

Instant const kApril = *parse_instant("2026-04-01T09:30:00+07:00");

esign::SignRequest request(char const* pass_phrase) {
    esign::SignRequest out;
    out.pdf = letter_for_two();
    out.field = "ttd_1";
    out.signer = "Bambang";
    out.reason = "Menandatangani surat";
    out.place = "Slawi";
    out.pass_phrase = esign::PassPhrase(pass_phrase);
    return out;
}

} // namespace

TEST_CASE("a key of the office signs a letter, and the answer is exactly what was sent with a signature", "[service]") {
    service::LocalSigner signer(pkcs12(head(), "rahasia"), kApril, {});
    auto const done = signer.sign(request("rahasia"));
    if (!done) FAIL(done.error().message);
    CHECK(esign::check_answer(letter_for_two(), done->bytes));
    auto const report = letter::verify_pdf(done->bytes, kApril);
    REQUIRE(report);
    CHECK(report->signatures.size() == 1);
}

TEST_CASE("a wrong pass phrase is refused and not repeated in the message", "[service]") {
    service::LocalSigner signer(pkcs12(head(), "rahasia"), kApril, {});
    auto const wrong = signer.sign(request("salah-sandi"));
    REQUIRE_FALSE(wrong);
    CHECK(wrong.error().kind == ErrorKind::Invalid);
    CHECK(wrong.error().message.find("salah-sandi") == std::string::npos);
}
