#include "merge/merge.hpp"

#include "core/indonesian.hpp"
#include "core/text.hpp"
#include "merge/tree.hpp"

#include <algorithm>
#include <set>

namespace alur::merge {

namespace {

constexpr char32_t kFirstPlane = 0xF0000;
constexpr char32_t kSecondPlane = 0x100000;
constexpr std::size_t kInPlane = 65534;
constexpr std::size_t kMostValues = 2 * kInPlane;
constexpr std::size_t kMostMistakes = 100;

char32_t stand_in(std::size_t index) {
    return index < kInPlane ? kFirstPlane + static_cast<char32_t>(index)
                            : kSecondPlane + static_cast<char32_t>(index - kInPlane);
}

bool is_builtin(std::string const& name) {
    static std::set<std::string> const all = [] {
        auto const names = feel::builtin_names();
        return std::set<std::string>(names.begin(), names.end());
    }();
    return all.contains(name);
}

std::string shortened(std::string const& source) {
    constexpr std::size_t kMost = 80;
    auto const points = to_code_points(source);
    return points.size() <= kMost ? source : to_utf8(points.substr(0, kMost)) + "…";
}

std::string clock_text(Instant instant, ZoneOffset zone) {
    auto const text = iso(instant, zone); // 2026-02-12T09:12:00+07:00
    return text.substr(11, 2) + "." + text.substr(14, 2);
}

/// The text of a value by the rule of the header; nothing for the kinds that have none.
std::optional<std::string> value_text(feel::Value const& value, ZoneOffset zone) {
    switch (value.kind()) {
    case feel::Kind::String: return std::string(value.as_string());
    case feel::Kind::Number: return feel::to_text(value);
    case feel::Kind::Boolean: return value.as_boolean() ? "ya" : "tidak";
    case feel::Kind::Date: return tanggal(value.as_day());
    case feel::Kind::DateTime: {
        auto const instant = value.as_instant(zone);
        return tanggal(day_of(instant, zone)) + " pukul " + clock_text(instant, zone);
    }
    case feel::Kind::Time: {
        auto const text = feel::to_text(value); // 09:12:00
        return text.substr(0, 2) + "." + text.substr(3, 2);
    }
    case feel::Kind::Null:
    case feel::Kind::DaysTimeDuration:
    case feel::Kind::YearsMonthsDuration:
    case feel::Kind::List:
    case feel::Kind::Context:
    case feel::Kind::Range:
    case feel::Kind::Function: return std::nullopt;
    }
    return std::nullopt;
}

class Merger {
  public:
    Merger(feel::Scope scope, Limits const& limits) : scope_(std::move(scope)), limits_(limits) {}

    void run(Body const& body) {
        for (auto const& piece : body.pieces) {
            if (stopped_) return;
            if (auto const* text = std::get_if<std::string>(&piece.what)) {
                if (spend(text->size(), {})) merged_.text += *text;
            } else if (auto const* output = std::get_if<Output>(&piece.what))
                put(output->slot);
            else if (auto const* choice = std::get_if<If>(&piece.what))
                choose(*choice);
            else if (auto const* loop = std::get_if<Loop>(&piece.what))
                repeat(*loop);
        }
    }

    Result<Merged> finish() && {
        if (!found_.has_errors()) return std::move(merged_);
        auto error = invalid(render(found_.all().front()));
        if (found_.size() > 1) error.message += " (dan " + std::to_string(found_.size() - 1) + " kesalahan lain)";
        error.found = std::move(found_);
        return error;
    }

  private:
    void put(Slot const& slot) {
        auto const value = evaluate(slot);
        if (!value) return;
        if (value->is_null()) return refuse_missing(slot);
        auto text = value_text(*value, limits_.feel.zone);
        if (!text)
            return refuse(slot,
                          "isian '" + shortened(slot.source) + "' adalah " +
                              std::string(feel::kind_name(value->kind())) + " dan tidak dapat dicetak",
                          value->is_list() ? "cetak isinya satu per satu dengan {{#loop … as …}}"
                                           : "ubah menjadi teks dengan sebuah fungsi");
        if (slot.is_plain() && trim(*text).empty())
            return refuse(slot, "isian '" + shortened(slot.source) + "' kosong",
                          "lengkapi datanya, atau apit dengan {{#if " + slot.source + " != \"\"}}");
        if (!spend(text->size() + 4, slot.place)) return;
        if (merged_.values.size() >= kMostValues)
            return stop(slot.place, "isian melebihi " + std::to_string(kMostValues) + " buah");
        append_utf8(merged_.text, stand_in(merged_.values.size()));
        merged_.values.push_back(std::move(*text));
    }

    void choose(If const& choice) {
        for (auto const& branch : choice.branches) {
            if (branch.condition) {
                auto const answer = condition(*branch.condition);
                if (!answer) return;
                if (!*answer) continue;
            }
            run(branch.body);
            return;
        }
    }

    /// A missing entry of a context is null here, so that `{{#if a.b != null}}` can ask for it; the answer must be a
    /// boolean all the same.
    std::optional<bool> condition(Slot const& slot) {
        if (!knows_names(slot)) return std::nullopt;
        auto const outcome = feel::evaluate(slot.expression, scope_, limits_.feel);
        if (!outcome.exhausted && outcome.value.kind() == feel::Kind::Boolean) return outcome.value.as_boolean();
        auto message = "syarat '" + shortened(slot.source) + "' tidak menjawab ya atau tidak";
        if (!outcome.problems.empty()) message += ": " + outcome.problems.front().message;
        refuse(slot, message, "syarat yang nilainya dapat kosong diawali dengan … != null and");
        return std::nullopt;
    }

    void repeat(Loop const& loop) {
        auto const list = evaluate(loop.list);
        if (!list) return;
        if (list->is_null()) return refuse_missing(loop.list);
        if (!list->is_list())
            return refuse(loop.list,
                          "'" + shortened(loop.list.source) + "' bukan daftar, melainkan " +
                              std::string(feel::kind_name(list->kind())),
                          "perulangan {{#loop}} memerlukan daftar");
        auto const items = list->items();
        for (std::size_t i = 0; i < items.size() && !stopped_; ++i) {
            if (++rounds_ > limits_.rounds)
                return stop(loop.list.place, "perulangan melebihi " + std::to_string(limits_.rounds) + " putaran");
            std::vector<feel::Value::Entry> names;
            for (auto const& [name, value] :
                 {feel::Value::Entry{"nomor", feel::Value::number(static_cast<std::int64_t>(i + 1))},
                  feel::Value::Entry{"pertama", feel::Value::boolean(i == 0)},
                  feel::Value::Entry{"terakhir", feel::Value::boolean(i + 1 == items.size())}})
                if (name != loop.item) names.emplace_back(name, value);
            names.emplace_back(loop.item, items[i]);
            scope_.push(feel::Value::context(std::move(names)));
            run(loop.body);
            scope_.pop();
        }
    }

    /// The value of the expression; nothing after a mistake, which is noted.
    std::optional<feel::Value> evaluate(Slot const& slot) {
        if (!knows_names(slot)) return std::nullopt;
        auto outcome = feel::evaluate(slot.expression, scope_, limits_.feel);
        if (outcome.problems.empty() && !outcome.exhausted) return std::move(outcome.value);
        if (slot.is_plain() && !outcome.exhausted)
            refuse_missing(slot);
        else
            refuse(slot,
                   "isian '" + shortened(slot.source) + "' tidak dapat dihitung: " +
                       (outcome.problems.empty() ? "batas hitungan terlampaui" : outcome.problems.front().message),
                   {});
        return std::nullopt;
    }

    bool knows_names(Slot const& slot) {
        bool all = true;
        for (auto const& name : slot.names) {
            if (scope_.find(name) || is_builtin(name)) continue;
            all = false;
            auto known = feel::builtin_names();
            for (auto const& layer : scope_.layers())
                if (layer.is_context())
                    for (auto const& [key, value] : layer.entries()) known.push_back(key);
            auto const near = nearest(name, known);
            refuse(slot, "isian '" + name + "' tidak dikenal",
                   near.empty() ? "" : "mungkin maksudnya \"" + near + "\"");
        }
        return all;
    }

    /// Says which part of a plain path has no value.
    void refuse_missing(Slot const& slot) {
        if (slot.is_plain()) {
            auto const parts = split(slot.source, '.');
            feel::Value const* value = scope_.find(parts.front());
            auto so_far = parts.front();
            for (std::size_t i = 1; value && i < parts.size(); ++i) {
                auto const* next = value->find(parts[i]);
                if (!next && value->is_context()) {
                    std::vector<std::string> known;
                    for (auto const& [key, entry] : value->entries()) known.push_back(key);
                    auto const near = nearest(parts[i], known);
                    return refuse(slot,
                                  "isian '" + slot.source + "' tidak ada: '" + so_far + "' tidak mempunyai '" +
                                      parts[i] + "'",
                                  near.empty() ? "" : "mungkin maksudnya \"" + near + "\"");
                }
                so_far += '.' + parts[i];
                value = next;
            }
        }
        refuse(slot, "isian '" + shortened(slot.source) + "' tidak ada nilainya",
               "lengkapi datanya, atau apit dengan {{#if … != null}} dan {{/if}}");
    }

    /// One message a place, however many rounds of a loop come by.
    void refuse(Slot const& slot, std::string message, std::string hint) {
        if (found_.size() >= kMostMistakes || !told_.emplace(slot.place, message).second) return;
        found_.error("field", slot.place, std::move(message), std::move(hint)).element = slot.source;
    }

    bool spend(std::size_t bytes, Place const& place) {
        spent_ += bytes;
        if (spent_ <= limits_.output) return true;
        stop(place, "hasil melebihi " + std::to_string(limits_.output) + " bita");
        return false;
    }

    void stop(Place const& place, std::string message) {
        stopped_ = true;
        found_.error("limit", place, std::move(message));
    }

    feel::Scope scope_;
    Limits const& limits_;
    Merged merged_;
    Diagnostics found_;
    std::set<std::pair<Place, std::string>> told_;
    std::size_t spent_ = 0;
    std::size_t rounds_ = 0;
    bool stopped_ = false;
};

} // namespace

Result<Merged> merge(Template const& text, feel::Scope const& scope, Limits const& limits) {
    Merger merger(scope, limits);
    if (text.body_) merger.run(*text.body_);
    return std::move(merger).finish();
}

std::optional<std::size_t> value_index(char32_t code_point) {
    if (code_point >= kFirstPlane && code_point < kFirstPlane + kInPlane)
        return static_cast<std::size_t>(code_point - kFirstPlane);
    if (code_point >= kSecondPlane && code_point < kSecondPlane + kInPlane)
        return static_cast<std::size_t>(code_point - kSecondPlane) + kInPlane;
    return std::nullopt;
}

std::string fill(std::string_view piece, std::vector<std::string> const& values) {
    std::string out;
    out.reserve(piece.size());
    for (std::size_t at = 0; at < piece.size();) {
        // Planes 15 and 16 are the four-byte sequences that begin with F3 B0… and F4.
        auto const next = piece.find_first_of("\xF3\xF4", at);
        out += piece.substr(at, next - at);
        if (next == std::string_view::npos) break;
        auto const points = to_code_points(piece.substr(next, 4));
        auto const index = points.empty() ? std::nullopt : value_index(points.front());
        if (index && *index < values.size()) {
            out += values[*index];
            at = next + 4;
        } else {
            out += piece[next];
            at = next + 1;
        }
    }
    return out;
}

std::string plain(Merged const& merged) { return fill(merged.text, merged.values); }

} // namespace alur::merge
