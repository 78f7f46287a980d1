#include "cli/commands.hpp"
#include "cli/office_at.hpp"
#include "cli/report_error.hpp"
#include "feel/json.hpp"
#include "service/save_list.hpp"
#include "store/deadlines.hpp"
#include "store/documents.hpp"
#include "store/tasks.hpp"

#include <iomanip>
#include <iostream>

namespace alur::cli {

namespace {

using feel::Value;

int run_case_list(std::vector<std::string> words);
int run_case_show(std::vector<std::string> words);

Command const kList{"case list", "alur case list --data FOLDER [--xlsx FILE]", "daftar perkara", "", run_case_list};
Command const kShow{"case show", "alur case show NOMOR --data FOLDER",
                    "satu perkara: keadaan, tugas, tenggat, dokumen, data (JSON)", "", run_case_show};
Registered const kRegisteredList{kList};
Registered const kRegisteredShow{kShow};

int run_case_list(std::vector<std::string> words) {
    Arguments const arguments(std::move(words), {}, {"data", "xlsx"});
    auto const data = arguments.option("data");
    if (!arguments.wrong().empty() || !arguments.positional().empty() || !data)
        return wrong_use(kList, arguments.wrong());
    auto const records = open_records(*data);
    if (!records) return report_error(records.error());
    if (auto const path = arguments.option("xlsx")) {
        service::ListRequest request;
        request.kind = service::ListKind::Cases;
        request.now = SystemClock().now();
        auto const saved = service::save_list(**records, request, *path);
        if (!saved) return report_error(saved.error());
        std::cout << *path << '\t' << saved->rows << " baris\n";
        return kDone;
    }
    auto const rows =
        (*records)->read([](store::Reader& reader) { return store::list_cases(reader, {.limit = 1'000'000}); });
    if (!rows) return report_error(rows.error());
    for (auto const& row : *rows)
        std::cout << std::left << std::setw(24) << row.number << std::setw(24) << row.state << row.title
                  << (row.ended_at ? "  (berakhir)" : "") << '\n';
    return kDone;
}

int run_case_show(std::vector<std::string> words) {
    Arguments const arguments(std::move(words), {}, {"data"});
    auto const data = arguments.option("data");
    if (!arguments.wrong().empty() || arguments.positional().size() != 1 || !data)
        return wrong_use(kShow, arguments.wrong());
    auto open = open_office(*data);
    if (!open) return report_error(open.error());
    auto const shown = (*open)->database->read([&](store::Reader& reader) -> Result<Value> {
        auto const live = (*open)->office->find(reader, arguments.positional()[0]);
        if (!live) return live.error();
        auto const zone = (*open)->loaded.pack.zone;
        auto value = service::about_case(live->row, *live->definitions, *live->instance, zone)
                         .with("title", Value::string(live->row.title));
        auto const tasks = store::tasks_of_case(reader, live->row.id);
        auto const deadlines = store::deadlines_of_case(reader, live->row.id);
        auto const documents = store::documents_of_case(reader, live->row.id);
        if (!tasks) return tasks.error();
        if (!deadlines) return deadlines.error();
        if (!documents) return documents.error();
        std::vector<Value> list;
        for (auto const& task : *tasks)
            list.push_back(Value::context({{"step", Value::string(task.element)}, {"name", Value::string(task.name)}}));
        value = value.with("tasks", Value::list(std::move(list)));
        list.clear();
        for (auto const& deadline : *deadlines)
            list.push_back(Value::context({{"deadline", Value::string(deadline.deadline_id)},
                                           {"due", Value::string(iso(deadline.due_date))},
                                           {"state", Value::string(std::string(store::to_text(deadline.state)))}}));
        value = value.with("deadlines", Value::list(std::move(list)));
        list.clear();
        for (auto const& document : *documents)
            list.push_back(Value::context({{"id", Value::string(document.document_id)},
                                           {"number", document.number ? Value::string(*document.number) : Value()},
                                           {"file", Value::string(document.file_name)},
                                           {"sha256", Value::string(document.sha256)}}));
        return value.with("documents", Value::list(std::move(list))).with("data", live->instance->variables());
    });
    if (!shown) return report_error(shown.error());
    std::cout << feel::to_json(*shown, feel::JsonStyle::Indented) << '\n';
    return kDone;
}

} // namespace

} // namespace alur::cli
