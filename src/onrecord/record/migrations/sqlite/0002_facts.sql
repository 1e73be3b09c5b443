-- Dated facts that the user added: no report says them, but dates may rest on them.
CREATE TABLE facts (
    id TEXT PRIMARY KEY,                -- over what it says and who says so
    text TEXT NOT NULL,                 -- the fact in words
    source TEXT NOT NULL,               -- who says so
    json TEXT NOT NULL,                 -- the fact as it is used
    json_sha256 TEXT NOT NULL,
    added_at TEXT NOT NULL              -- UTC, ISO 8601
) WITHOUT ROWID;
