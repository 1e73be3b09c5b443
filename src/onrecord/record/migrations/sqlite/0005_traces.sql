-- What follows from a part of the readings alone: from one document, or from what tells of one event.
DROP TABLE traces;
CREATE TABLE traces (
    kind TEXT NOT NULL,
    key TEXT NOT NULL,                  -- the document's id, or what the part is known by
    digest BLOB NOT NULL,               -- of all that it was derived from
    value BLOB NOT NULL,
    PRIMARY KEY (kind, key)
) WITHOUT ROWID;
