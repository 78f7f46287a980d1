#pragma once

namespace alur::store {

/// The second schema: a reminder is also named by the due date it speaks of (a deadline that moves is reminded of
/// anew), messages to people stand in a table of their own with their log, and calendars can be changed while the
/// office works.
constexpr char kSchema2[] = R"sql(

CREATE TABLE reminder_2 (
    id INTEGER PRIMARY KEY,
    case_id INTEGER NOT NULL REFERENCES cases(id),
    deadline INTEGER NOT NULL REFERENCES deadline(id),
    due_date TEXT NOT NULL,
    moment TEXT NOT NULL,
    channel TEXT NOT NULL,
    planned_at INTEGER NOT NULL,
    state TEXT NOT NULL,
    claimed_at INTEGER,
    sent_at INTEGER,
    attempts INTEGER NOT NULL,
    edited INTEGER NOT NULL,
    recipients TEXT NOT NULL,
    text TEXT NOT NULL,
    letter TEXT NOT NULL,
    note TEXT NOT NULL,
    UNIQUE (deadline, due_date, moment, channel)
) STRICT;
INSERT INTO reminder_2
SELECT r.id, r.case_id, r.deadline, d.due_date, r.moment, r.channel, r.planned_at, r.state, r.claimed_at, r.sent_at,
       r.attempts, 0, r.recipients, r.text, '', r.note
FROM reminder r JOIN deadline d ON d.id = r.deadline;
DROP TABLE reminder;
ALTER TABLE reminder_2 RENAME TO reminder;
CREATE INDEX reminder_planned ON reminder(planned_at, id) WHERE state = 'DIJADWALKAN';
CREATE INDEX reminder_claimed ON reminder(claimed_at, id) WHERE state = 'DIKIRIM';
CREATE INDEX reminder_by_case ON reminder(case_id);

-- One message to one person over one channel. The unique key makes a second one for the same day impossible.
CREATE TABLE delivery (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    channel TEXT NOT NULL,
    state TEXT NOT NULL,
    officer TEXT NOT NULL,
    address TEXT NOT NULL,
    not_before INTEGER NOT NULL,
    queued_at INTEGER NOT NULL,
    claimed_at INTEGER,
    ended_at INTEGER,
    read_at INTEGER,
    attempts INTEGER NOT NULL,
    note TEXT NOT NULL,
    subject TEXT NOT NULL,
    text TEXT NOT NULL,
    letters TEXT NOT NULL
) STRICT;
CREATE INDEX delivery_waiting ON delivery(not_before, id) WHERE state = 'MENUNGGU';
CREATE INDEX delivery_claimed ON delivery(claimed_at, id) WHERE state IN ('DIKIRIM', 'DISERAHKAN');
CREATE INDEX delivery_by_officer ON delivery(channel, officer, id);

CREATE TABLE delivery_reminder (
    delivery INTEGER NOT NULL REFERENCES delivery(id),
    reminder INTEGER NOT NULL REFERENCES reminder(id),
    PRIMARY KEY (delivery, reminder)
) STRICT, WITHOUT ROWID;
CREATE INDEX delivery_reminder_by_reminder ON delivery_reminder(reminder, delivery);

-- What happened to it, in order; never changed.
CREATE TABLE delivery_log (
    delivery INTEGER NOT NULL REFERENCES delivery(id),
    seq INTEGER NOT NULL,
    at INTEGER NOT NULL,
    event TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (delivery, seq)
) STRICT, WITHOUT ROWID;

-- Decrees on days off that came after the pack was written.
CREATE TABLE calendar_decree (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    file TEXT NOT NULL,
    applied_at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    content TEXT NOT NULL
) STRICT;

)sql";

} // namespace alur::store
