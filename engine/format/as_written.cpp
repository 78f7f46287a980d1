#include "format/as_written.hpp"

#include <algorithm>
#include <array>

namespace alur::format {

namespace {

constexpr std::size_t kFarthest = 4000; ///< bytes behind the start in which the value must begin

constexpr std::array<Writing, 5> kWritings{Writing::Plain, Writing::DoubledQuote, Writing::DoubledApostrophe,
                                           Writing::Backslash, Writing::Entities};

struct Entity {
    std::string_view written;
    char meant;
};
constexpr std::array<Entity, 6> kEntities{
    {{"&lt;", '<'}, {"&gt;", '>'}, {"&amp;", '&'}, {"&quot;", '"'}, {"&apos;", '\''}, {"&#10;", '\n'}}};

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

/// Bytes of the file that write `c` at `from`; 0 when they write something else.
std::size_t written(std::string_view file, std::size_t from, char c, Writing how) {
    auto const rest = file.substr(from);
    if (how == Writing::Entities)
        for (auto const& entity : kEntities)
            if (entity.meant == c && rest.starts_with(entity.written)) return entity.written.size();
    if (how == Writing::Backslash && rest.starts_with('\\'))
        return rest.size() > 1 && (rest[1] == c || (rest[1] == 'n' && c == '\n') || (rest[1] == 't' && c == '\t')) ? 2
                                                                                                                   : 0;
    auto const doubled = how == Writing::DoubledQuote ? '"' : how == Writing::DoubledApostrophe ? '\'' : '\0';
    if (doubled != '\0' && c == doubled) return rest.size() > 1 && rest[0] == c && rest[1] == c ? 2 : 0;
    return !rest.empty() && rest[0] == c ? 1 : 0;
}

/// Offset of value[at] when the whole value is written from `from` on.
std::optional<std::size_t> follow(std::string_view file, std::size_t from, std::string_view value, std::size_t at,
                                  Writing how) {
    auto place = from;
    std::size_t found = from;
    for (std::size_t i = 0; i < value.size(); ++i) {
        if (i == at) found = place;
        auto const bytes = written(file, place, value[i], how);
        if (bytes > 0) {
            place += bytes;
            // The indentation of a folded or literal line is not part of the value.
            if (value[i] == '\n' && i + 1 < value.size() && !is_blank(value[i + 1]))
                while (place < file.size() && (file[place] == ' ' || file[place] == '\t')) ++place;
            continue;
        }
        if (!is_blank(value[i]) || place >= file.size() || !is_blank(file[place])) return std::nullopt;
        while (place < file.size() && is_blank(file[place])) ++place;
    }
    return at >= value.size() ? place : found;
}

std::optional<std::size_t> offset_of(std::string_view file, Place const& place) {
    std::size_t at = 0;
    for (int line = 1; line < place.line; ++line) {
        auto const end = file.find('\n', at);
        if (end == std::string_view::npos) return std::nullopt;
        at = end + 1;
    }
    for (int column = 1; column < place.column && at < file.size() && file[at] != '\n'; ++column) {
        ++at;
        while (at < file.size() && (static_cast<unsigned char>(file[at]) & 0xC0U) == 0x80U) ++at;
    }
    return at;
}

/// The place of byte `to`, which stands behind byte `from` at `start`.
Place moved(std::string_view file, Place start, std::size_t from, std::size_t to) {
    for (auto const c : file.substr(from, to - from)) {
        if (c == '\n') {
            ++start.line;
            start.column = 1;
        } else if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) {
            ++start.column;
        }
    }
    return start;
}

} // namespace

std::optional<AsWritten> find_as_written(std::string_view file, Place const& start, std::string_view value) {
    auto const from = offset_of(file, start);
    if (!from || value.empty()) return std::nullopt;
    auto const last = std::min(file.size(), *from + kFarthest);
    for (auto begin = *from; begin < last; ++begin)
        for (auto const how : kWritings)
            if (follow(file, begin, value, 0, how))
                return AsWritten{
                    begin, moved(file, {start.file, std::max(1, start.line), std::max(1, start.column)}, *from, begin),
                    how};
    return std::nullopt;
}

Place place_in(std::string_view file, AsWritten const& written, std::string_view value, std::size_t at) {
    auto const offset = follow(file, written.begin, value, at, written.how).value_or(written.begin);
    return moved(file, written.place, written.begin, offset);
}

} // namespace alur::format
