#include "service/due_reason.hpp"

#include "core/indonesian.hpp"
#include "feel/json.hpp"

#include <array>

namespace alur::service {

namespace {

using feel::Value;

constexpr std::array<std::string_view, 4> kDirections{"forward", "backward", "fixed", "periodic"};
constexpr std::array<std::string_view, 3> kUnits{"WD", "CD", "DATE"};

/// Reads fields of a stored object and remembers when one was not what it should be.
class Fields {
  public:
    Day day(Value const& of, std::string_view name) {
        auto const* value = of.find(name);
        auto const day = value && value->is_string() ? parse_day(value->as_string()) : invalid("");
        if (!day) good = false;
        return day ? *day : Day{};
    }
    std::int64_t number(Value const& of, std::string_view name, std::int64_t otherwise = 0) {
        auto const* value = of.find(name);
        return value ? value->as_integer().value_or(otherwise) : otherwise;
    }
    std::string text(Value const& of, std::string_view name) {
        auto const* value = of.find(name);
        return value && value->is_string() ? std::string(value->as_string()) : std::string();
    }
    template <class Word> std::size_t word(Value const& of, std::string_view name, Word const& words) {
        auto const found = text(of, name);
        for (std::size_t i = 0; i < words.size(); ++i)
            if (words[i] == found) return i;
        good = false;
        return 0;
    }
    bool good = true;
};

} // namespace

std::string sentence(DueReason const& reason) {
    auto out = calendar::sentence(reason.due);
    if (reason.stopped) out += "; waktu berhenti sejak " + tanggal(*reason.stopped) + " (" + reason.stopped_why + ')';
    return out;
}

std::string to_json(DueReason const& reason) {
    std::vector<Value::Entry> entries{{"sebab", Value::string(sentence(reason))},
                                      {"rincian", Value::string(calendar::to_json(reason.due))}};
    if (reason.stopped) {
        entries.emplace_back("berhenti", Value::string(iso(*reason.stopped)));
        entries.emplace_back("berhenti_sebab", Value::string(reason.stopped_why));
    }
    return feel::to_json(Value::context(std::move(entries)));
}

Result<DueReason> read_due_reason(std::string_view stored) {
    auto const damaged = [] { return unavailable("penjelasan tenggat yang tersimpan rusak"); };
    auto const outer = feel::from_json(stored);
    if (!outer || !outer->is_context()) return damaged();
    Fields read;
    auto const inner = feel::from_json(read.text(*outer, "rincian"));
    if (!inner || !inner->is_context()) return damaged();
    DueReason out;
    auto& derivation = out.due.derivation;
    out.due.due = read.day(*inner, "due");
    derivation.start = read.day(*inner, "start");
    if (auto const* rule = inner->find("rule")) {
        derivation.rule.direction = static_cast<calendar::Direction>(read.word(*rule, "direction", kDirections));
        derivation.rule.unit = static_cast<calendar::Unit>(read.word(*rule, "unit", kUnits));
        derivation.rule.length = read.number(*rule, "length");
        derivation.rule.month = static_cast<unsigned>(read.number(*rule, "month"));
        derivation.rule.day = static_cast<unsigned>(read.number(*rule, "day"));
        derivation.rule.year_offset = static_cast<int>(read.number(*rule, "year_offset"));
    } else
        read.good = false;
    auto& around = derivation.circumstances;
    around.occurrence = static_cast<int>(read.number(*inner, "occurrence", 1));
    if (auto const* list = inner->find("suspensions"); list && list->is_list())
        for (auto const& one : list->items())
            around.suspensions.push_back({read.day(one, "from"), read.day(one, "to"), read.text(one, "reason")});
    if (auto const* one = inner->find("extension"))
        around.extension = {read.day(*one, "until"), read.text(*one, "reason")};
    if (auto const* one = inner->find("cap")) around.cap = {read.day(*one, "due"), read.text(*one, "name")};
    if (outer->find("berhenti")) {
        out.stopped = read.day(*outer, "berhenti");
        out.stopped_why = read.text(*outer, "berhenti_sebab");
    }
    if (!read.good) return damaged();
    return out;
}

} // namespace alur::service
