#include "core/indonesian.hpp"
#include "core/text.hpp"
#include "service/year_load.hpp"

#include <algorithm>

namespace alur::service {

namespace {

using std::chrono::days;

constexpr int kLeft = 130, kTop = 60, kRow = 26, kWidth = 1'060;

/// Places days along a picture.
class Axis {
  public:
    Axis(Day begin, Day end) : begin_(begin), length_((end - begin).count() + 1) {}
    std::string at(Day day) const { return std::to_string(kLeft + (day - begin_).count() * kWidth / length_); }
    std::string width(std::int64_t count) const {
        return std::to_string(std::max<std::int64_t>(1, count * kWidth / length_));
    }

  private:
    Day begin_;
    std::int64_t length_;
};

std::string text_at(std::string const& x, int y, std::string const& what, std::string const& extra = "") {
    return "<text x=\"" + x + "\" y=\"" + std::to_string(y) + "\"" + extra + ">" + escape_markup(what) + "</text>\n";
}

/// The months of a page, each a small table.
std::string month_table(int year, unsigned month, YearLoad const& load, calendar::Calendar const& calendar,
                        std::string const& role) {
    using namespace std::chrono;
    year_month const of{std::chrono::year{year}, std::chrono::month{month}};
    Day const first = of / 1;
    Day const last = of / std::chrono::last;
    std::string out = "<table><caption>" + month_name(month) + "</caption><tr>";
    for (auto const* name : {"Sn", "Sl", "Rb", "Km", "Jm", "Sb", "Mg"}) out += std::string("<th>") + name + "</th>";
    out += "</tr><tr>";
    auto const skip = (weekday{first} - Monday).count();
    for (std::int64_t i = 0; i < skip; ++i) out += "<td></td>";
    for (auto day = first; day <= last; day += days{1}) {
        auto const due = std::count_if(load.entries.begin(), load.entries.end(), [&](auto const& entry) {
            return entry.due == day && std::find(entry.owner.begin(), entry.owner.end(), role) != entry.owner.end();
        });
        std::string kind = due > 0 ? "t" : calendar.is_working_day(day) ? "" : "l";
        out += "<td" + (kind.empty() ? "" : " class=\"" + kind + '"') + ">" +
               std::to_string(static_cast<unsigned>(year_month_day{day}.day())) + "</td>";
        if (weekday{day} == Sunday && day != last) out += "</tr><tr>";
    }
    return out + "</tr></table>\n";
}

} // namespace

std::string to_svg(YearLoad const& load, calendar::Calendar const& calendar) {
    std::vector<RoleLoad const*> rows;
    for (auto const& role : load.roles)
        if (role.deadlines > 0) rows.push_back(&role);
    int most = 1;
    for (auto const* role : rows) most = std::max(most, role->fullest.second);
    Axis const axis(load.begin, load.end);
    auto const bottom = kTop + static_cast<int>(rows.size()) * kRow;
    auto const height = bottom + 50;
    std::string out = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + std::to_string(kLeft + kWidth + 20) +
                      " " + std::to_string(height) +
                      "\" font-family=\"sans-serif\" font-size=\"12\">\n<title>Beban tenggat " + tanggal(load.begin) +
                      " sampai " + tanggal(load.end) +
                      "</title>\n<rect width=\"100%\" height=\"100%\" "
                      "fill=\"#fff\"/>\n";
    out += text_at("10", 22, "Tenggat yang jatuh tempo setiap minggu menurut peran; makin gelap makin banyak",
                   " font-size=\"15\"");
    for (auto day = load.begin; day <= load.end; day += days{1}) {
        auto const closed = calendar.why_closed(day);
        if (!closed || closed->kind == calendar::ClosedKind::Weekend) continue;
        out += "<rect x=\"" + axis.at(day) + "\" y=\"" + std::to_string(kTop) + "\" width=\"" + axis.width(1) +
               "\" height=\"" + std::to_string(bottom - kTop) + "\" fill=\"#f3d9d3\"><title>" + tanggal(day) + ": " +
               escape_markup(calendar::reason(*closed)) + "</title></rect>\n";
    }
    for (auto day = load.begin; day <= load.end; day += days{1}) {
        std::chrono::year_month_day const date{day};
        if (date.day() != std::chrono::day{1} && day != load.begin) continue;
        auto name = month_name(static_cast<unsigned>(date.month())).substr(0, 3);
        if (date.month() == std::chrono::January) name += " " + std::to_string(static_cast<int>(date.year()));
        out += "<line x1=\"" + axis.at(day) + "\" y1=\"" + std::to_string(kTop - 4) + "\" x2=\"" + axis.at(day) +
               "\" y2=\"" + std::to_string(bottom) + "\" stroke=\"#ccc\"/>\n" + text_at(axis.at(day), kTop - 8, name);
    }
    int y = kTop;
    for (auto const* role : rows) {
        out += text_at("10", y + 17, role->role);
        for (auto const& [week, count] : role->by_week) {
            auto const shade = 90 - 60 * count / most;
            out += "<rect x=\"" + axis.at(std::max(week, load.begin)) + "\" y=\"" + std::to_string(y + 3) +
                   "\" width=\"" + axis.width(6) + "\" height=\"" + std::to_string(kRow - 6) +
                   "\" rx=\"2\" fill=\"hsl(210,60%," + std::to_string(shade) + "%)\"><title>" +
                   escape_markup(role->role) + ", minggu " + tanggal(week) + ": " + std::to_string(count) +
                   " tenggat</title></rect>\n";
            if (count * 2 >= most)
                out += text_at(axis.at(std::max(week, load.begin)), y + 17, std::to_string(count),
                               " dx=\"2\" font-size=\"10\" fill=\"#fff\"");
        }
        y += kRow;
    }
    out += text_at("10", bottom + 30,
                   "Merah muda: libur nasional dan cuti bersama. Angka: jumlah tenggat pada minggu yang padat.");
    return out + "</svg>\n";
}

std::string calendar_page(YearLoad const& load, calendar::Calendar const& calendar, std::string const& role,
                          std::string const& title) {
    auto const year = static_cast<int>(std::chrono::year_month_day{load.begin}.year());
    auto const heading = title + ": kalender " + role + " tahun " + std::to_string(year);
    std::string out =
        "<!DOCTYPE html>\n<html lang=\"id\"><head><meta charset=\"utf-8\"><title>" + escape_markup(heading) +
        "</title><style>\n@page{size:A4 landscape;margin:10mm}\nbody{font:11px "
        "sans-serif;margin:0;color:#000;print-color-adjust:exact;-webkit-print-color-adjust:exact}\n"
        "h1{font-size:15px;margin:0 0 6px}\n.bulan{display:grid;grid-template-columns:repeat(6,1fr);gap:6px}\n"
        "table{border-collapse:collapse;width:100%}\ncaption{font-weight:bold;text-align:left}\n"
        "td,th{text-align:right;padding:1px 3px;font-weight:normal}\nth{color:#555}\n.l{color:#b00}\n"
        ".t{background:#124e86;color:#fff;font-weight:bold}\n.daftar{columns:3;margin-top:8px;padding:0;list-style:"
        "none}\n"
        ".daftar "
        "li{break-inside:avoid;margin-bottom:2px}\n.ket{margin-top:4px;color:#333}\n</style></head><body>\n<h1>" +
        escape_markup(heading) + "</h1>\n<div class=\"bulan\">\n";
    for (unsigned month = 1; month <= 12; ++month) out += month_table(year, month, load, calendar, role);
    out += "</div>\n<p class=\"ket\">Kotak biru: tenggat. Merah: akhir pekan, libur, dan cuti bersama.</p>\n<ul "
           "class=\"daftar\">\n";
    std::map<std::pair<Day, std::string>, int> lines;
    for (auto const& entry : load.entries)
        if (std::find(entry.owner.begin(), entry.owner.end(), role) != entry.owner.end())
            ++lines[{entry.due, entry.name}];
    for (auto const& [line, count] : lines)
        out += "<li><b>" + tanggal(line.first) + "</b> " + escape_markup(line.second) +
               (count > 1 ? ", " + std::to_string(count) + " perkara" : "") + "</li>\n";
    return out + "</ul>\n</body></html>\n";
}

} // namespace alur::service
