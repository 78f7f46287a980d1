#include "letter/command_line.hpp"

#include "core/diagnostic.hpp"
#include "core/text.hpp"

#include <charconv>

namespace alur::letter {

namespace {

std::optional<double> number(std::string_view word) {
    double value = 0;
    auto const [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
    if (error != std::errc{} || end != word.data() + word.size() || !(value > 0) || value > 40) return std::nullopt;
    return value;
}

} // namespace

bool is_command_line(std::string_view s) {
    return s.size() >= 2 && s.front() == '[' && s.back() == ']' && s.substr(0, 2) != "[[" &&
           s.find(']') == s.size() - 1;
}

std::optional<CommandLine> parse_command(std::string_view line, std::string& wrong, std::string& hint) {
    auto const inside = trim(line.substr(1, line.size() - 2));
    CommandLine out;
    using Kind = CommandLine::Kind;
    auto const colon = inside.find(':');
    auto const head = trim(inside.substr(0, colon));
    if (head == "lampiran" || head.substr(0, 9) == "lampiran ") {
        out.kind = Kind::Annex;
        auto rest = std::string(trim(head.substr(std::min<std::size_t>(head.size(), 8))));
        if (rest.substr(0, 8) == "mendatar") {
            out.landscape = true;
            rest = std::string(trim(std::string_view(rest).substr(8)));
        }
        if (rest == "tanpa ttd") {
            out.is_signed = false;
            rest.clear();
        }
        if (colon == std::string_view::npos || !rest.empty()) {
            wrong = "perintah lampiran tidak dapat dibaca";
            hint = "tulis [lampiran: JUDUL], [lampiran mendatar: JUDUL] atau [lampiran tanpa ttd: JUDUL]";
            return std::nullopt;
        }
        out.title = std::string(trim(inside.substr(colon + 1)));
        return out;
    }
    std::vector<std::string> words;
    for (auto& word : split(inside, ' '))
        if (!word.empty()) words.push_back(std::move(word));
    auto const first = words.empty() ? std::string() : words.front();
    if (first == "kolom" && words.size() > 1) {
        out.kind = Kind::Columns;
        for (std::size_t i = 1; i < words.size(); ++i) {
            auto const cm = words[i] == "*" ? std::optional<double>(0) : number(words[i]);
            if (!cm) {
                wrong = "lebar kolom \"" + words[i] + "\" tidak dapat dibaca";
                hint = "tulis sentimeter dengan titik (3.5) atau *";
                return std::nullopt;
            }
            out.columns.push_back(*cm);
        }
        return out;
    }
    if ((first == "ruang" || first == "baris") && words.size() == 2) {
        auto const cm = number(words[1]);
        if (!cm) {
            wrong = "ukuran " + first + " \"" + words[1] + "\" tidak dapat dibaca";
            hint = "tulis sentimeter dengan titik (3.5)";
            return std::nullopt;
        }
        out.kind = first == "ruang" ? Kind::Space : Kind::RowHeight;
        out.cm = *cm;
        return out;
    }
    auto const all = join(words, " ");
    struct Simple {
        char const* text;
        Kind kind;
        Align align;
    };
    static constexpr Simple kSimple[] = {{"halaman baru", Kind::PageBreak, Align::Left},
                                         {"tanda tangan", Kind::Signatures, Align::Left},
                                         {"tengah", Kind::AlignNext, Align::Centre},
                                         {"kiri", Kind::AlignNext, Align::Left},
                                         {"kanan", Kind::AlignNext, Align::Right},
                                         {"tanpa garis", Kind::Unruled, Align::Left},
                                         {"garis", Kind::Rule, Align::Left},
                                         {"garis potong", Kind::CutLine, Align::Left}};
    std::vector<std::string> known{"lampiran", "kolom", "ruang", "baris"};
    for (auto const& s : kSimple) {
        if (all == s.text) {
            out.kind = s.kind;
            out.align = s.align;
            return out;
        }
        known.emplace_back(s.text);
    }
    wrong = "perintah \"[" + all + "]\" tidak dikenal";
    hint = nearest(all, known);
    if (hint.empty()) hint = nearest(first, known);
    if (hint.empty()) hint = "teks biasa dalam kurung siku ditulis \\[…]";
    return std::nullopt;
}

} // namespace alur::letter
