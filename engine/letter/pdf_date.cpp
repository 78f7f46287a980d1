#include "letter/pdf_date.hpp"

namespace alur::letter {

std::optional<Instant> parse_pdf_date(std::string_view text) {
    if (text.starts_with("D:")) text.remove_prefix(2);
    auto const number = [&](std::size_t digits, int otherwise) -> std::optional<int> {
        if (text.empty() || text.front() < '0' || text.front() > '9') return otherwise;
        if (text.size() < digits) return std::nullopt;
        int out = 0;
        for (std::size_t i = 0; i < digits; ++i) {
            if (text[i] < '0' || text[i] > '9') return std::nullopt;
            out = out * 10 + (text[i] - '0');
        }
        text.remove_prefix(digits);
        return out;
    };
    auto const year = number(4, -1), month = number(2, 1), day = number(2, 1), hour = number(2, 0),
               minute = number(2, 0), second = number(2, 0);
    if (!year || *year < 0 || !month || !day || !hour || !minute || !second) return std::nullopt;
    std::chrono::year_month_day const date{std::chrono::year(*year), std::chrono::month(static_cast<unsigned>(*month)),
                                           std::chrono::day(static_cast<unsigned>(*day))};
    if (!date.ok() || *hour > 23 || *minute > 59 || *second > 59) return std::nullopt;
    auto offset = std::chrono::minutes{0};
    if (!text.empty() && (text.front() == '+' || text.front() == '-')) {
        auto const sign = text.front() == '-' ? -1 : 1;
        text.remove_prefix(1);
        auto const hours = number(2, 0);
        if (!text.empty() && text.front() == '\'') text.remove_prefix(1);
        auto const minutes = number(2, 0);
        if (!hours || !minutes) return std::nullopt;
        offset = std::chrono::minutes{sign * (*hours * 60 + *minutes)};
    }
    return Instant(std::chrono::sys_days(date)) + std::chrono::hours{*hour} + std::chrono::minutes{*minute} +
           std::chrono::seconds{*second} - offset;
}

} // namespace alur::letter
