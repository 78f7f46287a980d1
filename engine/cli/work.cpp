#include "cli/commands.hpp"
#include "cli/office_at.hpp"
#include "cli/report_error.hpp"
#include "store/outbox.hpp"

#include <iostream>

namespace alur::cli {

namespace {

int run_work_list(std::vector<std::string> words);
int run_work_retry(std::vector<std::string> words);

Command const kList{"work list", "alur work list --data FOLDER",
                    "pekerjaan yang belum selesai: surat, formulir, pesan, dan sebab kegagalannya", "", run_work_list};
Command const kRetry{"work retry", "alur work retry --data FOLDER", "mengerjakan kembali pekerjaan yang gagal",
                     "Dipakai sesudah sebabnya diperbaiki, misalnya templat surat atau ruang penyimpanan.",
                     run_work_retry};
Registered const kRegisteredList{kList};
Registered const kRegisteredRetry{kRetry};

int run_work_list(std::vector<std::string> words) {
    Arguments const arguments(std::move(words), {}, {"data"});
    auto const data = arguments.option("data");
    if (!arguments.wrong().empty() || !arguments.positional().empty() || !data)
        return wrong_use(kList, arguments.wrong());
    auto const records = open_records(*data);
    if (!records) return report_error(records.error());
    auto const listed = (*records)->read([](store::Reader& reader) -> Result<> {
        auto const all = store::all_work(reader);
        if (!all) return all.error();
        for (auto const& piece : *all) {
            std::string number = "-";
            if (piece.case_id) {
                auto const owner = store::find_case(reader, *piece.case_id);
                if (!owner) return owner.error();
                number = owner->number;
            }
            std::cout << number << "  " << piece.kind << "  " << store::to_text(piece.state) << "  percobaan "
                      << piece.attempts << (piece.note.empty() ? "" : "  " + piece.note) << '\n';
        }
        return Done{};
    });
    return listed ? kDone : report_error(listed.error());
}

int run_work_retry(std::vector<std::string> words) {
    Arguments const arguments(std::move(words), {}, {"data"});
    auto const data = arguments.option("data");
    if (!arguments.wrong().empty() || !arguments.positional().empty() || !data)
        return wrong_use(kRetry, arguments.wrong());
    auto open = open_office(*data);
    if (!open) return report_error(open.error());
    auto const now = (*open)->clock.now();
    auto const again =
        (*open)->database->write([&](store::Transaction& transaction) { return store::retry_work(transaction, now); });
    if (!again) return report_error(again.error());
    if (auto const settled = settle(**open); !settled) return report_error(settled.error());
    std::cout << *again << " pekerjaan dikerjakan kembali\n";
    return kDone;
}

} // namespace

} // namespace alur::cli
