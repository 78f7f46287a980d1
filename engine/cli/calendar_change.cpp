#include "service/calendar_change.hpp"
#include "cli/commands.hpp"
#include "cli/office_at.hpp"
#include "cli/report_error.hpp"
#include "core/indonesian.hpp"
#include "feel/json.hpp"

#include <iostream>

namespace alur::cli {

namespace {

using feel::Value;

int run_preview(std::vector<std::string> words);
int run_apply(std::vector<std::string> words);

Command const kPreview{"calendar preview", "alur calendar preview TABEL.csv --data FOLDER [--name KEPUTUSAN] [--json]",
                       "tenggat dan pengingat yang akan pindah menurut tabel hari libur baru",
                       "TABEL.csv berkolom date, name, kind, dan boleh decree (nama keputusannya). Tidak ada yang "
                       "diubah.",
                       run_preview};
Command const kApply{
    "calendar apply", "alur calendar apply TABEL.csv --data FOLDER --by NAMA [--name KEPUTUSAN] [--json]",
    "memberlakukan tabel hari libur baru",
    "Semua tenggat terbuka dihitung ulang sekaligus; tanggal lama dan sebabnya tetap tersimpan.", run_apply};
Registered const kRegisteredPreview{kPreview};
Registered const kRegisteredApply{kApply};

Value time_of(std::optional<Instant> const& at, ZoneOffset zone) {
    return at ? Value::string(iso(*at, zone)) : Value();
}

Value as_value(service::CalendarChange const& change, calendar::HolidayDecree const& decree, ZoneOffset zone) {
    std::vector<Value> moved;
    for (auto const& one : change.moved) {
        std::vector<Value> reminders;
        for (auto const& reminder : one.reminders)
            reminders.push_back(Value::context({{"moment", Value::string(reminder.moment)},
                                                {"before", time_of(reminder.before, zone)},
                                                {"after", time_of(reminder.after, zone)}}));
        moved.push_back(Value::context({{"case", Value::string(one.case_number)},
                                        {"deadline", Value::string(one.stored.deadline_id)},
                                        {"name", Value::string(one.name)},
                                        {"before", Value::string(iso(one.stored.due_date))},
                                        {"after", Value::string(iso(one.after))},
                                        {"cause", Value::string(one.cause)},
                                        {"reminders", Value::list(std::move(reminders))}}));
    }
    std::vector<Value> missing;
    for (auto const& [year, count] : change.missing_years)
        missing.push_back(Value::context({{"year", Value::number(year)}, {"deadlines", Value::number(count)}}));
    return Value::context({{"decree", Value::string(decree.name)},
                           {"looked_at", Value::number(change.looked_at)},
                           {"moved", Value::list(std::move(moved))},
                           {"missing_years", Value::list(std::move(missing))}});
}

std::string when(std::optional<Instant> const& at, ZoneOffset zone) {
    return at ? tanggal(day_of(*at, zone)) : std::string("tidak ada");
}

void print(service::CalendarChange const& change, calendar::HolidayDecree const& decree, ZoneOffset zone) {
    std::cout << decree.name << "\n";
    std::size_t dates = 0;
    std::size_t reminders = 0;
    for (auto const& one : change.moved) {
        auto const moves = one.after != one.stored.due_date;
        dates += moves ? 1 : 0;
        reminders += one.reminders.size();
        std::cout << '\n'
                  << one.case_number << ' ' << one.title << "\n  " << one.stored.deadline_id << ' ' << one.name << ": "
                  << tanggal(one.stored.due_date);
        if (moves)
            std::cout << " menjadi " << tanggal(one.after);
        else
            std::cout << " tetap";
        std::cout << "\n  sebab: " << one.cause << '\n';
        for (auto const& reminder : one.reminders)
            std::cout << "  pengingat " << reminder.moment << ": " << when(reminder.before, zone) << " menjadi "
                      << when(reminder.after, zone) << '\n';
    }
    std::cout << '\n'
              << change.looked_at << " tenggat terbuka diperiksa; " << dates << " pindah, " << reminders
              << " pengingat pindah\n";
    for (auto const& [year, count] : change.missing_years)
        std::cout << "peringatan: " << calendar::missing_year_warning(year) << "; " << count
                  << " tenggat menyentuh tahun itu\n";
}

int run(Command const& command, std::vector<std::string> words, bool apply) {
    Arguments const arguments(std::move(words), {"json"}, {"data", "name", "by"});
    auto const data = arguments.option("data");
    if (!arguments.wrong().empty() || arguments.positional().size() != 1 || !data ||
        apply != arguments.option("by").has_value())
        return wrong_use(command, arguments.wrong());
    auto const file = format::read_text(arguments.positional()[0]);
    if (!file) return report_error(file.error());
    auto const decree = service::read_decree_file(*file, arguments.option("name").value_or(""));
    if (!decree) return report_error(decree.error());
    auto open = open_office(*data);
    if (!open) return report_error(open.error());
    auto& office = *(*open)->office;
    auto const now = (*open)->clock.now();
    auto const change = apply ? service::apply_decree(office, *decree, *file, *arguments.option("by"), now)
                              : service::preview_decree(office, *decree, now);
    if (!change) return report_error(change.error());
    if (arguments.has("json"))
        std::cout << feel::to_json(as_value(*change, *decree, office.pack().zone)) << '\n';
    else
        print(*change, *decree, office.pack().zone);
    return kDone;
}

int run_preview(std::vector<std::string> words) { return run(kPreview, std::move(words), false); }
int run_apply(std::vector<std::string> words) { return run(kApply, std::move(words), true); }

} // namespace

} // namespace alur::cli
