#include "letter/font_face.hpp"

#include "core/text.hpp"
#include "letter/packing.hpp"

#include <harfbuzz/hb-ot.h>
#include <harfbuzz/hb-subset.h>
#include <harfbuzz/hb.h>

#include <algorithm>
#include <cmath>

namespace alur::letter {

namespace {

struct FreeBlob {
    void operator()(hb_blob_t* b) const { hb_blob_destroy(b); }
};
using Blob = std::unique_ptr<hb_blob_t, FreeBlob>;

std::string_view view(Blob const& blob) {
    unsigned size = 0;
    auto const* data = hb_blob_get_data(blob.get(), &size);
    return {data, size};
}

int s16(std::string_view b, std::size_t at) {
    if (at + 2 > b.size()) return 0;
    return static_cast<std::int16_t>((static_cast<unsigned char>(b[at]) << 8) | static_cast<unsigned char>(b[at + 1]));
}

std::string name_of(hb_face_t* face, hb_ot_name_id_t id) {
    char text[128];
    unsigned size = sizeof text;
    hb_ot_name_get_utf8(face, id, HB_LANGUAGE_INVALID, &size, text);
    return std::string(text, std::min<std::size_t>(size, sizeof text - 1));
}

std::uint32_t crc32(std::string_view bytes) {
    std::uint32_t crc = 0xFFFFFFFFU;
    for (unsigned char const c : bytes) {
        crc ^= c;
        for (int k = 0; k < 8; ++k) crc = (crc >> 1) ^ (0xEDB88320U & (0U - (crc & 1U)));
    }
    return ~crc;
}

} // namespace

void Face::FreeFace::operator()(hb_face_t* face) const { hb_face_destroy(face); }
void Face::FreeFont::operator()(hb_font_t* font) const { hb_font_destroy(font); }
void Face::FreeBuffer::operator()(hb_buffer_t* buffer) const { hb_buffer_destroy(buffer); }

std::optional<Face> Face::load(std::string const& path) {
    Blob const blob(hb_blob_create_from_file_or_fail(path.c_str()));
    if (!blob) return std::nullopt;
    Face f;
    f.face_.reset(hb_face_create(blob.get(), 0));
    if (hb_face_get_glyph_count(f.face_.get()) == 0) return std::nullopt;
    Blob const os2(hb_face_reference_table(f.face_.get(), HB_TAG('O', 'S', '/', '2')));
    if (auto const fs_type = s16(view(os2), 8); (fs_type & 0x0F) == 0x02) return std::nullopt; // embedding forbidden
    f.font_.reset(hb_font_create(f.face_.get()));
    f.buffer_.reset(hb_buffer_create());
    f.read_facts();
    f.read_texts();
    return f;
}

void Face::read_facts() {
    auto* face = face_.get();
    auto const units = static_cast<int>(hb_face_get_upem(face));
    hb_font_set_scale(font_.get(), units, units);
    facts_.units = units;
    facts_.postscript_name = name_of(face, HB_OT_NAME_ID_POSTSCRIPT_NAME);
    std::erase_if(facts_.postscript_name, [](unsigned char c) {
        return c <= ' ' || c >= 127 ||
               std::string_view("()<>[]{}/%#").find(static_cast<char>(c)) != std::string_view::npos;
    });
    if (facts_.postscript_name.empty()) facts_.postscript_name = "Font";
    Blob const cff(hb_face_reference_table(face, HB_TAG('C', 'F', 'F', ' ')));
    facts_.cff = hb_blob_get_length(cff.get()) > 0;
    hb_font_extents_t extents{};
    hb_font_get_h_extents(font_.get(), &extents);
    facts_.ascent = extents.ascender;
    facts_.descent = extents.descender;
    Blob const head(hb_face_reference_table(face, HB_TAG('h', 'e', 'a', 'd')));
    for (int i = 0; i < 4; ++i) facts_.box[i] = s16(view(head), 36 + 2 * static_cast<std::size_t>(i));
    facts_.bold = (s16(view(head), 44) & 1) != 0;
    Blob const post(hb_face_reference_table(face, HB_TAG('p', 'o', 's', 't')));
    facts_.italic_angle =
        s16(view(post), 4) + static_cast<double>(static_cast<std::uint16_t>(s16(view(post), 6))) / 65536;
    hb_codepoint_t glyph = 0;
    hb_glyph_extents_t capital{};
    facts_.cap_height = facts_.ascent * 7 / 10;
    if (hb_font_get_nominal_glyph(font_.get(), 'H', &glyph) && hb_font_get_glyph_extents(font_.get(), glyph, &capital))
        facts_.cap_height = capital.y_bearing;
    if (hb_font_get_nominal_glyph(font_.get(), ' ', &glyph)) space_glyph_ = static_cast<std::uint16_t>(glyph);
    space_advance_ = hb_font_get_glyph_h_advance(font_.get(), space_glyph_);
    if (hb_font_get_nominal_glyph(font_.get(), 0xAD, &glyph) || hb_font_get_nominal_glyph(font_.get(), '-', &glyph))
        hyphen_glyph_ = static_cast<std::uint16_t>(glyph);
    hyphen_advance_ = hb_font_get_glyph_h_advance(font_.get(), hyphen_glyph_);
}

void Face::read_texts() {
    struct FreeSet {
        void operator()(hb_set_t* s) const { hb_set_destroy(s); }
    };
    std::unique_ptr<hb_set_t, FreeSet> const letters(hb_set_create());
    hb_face_collect_unicodes(face_.get(), letters.get());
    hb_codepoint_t letter = HB_SET_VALUE_INVALID, glyph = 0;
    while (hb_set_next(letters.get(), &letter)) {
        if (letter == 0xA0 || letter == 0xAD || (letter >= 0xE000 && letter <= 0xF8FF)) continue;
        if (!hb_font_get_nominal_glyph(font_.get(), letter, &glyph)) continue;
        std::string text;
        append_utf8(text, letter);
        texts_.emplace(static_cast<std::uint16_t>(glyph), std::move(text)); // the lowest code point wins
    }
}

bool Face::has(char32_t letter) const {
    hb_codepoint_t glyph = 0;
    return hb_font_get_nominal_glyph(font_.get(), letter, &glyph) != 0;
}

Shaped Face::shape(std::string_view word) {
    auto* buffer = buffer_.get();
    hb_buffer_clear_contents(buffer);
    hb_buffer_set_direction(buffer, HB_DIRECTION_LTR);
    hb_buffer_set_script(buffer, HB_SCRIPT_LATIN);
    static auto const kLanguage = hb_language_from_string("id", 2);
    hb_buffer_set_language(buffer, kLanguage);
    hb_buffer_add_utf8(buffer, word.data(), static_cast<int>(word.size()), 0, static_cast<int>(word.size()));
    hb_shape(font_.get(), buffer, nullptr, 0);
    unsigned count = 0;
    auto const* infos = hb_buffer_get_glyph_infos(buffer, &count);
    auto const* places = hb_buffer_get_glyph_positions(buffer, &count);
    Shaped out;
    out.glyphs.reserve(count);
    for (unsigned i = 0; i < count; ++i) {
        auto const id = static_cast<std::uint16_t>(infos[i].codepoint);
        out.glyphs.push_back({id, places[i].x_advance, places[i].x_offset, places[i].y_offset, infos[i].cluster});
        out.width += places[i].x_advance;
        if (texts_.find(id) == texts_.end()) {
            auto const end = i + 1 < count ? infos[i + 1].cluster : static_cast<unsigned>(word.size());
            if (end > infos[i].cluster)
                texts_.emplace(id, std::string(word.substr(infos[i].cluster, end - infos[i].cluster)));
        }
    }
    return out;
}

std::uint16_t Subset::new_id(std::uint16_t old) const {
    if (old == kSoftHyphen) return static_cast<std::uint16_t>(soft_hyphen < 0 ? 0 : soft_hyphen);
    auto const it = std::lower_bound(ids.begin(), ids.end(), std::make_pair(old, std::uint16_t{0}));
    return it != ids.end() && it->first == old ? it->second : std::uint16_t{0};
}

Result<Subset> Face::subset(std::vector<std::uint16_t> const& glyphs) const {
    struct FreeInput {
        void operator()(hb_subset_input_t* i) const { hb_subset_input_destroy(i); }
    };
    struct FreePlan {
        void operator()(hb_subset_plan_t* p) const { hb_subset_plan_destroy(p); }
    };
    auto const failed = [&] {
        return unavailable("fon " + facts_.postscript_name + " tidak dapat disematkan ke dalam PDF");
    };
    std::unique_ptr<hb_subset_input_t, FreeInput> const input(hb_subset_input_create_or_fail());
    if (!input) return failed();
    auto* wanted = hb_subset_input_glyph_set(input.get());
    bool soft = false;
    for (auto const id : glyphs) {
        if (id == kSoftHyphen) {
            soft = true;
            hb_set_add(wanted, hyphen_glyph_);
        } else {
            hb_set_add(wanted, id);
        }
    }
    auto* drop = hb_subset_input_set(input.get(), HB_SUBSET_SETS_DROP_TABLE_TAG);
    for (char const* tag :
         {"GSUB", "GPOS", "GDEF", "name", "OS/2", "post", "cmap", "kern", "DSIG", "FFTM", "gasp", "STAT", "meta"})
        hb_set_add(drop, hb_tag_from_string(tag, -1));
    hb_set_clear(hb_subset_input_set(input.get(), HB_SUBSET_SETS_LAYOUT_FEATURE_TAG));
    hb_subset_input_set_flags(input.get(), HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_NOTDEF_OUTLINE);
    std::unique_ptr<hb_subset_plan_t, FreePlan> const plan(hb_subset_plan_create_or_fail(face_.get(), input.get()));
    if (!plan) return failed();
    std::unique_ptr<hb_face_t, FreeFace> const cut(hb_subset_plan_execute_or_fail(plan.get()));
    if (!cut) return failed();

    Subset out;
    out.glyph_count = static_cast<int>(hb_face_get_glyph_count(cut.get()));
    Blob const program(facts_.cff ? hb_face_reference_table(cut.get(), HB_TAG('C', 'F', 'F', ' '))
                                  : hb_face_reference_blob(cut.get()));
    out.program.assign(view(program));
    if (out.program.empty()) return failed();
    out.packed = deflated(out.program, 9);
    out.widths.assign(static_cast<std::size_t>(out.glyph_count), 0);
    out.texts.resize(static_cast<std::size_t>(out.glyph_count));
    auto const* mapping = hb_subset_plan_old_to_new_glyph_mapping(plan.get());
    auto const add = [&](std::uint16_t old) -> int {
        auto const id = hb_map_get(mapping, old);
        if (id == HB_MAP_VALUE_INVALID || id >= static_cast<unsigned>(out.glyph_count)) return -1;
        out.ids.emplace_back(old, static_cast<std::uint16_t>(id));
        out.widths[id] =
            static_cast<int>(std::lround(hb_font_get_glyph_h_advance(font_.get(), old) * 1000.0 / facts_.units));
        if (auto const it = texts_.find(old); it != texts_.end()) out.texts[id] = it->second;
        return static_cast<int>(id);
    };
    for (auto const id : glyphs)
        if (id != kSoftHyphen) add(id);
    if (soft) {
        bool const also_plain = std::find(glyphs.begin(), glyphs.end(), hyphen_glyph_) != glyphs.end();
        out.hyphen = also_plain ? out.new_id(hyphen_glyph_) : add(hyphen_glyph_);
        // TrueType: one more CID that shows the same glyph. CFF: CID is glyph, so it needs a glyph of its own.
        bool const own = texts_.find(hyphen_glyph_) == texts_.end();
        if (facts_.cff || own) {
            out.soft_hyphen = out.hyphen;
            if (own && out.hyphen >= 0) out.texts[static_cast<std::size_t>(out.hyphen)] = "\xC2\xAD";
        } else {
            out.soft_hyphen = out.glyph_count;
            out.widths.push_back(out.hyphen < 0 ? 0 : out.widths[static_cast<std::size_t>(out.hyphen)]);
            out.texts.emplace_back("\xC2\xAD");
        }
    }
    std::sort(out.ids.begin(), out.ids.end());
    auto sum = crc32(out.program);
    for (int i = 0; i < 6; ++i) {
        out.tag += static_cast<char>('A' + sum % 26);
        sum /= 26;
    }
    return out;
}

} // namespace alur::letter
