#pragma once
#include "feel/feel.hpp"
#include "format/yaml.hpp"
#include "service/pack.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace alur::service {

struct ValueEntry;

/// A value written in YAML whose leaves are FEEL.
struct ValueTree {
    enum class Kind { Leaf, List, Record };
    Kind kind = Kind::Leaf;
    feel::Expression leaf;
    std::vector<ValueTree> items;
    std::vector<ValueEntry> entries;
};

struct ValueEntry {
    std::string name;
    ValueTree value;
};

/// How one step, or one thing from outside, is played.
struct Play {
    std::string name; ///< of the message; "" for a step
    std::string role;
    feel::Expression at;      ///< date, or date and time
    std::optional<int> after; ///< or so many working days after the step opened
    feel::Expression when;    ///< waits until this is true
    feel::Expression reason;
    std::optional<ValueTree> input;
};

/// The plays of one process: by step, the first for its first completion and so on, the last one for all that follow.
struct Plays {
    std::map<std::string, std::vector<Play>> steps;
    std::vector<Play> messages;
};

/// A year as it is played; the syntax stands at the head of the shipped scenario file.
struct Scenario {
    Instant begin{};
    Instant end{};
    std::chrono::minutes hour{9 * 60};
    std::string programme_process;
    feel::Expression programme_at;
    ValueTree programme_data;
    std::string group_process;
    std::string group_file;
    std::string group_list;
    feel::Expression group_at;
    std::map<std::string, Plays> plays;   ///< by process
    std::map<std::string, Plays> by_case; ///< by case number, merged with those of the process
    std::map<std::string, std::vector<std::pair<std::string, ValueTree>>> results; ///< by name: `perkara`, `program`
};

/// Reads the scenario and adds its tables to the pack, files taken from `input`. Invalid: every mistake with its place.
Result<Scenario> read_scenario(format::SourceFile const& file, Pack& pack, std::filesystem::path const& input);

/// What a leaf gives that speaks of something the case does not have (yet).
enum class Missing { Refused, Null };

/// The tree's value in the scope. Invalid: a leaf that cannot be evaluated, with its place.
Result<feel::Value> evaluate(ValueTree const& tree, feel::Scope const& scope, feel::Limits const& limits,
                             Missing missing = Missing::Refused);

} // namespace alur::service
