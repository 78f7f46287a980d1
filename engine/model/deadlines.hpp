#pragma once
#include "core/result.hpp"
#include "feel/feel.hpp"
#include "format/csv.hpp"

#include <string>
#include <vector>

namespace alur::model {

enum class DeadlineDirection { Forward, Backward, Fixed, Periodic };
enum class DeadlineUnit { WorkingDays, CalendarDays, Date };

/// One deadline of an office, a row of `deadlines.csv`: when its clock starts, from which date it counts, and what ends
/// it.
struct DeadlineRule {
    std::string id;
    std::string name; ///< what is due
    std::string process;
    DeadlineDirection direction = DeadlineDirection::Forward;
    DeadlineUnit unit = DeadlineUnit::WorkingDays;
    feel::Expression length;         ///< number of days; for a fixed date the text `mm-dd` of the following year
    std::vector<std::string> starts; ///< elements whose completion starts it
    feel::Expression date;           ///< the date it counts from; a list for several; null: it does not start
    std::vector<std::string> ends;   ///< elements whose completion ends it
    /// Elements whose completion stops its clock, and those that let it go on. A rule that has such elements runs once
    /// at a time: an element that would start it again while it runs lets it go on.
    std::vector<std::string> pauses;
    std::vector<std::string> resumes;
    std::vector<std::string> owner; ///< roles
    std::vector<std::string> superior;
    std::string escalation; ///< `+1:STAF KATIM +2:KABID`
    std::string cap;        ///< id of the deadline that it never passes
    std::string trigger;    ///< printed: what it counts from
    std::string source;
    Place place;
};

Result<std::vector<DeadlineRule>> read_deadlines(format::CsvTable const& table, feel::ParseOptions const& options);

} // namespace alur::model
