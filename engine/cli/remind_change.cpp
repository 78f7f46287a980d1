#include "cli/commands.hpp"
#include "cli/office_at.hpp"
#include "cli/report_error.hpp"
#include "core/text.hpp"
#include "service/deliver.hpp"
#include "service/send_reminders.hpp"

#include <charconv>
#include <iostream>

namespace alur::cli {

namespace {

int run_pause(std::vector<std::string> words);
int run_resume(std::vector<std::string> words);
int run_edit(std::vector<std::string> words);
int run_send(std::vector<std::string> words);

Command const kPause{"remind pause", "alur remind pause NO --data FOLDER --reason TEKS", "menahan satu pengingat",
                     "NO adalah nomor urut pada alur remind list.", run_pause};
Command const kResume{"remind resume", "alur remind resume NO --data FOLDER", "melepas pengingat yang ditahan", "",
                      run_resume};
Command const kEdit{"remind edit", "alur remind edit NO --data FOLDER [--at \"2026-03-12 09:00\"] [--text TEKS]",
                    "mengganti saat atau teks satu pengingat",
                    "Yang disunting dikirim tepat pada saatnya, dan tidak ditimpa bila dijadwalkan ulang.", run_edit};
Command const kSend{"remind send", "alur remind send [NO] --data FOLDER",
                    "mengirim satu pengingat sekarang juga; tanpa NO: mengirim pesan yang masih menunggu",
                    "Berlaku juga di luar jam kerja. Pengingat yang sudah dikirim tidak terkirim lagi.", run_send};
Registered const kRegisteredPause{kPause};
Registered const kRegisteredResume{kResume};
Registered const kRegisteredEdit{kEdit};
Registered const kRegisteredSend{kSend};

std::optional<store::ReminderRow> row_of(std::string const& text) {
    store::ReminderRow row;
    auto const [end, code] = std::from_chars(text.data(), text.data() + text.size(), row.value);
    if (code != std::errc{} || end != text.data() + text.size() || row.value < 1) return std::nullopt;
    return row;
}

/// Opens the office and changes one row in it.
template <class Change>
int change(Command const& command, Arguments const& arguments, std::string const& done, Change const& apply) {
    auto const data = arguments.option("data");
    auto const row = arguments.positional().size() == 1 ? row_of(arguments.positional()[0]) : std::nullopt;
    if (!arguments.wrong().empty() || !data || !row) return wrong_use(command, arguments.wrong());
    auto open = open_office(*data);
    if (!open) return report_error(open.error());
    auto const changed = (*open)->database->write(
        [&](store::Transaction& transaction) -> Result<> { return apply(transaction, *row, (*open)->loaded.pack); });
    if (!changed) return report_error(changed.error());
    std::cout << "pengingat " << row->value << ' ' << done << '\n';
    return kDone;
}

int run_pause(std::vector<std::string> words) {
    Arguments const arguments(std::move(words), {}, {"data", "reason"});
    auto const reason = arguments.option("reason");
    if (!reason) return wrong_use(kPause, "sebutkan alasannya dengan --reason");
    return change(kPause, arguments, "ditahan", [&](auto& transaction, auto row, auto const&) {
        return store::pause_reminder(transaction, row, *reason);
    });
}

int run_resume(std::vector<std::string> words) {
    Arguments const arguments(std::move(words), {}, {"data"});
    return change(kResume, arguments, "dijadwalkan lagi",
                  [](auto& transaction, auto row, auto const&) { return store::resume_reminder(transaction, row); });
}

int run_edit(std::vector<std::string> words) {
    Arguments const arguments(std::move(words), {}, {"data", "at", "text"});
    auto const when = arguments.option("at");
    auto const text = arguments.option("text");
    if (!when && !text) return wrong_use(kEdit, "sebutkan --at, --text, atau keduanya");
    return change(kEdit, arguments, "disunting",
                  [&](store::Transaction& transaction, store::ReminderRow row, service::Pack const& pack) -> Result<> {
                      auto const now = store::find_reminder(transaction, row);
                      if (!now) return now.error();
                      auto planned = now->planned_at;
                      if (when) {
                          auto const at = parse_instant(replace_all(*when, " ", "T"), pack.zone);
                          if (!at) return at.error();
                          planned = *at;
                      }
                      if (text && trim(*text).empty()) return invalid("teks pengingat tidak boleh kosong");
                      return store::edit_reminder(transaction, row, planned, text.value_or(now->text));
                  });
}

int run_send(std::vector<std::string> words) {
    Arguments const arguments(std::move(words), {}, {"data"});
    auto const data = arguments.option("data");
    auto const& positional = arguments.positional();
    auto const row = positional.size() == 1 ? row_of(positional[0]) : std::nullopt;
    if (!arguments.wrong().empty() || !data || positional.size() > 1 || (positional.size() == 1 && !row))
        return wrong_use(kSend, arguments.wrong());
    auto open = open_office(*data);
    if (!open) return report_error(open.error());
    if (auto const ready = ready_channels(**open); !ready) return report_error(ready.error());
    auto& office = *(*open)->office;
    auto const now = (*open)->clock.now();
    if (row)
        if (auto const sent = service::send_reminder(office, *row, now); !sent) return report_error(sent.error());
    service::DeliverOptions options;
    options.any_hour = true;
    options.most_attempts = office.pack().channels.most_attempts;
    auto const count =
        service::deliver(office, service::carry_by(office.pack().channels, office.pack(), now), now, options);
    if (!count) return report_error(count.error());
    std::cout << count->sent << " terkirim, " << count->postponed << " ditunda, " << count->failed << " gagal\n";
    return kDone;
}

} // namespace

} // namespace alur::cli
