#include "calendar/calendar.hpp"

#include "core/text.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace alur::calendar {

namespace {

struct Kind {
    std::string_view word;
    ClosedKind kind;
};
constexpr std::array kKinds{Kind{"libur_nasional", ClosedKind::National}, Kind{"cuti_bersama", ClosedKind::Collective},
                            Kind{"libur_daerah", ClosedKind::Local}};

std::optional<ClosedKind> kind_of(std::string_view word) {
    for (auto const& kind : kKinds)
        if (kind.word == word) return kind.kind;
    return {};
}

} // namespace

Result<HolidayDecree> read_decree(std::string name, std::string file, Scope scope, std::vector<HolidayRow> const& rows,
                                  std::optional<int> year) {
    Diagnostics found;
    HolidayDecree decree{std::move(name), std::move(file), scope, {}};
    std::map<std::pair<Day, std::string>, int> seen;
    for (auto const& row : rows) {
        auto const day = parse_day(row.date);
        auto const kind = kind_of(row.kind);
        auto const title = std::string(trim(row.name));
        if (!day) found.error("bad-date", row.place, day.error().message);
        if (!kind)
            found.error("unknown-kind", row.place, "jenis hari libur \"" + row.kind.substr(0, 40) + "\" tidak dikenal",
                        "yang dikenal: libur_nasional, cuti_bersama, libur_daerah");
        if (title.empty()) found.error("empty-name", row.place, "nama hari libur kosong");
        if (!day) continue;
        if (year && static_cast<int>(std::chrono::year_month_day{*day}.year()) != *year)
            found.error("other-year", row.place,
                        "tanggal " + row.date + " bukan dalam tahun " + std::to_string(*year) + " tabel ini");
        if (auto const [at, fresh] = seen.emplace(std::pair{*day, title}, row.place.line); !fresh)
            found.error("duplicate-holiday", row.place,
                        "hari libur " + row.date + " \"" + title + "\" sudah ada pada baris " +
                            std::to_string(at->second));
        if (kind) decree.days.push_back({*day, title, *kind});
    }
    if (rows.empty())
        found.error("empty-decree", {decree.file, 0, 0}, "tabel hari libur tidak berisi satu baris pun",
                    "isi tanggal, nama, dan jenis menurut keputusan tahun itu");
    if (found.has_errors()) return Error{ErrorKind::Invalid, "tabel hari libur tidak dapat dipakai", {}, found};
    return decree;
}

Result<WorkingWeek> WorkingWeek::parse(std::string_view names) {
    constexpr std::array<std::string_view, 7> kNames{"Minggu", "Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu"};
    WorkingWeek week;
    week.works_.fill(false);
    auto any = false;
    for (auto const& word : split(names, ' ')) {
        if (word.empty()) continue;
        auto const at = std::find(kNames.begin(), kNames.end(), word);
        if (at == kNames.end())
            return invalid("hari \"" + word.substr(0, 40) +
                           "\" tidak dikenal; tulis Senin, Selasa, Rabu, Kamis, "
                           "Jumat, Sabtu, atau Minggu");
        week.works_[static_cast<std::size_t>(at - kNames.begin())] = any = true;
    }
    if (!any) return invalid("hari kerja kosong; tulis paling sedikit satu hari, misalnya Senin Selasa Rabu");
    return week;
}

} // namespace alur::calendar
