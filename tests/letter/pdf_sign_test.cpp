#include "letter/pdf_sign.hpp"

#include "letter/pdf_verify.hpp"
#include "signing_fixture.hpp"

#include <sstream>

using namespace letter_fixture;
using letter::SignatureReport;

namespace {

Instant when(char const* text) { return *parse_instant(text); }

letter::SignRequest request(std::string field = {}) {
    letter::SignRequest out;
    out.field = std::move(field);
    out.when = when("2026-04-01T09:30:00+07:00");
    out.reason = "Menyetujui isi surat";
    out.place = "Slawi";
    return out;
}

std::string signed_once() {
    static std::string const bytes = [] {
        auto const made = letter::sign_pdf(letter_for_two(), signing_key(head()), request());
        if (!made) FAIL(made.error().message << ' ' << made.error().log);
        return *made;
    }();
    return bytes;
}

std::string signed_twice() {
    static std::string const bytes = [] {
        auto const made = letter::sign_pdf(signed_once(), signing_key(secretary()), request());
        if (!made) FAIL(made.error().message << ' ' << made.error().log);
        return *made;
    }();
    return bytes;
}

letter::VerifyReport verified(std::string const& bytes, bool ask_trust = false) {
    auto const roots = trusted_root();
    auto const report = letter::verify_pdf(bytes, when("2026-05-01T00:00:00Z"), ask_trust ? &roots : nullptr);
    if (!report) FAIL(report.error().message);
    return *report;
}

/// A signed file changed by a further save.
std::string changed(std::string const& bytes, std::function<void(BrokenPdf&)> const& change) {
    BrokenPdf pdf(bytes);
    change(pdf);
    return pdf.saved();
}

} // namespace

TEST_CASE("a signed letter says who signed and when, and covers the whole file", "[letter][sign]") {
    auto const report = verified(signed_once(), true);
    REQUIRE(report.signatures.size() == 1);
    auto const& s = report.signatures.front();
    CAPTURE(s.why);
    CHECK(s.state == SignatureReport::State::Whole);
    CHECK(s.field == "ttd_1");
    CHECK(s.signer.name == "Drs. Bambang Suryo Atmojo, M.Si.");
    CHECK(s.signer.issuer == "Akar Percobaan");
    CHECK(s.claimed == when("2026-04-01T09:30:00+07:00"));
    CHECK_FALSE(s.stamped);
    CHECK(s.reason == "Menyetujui isi surat");
    CHECK(s.in_validity);
    CHECK(s.trusted == true);
    CHECK(s.whole_file);
    CHECK(s.changes.empty());
    CHECK(report.empty_fields == std::vector<std::string>{"ttd_2"});
    CHECK(report.holds());
}

TEST_CASE("the bytes that were there stay as they are", "[letter][sign]") {
    CHECK(signed_once().starts_with(letter_for_two()));
    CHECK(signed_twice().starts_with(signed_once()));
}

TEST_CASE("a second signature keeps the first good", "[letter][sign]") {
    auto const report = verified(signed_twice(), true);
    REQUIRE(report.signatures.size() == 2);
    CHECK(report.holds());
    CHECK_FALSE(report.signatures[0].whole_file);
    REQUIRE(report.signatures[0].changes.size() == 1);
    CHECK(report.signatures[0].changes[0].what == "bidang ttd_2 ditandatangani");
    CHECK(report.signatures[0].changes[0].harmless);
    CHECK(report.signatures[1].whole_file);
    CHECK(report.signatures[1].signer.name == "Retno Palupi Hapsari");
    CHECK(report.empty_fields.empty());
}

TEST_CASE("a signed letter still keeps every rule of the archive", "[letter][sign]") {
    CHECK(broken_rules(signed_once()).empty());
    CHECK(broken_rules(signed_twice()).empty());
}

TEST_CASE("the same letter, key and time give the same signed file", "[letter][sign]") {
    CHECK(*letter::sign_pdf(letter_for_two(), signing_key(head()), request()) == signed_once());
}

TEST_CASE("one changed byte breaks the signatures over it", "[letter][sign]") {
    auto bytes = signed_twice();
    auto const at = bytes.find("/CreationDate");
    REQUIRE(at < letter_for_two().size());
    bytes[at + 20] = bytes[at + 20] == '1' ? '2' : '1';
    auto const report = verified(bytes);
    REQUIRE(report.signatures.size() == 2);
    for (auto const& s : report.signatures) {
        CHECK(s.state == SignatureReport::State::Altered);
        CHECK(s.why == "isi yang ditandatangani telah berubah, atau tanda tangannya bukan milik isi ini");
    }
    CHECK_FALSE(report.holds());
}

TEST_CASE("what is saved after a signature is told, and what changes the letter does not hold", "[letter][sign]") {
    struct Case {
        std::string what;
        std::function<void(BrokenPdf&)> change;
    };
    std::vector<Case> const cases{
        {"isi halaman 1 berubah", [](BrokenPdf& pdf) { pdf.append_content("/Artifact BMC 0 0 9 9 re f EMC"); }},
        {"isi halaman 1 berubah (MediaBox)",
         [](BrokenPdf& pdf) {
             pdf.replace(pdf.object_with({"/Type /Page", "/MediaBox"}), "/MediaBox [0", "/MediaBox [9");
         }},
        {"susunan baca dokumen berubah",
         [](BrokenPdf& pdf) { pdf.replace(pdf.object_with({"/S /TD"}), "/S /TD", "/S /TH"); }},
        {"keterangan dokumen (XMP) berubah",
         [](BrokenPdf& pdf) { pdf.replace_metadata("Surat Percobaan", "Surat Pecobaan"); }},
        {"katalog diubah (Lang)", [](BrokenPdf& pdf) { pdf.replace(pdf.catalog(), "id-ID", "en-US"); }},
        {"lampiran di dalam berkas berubah",
         [](BrokenPdf& pdf) { pdf.replace(pdf.object_with({"/AFRelationship"}), "(Data surat)", "(Data lain)"); }},
        {"catatan ditambahkan di halaman 1",
         [](BrokenPdf& pdf) {
             auto const note = pdf.update().add();
             pdf.update().set(note, "<</Type /Annot /Subtype /Square /Rect [0 0 300 300]>>");
             pdf.replace(pdf.object_with({"/Type /Page", "/Annots ["}), "/Annots [",
                         "/Annots [" + std::to_string(note) + " 0 R ");
         }},
        {"tanda tangan di bidang ttd_1 diganti",
         [](BrokenPdf& pdf) { pdf.replace(pdf.object_with({"(ttd_1)"}), "/V ", "/X "); }},
        {"bidang ttd_2 diubah letak atau sifatnya",
         [](BrokenPdf& pdf) { pdf.replace(pdf.object_with({"(ttd_2)"}), "/F 132", "/F 132 /MK <<>>"); }},
        {"pangkal dokumen (katalog) diganti dengan yang lain",
         [](BrokenPdf& pdf) {
             auto const other = pdf.update().add();
             pdf.update().set(other, letter::pdf_syntax(pdf.value(pdf.catalog())));
             pdf.update().set_trailer("Root", std::to_string(other) + " 0 R");
         }},
    };
    for (auto const& one : cases) {
        CAPTURE(one.what);
        auto const report = verified(changed(signed_once(), one.change));
        if (report.signatures.empty()) {
            CHECK(one.what.starts_with("tanda tangan di bidang")); // gone with its field's value
            continue;
        }
        auto const& s = report.signatures.front();
        CHECK(s.state == SignatureReport::State::Whole); // the signed bytes are there, but no longer what is shown
        CHECK_FALSE(report.holds());
        std::vector<std::string> said;
        for (auto const& change : s.changes)
            if (!change.harmless) said.push_back(change.what);
        CHECK(said == std::vector<std::string>{one.what});
    }
}

TEST_CASE("a further save that changes nothing is told and does no harm", "[letter][sign]") {
    auto const report = verified(changed(signed_once(), [](BrokenPdf&) {}));
    REQUIRE(report.signatures.size() == 1);
    CHECK(report.holds());
    REQUIRE(report.signatures[0].changes.size() == 1);
    CHECK(report.signatures[0].changes[0].what == "berkas disimpan lagi tanpa mengubah isinya");
}

TEST_CASE("nothing can hide in the gap of a signature", "[letter][sign]") {
    // The same signature, its gap stretched by one byte.
    auto bytes = signed_once();
    auto const range = bytes.rfind("/ByteRange [0 ");
    std::istringstream numbers(bytes.substr(range + 14, 32));
    std::size_t gap = 0, behind = 0, length = 0;
    numbers >> gap >> behind >> length;
    auto padded = [](std::size_t n) {
        auto text = std::to_string(n);
        return text + std::string(10 - text.size(), ' ');
    };
    bytes.replace(range + 14, 32, padded(gap) + " " + padded(behind + 1) + " " + padded(length - 1));
    auto report = verified(bytes);
    REQUIRE(report.signatures.size() == 1);
    CHECK(report.signatures[0].state == SignatureReport::State::Altered);
    CHECK(report.signatures[0].why == "bagian yang tidak ditandatangani memuat lebih dari tanda tangannya");
    // A signature cut off in the middle is not an empty field.
    bytes = signed_once();
    bytes.replace(bytes.find('>', bytes.rfind("/Contents <")), 1, "0");
    report = verified(bytes);
    REQUIRE(report.signatures.size() == 1);
    CHECK(report.signatures[0].state == SignatureReport::State::Unreadable);
    CHECK_FALSE(report.holds());
}

TEST_CASE("a signature by somebody else is whole but not trusted", "[letter][sign]") {
    auto const stranger = make_identity("Bukan Siapa-siapa", TestKey::Ec, TestUse::Signing, nullptr);
    auto const made = letter::sign_pdf(letter_for_two(), signing_key(stranger), request());
    REQUIRE(made);
    auto const report = verified(*made, true);
    CHECK(report.signatures[0].state == SignatureReport::State::Whole);
    CHECK(report.signatures[0].trusted == false);
    CHECK_FALSE(report.holds());
}

TEST_CASE("what cannot be signed is refused with the reason", "[letter][sign]") {
    auto const refused = [](std::string const& pdf, letter::SignRequest const& how, TestIdentity const& who = head()) {
        auto const made = letter::sign_pdf(pdf, signing_key(who), how);
        REQUIRE_FALSE(made);
        return made.error();
    };
    auto error = refused(signed_twice(), request());
    CHECK(error.kind == ErrorKind::Conflict);
    CHECK(error.message == "semua bidang tanda tangan sudah terisi: ttd_1, ttd_2");
    error = refused(signed_once(), request("ttd_1"));
    CHECK(error.message == "bidang ttd_1 sudah ditandatangani");
    error = refused(signed_once(), request("ttd_9"));
    CHECK(error.kind == ErrorKind::NotFound);
    CHECK(error.message == "bidang tanda tangan ttd_9 tidak ada; yang ada: ttd_1, ttd_2");
    error = refused("bukan PDF", request());
    CHECK(error.kind == ErrorKind::Invalid);
    auto late = request();
    late.when = when("2028-02-01T00:00:00Z");
    error = refused(letter_for_two(), late);
    CHECK(error.kind == ErrorKind::Conflict);
    CHECK(error.message.find("berlaku dari 1 Januari 2026 sampai 1 Januari 2028") != std::string::npos);
    auto const altered = changed(signed_once(), [](BrokenPdf& pdf) { pdf.append_content("/Artifact BMC EMC"); });
    error = refused(altered, request());
    CHECK(error.message.starts_with("tanda tangan di bidang ttd_1 sudah rusak"));
}

TEST_CASE("a key file opens with its pass phrase alone", "[letter][sign]") {
    auto const file = pkcs12(head(), "rahasia");
    auto const wrong = letter::SigningKey::from_pkcs12(file, "salah");
    REQUIRE_FALSE(wrong);
    CHECK(wrong.error().kind == ErrorKind::Forbidden);
    CHECK(wrong.error().message.find("salah") == std::string::npos); // no pass phrase in a message
    CHECK(wrong.error().log.find("salah") == std::string::npos);
    CHECK_FALSE(letter::SigningKey::from_pkcs12("bukan kunci", "rahasia"));
    auto const cipher = make_identity("Penyandi", TestKey::Rsa, TestUse::Encryption, &authority());
    auto const unfit = letter::SigningKey::from_pkcs12(pkcs12(cipher, "x"), "x");
    REQUIRE_FALSE(unfit);
    CHECK(unfit.error().message == "sertifikat di dalam berkas kunci bukan untuk menandatangani");
}

TEST_CASE("other programs find the signatures good", "[letter][sign]") {
    auto const path = temporary_pdf("signed_twice", signed_twice());
    bool found = false;
    auto out = run_tool("qpdf", "--check " + path, found);
    if (found) CHECK(out.find("No syntax or stream encoding errors found") != std::string::npos);
    out = run_tool("pdfsig", "-nocert " + path, found);
    if (found) {
        CAPTURE(out);
        auto const first = out.find("Signature is Valid.");
        REQUIRE(first != std::string::npos);
        CHECK(out.find("Signature is Valid.", first + 1) != std::string::npos);
        CHECK(out.find("Not total document signed") < out.find("Total document signed"));
        CHECK(out.find("ETSI.CAdES.detached") != std::string::npos);
        CHECK(out.find("Drs. Bambang Suryo Atmojo, M.Si.") != std::string::npos);
    }
    // The signature by itself: cut out of the file and checked by the openssl command over the two ranges.
    auto const bytes = signed_once();
    auto const gap = bytes.rfind("/Contents <") + 10, behind = bytes.find('>', gap) + 1;
    letter::PdfLexer lexer(bytes, gap);
    auto const folder = std::filesystem::temp_directory_path().string();
    auto const put = [&](char const* name, std::string const& what) {
        std::ofstream(folder + "/" + name, std::ios::binary) << what;
        return folder + "/" + name + " ";
    };
    out = run_tool("openssl",
                   "cms -verify -cades -binary -inform DER -purpose any -attime 1780000000 -out /dev/null -in " +
                       put("alur_cms.der", lexer.value(false)->text) + "-content " +
                       put("alur_cms.bin", bytes.substr(0, gap) + bytes.substr(behind)) + "-CAfile " +
                       put("alur_cms.pem", authority().pem()),
                   found);
    if (found) {
        CAPTURE(out);
        CHECK(out.find("Verification successful") != std::string::npos);
    }
}
