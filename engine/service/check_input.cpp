#include "service/check_input.hpp"

#include "core/text.hpp"

#include <algorithm>
#include <array>

namespace alur::service {

namespace {

using feel::Value;

constexpr std::array<std::string_view, 12> kTypeNames{
    "teks",          "bilangan bulat", "bilangan", "rupiah bulat", "tanggal TTTT-BB-HH", "tanggal dan jam", "jam",
    "ya atau tidak", "pilihan",        "daftar",   "data",         "nama berkas"};

/// A text longer than this fits no cell and no letter; a list longer than this no form.
constexpr std::size_t kLongestText = 30'000;
constexpr std::size_t kLongestList = 5'000;

/// The value as the type wants it, or null when it is no such value.
Value convert(Value const& value, InputType type, ZoneOffset zone) {
    switch (type) {
    case InputType::Text:
    case InputType::Choice:
    case InputType::File:
    case InputType::Time: return value.is_string() ? value : Value();
    case InputType::Integer:
    case InputType::Money: return value.as_integer() ? value : Value();
    case InputType::Decimal: return value.is_number() ? value : Value();
    case InputType::Boolean: return value.kind() == feel::Kind::Boolean ? value : Value();
    case InputType::List: return value.is_list() ? value : Value();
    case InputType::Record: return value.is_context() ? value : Value();
    case InputType::Date: {
        if (value.kind() == feel::Kind::Date) return value;
        if (value.kind() == feel::Kind::DateTime) return Value::date(value.as_day());
        if (!value.is_string()) return {};
        auto const day = parse_day(value.as_string());
        return day ? Value::date(*day) : Value();
    }
    case InputType::DateTime: {
        if (value.kind() == feel::Kind::DateTime) return value;
        if (!value.is_string()) return {};
        auto const instant = parse_instant(value.as_string(), zone);
        return instant ? Value::date_time(*instant, zone) : Value();
    }
    }
    return {};
}

/// Checks one record of fields: the input of a step, or a row of one of its lists.
class Checker {
  public:
    Checker(feel::Scope& scope, feel::Limits const& limits, Diagnostics& found)
        : scope_(scope), limits_(limits), found_(found) {}

    Value record(std::vector<InputField> const& fields, Value const& input, std::string const& where,
                 std::string const& path) {
        path_ = path;
        refuse_unknown(fields, input, where);
        auto result = Value::context({});
        for (auto const& field : fields) {
            auto const value = one(field, input, result, where, path);
            if (!value.is_null()) result = result.with(field.key, value);
        }
        return result;
    }

  private:
    void refuse_unknown(std::vector<InputField> const& fields, Value const& input, std::string const& where) {
        if (!input.is_context()) return;
        std::vector<std::string> known;
        for (auto const& field : fields) known.push_back(field.key);
        for (auto const& [name, value] : input.entries()) {
            if (std::find(known.begin(), known.end(), name) != known.end()) continue;
            auto const near = nearest(name, known);
            add("unknown-field", where + "isian '" + name + "' tidak diminta langkah ini",
                near.empty() ? "" : "mungkin maksudnya \"" + near + "\"");
        }
    }

    Value one(InputField const& field, Value const& input, Value const& before, std::string const& where,
              std::string const& path) {
        path_ = path + field.key;
        if (!field.when.empty() && !evaluated(field.when, before).is_true()) return {};
        auto const* given = input.find(field.key);
        Value value = given ? *given : Value();
        if (value.is_null() && !field.preset.empty()) value = evaluated(field.preset, before);
        auto const what = where + "isian '" + field.label + "' (" + field.key + ")";
        if (value.is_null() || (field.required && value.is_string() && trim(value.as_string()).empty())) {
            if (field.required) add("missing-field", what + " harus diisi");
            return {};
        }
        // Rows and parts that have fields of their own are looked at one by one.
        if (field.columns.empty() && !is_clean(value, what)) return {};
        if (value.is_list() && value.items().size() > kLongestList) {
            add("list-too-long", what + " lebih dari " + std::to_string(kLongestList) + " baris");
            return {};
        }
        auto typed = convert(value, field.type, limits_.zone);
        if (typed.is_null()) {
            add("wrong-type", what + " harus berupa " + std::string(kTypeNames[static_cast<std::size_t>(field.type)]) +
                                  ", bukan " + feel::to_text(value).substr(0, 60));
            return {};
        }
        if (field.type == InputType::Money && *typed.as_integer() < 0)
            add("negative-money", what + " tidak boleh negatif");
        if (!field.options.empty() && typed.is_string() &&
            std::find(field.options.begin(), field.options.end(), typed.as_string()) == field.options.end())
            add("unknown-option", what + ": '" + std::string(typed.as_string()) + "' bukan pilihan",
                "pilihannya: " + join(field.options, ", "));
        if (!field.columns.empty() && typed.is_list()) {
            std::vector<Value> rows;
            for (auto const& row : typed.items()) {
                auto const place = where + field.label + " baris " + std::to_string(rows.size() + 1) + ": ";
                auto const row_path = path + field.key + "[" + std::to_string(rows.size()) + "]";
                path_ = row_path;
                if (!row.is_context()) add("wrong-type", place + "bukan baris data");
                rows.push_back(record(field.columns, row, place, row_path + "."));
            }
            typed = Value::list(std::move(rows));
        }
        if (!field.columns.empty() && typed.is_context())
            typed = record(field.columns, typed, where + field.label + ": ", path + field.key + ".");
        return typed;
    }

    /// False, and said so, when a text anywhere in the value could not stand in a letter or a form, or there is more of
    /// it than either can hold.
    bool is_clean(Value const& value, std::string const& what) {
        if (value.is_string()) {
            auto const text = value.as_string();
            if (text.size() > kLongestText) {
                add("text-too-long", what + " lebih dari " + std::to_string(kLongestText) + " huruf");
                return false;
            }
            auto const control = [](char c) {
                return static_cast<unsigned char>(c) < 32 && c != '\n' && c != '\r' && c != '\t';
            };
            if (std::none_of(text.begin(), text.end(), control)) return true;
            add("control-character", what + " memuat huruf kendali yang tidak dapat dicetak");
            return false;
        }
        if (value.is_list())
            return std::all_of(value.items().begin(), value.items().end(),
                               [&](auto const& item) { return is_clean(item, what); });
        if (value.is_context())
            return std::all_of(value.entries().begin(), value.entries().end(),
                               [&](auto const& entry) { return is_clean(entry.second, what); });
        return true;
    }

    Value evaluated(feel::Expression const& expression, Value const& before) {
        scope_.push(before);
        auto outcome = feel::evaluate(expression, scope_, limits_);
        scope_.pop();
        return std::move(outcome.value);
    }

    void add(std::string rule, std::string message, std::string hint = {}) {
        found_.error(std::move(rule), {"isian", 0, 0}, std::move(message), std::move(hint)).element = path_;
    }

    feel::Scope& scope_;
    feel::Limits const& limits_;
    Diagnostics& found_;
    std::string path_; ///< of the field that is being looked at
};

} // namespace

Result<Value> check_input(std::vector<InputField> const& fields, Value const& input, feel::Scope& scope,
                          feel::Limits const& limits) {
    if (!input.is_null() && !input.is_context()) return invalid("isian harus berupa nama dan nilai");
    Diagnostics found;
    auto result = Checker(scope, limits, found).record(fields, input, "", "");
    if (!found.has_errors()) return result;
    std::vector<std::string> sentences;
    for (auto const& diagnostic : found.all()) sentences.push_back(diagnostic.message);
    auto error = invalid(join(sentences, "; "));
    error.found = std::move(found);
    return error;
}

} // namespace alur::service
