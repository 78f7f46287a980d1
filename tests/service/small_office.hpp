#pragma once
#include "service/due_reason.hpp"
#include "service/reminder_plan.hpp"
#include "service/shipped_year.hpp"
#include "service/start_case.hpp"
#include "store/deadlines.hpp"
#include "store/reminders.hpp"

namespace alur::shipped {

template <class T> T must(Result<T> result) {
    if (!result) FAIL(result.error().message);
    return std::move(*result);
}

inline Day day(char const* text) { return parse_day(text).value(); }
inline Instant time(char const* text) { return parse_instant(text, ZoneOffset{}).value(); }

/// The shipped pack with one programme and the first of the sample proposals, and deadlines put in by hand.
struct SmallOffice {
    Folder folder;
    service::LoadedPack loaded;
    std::unique_ptr<store::Database> database;
    std::unique_ptr<service::Office> office;
    std::string programme, group;

    explicit SmallOffice(Instant now, store::Durability durability = store::Durability::ProcessDeath) {
        loaded = must(service::load_pack(kPack));
        open(durability);
        programme = must(service::start_case(*office, {"program", feel::Value::context({}), "uji"}, now));
        auto const proposals = read_json(kPack / "sample/proposals.json").at_path("proposals");
        group = must(service::start_case(*office, {"kelompok", proposals.items()[0], "uji"}, now));
    }
    void open(store::Durability durability = store::Durability::ProcessDeath) {
        office.reset();
        database.reset();
        database = must(store::Database::open(folder.path / "alur.db", {durability, nullptr, ""}));
        office = std::make_unique<service::Office>(loaded.pack, *database);
    }
    service::Pack& pack() { return loaded.pack; }

    template <class Look> auto read(Look&& look) { return must(database->read(std::forward<Look>(look))); }
    template <class Work> auto write(Work&& work) { return must(database->write(std::forward<Work>(work))); }

    store::CaseRow row(std::string const& number) {
        return read([&](store::Reader& r) { return store::find_case_by_number(r, number); });
    }

    /// Opens a deadline as its rule would, with its reminders.
    store::Deadline deadline(std::string const& number, std::string const& id, Day trigger, Instant now,
                             calendar::Circumstances around = {}) {
        auto const owner = row(number);
        auto const* rule = service::rule_of(pack(), owner.process, id);
        REQUIRE(rule != nullptr);
        auto const length = feel::evaluate(rule->length, feel::Scope(pack().parameters)).value;
        auto const fixed = rule->direction == model::DeadlineDirection::Fixed;
        auto const due_rule =
            must(calendar::parse_due_rule(fixed                                                   ? "fixed"
                                          : rule->direction == model::DeadlineDirection::Backward ? "backward"
                                                                                                  : "forward",
                                          fixed                                             ? "DATE"
                                          : rule->unit == model::DeadlineUnit::CalendarDays ? "CD"
                                                                                            : "WD",
                                          length.as_integer().value_or(0), fixed ? feel::to_text(length) + "+1" : ""));
        auto const due = must(calendar::due_date(due_rule, trigger, pack().calendar, std::move(around)));
        return write([&](store::Transaction& t) -> Result<store::Deadline> {
            store::Deadline fresh;
            fresh.case_id = owner.id;
            fresh.deadline_id = id;
            fresh.trigger_date = trigger;
            fresh.due_date = due.due;
            fresh.opened_at = now;
            fresh.owner = rule->owner;
            fresh.superior = rule->superior;
            fresh.derivation = service::to_json({due, std::nullopt, ""});
            auto stored = store::open_deadline(t, fresh);
            if (!stored) return stored.error();
            auto const wanted = service::wanted_reminders(pack(), pack().calendar, *rule, owner, *stored, now);
            if (!wanted) return wanted.error();
            if (auto const put = service::put_reminders(t, *stored, *wanted); !put) return put.error();
            return stored;
        });
    }

    store::Deadline again(store::Deadline const& deadline) {
        return read([&](store::Reader& r) { return store::find_deadline(r, deadline.id); });
    }
    std::vector<store::Reminder> reminders(store::Deadline const& deadline) {
        return read([&](store::Reader& r) { return store::reminders_of_deadline(r, deadline.id); });
    }
    store::Reminder reminder(store::Deadline const& deadline, std::string const& moment) {
        for (auto const& one : reminders(deadline))
            if (one.moment == moment && one.due_date == again(deadline).due_date) return one;
        FAIL("no reminder " << moment);
        return {};
    }
};

} // namespace alur::shipped
