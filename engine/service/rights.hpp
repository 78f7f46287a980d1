#pragma once
#include "service/office.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace alur::service {

/// The role of those who look after accounts and settings. It is the program's own; all others are the pack's.
inline constexpr std::string_view kAdministrator = "ADMIN";

/// What an officer may be allowed to do, besides the tasks and messages whose roles the process names.
enum class Action {
    SeeCases,      ///< inbox, cases, their papers
    OpenCase,      ///< begin a new one
    ClaimTask,     ///< take, give back
    HandOver,      ///< give a task that somebody has taken to another
    Disclose,      ///< look at masked values
    ExportDossier, ///< a whole case as one file
    ManageAccounts,
};

/// The action's name in the pack's table of rights.
std::string_view name_of(Action action);
std::vector<std::string> action_names();

/// Whether the pack's table gives the action to one of the officer's roles. An action the table does not name belongs
/// to the administrator alone.
bool may(Pack const& pack, Officer const& officer, Action action);
/// Forbidden: it does not; the sentence says which roles may.
Result<> require(Pack const& pack, Officer const& officer, Action action);

/// Whether an officer of some areas sees a case of that area. A case without an area is seen by all.
bool sees_area(Officer const& officer, std::string_view area);

} // namespace alur::service
