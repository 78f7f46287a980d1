#include "letter/pdf_tags.hpp"

#include <map>

namespace alur::letter {

namespace {

struct Element {
    int object = 0;
    std::vector<int> children; ///< tags
    struct Mark {
        std::size_t page;
        std::size_t mcid;
    };
    std::vector<Mark> marks;
    int field = -1; ///< index in fields
    bool used = false;
};

char const* role(TagKind kind) {
    switch (kind) {
    case TagKind::Document: return "Document";
    case TagKind::Section: return "Sect";
    case TagKind::Heading1: return "H1";
    case TagKind::Heading2: return "H2";
    case TagKind::Paragraph: return "P";
    case TagKind::List: return "L";
    case TagKind::ListItem: return "LI";
    case TagKind::Label: return "Lbl";
    case TagKind::ListBody: return "LBody";
    case TagKind::Table: return "Table";
    case TagKind::TableRow: return "TR";
    case TagKind::HeaderCell: return "TH";
    case TagKind::DataCell: return "TD";
    case TagKind::Figure: return "Figure";
    case TagKind::Form: return "Form";
    }
    return "P";
}

std::string attributes(Tag const& tag, PageContent::Box const* box) {
    std::string table;
    if (tag.kind == TagKind::HeaderCell) table += " /Scope /Column";
    if (tag.columns > 1) table += " /ColSpan " + std::to_string(tag.columns);
    if (!table.empty()) return " /A <</O /Table" + table + ">>";
    if (tag.kind == TagKind::List) return " /A <</O /List /ListNumbering /Decimal>>";
    if (box)
        return " /A <</O /Layout /Placement /Block /BBox [" + number(box->x) + " " + number(box->y) + " " +
               number(box->x + box->width) + " " + number(box->y + box->height) + "]>>";
    return {};
}

} // namespace

int write_tags(PdfWriter& pdf, Pages const& pages, std::vector<TaggedPage> const& tagged,
               std::vector<TaggedField> const& fields) {
    std::vector<Element> elements(pages.tags.size());
    std::map<int, PageContent::Box> boxes;
    for (std::size_t p = 0; p < tagged.size(); ++p) {
        auto const& marked = tagged[p].content->marked;
        for (std::size_t m = 0; m < marked.size(); ++m)
            elements[static_cast<std::size_t>(marked[m])].marks.push_back({p, m});
        for (auto const& box : tagged[p].content->figures) boxes.emplace(box.tag, box);
    }
    for (std::size_t f = 0; f < fields.size(); ++f)
        elements[static_cast<std::size_t>(fields[f].tag)].field = static_cast<int>(f);
    for (std::size_t i = elements.size(); i-- > 0;) {
        auto& e = elements[i];
        auto const kind = pages.tags[i].kind;
        bool const is_cell = kind == TagKind::DataCell || kind == TagKind::HeaderCell;
        e.used = e.used || !e.marks.empty() || e.field >= 0 || is_cell || i == 0;
        auto const parent = pages.tags[i].parent;
        if (e.used && parent >= 0) elements[static_cast<std::size_t>(parent)].used = true;
    }
    auto const root = pdf.add();
    for (std::size_t i = 0; i < elements.size(); ++i) {
        if (!elements[i].used) continue;
        elements[i].object = pdf.add();
        if (pages.tags[i].parent >= 0)
            elements[static_cast<std::size_t>(pages.tags[i].parent)].children.push_back(static_cast<int>(i));
    }
    for (std::size_t i = 0; i < elements.size(); ++i) {
        auto const& e = elements[i];
        if (!e.used) continue;
        auto const& tag = pages.tags[i];
        std::string out = "<</Type /StructElem /S /";
        out += role(tag.kind);
        out += " /P " + PdfWriter::ref(tag.parent < 0 ? root : elements[static_cast<std::size_t>(tag.parent)].object);
        if (!tag.alt.empty()) out += " /Alt " + PdfWriter::text(tag.alt);
        auto const box = boxes.find(static_cast<int>(i));
        out += attributes(tag, box == boxes.end() ? nullptr : &box->second);
        bool const one_page = !e.marks.empty() && e.marks.front().page == e.marks.back().page;
        if (one_page) out += " /Pg " + PdfWriter::ref(tagged[e.marks.front().page].object);
        out += " /K [";
        for (auto const& m : e.marks) {
            if (one_page)
                out += std::to_string(m.mcid) + " ";
            else
                out += "<</Type /MCR /Pg " + PdfWriter::ref(tagged[m.page].object) + " /MCID " +
                       std::to_string(m.mcid) + ">> ";
        }
        for (auto const child : e.children)
            out += PdfWriter::ref(elements[static_cast<std::size_t>(child)].object) + " ";
        if (e.field >= 0) {
            auto const& f = fields[static_cast<std::size_t>(e.field)];
            out += "<</Type /OBJR /Obj " + PdfWriter::ref(f.annotation) + " /Pg " + PdfWriter::ref(f.page) + ">> ";
        }
        pdf.set(e.object, out + "]>>");
    }
    std::string numbers = "<</Nums [";
    for (std::size_t p = 0; p < tagged.size(); ++p) {
        std::string list = "[";
        for (auto const tag : tagged[p].content->marked)
            list += PdfWriter::ref(elements[static_cast<std::size_t>(tag)].object) + " ";
        numbers += std::to_string(p) + " " + PdfWriter::ref(pdf.add(list + "]")) + " ";
    }
    for (auto const& f : fields)
        numbers += std::to_string(f.key) + " " + PdfWriter::ref(elements[static_cast<std::size_t>(f.tag)].object) + " ";
    auto const parents = pdf.add(numbers + "]>>");
    pdf.set(root, "<</Type /StructTreeRoot /K [" + PdfWriter::ref(elements.front().object) + "] /ParentTree " +
                      PdfWriter::ref(parents) + " /ParentTreeNextKey " + std::to_string(tagged.size() + fields.size()) +
                      ">>");
    return root;
}

} // namespace alur::letter
