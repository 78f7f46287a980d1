#include "calendar/due_date.hpp"

#include <cstdio>

namespace alur::calendar {

namespace {

std::string quoted(std::string_view text) {
    std::string out = "\"";
    for (char const c : text) {
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (static_cast<unsigned char>(c) < 0x20) {
            std::array<char, 8> escape{};
            std::snprintf(escape.data(), escape.size(), "\\u%04x", static_cast<unsigned>(c));
            out += escape.data();
        } else
            out += c;
    }
    return out + '"';
}

std::string_view word(ClosedKind kind) {
    switch (kind) {
    case ClosedKind::Weekend: return "akhir_pekan";
    case ClosedKind::National: return "libur_nasional";
    case ClosedKind::Collective: return "cuti_bersama";
    case ClosedKind::Local: return "libur_daerah";
    case ClosedKind::NewYear: return "tahun_baru";
    }
    return {};
}

std::string_view word(Direction direction) {
    switch (direction) {
    case Direction::Forward: return "forward";
    case Direction::Backward: return "backward";
    case Direction::Fixed: return "fixed";
    case Direction::Periodic: return "periodic";
    }
    return {};
}

std::string_view word(Unit unit) {
    switch (unit) {
    case Unit::WorkingDays: return "WD";
    case Unit::CalendarDays: return "CD";
    case Unit::Date: return "DATE";
    }
    return {};
}

template <class List, class Write> std::string array_of(List const& list, Write write) {
    std::string out = "[";
    for (auto const& item : list) {
        if (out.size() > 1) out += ',';
        out += write(item);
    }
    return out + ']';
}

std::string json(Closed const& closed) {
    return "{\"day\":" + quoted(iso(closed.day)) + ",\"kind\":" + quoted(word(closed.kind)) +
           ",\"name\":" + quoted(closed.name) + '}';
}

std::string json(Suspension const& s) {
    return "{\"from\":" + quoted(iso(s.from)) + ",\"to\":" + quoted(iso(s.to)) + ",\"reason\":" + quoted(s.reason) +
           '}';
}

std::string json(DueRule const& rule) {
    auto out = "{\"direction\":" + quoted(word(rule.direction)) + ",\"unit\":" + quoted(word(rule.unit)) +
               ",\"length\":" + std::to_string(rule.length);
    if (rule.month != 0)
        out += ",\"month\":" + std::to_string(rule.month) + ",\"day\":" + std::to_string(rule.day) +
               ",\"year_offset\":" + std::to_string(rule.year_offset);
    return out + '}';
}

} // namespace

std::string to_json(DueDate const& due) {
    auto const& d = due.derivation;
    auto const& around = d.circumstances;
    auto const closed = [](Closed const& c) { return json(c); };
    auto out = "{\"due\":" + quoted(iso(due.due)) + ",\"start\":" + quoted(iso(d.start)) + ",\"rule\":" + json(d.rule) +
               ",\"occurrence\":" + std::to_string(around.occurrence) + ",\"skipped\":" + array_of(d.skipped, closed) +
               ",\"reached\":" + quoted(iso(d.reached)) + ",\"shifted\":" + array_of(d.shifted, closed) +
               ",\"suspensions\":" + array_of(around.suspensions, [](Suspension const& s) { return json(s); }) +
               ",\"suspended\":" + std::to_string(d.suspended);
    if (around.extension)
        out += ",\"extension\":{\"until\":" + quoted(iso(around.extension->until)) +
               ",\"reason\":" + quoted(around.extension->reason) + ",\"applied\":" + (d.extended ? "true" : "false") +
               '}';
    if (around.cap)
        out += ",\"cap\":{\"name\":" + quoted(around.cap->name) + ",\"due\":" + quoted(iso(around.cap->due)) +
               ",\"applied\":" + (d.capped ? "true" : "false") + '}';
    return out + ",\"missing_years\":" + array_of(d.missing_years, [](int year) { return std::to_string(year); }) +
           ",\"sentence\":" + quoted(sentence(due)) + '}';
}

} // namespace alur::calendar
