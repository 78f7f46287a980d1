#pragma once
#include "core/diagnostic.hpp"
#include "feel/feel.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace alur::model {

// Nodes, flows and processes of one BPMN file are numbered densely, in document order; a running case names them by
// these numbers. A file with more than 60,000 nodes is refused.
using NodeIndex = std::uint16_t;
using FlowIndex = std::uint16_t;
using ProcessIndex = std::uint16_t;
inline constexpr std::uint16_t kNone = 0xffff; ///< no node, no flow, no process

enum class NodeKind : std::uint8_t {
    StartEvent,
    EndEvent,
    CatchEvent, ///< intermediateCatchEvent
    ThrowEvent, ///< intermediateThrowEvent
    BoundaryEvent,
    Task, ///< task and manualTask: passes at once
    ManualTask,
    UserTask,
    ServiceTask,
    SendTask,
    ReceiveTask,
    ScriptTask,
    BusinessRuleTask,
    CallActivity,
    SubProcess,
    Transaction,
    AdHocSubProcess,
    ExclusiveGateway,
    InclusiveGateway,
    ParallelGateway,
    EventGateway,
    ComplexGateway,
};

/// The element's name in BPMN: `userTask`.
std::string_view bpmn_name(NodeKind kind);
bool is_event(NodeKind kind);
bool is_gateway(NodeKind kind);
bool is_activity(NodeKind kind);
/// SubProcess, Transaction, AdHocSubProcess: nodes that hold nodes.
bool is_container(NodeKind kind);

enum class TriggerKind : std::uint8_t {
    Message,
    Timer,
    Signal,
    Error,
    Escalation,
    Condition,
    Link,
    Compensation,
    Cancel,
    Terminate,
};
/// `message`, `timer` …
std::string_view trigger_name(TriggerKind kind);

enum class TimerKind : std::uint8_t { Date, Duration, Cycle };

/// A text of the model that is either plain or, when it begins with `=`, a FEEL expression.
struct Text {
    std::string plain;
    feel::Expression expression; ///< empty when the text is plain
    Place place;
    bool empty() const { return plain.empty() && expression.empty(); }
};

/// What an event waits for or throws.
struct Trigger {
    TriggerKind kind{};
    std::string name; ///< of the message, signal or link; by this name they meet
    std::string code; ///< of the error or escalation; "" catches all
    Text correlation_key;
    TimerKind timer_kind{};
    Text timer; ///< ISO 8601 text or FEEL
    feel::Expression condition;
    NodeIndex activity = kNone; ///< compensate only this one
    bool wait = true;           ///< compensation: go on when the handlers are done
    Place place;
};

/// `source` is evaluated and becomes the variable `target` (dots set inside a context).
struct Mapping {
    std::string target;
    Text source;
};

/// One copy of a value between a data object or property and an activity's input or output; names, not ids, where the
/// model has names.
struct DataCopy {
    std::vector<std::string> from; ///< the first that is known counts
    std::string to;
};

struct MultiInstance {
    bool sequential = false;
    Text collection;              ///< FEEL list …
    std::string element;          ///< … each item under this name
    Text cardinality;             ///< or a number of times
    std::string output;           ///< list that collects …
    Text output_element;          ///< … this of each item
    feel::Expression completion;  ///< true ends the rest
    std::string behavior = "All"; ///< All, One, None, Complex: which completions throw an event
    /// What a completed item throws; the condition decides when the behavior is Complex.
    struct Throw {
        feel::Expression condition;
        Trigger trigger;
    };
    std::vector<Throw> throws;
};

struct StandardLoop {
    bool test_before = false;
    feel::Expression condition; ///< goes on while true
    std::int64_t maximum = 0;   ///< 0: no limit of its own
};

struct Node {
    NodeKind kind{};
    std::string id;
    std::string name;
    Place place;
    std::string documentation;
    ProcessIndex process = kNone;
    NodeIndex parent = kNone; ///< the sub-process it stands in; kNone: directly in the process
    std::vector<FlowIndex> incoming;
    std::vector<FlowIndex> outgoing;
    FlowIndex default_flow = kNone;
    std::vector<std::string> lanes; ///< names of the lanes it stands in, outermost first

    // events
    std::vector<Trigger> triggers;
    bool parallel_multiple = false; ///< all triggers are needed, not any
    NodeIndex attached_to = kNone;  ///< boundary event: its activity
    bool interrupting = true;       ///< boundary event, or start event of an event sub-process

    // activities
    std::vector<NodeIndex> boundary;    ///< boundary events attached to it
    int start_quantity = 1;             ///< so many tokens begin it …
    int completion_quantity = 1;        ///< … and so many leave it on each way out
    bool for_compensation = false;      ///< runs only as somebody's compensation handler
    NodeIndex handler = kNone;          ///< compensation boundary event: the activity that undoes
    std::vector<Mapping> inputs;        ///< zeebe:input
    std::vector<Mapping> outputs;       ///< zeebe:output
    std::vector<DataCopy> data_inputs;  ///< dataInputAssociation
    std::vector<DataCopy> data_outputs; ///< dataOutputAssociation
    std::optional<MultiInstance> many;
    std::optional<StandardLoop> loop;
    Text roles; ///< zeebe:assignmentDefinition candidateGroups, comma separated
    Text assignee;
    Text due;                                                    ///< zeebe:taskSchedule dueDate
    std::string form;                                            ///< zeebe:formDefinition formId or formKey
    Text task_type;                                              ///< zeebe:taskDefinition type
    std::vector<std::pair<std::string, std::string>> headers;    ///< zeebe:taskHeaders
    std::vector<std::pair<std::string, std::string>> properties; ///< zeebe:properties
    std::string state;                                           ///< the property `state`: entered with the node
    std::string script;                                          ///< text of a script task as it stands
    feel::Expression script_expression;
    std::string result; ///< variable for the result of a script or decision
    Text called_decision;
    Text called_process;
    bool give_all = true;      ///< call activity: the called process sees the caller's variables
    bool take_all = true;      ///< … and its variables come back
    bool instantiates = false; ///< receive task or event gateway that begins a process

    // sub-processes
    bool by_event = false; ///< event sub-process
    std::vector<NodeIndex> children;
    bool ad_hoc_sequential = false;
    bool cancel_remaining = true;
    feel::Expression completion; ///< of an ad-hoc sub-process

    // complex gateway
    feel::Expression activation;

    /// Value of a zeebe:property, "" when it has none.
    std::string_view property(std::string_view key) const;
    bool waits_for(TriggerKind kind) const;
};

struct Flow {
    std::string id;
    std::string name;
    Place place;
    NodeIndex source = kNone;
    NodeIndex target = kNone;
    feel::Expression condition; ///< empty: always
};

struct Process {
    std::string id;
    std::string name;
    Place place;
    bool executable = false;
    std::vector<NodeIndex> children; ///< nodes that stand directly in it
    std::vector<std::pair<std::string, std::string>> properties;
    std::vector<std::string> data; ///< names of its data objects and properties
};

/// A message flow between participants.
struct MessageFlow {
    NodeIndex source = kNone; ///< kNone: the participant as a whole
    NodeIndex target = kNone;
};

/// All processes of one BPMN file, as data: what the engine runs. Immutable and shared once read (bpmn_reader.hpp).
struct Definitions {
    std::string file;
    std::string hash; ///< SHA-256 of the file: a case names its revision by it
    std::vector<Process> processes;
    std::vector<Node> nodes;
    std::vector<Flow> flows;
    std::vector<MessageFlow> message_flows;
    std::unordered_map<std::string, NodeIndex> node_by_id;

    Node const& node(NodeIndex index) const { return nodes[index]; }
    Flow const& flow(FlowIndex index) const { return flows[index]; }
    /// kNone when there is none of that id.
    NodeIndex find_node(std::string_view id) const;
    ProcessIndex find_process(std::string_view id) const;
    /// Nodes directly inside a sub-process (`parent`) or, with kNone, inside the process.
    std::vector<NodeIndex> const& children(ProcessIndex process, NodeIndex parent) const;
};

} // namespace alur::model
