#include "cli/commands.hpp"
#include "cli/office_at.hpp"
#include "cli/report_error.hpp"
#include "core/indonesian.hpp"
#include "core/text.hpp"
#include "feel/json.hpp"
#include "service/send_reminders.hpp"
#include "store/deliveries.hpp"

#include <iostream>

namespace alur::cli {

namespace {

int run_list(std::vector<std::string> words);
int run_preview(std::vector<std::string> words);
int run_log(std::vector<std::string> words);

Command const kList{
    "remind list", "alur remind list --data FOLDER [--case NOMOR] [--days N] [--role PERAN] [--last N]",
    "buku pengingat: apa yang akan dikirim, kapan, kepada siapa",
    "Tanpa --case: semua perkara, 30 hari ke depan (--days). Dengan --case: semua, juga yang sudah lewat.\n"
    "Paling banyak 500 baris; --last menetapkan jumlah lain.",
    run_list};
Command const kPreview{"remind preview", "alur remind preview --data FOLDER [--at \"2026-03-12 07:30\"]",
                       "pesan-pesan yang akan keluar pada suatu saat, tanpa mengirimnya",
                       "Tanpa --at: awal jam kerja berikutnya.", run_preview};
Command const kLog{"remind log", "alur remind log --data FOLDER [--channel SALURAN] [--officer NAMA] [--last N]",
                   "pesan yang sudah dikirim, hasilnya, dan riwayat setiap percobaan",
                   "SALURAN: SUREL, WEBHOOK, WHATSAPP (tautan siap kirim), APLIKASI.", run_log};
Registered const kRegisteredList{kList};
Registered const kRegisteredPreview{kPreview};
Registered const kRegisteredLog{kLog};

std::string roles_of(store::Reminder const& one) {
    std::vector<std::string> out;
    if (auto const roles = feel::from_json(one.recipients); roles && roles->is_list())
        for (auto const& role : roles->items()) out.push_back(feel::to_text(role));
    return join(out, ", ");
}

std::string clock_of(Instant at, ZoneOffset zone) { return iso(at, zone).substr(11, 5); }

bool is_count(std::string const& text, std::size_t most_digits) {
    return !text.empty() && text.size() <= most_digits && text.find_first_not_of("0123456789") == std::string::npos;
}

int run_list(std::vector<std::string> words) {
    Arguments const arguments(std::move(words), {}, {"data", "case", "days", "role", "last"});
    auto const data = arguments.option("data");
    auto const days = arguments.option("days").value_or("30");
    auto const most = arguments.option("last").value_or("500");
    if (!arguments.wrong().empty() || !arguments.positional().empty() || !data || !is_count(days, 4) ||
        !is_count(most, 7))
        return wrong_use(kList, arguments.wrong());
    auto open = open_office(*data);
    if (!open) return report_error(open.error());
    auto const zone = (*open)->loaded.pack.zone;
    store::ReminderFilter filter;
    filter.until = (*open)->clock.now() + std::chrono::days{std::stoi(days)};
    filter.role = arguments.option("role").value_or("");
    std::int64_t all = 0;
    auto const rows = (*open)->database->read([&](store::Reader& reader) -> Result<std::vector<store::ListedReminder>> {
        if (auto const number = arguments.option("case")) {
            auto const one = store::find_case_by_number(reader, *number);
            if (!one) return one.error();
            filter.case_id = one->id;
        }
        auto const counted = store::count_reminders(reader, filter);
        if (!counted) return counted.error();
        all = *counted;
        return store::list_reminders(reader, filter, std::stoi(most));
    });
    if (!rows) return report_error(rows.error());
    Day shown{};
    std::int64_t count = 0;
    for (auto const& [one, number] : *rows) {
        auto const date = day_of(one.planned_at, zone);
        if (date != shown) std::cout << (count > 0 ? "\n" : "") << hari_tanggal(date) << '\n';
        shown = date;
        ++count;
        std::cout << "  " << one.id.value << "  " << clock_of(one.planned_at, zone) << "  " << one.moment << "  "
                  << store::to_text(one.state) << "  " << number << "  kepada " << roles_of(one)
                  << (one.edited ? "  (disunting)" : "") << "\n      " << one.text << '\n';
        if (!one.letter.empty()) std::cout << "      surat: " << one.letter << '\n';
        if (!one.note.empty()) std::cout << "      catatan: " << one.note << '\n';
    }
    std::cout << (count > 0 ? "\n" : "") << all << " pengingat\n";
    if (count < all)
        std::cout << "ditampilkan " << count << " yang paling awal; --last " << all << " menampilkan semuanya\n";
    return kDone;
}

int run_preview(std::vector<std::string> words) {
    Arguments const arguments(std::move(words), {}, {"data", "at"});
    auto const data = arguments.option("data");
    if (!arguments.wrong().empty() || !arguments.positional().empty() || !data)
        return wrong_use(kPreview, arguments.wrong());
    auto open = open_office(*data);
    if (!open) return report_error(open.error());
    auto const& pack = (*open)->loaded.pack;
    auto when = (*open)->clock.now();
    if (auto const at_text = arguments.option("at")) {
        auto const at = parse_instant(replace_all(*at_text, " ", "T"), pack.zone);
        if (!at) return report_error(at.error());
        when = *at;
    } else {
        auto const today = day_of(when, pack.zone);
        auto const first = when < at(today, pack.send_time, pack.zone) ? today : today + std::chrono::days{1};
        when = at(pack.calendar.on_or_after(first), pack.send_time, pack.zone);
    }
    service::Outgoing out;
    // Looked at in a transaction that is taken back.
    auto const looked = (*open)->database->write([&](store::Transaction& transaction) -> Result<> {
        auto found = service::outgoing(*(*open)->office, transaction, when);
        if (!found) return found.error();
        out = std::move(*found);
        return Done{};
    });
    if (!looked) return report_error(looked.error());
    std::cout << hari_tanggal(day_of(when, pack.zone)) << ", pukul " << clock_of(when, pack.zone) << ": "
              << out.messages.size() << " pesan, " << out.rows.size() << " pengingat\n";
    for (auto const& message : out.messages)
        std::cout << "\n"
                  << message.channel << " kepada " << message.to.name
                  << (message.address.empty() ? "" : " (" + message.address + ")") << "\n  " << message.subject
                  << "\n  " << replace_all(std::string(trim(message.text)), "\n", "\n  ") << '\n';
    return kDone;
}

int run_log(std::vector<std::string> words) {
    Arguments const arguments(std::move(words), {}, {"data", "channel", "officer", "last"});
    auto const data = arguments.option("data");
    auto const last = arguments.option("last").value_or("50");
    if (!arguments.wrong().empty() || !arguments.positional().empty() || !data || last.empty() || last.size() > 6 ||
        last.find_first_not_of("0123456789") != std::string::npos)
        return wrong_use(kLog, arguments.wrong());
    auto open = open_office(*data);
    if (!open) return report_error(open.error());
    auto const zone = (*open)->loaded.pack.zone;
    auto const printed = (*open)->database->read([&](store::Reader& reader) -> Result<> {
        auto const all = store::list_deliveries(reader, arguments.option("channel").value_or(""),
                                                arguments.option("officer").value_or(""), std::stoi(last));
        if (!all) return all.error();
        for (auto const& one : *all) {
            std::cout << one.id.value << "  " << iso(one.queued_at, zone).substr(0, 16) << "  " << one.channel << "  "
                      << store::to_text(one.state) << "  " << one.officer
                      << (one.address.empty() ? "" : "  " + one.address) << "\n      " << one.subject << "\n      "
                      << replace_all(std::string(trim(one.text)), "\n", "\n      ") << '\n';
            auto const log = store::log_of_delivery(reader, one.id);
            if (!log) return log.error();
            for (auto const& event : *log)
                std::cout << "      " << iso(event.at, zone).substr(0, 19) << "  " << event.event << "  " << event.text
                          << '\n';
            if (one.state == store::DeliveryState::Waiting && one.attempts > 0)
                std::cout << "      dicoba lagi " << iso(one.not_before, zone).substr(0, 16) << '\n';
        }
        std::cout << all->size() << " pesan\n";
        return Done{};
    });
    if (!printed) return report_error(printed.error());
    return kDone;
}

} // namespace

} // namespace alur::cli
