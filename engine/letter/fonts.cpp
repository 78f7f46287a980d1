#include "letter/fonts.hpp"

#include "core/text.hpp"
#include "letter/font_face.hpp"

#include <filesystem>
#include <map>
#include <unordered_map>

namespace alur::letter {

namespace {

constexpr std::size_t kMostWords = 4096; // a word is about 300 bytes: 1.2 MB a font book
constexpr std::size_t kMostSubsets = 48; // about 20 KB each

std::optional<std::string> locate(std::vector<std::string> const& names, std::vector<std::string> const& folders) {
    for (auto const& name : names)
        for (auto const& folder : folders) {
            auto const path = std::filesystem::path(folder) / name;
            std::error_code ignored;
            if (std::filesystem::is_regular_file(path, ignored)) return path.string();
        }
    return std::nullopt;
}

struct Member {
    std::string family;
    FontStyle style;
};

} // namespace

struct FontBook::State {
    std::vector<Face> faces;
    std::vector<Member> members;
    std::vector<FontId> fallbacks;
    std::vector<std::unordered_map<std::string, Shaped>> words; // by font
    std::map<std::pair<FontId, std::vector<std::uint16_t>>, std::shared_ptr<Subset const>> subsets;
    std::size_t word_count = 0;
};

FontBook::FontBook() : state_(std::make_unique<State>()) {}
FontBook::~FontBook() = default;
FontBook::FontBook(FontBook&&) noexcept = default;
FontBook& FontBook::operator=(FontBook&&) noexcept = default;

Result<FontBook> FontBook::open(std::vector<FontFamily> const& families, std::vector<std::string> const& fallback,
                                std::vector<std::string> const& folders) {
    FontBook book;
    auto& s = *book.state_;
    std::vector<std::string> missing;
    std::vector<std::string> broken;
    for (auto const& family : families) {
        struct Entry {
            std::vector<std::string> const& names;
            FontStyle style;
        };
        for (auto const& [names, style] :
             {Entry{family.regular, {false, false}}, Entry{family.bold, {true, false}},
              Entry{family.italic, {false, true}}, Entry{family.bold_italic, {true, true}}}) {
            if (names.empty()) continue;
            auto const path = locate(names, folders);
            auto face = path ? Face::load(*path) : std::nullopt;
            if (path && !face) {
                broken.push_back(*path);
                continue;
            }
            if (!face) {
                missing.push_back(join(names, " atau "));
                continue;
            }
            s.faces.push_back(std::move(*face));
            s.members.push_back({family.name, style});
        }
    }
    if (!broken.empty())
        return invalid(join(broken, ", ") +
                       ": bukan fon yang dapat dipakai; pasang ulang paket fonnya atau ganti berkasnya");
    if (!missing.empty() || s.faces.empty())
        return not_found("berkas fon tidak ditemukan: " + join(missing, ", ") +
                         "; pasang paket fonnya atau tambahkan foldernya di fon.folder (" + join(folders, ", ") + ")");
    for (auto const& name : fallback)
        for (std::size_t i = 0; i < s.members.size(); ++i)
            if (s.members[i].family == name) s.fallbacks.push_back(static_cast<FontId>(i));
    s.words.resize(s.faces.size());
    return book;
}

FontId FontBook::find(std::string_view family, FontStyle style) const {
    FontId best = 0;
    int best_score = -1;
    for (std::size_t i = 0; i < state_->members.size(); ++i) {
        auto const& m = state_->members[i];
        int const score = (m.family == family ? 8 : 0) + (m.style.bold == style.bold ? 2 : 0) +
                          (m.style.italic == style.italic ? 1 : 0);
        if (score > best_score) {
            best_score = score;
            best = static_cast<FontId>(i);
        }
    }
    return best;
}

FontFacts const& FontBook::facts(FontId font) const { return state_->faces[font].facts(); }

std::optional<FontId> FontBook::with_letter(FontId font, char32_t letter) const {
    if (state_->faces[font].has(letter)) return font;
    auto const& style = state_->members[font].style;
    std::optional<FontId> other;
    for (auto const id : state_->fallbacks) {
        if (!state_->faces[id].has(letter)) continue;
        auto const& s = state_->members[id].style;
        if (s.bold == style.bold && s.italic == style.italic) return id;
        if (!other) other = id;
    }
    return other;
}

Shaped const& FontBook::shape(FontId font, std::string_view word) {
    auto& words = state_->words[font];
    std::string key(word);
    if (auto const it = words.find(key); it != words.end()) return it->second;
    ++state_->word_count;
    return words.emplace(std::move(key), state_->faces[font].shape(word)).first->second;
}

void FontBook::trim() {
    if (state_->word_count < kMostWords) return;
    for (auto& map : state_->words) map.clear();
    state_->word_count = 0;
}

double FontBook::width(FontId font, double size, std::string_view word) {
    return shape(font, word).width * size / facts(font).units;
}
double FontBook::space_width(FontId font, double size) const {
    return state_->faces[font].space_advance() * size / facts(font).units;
}
std::uint16_t FontBook::space_glyph(FontId font) const { return state_->faces[font].space_glyph(); }
double FontBook::hyphen_width(FontId font, double size) const {
    return state_->faces[font].hyphen_advance() * size / facts(font).units;
}

Result<std::shared_ptr<Subset const>> FontBook::subset(FontId font, std::vector<std::uint16_t> const& glyphs) {
    auto const key = std::make_pair(font, glyphs);
    if (auto const it = state_->subsets.find(key); it != state_->subsets.end()) return it->second;
    auto made = state_->faces[font].subset(glyphs);
    if (!made) return made.error();
    if (state_->subsets.size() >= kMostSubsets) state_->subsets.clear();
    auto shared = std::make_shared<Subset const>(std::move(*made));
    state_->subsets.emplace(key, shared);
    return shared;
}

} // namespace alur::letter
