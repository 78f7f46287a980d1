#pragma once
#include "http/handlers.hpp"
#include "service/desk_tasks.hpp"

namespace alur::http {

// What the addresses below a task share. Part 1 of the path is the case, part 3 the step.

std::string task_address(Visit const& visit);
std::string case_address(Visit const& visit);
/// The page of the task with this input and what was wrong with it.
Response task_page(Visit const& visit, std::optional<feel::Value> const& input, Error const* error);
enum class KeepFiles { No, Yes };
/// The input as it was sent, its files kept on demand.
Result<feel::Value> read_input(Visit const& visit, KeepFiles keep);

} // namespace alur::http
