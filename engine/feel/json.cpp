#include "feel/json.hpp"

#include "core/text.hpp"
#include "feel/value_rep.hpp"

#include <algorithm>
#include <unordered_set>

namespace alur::feel {

namespace {

constexpr int kMaxNesting = 100;

class JsonReader {
  public:
    JsonReader(std::string const& file, std::string_view text) : file_(file), text_(text) {}

    Result<Value> read() {
        skip_space();
        Value out = value(0);
        if (!failed_) {
            skip_space();
            if (at_ != text_.size()) {
                fail("di sini seharusnya berkas JSON berakhir");
            }
        }
        if (failed_) {
            return std::move(error_);
        }
        return out;
    }

  private:
    Value fail(std::string message) { return fail_at(at_, std::move(message)); }
    Value fail_at(std::size_t at, std::string message) {
        if (!failed_) {
            failed_ = true;
            std::string_view const before = text_.substr(0, at);
            auto const line = 1 + std::count(before.begin(), before.end(), '\n');
            auto const start = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
            Place const place{file_, static_cast<int>(line),
                              static_cast<int>(to_code_points(before.substr(start)).size()) + 1};
            error_ = invalid(message);
            error_.found.error("json", place, std::move(message));
        }
        return {};
    }
    bool at_end() const { return at_ >= text_.size(); }
    char peek() const { return at_end() ? '\0' : text_[at_]; }
    void skip_space() {
        while (!at_end() && (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\t' || text_[at_] == '\r')) {
            ++at_;
        }
    }
    bool skip_word(std::string_view word) {
        if (text_.substr(at_, word.size()) == word) {
            at_ += word.size();
            return true;
        }
        return false;
    }

    Value value(int depth) {
        if (depth > kMaxNesting) {
            return fail("susunan JSON lebih dalam dari 100 tingkat");
        }
        switch (peek()) {
        case '{': return object(depth);
        case '[': return array(depth);
        case '"': {
            std::string text;
            return string(text) ? Value::string(std::move(text)) : Value();
        }
        case 't': return skip_word("true") ? Value::boolean(true) : fail("nilai JSON tidak dikenal");
        case 'f': return skip_word("false") ? Value::boolean(false) : fail("nilai JSON tidak dikenal");
        case 'n': return skip_word("null") ? Value() : fail("nilai JSON tidak dikenal");
        default: return number();
        }
    }

    Value number() {
        std::size_t const from = at_;
        auto const digits = [&] {
            std::size_t const start = at_;
            while (peek() >= '0' && peek() <= '9') {
                ++at_;
            }
            return at_ - start;
        };
        if (peek() == '-') {
            ++at_;
        }
        std::size_t const first = at_;
        std::size_t const whole = digits();
        if (whole == 0 || (whole > 1 && text_[first] == '0')) {
            return fail_at(from, "di sini seharusnya ada sebuah nilai JSON");
        }
        if (peek() == '.') {
            ++at_;
            if (digits() == 0) {
                return fail("angka di belakang titik tidak ada");
            }
        }
        if (peek() == 'e' || peek() == 'E') {
            ++at_;
            if (peek() == '-' || peek() == '+') {
                ++at_;
            }
            if (digits() == 0) {
                return fail("pangkat bilangan tidak ada");
            }
        }
        auto const parsed = Decimal::parse(text_.substr(from, at_ - from));
        return parsed ? Value::number(*parsed) : fail_at(from, "bilangan terlalu besar");
    }

    std::optional<char32_t> hex() {
        char32_t out = 0;
        for (int i = 0; i < 4; ++i, ++at_) {
            char const c = peek();
            int const digit = c >= '0' && c <= '9'   ? c - '0'
                              : c >= 'a' && c <= 'f' ? c - 'a' + 10
                              : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                                     : -1;
            if (digit < 0) {
                return std::nullopt;
            }
            out = out * 16 + static_cast<char32_t>(digit);
        }
        return out;
    }

    bool escape(std::string& out) {
        char const c = peek();
        ++at_;
        switch (c) {
        case '"':
        case '\\':
        case '/': out += c; return true;
        case 'b': out += '\b'; return true;
        case 'f': out += '\f'; return true;
        case 'n': out += '\n'; return true;
        case 'r': out += '\r'; return true;
        case 't': out += '\t'; return true;
        case 'u': break;
        default: return false;
        }
        auto unit = hex();
        if (!unit) {
            return false;
        }
        if (*unit >= 0xD800 && *unit < 0xDC00 && skip_word("\\u")) {
            auto const low = hex();
            if (!low || *low < 0xDC00 || *low > 0xDFFF) {
                return false;
            }
            unit = 0x10000 + ((*unit - 0xD800) << 10U) + (*low - 0xDC00);
        }
        append_utf8(out, *unit >= 0xD800 && *unit < 0xE000 ? char32_t{0xFFFD} : *unit);
        return true;
    }

    bool string(std::string& out) {
        std::size_t const from = at_;
        ++at_;
        while (!at_end()) {
            char const c = text_[at_];
            if (c == '"') {
                ++at_;
                if (!is_utf8(out)) {
                    fail_at(from, "teks ini bukan UTF-8 yang sah");
                    return false;
                }
                return true;
            }
            if (static_cast<unsigned char>(c) < 0x20) {
                fail("tanda kendali di dalam teks JSON harus ditulis \\u00XX");
                return false;
            }
            ++at_;
            if (c != '\\') {
                out += c;
            } else if (!escape(out)) {
                fail("tanda pelarian (\\) di dalam teks tidak dikenal");
                return false;
            }
        }
        fail_at(from, "teks ini tidak ditutup dengan \"");
        return false;
    }

    Value array(int depth) {
        ++at_;
        std::vector<Value> items;
        skip_space();
        if (peek() == ']') {
            ++at_;
            return Value::list({});
        }
        while (!failed_) {
            skip_space();
            items.push_back(value(depth + 1));
            if (failed_) {
                break;
            }
            skip_space();
            if (peek() == ']') {
                ++at_;
                return Value::list(std::move(items));
            }
            if (peek() != ',') {
                return fail("di sini seharusnya ada koma atau ]");
            }
            ++at_;
        }
        return {};
    }

    Value object(int depth) {
        std::size_t const from = at_;
        ++at_;
        std::vector<Value::Entry> entries;
        std::unordered_set<std::string> names;
        skip_space();
        if (peek() == '}') {
            ++at_;
            return Value::context({});
        }
        while (!failed_) {
            skip_space();
            std::size_t const key_at = at_;
            if (peek() != '"') {
                return fail("di sini seharusnya ada nama dalam tanda petik");
            }
            std::string key;
            if (!string(key)) {
                break;
            }
            if (!names.insert(key).second) {
                return fail_at(key_at, "nama \"" + key + "\" tertulis dua kali");
            }
            skip_space();
            if (peek() != ':') {
                return fail("di sini seharusnya ada titik dua");
            }
            ++at_;
            skip_space();
            entries.emplace_back(std::move(key), value(depth + 1));
            if (failed_) {
                break;
            }
            skip_space();
            if (peek() == '}') {
                ++at_;
                return finish(from, std::move(entries));
            }
            if (peek() != ',') {
                return fail("di sini seharusnya ada koma atau }");
            }
            ++at_;
        }
        return {};
    }

    /// {"$date": …} and its like become the value they stand for.
    Value finish(std::size_t from, std::vector<Value::Entry> entries) {
        if (entries.size() != 1 || entries[0].first.empty() || entries[0].first[0] != '$') {
            return Value::context(std::move(entries));
        }
        auto const& [name, value] = entries[0];
        if (name == "$range" && value.is_context()) {
            return range(value);
        }
        if (!value.is_string()) {
            return Value::context(std::move(entries));
        }
        std::string_view const text = value.as_string();
        if (name == "$date") {
            auto const day = parse_date_text(text);
            return day ? Access::make_date(*day) : fail_at(from, "tanggal ini tidak ada");
        }
        if (name == "$time") {
            auto const time = parse_time_text(text);
            return time ? Access::make_time(*time) : fail_at(from, "jam ini tidak ada");
        }
        if (name == "$dateTime") {
            auto const at = parse_date_time_text(text);
            return at ? Access::make_date_time(*at) : fail_at(from, "tanggal dan jam ini tidak ada");
        }
        if (name == "$daysTimeDuration") {
            auto const span = parse_days_time_text(text);
            return span ? Access::make_span(*span) : fail_at(from, "lama waktu ini tidak sah");
        }
        if (name == "$yearsMonthsDuration") {
            auto const months = parse_years_months_text(text);
            return months ? Access::make_months(*months) : fail_at(from, "lama waktu ini tidak sah");
        }
        return Value::context(std::move(entries));
    }

    static Value range(Value const& parts) {
        Value const* const low = parts.find("start");
        Value const* const high = parts.find("end");
        Value const* const open = parts.find("open");
        auto const is_open = [&](std::size_t side) {
            return open != nullptr && open->is_list() && open->items().size() == 2 && open->items()[side].is_true();
        };
        return Access::make_range(low != nullptr ? *low : Value(), !is_open(0), high != nullptr ? *high : Value(),
                                  !is_open(1));
    }

    std::string file_;
    std::string_view text_;
    std::size_t at_ = 0;
    bool failed_ = false;
    Error error_;
};

} // namespace

Result<Value> from_json(format::SourceFile const& file) { return JsonReader(file.name, file.text).read(); }
Result<Value> from_json(std::string_view text) { return JsonReader("", text).read(); }

} // namespace alur::feel
