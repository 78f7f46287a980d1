#pragma once
#include "cli/bpmn_common.hpp"
#include "runtime/step.hpp"

#include <functional>
#include <optional>

namespace alur::cli {

/// One instance in the world of `bpmn run`, with what has happened to it.
struct WorldCase {
    runtime::Instance instance;
};

/// A token that has left its node.
struct TraceLine {
    std::string id;
    std::string type;
    bool completed = true;
    Instant at{};
};

/// Why the run stopped.
struct RunError {
    std::string code;
    std::string activity;
    std::string message;
    Place place;
};

/// Called before a step is acknowledged, with the number of its case: a store writes it down here, together with
/// BpmnWorld::pending().
using KeepStep = std::function<Result<>(std::size_t, runtime::Step const&)>;

/// A step that a store has kept.
struct KeptStep {
    std::size_t owner = 0;
    std::vector<runtime::Event> events;
    Instant at{};
};

/// All instances of one run on a virtual clock: participants that send each other messages, signals that reach all of
/// them, services that succeed at once when asked to. The first case is the one that was started.
class BpmnWorld {
  public:
    BpmnWorld(model::Definitions const& definitions, Instant start);

    runtime::Environment environment;
    bool services_succeed = false;
    KeepStep keep;                    ///< unset: nothing is kept
    std::function<void(int)> on_step; ///< after each acknowledged step, with its number
    std::int64_t script_position = 0; ///< steps of the script that are behind us; part of pending()
    Instant advancing_to{};           ///< the end of an `advance` that is under way; part of pending()

    /// False when a step could not be carried out; error() says why.
    bool start(model::ProcessIndex process, feel::Value variables);
    /// Work, messages and clock as they stand, for a store; and how to go on from what it kept.
    feel::Value pending() const;
    void restore(std::vector<runtime::Instance> instances, std::vector<KeptStep> const& steps,
                 feel::Value const& pending);
    /// Does what steps asked for until nothing is left.
    void work_off();

    // What a script can ask for. Conflict and NotFound: refused, the run goes on.
    Result<> complete(std::string const& node, feel::Value const& variables);
    Result<> fail(std::string const& node, std::string const& code, feel::Value const& variables);
    Result<> message(std::string const& name, std::string const& key, feel::Value const& variables);
    Result<> signal(std::string const& name, feel::Value const& variables);
    Result<> fire_timer(std::string const& node);
    /// Lets time pass; timers that become due on the way fire in their order.
    void advance_to(Instant to);
    /// Completes the open user task with the smallest id, or lets the next timer fall due. False: nothing to do.
    bool automatic_step();

    bool running() const;
    Instant now() const { return now_; }
    int steps() const { return steps_; }
    std::optional<RunError> const& error() const { return error_; }
    std::vector<TraceLine> const& trace() const { return trace_; }
    std::vector<std::string> const& log() const { return log_; }
    std::vector<WorldCase> const& cases() const { return cases_; }
    /// User and service tasks that wait, of all cases.
    std::vector<model::NodeIndex> open() const;

  private:
    struct Message {
        std::string name;
        std::string key;
        feel::Value variables;
    };
    struct Due {
        std::size_t owner;
        runtime::Wait wait;
    };
    Result<> run(std::size_t owner, runtime::Command const& command);
    void note(runtime::Instance const& before, std::vector<runtime::Event> const& events, Instant at);
    bool deliver(Message const& message, std::size_t sender);
    void spread(runtime::SignalSent const& signal, std::size_t sender);
    std::optional<Due> next_timer() const;
    std::optional<std::pair<std::size_t, runtime::Element>> find(std::string const& node) const;

    model::Definitions const& definitions_;
    Instant now_;
    int steps_ = 0;
    std::vector<WorldCase> cases_;
    std::vector<TraceLine> trace_;
    std::vector<std::string> log_;
    std::vector<std::pair<std::size_t, runtime::Request>> requests_; ///< to be worked off
    std::vector<Message> kept_;                                      ///< messages nobody waited for yet
    std::optional<RunError> error_;
    bool working_ = false;
};

} // namespace alur::cli
