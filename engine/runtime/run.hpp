#pragma once
#include "runtime/step.hpp"

#include <deque>
#include <optional>

namespace alur::runtime {

using model::Definitions;
using model::Flow;
using model::Node;
using model::NodeKind;
using model::Trigger;
using model::TriggerKind;

/// One step in the making: a working copy of the instance, the events that changed it, and the tokens still to be
/// moved. A first failure stops everything; the caller then throws the copy away.
class Run {
  public:
    Run(Definitions const& definitions, Instance const& instance, Instant now, Environment const& environment);

    /// Moves tokens until all of them wait.
    void settle();
    bool failed() const { return failure_.has_value(); }
    Error const& failure() const { return *failure_; }
    Instance const& instance() const { return instance_; }
    Step finish() &&;

    // what commands ask for
    void start(Start const& command);
    void complete(ElementId id, feel::Value const& variables);
    void fail_with_error(ElementId id, std::string const& code, feel::Value const& variables);
    void fire(WaitId id, feel::Value const& variables);
    void broadcast(std::string const& name, feel::Value const& variables);
    /// The oldest subscription that fits; no id when there is none.
    std::optional<WaitId> receiver(std::string_view name, std::string_view key) const;
    void cancel_all(Ending ending, NodeIndex node = model::kNone, std::string code = {});
    void set_variables(ElementId scope, feel::Value const& variables);

  private:
    // run.cpp: tokens
    void emit(Event event);
    void stop_endless();
    template <class T, class... Fields> void request(Fields&&... fields) {
        std::get<T>(requests_.emplace_back(std::in_place_type<T>)) = T{std::forward<Fields>(fields)...};
    }
    Node const& node_of(Element const& element) const { return definitions_.node(element.node); }
    ElementId place(ElementId parent, NodeIndex node, FlowIndex flow, ElementRole role, std::uint32_t index);
    void enter(ElementId parent, NodeIndex node, FlowIndex flow = model::kNone);
    void leave(ElementId id, Outcome outcome);
    void cancel(ElementId id);
    void cancel_children(ElementId scope);
    void take_ways_out(ElementId scope, NodeIndex node);
    void pass(ElementId id);
    void move(ElementId id, ElementState to);
    void close_waits(ElementId element);
    void close(Wait const& wait);

    // run_nodes.cpp: what each kind of node does
    void execute(ElementId id);
    void execute_event(ElementId id);
    void execute_activity(ElementId id);
    void open_task(ElementId id);
    void call_service(ElementId id);
    void run_script(ElementId id);
    void run_decision(ElementId id);
    void call_process(ElementId id);
    /// True while the element is still there afterwards.
    bool throw_trigger(ElementId id, Trigger const& trigger);
    void throw_all(ElementId id);
    void jump(ElementId id, Trigger const& link);
    void send(ElementId id, Trigger const& trigger);

    // run_scopes.cpp
    void start_scope(ElementId scope, model::ProcessIndex process, NodeIndex parent);
    void start_ad_hoc(ElementId scope);
    void ad_hoc_progress(ElementId scope);
    bool complete_scopes();
    bool has_children(ElementId scope) const;
    bool awaits_start(ElementId scope) const;
    bool is_scope_start(Wait const& wait) const;
    void start_event_sub_process(ElementId scope, NodeIndex start, feel::Value const& variables);

    // run_gateways.cpp
    void execute_gateway(ElementId id);
    void choose_one(ElementId id);
    void choose_some(ElementId scope, NodeIndex node);
    void join_all(ElementId id);
    void merge(std::vector<ElementId> const& tokens);
    void gather(ElementId id);
    void arrive_at_complex(ElementId id);
    bool fire_joins();
    bool may_still_arrive(ElementId scope, NodeIndex gateway) const;

    // run_waits.cpp
    void listen(ElementId element, NodeIndex node);
    bool listen_at_boundaries(ElementId id);
    void listen_one(ElementId element, NodeIndex node, std::uint8_t trigger);
    void set_timer(ElementId element, NodeIndex node, std::uint8_t trigger, Trigger const& definition);
    void check_conditions();
    void trigger_boundary(ElementId host, NodeIndex boundary, feel::Value const& variables);

    // run_errors.cpp
    void throw_error(ElementId from, std::string const& code);
    bool throw_escalation(ElementId from, std::string const& code);
    bool catch_at(ElementId id, TriggerKind kind, std::string const& code);
    bool catch_in_scope(ElementId id, TriggerKind kind, std::string const& code);
    void cancel_transaction(ElementId end_event);

    // run_compensation.cpp
    void record_compensation(Element const& element);
    void start_compensation(ElementId thrower, Trigger const& trigger);
    void continue_compensation(ElementId thrower);
    bool is_inside(NodeIndex node, NodeIndex container) const;

    // run_loops.cpp
    void start_loop(ElementId id);
    void start_item(ElementId loop);
    void end_item(ElementId item, feel::Value const& output);
    void end_loop(ElementId loop);
    std::vector<feel::Value> with_counters(ElementId loop) const;

    // run_data.cpp
    bool is_root_scope(ElementId id) const;
    feel::Scope scope_of(ElementId element, std::vector<feel::Value> extra = {}) const;
    feel::Value evaluate(feel::Expression const& expression, ElementId element, Node const& node,
                         std::vector<feel::Value> extra = {});
    bool is_met(feel::Expression const& condition, ElementId element, Node const& node,
                std::vector<feel::Value> extra = {});
    feel::Value evaluate(model::Text const& text, ElementId element, Node const& node,
                         std::vector<feel::Value> extra = {});
    std::string text(model::Text const& text, ElementId element, Node const& node);
    void set_locals(ElementId id, std::vector<feel::Value::Entry> entries);
    void map_inputs(ElementId id);
    void map_outputs(ElementId id, feel::Value const& variables);
    void assign(ElementId from_scope, feel::Value const& variables);
    feel::Value const* lookup(ElementId element, std::string_view name) const;
    void fail(Node const& node, std::string message, Place place = {});

    Definitions const& definitions_;
    Environment const& environment_;
    Instant now_;
    feel::Limits limits_;
    Instance instance_;
    std::vector<Event> events_;
    std::vector<Request> requests_;
    std::deque<ElementId> ready_;       ///< arrived, to be executed
    std::deque<ElementId> late_;        ///< throwing events: they wait until everybody who may listen listens
    std::vector<ElementId> maybe_done_; ///< scopes that lost a token
    std::optional<Error> failure_;
    std::uint32_t moves_ = 0;
    bool variables_changed_ = false;
};

} // namespace alur::runtime
