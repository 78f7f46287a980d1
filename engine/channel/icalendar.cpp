#include "channel/icalendar.hpp"

#include "core/text.hpp"

namespace alur::channel {

namespace {

std::string escaped(std::string_view text) {
    std::string out;
    for (char const c : text) {
        if (c == '\\' || c == ';' || c == ',') out += '\\';
        if (c == '\n')
            out += "\\n";
        else if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F)
            out += c;
    }
    return out;
}

/// Writes a content line, folded so that no line has more than 75 octets and no letter is cut in two.
void line(std::string& out, std::string const& text) {
    constexpr std::size_t kMost = 75;
    std::size_t width = 0;
    for (std::size_t i = 0; i < text.size();) {
        std::size_t length = 1;
        while (i + length < text.size() && (static_cast<unsigned char>(text[i + length]) & 0xC0U) == 0x80U) ++length;
        if (width + length > kMost) {
            out += "\r\n ";
            width = 1;
        }
        out.append(text, i, length);
        width += length;
        i += length;
    }
    out += "\r\n";
}

std::string date(Day day) { return replace_all(iso(day), "-", ""); }

/// `20260309T003000Z`
std::string utc(Instant at) {
    return replace_all(replace_all(iso(std::chrono::floor<std::chrono::seconds>(at)), "-", ""), ":", "");
}

} // namespace

std::string to_icalendar(std::string const& name, std::vector<CalendarEntry> const& entries) {
    std::string out;
    for (auto const* text : {"BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Alur//Alur//ID", "CALSCALE:GREGORIAN",
                             "METHOD:PUBLISH", "REFRESH-INTERVAL;VALUE=DURATION:PT1H", "X-PUBLISHED-TTL:PT1H"})
        line(out, text);
    line(out, "X-WR-CALNAME:" + escaped(name));
    for (auto const& entry : entries) {
        line(out, "BEGIN:VEVENT");
        line(out, "UID:" + escaped(entry.uid));
        line(out, "SEQUENCE:" + std::to_string(entry.sequence));
        line(out, "DTSTAMP:" + utc(entry.changed));
        line(out, "LAST-MODIFIED:" + utc(entry.changed));
        line(out, "DTSTART;VALUE=DATE:" + date(entry.due));
        line(out, "DTEND;VALUE=DATE:" + date(entry.due + std::chrono::days{1}));
        line(out, "SUMMARY:" + escaped(entry.summary));
        if (!entry.description.empty()) line(out, "DESCRIPTION:" + escaped(entry.description));
        line(out, "TRANSP:TRANSPARENT");
        line(out, "STATUS:CONFIRMED");
        if (!entry.done)
            for (auto const alarm : entry.alarms) {
                line(out, "BEGIN:VALARM");
                line(out, "ACTION:DISPLAY");
                line(out, "DESCRIPTION:" + escaped(entry.summary));
                line(out, "TRIGGER;VALUE=DATE-TIME:" + utc(alarm));
                line(out, "END:VALARM");
            }
        line(out, "END:VEVENT");
    }
    line(out, "END:VCALENDAR");
    return out;
}

} // namespace alur::channel
