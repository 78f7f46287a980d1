#include "letter/markdown_lines.hpp"

#include "core/text.hpp"
#include "letter/command_line.hpp"

#include <algorithm>
#include <vector>

namespace alur::letter {

namespace {

struct Line {
    std::string text;
    std::size_t indent = 0;
    std::string_view body() const { return std::string_view(text).substr(indent); }
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Length of a list mark `12. `, `a. `, `1) `, `- ` at the beginning, 0 for none.
std::size_t list_mark(std::string_view s) {
    if (s.size() >= 2 && (s[0] == '-' || s[0] == '+') && s[1] == ' ') return 2;
    std::size_t i = 0;
    while (i < s.size() && is_digit(s[i])) ++i;
    if (i > 0 && i < 10 && i + 1 < s.size() && (s[i] == '.' || s[i] == ')') && s[i + 1] == ' ') return i + 2;
    if (s.size() >= 3 && s[0] >= 'a' && s[0] <= 'z' && s[1] == '.' && s[2] == ' ') return 3;
    return 0;
}

/// Where ` : ` (or ` :` at the end) divides a row, npos when the line is no row.
std::size_t row_colon(std::string_view s) {
    if (s.empty() || s[0] == '|' || s[0] == '#' || s[0] == ':') return std::string_view::npos;
    auto at = s.find(" : ");
    if (at == std::string_view::npos && s.size() > 2 && s.substr(s.size() - 2) == " :") at = s.size() - 2;
    if (at == std::string_view::npos || at == 0 || code_point_count(s.substr(0, at)) > 60)
        return std::string_view::npos;
    return at;
}

std::vector<Line> lines_of(std::string_view text) {
    std::vector<Line> out;
    for (auto& one : split(text, '\n')) {
        while (!one.empty() && (one.back() == '\r' || one.back() == ' ' || one.back() == '\t')) one.pop_back();
        Line line{std::move(one), 0};
        line.indent = std::min(line.text.find_first_not_of(' '), line.text.size());
        out.push_back(std::move(line));
    }
    return out;
}

} // namespace

bool has_mark(std::string_view text) {
    for (std::size_t i = 0; i + 2 < text.size(); ++i)
        if (text[i] == '\xEE' && text[i + 1] == '\x80') return true;
    return false;
}

std::string mark_lines(std::string_view text) {
    auto const lines = lines_of(replace_all(replace_all(std::string(text), "[[", kOpenMark), "]]", kCloseMark));
    std::string out;
    out.reserve(text.size() + 256);
    bool in_paragraph = false; // a line of running text stands directly above
    for (std::size_t i = 0; i < lines.size(); ++i) {
        auto const& line = lines[i];
        auto body = line.body();
        if (body.empty()) {
            out += '\n';
            in_paragraph = false;
            continue;
        }
        std::string const indent(line.indent, ' ');
        if (is_command_line(body)) {
            out += "\n" + indent + std::string(kCommandMark) +
                   replace_all(std::string(body.substr(1, body.size() - 2)), "*", "\\*") + "\n\n";
            in_paragraph = false;
            continue;
        }
        auto const mark = list_mark(body);
        std::string prefix = indent;
        if (mark > 0) {
            // Every item of a lettered list is written as a numbered one with a mark; the first gives the start.
            if (body[0] >= 'a' && body[0] <= 'z') {
                prefix += std::string(1, static_cast<char>('1' + std::min(body[0] - 'a', 8))) + ") " +
                          std::string(kLetterMark);
            } else {
                prefix += std::string(body.substr(0, mark));
            }
            body.remove_prefix(mark);
            if (in_paragraph)
                out += '\n'; // a list may follow a paragraph without a blank line, whatever its first number
        }
        // Rows: this line and all that follow it up to a blank line or a list have a colon.
        bool rows = !in_paragraph || mark > 0;
        auto end = i;
        if (rows && row_colon(body) != std::string_view::npos) {
            while (end + 1 < lines.size()) {
                auto const next = lines[end + 1].body();
                if (next.empty() || list_mark(next) > 0 || is_command_line(next) || next[0] == '|' || next[0] == '#')
                    break;
                ++end;
                if (row_colon(next) == std::string_view::npos) rows = false;
            }
        } else {
            rows = false;
        }
        if (!rows) {
            out += prefix + std::string(body) + "\n";
            bool const structure = body[0] == '|' || body[0] == '#';
            in_paragraph = !structure;
            continue;
        }
        for (auto k = i; k <= end; ++k) {
            auto const row = k == i ? body : lines[k].body();
            auto const at = row_colon(row);
            auto const value = at + 3 <= row.size() ? row.substr(at + 3) : std::string_view{};
            out += (k == i ? prefix : std::string(lines[k].indent, ' ')) + std::string(trim(row.substr(0, at))) +
                   std::string(kLabelMark) + std::string(trim(value)) + std::string(kRowEnd) + "\n";
        }
        out += '\n';
        i = end;
        in_paragraph = false;
    }
    return out;
}

} // namespace alur::letter
