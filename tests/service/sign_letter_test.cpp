#include "kube_office.hpp"

#include "service/letter_number.hpp"
#include "service/order_paper.hpp"
#include "service/sign_letter.hpp"
#include "service/verification_code.hpp"
#include "service/verify_letter.hpp"
#include "service/void_letter.hpp"
#include "store/documents.hpp"
#include "store/letters.hpp"

using namespace alur;
using service::Officer;

namespace {

Instant const kNow = *parse_instant("2026-03-09T09:00:00+07:00");
Officer const kHead{"Bambang", {"KADIS"}};

/// Plays a signing service: what it answers next, and what it was asked.
struct FakeService final : esign::SigningService {
    Result<esign::SignedPdf> answer = unavailable("layanan mati");
    std::vector<std::string> asked;
    bool sign_well = false;

    std::string name() const override { return "layanan uji"; }
    Result<esign::SignedPdf> sign(esign::SignRequest const& request) override {
        asked.push_back(request.pdf);
        if (sign_well)
            return esign::SignedPdf{request.pdf + "9 0 obj << /ByteRange [0 1 2 3] /Contents <00> >> endobj\n%%EOF\n",
                                    "dok-1"};
        return answer;
    }
};

/// An office whose first proposal has a numbered letter: L13 is printed from the state of the case.
struct Numbered : KubeOffice {
    std::string number;
    std::string group;

    explicit Numbered(char const* letter = "L15") {
        start_programme(*parse_instant("2026-02-02T08:00:00+07:00"));
        group = start_group(kNow);
        settle(kNow);
        auto const stored = database->write([&](store::Transaction& transaction) -> Result<std::string> {
            auto const owner = store::find_case_by_number(transaction, group);
            if (!owner) return owner.error();
            auto const entry = service::take_number(
                *office, transaction, {pack().letters.at(letter), *parse_day("2026-03-09"), owner->id, group, "STAF"},
                kNow);
            if (!entry) return entry.error();
            service::PaperOrder order;
            order.document = letter;
            order.number = entry->text;
            order.series = entry->series;
            order.year = entry->year;
            order.sequence = entry->number;
            order.date = entry->date;
            auto const code = service::verification_code(transaction, order);
            if (!code) return code.error();
            store::Document document;
            document.document_id = letter;
            document.kind = store::DocumentKind::Letter;
            document.state = "BERNOMOR";
            document.number = entry->text;
            document.date = entry->date;
            document.file_name = "surat.pdf";
            document.media_type = "application/pdf";
            document.content = "%PDF-1.7\nsurat\n%%EOF\n";
            auto const added = store::add_document(transaction, document, {{owner->id, "S2-04"}});
            if (!added) return added.error();
            if (auto const kept = store::attach_document(transaction, *entry, added->id); !kept) return kept.error();
            if (auto const kept = store::keep_code(transaction, *code, added->id); !kept) return kept.error();
            return entry->text;
        });
        REQUIRE(stored);
        number = *stored;
    }

    store::DocumentSummary newest() {
        auto const found =
            database->read([&](store::Reader& reader) { return service::letter_with_number(reader, number); });
        REQUIRE(found);
        return *found;
    }
    Result<store::DocumentSummary> sign(FakeService& signer) {
        return service::sign_letter(*office, signer, {number, "3328", esign::PassPhrase("frasa rahasia"), kHead}, kNow);
    }
};

} // namespace

TEST_CASE("a signed letter is a new version with the number; the one that was sent stays", "[service]") {
    Numbered kube("L13");
    FakeService signer;
    signer.sign_well = true;
    auto const before = kube.newest();
    auto const done = kube.sign(signer);
    if (!done) FAIL(done.error().message);
    CHECK(done->version == 2);
    CHECK(kube.newest().id == done->id);
    CHECK(kube.newest().state == "DITANDATANGANI");
    CHECK(kube.newest().file_name == "surat (bertanda tangan).pdf");
    auto const old =
        kube.database->read([&](store::Reader& reader) { return store::find_document(reader, before.id); });
    REQUIRE(old);
    CHECK(old->content == signer.asked.at(0));
    auto const acts = kube.database->read([&](store::Reader& reader) { return store::letter_acts(reader, before.id); });
    REQUIRE(acts->size() == 2);
    CHECK(acts->at(0).state == "DIKIRIM");
    CHECK(acts->at(1).note == "layanan uji, dokumen dok-1");
    CHECK_FALSE(kube.sign(signer)); // signed once
    CHECK(signer.asked.size() == 1);
    REQUIRE(service::publish_letter(*kube.office, kube.number, kHead, kNow));
    CHECK(kube.newest().state == "TERBIT");
    auto const late = service::void_letter(*kube.office, {kube.number, "salah", {"Agung", {"KABID"}}}, kNow);
    REQUIRE_FALSE(late);
    CHECK(late.error().message.find("ralat") != std::string::npos);
}

TEST_CASE("a service that fails leaves the letter sent, one that refuses gives it back", "[service]") {
    Numbered kube("L13");
    FakeService signer;
    signer.answer = unavailable("layanan mati (frasa rahasia)");
    auto const dead = kube.sign(signer);
    REQUIRE_FALSE(dead);
    CHECK(dead.error().message == "layanan mati (…)");
    CHECK(kube.newest().state == "DIKIRIM");
    signer.answer = invalid("frasa sandi salah: frasa rahasia");
    CHECK(kube.sign(signer).error().kind == ErrorKind::Invalid);
    CHECK(kube.newest().state == "BERNOMOR");
    signer.answer = esign::SignedPdf{"%PDF-1.7\nsurat lain\n/ByteRange /Contents\n%%EOF\n", ""};
    auto const other = kube.sign(signer);
    REQUIRE_FALSE(other);
    CHECK(other.error().message.find("bukan surat yang dikirim") != std::string::npos);
    CHECK(kube.newest().state == "DIKIRIM");
    CHECK(kube.newest().version == 1);
    auto const trail =
        kube.database->read([&](store::Reader& reader) { return store::letter_acts(reader, kube.newest().id); });
    REQUIRE(trail);
    for (auto const& act : *trail) CHECK(act.note.find("frasa rahasia") == std::string::npos);
    signer.sign_well = true;
    CHECK(kube.sign(signer)); // a new try after a failure
}

TEST_CASE("a letter signed on paper takes its scan and no electronic signature", "[service]") {
    Numbered kube("L15");
    FakeService signer;
    signer.sign_well = true;
    CHECK(kube.sign(signer).error().kind == ErrorKind::Conflict);
    CHECK(signer.asked.empty());
    Officer const clerk{"Rizal", {"STAF"}};
    CHECK(service::attach_scan(*kube.office, {kube.number, "", "", "bukan pdf", clerk}, kNow).error().kind ==
          ErrorKind::Invalid);
    std::string const scan = "%PDF-1.4\npindaian\n%%EOF\n";
    auto const attached = service::attach_scan(*kube.office, {kube.number, "", "", scan, clerk}, kNow);
    REQUIRE(attached);
    CHECK(attached->state == "DITANDATANGANI");
    CHECK_FALSE(service::attach_scan(*kube.office, {kube.number, "", "", scan, clerk}, kNow));
    // A paper of the group has no number; the scan goes to the newest of its kind.
    auto const statement = service::attach_scan(*kube.office, {"", kube.group, "L10", scan, clerk}, kNow);
    if (kube.database
            ->read([&](store::Reader& reader) {
                return store::newest_document(reader, store::find_case_by_number(reader, kube.group)->id, "L10");
            })
            ->has_value())
        CHECK(statement);
    else
        CHECK(statement.error().kind == ErrorKind::NotFound);
}

TEST_CASE("the code on a letter says what it is; a false or mistyped one says so", "[service]") {
    Numbered kube("L13");
    auto const code =
        kube.database->read([&](store::Reader& reader) { return store::code_of_document(reader, kube.newest().id); });
    REQUIRE(code);
    REQUIRE(code->size() == 14);
    auto typed = *code;
    for (char& c : typed) c = static_cast<char>(std::tolower(c));
    auto const found = service::verify_code(*kube.office, " " + typed);
    if (!found) FAIL(found.error().message);
    CHECK(found->kind == "Surat Pengembalian Berkas untuk Perbaikan");
    CHECK(found->number == kube.number);
    CHECK(found->signer == "Drs. Bambang Suryo Atmojo, M.Si.");
    CHECK(found->office == "DINAS SOSIAL, PEMERINTAH KABUPATEN TEGAL");
    CHECK(service::matching_version(*found, "%PDF-1.7\nsurat\n%%EOF\n"));
    CHECK_FALSE(service::matching_version(*found, "%PDF-1.7\nsurat palsu\n%%EOF\n"));
    auto wrong = *code;
    wrong[0] = wrong[0] == '7' ? '8' : '7';
    CHECK(service::verify_code(*kube.office, wrong).error().kind == ErrorKind::Invalid);
    CHECK(service::verify_code(*kube.office, "0000-0000-0000").error().kind == ErrorKind::NotFound);
    CHECK(service::verify_code(*kube.office, "0000").error().kind == ErrorKind::Invalid);
    REQUIRE(service::void_letter(*kube.office, {kube.number, "alamat keliru", {"Agung", {"KABID"}}}, kNow));
    auto const voided = service::verify_code(*kube.office, *code);
    CHECK(voided->state == "BATAL");
    CHECK(voided->reason == "alamat keliru");
}
