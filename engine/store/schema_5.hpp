#pragma once

namespace alur::store {

/// The schema of the board and of programs that work with the office: counts that the database keeps itself, so that no
/// page has to count a hundred thousand cases, the clients of the interface for programs, and what they were answered.
inline constexpr char kSchema5[] = R"sql(

CREATE INDEX cases_running ON cases(process, state, opened_at) WHERE ended_at IS NULL;
CREATE INDEX deadline_late ON deadline(due_date, case_id) WHERE state = 'OPEN';

CREATE TABLE area_count (
    process TEXT NOT NULL,
    area TEXT NOT NULL,
    state TEXT NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (process, area, state)
) STRICT, WITHOUT ROWID;
INSERT INTO area_count
SELECT c.process, a.area, c.state, count(*) FROM case_area a JOIN cases c ON c.id = a.case_id
GROUP BY c.process, a.area, c.state;
CREATE TRIGGER area_set AFTER INSERT ON case_area BEGIN
    INSERT INTO area_count SELECT process, new.area, state, 1 FROM cases WHERE id = new.case_id
    ON CONFLICT (process, area, state) DO UPDATE SET count = count + 1;
END;
CREATE TRIGGER area_changed AFTER UPDATE OF area ON case_area WHEN old.area <> new.area BEGIN
    UPDATE area_count SET count = count - 1 WHERE area = old.area
        AND (process, state) = (SELECT process, state FROM cases WHERE id = new.case_id);
    INSERT INTO area_count SELECT process, new.area, state, 1 FROM cases WHERE id = new.case_id
    ON CONFLICT (process, area, state) DO UPDATE SET count = count + 1;
END;
CREATE TRIGGER area_case_moved AFTER UPDATE OF state ON cases WHEN old.state <> new.state BEGIN
    UPDATE area_count SET count = count - 1 WHERE process = old.process AND state = old.state
        AND area = (SELECT area FROM case_area WHERE case_id = new.id);
    INSERT INTO area_count SELECT new.process, area, new.state, 1 FROM case_area WHERE case_id = new.id
    ON CONFLICT (process, area, state) DO UPDATE SET count = count + 1;
END;

-- Deadlines by the month in which they are due (`2026-03`) and what became of them.
CREATE TABLE deadline_count (
    deadline_id TEXT NOT NULL,
    month TEXT NOT NULL,
    state TEXT NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (deadline_id, month, state)
) STRICT, WITHOUT ROWID;
INSERT INTO deadline_count
SELECT deadline_id, substr(due_date, 1, 7), state, count(*) FROM deadline GROUP BY 1, 2, 3;
CREATE TRIGGER deadline_counted AFTER INSERT ON deadline BEGIN
    INSERT INTO deadline_count VALUES (new.deadline_id, substr(new.due_date, 1, 7), new.state, 1)
    ON CONFLICT (deadline_id, month, state) DO UPDATE SET count = count + 1;
END;
CREATE TRIGGER deadline_changed AFTER UPDATE OF state, due_date ON deadline BEGIN
    UPDATE deadline_count SET count = count - 1
    WHERE deadline_id = old.deadline_id AND month = substr(old.due_date, 1, 7) AND state = old.state;
    INSERT INTO deadline_count VALUES (new.deadline_id, substr(new.due_date, 1, 7), new.state, 1)
    ON CONFLICT (deadline_id, month, state) DO UPDATE SET count = count + 1;
END;

-- A client is known by the SHA-256 of its token; the token itself was shown once.
CREATE TABLE client (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    token_hash TEXT NOT NULL UNIQUE,
    roles TEXT NOT NULL,
    areas TEXT NOT NULL,
    active INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    created_by TEXT NOT NULL
) STRICT;

-- What a client was answered under an idempotency key. `status` 0: its first question is still at work.
CREATE TABLE client_answer (
    client INTEGER NOT NULL REFERENCES client(id),
    key TEXT NOT NULL,
    question TEXT NOT NULL,
    asked_at INTEGER NOT NULL,
    status INTEGER NOT NULL,
    place TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (client, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX client_answer_by_age ON client_answer(asked_at);

)sql";

} // namespace alur::store
