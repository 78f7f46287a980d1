#include "service/rehearse.hpp"
#include "cli/commands.hpp"
#include "cli/report_error.hpp"
#include "feel/json.hpp"
#include "service/year_load.hpp"

#include <iomanip>
#include <iostream>
#include <unistd.h>

namespace alur::cli {

namespace {

namespace fs = std::filesystem;

int run_rehearse(std::vector<std::string> words);

Command const kCommand{
    "rehearse", "alur rehearse --scenario BERKAS --input FOLDER --out FOLDER [--until TANGGAL] [--json]",
    "menjalankan satu tahun program dengan jam maya dan membuat semua dokumennya",
    "BERKAS skenario menyebut kapan dan dengan isian apa setiap langkah dikerjakan; FOLDER masukan berisi usulan dan "
    "data\n"
    "pembanding. FOLDER keluaran berisi satu folder setiap perkara, agenda surat, result.json, dan basis datanya.\n"
    "--until berhenti sesudah tanggal itu, di tengah tahun; lanjutkan melihatnya dengan alur serve --data FOLDER.\n"
    "--json mencetak result.json ke keluaran baku.",
    run_rehearse};
Registered const kRegistered{kCommand};

/// The pack a scenario belongs to: the nearest folder above it that has a front page.
std::optional<fs::path> pack_of(fs::path const& scenario) {
    for (auto folder = fs::absolute(scenario).lexically_normal().parent_path(); folder.has_relative_path();
         folder = folder.parent_path())
        if (fs::exists(folder / "pack.yaml")) return fs::proximate(folder);
    return std::nullopt;
}

/// An empty folder, or one that an earlier rehearsal made, which is emptied.
Result<> make_room(fs::path const& out) {
    std::error_code code;
    if (fs::exists(out, code) && !fs::is_empty(out, code)) {
        if (!fs::exists(out / "alur.db") && !fs::exists(out / "result.json"))
            return conflict(out.string() +
                            ": folder ini berisi hal lain; sebutkan folder kosong atau hasil latihan terdahulu");
        for (auto const& entry : fs::directory_iterator(out, code)) fs::remove_all(entry.path(), code);
    }
    fs::create_directories(out, code);
    if (code) return unavailable(out.string() + ": folder tidak dapat dibuat");
    return Done{};
}

class Progress {
  public:
    explicit Progress(ZoneOffset zone) : zone_(zone), terminal_(isatty(STDERR_FILENO) != 0) {}
    void operator()(service::RehearsalProgress const& progress) {
        auto const day = std::chrono::year_month_day(day_of(progress.now, zone_));
        auto const month = std::pair(static_cast<int>(day.year()), static_cast<unsigned>(day.month()));
        if (!terminal_) {
            if (month != month_)
                std::cerr << iso(day_of(progress.now, zone_)).substr(0, 7) << ": " << progress.steps
                          << " langkah selesai\n";
            month_ = month;
            return;
        }
        if (iso(day_of(progress.now, zone_)) == shown_) return;
        shown_ = iso(day_of(progress.now, zone_));
        auto const share = static_cast<double>((progress.now - progress.begin).count()) /
                           static_cast<double>((progress.end - progress.begin).count());
        auto const full = static_cast<std::size_t>(share * 40);
        std::cerr << "\r[" << std::string(std::min<std::size_t>(full, 40), '#')
                  << std::string(40 - std::min<std::size_t>(full, 40), '.') << "] " << shown_ << "  " << progress.steps
                  << " langkah" << std::flush;
    }
    void end() const {
        if (terminal_) std::cerr << '\n';
    }

  private:
    ZoneOffset zone_;
    bool terminal_;
    std::pair<int, unsigned> month_{};
    std::string shown_;
};

std::string shortened(std::string const& text, std::size_t most) {
    return text.size() <= most ? text : text.substr(0, most - 1) + "…";
}

void print_table(service::RehearsalReport const& report) {
    std::cout << std::left << std::setw(22) << "Perkara" << std::setw(28) << "Nama" << std::setw(18) << "Keadaan akhir"
              << std::right << std::setw(6) << "Surat" << std::setw(6) << "Form" << std::setw(8) << "Tepat"
              << std::setw(8) << "Lewat" << std::setw(9) << "Ingatan"
              << "\n";
    for (auto const& one : report.cases) {
        std::cout << std::left << std::setw(22) << one.number << std::setw(28) << shortened(one.title, 27)
                  << std::setw(18) << one.state << std::right << std::setw(6) << one.letters << std::setw(6)
                  << one.forms << std::setw(8) << one.kept << std::setw(8) << one.missed << std::setw(9)
                  << one.reminders << "\n";
        std::cout << "    " << one.path << "\n";
    }
}

/// Timeline and calendars of the year that was played, into the folder of its results.
Result<service::YearLoad> write_load(service::Office& office, service::Scenario const& scenario, fs::path const& out) {
    auto const zone = office.pack().zone;
    auto load = service::year_load(office, day_of(scenario.begin, zone), day_of(scenario.end, zone));
    if (!load) return load;
    auto const& calendar = office.pack().calendar;
    if (auto const written = format::write_file(out / "linimasa.svg", service::to_svg(*load, calendar)); !written)
        return written.error();
    if (auto const written = format::write_file(out / "beban.txt", service::to_text(*load)); !written)
        return written.error();
    std::error_code code;
    fs::create_directories(out / "kalender", code);
    for (auto const& role : load->roles) {
        if (role.deadlines == 0) continue;
        auto const page = service::calendar_page(*load, calendar, role.role, office.pack().name);
        if (auto const written = format::write_file(out / "kalender" / (role.role + ".html"), page); !written)
            return written.error();
    }
    return load;
}

int run_rehearse(std::vector<std::string> words) {
    Arguments const arguments(std::move(words), {"json"}, {"scenario", "input", "out", "until"});
    auto const scenario_path = arguments.option("scenario");
    auto const input = arguments.option("input");
    auto const out = arguments.option("out");
    if (!arguments.wrong().empty() || !scenario_path || !input || !out || !arguments.positional().empty())
        return wrong_use(kCommand, arguments.wrong());
    auto const root = pack_of(*scenario_path);
    if (!root)
        return report_error(not_found(*scenario_path + ": tidak ada pack.yaml pada folder di atas skenario ini"));
    auto loaded = service::load_pack(*root);
    if (!loaded) return report_error(loaded.error());
    if (loaded->found.has_errors()) {
        print_diagnostics(loaded->found, loaded->texts);
        return kRefused;
    }
    auto& pack = loaded->pack;
    // A rehearsal tells nobody outside.
    pack.channels.mail.reset();
    pack.channels.webhooks.clear();
    if (auto const tables = service::load_input_tables(pack, *input); !tables) return report_error(tables.error());
    auto const file = format::read_text(*scenario_path);
    if (!file) return report_error(file.error());
    auto scenario = service::read_scenario(*file, pack, *input);
    if (!scenario) return report_error(scenario.error());
    if (auto const until = arguments.option("until")) {
        auto const last = parse_day(*until);
        if (!last) return report_error(last.error());
        scenario->end = std::min(scenario->end, at(*last, std::chrono::hours{17}, pack.zone));
    }
    auto cases = service::read_cases(pack, *scenario, *input);
    if (!cases) return report_error(cases.error());
    if (auto const room = make_room(*out); !room) return report_error(room.error());
    store::DatabaseOptions options;
    options.durability = store::Durability::ProcessDeath;
    auto database = store::Database::open(fs::path(*out) / "alur.db", options);
    if (!database) return report_error(database.error());
    auto const named =
        format::write_file(fs::path(*out) / "paket.txt", fs::absolute(*root).lexically_normal().string() + "\n");
    if (!named) return report_error(named.error());
    service::Office office(pack, **database);
    auto papers = service::Papers::open(pack, *out);
    if (!papers) return report_error(papers.error());
    Progress progress(pack.zone);
    auto const report =
        service::rehearse(office, *papers, *scenario, std::move(*cases), *out, [&](auto const& p) { progress(p); });
    progress.end();
    if (!report) return report_error(report.error());
    for (auto const& line : report->unplayed) std::cerr << "peringatan: tidak pernah ditunggu: " << line << '\n';
    auto const load = write_load(office, *scenario, *out);
    if (!load) return report_error(load.error());
    if (arguments.has("json"))
        std::cout << feel::to_json(report->result) << '\n';
    else {
        print_table(*report);
        std::cout << '\n' << service::to_text(*load);
        std::cout << "\nLinimasa beban ada di linimasa.svg, kalender untuk setiap peran di folder kalender/.";
        std::cout << "\nBerkas setiap perkara, agenda surat, dan result.json ada di " << *out
                  << "\nLihat dalam aplikasi petugas: alur serve --data " << *out << " --at "
                  << iso(scenario->end, pack.zone).substr(0, 16) << "\n";
    }
    return kDone;
}

} // namespace

} // namespace alur::cli
