#include "cli/commands.hpp"
#include "cli/office_at.hpp"
#include "cli/report_error.hpp"
#include "core/text.hpp"
#include "service/save_list.hpp"
#include "store/tasks.hpp"

#include <iomanip>
#include <iostream>

namespace alur::cli {

namespace {

int run_task_list(std::vector<std::string> words);

Command const kCommand{"task list", "alur task list --data FOLDER [--xlsx FILE]", "daftar langkah yang menunggu", "",
                       run_task_list};
Registered const kRegistered{kCommand};

int run_task_list(std::vector<std::string> words) {
    Arguments const arguments(std::move(words), {}, {"data", "xlsx"});
    auto const data = arguments.option("data");
    if (!arguments.wrong().empty() || !arguments.positional().empty() || !data)
        return wrong_use(kCommand, arguments.wrong());
    auto const records = open_records(*data);
    if (!records) return report_error(records.error());
    if (auto const path = arguments.option("xlsx")) {
        service::ListRequest request;
        request.kind = service::ListKind::Tasks;
        request.now = SystemClock().now();
        auto const saved = service::save_list(**records, request, *path);
        if (!saved) return report_error(saved.error());
        std::cout << *path << '\t' << saved->rows << " baris\n";
        return kDone;
    }
    auto const listed = (*records)->read([](store::Reader& reader) -> Result<> {
        auto const tasks = store::open_tasks(reader);
        if (!tasks) return tasks.error();
        for (auto const& task : *tasks) {
            auto const owner = store::find_case(reader, task.case_id);
            if (!owner) return owner.error();
            std::cout << std::left << std::setw(24) << owner->number << std::setw(10) << task.element << std::setw(20)
                      << join(task.roles, ",") << task.name << '\n';
        }
        return Done{};
    });
    return listed ? kDone : report_error(listed.error());
}

} // namespace

} // namespace alur::cli
