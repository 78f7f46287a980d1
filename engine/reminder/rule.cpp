#include "reminder/rule.hpp"

#include "core/text.hpp"

#include <algorithm>
#include <map>
#include <optional>

namespace alur::reminder {

namespace {

constexpr int kFarthest = 365;

/// Decimal digits only; nothing when there are none or the number is beyond kFarthest.
std::optional<int> small_number(std::string_view text) {
    if (text.empty() || text.size() > 3) return {};
    int value = 0;
    for (char const c : text) {
        if (c < '0' || c > '9') return {};
        value = value * 10 + (c - '0');
    }
    return value <= kFarthest ? std::optional(value) : std::nullopt;
}

std::vector<std::string> words(std::string_view text) {
    auto parts = split(text, ' ');
    std::erase(parts, "");
    return parts;
}

} // namespace

Result<Moment> parse_moment(std::string_view text) {
    auto const wrong = [&] {
        return invalid("saat pengingat \"" + std::string(text.substr(0, 40)) +
                       "\" tidak dikenal; tulis H-7, H, H+1, atau H+n");
    };
    if (text == "H") return Moment{};
    if (text == "H+n") return Moment{1, true};
    if (text.size() < 3 || text[0] != 'H' || (text[1] != '+' && text[1] != '-')) return wrong();
    auto const days = small_number(text.substr(2));
    if (!days || *days == 0) return wrong();
    return Moment{text[1] == '-' ? -*days : *days, false};
}

std::string to_text(Moment moment) {
    if (moment.every_step) return "H+n";
    if (moment.offset == 0) return "H";
    return (moment.offset < 0 ? "H" : "H+") + std::to_string(moment.offset);
}

Result<std::vector<EscalationStep>> parse_escalation(std::string_view text) {
    std::vector<EscalationStep> steps;
    auto const wrong = [&](std::string const& why) {
        return invalid("eskalasi \"" + std::string(text.substr(0, 80)) + "\": " + why +
                       "; bentuknya +1:STAF KATIM +2:KABID");
    };
    for (auto const& word : words(text)) {
        auto role = word;
        if (word.front() == '+') {
            auto const colon = word.find(':');
            auto const after =
                small_number(std::string_view(word).substr(1, colon == std::string::npos ? 0 : colon - 1));
            if (!after || *after == 0) return wrong("\"" + word.substr(0, 20) + "\" bukan +hari:peran");
            if (!steps.empty() && steps.back().after >= *after) return wrong("hari harus menaik");
            if (!steps.empty() && steps.back().roles.empty()) return wrong("ada hari tanpa peran");
            steps.push_back({*after, {}});
            role = word.substr(colon + 1);
            if (role.empty()) continue;
        }
        if (steps.empty()) return wrong("peran \"" + role.substr(0, 20) + "\" tidak punya hari");
        steps.back().roles.push_back(role);
    }
    if (!steps.empty() && steps.back().roles.empty()) return wrong("ada hari tanpa peran");
    return steps;
}

Result<std::string> fill(std::string_view text, Fields const& fields) {
    std::string out;
    while (true) {
        auto const open = text.find("{{");
        out += text.substr(0, open);
        if (open == std::string_view::npos) return out;
        auto const close = text.find("}}", open);
        if (close == std::string_view::npos) return invalid("kurung \"{{\" tidak ditutup dengan \"}}\"");
        auto const name = trim(text.substr(open + 2, close - open - 2));
        if (name == "nama_tenggat")
            out += fields.name;
        else if (name == "perkara")
            out += fields.subject;
        else if (name == "tanggal")
            out += fields.date;
        else if (name == "n")
            out += fields.count;
        else
            return invalid("isian {{" + std::string(name.substr(0, 40)) +
                           "}} tidak dikenal; yang dikenal: nama_tenggat, perkara, tanggal, n");
        text.remove_prefix(close + 2);
    }
}

Result<std::vector<ReminderRule>> read_rules(std::vector<RuleRow> const& rows) {
    Diagnostics found;
    std::vector<ReminderRule> rules;
    std::map<std::pair<std::string, std::string>, int> seen;
    for (auto const& row : rows) {
        ReminderRule rule;
        if (auto const moment = parse_moment(trim(row.moment)))
            rule.moment = *moment;
        else
            found.error("bad-moment", row.place, moment.error().message);
        if (auto const least = trim(row.min_length); !least.empty()) {
            auto const number = small_number(least);
            if (!number)
                found.error("bad-length", row.place,
                            "lama paling pendek \"" + std::string(least.substr(0, 40)) +
                                "\" bukan jumlah hari 0 sampai 365");
            rule.min_length = number.value_or(0);
        }
        rule.recipients = words(row.recipients);
        if (rule.recipients.empty()) found.error("no-recipient", row.place, "pengingat tidak punya penerima");
        rule.channel = trim(row.channel);
        rule.text = row.text;
        if (auto const filled = fill(row.text, {}); !filled) found.error("bad-text", row.place, filled.error().message);
        if (trim(row.text).empty()) found.error("no-text", row.place, "teks pengingat kosong");
        if (trim(row.deadlines) != "*") rule.deadlines = words(row.deadlines);
        rule.letter = trim(row.letter);
        rule.place = row.place;
        auto const about = rule.deadlines.empty() ? std::vector<std::string>{"*"} : rule.deadlines;
        for (auto const& deadline : about)
            if (auto const [at, fresh] = seen.emplace(std::pair{to_text(rule.moment), deadline}, row.place.line);
                !fresh)
                found.error("duplicate-rule", row.place,
                            "pengingat " + std::string(trim(row.moment)) + " untuk " + deadline +
                                " sudah ada pada baris " + std::to_string(at->second));
        rules.push_back(std::move(rule));
    }
    if (found.has_errors()) return Error{ErrorKind::Invalid, "tabel pengingat tidak dapat dipakai", {}, found};
    return rules;
}

} // namespace alur::reminder
