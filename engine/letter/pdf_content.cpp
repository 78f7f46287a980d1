#include "letter/pdf_content.hpp"

#include "letter/qr.hpp"

#include <algorithm>
#include <cmath>
#include <set>

namespace alur::letter {

namespace {

constexpr double kWatermarkSize = 120;

void append_integer(std::string& out, long long value) {
    char digits[24];
    int n = 0;
    if (value < 0) out += '-';
    auto v = static_cast<unsigned long long>(value < 0 ? -value : value);
    do {
        digits[n++] = static_cast<char>('0' + v % 10);
        v /= 10;
    } while (v > 0);
    while (n > 0) out += digits[--n];
}

class Emitter {
  public:
    Emitter(Page const& page, Pages const& pages, DocumentFonts const& fonts)
        : page_(page), pages_(pages), fonts_(fonts) {
        out_.images.assign(pages.images.size(), false);
        out_.stream.reserve(24'000);
    }

    PageContent run() {
        for (auto const& item : page_.items) {
            open(item.tag);
            tag_ = item.tag;
            std::visit([&](auto const& thing) { draw(thing); }, item.what);
        }
        close();
        return std::move(out_);
    }

  private:
    void open(int tag) {
        if (is_open_ && tag == open_tag_) return;
        close();
        if (tag == kArtifact) {
            out_.stream += "/Artifact BMC\n";
        } else {
            out_.stream += '/';
            out_.stream += mark_name(pages_.tags[static_cast<std::size_t>(tag)].kind);
            out_.stream += " <</MCID ";
            append_integer(out_.stream, static_cast<long long>(out_.marked.size()));
            out_.stream += ">> BDC\n";
            out_.marked.push_back(tag);
        }
        is_open_ = true;
        open_tag_ = tag;
    }

    void close() {
        if (is_open_) out_.stream += "EMC\n";
        is_open_ = false;
    }

    static std::string_view mark_name(TagKind kind) {
        switch (kind) {
        case TagKind::Heading1: return "H1";
        case TagKind::Heading2: return "H2";
        case TagKind::Label: return "Lbl";
        case TagKind::ListBody: return "LBody";
        case TagKind::HeaderCell: return "TH";
        case TagKind::DataCell: return "TD";
        case TagKind::Figure: return "Figure";
        case TagKind::Form: return "Form";
        case TagKind::Document:
        case TagKind::Section:
        case TagKind::Paragraph:
        case TagKind::List:
        case TagKind::ListItem:
        case TagKind::Table:
        case TagKind::TableRow: return "P";
        }
        return "P";
    }

    void put(double value) {
        append_number(out_.stream, value);
        out_.stream += ' ';
    }
    void colour(Ink ink) {
        if (ink == ink_) return;
        ink_ = ink;
        switch (ink) {
        case Ink::Black: out_.stream += "0 g\n"; break;
        case Ink::Red: out_.stream += "0.75 0 0 rg\n"; break;
        case Ink::Grey: out_.stream += "0.35 g\n"; break;
        case Ink::Pale: out_.stream += "0.9 g\n"; break;
        }
    }
    double up(double y) const { return page_.height - y; }

    void show(Subset const& subset, std::vector<RunGlyph> const& glyphs, double size) {
        constexpr char kHex[] = "0123456789ABCDEF";
        auto& s = out_.stream;
        s += "[<";
        double pen = 0;
        for (auto const& g : glyphs) {
            auto const id = subset.new_id(g.id);
            auto const off = std::lround((pen - static_cast<double>(g.x)) * 1000 / size);
            if (off != 0) {
                s += '>';
                append_integer(s, off);
                s += '<';
                pen -= static_cast<double>(off) * size / 1000;
            }
            for (unsigned shift = 16; shift > 0;) {
                shift -= 4;
                s += kHex[(id >> shift) & 15U];
            }
            pen += subset.widths[id] * size / 1000;
        }
        s += ">]TJ\n";
    }

    void font(FontId id, double size) {
        out_.stream += "/F";
        append_integer(out_.stream, id);
        out_.stream += ' ';
        put(size);
        out_.stream += "Tf\n";
    }

    void draw(TextRun const& run) {
        if (run.glyphs.empty()) return;
        auto const it = fonts_.subsets.find(run.font);
        if (it == fonts_.subsets.end()) return;
        colour(run.ink);
        out_.stream += "BT\n";
        font(run.font, run.size);
        out_.stream += "1 0 0 1 ";
        put(run.x);
        put(up(run.y));
        out_.stream += "Tm\n";
        show(*it->second, run.glyphs, run.size);
        out_.stream += "ET\n";
    }

    void rectangle(double x, double y, double width, double height) {
        put(x);
        put(up(y) - height);
        put(width);
        put(height);
        out_.stream += "re\n";
    }

    void draw(Rule const& rule) {
        colour(rule.ink);
        rectangle(rule.x, rule.y, rule.width, rule.height);
        out_.stream += "f\n";
    }

    void draw(Frame const& frame) {
        out_.stream += "q ";
        put(frame.thickness);
        out_.stream += frame.dashed ? "w [3 2] 0 d 0 G\n" : "w 0 G\n";
        if (frame.height <= 0) {
            put(frame.x);
            put(up(frame.y));
            out_.stream += "m ";
            put(frame.x + frame.width);
            put(up(frame.y));
            out_.stream += "l\n";
        } else {
            rectangle(frame.x, frame.y, frame.width, frame.height);
        }
        out_.stream += "S Q\n";
    }

    void figure(double x, double y, double width, double height) {
        if (tag_ != kArtifact) out_.figures.push_back({tag_, x, up(y) - height, width, height});
    }

    void draw(Picture const& picture) {
        out_.images[static_cast<std::size_t>(picture.image)] = true;
        figure(picture.x, picture.y, picture.width, picture.height);
        out_.stream += "q ";
        put(picture.width);
        out_.stream += "0 0 ";
        put(picture.height);
        put(picture.x);
        put(up(picture.y) - picture.height);
        out_.stream += "cm /Im";
        append_integer(out_.stream, picture.image);
        out_.stream += " Do Q\n";
    }

    void draw(QrCode const& code) {
        auto const modules = qr_modules(code.content);
        if (modules.size == 0) return;
        figure(code.x, code.y, code.size, code.size);
        colour(Ink::Black);
        auto const dot =
            code.size / (modules.size + 4); // a quiet zone of two modules; the box around it gives the rest
        for (int r = 0; r < modules.size; ++r)
            for (int c = 0; c < modules.size;) {
                auto const at = [&](int column) {
                    return modules.dark[static_cast<std::size_t>(r * modules.size + column)];
                };
                if (!at(c)) {
                    ++c;
                    continue;
                }
                auto const from = c;
                while (c < modules.size && at(c)) ++c;
                rectangle(code.x + (from + 2) * dot, code.y + (r + 2) * dot, (c - from) * dot, dot);
            }
        out_.stream += "f\n";
    }

    void draw(SignatureField const& field) { out_.fields.emplace_back(field, tag_); }

    void draw(WatermarkText const& mark) {
        auto const it = fonts_.subsets.find(mark.font);
        if (it == fonts_.subsets.end()) return;
        auto const& shaped = fonts_.book->shape(mark.font, mark.text);
        auto const units = fonts_.book->facts(mark.font).units;
        std::vector<RunGlyph> glyphs;
        double x = 0;
        for (auto const& g : shaped.glyphs) {
            glyphs.push_back({g.id, static_cast<float>(x), static_cast<float>(g.advance * kWatermarkSize / units)});
            x += g.advance * kWatermarkSize / units;
        }
        auto const angle = std::atan2(page_.height, page_.width);
        auto const c = std::cos(angle), s = std::sin(angle);
        auto const rise = kWatermarkSize * 0.36;
        out_.stream += "q 0.88 g BT\n";
        font(mark.font, kWatermarkSize);
        put(c);
        put(s);
        put(-s);
        put(c);
        put(page_.width / 2 - c * x / 2 + s * rise);
        put(page_.height / 2 - s * x / 2 - c * rise);
        out_.stream += "Tm\n";
        show(*it->second, glyphs, kWatermarkSize);
        out_.stream += "ET Q\n";
    }

    Page const& page_;
    Pages const& pages_;
    DocumentFonts const& fonts_;
    PageContent out_;
    bool is_open_ = false;
    int open_tag_ = kArtifact;
    int tag_ = kArtifact;
    Ink ink_ = Ink::Black;
};

} // namespace

void append_number(std::string& out, double value) {
    auto const hundredths = std::llround(value * 100);
    if (hundredths < 0) out += '-';
    auto const v = std::llabs(hundredths);
    append_integer(out, v / 100);
    auto const part = v % 100;
    if (part == 0) return;
    out += '.';
    out += static_cast<char>('0' + part / 10);
    if (part % 10 != 0) out += static_cast<char>('0' + part % 10);
}

std::string number(double value) {
    std::string out;
    append_number(out, value);
    return out;
}

Result<DocumentFonts> cut_fonts(Pages const& pages, FontBook& book) {
    std::map<FontId, std::vector<bool>> seen;
    std::set<FontId> soft;
    auto const note = [&](FontId font, std::uint16_t id) {
        if (id == kSoftHyphen) {
            soft.insert(font);
            seen[font];
            return;
        }
        auto& set = seen[font];
        if (set.size() <= id) set.resize(static_cast<std::size_t>(id) + 1);
        set[id] = true;
    };
    for (auto const& page : pages.pages)
        for (auto const& item : page.items) {
            if (auto const* run = std::get_if<TextRun>(&item.what))
                for (auto const& g : run->glyphs) note(run->font, g.id);
            if (auto const* mark = std::get_if<WatermarkText>(&item.what))
                for (auto const& g : book.shape(mark->font, mark->text).glyphs) note(mark->font, g.id);
        }
    DocumentFonts out;
    out.book = &book;
    for (auto const& [font, set] : seen) {
        std::vector<std::uint16_t> glyphs;
        for (std::size_t i = 0; i < set.size(); ++i)
            if (set[i]) glyphs.push_back(static_cast<std::uint16_t>(i));
        if (soft.count(font) > 0) glyphs.push_back(kSoftHyphen);
        auto subset = book.subset(font, glyphs);
        if (!subset) return subset.error();
        out.subsets.emplace(font, *subset);
    }
    return out;
}

PageContent page_content(Page const& page, Pages const& pages, DocumentFonts const& fonts) {
    return Emitter(page, pages, fonts).run();
}

} // namespace alur::letter
