#pragma once

namespace alur::store {

/// The register counts by unit and knows who signs; what is done to a number, to a letter, and the codes by which
/// letters are verified. Never edited: a change is a new schema.
inline constexpr char kSchema3[] = R"sql(
CREATE TABLE number_register_by_unit (
    series TEXT NOT NULL,
    unit TEXT NOT NULL,
    year INTEGER NOT NULL,
    number INTEGER NOT NULL,
    suffix TEXT NOT NULL,
    text TEXT NOT NULL,
    classification TEXT NOT NULL,
    letter TEXT NOT NULL,
    date TEXT NOT NULL,
    state TEXT NOT NULL,
    reason TEXT NOT NULL,
    subject TEXT NOT NULL,
    addressee TEXT NOT NULL,
    signer TEXT NOT NULL,
    mode TEXT NOT NULL,
    case_id INTEGER REFERENCES cases(id),
    document INTEGER REFERENCES document(id),
    taken_at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    PRIMARY KEY (series, unit, year, number, suffix)
) STRICT, WITHOUT ROWID;
INSERT INTO number_register_by_unit
    SELECT series, '', year, number, suffix, text, '', letter, date, state, reason, subject, addressee, '', '',
        case_id, document, taken_at, actor FROM number_register;
DROP TABLE number_register;
ALTER TABLE number_register_by_unit RENAME TO number_register;
CREATE INDEX number_register_by_text ON number_register(text);
CREATE INDEX number_register_by_year ON number_register(year);

CREATE TABLE number_act (
    id INTEGER PRIMARY KEY,
    series TEXT NOT NULL,
    unit TEXT NOT NULL,
    year INTEGER NOT NULL,
    number INTEGER NOT NULL,
    suffix TEXT NOT NULL,
    act TEXT NOT NULL,
    reason TEXT NOT NULL,
    actor TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX number_act_by_number ON number_act(series, unit, year, number, suffix);

-- From numbered to published: every state a letter has had.
CREATE TABLE letter_act (
    id INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES document(id),
    state TEXT NOT NULL,
    note TEXT NOT NULL,
    actor TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX letter_act_by_document ON letter_act(document);

CREATE TABLE letter_code (
    code TEXT PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES document(id)
) STRICT, WITHOUT ROWID;
)sql";

} // namespace alur::store
