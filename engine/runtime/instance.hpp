#pragma once
#include "runtime/event.hpp"

#include <optional>
#include <string>
#include <vector>

namespace alur::runtime {

/// `index` of a token that waits until enough of them are there to begin an activity (startQuantity).
inline constexpr std::uint32_t kGathering = 0xfffffffe;

/// One token in one node.
struct Element {
    ElementId id{};
    ElementId parent{};            ///< the scope it runs in
    NodeIndex node = model::kNone; ///< kNone: the root
    FlowIndex flow = model::kNone;
    ElementState state = ElementState::Arrived;
    ElementRole role = ElementRole::Plain;
    std::uint32_t index = 0;
    feel::Value variables; ///< of its own; null when it has none
};

/// What an element waits for besides being completed.
struct Wait {
    WaitId id{};
    ElementId element{};
    NodeIndex node = model::kNone; ///< the event that it triggers
    std::uint8_t trigger = 0;
    WaitKind kind{};
    Instant due{};            ///< Timer
    std::int32_t repeats = 0; ///< Timer
    std::string name;         ///< Message, Signal
    std::string key;          ///< Message
};

/// Progress of a multi-instance or loop.
struct Loop {
    ElementId element{};
    feel::Value items;
    std::uint32_t total = 0;
    std::uint32_t started = 0;
    std::uint32_t ended = 0;
    std::vector<feel::Value> outputs; ///< by item, null until it ends
};

/// A completed activity that can be undone.
struct Compensation {
    ElementId scope{};
    NodeIndex activity = model::kNone;
    NodeIndex handler = model::kNone;
};

/// An element that waits for its compensation.
struct Undoing {
    ElementId element{};
    ElementId scope{};
    NodeIndex activity = model::kNone;
};

/// One case on its way through one process: where its tokens stand and what is known so far. A value: copying is safe,
/// and only apply() changes it. It knows nothing of storage or time. An instance that was only made is blank: a Start
/// command begins it.
class Instance {
  public:
    /// Adds what happened. Events come from step() or from the journal; an event that does not fit is a bug
    /// (assertion).
    void apply(Event const& event);

    bool blank() const { return next_element_ == 1; }
    bool running() const { return !blank() && !ending_; }
    std::optional<Ending> ending() const { return ending_; }
    /// Of a Failed one.
    std::string const& error_code() const { return error_code_; }
    NodeIndex error_node() const { return error_node_; }
    ProcessIndex process() const { return process_; }
    /// The newest `state` property a token came through.
    std::string const& state() const { return state_; }
    /// Nodes of the user tasks completed so far, in order.
    std::vector<NodeIndex> const& path() const { return path_; }
    /// The variables of the case (a context, or null before it has any).
    feel::Value const& variables() const { return variables_; }

    /// By id, smallest first, without the root.
    std::vector<Element> const& elements() const { return elements_; }
    std::vector<Wait> const& waits() const { return waits_; }
    std::vector<Loop> const& loops() const { return loops_; }
    std::vector<Compensation> const& compensations() const { return compensations_; }
    std::vector<Undoing> const& undoings() const { return undoings_; }
    std::vector<std::string> const& log() const { return log_; }
    Element const* find(ElementId id) const;
    Wait const* find(WaitId id) const;
    Loop const* find_loop(ElementId id) const;
    ElementId next_element() const { return ElementId{next_element_}; }
    WaitId next_wait() const { return WaitId{next_wait_}; }

  private:
    friend struct InstanceCodec;
    Element* find_element(ElementId id);

    ProcessIndex process_ = 0;
    std::optional<Ending> ending_;
    NodeIndex error_node_ = model::kNone;
    std::uint32_t next_element_ = 1;
    std::uint32_t next_wait_ = 1;
    feel::Value variables_;
    std::string state_;
    std::string error_code_;
    std::vector<NodeIndex> path_;
    std::vector<Element> elements_;
    std::vector<Wait> waits_;
    std::vector<Loop> loops_;
    std::vector<Compensation> compensations_;
    std::vector<Undoing> undoings_;
    std::vector<std::string> log_;
};

} // namespace alur::runtime
