#include "core/text.hpp"
#include "letter/font_program.hpp"
#include "letter/pdf_check_rule.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>

/// Rules about fonts: embedded, right widths, readable as text.
namespace alur::letter {

namespace {

using Kind = PdfValue::Kind;

constexpr std::size_t kMostWidths = 1'000'000;

/// One composite font with codes of two bytes, as the pages use it.
struct UsedFont {
    int object = 0;
    std::set<unsigned> codes;
    PdfValue const* descendant = nullptr;
    PdfValue const* descriptor = nullptr;
};

std::vector<int> fonts_of(CheckInput const& in) {
    std::set<int> all;
    for (auto const& facts : in.facts) all.insert(facts.fonts.begin(), facts.fonts.end());
    return {all.begin(), all.end()};
}

PdfValue const& descendant_of(PdfFile const& file, PdfValue const& font) {
    auto const& list = file.get(font, "DescendantFonts");
    static PdfValue const nothing;
    return list.items.empty() ? nothing : file.resolve(list.items.front());
}

PdfValue const& descriptor_of(PdfFile const& file, PdfValue const& font) {
    auto const& inner = file.get(font, "Subtype").is_name("Type0") ? descendant_of(file, font) : font;
    return file.get(inner, "FontDescriptor");
}

std::vector<UsedFont> used_fonts(CheckInput const& in) {
    std::map<int, UsedFont> out;
    for (auto const& facts : in.facts)
        for (auto const& [object, codes] : facts.shown) {
            auto& font = out[object];
            font.object = object;
            font.codes.insert(codes.begin(), codes.end());
        }
    std::vector<UsedFont> list;
    for (auto& [number, font] : out) {
        auto const* object = in.file.object(number);
        font.descendant = &descendant_of(in.file, object->value);
        font.descriptor = &in.file.get(*font.descendant, "FontDescriptor");
        list.push_back(std::move(font));
    }
    return list;
}

PdfObject const* program_of(PdfFile const& file, PdfValue const& descriptor) {
    for (auto const* key : {"FontFile", "FontFile2", "FontFile3"})
        if (auto const* object = file.object(descriptor.find(key))) return object;
    return nullptr;
}

std::optional<FontProgram> read_program(PdfFile const& file, PdfValue const& descriptor) {
    auto const* object = program_of(file, descriptor);
    auto bytes = object ? file.stream(*object) : std::nullopt;
    return bytes ? FontProgram::read(std::move(*bytes)) : std::nullopt;
}

/// Glyph of a CID: through the map, or itself.
class GlyphMap {
  public:
    GlyphMap(PdfFile const& file, PdfValue const& descendant) {
        if (auto const* map = file.object(descendant.find("CIDToGIDMap")); map && map->is_stream)
            bytes_ = file.stream(*map);
    }
    unsigned operator()(unsigned cid) const {
        if (!bytes_) return cid;
        if (cid * 2 + 1 >= bytes_->size()) return 0;
        return static_cast<unsigned>(static_cast<unsigned char>((*bytes_)[cid * 2])) * 256U +
               static_cast<unsigned char>((*bytes_)[cid * 2 + 1]);
    }

  private:
    std::optional<std::string> bytes_;
};

std::map<unsigned, double> declared_widths(PdfFile const& file, PdfValue const& descendant) {
    std::map<unsigned, double> out;
    auto const& list = file.get(descendant, "W").items;
    std::size_t spent = 0; // ranges may overlap without end
    for (std::size_t i = 0; i + 1 < list.size() && spent < kMostWidths;) {
        auto const first = static_cast<unsigned>(std::clamp<std::int64_t>(file.resolve(list[i]).integer, 0, 65'535));
        auto const& next = file.resolve(list[i + 1]);
        if (next.is(Kind::Array)) {
            for (std::size_t k = 0; k < next.items.size() && k < 65'536; ++k)
                out[first + static_cast<unsigned>(k)] = file.resolve(next.items[k]).real;
            spent += next.items.size();
            i += 2;
        } else if (i + 2 < list.size()) {
            auto const last = static_cast<unsigned>(std::clamp<std::int64_t>(next.integer, 0, 65'535));
            for (auto cid = first; cid <= last; ++cid, ++spent) out[cid] = file.resolve(list[i + 2]).real;
            i += 3;
        } else {
            break;
        }
    }
    return out;
}

/// Code → text of a /ToUnicode stream; codes of two bytes.
std::map<unsigned, std::string> unicode_map(std::string const& cmap) {
    std::map<unsigned, std::string> out;
    PdfLexer lexer(cmap);
    std::vector<PdfValue> operands;
    std::size_t spent = 0;
    auto const code = [](PdfValue const& v) {
        unsigned n = 0;
        for (unsigned char const c : v.text) n = n * 256U + c;
        return n & 0xFFFFU;
    };
    while (true) {
        lexer.skip_space();
        if (lexer.at_end()) break;
        if (auto value = lexer.value(false)) {
            operands.push_back(std::move(*value));
            continue;
        }
        auto const word = lexer.keyword();
        if (word.empty()) break;
        if (word == "endbfchar")
            for (std::size_t i = 0; i + 1 < operands.size(); i += 2) out[code(operands[i])] = operands[i + 1].text;
        if (word == "endbfrange")
            for (std::size_t i = 0; i + 2 < operands.size(); i += 3) {
                auto const first = code(operands[i]), last = code(operands[i + 1]);
                for (auto c = first; c <= last && spent < kMostWidths; ++c, ++spent) {
                    auto const step = c - first;
                    if (operands[i + 2].is(Kind::Array)) {
                        if (step < operands[i + 2].items.size()) out[c] = operands[i + 2].items[step].text;
                    } else {
                        auto text = operands[i + 2].text;
                        if (!text.empty()) text.back() = static_cast<char>(text.back() + static_cast<char>(step));
                        out[c] = text;
                    }
                }
            }
        operands.clear();
    }
    return out;
}

void embedded(CheckInput const& in, CheckSink& out) {
    for (auto const number : fonts_of(in)) {
        auto const* font = in.file.object(number);
        if (!font || in.file.get(font->value, "Subtype").is_name("Type3")) continue;
        auto const& descriptor = descriptor_of(in.file, font->value);
        if (!program_of(in.file, descriptor))
            out.add("fon " + in.file.get(font->value, "BaseFont").text + " (" + object_place(number) +
                    ") tidak disematkan");
        else if (!read_program(in.file, descriptor))
            out.add("fon " + in.file.get(font->value, "BaseFont").text + " (" + object_place(number) + ") rusak");
    }
}

void font_names(CheckInput const& in, CheckSink& out) {
    for (auto const number : fonts_of(in)) {
        auto const* font = in.file.object(number);
        if (!font || in.file.get(font->value, "Subtype").is_name("Type3")) continue;
        auto const& name = in.file.get(font->value, "BaseFont");
        auto const& described = in.file.get(descriptor_of(in.file, font->value), "FontName");
        if (!name.is(Kind::Name) || (described.is(Kind::Name) && described.text != name.text))
            out.add(object_place(number) + ": nama fon berbeda antara BaseFont dan FontName");
    }
}

void composite(CheckInput const& in, CheckSink& out) {
    for (auto const number : fonts_of(in)) {
        auto const* font = in.file.object(number);
        if (!font || !in.file.get(font->value, "Subtype").is_name("Type0")) continue;
        auto const& inner = descendant_of(in.file, font->value);
        auto const& info = in.file.get(inner, "CIDSystemInfo");
        if (!in.file.get(info, "Registry").is(Kind::String) || !in.file.get(info, "Ordering").is(Kind::String))
            out.add(object_place(number) + ": CIDSystemInfo tidak lengkap");
        auto const* map = inner.find("CIDToGIDMap");
        bool const good = map && (in.file.resolve(*map).is_name("Identity") || in.file.object(map));
        if (in.file.get(inner, "Subtype").is_name("CIDFontType2") && !good)
            out.add(object_place(number) + ": CIDToGIDMap tidak ada");
    }
}

void encodings(CheckInput const& in, CheckSink& out) {
    for (auto const number : fonts_of(in)) {
        auto const* font = in.file.object(number);
        if (!font || !in.file.get(font->value, "Subtype").is_name("Type0")) continue;
        auto const* encoding = font->value.find("Encoding");
        auto const* stream = in.file.object(encoding);
        bool const identity = encoding && (in.file.resolve(*encoding).is_name("Identity-H") ||
                                           in.file.resolve(*encoding).is_name("Identity-V"));
        if (!identity && !(stream && stream->is_stream))
            out.add(object_place(number) + ": tabel kode fon tidak disematkan dan bukan Identity");
    }
}

void glyphs_present(CheckInput const& in, CheckSink& out) {
    for (auto const& font : used_fonts(in)) {
        auto const program = read_program(in.file, *font.descriptor);
        if (!program) continue;
        GlyphMap const glyph(in.file, *font.descendant);
        for (auto const code : font.codes)
            if (static_cast<int>(glyph(code)) >= program->glyphs())
                out.add(object_place(font.object) + ": huruf kode " + std::to_string(code) + " tidak ada di dalam fon");
    }
}

void glyph_widths(CheckInput const& in, CheckSink& out) {
    for (auto const& font : used_fonts(in)) {
        auto const program = read_program(in.file, *font.descriptor);
        if (!program) continue;
        GlyphMap const glyph(in.file, *font.descendant);
        auto const widths = declared_widths(in.file, *font.descendant);
        auto const& standard = in.file.get(*font.descendant, "DW");
        auto const otherwise = standard.is_number() ? standard.real : 1000.0;
        for (auto const code : font.codes) {
            auto const real = program->width(glyph(code));
            auto const it = widths.find(code);
            auto const said = it == widths.end() ? otherwise : it->second;
            if (real && std::fabs(*real - said) > 1)
                out.add(object_place(font.object) + ": lebar huruf kode " + std::to_string(code) + " tertulis " +
                        std::to_string(std::lround(said)) + ", di dalam fon " + std::to_string(std::lround(*real)));
        }
    }
}

void no_notdef(CheckInput const& in, CheckSink& out) {
    for (auto const& font : used_fonts(in)) {
        GlyphMap const glyph(in.file, *font.descendant);
        for (auto const code : font.codes)
            if (glyph(code) == 0) out.add(object_place(font.object) + ": kotak kosong (.notdef) tercetak");
    }
}

void readable_text(CheckInput const& in, CheckSink& out) {
    for (auto const& font : used_fonts(in)) {
        auto const* stream = in.file.object(in.file.object(font.object)->value.find("ToUnicode"));
        auto const cmap = stream ? in.file.stream(*stream) : std::nullopt;
        if (!cmap) {
            out.add(object_place(font.object) + ": tabel bacaan huruf (ToUnicode) tidak ada");
            continue;
        }
        auto const map = unicode_map(*cmap);
        for (auto const code : font.codes) {
            auto const it = map.find(code);
            auto const text = it == map.end() ? std::string() : it->second;
            bool bad = text.empty();
            for (auto const* unit : {"\xFE\xFF", "\xFF\xFE"}) bad = bad || text == unit;
            if (bad || text == std::string(2, '\0'))
                out.add(object_place(font.object) + ": huruf kode " + std::to_string(code) +
                        " tidak dapat dibaca sebagai teks");
        }
    }
}

constexpr std::array kRules{
    CheckRule{"font-composite", "ISO 19005-3 6.2.11.3", composite},
    CheckRule{"font-encodings", "ISO 19005-3 6.2.11.3.3", encodings},
    CheckRule{"font-embedded", "ISO 19005-3 6.2.11.4.1", embedded},
    CheckRule{"font-glyphs", "ISO 19005-3 6.2.11.4.1", glyphs_present},
    CheckRule{"font-names", "ISO 19005-3 6.2.11.2", font_names},
    CheckRule{"font-widths", "ISO 19005-3 6.2.11.5", glyph_widths},
    CheckRule{"font-notdef", "ISO 19005-3 6.2.11.8", no_notdef},
    CheckRule{"font-text", "ISO 14289-1 7.21.7", readable_text},
};

} // namespace

std::span<CheckRule const> check_font_rules() { return kRules; }

} // namespace alur::letter
