#include "service/fields_view.hpp"

#include "core/text.hpp"
#include "service/web_input.hpp"

#include <algorithm>
#include <array>

namespace alur::service {

namespace {

using feel::Value;

constexpr std::size_t kBlankRows = 2;
constexpr std::array<std::string_view, 12> kKinds{"teks", "bulat", "desimal", "rupiah", "tanggal", "waktu",
                                                  "jam",  "ya",    "pilihan", "daftar", "rincian", "berkas"};

Value text(std::string_view words) { return Value::string(std::string(words)); }

class FieldsView {
  public:
    FieldsView(feel::Scope& scope, feel::Limits const& limits, Diagnostics const& wrong)
        : scope_(scope), limits_(limits), wrong_(wrong) {}

    Value record(std::vector<InputField> const& fields, Value const& input, std::string const& prefix) {
        auto known = Value::context({});
        std::vector<Value> out;
        for (auto const& field : fields) {
            bool const asked = field.when.empty() || evaluated(field.when, known).is_true();
            auto const* given = input.find(field.key);
            auto value = given ? *given : Value();
            if (value.is_null() && !field.preset.empty()) value = evaluated(field.preset, known);
            if (!value.is_null() && asked) known = known.with(field.key, value);
            out.push_back(one(field, value, prefix, asked));
        }
        return Value::list(std::move(out));
    }

    Value presets(std::vector<InputField> const& fields) {
        auto known = Value::context({});
        for (auto const& field : fields) {
            if (field.preset.empty() || (!field.when.empty() && !evaluated(field.when, known).is_true())) continue;
            auto value = evaluated(field.preset, known);
            if (!value.is_null()) known = known.with(field.key, std::move(value));
        }
        return known;
    }

  private:
    Value one(InputField const& field, Value const& value, std::string const& prefix, bool asked) {
        auto const name = prefix + field.key;
        auto kind = kKinds[static_cast<std::size_t>(field.type)];
        bool const table = field.type == InputType::List && !field.columns.empty();
        if (table) kind = "tabel";
        if (field.type == InputType::Text && web_text(value, field.type).size() > 90) kind = "panjang";
        std::vector<Value> choices;
        bool found = false;
        auto const words = web_text(value, field.type);
        for (auto const& option : field.options) {
            found = found || option == words;
            choices.push_back(Value::context({{"nilai", text(option)},
                                              {"nama", text(option_name(option))},
                                              {"dipilih", Value::boolean(option == words)}}));
        }
        std::vector<Value> columns;
        for (auto const& column : field.columns)
            columns.push_back(
                Value::context({{"label", text(column.label)}, {"wajib", Value::boolean(column.required)}}));
        return Value::context({{"nama", text(name)},
                               {"label", text(field.label)},
                               {"jenis", text(kind)},
                               {"wajib", Value::boolean(field.required)},
                               {"bersyarat", Value::boolean(!field.when.empty())},
                               {"tampil", Value::boolean(asked)},
                               {"nilai", text(words)},
                               {"ya", Value::boolean(value.is_true())},
                               {"pilihan", Value::list(std::move(choices))},
                               {"terpilih", Value::boolean(found)},
                               {"galat", text(complaint(name))},
                               {"kolom", Value::list(std::move(columns))},
                               {"baris", table ? rows(field, value, name) : Value::list({})}});
    }

    /// `LAYAK_BERSYARAT` reads `layak bersyarat`; a text that is more than capitals stays.
    static std::string option_name(std::string const& option) {
        bool const code = std::all_of(option.begin(), option.end(), [](char c) {
            return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
        });
        if (!code || option.size() < 3) return option;
        auto words = lower_ascii(replace_all(option, "_", " "));
        words[0] = upper_ascii(words.substr(0, 1))[0];
        return words;
    }

    Value rows(InputField const& field, Value const& value, std::string const& name) {
        std::vector<Value> out;
        auto const add = [&](Value const& row) {
            auto const place = name + "[" + std::to_string(out.size()) + "].";
            out.push_back(Value::context({{"no", Value::number(static_cast<std::int64_t>(out.size()) + 1)},
                                          {"sel", record(field.columns, row, place)}}));
        };
        if (value.is_list())
            for (auto const& row : value.items()) add(row);
        for (std::size_t blank = 0; blank < kBlankRows; ++blank) add(Value::context({}));
        return Value::list(std::move(out));
    }

    std::string complaint(std::string const& name) const {
        std::vector<std::string> sentences;
        for (auto const& diagnostic : wrong_.all())
            if (diagnostic.element == name) {
                auto sentence = diagnostic.message;
                if (auto const mark = sentence.rfind(") "); mark != std::string::npos)
                    sentence = "Isian ini " + sentence.substr(mark + 2);
                sentences.push_back(sentence + (diagnostic.hint.empty() ? "" : "; " + diagnostic.hint));
            }
        return join(sentences, "; ");
    }

    Value evaluated(feel::Expression const& expression, Value const& known) {
        scope_.push(known);
        auto outcome = feel::evaluate(expression, scope_, limits_);
        scope_.pop();
        return std::move(outcome.value);
    }

    feel::Scope& scope_;
    feel::Limits const& limits_;
    Diagnostics const& wrong_;
};

} // namespace

Value view_fields(std::vector<InputField> const& fields, Value const& input, feel::Scope& scope,
                  feel::Limits const& limits, Diagnostics const& wrong) {
    return FieldsView(scope, limits, wrong).record(fields, input, "");
}

Value preset_input(std::vector<InputField> const& fields, feel::Scope& scope, feel::Limits const& limits) {
    Diagnostics const none;
    return FieldsView(scope, limits, none).presets(fields);
}

} // namespace alur::service
