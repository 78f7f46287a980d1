#include "letter/pdf_structure.hpp"

#include <algorithm>
#include <array>

namespace alur::letter {

namespace {

using Kind = PdfValue::Kind;

constexpr std::size_t kMostElements = 1'000'000;
constexpr std::array kStandard = {
    "Document",  "Part",    "Art",   "Sect",    "Div",       "BlockQuote", "Caption", "TOC",     "TOCI",  "Index",
    "NonStruct", "Private", "P",     "H",       "H1",        "H2",         "H3",      "H4",      "H5",    "H6",
    "L",         "LI",      "Lbl",   "LBody",   "Table",     "TR",         "TH",      "TD",      "THead", "TBody",
    "TFoot",     "Span",    "Quote", "Note",    "Reference", "BibEntry",   "Code",    "Link",    "Annot", "Ruby",
    "RB",        "RT",      "RP",    "Warichu", "WT",        "WP",         "Figure",  "Formula", "Form"};

class StructureReader {
  public:
    StructureReader(PdfFile const& file, Structure& out) : file_(file), out_(out) {}

    void read(PdfValue const& root) {
        roles_ = &file_.get(root, "RoleMap");
        for (auto const& [from, to] : roles_->entries)
            if (is_standard_structure(from) && !to.is_name(from)) out_.remapped_standard.insert(from);
        struct Waiting {
            PdfValue const* value;
            int parent;
            int page;
        };
        std::vector<Waiting> open;
        auto const push = [&](PdfValue const& kids, int parent, int page) {
            auto const& all = file_.resolve(kids);
            if (all.is(Kind::Array))
                for (auto k = all.items.rbegin(); k != all.items.rend(); ++k) open.push_back({&*k, parent, page});
            else
                open.push_back({&kids, parent, page});
        };
        if (auto const* kids = root.find("K")) push(*kids, -1, 0);
        std::set<int> seen;
        while (!open.empty()) {
            auto const [value, parent, page] = open.back();
            open.pop_back();
            auto const& thing = file_.resolve(*value);
            if (thing.is(Kind::Integer)) {
                if (parent >= 0) at(parent).marks.emplace_back(page, static_cast<int>(thing.integer));
                continue;
            }
            if (!thing.is(Kind::Dictionary)) continue;
            auto const own_page = page_of(thing, page);
            auto const& type = file_.get(thing, "Type");
            if (type.is_name("MCR")) {
                if (parent >= 0)
                    at(parent).marks.emplace_back(own_page, static_cast<int>(file_.get(thing, "MCID").integer));
                continue;
            }
            if (type.is_name("OBJR")) {
                auto const* target = thing.find("Obj");
                if (parent >= 0 && target && target->is(Kind::Reference))
                    at(parent).annotations.push_back(static_cast<int>(target->integer));
                continue;
            }
            auto const number = value->is(Kind::Reference) ? static_cast<int>(value->integer) : 0;
            if ((number != 0 && !seen.insert(number).second) || out_.elements.size() >= kMostElements) {
                out_.circular = true;
                continue;
            }
            StructureElement element;
            element.object = number;
            element.parent = parent;
            element.kind = role(file_.get(thing, "S").text);
            element.dictionary = &thing;
            auto const index = static_cast<int>(out_.elements.size());
            if (parent >= 0) at(parent).children.push_back(index);
            if (number != 0) out_.by_object.emplace(number, index);
            out_.elements.push_back(std::move(element));
            if (auto const* kids = thing.find("K")) push(*kids, index, own_page);
        }
        read_numbers(file_.get(root, "ParentTree"), 0);
    }

  private:
    StructureElement& at(int index) { return out_.elements[static_cast<std::size_t>(index)]; }

    int page_of(PdfValue const& thing, int otherwise) const {
        auto const* page = thing.find("Pg");
        return page && page->is(Kind::Reference) ? static_cast<int>(page->integer) : otherwise;
    }

    std::string role(std::string kind) {
        for (int i = 0; i < 16; ++i) {
            if (is_standard_structure(kind)) return kind;
            auto const& next = file_.get(*roles_, kind);
            if (!next.is(Kind::Name)) {
                out_.unknown_kinds.insert(kind);
                return kind;
            }
            kind = next.text;
        }
        out_.circular_roles.insert(kind);
        return kind;
    }

    void read_numbers(PdfValue const& node, int depth) {
        if (depth > 32 || out_.parents.size() > kMostElements) return;
        auto const& numbers = file_.get(node, "Nums").items;
        for (std::size_t i = 0; i + 1 < numbers.size(); i += 2)
            if (numbers[i].is(Kind::Integer)) out_.parents.emplace(numbers[i].integer, &numbers[i + 1]);
        for (auto const& kid : file_.get(node, "Kids").items)
            if (nodes_++ < kMostElements) read_numbers(file_.resolve(kid), depth + 1);
    }

    PdfFile const& file_;
    Structure& out_;
    PdfValue const* roles_ = nullptr;
    std::size_t nodes_ = 0;
};

} // namespace

bool is_standard_structure(std::string_view kind) {
    return std::find(kStandard.begin(), kStandard.end(), kind) != kStandard.end();
}

Structure read_structure(PdfFile const& file) {
    Structure out;
    auto const& root = file.get(file.catalog(), "StructTreeRoot");
    if (!root.is(Kind::Dictionary)) return out;
    out.present = true;
    StructureReader(file, out).read(root);
    return out;
}

} // namespace alur::letter
