#include "letter/pdf_check_rule.hpp"

#include <algorithm>
#include <array>
#include <set>

/// Rules about what can be clicked, filled in, opened or run.
namespace alur::letter {

namespace {

using Kind = PdfValue::Kind;

struct Annotation {
    int number = 0; ///< 0 when it stands in the page itself
    PdfValue const* value = nullptr;
    std::size_t page = 0;
};

std::vector<Annotation> annotations(CheckInput const& in) {
    std::vector<Annotation> out;
    for (std::size_t i = 0; i < in.pages.size(); ++i)
        for (auto const& item : in.file.get(in.file.object(in.pages[i])->value, "Annots").items)
            out.push_back({item.is(Kind::Reference) ? static_cast<int>(item.integer) : 0, &in.file.resolve(item), i});
    return out;
}

std::string place(Annotation const& a) { return page_place(a.page) + ", " + object_place(a.number); }

void annotation_kinds(CheckInput const& in, CheckSink& out) {
    constexpr std::array kAllowed = {"Text",        "Link",     "FreeText",  "Line",      "Square",         "Circle",
                                     "Polygon",     "PolyLine", "Highlight", "Underline", "Squiggly",       "StrikeOut",
                                     "Stamp",       "Caret",    "Ink",       "Popup",     "FileAttachment", "Widget",
                                     "PrinterMark", "TrapNet",  "Watermark", "Redact"};
    for (auto const& a : annotations(in)) {
        auto const& kind = in.file.get(*a.value, "Subtype");
        if (std::none_of(kAllowed.begin(), kAllowed.end(), [&](auto const* name) { return kind.is_name(name); }))
            out.add(place(a) + ": anotasi jenis \"" + kind.text + "\" tidak diperbolehkan");
    }
}

void annotation_flags(CheckInput const& in, CheckSink& out) {
    for (auto const& a : annotations(in)) {
        if (in.file.get(*a.value, "Subtype").is_name("Popup")) continue;
        auto const& flags = in.file.get(*a.value, "F");
        constexpr std::int64_t kInvisible = 1, kHidden = 2, kPrint = 4, kNoView = 32, kToggle = 256;
        if (!flags.is(Kind::Integer) || (flags.integer & kPrint) == 0)
            out.add(place(a) + ": tidak ikut tercetak (tanda Print)");
        else if ((flags.integer & (kInvisible | kHidden | kNoView | kToggle)) != 0)
            out.add(place(a) + ": disembunyikan");
    }
}

void appearances(CheckInput const& in, CheckSink& out) {
    for (auto const& a : annotations(in)) {
        auto const& kind = in.file.get(*a.value, "Subtype");
        if (kind.is_name("Popup") || kind.is_name("Link")) continue;
        auto const& look = in.file.get(*a.value, "AP");
        auto const* normal = in.file.object(look.find("N"));
        bool const button = in.file.get(*a.value, "FT").is_name("Btn");
        if (look.entries.size() != 1 || !(normal && (normal->is_stream || button)))
            out.add(place(a) + ": tampilan (AP) tidak ada atau lebih dari satu");
    }
}

void form_fields(CheckInput const& in, CheckSink& out) {
    auto const& form = in.file.get(in.file.catalog(), "AcroForm");
    if (in.file.get(form, "NeedAppearances").is_true())
        out.add("formulir meminta pembaca menggambar sendiri (NeedAppearances)");
    if (form.find("XFA")) out.add("formulir XFA");
    for (auto const& a : annotations(in))
        if (in.file.get(*a.value, "Subtype").is_name("Widget") && (a.value->find("A") || a.value->find("AA")))
            out.add(place(a) + ": bidang isian menjalankan tindakan");
}

void actions(CheckInput const& in, CheckSink& out) {
    constexpr std::array kForbidden = {"Launch",     "Sound",      "Movie",       "ResetForm",
                                       "ImportData", "Hide",       "SetOCGState", "Rendition",
                                       "Trans",      "GoTo3DView", "JavaScript",  "RichMediaExecute"};
    constexpr std::array kNamed = {"NextPage", "PrevPage", "FirstPage", "LastPage"};
    auto const look = [&](std::string const& where, PdfValue const& action) {
        auto const& kind = in.file.get(action, "S");
        for (auto const* name : kForbidden)
            if (kind.is_name(name)) out.add(where + ": tindakan " + name + " tidak diperbolehkan");
        auto const& named = in.file.get(action, "N");
        if (kind.is_name("Named") &&
            std::none_of(kNamed.begin(), kNamed.end(), [&](auto const* n) { return named.is_name(n); }))
            out.add(where + ": tindakan bernama " + named.text + " tidak diperbolehkan");
    };
    look("katalog", in.file.get(in.file.catalog(), "OpenAction"));
    for (auto const& [number, object] : in.file.objects()) {
        if (object.value.find("A")) look(object_place(number), in.file.get(object.value, "A"));
        if (in.file.get(object.value, "Type").is_name("Action")) look(object_place(number), object.value);
    }
    if (in.file.get(in.file.get(in.file.catalog(), "Names"), "JavaScript").is(Kind::Dictionary))
        out.add("katalog: program JavaScript");
}

void automatic_actions(CheckInput const& in, CheckSink& out) {
    if (in.file.catalog().find("AA")) out.add("katalog menjalankan tindakan sendiri (/AA)");
    for (std::size_t i = 0; i < in.pages.size(); ++i)
        if (in.file.object(in.pages[i])->value.find("AA"))
            out.add(page_place(i) + " menjalankan tindakan sendiri (/AA)");
}

void signatures(CheckInput const& in, CheckSink& out) {
    for (auto const& [number, object] : in.file.objects()) {
        auto const& v = object.value;
        if (!in.file.get(v, "FT").is_name("Sig")) continue;
        auto const& signature = in.file.get(v, "V");
        if (!signature.is(Kind::Dictionary)) continue;
        auto const& range = in.file.get(signature, "ByteRange").items;
        bool good = range.size() == 4 && in.file.get(signature, "Contents").is(Kind::String);
        for (auto const& n : range) good = good && n.is(Kind::Integer) && n.integer >= 0;
        if (!good || range[0].integer != 0 || range[1].integer >= range[2].integer ||
            range[2].integer + range[3].integer > static_cast<std::int64_t>(in.file.bytes().size()))
            out.add(object_place(number) + ": tanda tangan tidak mencakup seluruh simpanan berkasnya (ByteRange)");
    }
}

void attachments(CheckInput const& in, CheckSink& out) {
    std::set<int> linked;
    auto const link = [&](PdfValue const& holder) {
        for (auto const& item : in.file.get(holder, "AF").items)
            if (item.is(Kind::Reference)) linked.insert(static_cast<int>(item.integer));
    };
    for (auto const& [number, object] : in.file.objects()) link(object.value);
    for (auto const& [number, object] : in.file.objects()) {
        auto const& spec = object.value;
        auto const& embedded = in.file.get(spec, "EF");
        if (!embedded.is(Kind::Dictionary)) continue;
        auto const where = "lampiran " + in.file.get(spec, "F").text + " (" + object_place(number) + ")";
        if (!in.file.get(spec, "F").is(Kind::String) || !in.file.get(spec, "UF").is(Kind::String))
            out.add(where + ": nama /F dan /UF harus ada");
        if (!in.file.get(spec, "AFRelationship").is(Kind::Name))
            out.add(where + ": hubungan (AFRelationship) tidak disebut");
        if (linked.count(number) == 0) out.add(where + ": tidak dikaitkan dengan dokumen (/AF)");
        auto const* file = in.file.object(embedded.find("F"));
        if (!file || !in.file.get(file->value, "Subtype").is(Kind::Name))
            out.add(where + ": jenis berkas (Subtype) tidak disebut");
        if (file && !in.file.get(in.file.get(file->value, "Params"), "ModDate").is(Kind::String))
            out.add(where + ": tanggal (ModDate) tidak disebut");
    }
}

void tab_order(CheckInput const& in, CheckSink& out) {
    for (std::size_t i = 0; i < in.pages.size(); ++i) {
        auto const& page = in.file.object(in.pages[i])->value;
        if (!in.file.get(page, "Annots").items.empty() && !in.file.get(page, "Tabs").is_name("S"))
            out.add(page_place(i) + ": urutan tombol Tab tidak mengikuti susunan teks (/Tabs /S)");
    }
}

void fields_tagged(CheckInput const& in, CheckSink& out) {
    for (auto const& a : annotations(in)) {
        auto const& kind = in.file.get(*a.value, "Subtype");
        if (kind.is_name("Popup")) continue;
        auto const wanted = kind.is_name("Widget") ? "Form" : kind.is_name("Link") ? "Link" : "Annot";
        auto const& key = in.file.get(*a.value, "StructParent");
        auto const parent = key.is(Kind::Integer) ? in.structure.parents.find(key.integer) : in.structure.parents.end();
        auto const element = parent != in.structure.parents.end() && parent->second->is(Kind::Reference)
                                 ? in.structure.by_object.find(static_cast<int>(parent->second->integer))
                                 : in.structure.by_object.end();
        if (element == in.structure.by_object.end()) {
            out.add(place(a) + ": tidak terikat pada susunan teks");
            continue;
        }
        auto const& e = in.structure.elements[static_cast<std::size_t>(element->second)];
        bool const holds = std::find(e.annotations.begin(), e.annotations.end(), a.number) != e.annotations.end();
        if (e.kind != wanted || !holds) out.add(place(a) + ": terikat pada " + e.kind + ", seharusnya " + wanted);
    }
}

void fields_named(CheckInput const& in, CheckSink& out) {
    for (auto const& a : annotations(in)) {
        auto const& kind = in.file.get(*a.value, "Subtype");
        if (kind.is_name("Popup")) continue;
        auto const* key = kind.is_name("Widget") ? "TU" : "Contents";
        if (in.file.get(*a.value, key).text.empty())
            out.add(place(a) + ": tidak mempunyai nama yang dapat dibacakan (/" + key + ")");
    }
}

constexpr std::array kRules{
    CheckRule{"annotation-kinds", "ISO 19005-3 6.3.1", annotation_kinds},
    CheckRule{"annotation-flags", "ISO 19005-3 6.3.2", annotation_flags},
    CheckRule{"appearances", "ISO 19005-3 6.3.3", appearances},
    CheckRule{"form-fields", "ISO 19005-3 6.4.1", form_fields},
    CheckRule{"signatures", "ISO 19005-3 6.4.3", signatures},
    CheckRule{"actions", "ISO 19005-3 6.5.1", actions},
    CheckRule{"automatic-actions", "ISO 19005-3 6.5.2", automatic_actions},
    CheckRule{"attachments", "ISO 19005-3 6.8", attachments},
    CheckRule{"fields-named", "ISO 14289-1 7.18.1", fields_named},
    CheckRule{"tab-order", "ISO 14289-1 7.18.3", tab_order},
    CheckRule{"fields-tagged", "ISO 14289-1 7.18.4", fields_tagged},
};

} // namespace

std::span<CheckRule const> check_form_rules() { return kRules; }

} // namespace alur::letter
