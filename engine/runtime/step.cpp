#include "runtime/step.hpp"

#include "runtime/run.hpp"

#include <algorithm>
#include <array>

namespace alur::runtime {

namespace {

template <class... Fs> struct Overload : Fs... { using Fs::operator()...; };
template <class... Fs> Overload(Fs...) -> Overload<Fs...>;

Error not_waiting(std::string what) {
    return conflict(what + " tidak sedang menunggu; mungkin sudah selesai atau dibatalkan");
}

/// Nothing when the command may go ahead; otherwise why not.
class Check {
  public:
    Check(Definitions const& definitions, Instance const& instance) : definitions_(definitions), instance_(instance) {}

    std::optional<Error> operator()(Start const& c) const {
        if (!instance_.blank()) return conflict("perkara ini sudah dimulai");
        if (c.process >= definitions_.processes.size()) return not_found("proses tidak ada dalam berkas ini");
        if (c.node != model::kNone &&
            (c.node >= definitions_.nodes.size() || definitions_.node(c.node).process != c.process))
            return not_found("peristiwa awal tidak ada dalam proses ini");
        return std::nullopt;
    }
    std::optional<Error> operator()(CompleteTask const& c) const { return task(c.element); }
    std::optional<Error> operator()(FailTask const& c) const { return task(c.element); }
    std::optional<Error> operator()(CompleteService const& c) const { return service(c.element); }
    std::optional<Error> operator()(FailService const& c) const { return service(c.element); }
    std::optional<Error> operator()(FireTimer const& c) const {
        auto const* wait = instance_.running() ? instance_.find(c.timer) : nullptr;
        if (!wait || wait->kind != WaitKind::Timer) return not_waiting("pewaktu " + std::to_string(number(c.timer)));
        return std::nullopt;
    }
    std::optional<Error> operator()(CorrelateMessage const& c) const {
        for (auto const& wait : instance_.waits())
            if (wait.kind == WaitKind::Message && wait.name == c.name &&
                (c.key.empty() || wait.key.empty() || wait.key == c.key))
                return std::nullopt;
        return conflict("tidak ada yang menunggu pesan \"" + c.name + "\"" +
                        (c.key.empty() ? std::string() : " dengan kunci \"" + c.key + "\""));
    }
    std::optional<Error> operator()(BroadcastSignal const& c) const {
        for (auto const& wait : instance_.waits())
            if (wait.kind == WaitKind::Signal && wait.name == c.name) return std::nullopt;
        return conflict("tidak ada yang menunggu sinyal \"" + c.name + "\"");
    }
    std::optional<Error> operator()(Cancel const&) const { return running(); }
    std::optional<Error> operator()(SetVariables const& c) const {
        if (c.scope != kRoot && !instance_.find(c.scope))
            return not_waiting("lingkup " + std::to_string(number(c.scope)));
        return running();
    }

  private:
    std::optional<Error> running() const {
        if (instance_.blank()) return conflict("perkara ini belum dimulai");
        if (!instance_.running()) return conflict("perkara ini sudah berakhir");
        return std::nullopt;
    }
    std::optional<Error> task(ElementId id) const {
        auto const* element = instance_.find(id);
        if (!element || !is_open_task(definitions_, *element))
            return not_waiting("tugas " + std::to_string(number(id)));
        return std::nullopt;
    }
    std::optional<Error> service(ElementId id) const {
        auto const* element = instance_.find(id);
        if (!element || !is_open_service(definitions_, *element))
            return not_waiting("layanan " + std::to_string(number(id)));
        return std::nullopt;
    }

    Definitions const& definitions_;
    Instance const& instance_;
};

} // namespace

std::string_view command_name(Command const& command) {
    static constexpr std::array<std::string_view, std::variant_size_v<Command>> kNames{
        "Start",     "CompleteTask",     "CompleteService", "FailTask", "FailService",
        "FireTimer", "CorrelateMessage", "BroadcastSignal", "Cancel",   "SetVariables"};
    return kNames[command.index()];
}

Result<Step> step(Definitions const& definitions, Instance const& instance, Command const& command, Instant now,
                  Environment const& environment) {
    if (auto refused = std::visit(Check(definitions, instance), command)) return std::move(*refused);
    Run run(definitions, instance, now, environment);
    std::visit(Overload{
                   [&](Start const& c) { run.start(c); },
                   [&](CompleteTask const& c) { run.complete(c.element, c.variables); },
                   [&](CompleteService const& c) { run.complete(c.element, c.variables); },
                   [&](FailTask const& c) { run.fail_with_error(c.element, c.code, c.variables); },
                   [&](FailService const& c) { run.fail_with_error(c.element, c.code, c.variables); },
                   [&](FireTimer const& c) { run.fire(c.timer, {}); },
                   [&](CorrelateMessage const& c) { run.fire(*run.receiver(c.name, c.key), c.variables); },
                   [&](BroadcastSignal const& c) { run.broadcast(c.name, c.variables); },
                   [&](Cancel const&) { run.cancel_all(Ending::Terminated); },
                   [&](SetVariables const& c) { run.set_variables(c.scope, c.variables); },
               },
               command);
    run.settle();
    if (run.failed()) return run.failure();
    return std::move(run).finish();
}

Instance replay(std::vector<Event> const& events) {
    Instance instance;
    for (auto const& event : events) instance.apply(event);
    return instance;
}

bool is_open_task(Definitions const& definitions, Element const& element) {
    return element.state == ElementState::Waiting && element.role != ElementRole::Many && element.index != kGathering &&
           definitions.node(element.node).kind == NodeKind::UserTask;
}

bool is_open_service(Definitions const& definitions, Element const& element) {
    if (element.state != ElementState::Waiting || element.role == ElementRole::Many || element.index == kGathering)
        return false;
    auto const kind = definitions.node(element.node).kind;
    return kind == NodeKind::ServiceTask || kind == NodeKind::SendTask || kind == NodeKind::BusinessRuleTask;
}

Element const* find_open(Definitions const& definitions, Instance const& instance, std::string_view node_id) {
    for (auto const& element : instance.elements())
        if (is_open_task(definitions, element) && definitions.node(element.node).id == node_id) return &element;
    return nullptr;
}

} // namespace alur::runtime
