#include "letter/setter.hpp"

#include "core/text.hpp"

#include <algorithm>
#include <cmath>

namespace alur::letter {

namespace {

constexpr int kMostDepth = 12;
constexpr double kMm = 72.0 / 25.4;

std::string mark_text(Marks marks, int n) {
    switch (marks) {
    case Marks::Number: return std::to_string(n) + ".";
    case Marks::NumberBracket: return std::to_string(n) + ")";
    case Marks::Letter: {
        std::string letters;
        for (int k = n; k > 0; k = (k - 1) / 26) letters.insert(letters.begin(), static_cast<char>('a' + (k - 1) % 26));
        return letters + ".";
    }
    case Marks::Dash: return "–";
    }
    return {};
}

} // namespace

std::string plain(Text const& text) {
    std::string out;
    for (auto const& span : text) out += span.text;
    return out;
}

Text words(std::string text, bool bold) {
    Span span;
    span.text = std::move(text);
    span.bold = bold;
    return {std::move(span)};
}

void Galley::append(std::vector<Slab> more) {
    slabs.insert(slabs.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

void shift(std::vector<Item>& items, double dx, double dy) {
    for (auto& item : items)
        std::visit(
            [&](auto& thing) {
                if constexpr (requires { thing.x; }) {
                    thing.x += dx;
                    thing.y += dy;
                }
            },
            item.what);
}

Slab stacked(std::vector<Slab> slabs) {
    Slab out;
    bool first = true;
    for (auto& slab : slabs) {
        if (first)
            out.gap = slab.gap;
        else
            out.height += slab.gap;
        shift(slab.items, 0, out.height);
        out.height += slab.height;
        std::move(slab.items.begin(), slab.items.end(), std::back_inserter(out.items));
        first = false;
    }
    return out;
}

int Setter::tag(TagKind kind, int parent, std::string alt) {
    pages_.tags.push_back({kind, parent, 1, std::move(alt)});
    return static_cast<int>(pages_.tags.size()) - 1;
}

std::vector<Piece> Setter::pieces(Text const& text, double size, bool bold, Ink ink) const {
    std::vector<Piece> out;
    for (auto const& span : text) {
        Piece piece;
        piece.text = span.text;
        piece.size = size;
        piece.font = fonts_.find(family_, {bold || span.bold, span.italic});
        piece.underline = span.underline;
        piece.ink = span.open ? Ink::Red : ink;
        if (!out.empty() && out.back().font == piece.font && out.back().underline == piece.underline &&
            out.back().ink == piece.ink)
            out.back().text += piece.text;
        else
            out.push_back(std::move(piece));
    }
    return out;
}

double Setter::text_width(std::string const& text, double size, bool bold) {
    return measure(fonts_, pieces(words(text), size, bold), missing_).natural;
}

std::vector<Slab> Setter::paragraph(Text const& text, Flow const& flow, int tag) {
    ParagraphShape shape;
    shape.width = flow.width;
    shape.first_indent = flow.align == Align::Justified || flow.align == Align::Left ? flow.first_indent : 0;
    shape.align = flow.align;
    shape.hyphenate = flow.align == Align::Justified || flow.width < 160;
    auto const lines = break_paragraph(fonts_, pieces(text, flow.size, flow.bold), shape, missing_);
    std::vector<Slab> out;
    auto const y = baseline(flow.leading, flow.size);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        Slab slab;
        slab.height = flow.leading;
        slab.squeezes = flow.squeezes;
        slab.gap = i == 0 ? flow.gap : 0;
        slab.keep_next = lines.size() > 1 && (i == 0 || i + 2 == lines.size());
        for (auto const& run : lines[i].runs) slab.items.push_back({run, tag});
        for (auto const& rule : lines[i].underlines) slab.items.push_back({rule, kArtifact});
        shift(slab.items, flow.x, y);
        out.push_back(std::move(slab));
    }
    return out;
}

void Setter::line(std::vector<Item>& out, std::string const& text, double x, double width, double y, double size,
                  Align align, bool bold, int tag, Ink ink) {
    ParagraphShape shape;
    shape.width = std::max(width, 1.0);
    shape.align = align == Align::Justified ? Align::Left : align;
    shape.hyphenate = false;
    auto lines = break_paragraph(fonts_, pieces(words(text), size, bold, ink), {1e6, 0, Align::Left, false}, missing_);
    if (lines.empty()) return;
    double const room = shape.width - lines.front().width;
    double const dx = shape.align == Align::Centre ? room / 2 : shape.align == Align::Right ? room : 0;
    for (auto& run : lines.front().runs) {
        run.x += x + dx;
        run.y += y;
        out.push_back({std::move(run), tag});
    }
}

double Setter::label_width(std::vector<Block> const& blocks, Flow const& flow) {
    double widest = 0;
    for (auto const& block : blocks)
        if (auto const* labelled = std::get_if<Labelled>(&block.what))
            for (auto const& row : labelled->rows)
                widest = std::max(widest, measure(fonts_, pieces(row.label, flow.size, flow.bold), missing_).natural);
    // A label a little too long for the column of the layout widens it for all of them.
    if (flow.label > 0) return std::max(flow.label, std::min(widest + 4, flow.label * 1.25));
    return std::min(widest + 6, flow.width * 0.42);
}

std::vector<Slab> Setter::blocks(std::vector<Block> const& all, Flow const& flow, Galley& galley) {
    std::vector<Slab> out;
    if (flow.depth > kMostDepth) return out;
    auto const labels = label_width(all, flow);
    auto const add = [&](std::vector<Slab> more) {
        out.insert(out.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
    };
    for (auto const& block : all) {
        if (auto const* p = std::get_if<Paragraph>(&block.what)) {
            auto here = flow;
            if (p->align) {
                here.align = *p->align;
                here.first_indent = 0;
            }
            add(paragraph(p->text, here, tag(TagKind::Paragraph, flow.parent)));
        } else if (auto const* h = std::get_if<Heading>(&block.what)) {
            auto here = flow;
            here.bold = flow.headings_bold;
            here.first_indent = 0;
            here.align = h->level >= 3 || flow.centre_headings ? Align::Centre : Align::Left;
            here.gap = h->level >= 3 && flow.centre_headings ? 0 : flow.gap * 1.6;
            auto slabs = paragraph(h->text, here, tag(TagKind::Heading2, flow.parent));
            for (auto& slab : slabs) slab.keep_next = true;
            add(std::move(slabs));
        } else if (auto const* l = std::get_if<List>(&block.what)) {
            add(list(*l, flow, galley));
        } else if (auto const* t = std::get_if<Table>(&block.what)) {
            add(table(*t, flow, galley));
        } else if (auto const* rows = std::get_if<Labelled>(&block.what)) {
            auto here = flow;
            here.x += flow.labelled_indent;
            here.width -= flow.labelled_indent;
            add(labelled(*rows, here, labels, galley));
        } else if (auto const* c = std::get_if<Command>(&block.what)) {
            add(command(*c, flow));
        }
    }
    return out;
}

std::vector<Slab> Setter::list(List const& list, Flow const& flow, Galley& galley) {
    std::vector<Slab> out;
    auto const parent = tag(TagKind::List, flow.parent);
    auto const last = mark_text(list.marks, list.start + static_cast<int>(list.items.size()) - 1);
    auto const indent = std::max(spec_.list_indent, text_width(last, flow.size) + 5);
    int n = list.start;
    bool first = true;
    for (auto const& item : list.items) {
        auto const entry = tag(TagKind::ListItem, parent);
        auto const label = tag(TagKind::Label, entry);
        auto here = flow;
        here.parent = tag(TagKind::ListBody, entry);
        here.x += indent;
        here.width -= indent;
        here.first_indent = here.labelled_indent = here.label = 0;
        here.gap = std::min(flow.gap, 3.0);
        ++here.depth;
        auto slabs = blocks(item, here, galley);
        if (slabs.empty()) {
            Slab empty;
            empty.height = flow.leading;
            slabs.push_back(std::move(empty));
        }
        std::vector<Item> mark;
        line(mark, mark_text(list.marks, n++), flow.x, indent, baseline(flow.leading, flow.size), flow.size,
             Align::Left, false, label);
        auto& front = slabs.front();
        front.items.insert(front.items.begin(), std::make_move_iterator(mark.begin()),
                           std::make_move_iterator(mark.end()));
        front.gap = first ? std::min(flow.gap, 6.0) : here.gap;
        out.insert(out.end(), std::make_move_iterator(slabs.begin()), std::make_move_iterator(slabs.end()));
        first = false;
    }
    return out;
}

std::vector<Slab> Setter::labelled(Labelled const& rows, Flow const& flow, double label_column, Galley& galley) {
    std::vector<Slab> out;
    auto const y = baseline(flow.leading, flow.size);
    bool first = true;
    // The few lines that name a person or a meeting are not torn apart.
    bool const together =
        rows.rows.size() <= 8 && std::all_of(rows.rows.begin(), rows.rows.end(), [](auto const& row) {
            return row.content.size() <= 1 &&
                   (row.content.empty() || std::holds_alternative<Paragraph>(row.content.front().what));
        });
    for (auto const& row : rows.rows) {
        auto const shared = tag(TagKind::Paragraph, flow.parent);
        auto here = flow;
        here.x += label_column + spec_.colon;
        here.width = std::max(here.width - label_column - spec_.colon, 40.0);
        here.first_indent = here.labelled_indent = here.label = 0;
        ++here.depth;
        std::vector<Slab> content;
        if (row.content.size() == 1 && std::holds_alternative<Paragraph>(row.content.front().what))
            content = paragraph(std::get<Paragraph>(row.content.front().what).text, here, shared);
        else
            content = blocks(row.content, here, galley);
        auto side = flow;
        side.width = label_column - 2;
        side.align = Align::Left;
        side.first_indent = 0;
        auto labels = paragraph(row.label, side, shared);
        if (!labels.empty())
            line(labels.front().items, ":", flow.x + label_column, 10, y, flow.size, Align::Left, false, shared);
        while (content.size() < labels.size()) {
            Slab more;
            more.height = flow.leading;
            more.squeezes = flow.squeezes;
            if (!content.empty()) content.back().keep_next = true;
            content.push_back(std::move(more));
        }
        for (std::size_t i = 0; i < labels.size(); ++i) {
            auto& items = content[i].items;
            items.insert(items.begin(), std::make_move_iterator(labels[i].items.begin()),
                         std::make_move_iterator(labels[i].items.end()));
        }
        if (!content.empty()) content.front().gap = first ? flow.gap : 0;
        if (together && &row != &rows.rows.back())
            for (auto& slab : content) slab.keep_next = true;
        out.insert(out.end(), std::make_move_iterator(content.begin()), std::make_move_iterator(content.end()));
        first = false;
    }
    return out;
}

std::vector<Slab> Setter::command(Command const& command, Flow const& flow) {
    Slab slab;
    switch (command.kind) {
    case Command::Kind::PageBreak: slab.new_page = true; break;
    case Command::Kind::Space: slab.height = command.cm * 10 * kMm; break;
    case Command::Kind::Rule:
        slab.gap = flow.gap;
        slab.height = 4;
        slab.items.push_back({Rule{flow.x, 1.5, flow.width, 0.75, Ink::Black}, kArtifact});
        break;
    case Command::Kind::CutLine:
        slab.gap = flow.gap * 2;
        slab.height = 16;
        slab.items.push_back({Frame{flow.x, 8, flow.width, 0, 0.6, true}, kArtifact});
        line(slab.items, "gunting di sini", flow.x, flow.width, 5.5, 7, Align::Right, false, kArtifact, Ink::Grey);
        break;
    case Command::Kind::Signatures: return {};
    }
    std::vector<Slab> out;
    out.push_back(std::move(slab));
    return out;
}

} // namespace alur::letter
