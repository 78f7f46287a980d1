#include "letter/pdf_reader.hpp"

#include "letter/packing.hpp"
#include "letter/pdf_loader.hpp"

#include <algorithm>
#include <cstdlib>
#include <set>

namespace alur::letter {

namespace {

constexpr std::size_t kMostUnpacked = 256'000'000, kMostOfOne = 64'000'000;
constexpr std::size_t kMostPages = 20'000;
constexpr int kLongestChain = 32;

PdfValue const kNothing;

/// Undoes the PNG predictors (10…15), that cross-reference streams use.
std::optional<std::string> unpredicted(std::string const& bytes, std::size_t columns, std::size_t dot) {
    if (columns == 0 || columns > 1'000'000) return std::nullopt;
    std::string out, before(columns, '\0'), line;
    for (std::size_t at = 0; at + columns < bytes.size(); at += columns + 1) {
        auto const kind = bytes[at];
        line = bytes.substr(at + 1, columns);
        for (std::size_t i = 0; i < columns; ++i) {
            auto const byte = [](char c) { return static_cast<int>(static_cast<unsigned char>(c)); };
            auto const left = i >= dot ? byte(line[i - dot]) : 0, up = byte(before[i]);
            auto const corner = i >= dot ? byte(before[i - dot]) : 0;
            int add = 0;
            if (kind == 1) add = left;
            if (kind == 2) add = up;
            if (kind == 3) add = (left + up) / 2;
            if (kind == 4) {
                auto const p = left + up - corner;
                auto const a = std::abs(p - left), b = std::abs(p - up), c = std::abs(p - corner);
                add = a <= b && a <= c ? left : b <= c ? up : corner;
            }
            line[i] = static_cast<char>(byte(line[i]) + add);
        }
        out += line;
        before = line;
    }
    return out;
}

} // namespace

Result<PdfFile> PdfFile::read(std::string_view bytes) { return PdfLoader(bytes).load(); }

PdfValue const& PdfFile::catalog() const { return get(trailer(), "Root"); }

PdfObject const* PdfFile::object(int number) const {
    auto const it = objects_.find(number);
    return it == objects_.end() ? nullptr : &it->second;
}

PdfObject const* PdfFile::object(PdfValue const* value) const {
    PdfObject const* found = nullptr;
    for (int i = 0; value && value->is(PdfValue::Kind::Reference) && i < kLongestChain; ++i) {
        found = object(static_cast<int>(value->integer));
        value = found ? &found->value : nullptr;
    }
    return found;
}

PdfValue const& PdfFile::resolve(PdfValue const& value) const {
    auto const* now = &value;
    for (int i = 0; now->is(PdfValue::Kind::Reference); ++i) {
        auto const* next = i < kLongestChain ? object(static_cast<int>(now->integer)) : nullptr;
        if (!next) return kNothing;
        now = &next->value;
    }
    return *now;
}

PdfValue const& PdfFile::get(PdfValue const& dictionary, std::string_view key) const {
    auto const* entry = dictionary.find(key);
    return entry ? resolve(*entry) : kNothing;
}

std::optional<std::string> PdfFile::stream(PdfObject const& object) const {
    if (!object.is_stream) return std::nullopt;
    auto const& filter = get(object.value, "Filter");
    auto const* only = &filter;
    if (filter.is(PdfValue::Kind::Array)) {
        if (filter.items.size() > 1) return std::nullopt;
        only = filter.items.empty() ? &kNothing : &resolve(filter.items.front());
    }
    if (only->is(PdfValue::Kind::Null)) return std::string(object.raw);
    if (!only->is_name("FlateDecode") && !only->is_name("Fl")) return std::nullopt;
    if (unpacked_ >= kMostUnpacked) return std::nullopt;
    auto out = inflated(object.raw, std::min(kMostOfOne, kMostUnpacked - unpacked_));
    if (!out) {
        unpacked_ += object.raw.size();
        return std::nullopt;
    }
    unpacked_ += out->size();
    auto const& given = get(object.value, "DecodeParms");
    auto const& how = given.is(PdfValue::Kind::Array) && !given.items.empty() ? resolve(given.items.front()) : given;
    auto const number = [&](std::string_view key, std::int64_t otherwise) {
        auto const& value = get(how, key);
        return value.is(PdfValue::Kind::Integer) ? value.integer : otherwise;
    };
    auto const predictor = number("Predictor", 1);
    if (predictor <= 1) return out;
    auto const colours = number("Colors", 1), bits = number("BitsPerComponent", 8), columns = number("Columns", 1);
    if (predictor < 10 || colours < 1 || colours > 32 || bits < 1 || bits > 16 || columns < 1 || columns > 100'000)
        return std::nullopt;
    auto const dot = std::max<std::int64_t>(1, colours * bits / 8);
    return unpredicted(*out, static_cast<std::size_t>((columns * colours * bits + 7) / 8),
                       static_cast<std::size_t>(dot));
}

std::vector<int> PdfFile::pages() const {
    std::vector<int> out, open;
    std::set<int> seen;
    auto const* root = catalog().find("Pages");
    if (root && root->is(PdfValue::Kind::Reference)) open.push_back(static_cast<int>(root->integer));
    while (!open.empty() && out.size() < kMostPages) {
        auto const number = open.back();
        open.pop_back();
        auto const* node = object(number);
        if (!node || !seen.insert(number).second) continue;
        auto const& kids = get(node->value, "Kids");
        if (!kids.is(PdfValue::Kind::Array)) {
            out.push_back(number);
            continue;
        }
        for (auto kid = kids.items.rbegin(); kid != kids.items.rend(); ++kid)
            if (kid->is(PdfValue::Kind::Reference)) open.push_back(static_cast<int>(kid->integer));
    }
    return out;
}

} // namespace alur::letter
