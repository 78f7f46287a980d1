#include "core/text.hpp"
#include "model/dmn_rules/rules.hpp"

#include <algorithm>

namespace alur::model::dmn {

namespace {

constexpr std::size_t kMostRules = 400;

/// The values between two ends; an end that is not there is open to that side.
struct Stretch {
    std::optional<feel::Decimal> low, high;
    bool low_in = false, high_in = false;
};

/// What a cell accepts as far as plain literals go: everything, some texts, some stretches of numbers; or not known.
struct Accepts {
    bool everything = false;
    bool known = true;
    std::vector<std::string> texts;
    std::vector<Stretch> stretches;
};

std::vector<std::string_view> parts_of(std::string_view text) {
    std::vector<std::string_view> parts;
    bool quoted = false;
    std::size_t from = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (quoted && text[i] == '\\')
            ++i;
        else if (text[i] == '"')
            quoted = !quoted;
        else if (text[i] == ',' && !quoted) {
            parts.push_back(trim(text.substr(from, i - from)));
            from = i + 1;
        }
    }
    parts.push_back(trim(text.substr(from)));
    return parts;
}

std::optional<Stretch> stretch_of(std::string_view part) {
    auto const number = [](std::string_view text) { return feel::Decimal::parse(trim(text)); };
    if (auto const exact = number(part)) return Stretch{exact, exact, true, true};
    for (auto const& [sign, below, included] : {std::tuple<std::string_view, bool, bool>{"<=", true, true},
                                                {">=", false, true},
                                                {"<", true, false},
                                                {">", false, false}})
        if (part.starts_with(sign)) {
            auto const end = number(part.substr(sign.size()));
            if (!end) return std::nullopt;
            return below ? Stretch{{}, end, false, included} : Stretch{end, {}, included, false};
        }
    auto const dots = part.find("..");
    if (part.size() < 4 || dots == std::string_view::npos) return std::nullopt;
    auto const open = part.front();
    auto const close = part.back();
    if (std::string_view("[](").find(open) == std::string_view::npos ||
        std::string_view("[])").find(close) == std::string_view::npos)
        return std::nullopt;
    auto const low = number(part.substr(1, dots - 1));
    auto const high = number(part.substr(dots + 2, part.size() - dots - 3));
    if (!low || !high) return std::nullopt;
    return Stretch{low, high, open == '[', close == ']'};
}

Accepts accepts(Cell const& cell) {
    Accepts out;
    auto const text = trim(cell.text);
    if (text.empty() || text == "-") {
        out.everything = true;
        return out;
    }
    for (auto const part : parts_of(text)) {
        bool const word =
            part == "true" || part == "false" || (part.size() > 1 && part.front() == '"' && part.back() == '"');
        if (word)
            out.texts.emplace_back(part);
        else if (auto const stretch = stretch_of(part))
            out.stretches.push_back(*stretch);
        else
            out.known = false;
    }
    return out;
}

bool meet(Stretch const& a, Stretch const& b) {
    auto const below = [](Stretch const& x, Stretch const& y) { // x ends before y begins
        if (!x.high || !y.low) return false;
        return *x.high < *y.low || (*x.high == *y.low && !(x.high_in && y.low_in));
    };
    return !below(a, b) && !below(b, a);
}

/// Both cells can hold for one value, as far as that is known for sure.
bool meet(Cell const& cell_a, Accepts const& a, Cell const& cell_b, Accepts const& b) {
    if (a.everything || b.everything || trim(cell_a.text) == trim(cell_b.text)) return true;
    if (!a.known || !b.known) return false;
    for (auto const& text : a.texts)
        if (std::find(b.texts.begin(), b.texts.end(), text) != b.texts.end()) return true;
    for (auto const& x : a.stretches)
        for (auto const& y : b.stretches)
            if (meet(x, y)) return true;
    return false;
}

void check_table(DecisionTable const& table, Element const& element, Diagnostics& found) {
    std::vector<std::vector<Accepts>> cells;
    for (auto const& rule : table.rules) {
        cells.emplace_back();
        for (auto const& cell : rule.inputs) cells.back().push_back(accepts(cell));
    }
    for (std::size_t late = 1; late < table.rules.size(); ++late)
        for (std::size_t early = 0; early < late; ++early) {
            auto const& a = table.rules[early].inputs;
            auto const& b = table.rules[late].inputs;
            bool together = true;
            bool covered = true; // the early rule takes everything the late one could
            for (std::size_t i = 0; i < a.size() && together; ++i) {
                together = meet(a[i], cells[early][i], b[i], cells[late][i]);
                covered = covered && (cells[early][i].everything || trim(a[i].text) == trim(b[i].text));
            }
            auto const numbers = std::to_string(early + 1) + " dan " + std::to_string(late + 1);
            if (table.policy == HitPolicy::Unique && together) {
                found
                    .warning("rules-overlap", table.rules[late].place,
                             "aturan " + numbers + " dapat berlaku bersamaan, padahal tabel ini UNIQUE",
                             "persempit syaratnya, atau pakai hitPolicy FIRST atau PRIORITY")
                    .element = element.id;
                break;
            }
            if (table.policy == HitPolicy::First && covered) {
                found
                    .warning("rule-unreachable", table.rules[late].place,
                             "aturan " + std::to_string(late + 1) + " tidak pernah tercapai: aturan " +
                                 std::to_string(early + 1) + " selalu lebih dahulu",
                             "pindahkan ke atasnya atau hapus")
                    .element = element.id;
                break;
            }
        }
}

} // namespace

void check_overlaps(Definitions const& model, Diagnostics& found) {
    each_table(model, [&](DecisionTable const& table, Boxed const& /*boxed*/, Element const& element) {
        if (table.policy != HitPolicy::Unique && table.policy != HitPolicy::First) return;
        if (table.rules.size() <= kMostRules) check_table(table, element, found);
    });
}

} // namespace alur::model::dmn
