#include "service/receive_message.hpp"

#include "service/case_step.hpp"
#include "service/check_input.hpp"

namespace alur::service {

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

} // namespace alur::service
