-- Decisions of the user about actors: merged, split, renamed. They are made void, never removed.
CREATE TABLE decisions (
    no INTEGER PRIMARY KEY,             -- the order in which they were made, in which they are applied
    id TEXT NOT NULL UNIQUE,            -- over what it says and when it was made
    made_at TEXT NOT NULL,              -- UTC, ISO 8601
    undone_at TEXT,                     -- UTC, ISO 8601; NULL while it is in force
    json TEXT NOT NULL,                 -- the decision as it is used
    json_sha256 TEXT NOT NULL
);
