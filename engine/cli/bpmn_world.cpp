#include "cli/bpmn_world.hpp"

#include <algorithm>

namespace alur::cli {

using namespace runtime;
using model::NodeKind;
using model::TriggerKind;

BpmnWorld::BpmnWorld(model::Definitions const& definitions, Instant start) : definitions_(definitions), now_(start) {}

bool BpmnWorld::start(model::ProcessIndex process, feel::Value variables) {
    cases_.emplace_back();
    return static_cast<bool>(run(cases_.size() - 1, Start{process, std::move(variables), model::kNone}));
}

/// One command on one case, and all that follows from it. An instance that cannot go on ends the run.
Result<> BpmnWorld::run(std::size_t owner, Command const& command) {
    auto done = step(definitions_, cases_[owner].instance, command, now_, environment);
    if (!done) {
        auto const& error = done.error();
        if (error.kind == ErrorKind::Conflict || error.kind == ErrorKind::NotFound) return error;
        RunError stop{"", "", error.message, {}};
        if (!error.found.empty()) {
            stop.activity = error.found.all().front().element;
            stop.place = error.found.all().front().place;
        }
        error_ = std::move(stop);
        return error;
    }
    for (auto const& request : done->requests) requests_.emplace_back(owner, request);
    ++steps_;
    if (keep)
        if (auto kept = keep(owner, *done); !kept) {
            error_ = RunError{"", "", kept.error().message, {}};
            return kept;
        }
    note(cases_[owner].instance, done->events, now_);
    cases_[owner].instance = std::move(done->after);
    if (on_step) on_step(steps_);
    if (!working_) work_off();
    return Done{};
}

/// Adds what happened to trace, log and error.
void BpmnWorld::note(Instance const& before, std::vector<Event> const& events, Instant at) {
    std::vector<ElementId> shells; // of loops and multi-instances: their items are the activity
    for (auto const& element : before.elements())
        if (element.role == ElementRole::Many) shells.push_back(element.id);
    for (auto const& event : events) {
        if (auto const* entered = std::get_if<ElementEntered>(&event); entered && entered->role == ElementRole::Many)
            shells.push_back(entered->id);
        if (auto const* left = std::get_if<ElementLeft>(&event)) {
            auto const& node = definitions_.node(left->node);
            if (left->outcome != Outcome::Merged && std::find(shells.begin(), shells.end(), left->id) == shells.end())
                trace_.push_back(
                    {node.id, std::string(model::bpmn_name(node.kind)), left->outcome == Outcome::Completed, at});
        }
        if (auto const* logged = std::get_if<Logged>(&event)) log_.push_back(logged->word);
        if (auto const* ended = std::get_if<InstanceEnded>(&event); ended && ended->ending == Ending::Failed && !error_)
            error_ = RunError{ended->code,
                              ended->node == model::kNone ? "" : definitions_.node(ended->node).id,
                              "galat \"" + ended->code + "\" tidak ditangani",
                              {}};
    }
}

/// Does what steps asked for until nothing is left.
void BpmnWorld::work_off() {
    working_ = true;
    int rounds = 0;
    while (++rounds < 10'000) {
        if (!requests_.empty()) {
            auto const [owner, request] = requests_.front();
            requests_.erase(requests_.begin());
            if (auto const* call = std::get_if<ServiceCall>(&request)) {
                auto const* element = cases_[owner].instance.find(call->element);
                if (services_succeed && element && is_open_service(definitions_, *element))
                    (void)run(owner, CompleteService{call->element, {}});
            } else if (auto const* sent = std::get_if<MessageSent>(&request)) {
                Message message{sent->name, sent->key, sent->variables};
                if (!deliver(message, owner)) kept_.push_back(std::move(message));
            } else if (auto const* signal = std::get_if<SignalSent>(&request)) {
                spread(*signal, owner);
            }
            continue;
        }
        bool delivered = false;
        for (std::size_t i = 0; i < kept_.size() && !delivered; ++i) {
            auto const message = kept_[i]; // out of the keeping first: its step is kept without it
            kept_.erase(kept_.begin() + static_cast<std::ptrdiff_t>(i));
            delivered = deliver(message, cases_.size());
            if (!delivered) kept_.insert(kept_.begin() + static_cast<std::ptrdiff_t>(i), message);
        }
        if (!delivered && requests_.empty()) break;
    }
    working_ = false;
}

bool BpmnWorld::deliver(Message const& message, std::size_t sender) {
    for (std::size_t i = 0; i < cases_.size(); ++i)
        if (i != sender && run(i, CorrelateMessage{message.name, message.key, message.variables})) return true;
    auto const waits = [&](model::Node const& node) {
        return std::any_of(node.triggers.begin(), node.triggers.end(), [&](auto const& trigger) {
            return trigger.kind == TriggerKind::Message && trigger.name == message.name;
        });
    };
    for (std::size_t i = 0; i < definitions_.nodes.size(); ++i) {
        auto const& node = definitions_.nodes[i];
        auto const process = node.process;
        if (node.parent != model::kNone || !definitions_.processes[process].executable) continue;
        if (sender < cases_.size() && cases_[sender].instance.process() == process) continue;
        if (waits(node) && !node.parallel_multiple &&
            (node.kind == NodeKind::StartEvent || (node.kind == NodeKind::ReceiveTask && node.instantiates))) {
            cases_.emplace_back();
            return static_cast<bool>(
                run(cases_.size() - 1, Start{process, message.variables, static_cast<model::NodeIndex>(i)}));
        }
        auto const behind = [&](model::FlowIndex flow) {
            return waits(definitions_.node(definitions_.flow(flow).target));
        };
        auto const listens = (node.kind == NodeKind::StartEvent && node.parallel_multiple && waits(node)) ||
                             (node.kind == NodeKind::EventGateway && node.instantiates &&
                              std::any_of(node.outgoing.begin(), node.outgoing.end(), behind));
        if (!listens) continue;
        cases_.emplace_back(); // it begins to listen, and then hears
        if (!run(cases_.size() - 1, Start{process, {}, model::kNone})) return false;
        return static_cast<bool>(
            run(cases_.size() - 1, CorrelateMessage{message.name, message.key, message.variables}));
    }
    return false;
}

void BpmnWorld::spread(SignalSent const& signal, std::size_t sender) {
    std::vector<model::ProcessIndex> reached;
    auto const count = cases_.size();
    for (std::size_t i = 0; i < count; ++i) {
        reached.push_back(cases_[i].instance.process());
        if (i != sender) (void)run(i, BroadcastSignal{signal.name, signal.variables});
    }
    for (std::size_t i = 0; i < definitions_.nodes.size(); ++i) {
        auto const& node = definitions_.nodes[i];
        auto const waits = std::any_of(node.triggers.begin(), node.triggers.end(), [&](auto const& trigger) {
            return trigger.kind == TriggerKind::Signal && trigger.name == signal.name;
        });
        if (node.kind != NodeKind::StartEvent || node.parent != model::kNone || !waits ||
            !definitions_.processes[node.process].executable ||
            std::find(reached.begin(), reached.end(), node.process) != reached.end())
            continue;
        cases_.emplace_back();
        auto const fresh = cases_.size() - 1;
        if (node.parallel_multiple) {
            if (run(fresh, Start{node.process, {}, model::kNone}))
                (void)run(fresh, BroadcastSignal{signal.name, signal.variables});
        } else {
            (void)run(fresh, Start{node.process, signal.variables, static_cast<model::NodeIndex>(i)});
        }
    }
}

std::optional<BpmnWorld::Due> BpmnWorld::next_timer() const {
    std::optional<Due> next;
    for (std::size_t i = 0; i < cases_.size(); ++i)
        for (auto const& wait : cases_[i].instance.waits())
            if (wait.kind == WaitKind::Timer && cases_[i].instance.running() && (!next || wait.due < next->wait.due))
                next = Due{i, wait};
    return next;
}

std::optional<std::pair<std::size_t, Element>> BpmnWorld::find(std::string const& id) const {
    for (std::size_t i = 0; i < cases_.size(); ++i)
        for (auto const& element : cases_[i].instance.elements())
            if ((is_open_task(definitions_, element) || is_open_service(definitions_, element)) &&
                definitions_.node(element.node).id == id)
                return std::pair{i, element};
    return std::nullopt;
}

Result<> BpmnWorld::complete(std::string const& node, feel::Value const& variables) {
    auto const found = find(node);
    if (!found) return conflict("tugas \"" + node + "\" tidak sedang terbuka");
    if (is_open_task(definitions_, found->second)) return run(found->first, CompleteTask{found->second.id, variables});
    return run(found->first, CompleteService{found->second.id, variables});
}

Result<> BpmnWorld::fail(std::string const& node, std::string const& code, feel::Value const& variables) {
    auto const found = find(node);
    if (!found) return conflict("tugas \"" + node + "\" tidak sedang terbuka");
    if (is_open_task(definitions_, found->second))
        return run(found->first, FailTask{found->second.id, code, variables});
    return run(found->first, FailService{found->second.id, code, variables});
}

Result<> BpmnWorld::message(std::string const& name, std::string const& key, feel::Value const& variables) {
    if (deliver({name, key, variables}, cases_.size())) return Done{};
    if (error_) return invalid(error_->message);
    return conflict("tidak ada yang menunggu pesan \"" + name + "\"");
}

Result<> BpmnWorld::signal(std::string const& name, feel::Value const& variables) {
    auto const before = steps_;
    spread({model::kNone, name, variables}, cases_.size());
    if (steps_ == before) return conflict("tidak ada yang menunggu sinyal \"" + name + "\"");
    return Done{};
}

Result<> BpmnWorld::fire_timer(std::string const& id) {
    for (std::size_t i = 0; i < cases_.size(); ++i)
        for (auto const& wait : cases_[i].instance.waits()) {
            if (wait.kind != WaitKind::Timer || definitions_.node(wait.node).id != id) continue;
            now_ = std::max(now_, wait.due);
            return run(i, FireTimer{wait.id});
        }
    return conflict("pewaktu \"" + id + "\" tidak sedang berjalan");
}

void BpmnWorld::advance_to(Instant to) {
    for (int fired = 0; fired < 10'000 && !error_; ++fired) {
        auto const next = next_timer();
        if (!next || next->wait.due > to) break;
        now_ = std::max(now_, next->wait.due);
        (void)run(next->owner, FireTimer{next->wait.id});
    }
    now_ = std::max(now_, to);
}

bool BpmnWorld::automatic_step() {
    if (error_) return false;
    std::optional<std::pair<std::size_t, Element>> smallest;
    for (std::size_t i = 0; i < cases_.size(); ++i)
        for (auto const& element : cases_[i].instance.elements())
            if (is_open_task(definitions_, element) &&
                (!smallest || definitions_.node(element.node).id < definitions_.node(smallest->second.node).id))
                smallest = std::pair{i, element};
    if (smallest) return static_cast<bool>(run(smallest->first, CompleteTask{smallest->second.id, {}}));
    auto const next = next_timer();
    if (!next) return false;
    now_ = std::max(now_, next->wait.due);
    return static_cast<bool>(run(next->owner, FireTimer{next->wait.id}));
}

bool BpmnWorld::running() const {
    return std::any_of(cases_.begin(), cases_.end(), [](WorldCase const& c) { return c.instance.running(); });
}

std::vector<model::NodeIndex> BpmnWorld::open() const {
    std::vector<model::NodeIndex> out;
    for (auto const& one : cases_)
        for (auto const& element : one.instance.elements())
            if (is_open_task(definitions_, element) || is_open_service(definitions_, element))
                out.push_back(element.node);
    return out;
}

} // namespace alur::cli
