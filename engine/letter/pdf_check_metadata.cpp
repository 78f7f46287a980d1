#include "core/text.hpp"
#include "core/time.hpp"
#include "letter/pdf_check_rule.hpp"
#include "letter/pdf_date.hpp"

#include <array>
#include <set>

/// Rules about what the file says of itself.
namespace alur::letter {

namespace {

using Kind = PdfValue::Kind;

void metadata(CheckInput const& in, CheckSink& out) {
    if (!in.xmp.present)
        out.add("keterangan XMP (/Metadata) tidak ada");
    else if (!in.xmp.readable)
        out.add("keterangan XMP bukan XML UTF-8 yang baik");
    else if (in.xmp.odd_packet)
        out.add("kepala paket XMP memakai bytes= atau encoding=");
}

void archive_part(CheckInput const& in, CheckSink& out) {
    if (!in.xmp.readable) return;
    auto const* part = in.xmp.find(kXmpArchive, "part");
    auto const* level = in.xmp.find(kXmpArchive, "conformance");
    if (!part || *part != "3" || !level || (*level != "A" && *level != "B" && *level != "U"))
        out.add("berkas tidak menyatakan diri PDF/A-3 (pdfaid:part, pdfaid:conformance)");
}

void information(CheckInput const& in, CheckSink& out) {
    struct Pair {
        char const* key;
        std::string_view space, local;
        bool date;
    };
    constexpr std::array kPairs{
        Pair{"Title", kXmpDublinCore, "title", false},         Pair{"Author", kXmpDublinCore, "creator", false},
        Pair{"Subject", kXmpDublinCore, "description", false}, Pair{"Keywords", kXmpPdf, "Keywords", false},
        Pair{"Creator", kXmpBasic, "CreatorTool", false},      Pair{"Producer", kXmpPdf, "Producer", false},
        Pair{"CreationDate", kXmpBasic, "CreateDate", true},   Pair{"ModDate", kXmpBasic, "ModifyDate", true}};
    if (!in.xmp.readable) return;
    auto const& info = in.file.get(in.file.trailer(), "Info");
    for (auto const& pair : kPairs) {
        auto const& value = in.file.get(info, pair.key);
        if (!value.is(Kind::String)) continue;
        auto const* other = in.xmp.find(pair.space, pair.local);
        bool same = other && pdf_text(value.text) == *other;
        if (other && pair.date) {
            auto const a = parse_pdf_date(value.text);
            auto const b = parse_instant(*other);
            same = a && b && *a == *b;
        }
        if (!same) out.add(std::string(pair.key) + " di Info berbeda dari keterangan XMP");
    }
}

void extensions(CheckInput const& in, CheckSink& out) {
    constexpr std::array kKnown = {std::string_view("http://purl.org/dc/elements/1.1/"),
                                   std::string_view("http://ns.adobe.com/xap/1.0/"),
                                   std::string_view("http://ns.adobe.com/xap/1.0/rights/"),
                                   std::string_view("http://ns.adobe.com/xap/1.0/mm/"),
                                   std::string_view("http://ns.adobe.com/xap/1.0/bj/"),
                                   std::string_view("http://ns.adobe.com/xap/1.0/t/pg/"),
                                   std::string_view("http://ns.adobe.com/xmp/1.0/DynamicMedia/"),
                                   std::string_view("http://ns.adobe.com/pdf/1.3/"),
                                   std::string_view("http://ns.adobe.com/photoshop/1.0/"),
                                   std::string_view("http://ns.adobe.com/camera-raw-settings/1.0/"),
                                   std::string_view("http://ns.adobe.com/tiff/1.0/"),
                                   std::string_view("http://ns.adobe.com/exif/1.0/"),
                                   std::string_view("http://www.aiim.org/pdfa/ns/id/"),
                                   std::string_view("http://www.aiim.org/pdfa/ns/extension/")};
    std::set<std::string> said;
    for (auto const& [name, value] : in.xmp.properties) {
        auto const cut = name.find_last_of("/#");
        auto const space = name.substr(0, cut == std::string::npos ? 0 : cut + 1);
        bool known = in.xmp.schemas.count(space) > 0;
        for (auto const& one : kKnown) known = known || one == space;
        if (!known && said.insert(space).second) out.add("keterangan XMP memakai " + space + " tanpa menjelaskannya");
    }
}

void access_part(CheckInput const& in, CheckSink& out) {
    if (!in.xmp.readable) return;
    auto const* part = in.xmp.find(kXmpAccess, "part");
    if (!part || *part != "1") out.add("berkas tidak menyatakan diri PDF/UA-1 (pdfuaid:part)");
}

void title(CheckInput const& in, CheckSink& out) {
    auto const* text = in.xmp.find(kXmpDublinCore, "title");
    if (in.xmp.readable && (!text || text->empty())) out.add("judul dokumen (dc:title) tidak ada");
    if (!in.file.get(in.file.get(in.file.catalog(), "ViewerPreferences"), "DisplayDocTitle").is_true())
        out.add("pembaca tidak diminta menampilkan judul (DisplayDocTitle)");
}

void language(CheckInput const& in, CheckSink& out) {
    auto const& value = in.file.get(in.file.catalog(), "Lang");
    auto const& tag = value.text;
    bool good = value.is(Kind::String) && tag.size() >= 2;
    std::size_t run = 0;
    for (char const c : tag) {
        bool const letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        run = letter ? run + 1 : 0;
        good = good && run <= 8 && (letter || c == '-');
    }
    if (!good) out.add("bahasa dokumen (/Lang) tidak ada atau tidak dikenal");
}

constexpr std::array kRules{
    CheckRule{"metadata", "ISO 19005-3 6.6.2.1", metadata},
    CheckRule{"extensions", "ISO 19005-3 6.6.2.3", extensions},
    CheckRule{"information", "ISO 19005-3 6.6.3", information},
    CheckRule{"archive-part", "ISO 19005-3 6.6.4", archive_part},
    CheckRule{"access-part", "ISO 14289-1 5", access_part},
    CheckRule{"title", "ISO 14289-1 7.1", title},
    CheckRule{"language", "ISO 14289-1 7.2", language},
};

} // namespace

std::span<CheckRule const> check_metadata_rules() { return kRules; }

} // namespace alur::letter
