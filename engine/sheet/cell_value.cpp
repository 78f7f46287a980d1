#include "sheet/cell_value.hpp"

#include "core/text.hpp"
#include "form/fill.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace alur::sheet {

using feel::Decimal;
using feel::Value;
using form::FieldType;

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Without blanks, the no-break ones included.
std::string without_blanks(std::string_view text) {
    auto out = replace_all(replace_all(std::string(text), "\xC2\xA0", ""), "\xE2\x80\xAF", "");
    std::erase_if(out, [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; });
    return out;
}

Error no_number(std::string_view text) {
    return invalid("\"" + std::string(text.substr(0, 40)) + "\" bukan bilangan; tulis angkanya saja, misalnya 1500000");
}

/// Groups of three behind the first: `1.500.000`.
bool is_grouped(std::string_view text, char separator) {
    auto const parts = split(text, separator);
    if (parts[0].empty() || parts[0].size() > 3) return false;
    return std::all_of(parts.begin() + 1, parts.end(), [](auto const& part) { return part.size() == 3; });
}

std::string strip_currency(std::string text) {
    auto const lower = lower_ascii(text);
    for (std::string_view prefix : {"rp.", "rp", "idr"})
        if (lower.starts_with(prefix)) {
            text.erase(0, prefix.size());
            break;
        }
    for (std::string_view suffix : {",-", ".-", "-"})
        if (text.size() > suffix.size() && text.ends_with(suffix)) {
            text.erase(text.size() - suffix.size());
            break;
        }
    return text;
}

constexpr std::array<std::string_view, 12> kMonths{"januari",   "februari", "maret",    "april",
                                                   "mei",       "juni",     "juli",     "agustus",
                                                   "september", "oktober",  "november", "desember"};

int month_of(std::string_view word) {
    auto const lower = lower_ascii(word);
    for (std::size_t m = 0; m < kMonths.size(); ++m)
        if (lower == kMonths[m] || (lower.size() >= 3 && kMonths[m].starts_with(lower))) return static_cast<int>(m + 1);
    constexpr std::pair<std::string_view, int> kOthers[] = {{"agt", 8},       {"ags", 8},      {"aug", 8},
                                                            {"may", 5},       {"oct", 10},     {"dec", 12},
                                                            {"nopember", 11}, {"pebruari", 2}, {"sept", 9}};
    for (auto const& [name, month] : kOthers)
        if (lower == name) return month;
    return 0;
}

Result<Day> make_day(int year, int month, int day, std::string_view text) {
    std::chrono::year_month_day const date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                                           std::chrono::day{static_cast<unsigned>(day)}};
    if (year >= 1900 && year <= 2200 && month >= 1 && day >= 1 && date.ok()) return Day{date};
    return invalid("\"" + std::string(text.substr(0, 40)) + "\" bukan tanggal yang ada; tulis misalnya 12-02-2026");
}

Result<Value> read_serial(ReadCell const& cell, FieldType type, ReadingHabits const& habits) {
    auto const number = Decimal::parse(cell.text);
    auto const serial = (number ? number->to_double() : -1) + (habits.date1904 && type != FieldType::Time ? 1462 : 0);
    if (type == FieldType::Time) {
        if (serial < 0 || serial >= 2958466) return invalid("bukan jam; tulis misalnya 08:30");
        auto const minutes = static_cast<int>(std::lround((serial - std::floor(serial)) * 1440)) % 1440;
        auto const two = [](int n) { return (n < 10 ? "0" : "") + std::to_string(n); };
        return Value::string(two(minutes / 60) + ":" + two(minutes % 60));
    }
    if (!(serial >= 61) || serial >= 2958466)
        return invalid("angka " + cell.text + " bukan tanggal; tulis misalnya 12-02-2026");
    auto const day = form::day_of_serial(static_cast<std::int64_t>(std::floor(serial)));
    if (type == FieldType::Date) return Value::date(day);
    auto const minutes = std::chrono::minutes{std::lround((serial - std::floor(serial)) * 1440)};
    return Value::date_time(at(day, minutes, habits.zone), habits.zone);
}

Result<Value> read_temporal(ReadCell const& cell, FieldType type, ReadingHabits const& habits) {
    if (cell.kind == ReadCell::Kind::Number) return read_serial(cell, type, habits);
    auto const text = std::string(trim(cell.text));
    if (type == FieldType::Time) {
        auto clock = text.substr(0, text.find(' '));
        if (clock.size() == 4 && (clock[1] == ':' || clock[1] == '.')) clock.insert(0, "0");
        auto typed = form::to_type(Value::string(clock), FieldType::Time);
        if (!typed) return invalid("\"" + text + "\" bukan jam; tulis misalnya 08:30");
        return typed;
    }
    if (type == FieldType::DateTime) {
        if (auto const instant = parse_instant(text, habits.zone)) return Value::date_time(*instant, habits.zone);
        auto const space = text.rfind(' ');
        if (space != std::string::npos && text.find(':', space) != std::string::npos) {
            auto const day = read_day(text.substr(0, space));
            auto const clock = form::to_type(
                Value::string((text.size() - space == 5 ? "0" : "") + text.substr(space + 1)), FieldType::Time);
            if (day && clock) {
                auto const hm = clock->as_string();
                auto const minutes =
                    std::chrono::minutes{((hm[0] - '0') * 10 + hm[1] - '0') * 60 + (hm[3] - '0') * 10 + hm[4] - '0'};
                return Value::date_time(at(*day, minutes, habits.zone), habits.zone);
            }
        }
    }
    auto const day = read_day(text);
    if (!day) return day.error();
    return type == FieldType::Date ? Value::date(*day) : Value::date_time(at(*day, {}, habits.zone), habits.zone);
}

std::string without_controls(std::string_view text);

Result<Value> read_identity(ReadCell const& cell, FieldType type) {
    if (cell.kind == ReadCell::Kind::Number)
        return invalid("tersimpan sebagai bilangan, sehingga angkanya dapat berubah; ubah format sel menjadi Teks lalu "
                       "ketik ulang");
    auto text = without_blanks(cell.text);
    if (text.starts_with('\'')) text.erase(0, 1);
    if (text.size() > 200) return invalid("terlalu panjang; tulis nomornya saja");
    if (type == FieldType::Code) return Value::string(without_controls(cell.text));
    std::erase_if(text, [](char c) { return c == '.' || c == '-' || c == '(' || c == ')'; });
    if (type == FieldType::Phone && text.starts_with("+62")) text = "0" + text.substr(3);
    return text.empty() ? Value{} : Value::string(std::move(text));
}

/// Line ends of other systems become one; other control characters, also written `_x000D_` as spreadsheets do, go.
std::string without_controls(std::string_view text) {
    std::string out;
    auto const is_hex = [](char c) { return is_digit(c) || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f'); };
    for (std::size_t i = 0; i < text.size(); ++i) {
        auto const code = text.substr(i, 7);
        if (code.size() == 7 && code.starts_with("_x00") && code[6] == '_' && (code[4] == '0' || code[4] == '1') &&
            is_hex(code[5])) {
            i += 6;
            continue;
        }
        auto const c = static_cast<unsigned char>(text[i]);
        if (c >= 32 || c == '\n' || c == '\t' || c == 0) out += text[i];
    }
    return std::string(trim(out));
}

std::string plain(std::string_view text) {
    auto out = lower_ascii(trim(text));
    std::replace(out.begin(), out.end(), '_', ' ');
    std::replace(out.begin(), out.end(), '-', ' ');
    return out;
}

} // namespace

Result<Decimal> read_number(std::string_view given, FieldType type) {
    auto text = strip_currency(without_blanks(given));
    bool percent = false;
    if (text.ends_with('%')) {
        percent = true;
        text.pop_back();
    }
    bool negative = false;
    if (text.starts_with('-')) {
        negative = true;
        text.erase(0, 1);
    } else if (text.size() > 2 && text.front() == '(' && text.back() == ')') {
        negative = true;
        text = text.substr(1, text.size() - 2);
    }
    if (text.empty() || text.size() > 30 ||
        !std::all_of(text.begin(), text.end(), [](char c) { return is_digit(c) || c == '.' || c == ','; }))
        return no_number(given);
    auto const points = std::count(text.begin(), text.end(), '.');
    auto const commas = std::count(text.begin(), text.end(), ',');
    char fraction = 0;
    if (points > 0 && commas > 0) {
        fraction = text.rfind('.') > text.rfind(',') ? '.' : ',';
        if ((fraction == '.' ? points : commas) > 1) return no_number(given);
    } else if (points + commas == 1) {
        auto const separator = points == 1 ? '.' : ',';
        auto const behind = text.size() - text.find(separator) - 1;
        auto const whole_only = type == FieldType::Money || type == FieldType::Int;
        if (behind != 3 || text[0] == '0')
            fraction = separator;
        else if (!whole_only)
            return invalid("\"" + std::string(given.substr(0, 40)) +
                           "\" dapat dibaca dengan dua cara; tulis tanpa pemisah ribuan");
    }
    auto whole = text;
    std::string rest;
    if (fraction != 0) {
        whole = text.substr(0, text.rfind(fraction));
        rest = text.substr(text.rfind(fraction) + 1);
        if (rest.empty()) return no_number(given);
    }
    for (char const separator : {'.', ','})
        if (whole.find(separator) != std::string::npos) {
            if (!is_grouped(whole, separator)) return no_number(given);
            std::erase(whole, separator);
        }
    if (whole.empty() || !std::all_of(whole.begin(), whole.end(), is_digit)) return no_number(given);
    auto number = Decimal::parse((negative ? "-" : "") + whole + (rest.empty() ? "" : "." + rest));
    if (number && percent) number = feel::divide(*number, Decimal(100));
    if (!number) return no_number(given);
    return *number;
}

Result<Day> read_day(std::string_view given) {
    auto text = std::string(trim(given));
    if (auto const comma = text.find(','); comma != std::string::npos) text.erase(0, comma + 1); // the weekday
    std::vector<std::string> words;
    std::string word;
    for (auto const c : text + " ") {
        if (c == ' ' || c == '-' || c == '/' || c == '.') {
            if (!word.empty()) words.push_back(std::move(word));
            word.clear();
        } else {
            word += c;
        }
    }
    auto const bad = [&] {
        return invalid("\"" + std::string(given.substr(0, 40)) + "\" bukan tanggal; tulis misalnya 12-02-2026");
    };
    if (words.size() != 3) return bad();
    auto const number = [](std::string const& digits) {
        int value = 0;
        auto const read = std::from_chars(digits.data(), digits.data() + digits.size(), value);
        return read.ec == std::errc{} && read.ptr == digits.data() + digits.size() ? value : -1;
    };
    if (words[0].size() == 4 && number(words[0]) > 0) std::swap(words[0], words[2]);
    auto const month = is_digit(words[1][0]) ? number(words[1]) : month_of(words[1]);
    if (words[2].size() != 4 || number(words[2]) < 0 || number(words[0]) < 0 || words[0].size() > 2) return bad();
    if (month < 1 || month > 12) return bad();
    return make_day(number(words[2]), month, number(words[0]), given);
}

Result<Value> read_value(ReadCell const& cell, FieldType type, std::vector<std::string> const& options,
                         ReadingHabits const& habits) {
    if (cell.formula && !cell.cached)
        return invalid("rumus tanpa nilai; buka berkas dengan program lembar kerja lalu simpan lagi");
    if (cell.kind == ReadCell::Kind::Error) return invalid("sel berisi kesalahan " + cell.text);
    if (type == FieldType::Blank || trim(cell.text).empty()) return Value{};
    if (form::is_numeric(type)) {
        if (cell.kind == ReadCell::Kind::Boolean) return no_number(cell.text == "1" ? "TRUE" : "FALSE");
        auto number = Decimal();
        if (cell.kind == ReadCell::Kind::Number) {
            auto const parsed = Decimal::parse(cell.text);
            if (!parsed) return no_number(cell.text);
            // A spreadsheet keeps about 15 digits; 0.1 may come back as 0.10000000000000001.
            number = cell.text.size() > 15 ? feel::round_half_up(*parsed, 10) : *parsed;
        } else {
            auto const read = read_number(cell.text, type);
            if (!read) return read.error();
            number = *read;
        }
        if (std::abs(number.to_double()) >= 1e15) return invalid("bilangan terlalu besar; periksa banyaknya angka");
        auto const value = Value::number(number);
        if ((type == FieldType::Money || type == FieldType::Int) && !value.as_integer())
            return invalid(type == FieldType::Money ? "harus rupiah bulat, tanpa sen" : "harus bilangan bulat");
        return value;
    }
    if (form::is_temporal(type)) return read_temporal(cell, type, habits);
    if (form::is_identity(type)) return read_identity(cell, type);
    auto text = cell.kind == ReadCell::Kind::Boolean ? std::string(cell.text == "1" ? "YA" : "TIDAK")
                                                     : without_controls(cell.text);
    for (auto const& option : options)
        if (plain(option) == plain(text)) return Value::string(option);
    if (text.find('\0') != std::string::npos || !is_utf8(text))
        return invalid("teks memuat huruf yang tidak dapat dibaca");
    if (text.size() > 32767 && code_point_count(text) > 32767) return invalid("teks lebih dari 32.767 huruf");
    return Value::string(std::move(text));
}

} // namespace alur::sheet
