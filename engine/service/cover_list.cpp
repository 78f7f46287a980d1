#include "core/indonesian.hpp"
#include "service/papers.hpp"
#include "service/signatories.hpp"

namespace alur::service {

namespace {

/// The list in front of letters that are printed together: for the one who hands them out.
constexpr char kCover[] = R"(---
id: COVER
nama: Daftar Surat yang Dicetak
layout: judul
seri: none
kop: dinas
judul: DAFTAR SURAT YANG DICETAK
tempat_tanggal: biasa
mode_ttd: BASAH
penanda_tangan:
  - sebagai: Petugas,
    nama: "{{petugas}}"
---
Daftar ini memuat {{count(surat)}} ({{terbilang(count(surat))}}) surat.

[kolom 1 4.6 * 4.2 1.6]
| No | Nomor dan tanggal | Hal | Tujuan | Lembar |
|---:|-------------------|-----|--------|-------:|
{{#loop surat as s}}
| # | {{s.nomor_surat}}, {{tanggal(s.tanggal)}} | {{s.hal}} | {{s.tujuan}} | {{s.halaman}} |
{{/loop}}
)";

} // namespace

Result<std::string> Papers::cover(Pack const& pack, feel::Value const& letters, std::string const& officer,
                                  Instant now) {
    static auto const kTemplate = letter::read_letter({"daftar-cetak.md", kCover});
    if (!kTemplate) return kTemplate.error();
    auto const today = day_of(now, pack.zone);
    feel::Scope scope(pack.parameters);
    scope.push(pack.reference);
    scope.push(feel::Value::context(
        {{"officials", officials_on(pack, today, "")}, {"surat", letters}, {"petugas", feel::Value::string(officer)}}));
    letter::Issue issue;
    issue.date = today;
    issue.watermark = letter::Watermark::None;
    issue.created = now;
    issue.zone = pack.zone;
    auto pdf = typeset(*kTemplate, scope, issue);
    if (!pdf) return pdf.error();
    return std::move(pdf->bytes);
}

} // namespace alur::service
