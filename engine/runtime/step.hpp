#pragma once
#include "core/result.hpp"
#include "feel/feel.hpp"
#include "runtime/command.hpp"
#include "runtime/event.hpp"
#include "runtime/instance.hpp"
#include "runtime/request.hpp"

#include <functional>
#include <string_view>
#include <vector>

namespace alur::runtime {

enum class Scripts : std::uint8_t {
    Feel, ///< a script task evaluates its FEEL text
    Word, ///< a script of one bare word writes that word to the log; others are FEEL
};

/// What the world lends to a step. Nothing in it may do I/O that changes the outcome of a replay: the journal, not the
/// environment, is replayed.
struct Environment {
    /// Layers of the FEEL scope around the case's variables, outermost first (parameters, tables, host functions …).
    std::vector<feel::Value> layers;
    /// When set: a layer inside the variables that describes the case itself; asked at each evaluation.
    std::function<feel::Value(Instance const&)> about;
    /// Evaluates the decision a business rule task calls. Unset: such a task is refused.
    std::function<Result<feel::Value>(std::string_view decision, feel::Scope const& scope)> decide;
    feel::Limits limits; ///< `now` in it is overwritten by the step's
    ZoneOffset zone{};   ///< in which timer dates without an offset are read
    Scripts scripts = Scripts::Feel;
    std::uint32_t most_moves = 100'000; ///< tokens moved in one step; more is an endless loop in the model
};

/// What one command led to, until every token waits again.
struct Step {
    std::vector<Event> events;
    std::vector<Request> requests;
    Instance after; ///< the instance with the events applied
};

/// Carries out one command: a pure function. Same arguments, same step.
/// Conflict: the command asks for something that is not waiting (see command.hpp). Invalid: an expression on the way
/// could not be evaluated, or no way out of a gateway was open; `found` names the element as its `element`, with its
/// place. In both cases nothing has changed. Unavailable: the model goes round without ever waiting.
Result<Step> step(model::Definitions const& definitions, Instance const& instance, Command const& command, Instant now,
                  Environment const& environment);

/// The instance that a journal adds up to.
Instance replay(std::vector<Event> const& events);

/// A user task that waits. By node id (`periksa`), the oldest first; null when none waits.
Element const* find_open(model::Definitions const& definitions, Instance const& instance, std::string_view node_id);
/// True for elements a person or a service must complete.
bool is_open_task(model::Definitions const& definitions, Element const& element);
bool is_open_service(model::Definitions const& definitions, Element const& element);

} // namespace alur::runtime
