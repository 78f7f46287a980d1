#include "service/receive_message.hpp"

#include "service/case_step.hpp"
#include "service/check_input.hpp"
#include "service/start_case.hpp"

namespace alur::service {

namespace {

/// The first process of the pack that begins with it and lets officers record it.
Result<std::string> begin_with(Office& office, store::Transaction& transaction, ReceiveMessage const& command,
                               Instant now) {
    auto const& pack = office.pack();
    for (auto const& beginning : beginnings(pack, model::TriggerKind::Message, command.name)) {
        auto const* message = pack.message(beginning.process->id, command.name);
        if (!message) continue;
        if (!command.officer.holds(message->roles))
            return forbidden("'" + message->title + "' dicatat oleh peran lain");
        feel::Scope scope(pack.parameters);
        scope.push(pack.reference);
        feel::Limits limits;
        limits.now = now;
        limits.zone = pack.zone;
        auto const input =
            check_input(pack.fields(beginning.process->id, "pesan/" + message->fields), command.input, scope, limits);
        if (!input) return input.error();
        auto const number =
            begin_case(office, transaction,
                       {beginning.process->id, beginning.listens ? feel::Value() : *input, command.officer.name},
                       beginning.node, now);
        if (!number || !beginning.listens) return number;
        auto const fresh = store::find_case_by_number(transaction, *number);
        if (!fresh) return fresh.error();
        CaseStep step(office, transaction, now, command.officer.name);
        if (auto const loaded = step.load(fresh->id); !loaded) return loaded.error();
        auto const heard = step.run(runtime::CorrelateMessage{command.name, "", *input}, "", *input, command.name);
        if (!heard) return heard.error();
        return number;
    }
    return not_found("tidak ada proses yang dibuka dengan kejadian '" + command.name + "'");
}

} // namespace

Result<> receive_message(Office& office, ReceiveMessage const& command, Instant now) {
    return office.database().write([&](store::Transaction& transaction) -> Result<> {
        auto const live = office.find(transaction, command.case_number);
        if (!live) return live.error();
        CaseStep step(office, transaction, now, command.officer.name);
        if (auto const loaded = step.load(live->row.id); !loaded) return loaded.error();
        runtime::Wait const* waiting = nullptr;
        for (auto const& wait : live->instance->waits())
            if (wait.kind == runtime::WaitKind::Message && wait.name == command.name) waiting = &wait;
        if (!waiting)
            return conflict("perkara " + command.case_number + " tidak sedang menunggu '" + command.name + "'");
        auto scope = step.scope();
        if (!scope) return scope.error();
        auto const* message = office.pack().message(live->row.process, command.name);
        if (!message) return not_found("kejadian '" + command.name + "' tidak dicatat oleh petugas");
        if (!command.officer.holds(message->roles))
            return forbidden("'" + message->title + "' dicatat oleh peran lain");
        auto const input = check_input(office.pack().fields(live->row.process, "pesan/" + message->fields),
                                       command.input, *scope, step.limits());
        if (!input) return input.error();
        return step.run(runtime::CorrelateMessage{waiting->name, waiting->key, *input},
                        live->definitions->node(waiting->node).id, *input, "pesan " + command.name);
    });
}

Result<std::string> open_by_message(Office& office, ReceiveMessage const& command, Instant now) {
    return office.database().write(
        [&](store::Transaction& transaction) { return begin_with(office, transaction, command, now); });
}

} // namespace alur::service
