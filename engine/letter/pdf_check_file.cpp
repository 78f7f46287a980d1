#include "core/text.hpp"
#include "letter/pdf_check_rule.hpp"

#include <array>

/// Rules about the file itself: header, trailer, tables, objects, limits.
namespace alur::letter {

namespace {

using Kind = PdfValue::Kind;

void header(CheckInput const& in, CheckSink& out) {
    auto const bytes = in.file.bytes();
    bool const version = bytes.starts_with("%PDF-1.") && bytes.size() > 9 && bytes[7] >= '0' && bytes[7] <= '7';
    if (!version) {
        out.add("baris pertama bukan %PDF-1.0 sampai %PDF-1.7");
        return;
    }
    auto const second = bytes.find_first_not_of("\r\n", 8);
    bool marked = second != std::string_view::npos && second <= 10 && bytes[second] == '%';
    for (std::size_t i = 1; marked && i <= 4; ++i)
        marked = second + i < bytes.size() && static_cast<unsigned char>(bytes[second + i]) > 127;
    if (!marked) out.add("baris kedua bukan komentar dengan sedikitnya empat bita di atas 127");
}

void end_of_file(CheckInput const& in, CheckSink& out) {
    auto const bytes = in.file.bytes();
    auto const at = bytes.rfind("%%EOF");
    if (at == std::string_view::npos) {
        out.add("tanda akhir berkas %%EOF tidak ada");
        return;
    }
    auto const rest = bytes.substr(at + 5);
    if (rest != "" && rest != "\n" && rest != "\r" && rest != "\r\n")
        out.add("masih ada " + std::to_string(rest.size()) + " bita sesudah %%EOF");
}

void file_id(CheckInput const& in, CheckSink& out) {
    auto const& id = in.file.get(in.file.trailer(), "ID");
    bool good = id.is(Kind::Array) && id.items.size() == 2;
    for (auto const& part : id.items) good = good && part.is(Kind::String) && !part.text.empty();
    if (!good) out.add("berkas tidak mempunyai pengenal /ID dengan dua bagian");
}

void not_encrypted(CheckInput const& in, CheckSink& out) {
    for (auto const& section : in.file.sections())
        if (section.trailer.find("Encrypt")) {
            out.add("berkas disandikan (/Encrypt)");
            return;
        }
}

void table_lines(CheckInput const& in, CheckSink& out) {
    for (auto const& section : in.file.sections())
        if (section.loose_lines)
            out.add("tabel objek pada bita " + std::to_string(section.offset) + " tidak disusun per baris");
}

void objects_present(CheckInput const& in, CheckSink& out) {
    for (auto const number : in.file.missing())
        out.add(object_place(number) + " tidak ada di tempat yang disebut tabel");
    if (in.pages.empty()) out.add("tidak ada halaman");
}

void object_lines(CheckInput const& in, CheckSink& out) {
    for (auto const& [number, object] : in.file.objects())
        if (object.loose_lines) out.add(object_place(number) + ": obj atau endobj tidak berdiri pada barisnya sendiri");
}

void stream_lines(CheckInput const& in, CheckSink& out) {
    for (auto const& [number, object] : in.file.objects())
        if (object.loose_stream) out.add(object_place(number) + ": panjang atau baris stream tidak tepat");
}

void stream_inside(CheckInput const& in, CheckSink& out) {
    for (auto const& [number, object] : in.file.objects())
        if (object.is_stream)
            for (auto const* key : {"F", "FFilter", "FDecodeParms"})
                if (object.value.find(key)) {
                    out.add(object_place(number) + ": isi stream diletakkan di berkas lain (/" + key + ")");
                    break;
                }
}

void filters(CheckInput const& in, CheckSink& out) {
    constexpr std::array kAllowed = {"ASCIIHexDecode", "ASCII85Decode", "FlateDecode", "RunLengthDecode",
                                     "CCITTFaxDecode", "JBIG2Decode",   "DCTDecode",   "JPXDecode"};
    auto const look = [&](int number, PdfValue const& filter) {
        for (auto const* name : kAllowed)
            if (filter.is_name(name)) return;
        out.add(object_place(number) + ": pemampatan " + (filter.text.empty() ? "tanpa nama" : filter.text) +
                " tidak diperbolehkan");
    };
    for (auto const& [number, object] : in.file.objects()) {
        if (!object.is_stream) continue;
        auto const& filter = in.file.get(object.value, "Filter");
        if (filter.is(Kind::Array))
            for (auto const& one : filter.items) look(number, in.file.resolve(one));
        else if (!filter.is(Kind::Null))
            look(number, filter);
    }
}

void hexadecimal(CheckInput const& in, CheckSink& out) {
    for (auto const& [number, object] : in.file.objects())
        if (object.faults.hexadecimal)
            out.add(object_place(number) + ": teks heksadesimal dengan jumlah angka ganjil atau tanda asing");
}

void names(CheckInput const& in, CheckSink& out) {
    auto const look = [&](int number, PdfValue const& name) {
        if (name.is(Kind::Name) && !is_utf8(name.text)) out.add(object_place(number) + ": nama bukan UTF-8");
    };
    for (auto const& [number, object] : in.file.objects()) {
        auto const& type = in.file.get(object.value, "Type");
        if (type.is_name("Font") || type.is_name("FontDescriptor"))
            for (auto const* key : {"BaseFont", "FontName"}) look(number, in.file.get(object.value, key));
        if (type.is_name("StructElem")) look(number, in.file.get(object.value, "S"));
    }
}

void limits(CheckInput const& in, CheckSink& out) {
    for (auto const& [number, object] : in.file.objects()) {
        if (object.faults.length)
            out.add(object_place(number) + ": teks lebih dari 32.767 bita atau nama lebih dari 127");
        if (object.faults.number) out.add(object_place(number) + ": bilangan di luar batas");
    }
    for (std::size_t i = 0; i < in.pages.size(); ++i) {
        if (in.facts[i].deepest_state > 28) out.add(page_place(i) + ": keadaan grafis (q) bersarang lebih dari 28");
        auto const* page = in.file.object(in.pages[i]);
        auto const& box = in.file.get(page->value, "MediaBox").items;
        if (box.size() == 4)
            for (std::size_t k = 0; k < 2; ++k) {
                auto const side = in.file.resolve(box[k + 2]).real - in.file.resolve(box[k]).real;
                if (side < 3 || side > 14'400) out.add(page_place(i) + ": ukuran kertas di luar batas");
            }
    }
}

void dictionaries(CheckInput const& in, CheckSink& out) {
    for (auto const& [number, object] : in.file.objects())
        if (object.faults.twice) out.add(object_place(number) + ": satu kunci disebut dua kali");
}

void permissions(CheckInput const& in, CheckSink& out) {
    for (auto const& [key, value] : in.file.get(in.file.catalog(), "Perms").entries)
        if (key != "DocMDP" && key != "UR3") out.add("izin " + key + " tidak dikenal");
}

void optional_content(CheckInput const& in, CheckSink& out) {
    auto const& properties = in.file.get(in.file.catalog(), "OCProperties");
    if (properties.is(Kind::Null)) return;
    auto const look = [&](PdfValue const& configuration) {
        if (!in.file.get(configuration, "Name").is(Kind::String)) out.add("susunan lapisan tidak bernama");
        if (configuration.find("AS")) out.add("lapisan berubah sendiri (/AS)");
    };
    look(in.file.get(properties, "D"));
    for (auto const& one : in.file.get(properties, "Configs").items) look(in.file.resolve(one));
}

constexpr std::array kRules{
    CheckRule{"header", "ISO 19005-3 6.1.2", header},
    CheckRule{"end-of-file", "ISO 19005-3 6.1.3", end_of_file},
    CheckRule{"file-id", "ISO 19005-3 6.1.3", file_id},
    CheckRule{"not-encrypted", "ISO 19005-3 6.1.3", not_encrypted},
    CheckRule{"table-lines", "ISO 19005-3 6.1.4", table_lines},
    CheckRule{"objects-present", "ISO 32000-1 7.5.4", objects_present},
    CheckRule{"hexadecimal", "ISO 19005-3 6.1.6", hexadecimal},
    CheckRule{"stream-lines", "ISO 19005-3 6.1.7.1", stream_lines},
    CheckRule{"stream-inside", "ISO 19005-3 6.1.7.1", stream_inside},
    CheckRule{"filters", "ISO 19005-3 6.1.7.2", filters},
    CheckRule{"names", "ISO 19005-3 6.1.8", names},
    CheckRule{"object-lines", "ISO 19005-3 6.1.9", object_lines},
    CheckRule{"permissions", "ISO 19005-3 6.1.12", permissions},
    CheckRule{"limits", "ISO 19005-3 6.1.13", limits},
    CheckRule{"dictionaries", "ISO 32000-1 7.3.7", dictionaries},
    CheckRule{"optional-content", "ISO 19005-3 6.9", optional_content},
};

} // namespace

std::span<CheckRule const> check_file_rules() { return kRules; }

} // namespace alur::letter
