#pragma once

namespace alur::store {

/// The first schema. Instants are milliseconds since 1970 UTC, days text `2026-02-12`, booleans 0 and 1. Large columns
/// stand last in their row, so that lists pass them by unread.
constexpr char kSchema1[] = R"sql(

-- Declared files by content: processes, tables, letters, forms. Never changed, never deleted.
CREATE TABLE definition (
    id INTEGER PRIMARY KEY,
    hash TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    added_at INTEGER NOT NULL,
    content BLOB NOT NULL
) STRICT;

CREATE TABLE cases (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    process TEXT NOT NULL,
    definition INTEGER NOT NULL REFERENCES definition(id),
    parent INTEGER REFERENCES cases(id),
    state TEXT NOT NULL,
    version INTEGER NOT NULL,
    opened_at INTEGER NOT NULL,
    ended_at INTEGER,
    title TEXT NOT NULL,
    snapshot BLOB NOT NULL
) STRICT;
CREATE INDEX cases_by_state ON cases(process, state, id);
CREATE INDEX cases_by_parent ON cases(parent, id) WHERE parent IS NOT NULL;

-- The truth. seq is the version the case has after the entry.
CREATE TABLE journal (
    case_id INTEGER NOT NULL REFERENCES cases(id),
    seq INTEGER NOT NULL,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    reason TEXT NOT NULL,
    events BLOB NOT NULL,
    PRIMARY KEY (case_id, seq)
) STRICT, WITHOUT ROWID;

-- Only what waits now; closing deletes, the journal remembers.
CREATE TABLE task (
    case_id INTEGER NOT NULL REFERENCES cases(id),
    id INTEGER NOT NULL,
    element TEXT NOT NULL,
    name TEXT NOT NULL,
    roles TEXT NOT NULL,
    opened_at INTEGER NOT NULL,
    due_at INTEGER,
    claimed_by TEXT,
    claimed_at INTEGER,
    PRIMARY KEY (case_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE timer (
    case_id INTEGER NOT NULL REFERENCES cases(id),
    id INTEGER NOT NULL,
    element TEXT NOT NULL,
    due_at INTEGER NOT NULL,
    PRIMARY KEY (case_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX timer_by_due ON timer(due_at, case_id, id);

CREATE TABLE subscription (
    case_id INTEGER NOT NULL REFERENCES cases(id),
    id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    key TEXT NOT NULL,
    element TEXT NOT NULL,
    PRIMARY KEY (case_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX subscription_by_name ON subscription(name, key, kind, case_id, id);

-- Messages nobody waited for yet.
CREATE TABLE message (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    key TEXT NOT NULL,
    received_at INTEGER NOT NULL,
    expires_at INTEGER,
    payload BLOB NOT NULL
) STRICT;
CREATE INDEX message_by_name ON message(name, key, id);

CREATE TABLE deadline (
    id INTEGER PRIMARY KEY,
    case_id INTEGER NOT NULL REFERENCES cases(id),
    deadline_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    state TEXT NOT NULL,
    trigger_date TEXT NOT NULL,
    due_date TEXT NOT NULL,
    opened_at INTEGER NOT NULL,
    closed_at INTEGER,
    owner TEXT NOT NULL,
    superior TEXT NOT NULL,
    derivation TEXT NOT NULL,
    UNIQUE (case_id, deadline_id, seq)
) STRICT;
CREATE INDEX deadline_open ON deadline(due_date) WHERE state = 'OPEN';

-- Every date a deadline had before, and why it moved.
CREATE TABLE deadline_move (
    deadline INTEGER NOT NULL REFERENCES deadline(id),
    seq INTEGER NOT NULL,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    old_due_date TEXT NOT NULL,
    new_due_date TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (deadline, seq)
) STRICT, WITHOUT ROWID;

-- The reminder book. The unique key makes a second send impossible.
CREATE TABLE reminder (
    id INTEGER PRIMARY KEY,
    case_id INTEGER NOT NULL REFERENCES cases(id),
    deadline INTEGER NOT NULL REFERENCES deadline(id),
    moment TEXT NOT NULL,
    channel TEXT NOT NULL,
    planned_at INTEGER NOT NULL,
    state TEXT NOT NULL,
    claimed_at INTEGER,
    sent_at INTEGER,
    attempts INTEGER NOT NULL,
    recipients TEXT NOT NULL,
    text TEXT NOT NULL,
    note TEXT NOT NULL,
    UNIQUE (deadline, moment, channel)
) STRICT;
CREATE INDEX reminder_planned ON reminder(planned_at, id) WHERE state = 'DIJADWALKAN';
CREATE INDEX reminder_claimed ON reminder(claimed_at, id) WHERE state = 'DIKIRIM';
CREATE INDEX reminder_by_case ON reminder(case_id);

-- What was made: letters, forms, uploads. What was issued is never changed; a correction is a new version.
CREATE TABLE document (
    id INTEGER PRIMARY KEY,
    document_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    number TEXT,
    date TEXT,
    file_name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    made_by TEXT NOT NULL,
    replaces INTEGER REFERENCES document(id),
    template INTEGER REFERENCES definition(id),
    snapshot TEXT NOT NULL,
    content BLOB NOT NULL
) STRICT;
CREATE INDEX document_by_hash ON document(sha256);
CREATE INDEX document_by_number ON document(number) WHERE number IS NOT NULL;

CREATE TABLE document_case (
    case_id INTEGER NOT NULL REFERENCES cases(id),
    document INTEGER NOT NULL REFERENCES document(id),
    element TEXT NOT NULL,
    PRIMARY KEY (case_id, document)
) STRICT, WITHOUT ROWID;
CREATE INDEX document_case_by_document ON document_case(document);

-- The register of outgoing numbers. An entry is never deleted: a number that is not used is BATAL, with its reason.
CREATE TABLE number_register (
    series TEXT NOT NULL,
    year INTEGER NOT NULL,
    number INTEGER NOT NULL,
    suffix TEXT NOT NULL,
    text TEXT NOT NULL,
    letter TEXT NOT NULL,
    date TEXT NOT NULL,
    state TEXT NOT NULL,
    reason TEXT NOT NULL,
    subject TEXT NOT NULL,
    addressee TEXT NOT NULL,
    case_id INTEGER REFERENCES cases(id),
    document INTEGER REFERENCES document(id),
    taken_at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    PRIMARY KEY (series, year, number, suffix)
) STRICT, WITHOUT ROWID;

-- Work recorded with the events and done after the commit.
CREATE TABLE outbox (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    case_id INTEGER REFERENCES cases(id),
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    not_before INTEGER NOT NULL,
    queued_at INTEGER NOT NULL,
    note TEXT NOT NULL,
    payload BLOB NOT NULL
) STRICT;
CREATE INDEX outbox_waiting ON outbox(not_before, id) WHERE state = 'MENUNGGU';

-- Values that should occur once (identity numbers, accounts, names), found across cases and years.
CREATE TABLE unique_key (
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    scope TEXT NOT NULL,
    case_id INTEGER NOT NULL REFERENCES cases(id),
    item INTEGER NOT NULL,
    since INTEGER NOT NULL,
    PRIMARY KEY (key, value, case_id, item)
) STRICT, WITHOUT ROWID;
CREATE INDEX unique_key_by_case ON unique_key(case_id, key);

-- Numbers that only go up.
CREATE TABLE counter (
    name TEXT PRIMARY KEY,
    value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE setting (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL,
    changed_at INTEGER NOT NULL,
    actor TEXT NOT NULL
) STRICT, WITHOUT ROWID;

)sql";

} // namespace alur::store
