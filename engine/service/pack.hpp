#pragma once
#include "calendar/calendar.hpp"
#include "core/result.hpp"
#include "feel/feel.hpp"
#include "form/form.hpp"
#include "letter/template.hpp"
#include "model/deadlines.hpp"
#include "model/dmn.hpp"
#include "model/documents.hpp"
#include "model/guards.hpp"
#include "model/process.hpp"
#include "reminder/rule.hpp"
#include "service/channels.hpp"
#include "service/official.hpp"

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace alur::service {

/// One process of a pack: a BPMN file and how its cases are named.
struct PackProcess {
    std::string id;
    format::SourceFile source;
    std::shared_ptr<model::Definitions const> definitions;
    model::ProcessIndex index = 0;
    std::string parent;              ///< process whose running case a new case belongs to; "" for none
    feel::Expression number;         ///< text: the case's number; sees the start variables and `urut`
    feel::Expression title;          ///< text shown in lists
    std::vector<std::string> states; ///< that its nodes may set; empty: any
    feel::Expression area;           ///< text: the area a case belongs to, for officers of some areas only
    std::string name;                ///< for people
    Place place;
};

enum class InputType { Text, Integer, Decimal, Money, Date, DateTime, Time, Boolean, Choice, List, Record, File };

/// One field that an officer fills in when a step is completed.
struct InputField {
    std::string key;
    std::string label;
    InputType type = InputType::Text;
    bool required = false;
    bool recorded = false; ///< kept for the file only: nothing is meant to read it
    std::vector<std::string> options;
    feel::Expression when;           ///< the field is asked for only when this is true
    feel::Expression preset;         ///< value taken when the officer gives none
    std::vector<InputField> columns; ///< of each row of a list, or of a record; none: any value
    Place place;
};

/// A table whose rows are found by key: `cari("bank", "113")`.
struct KeyedTable {
    std::string name;
    std::string key;
    std::vector<std::string> columns;
    std::string file;   ///< inside the pack, or inside the input folder when `input`
    bool input = false; ///< filled from data that come with the proposals
    std::map<std::string, feel::Value, std::less<>> rows;
    feel::Value all; ///< list of all rows
};

/// Values of which a case holds some and no other case should: identity numbers, accounts.
struct UniqueKey {
    std::string name;
    feel::Expression values; ///< list of {nilai, nomor}, or null for none yet
};

/// All unique keys of a pack and how twins are judged.
struct UniqueKeys {
    std::string process;
    std::vector<UniqueKey> keys;
    feel::Expression within;         ///< text inside which a value should be unique, e.g. the year; empty: always
    feel::Expression order;          ///< list that begins with the instant from which a case holds its values
    std::vector<std::string> except; ///< states in which a case holds nothing any more
    std::vector<std::string> rerun; ///< guards checked again on the earlier case when a later one brings the same value
};

/// Something from outside that an officer may record for a case.
struct PackMessage {
    std::string process;
    std::string name;   ///< of the BPMN message
    std::string fields; ///< name of its fields in the file of inputs
    std::string title;
    std::vector<std::string> roles;
    Place place;
};

/// How an extension of a deadline is granted: the step, and the fields that name the deadline, the new date and the
/// reason.
struct Extension {
    std::string step;
    std::string deadline;
    std::string until;
    std::string reason;
};

/// A column of the list of cases.
struct ListColumn {
    std::string process;
    std::string title;
    feel::Expression value;
};

/// Who may do what with the register of numbers; an empty list lets every role.
struct Numbering {
    std::vector<std::string> may_reserve;
    std::vector<std::string> may_void;
    std::vector<std::string> may_insert; ///< back-dated numbers
    int reserved_days = 1;               ///< working days that a reserved number waits
};

/// One stretch of the way of a process, as the bar above a case shows it; one without a name only names states that
/// stand outside of all (ends before time).
struct PackStage {
    std::string process;
    std::string name;
    std::vector<std::pair<std::string, std::string>> states; ///< state and its name for people
};

struct PackLetter {
    letter::LetterTemplate form;
    format::SourceFile source;
};

struct PackForm {
    form::Form form;
    format::SourceFile source;
};

/// A DMN file of the pack: what its business rule tasks ask.
struct PackDecisions {
    format::SourceFile source;
    model::dmn::Model model;
};

/// Everything an office declares for one programme, read and checked: processes, rules, papers, tables. Immutable once
/// loaded.
struct Pack {
    std::filesystem::path root;      ///< workflows/<id>
    std::filesystem::path templates; ///< templates/<id>
    std::string id;
    std::string name;
    ZoneOffset zone;
    std::chrono::minutes send_time{7 * 60 + 30};
    std::chrono::minutes send_until{16 * 60};
    std::vector<PackProcess> processes;
    std::vector<PackDecisions> decisions;
    std::vector<model::Guard> guards;
    std::vector<model::DeadlineRule> deadlines;
    std::vector<model::DocumentRule> documents;
    std::vector<reminder::ReminderRule> reminders;
    calendar::Calendar calendar;
    Channels channels;      ///< without secrets
    feel::Value parameters; ///< context
    feel::Value reference;  ///< context: office, officials and the plain tables
    std::map<std::string, KeyedTable, std::less<>> tables;
    UniqueKeys unique;
    std::vector<PackMessage> messages;
    Extension extension;
    std::vector<ListColumn> columns;
    std::vector<std::pair<std::string, feel::Expression>> functions; ///< the pack's own, each sees those above it
    /// process → `awal`, a step or `pesan/NAME` → fields
    std::map<std::string, std::map<std::string, std::vector<InputField>>> inputs;
    std::map<std::string, PackLetter> letters;
    std::map<std::string, PackForm> forms;
    std::map<std::string, std::string> number_patterns; ///< series → text with {klasifikasi} {urut} {kode_unit} {tahun}
    Numbering numbering;
    std::vector<Official> officials;
    std::vector<Delegation> delegations;
    std::string register_form; ///< form that prints the register of outgoing letters, "" for none
    std::string scenario;      ///< the shipped scenario
    std::vector<std::string> roles;
    std::map<std::string, std::string, std::less<>> role_titles;         ///< role → for people
    std::vector<PackStage> stages;                                       ///< in order
    std::map<std::string, std::vector<std::string>, std::less<>> rights; ///< action → roles, `*` for everybody
    std::vector<std::string> masked;                                     ///< names of data shown masked

    /// Stage and name for people of a state; the state itself when the pack names none (stage -1).
    std::pair<int, std::string> state_name(std::string_view process_id, std::string_view state) const;
    PackProcess const* process(std::string_view process_id) const;
    PackMessage const* message(std::string_view process_id, std::string_view message_name) const;
    /// Empty when the step asks for nothing.
    std::vector<InputField> const& fields(std::string_view process_id, std::string_view step) const;
};

/// A pack with everything that was found while loading it; errors in `found` mean that it must not be used.
struct LoadedPack {
    Pack pack;
    Diagnostics found;
    std::map<std::string, std::string> texts; ///< text of every file read, by the name in diagnostics
};

/// Reads `workflows/<id>` with `templates/<id>` and `forms/<id>` two folders up, all of it, and checks every reference
/// between the files. NotFound: there is no pack in that folder.
Result<LoadedPack> load_pack(std::filesystem::path const& root);

/// Fills the tables marked as input from files of their names in `folder`. Invalid: a file that is missing or broken.
Result<> load_input_tables(Pack& pack, std::filesystem::path const& folder);

} // namespace alur::service
