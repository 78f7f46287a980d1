#include "letter/pdf_check_rule.hpp"

#include <algorithm>
#include <array>

/// Rules about what the pages paint: colours, operators, pictures.
namespace alur::letter {

namespace {

using Kind = PdfValue::Kind;

/// The device space of the file's archive output intent: "RGB ", "GRAY", "CMYK"; "" without a usable one.
std::string intent_space(PdfFile const& file) {
    for (auto const& item : file.get(file.catalog(), "OutputIntents").items) {
        auto const& intent = file.resolve(item);
        if (!file.get(intent, "S").is_name("GTS_PDFA1")) continue;
        auto const* profile = file.object(intent.find("DestOutputProfile"));
        auto const bytes = profile ? file.stream(*profile) : std::nullopt;
        if (bytes && bytes->size() > 128) return bytes->substr(16, 4);
    }
    return {};
}

void output_intent(CheckInput const& in, CheckSink& out) {
    auto const& file = in.file;
    bool found = false;
    for (auto const& item : file.get(file.catalog(), "OutputIntents").items) {
        auto const& intent = file.resolve(item);
        if (!file.get(intent, "S").is_name("GTS_PDFA1")) continue;
        found = true;
        if (!file.get(intent, "OutputConditionIdentifier").is(Kind::String))
            out.add("tujuan warna (OutputIntent) tanpa OutputConditionIdentifier");
        auto const* profile = file.object(intent.find("DestOutputProfile"));
        auto const bytes = profile ? file.stream(*profile) : std::nullopt;
        if (!bytes || bytes->size() <= 128 || bytes->substr(36, 4) != "acsp") {
            out.add("profil warna tidak ada atau rusak");
            continue;
        }
        auto const space = bytes->substr(16, 4);
        auto const channels = space == "RGB " ? 3 : space == "GRAY" ? 1 : space == "CMYK" ? 4 : 0;
        if (file.get(profile->value, "N").integer != channels)
            out.add("jumlah saluran /N tidak sesuai dengan profil warna");
        auto const device = bytes->substr(12, 4);
        if ((device != "mntr" && device != "prtr") || static_cast<unsigned char>((*bytes)[8]) > 4)
            out.add("profil warna bukan profil layar atau pencetak sampai versi 4");
    }
    if (!found) out.add("tujuan warna (OutputIntent GTS_PDFA1) tidak ada");
}

void content_readable(CheckInput const& in, CheckSink& out) {
    for (std::size_t i = 0; i < in.facts.size(); ++i)
        if (in.facts[i].unreadable) out.add(page_place(i) + ": isinya tidak terbaca");
}

void operators(CheckInput const& in, CheckSink& out) {
    for (std::size_t i = 0; i < in.facts.size(); ++i)
        for (auto const& name : in.facts[i].unknown_operators)
            out.add(page_place(i) + ": perintah gambar \"" + name + "\" tidak dikenal");
}

void resources(CheckInput const& in, CheckSink& out) {
    for (std::size_t i = 0; i < in.facts.size(); ++i)
        for (auto const& name : in.facts[i].missing_resources)
            out.add(page_place(i) + ": " + name + " dipakai tetapi tidak disediakan");
}

void states_even(CheckInput const& in, CheckSink& out) {
    for (std::size_t i = 0; i < in.facts.size(); ++i)
        if (in.facts[i].states_uneven) out.add(page_place(i) + ": q dan Q tidak berpasangan");
}

void device_colours(CheckInput const& in, CheckSink& out) {
    auto const space = intent_space(in.file);
    auto const look = [&](std::string const& place, std::string const& name) {
        if (name == "DeviceCMYK" && space != "CMYK") out.add(place + ": warna CMYK tanpa tujuan warna CMYK");
        if (name == "DeviceRGB" && space != "RGB " && !space.empty())
            out.add(place + ": warna RGB tanpa tujuan warna RGB");
    };
    for (std::size_t i = 0; i < in.facts.size(); ++i)
        for (auto const& name : in.facts[i].colour_spaces) look(page_place(i), name);
    for (auto const& [number, object] : in.file.objects())
        if (in.file.get(object.value, "Subtype").is_name("Image"))
            look(object_place(number), in.file.get(object.value, "ColorSpace").text);
}

void images(CheckInput const& in, CheckSink& out) {
    for (auto const& [number, object] : in.file.objects()) {
        auto const& image = object.value;
        if (!object.is_stream || !in.file.get(image, "Subtype").is_name("Image")) continue;
        for (auto const* key : {"Alternates", "OPI"})
            if (image.find(key)) out.add(object_place(number) + ": gambar dengan /" + key);
        if (in.file.get(image, "Interpolate").is_true())
            out.add(object_place(number) + ": gambar diperhalus (Interpolate)");
        auto const& bits = in.file.get(image, "BitsPerComponent");
        if (bits.is(Kind::Integer) && bits.integer != 1 && bits.integer != 2 && bits.integer != 4 &&
            bits.integer != 8 && bits.integer != 16)
            out.add(object_place(number) + ": gambar dengan " + std::to_string(bits.integer) + " bit per warna");
    }
    for (std::size_t i = 0; i < in.facts.size(); ++i)
        if (in.facts[i].inline_interpolation) out.add(page_place(i) + ": gambar diperhalus (Interpolate)");
}

void forms(CheckInput const& in, CheckSink& out) {
    for (auto const& [number, object] : in.file.objects()) {
        if (!object.is_stream) continue;
        auto const& kind = in.file.get(object.value, "Subtype");
        if (kind.is_name("PS") || in.file.get(object.value, "Subtype2").is_name("PS"))
            out.add(object_place(number) + ": gambar PostScript");
        if (!kind.is_name("Form")) continue;
        for (auto const* key : {"OPI", "Ref", "PS"})
            if (object.value.find(key)) out.add(object_place(number) + ": gambar dengan /" + key);
    }
}

void graphics_states(CheckInput const& in, CheckSink& out) {
    auto const look = [&](std::string const& place, PdfValue const& state) {
        if (state.find("TR") || state.find("HTP")) out.add(place + ": keadaan grafis dengan TR atau HTP");
        if (auto const& transfer = in.file.get(state, "TR2"); !transfer.is(Kind::Null) && !transfer.is_name("Default"))
            out.add(place + ": keadaan grafis dengan TR2");
    };
    for (std::size_t i = 0; i < in.facts.size(); ++i) {
        for (auto const number : in.facts[i].states)
            if (auto const* object = in.file.object(number)) look(object_place(number), object->value);
        for (auto const& state : in.facts[i].direct_states) look(page_place(i), state);
    }
}

void blending(CheckInput const& in, CheckSink& out) {
    constexpr std::array kModes = {"Normal",    "Compatible", "Multiply",   "Screen",    "Overlay",   "Darken",
                                   "Lighten",   "ColorDodge", "ColorBurn",  "HardLight", "SoftLight", "Difference",
                                   "Exclusion", "Hue",        "Saturation", "Color",     "Luminosity"};
    auto const look = [&](std::string const& place, PdfValue const& state) {
        auto const& mode = in.file.get(state, "BM");
        if (mode.is(Kind::Null)) return;
        bool const known = std::any_of(kModes.begin(), kModes.end(), [&](auto const* m) { return mode.is_name(m); });
        if (!known) out.add(place + ": cara paduan warna tidak dikenal");
    };
    for (std::size_t i = 0; i < in.facts.size(); ++i) {
        for (auto const number : in.facts[i].states)
            if (auto const* object = in.file.object(number)) look(object_place(number), object->value);
        for (auto const& state : in.facts[i].direct_states) look(page_place(i), state);
    }
}

constexpr std::array kRules{
    CheckRule{"output-intent", "ISO 19005-3 6.2.3", output_intent},
    CheckRule{"content-readable", "ISO 19005-3 6.2.2", content_readable},
    CheckRule{"operators", "ISO 19005-3 6.2.2", operators},
    CheckRule{"resources", "ISO 19005-3 6.2.2", resources},
    CheckRule{"states-even", "ISO 32000-1 8.4.2", states_even},
    CheckRule{"device-colours", "ISO 19005-3 6.2.4.3", device_colours},
    CheckRule{"graphics-states", "ISO 19005-3 6.2.5", graphics_states},
    CheckRule{"images", "ISO 19005-3 6.2.8", images},
    CheckRule{"forms", "ISO 19005-3 6.2.9", forms},
    CheckRule{"blending", "ISO 19005-3 6.2.10", blending},
};

} // namespace

std::span<CheckRule const> check_graphics_rules() { return kRules; }

} // namespace alur::letter
