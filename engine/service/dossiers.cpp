#include "core/text.hpp"
#include "feel/json.hpp"
#include "service/case_step.hpp"
#include "service/letter_register.hpp"
#include "service/rehearse.hpp"
#include "service/work_outbox.hpp"
#include "store/deadlines.hpp"
#include "store/documents.hpp"
#include "store/reminders.hpp"

#include <algorithm>
#include <fstream>
#include <set>

namespace alur::service {

namespace {

using feel::Value;

/// A copy for people to look through; the database holds the original, so it is not synced to the disk one by one.
Result<> write_copy(std::filesystem::path const& path, std::string_view bytes) {
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    file.close();
    if (!file) return unavailable(path.string() + ": tidak dapat ditulis; periksa ruang penyimpanan dan izin folder");
    return Done{};
}

/// Folder names that every file system takes.
std::string folder_name(store::CaseRow const& row) {
    auto name = row.number + (row.title.empty() ? "" : " " + row.title);
    for (char& c : name)
        if (std::string_view("/\\:*?\"<>|\t\n\r").find(c) != std::string_view::npos) c = '-';
    return name;
}

/// Everything one case leaves behind, for its folder and for the result.
class CaseDossier {
  public:
    CaseDossier(Office& office, store::Reader& reader, LiveCase const& live, std::filesystem::path const& out)
        : office_(office), reader_(reader), live_(live), folder_(out / folder_name(live.row)),
          name_(folder_name(live.row)) {}

    Result<Value> write(Scenario const& scenario, CaseSummary& summary) {
        std::error_code code;
        std::filesystem::create_directories(folder_, code);
        if (code) return unavailable(folder_.string() + ": folder tidak dapat dibuat");
        auto const zone = office_.pack().zone;
        auto const about = about_case(live_.row, *live_.definitions, *live_.instance, zone);
        std::vector<Value::Entry> entries{{"id", Value::string(live_.row.number)},
                                          {"name", Value::string(live_.row.title)},
                                          {"state", Value::string(live_.instance->state())},
                                          {"path", *about.find("path")}};
        if (auto const own = results(scenario, entries); !own) return own.error();
        if (auto const papers = write_papers(entries, summary); !papers) return papers.error();
        if (auto const dates = add_deadlines(entries, summary); !dates) return dates.error();
        summary.number = live_.row.number;
        summary.title = live_.row.title;
        summary.state = live_.instance->state();
        std::vector<std::string> path;
        for (auto const& step : about.find("path")->items()) path.push_back(feel::to_text(step));
        summary.path = join(path, " ");
        return Value::context(std::move(entries));
    }

  private:
    Result<> results(Scenario const& scenario, std::vector<Value::Entry>& entries) {
        auto const wanted = scenario.results.find(live_.row.parent ? "perkara" : "program");
        if (wanted == scenario.results.end()) return Done{};
        auto lookup = std::make_shared<Lookup>();
        lookup->pack = &office_.pack();
        lookup->reader = &reader_;
        lookup->case_id = live_.row.id;
        auto layers = surrounding_layers(office_, reader_, live_, host_functions(lookup));
        if (!layers) return layers.error();
        feel::Scope scope;
        for (auto& layer : *layers) scope.push(std::move(layer));
        scope.push(live_.instance->variables());
        for (auto const& [name, tree] : wanted->second) {
            auto value = evaluate(tree, scope, {}, Missing::Null);
            if (!value) return value.error();
            auto const same = std::find_if(entries.begin(), entries.end(),
                                           [&, key = std::string_view(name)](auto const& e) { return e.first == key; });
            if (same != entries.end())
                same->second = std::move(*value);
            else
                entries.emplace_back(name, std::move(*value));
        }
        lookup->reader = nullptr;
        return Done{};
    }

    Result<> write_papers(std::vector<Value::Entry>& entries, CaseSummary& summary) {
        auto const documents = store::documents_of_case(reader_, live_.row.id);
        if (!documents) return documents.error();
        std::vector<Value> letters;
        std::vector<Value> forms;
        std::set<std::string> names;
        for (auto const& listed : *documents) {
            if (listed.state == kDraftState || listed.state == kWithdrawnState || listed.state == "DIGANTI") continue;
            auto const document = store::find_document(reader_, listed.id);
            if (!document) return document.error();
            std::filesystem::path const given(document->file_name);
            auto name = given.string();
            for (int n = 2; !names.insert(name).second; ++n)
                name = given.stem().string() + " (" + std::to_string(n) + ")" + given.extension().string();
            if (auto const written = write_copy(folder_ / name, document->content); !written) return written.error();
            std::vector<Value::Entry> facts{{"id", Value::string(document->document_id)}};
            if (document->kind == store::DocumentKind::Letter) {
                facts.emplace_back("number", document->number ? Value::string(*document->number) : Value());
                facts.emplace_back("date", document->date ? Value::string(iso(*document->date)) : Value());
            }
            facts.emplace_back("file", Value::string(name_ + "/" + name));
            facts.emplace_back("sha256", Value::string(document->sha256));
            (document->kind == store::DocumentKind::Letter ? letters : forms)
                .push_back(Value::context(std::move(facts)));
        }
        summary.letters = static_cast<int>(letters.size());
        summary.forms = static_cast<int>(forms.size());
        entries.emplace_back("letters", Value::list(std::move(letters)));
        entries.emplace_back("forms", Value::list(std::move(forms)));
        return Done{};
    }

    Result<> add_deadlines(std::vector<Value::Entry>& entries, CaseSummary& summary) {
        auto const deadlines = store::deadlines_of_case(reader_, live_.row.id);
        if (!deadlines) return deadlines.error();
        std::vector<Value> dates;
        std::map<std::int64_t, std::string> ids;
        for (auto const& deadline : *deadlines) {
            ids[deadline.id.value] = deadline.deadline_id;
            summary.kept += deadline.state == store::DeadlineState::Met ? 1 : 0;
            summary.missed += deadline.state == store::DeadlineState::Missed ? 1 : 0;
            auto const why = feel::from_json(deadline.derivation);
            dates.push_back(Value::context({{"deadline", Value::string(deadline.deadline_id)},
                                            {"trigger_date", Value::string(iso(deadline.trigger_date))},
                                            {"due_date", Value::string(iso(deadline.due_date))},
                                            {"why", why ? why->at_path("sebab") : Value()},
                                            {"state", Value::string(std::string(store::to_text(deadline.state)))}}));
        }
        entries.emplace_back("deadlines", Value::list(std::move(dates)));
        auto const reminders = store::reminders_of_case(reader_, live_.row.id);
        if (!reminders) return reminders.error();
        std::vector<Value> sends;
        auto const zone = office_.pack().zone;
        for (auto const& reminder : *reminders) {
            if (reminder.state != store::ReminderState::Sent) continue;
            ++summary.reminders;
            auto const to = feel::from_json(reminder.recipients);
            sends.push_back(
                Value::context({{"deadline", Value::string(ids[reminder.deadline.value])},
                                {"moment", Value::string(reminder.moment)},
                                {"planned", Value::string(iso(reminder.planned_at, zone))},
                                {"sent", reminder.sent_at ? Value::string(iso(*reminder.sent_at, zone)) : Value()},
                                {"to", to ? *to : Value::list({})},
                                {"text", Value::string(reminder.text)}}));
        }
        entries.emplace_back("reminders", Value::list(std::move(sends)));
        return Done{};
    }

    Office& office_;
    store::Reader& reader_;
    LiveCase const& live_;
    std::filesystem::path folder_;
    std::string name_;
};

} // namespace

Result<RehearsalReport> write_dossiers(Office& office, Papers& papers, Scenario const& scenario,
                                       std::filesystem::path const& out, Instant now) {
    return office.database().read([&](store::Reader& reader) -> Result<RehearsalReport> {
        RehearsalReport report;
        auto const rows = store::list_cases(reader, {.limit = 1'000'000});
        if (!rows) return rows.error();
        Value programme;
        std::vector<Value> cases;
        std::set<int> years;
        std::string programme_folder;
        for (auto const& row : *rows) {
            auto const live = office.find(reader, row.id);
            if (!live) return live.error();
            CaseSummary summary;
            auto value = CaseDossier(office, reader, *live, out).write(scenario, summary);
            if (!value) return value.error();
            // Nobody steps any more: what was kept for the next step would only stand beside the growing result.
            office.forget();
            if (row.parent)
                cases.push_back(std::move(*value));
            else {
                programme = std::move(*value);
                programme_folder = folder_name(row);
            }
            report.cases.push_back(std::move(summary));
            years.insert(
                static_cast<int>(std::chrono::year_month_day(day_of(row.opened_at, office.pack().zone)).year()));
        }
        auto const this_year = static_cast<int>(std::chrono::year_month_day(day_of(now, office.pack().zone)).year());
        for (auto year = years.empty() ? this_year : *years.begin(); year <= this_year; ++year) years.insert(year);
        if (!office.pack().register_form.empty()) {
            auto const numbers = register_rows(reader, {years.begin(), years.end()});
            if (!numbers) return numbers.error();
            auto const agenda = papers.make_form(office.pack(), office.pack().register_form,
                                                 Value::context({{"register", *numbers}}), "", now);
            if (!agenda) return agenda.error();
            if (auto const written = write_copy(out / agenda->name, agenda->bytes); !written) return written.error();
        }
        report.result = Value::context({{"programme", programme}, {"cases", Value::list(std::move(cases))}});
        auto const written =
            format::write_file(out / "result.json", feel::to_json(report.result, feel::JsonStyle::Indented) + "\n");
        if (!written) return written.error();
        return report;
    });
}

} // namespace alur::service
