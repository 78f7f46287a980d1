#include "feel/temporal.hpp"

#include <algorithm>
#include <array>
#include <deque>
#include <fstream>
#include <iterator>
#include <map>
#include <mutex>
#include <vector>

namespace alur::feel {

namespace {

/// One zone of the tz database: from each transition on, an offset.
struct Zone {
    std::string name;
    std::vector<std::int64_t> transitions;
    std::vector<std::int32_t> offsets; ///< offsets[i] holds before transitions[i]; one more than transitions
    std::int32_t standard = 0;
};

std::int64_t big_endian(std::string const& bytes, std::size_t at, std::size_t width) {
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < width; ++i) {
        value = (value << 8U) | static_cast<unsigned char>(bytes[at + i]);
    }
    return width == 4 ? static_cast<std::int32_t>(static_cast<std::uint32_t>(value)) : static_cast<std::int64_t>(value);
}

struct Header {
    std::size_t isut, isstd, leap, transitions, types, characters;
};
Header read_header(std::string const& bytes, std::size_t at) {
    auto const field = [&](std::size_t n) { return static_cast<std::size_t>(big_endian(bytes, at + 20 + 4 * n, 4)); };
    return {field(0), field(1), field(2), field(3), field(4), field(5)};
}

/// The second, 64-bit part of a TZif file (RFC 8536).
bool read_zone(std::string const& bytes, Zone& zone) {
    constexpr std::size_t kHeader = 44;
    if (bytes.size() < 2 * kHeader || bytes.compare(0, 4, "TZif") != 0 || bytes[4] < '2') {
        return false;
    }
    Header const first = read_header(bytes, 0);
    std::size_t const second = kHeader + first.transitions * 5 + first.types * 6 + first.characters + first.leap * 8 +
                               first.isstd + first.isut;
    if (bytes.size() < second + kHeader) {
        return false;
    }
    Header const head = read_header(bytes, second);
    std::size_t const times = second + kHeader;
    std::size_t const indexes = times + head.transitions * 8;
    std::size_t const types = indexes + head.transitions;
    if (bytes.size() < types + head.types * 6 || head.types == 0) {
        return false;
    }
    auto const offset = [&](std::size_t type) {
        return static_cast<std::int32_t>(big_endian(bytes, types + 6 * std::min(type, head.types - 1), 4));
    };
    zone.offsets.push_back(offset(0));
    zone.standard = offset(0);
    for (std::size_t i = 0; i < head.transitions; ++i) {
        auto const type = static_cast<unsigned char>(bytes[indexes + i]);
        zone.transitions.push_back(big_endian(bytes, times + 8 * i, 8));
        zone.offsets.push_back(offset(type));
        if (bytes[types + 6 * std::min<std::size_t>(type, head.types - 1) + 4] == 0) {
            zone.standard = zone.offsets.back();
        }
    }
    return true;
}

class Zones {
  public:
    std::optional<std::int32_t> find(std::string_view name) {
        std::lock_guard const lock(mutex_);
        if (auto const known = numbers_.find(name); known != numbers_.end()) {
            return known->second;
        }
        if (zones_.size() >= 2000 || !is_plausible(name)) {
            return std::nullopt;
        }
        Zone zone;
        zone.name = name;
        std::ifstream file("/usr/share/zoneinfo/" + zone.name, std::ios::binary);
        std::string const bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
        if (!file.is_open() || !read_zone(bytes, zone)) {
            if (!fixed(zone)) {
                return std::nullopt;
            }
        }
        auto const number = static_cast<std::int32_t>(zones_.size());
        zones_.push_back(std::move(zone));
        numbers_.emplace(std::string(name), number);
        return number;
    }
    Zone const& at(std::int32_t number) {
        std::lock_guard const lock(mutex_);
        return zones_[static_cast<std::size_t>(number)]; // a deque: references stay
    }

  private:
    static bool is_plausible(std::string_view name) {
        auto const fine = [](char c) {
            return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '/' ||
                   c == '+' || c == '-';
        };
        return !name.empty() && name.size() < 64 && name.front() != '/' && name.back() != '/' &&
               std::all_of(name.begin(), name.end(), fine);
    }
    /// Without a tz database the zones of this country and UTC still work.
    static bool fixed(Zone& zone) {
        constexpr std::array<std::pair<std::string_view, std::int32_t>, 7> kFixed{{{"Asia/Jakarta", 25200},
                                                                                   {"Asia/Pontianak", 25200},
                                                                                   {"Asia/Makassar", 28800},
                                                                                   {"Asia/Jayapura", 32400},
                                                                                   {"Etc/UTC", 0},
                                                                                   {"UTC", 0},
                                                                                   {"Z", 0}}};
        for (auto const& [name, offset] : kFixed) {
            if (name == zone.name) {
                zone.offsets = {offset};
                zone.standard = offset;
                return true;
            }
        }
        return false;
    }

    std::mutex mutex_;
    std::deque<Zone> zones_;
    std::map<std::string, std::int32_t, std::less<>> numbers_;
};

Zones& zones() {
    static Zones all;
    return all;
}

/// The tables end in 2037; later years repeat: the same leap year and weekday within 2009 … 2036.
std::int64_t into_table(std::int64_t seconds) {
    constexpr std::int64_t kDay = 86'400;
    std::int64_t const day = seconds >= 0 ? seconds / kDay : -((kDay - 1 - seconds) / kDay);
    CivilDate const date = civil_from_days(day);
    if (date.year < 2037) {
        return seconds;
    }
    std::int64_t const new_year = days_from_civil({date.year, 1, 1});
    bool const leap = days_in_month(date.year, 2) == 29;
    for (std::int64_t year = 2009; year < 2037; ++year) {
        std::int64_t const other = days_from_civil({year, 1, 1});
        if ((days_in_month(year, 2) == 29) == leap && iso_weekday(other) == iso_weekday(new_year)) {
            return seconds - (new_year - other) * kDay;
        }
    }
    return seconds;
}

std::int64_t lookup(Zone const& zone, std::int64_t utc) {
    auto const after = std::upper_bound(zone.transitions.begin(), zone.transitions.end(), into_table(utc));
    return zone.offsets[static_cast<std::size_t>(after - zone.transitions.begin())];
}

} // namespace

std::optional<std::int32_t> find_zone(std::string_view name) { return zones().find(name); }
std::string_view zone_name(std::int32_t number) { return zones().at(number).name; }

std::int64_t zone_offset_at(std::int32_t number, std::int64_t utc_seconds) {
    return lookup(zones().at(number), utc_seconds);
}

std::int64_t zone_offset_of_local(std::int32_t number, std::int64_t local_seconds) {
    Zone const& zone = zones().at(number);
    std::int64_t const before = lookup(zone, local_seconds - 86'400);
    if (lookup(zone, local_seconds - before) == before) {
        return before; // also the first of two when the clock is put back
    }
    std::int64_t const after = lookup(zone, local_seconds + 86'400);
    return lookup(zone, local_seconds - after) == after ? after : before;
}

std::optional<std::int64_t> offset_of(DayTime const& value) {
    switch (value.zone.kind) {
    case ZoneMark::Local: return std::nullopt;
    case ZoneMark::Offset: return value.zone.value;
    case ZoneMark::Named: break;
    }
    return zone_offset_of_local(value.zone.value, value.day * 86'400 + value.nanos / kNanosPerSecond);
}

std::optional<std::int64_t> offset_of(TimeOfDay const& value) {
    switch (value.zone.kind) {
    case ZoneMark::Local: return std::nullopt;
    case ZoneMark::Offset: return value.zone.value;
    case ZoneMark::Named: break;
    }
    return zones().at(value.zone.value).standard;
}

} // namespace alur::feel
