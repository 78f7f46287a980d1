#include "core/diagnostic.hpp"

#include "core/text.hpp"

#include <algorithm>
#include <tuple>

namespace alur {

Diagnostic& Diagnostics::error(std::string rule, Place place, std::string message, std::string hint) {
    return all_.emplace_back(
        Diagnostic{Severity::Error, std::move(rule), std::move(place), std::move(message), std::move(hint), {}});
}

Diagnostic& Diagnostics::warning(std::string rule, Place place, std::string message, std::string hint) {
    return all_.emplace_back(
        Diagnostic{Severity::Warning, std::move(rule), std::move(place), std::move(message), std::move(hint), {}});
}

void Diagnostics::add(Diagnostic diagnostic) { all_.push_back(std::move(diagnostic)); }

void Diagnostics::add(Diagnostics const& other) { all_.insert(all_.end(), other.all_.begin(), other.all_.end()); }

bool Diagnostics::has_errors() const {
    return std::any_of(all_.begin(), all_.end(), [](auto const& d) { return d.severity == Severity::Error; });
}

void Diagnostics::sort() {
    std::stable_sort(all_.begin(), all_.end(), [](auto const& a, auto const& b) { return a.place < b.place; });
}

namespace {

std::string_view line_of(std::string_view text, int number) {
    for (int n = 1; n < number; ++n) {
        auto const end = text.find('\n');
        if (end == std::string_view::npos) return {};
        text.remove_prefix(end + 1);
    }
    auto line = text.substr(0, text.find('\n'));
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
}

constexpr std::size_t kLongest = 4000; ///< bytes of a line that is echoed
constexpr int kWidest = 200;           ///< characters of it

struct Excerpt {
    std::string text;
    int column; ///< of the place, in the text
};

/// The line, or the part of a long one around a column, with marks where something is left out.
Excerpt around(std::string_view line, int column) {
    column = std::max(column, 1);
    if (static_cast<int>(code_point_count(line)) <= kWidest) return {std::string(line), column};
    int const first = std::max(1, column - kWidest / 2);
    std::string text = first > 1 ? "…" : "";
    int at = 0;
    bool cut = false;
    for (char const c : line) {
        if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) ++at;
        cut = at >= first + kWidest;
        if (cut) break;
        if (at >= first) text += c;
    }
    return {text + (cut ? "…" : ""), column - first + (first > 1 ? 2 : 1)};
}

} // namespace

std::string render(Diagnostic const& diagnostic, std::string_view text) {
    auto const& place = diagnostic.place;
    std::string out = place.file;
    if (place.line > 0) out += ':' + std::to_string(place.line) + ':' + std::to_string(std::max(place.column, 1));
    if (!out.empty()) out += ": ";
    if (diagnostic.severity == Severity::Warning) out += "peringatan: ";
    out += diagnostic.message;
    auto const line = place.line > 0 ? line_of(text, place.line) : std::string_view{};
    // Of a long line only what stands around the place; a very long one (minified or hostile) is not echoed.
    if (!line.empty() && line.size() <= kLongest && is_utf8(line)) {
        auto const shown = around(line, place.column);
        out += "\n    ";
        out += shown.text;
        out += "\n    ";
        auto left = shown.column - 1;
        for (char const c : shown.text) {
            if ((static_cast<unsigned char>(c) & 0xC0U) == 0x80U) continue;
            if (left-- <= 0) break;
            out += c == '\t' ? '\t' : ' ';
        }
        out += '^';
    }
    if (!diagnostic.hint.empty()) out += "\nsaran: " + diagnostic.hint;
    return out;
}

std::string nearest(std::string_view word, std::vector<std::string> const& candidates) {
    std::string best;
    auto best_distance = std::max<std::size_t>(2, word.size() / 3) + 1;
    for (auto const& candidate : candidates) {
        auto const distance = edit_distance(lower_ascii(word), lower_ascii(candidate));
        if (distance < best_distance) {
            best = candidate;
            best_distance = distance;
        }
    }
    return best;
}

} // namespace alur
