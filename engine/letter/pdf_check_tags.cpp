#include "letter/pdf_check_rule.hpp"

#include <algorithm>
#include <array>
#include <set>

/// Rules about the structure tree: everything is tagged, and the tags make sense.
namespace alur::letter {

namespace {

using Kind = PdfValue::Kind;

StructureElement const& at(CheckInput const& in, int index) {
    return in.structure.elements[static_cast<std::size_t>(index)];
}

std::string parent_kind(CheckInput const& in, StructureElement const& e) {
    return e.parent < 0 ? std::string() : at(in, e.parent).kind;
}

std::string place(StructureElement const& e) { return e.kind + " (" + object_place(e.object) + ")"; }

void marked(CheckInput const& in, CheckSink& out) {
    auto const& info = in.file.get(in.file.catalog(), "MarkInfo");
    if (!in.file.get(info, "Marked").is_true()) out.add("dokumen tidak ditandai bertagar (MarkInfo)");
    if (in.file.get(info, "Suspects").is_true()) out.add("tagar dokumen diragukan (Suspects)");
    if (!in.structure.present || in.structure.elements.empty()) out.add("susunan teks (StructTreeRoot) tidak ada");
    if (in.structure.circular) out.add("susunan teks berputar pada dirinya");
}

void content_tagged(CheckInput const& in, CheckSink& out) {
    for (std::size_t i = 0; i < in.facts.size(); ++i)
        if (in.facts[i].unmarked) out.add(page_place(i) + ": ada isi yang bukan tagar dan bukan hiasan (Artifact)");
}

void marks_nested(CheckInput const& in, CheckSink& out) {
    for (std::size_t i = 0; i < in.facts.size(); ++i) {
        auto const& f = in.facts[i];
        if (f.tag_in_artifact) out.add(page_place(i) + ": tagar di dalam hiasan");
        if (f.artifact_in_tag) out.add(page_place(i) + ": hiasan di dalam tagar");
        if (f.tag_in_tag) out.add(page_place(i) + ": tagar di dalam tagar");
        if (f.marks_uneven) out.add(page_place(i) + ": tanda buka dan tutup tagar tidak berpasangan");
    }
}

/// Every MCID of a page leads through the parent tree to an element, and that element leads back to it.
void parent_tree(CheckInput const& in, CheckSink& out) {
    if (!in.structure.present) return;
    std::set<std::pair<int, int>> claimed;
    for (auto const& e : in.structure.elements) claimed.insert(e.marks.begin(), e.marks.end());
    std::size_t reached = 0;
    for (std::size_t i = 0; i < in.pages.size(); ++i) {
        auto const& mcids = in.facts[i].mcids;
        if (mcids.empty()) continue;
        auto const& key = in.file.get(in.file.object(in.pages[i])->value, "StructParents");
        auto const entry = key.is(Kind::Integer) ? in.structure.parents.find(key.integer) : in.structure.parents.end();
        if (entry == in.structure.parents.end()) {
            out.add(page_place(i) + ": tidak ada di pohon induk (ParentTree)");
            continue;
        }
        auto const& list = in.file.resolve(*entry->second).items;
        std::set<int> seen;
        for (auto const mcid : mcids) {
            if (!seen.insert(mcid).second) {
                out.add(page_place(i) + ": nomor tagar " + std::to_string(mcid) + " dipakai dua kali");
                continue;
            }
            auto const* parent = mcid >= 0 && static_cast<std::size_t>(mcid) < list.size()
                                     ? &list[static_cast<std::size_t>(mcid)]
                                     : nullptr;
            auto const element = parent && parent->is(Kind::Reference)
                                     ? in.structure.by_object.find(static_cast<int>(parent->integer))
                                     : in.structure.by_object.end();
            bool good = element != in.structure.by_object.end();
            if (good) {
                auto const& marks = at(in, element->second).marks;
                good = std::find(marks.begin(), marks.end(), std::pair(in.pages[i], mcid)) != marks.end();
            }
            if (!good)
                out.add(page_place(i) + ": tagar nomor " + std::to_string(mcid) +
                        " tidak terhubung dua arah dengan susunannya");
            if (claimed.count({in.pages[i], mcid}) > 0) ++reached;
        }
    }
    if (reached < claimed.size())
        out.add(std::to_string(claimed.size() - reached) + " bagian susunan menunjuk isi yang tidak ada");
}

void role_map(CheckInput const& in, CheckSink& out) {
    for (auto const& kind : in.structure.unknown_kinds)
        out.add("jenis tagar \"" + kind + "\" tidak dikenal dan tidak dipetakan");
    for (auto const& kind : in.structure.circular_roles) out.add("pemetaan jenis tagar \"" + kind + "\" berputar");
    for (auto const& kind : in.structure.remapped_standard)
        out.add("jenis tagar baku \"" + kind + "\" dipetakan ulang");
}

void headings(CheckInput const& in, CheckSink& out) {
    int last = 0;
    for (auto const& e : in.structure.elements) {
        if (e.kind.size() != 2 || e.kind[0] != 'H' || e.kind[1] < '1' || e.kind[1] > '6') continue;
        auto const level = e.kind[1] - '0';
        if (level > last + 1) out.add(place(e) + ": judul melompati tingkat " + std::to_string(last + 1));
        last = level;
    }
}

void figures(CheckInput const& in, CheckSink& out) {
    for (auto const& e : in.structure.elements) {
        if (e.kind != "Figure" && e.kind != "Formula") continue;
        if (in.file.get(*e.dictionary, "Alt").text.empty() && in.file.get(*e.dictionary, "ActualText").text.empty())
            out.add(place(e) + ": gambar tanpa teks pengganti (/Alt)");
    }
}

/// The entry of an element's attributes that belongs to `owner`.
PdfValue const* attribute(CheckInput const& in, StructureElement const& e, std::string_view owner,
                          std::string_view key) {
    auto const& given = in.file.get(*e.dictionary, "A");
    auto const look = [&](PdfValue const& one) -> PdfValue const* {
        auto const& attributes = in.file.resolve(one);
        return in.file.get(attributes, "O").is_name(owner) ? attributes.find(key) : nullptr;
    };
    if (!given.is(Kind::Array)) return look(given);
    for (auto const& one : given.items)
        if (auto const* found = look(one)) return found;
    return nullptr;
}

void figure_boxes(CheckInput const& in, CheckSink& out) {
    for (auto const& e : in.structure.elements) {
        if (e.kind != "Figure" || e.marks.empty()) continue;
        auto const* box = attribute(in, e, "Layout", "BBox");
        if (!box || in.file.resolve(*box).items.size() != 4) out.add(place(e) + ": gambar tanpa batas tempat (BBox)");
    }
}

std::int64_t span(CheckInput const& in, StructureElement const& e, std::string_view key) {
    auto const* value = attribute(in, e, "Table", key);
    auto const n = value ? in.file.resolve(*value).integer : 1;
    return std::clamp<std::int64_t>(n, 1, 1000);
}

void table_shape(CheckInput const& in, CheckSink& out) {
    for (auto const& e : in.structure.elements) {
        auto const parent = parent_kind(in, e);
        if (e.kind == "TR" && parent != "Table" && parent != "THead" && parent != "TBody" && parent != "TFoot")
            out.add(place(e) + ": baris di luar tabel");
        if ((e.kind == "TH" || e.kind == "TD") && parent != "TR") out.add(place(e) + ": sel di luar baris");
        if (e.kind != "Table") continue;
        std::vector<int> rows;
        for (auto const child : e.children) {
            auto const& c = at(in, child);
            if (c.kind == "TR") rows.push_back(child);
            if (c.kind == "THead" || c.kind == "TBody" || c.kind == "TFoot")
                rows.insert(rows.end(), c.children.begin(), c.children.end());
        }
        std::int64_t columns = -1;
        std::vector<std::int64_t> hanging; // cells that reach down into the next rows, by rows left
        for (auto const row : rows) {
            std::int64_t width = 0;
            for (auto& left : hanging)
                if (left > 0) --left, ++width;
            for (auto const cell : at(in, row).children) {
                auto const columns_of = span(in, at(in, cell), "ColSpan"), rows_of = span(in, at(in, cell), "RowSpan");
                width += columns_of;
                if (rows_of > 1) hanging.insert(hanging.end(), static_cast<std::size_t>(columns_of), rows_of - 1);
            }
            std::erase(hanging, 0);
            if (columns >= 0 && width != columns) {
                out.add(place(e) + ": baris dengan " + std::to_string(width) + " kolom di tabel " +
                        std::to_string(columns) + " kolom");
                break;
            }
            columns = width;
        }
    }
}

void table_heads(CheckInput const& in, CheckSink& out) {
    for (auto const& e : in.structure.elements)
        if (e.kind == "TH" && !attribute(in, e, "Table", "Scope") && in.file.get(*e.dictionary, "ID").is(Kind::Null))
            out.add(place(e) + ": kepala kolom tanpa cakupan (Scope)");
}

void lists(CheckInput const& in, CheckSink& out) {
    for (auto const& e : in.structure.elements) {
        auto const parent = parent_kind(in, e);
        if (e.kind == "LI" && parent != "L") out.add(place(e) + ": butir di luar daftar");
        if (e.kind == "LBody" && parent != "LI") out.add(place(e) + ": isi butir di luar butir");
        if (e.kind != "L") continue;
        bool numbered = false;
        for (auto const child : e.children) {
            auto const& c = at(in, child);
            if (c.kind != "LI" && c.kind != "L" && c.kind != "Caption") out.add(place(e) + ": daftar berisi " + c.kind);
            for (auto const part : c.children) numbered = numbered || at(in, part).kind == "Lbl";
        }
        if (numbered && !attribute(in, e, "List", "ListNumbering"))
            out.add(place(e) + ": daftar bernomor tanpa ListNumbering");
    }
}

constexpr std::array kRules{
    CheckRule{"marked", "ISO 14289-1 7.1", marked},
    CheckRule{"content-tagged", "ISO 14289-1 7.1", content_tagged},
    CheckRule{"marks-nested", "ISO 14289-1 7.1", marks_nested},
    CheckRule{"parent-tree", "ISO 32000-1 14.7.4.4", parent_tree},
    CheckRule{"role-map", "ISO 14289-1 7.1", role_map},
    CheckRule{"figures", "ISO 14289-1 7.3", figures},
    CheckRule{"figure-boxes", "ISO 32000-1 14.8.5.4.3", figure_boxes},
    CheckRule{"headings", "ISO 14289-1 7.4.2", headings},
    CheckRule{"table-shape", "ISO 14289-1 7.5", table_shape},
    CheckRule{"table-heads", "ISO 14289-1 7.5", table_heads},
    CheckRule{"lists", "ISO 14289-1 7.6", lists},
};

} // namespace

std::span<CheckRule const> check_tag_rules() { return kRules; }

} // namespace alur::letter
