-- A ledger is kept view by view, and a long view in parts, so that one can be read without the others.
DROP TABLE cache;
CREATE TABLE cache (
    key TEXT NOT NULL,                  -- the question and the view
    part INTEGER NOT NULL,              -- from 0; a view without items has one part, too
    stamp TEXT NOT NULL,                -- of the readings, facts and decisions that it was derived from
    items INTEGER NOT NULL,
    outline BLOB,                       -- what tells which items are worth unpacking, JSON; NULL where all are
    value BLOB NOT NULL,                -- the items, JSON, deflated
    PRIMARY KEY (key, part)
);

-- What was derived from single documents, whatever stands in the others: kept until the text is another.
CREATE TABLE traces (
    document INTEGER NOT NULL REFERENCES documents (no),
    kind TEXT NOT NULL,
    digest BLOB NOT NULL,               -- of all that it was derived from
    value BLOB NOT NULL,
    PRIMARY KEY (document, kind)
) WITHOUT ROWID;
