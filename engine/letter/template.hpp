#pragma once
#include "core/result.hpp"
#include "feel/feel.hpp"
#include "feel/infer.hpp"
#include "format/file.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

/// A letter is one file: YAML front matter between two `---` lines, then the body in Markdown. Texts anywhere may hold
/// `{{ FEEL }}`, `{{#if FEEL}} … {{#else}} … {{/if}}` and `{{#loop LIST as NAME}} … {{/loop}}` (see merge/merge.hpp:
/// dates print as `12 Februari 2026`, money is written `{{rupiah(x)}}`, a value that is missing is an error, never a
/// blank). A value never becomes markup: a name with `*`, `|` or `<` prints as it is.
///
/// A YAML text that begins with `{`, `[`, `*`, `&`, `!`, `%`, `@`, `"` or `-`, or that has `: ` or ` #` in it, stands
/// in quotes: `di: "{{desa}}"`.
///
/// ### Front matter
///
///     id: B07                      required; also the beginning of the file name
///     nama: Surat Pengembalian …   required; name of the kind of letter, and the title of the PDF
///     layout: korespondensi        required: korespondensi nota judul keputusan pernyataan kuitansi perjanjian
///     klasifikasi: 400.9.14.1      archive classification; goes into the number; may be left out with `seri: none`
///     seri: SURAT                  required: SURAT TUGAS NOTA KEPUTUSAN BERITA_ACARA none
///     konsep: STAF                 role that drafts (for the work flow, not printed)
///     paraf: [KATIM, KABID]        roles that initial, in order (not printed)
///     catatan: …                   a remark for the one who edits the file (not printed)
///     kop: dinas                   dinas (default, lines from `office`), desa, kelompok, none
///     kop_teks: [ …, … ]           the lines of the letterhead; required for desa and kelompok. desa: lines in
///     capitals,
///                                  the last of them large, then address lines; kelompok: first line bold, rest smaller
///     kertas: F4                   F4 or A4; default from layouts.yaml
///     sifat: Segera                Biasa (default) Penting Segera "Amat Segera" Rahasia; printed by korespondensi,
///     nota lampiran: satu berkas        text; default `-` hal: …                       text; required by korespondensi
///     and nota. In pernyataan it makes the letter blocks
///                                  (date, Nomor, Lampiran, Hal, Yth.) appear under the heading of the group
///     tujuan:                      addressees; required by korespondensi and nota. Up to three are numbered under
///       - kepada: Ketua {{x}}      Yth.; more become "Yth. (daftar terlampir)" and an annex "Daftar Penerima Surat"
///         melalui: Kepala Desa …   optional line
///         di: Bengle               place, printed "di Bengle"; optional
///         setiap: daftar as u      optional: one addressee for each item of a FEEL list
///         jika: FEEL               optional: only when true
///       - Camat Talang             short form of `kepada: …`
///     dari: …                      nota: the sender; default: title of the first signatory
///     tembusan:                    copies; the `;` and `.` at the ends are added
///       - Camat {{kecamatan}}
///       - teks: …                  long form, with `setiap: LIST as NAME` and `jika: FEEL`
///     judul: SURAT TUGAS           text or list of lines; required by judul, keputusan, kuitansi, perjanjian, and by
///                                  pernyataan without `hal`; nota prints NOTA DINAS by itself
///     nomor: …                     text behind NOMOR; default `{{nomor_surat}}`, left out with `seri: none`. Give it
///     for
///                                  numbers of others (village, group); a list gives several lines (perjanjian)
///     tentang: …                   subject of a keputusan (required), pengumuman …; printed in capitals below TENTANG
///     pejabat: …                   keputusan: the line above Menimbang; default: title of the first signatory and the
///                                  name of the government, `KEPALA DINAS SOSIAL KABUPATEN TEGAL,`
///     tempat: …                    default `{{office.place}}`
///     tanggal: …                   default `{{tanggal_surat}}`; "…………… 2026" on papers dated by hand
///     tempat_tanggal: …            what stands above the signature: tanpa, biasa ("Slawi, 1 April 2026"), ditetapkan
///                                  ("Ditetapkan di … / pada tanggal …"), dikeluarkan. Default: keputusan and judul
///                                  ditetapkan; pernyataan without hal and kuitansi biasa; others tanpa (berita acara:
///                                  write `tanpa`)
///     jumlah: "{{rupiah(x)}}"      kuitansi: the amount in the box
///     penutup: …                   closing sentence; default of korespondensi: "Demikian disampaikan, atas perhatian
///                                  Saudara kami ucapkan terima kasih.", unless the body's last paragraph thanks
///                                  already; `penutup: none` for no closing
///     salinan: 2                   judul: the whole text so many times on one page with a cut line between (1 or 2)
///     mode_ttd: TTE                TTE (box with QR and signature field) or BASAH (space for the pen); required
///     penanda_tangan:              signature blocks, at least one; see below
///     data:                        the letter's own fields: name → FEEL; each sees the ones above it, then all of the
///       nama_kelompok: group.name  case, parameters, office … What stands in the scope under the same name needs no
///       temuan: findings[…]        entry. Evaluated only when used
///
/// ### Signature blocks
///
///     penanda_tangan:
///       - peran: KADIS             an official of the office: title, name, rank and NIP come from `officials`
///         an: KADIS                optional: signs in the name of that role: a.n. KEPALA DINAS SOSIAL / KEPALA BIDANG
///         …, ub: SEKDIN               optional, with an: two levels below: a.n. … / SEKRETARIS …, / u.b. / KEPALA …,
///       - sebagai: Mengetahui,     line(s) above the title: text or list ("PIHAK KESATU," "Yang menyatakan," "Saksi,")
///         jabatan: KEPALA DESA …,  title (text or list of lines) when there is no `peran`, or instead of the
///         official's nama: "{{kades_nama}}"   name; "…………………" leaves a line to be filled by hand pangkat: … lines
///         below the name; with `peran` they come from `officials` nip: …                   printed "NIP …" keterangan:
///         …            one more line below (for example "NIK …") posisi: kiri             kanan kiri tengah. Default:
///         one block kanan; of two, first kiri, second kanan; a block
///                                  whose place in the row is taken begins the next row
///         meterai: ya              box "meterai Rp10.000" left of the signature
///         setiap: petugas as p     one block for each item of a FEEL list
///         jika: FEEL               only when true
///
/// `office` is {government_line, office_line, address_line, contact_line, place, unit_code}; `officials` a list of
/// {role, position, name, rank, grade, nip} and optionally `acting` ("Plt." or "Plh."), printed in front of the title.
///
/// ### Body
///
///     Paragraphs                   separated by a blank line; justified. `**bold**`, `*italic*`, `_underlined_`; a
///                                  backslash at the end of a line keeps the line break
///     1. …   a. …   1) …   - …     lists; nested by indenting to the text of the item above. In a loop write `1.` (or
///                                  `a.`) for every item: they count on by themselves
///     hari, tanggal : {{…}}        a paragraph all of whose lines have ` : ` (blank, colon, blank) is a block with
///     waktu : pukul …              aligned colons; one row a line. Also inside list items (Nama, NIP, Jabatan of a
///     person) Menimbang :                  a line that ends in ` :`, followed by a list: the list stands beside the
///     label a. bahwa …; KESATU : Menetapkan …        so do dictums; a list directly below a row that ends in `:`
///     belongs to the row
///     ## I. Pendahuluan            section heading, bold, left (perjanjian: centred)
///     ### MEMUTUSKAN:              centred heading
///     | No | Uraian | Nilai |      table; `--:` right, `:-:` centre. A cell `#` is the running number of its row, a
///     cell
///     |---:|--------|------:|      `<` continues the cell on its left (a total: `| **Jumlah** | < | {{…}} |`). Columns
///     {{#loop xs as x}}            find their own widths; `[kolom 1 * 3.5]` in front of the table sets them in cm
///     (`*`: | # | {{x.a}} | {{x.b}} |    what is left)
///     {{/loop}}
///     [[ … ]]                      something still to be settled: red in a draft; a final letter with it is refused
///
/// Commands stand alone on a line, in square brackets (a line of text in brackets is written `\[…]`):
///
///     [lampiran: JUDUL]            from here to the next one: an annex on its own page(s), with the heading that the
///     [lampiran mendatar: JUDUL]   layout asks for and signed again; `mendatar`: landscape; `tanpa ttd`: not signed
///     [lampiran tanpa ttd: JUDUL]  ([lampiran mendatar tanpa ttd: JUDUL])
///     [halaman baru]               page break
///     [tanda tangan]               the signature blocks stand here instead of at the end of the body
///     [tengah]                     the next paragraph is centred; [kiri]: left, without indent; [kanan]: right
///     [kolom 1 * 3.5]              column widths of the next table, in cm
///     [baris 0.9]                  rows of the next table at least so high, in cm: room for signatures
///     [tanpa garis]                the next table has no rules
///     [ruang 2]                    empty space, in cm
///     [garis]                      thin line over the width; [garis potong]: dashed, "gunting di sini"
namespace alur::letter {

enum class LayoutKind { Korespondensi, Nota, Judul, Keputusan, Pernyataan, Kuitansi, Perjanjian };
enum class Series { None, Surat, Tugas, Nota, Keputusan, BeritaAcara };
enum class Letterhead { Dinas, Desa, Kelompok, None };
enum class SigningMode { Electronic, Wet };

std::string_view to_text(LayoutKind kind); ///< `korespondensi` … `perjanjian`
std::string_view to_text(Series series);   ///< `SURAT` … `BERITA_ACARA`, `none`

struct TemplateParts;

/// A letter file, read and checked: every expression parses, every key is known. It knows nothing of a case.
/// Immutable; a copy shares its contents.
struct LetterTemplate {
    std::string id;
    std::string name;
    std::string file;
    LayoutKind layout = LayoutKind::Korespondensi;
    std::string classification;
    Series series = Series::None;
    Letterhead letterhead = Letterhead::Dinas;
    SigningMode signing = SigningMode::Wet;
    std::string drafter;                  ///< role, may be ""
    std::vector<std::string> initials;    ///< roles that initial, in order
    std::vector<std::string> signatories; ///< roles of the signature blocks that are officials
    std::vector<std::string> on_behalf;   ///< roles named by `an` and `ub`

    Diagnostics remarks; ///< warnings: data that nothing in the letter uses

    std::shared_ptr<TemplateParts const> parts; ///< for this module
};

/// Invalid: every mistake with line and column: unknown keys and words with the nearest known one, missing keys,
/// expressions that do not parse, commands that do not exist.
Result<LetterTemplate> read_letter(format::SourceFile const& file);

/// What is surely wrong in the letter's expressions with any case (feel::infer). A name of its own `data` may also be
/// given from outside, so the letter may ask for it in there.
void check_expressions(LetterTemplate const& letter, feel::StaticScope scope, Diagnostics& found);

/// A plain path that the letter takes from the case, and where it does so first.
struct FieldUse {
    std::string path;
    Place place;
    bool in_filter = false; ///< only inside conditions of filters, where it may also be a property of what is filtered
};

/// What the letter takes from the case, by path, each once; names it defines itself are not among them.
std::vector<FieldUse> field_uses(LetterTemplate const& letter);
/// The paths alone.
std::vector<std::string> fields(LetterTemplate const& letter);

} // namespace alur::letter
