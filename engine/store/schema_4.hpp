#pragma once

namespace alur::store {

/// The schema of the desk: who may sign in, their sessions, drafts of inputs, who looked at masked values, tasks by
/// role in the order of their due dates, and the words a case is found by.
inline constexpr char kSchema4[] = R"sql(

CREATE TABLE officer (
    id INTEGER PRIMARY KEY,
    login TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    roles TEXT NOT NULL,
    areas TEXT NOT NULL,
    active INTEGER NOT NULL,
    must_change INTEGER NOT NULL,
    failures INTEGER NOT NULL,
    locked_until INTEGER,
    created_at INTEGER NOT NULL,
    password TEXT NOT NULL
) STRICT;

-- A session is known by the SHA-256 of its key; the key itself is only in the officer's browser.
CREATE TABLE session (
    key_hash TEXT PRIMARY KEY,
    officer INTEGER NOT NULL REFERENCES officer(id),
    opened_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX session_by_officer ON session(officer);

-- What an officer has typed for a task and not yet handed in.
CREATE TABLE draft (
    case_id INTEGER NOT NULL REFERENCES cases(id),
    task INTEGER NOT NULL,
    officer INTEGER NOT NULL REFERENCES officer(id),
    saved_at INTEGER NOT NULL,
    input TEXT NOT NULL,
    PRIMARY KEY (case_id, task, officer)
) STRICT, WITHOUT ROWID;

-- Who looked at masked values, and why. Entries are only ever added.
CREATE TABLE disclosure (
    id INTEGER PRIMARY KEY,
    case_id INTEGER NOT NULL REFERENCES cases(id),
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    reason TEXT NOT NULL
) STRICT;
CREATE INDEX disclosure_by_case ON disclosure(case_id);

-- Open tasks once a role. `due` is 9999-12-31 for a task without a deadline.
CREATE TABLE task_role (
    role TEXT NOT NULL,
    due TEXT NOT NULL,
    case_id INTEGER NOT NULL,
    task INTEGER NOT NULL,
    deadline INTEGER,
    PRIMARY KEY (role, due, case_id, task)
) STRICT, WITHOUT ROWID;
CREATE INDEX task_role_by_task ON task_role(case_id, task);
WITH RECURSIVE part(case_id, task, role, rest) AS (
    SELECT case_id, id, '', roles || char(10) FROM task
    UNION ALL
    SELECT case_id, task, substr(rest, 1, instr(rest, char(10)) - 1), substr(rest, instr(rest, char(10)) + 1)
    FROM part WHERE rest <> ''
)
INSERT INTO task_role (role, due, case_id, task, deadline)
SELECT DISTINCT role, '9999-12-31', case_id, task, NULL FROM part WHERE role <> '';

-- How many cases stand in each state, kept by the database itself: a list of a hundred thousand need not be counted.
CREATE TABLE case_count (
    process TEXT NOT NULL,
    state TEXT NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (process, state)
) STRICT, WITHOUT ROWID;
INSERT INTO case_count SELECT process, state, count(*) FROM cases GROUP BY process, state;
CREATE TRIGGER case_counted AFTER INSERT ON cases BEGIN
    INSERT INTO case_count VALUES (new.process, new.state, 1)
    ON CONFLICT (process, state) DO UPDATE SET count = count + 1;
END;
CREATE TRIGGER case_moved AFTER UPDATE OF state ON cases WHEN old.state <> new.state BEGIN
    UPDATE case_count SET count = count - 1 WHERE process = old.process AND state = old.state;
    INSERT INTO case_count VALUES (new.process, new.state, 1)
    ON CONFLICT (process, state) DO UPDATE SET count = count + 1;
END;

-- Words by which a case is found, and the area it belongs to.
CREATE TABLE case_area (
    case_id INTEGER PRIMARY KEY REFERENCES cases(id),
    area TEXT NOT NULL
) STRICT;
CREATE VIRTUAL TABLE case_words USING fts5(words, tokenize = 'unicode61 remove_diacritics 2', prefix = '3');

)sql";

} // namespace alur::store
