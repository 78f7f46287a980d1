#include "feel/json.hpp"
#include "form/fill.hpp"
#include "service/host_functions.hpp"
#include "service/pack.hpp"

#include <catch2/catch.hpp>

using namespace alur;
using feel::Value;

// The accountability report that writes itself: purchases and cash book against the plan, with the shipped functions.

namespace {

service::Pack const& pack() {
    static service::LoadedPack const loaded = [] {
        auto pack = service::load_pack(std::filesystem::path(ALUR_SOURCE_DIR) / "workflows/kube");
        REQUIRE(pack);
        REQUIRE_FALSE(pack->found.has_errors());
        return std::move(*pack);
    }();
    return loaded.pack;
}

/// Plan of three lines; the first bought as planned, the second dearer and without a receipt number, the third not at
/// all.
char const* const kCase = R"({
  "fiscal_year": 2026, "requested_amount": 20000000, "nilai_bantuan": 20000000, "tanggal_masuk": {"$date": "2026-07-03"},
  "group": {"name": "KUBE Sido Makmur", "business_type": "tahu", "address": {"desa": "Adiwerna", "kecamatan": "Adiwerna"}},
  "members": [{"no": 1, "role": "ketua", "name": "Siti"}],
  "budget_lines": [
    {"no": 1, "category": "bahan", "item": "Kedelai", "quantity": 10, "unit": "kg", "unit_price": 600000, "amount": 6000000},
    {"no": 2, "category": "peralatan", "item": "Mesin giling", "quantity": 1, "unit": "buah", "unit_price": 9000000, "amount": 9000000},
    {"no": 3, "category": "peralatan", "item": "Timbangan", "quantity": 2, "unit": "buah", "unit_price": 500000, "amount": 1000000}],
  "belanja": [
    {"no": 1, "real_qty": 10, "real_price": 600000, "vendor": "A", "proof_no": "B-1", "proof_date": {"$date": "2026-07-08"}},
    {"no": 2, "real_qty": 1, "real_price": 9950000, "vendor": "B", "proof_no": "", "proof_date": {"$date": "2026-07-01"}}],
  "laporan_bulanan": [{"ke": 1, "transaksi": [
    {"tanggal": {"$date": "2026-07-08"}, "uraian": "Kedelai", "proof_no": "B-1", "masuk": 0, "keluar": 5900000}]}]
})";

feel::Scope scope() {
    auto lookup = std::make_shared<service::Lookup>();
    lookup->pack = &pack();
    feel::Scope scope(pack().parameters);
    scope.push(pack().reference);
    scope.push(service::host_functions(lookup));
    auto data = feel::from_json(std::string_view(kCase));
    REQUIRE(data);
    scope.push(*data);
    return scope;
}

std::string result(std::string const& text) {
    auto const parsed = feel::parse(text);
    REQUIRE(parsed);
    return feel::to_json(feel::evaluate(*parsed, scope(), {}).value);
}

} // namespace

TEST_CASE("purchases and cash book are matched with the plan line by line", "[service]") {
    CHECK(result("for c in lpj_cocok(budget_lines, belanja, lpj_kas(laporan_bulanan), tanggal_masuk) return "
                 "string join(c.temuan, \"; \")") ==
          R"x(["pada buku kas tercatat Rp5.900.000,00","nomor bukti belum ada; bukti bertanggal sebelum dana masuk; )x"
          R"x(melebihi rencana lebih dari 10 persen tanpa persetujuan perubahan (L53); belum tercatat pada buku kas",)x"
          R"x("belum dibelanjakan"])x");
    // Before any cash book has come in, its silence is no finding.
    CHECK(result("lpj_cocok(budget_lines, belanja, null, tanggal_masuk)[1].temuan") == "[]");
}

TEST_CASE("the list of missing receipts names the line and what is missing", "[service]") {
    CHECK(
        result("for b in lpj_bukti_kurang(lpj_cocok(budget_lines, belanja, null, tanggal_masuk), "
               "lpj_rincian_dari(budget_lines, belanja), meterai_ambang) return string(b.no) + \" \" + b.kekurangan") ==
        R"x(["2 nomor bukti belum ada; bukti bertanggal sebelum dana masuk; )x"
        R"x(melebihi rencana lebih dari 10 persen tanpa persetujuan perubahan (L53)","3 belum dibelanjakan",)x"
        R"x("1 bukti B-1 di atas Rp5.000.000,00 belum bermeterai",)x"
        R"x("2 bukti (Mesin giling) di atas Rp5.000.000,00 belum bermeterai"])x");
}

TEST_CASE("the check sheet follows from the report, and leaves open what nobody can know", "[service]") {
    auto const check = [](std::string const& code) {
        return result(
            "{h: lpj_periksa_dari(lpj_checklist, {narasi: null, rincian: lpj_rincian_dari(budget_lines, belanja), "
            "realisasi: 15950000, sisa: 4050000, nilai: nilai_bantuan, masuk: tanggal_masuk, terima: "
            "date(\"2026-08-12\"), rab: budget_lines, lampiran: [{attachment: \"Foto barang\", present: \"ADA\"}], "
            "surat: true, ambang: meterai_ambang}), r: h[code = \"" +
            code + "\"][1], hasil: [r.result, r.note]}.hasil");
    };
    CHECK(check("R01") == R"(["SESUAI",""])");
    CHECK(check("R02") == R"([null,""])");
    CHECK(check("R03") == R"(["SESUAI",""])");
    CHECK(check("R04") == R"(["SESUAI",""])");
    CHECK(check("R05") == R"(["TIDAK","tanpa nomor bukti: Mesin giling"])");
    CHECK(check("R06") == R"(["SESUAI",""])");
    CHECK(check("R07").find("bertanggal di luar masa penggunaan dana") != std::string::npos);
    CHECK(check("R08") == R"x(["TIDAK","belum bermeterai: B-1, (Mesin giling)"])x");
    CHECK(check("R09") == R"(["SESUAI",""])");
    CHECK(check("R10") == R"x(["TIDAK","foto barang atau foto kegiatan belum ada"])x");
    CHECK(check("R12") == R"x(["TIDAK","surat pernyataan (L38) belum ada"])x");
}

TEST_CASE("the report form goes out with the purchases, the story and the remainder filled in", "[service]") {
    auto const form = pack().forms.find("F21");
    REQUIRE(form != pack().forms.end());
    auto const filled = form::fill(form->second.form, scope());
    REQUIRE(filled);
    auto const contents = form::to_value(*filled);
    CHECK(feel::to_json(contents.at_path("narasi.realisasi")) ==
          "\"Dana yang dibelanjakan berjumlah Rp15.950.000,00 untuk 2 baris rencana anggaran. Sisa dana sebesar "
          "Rp4.050.000,00 akan disetor ke rekening kas umum daerah.\"");
    CHECK(contents.at_path("narasi.manfaat").is_null());
    REQUIRE(contents.at_path("rincian.rows").items().size() == 2);
    CHECK(feel::to_text(contents.at_path("rincian.rows").items()[0].at_path("item")) == "Kedelai");
    CHECK(feel::to_text(form::named_cells(*filled).at_path("SISA_DANA")) == "4050000");
}
