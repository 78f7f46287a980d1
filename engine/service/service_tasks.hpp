#pragma once
#include "service/office.hpp"
#include "store/outbox.hpp"

namespace alur::service {

/// Does what a service task asks and lets its case go on, in this transaction. Types: `alur:letter` and `alur:form`
/// order the paper that the header `document` names, as a row of the table of documents would; the letter takes its
/// number here. A task that was interrupted in the meantime is only crossed off. Invalid: the paper cannot be ordered.
Result<> do_service(Office& office, store::Transaction& transaction, store::Work const& piece, Instant now);

/// Every service, send and business rule task of the pack's processes asks for something that this office can do:
/// a known type with its paper, or a decision that one of the DMN files has. Everything else is an error here, by name,
/// not a surprise in the middle of a case.
void check_service_tasks(Pack const& pack, Diagnostics& found);

} // namespace alur::service
