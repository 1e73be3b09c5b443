-- The first shape of a record. schema.py describes the same tables to the queries; a test compares the two.

CREATE TABLE meta (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

-- One row a distinct content. `no` is the short number that the other tables use.
CREATE TABLE documents (
    no INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,            -- SHA-256 of the bytes, hex
    key TEXT,                           -- the input's own id
    uri TEXT NOT NULL,                  -- where it was met when it was read
    outlet TEXT,
    title TEXT,
    byline TEXT,
    url TEXT,
    media_type TEXT NOT NULL,
    published TEXT NOT NULL,            -- what the source said about the day, JSON
    raw BLOB,                           -- the bytes, deflated; NULL where they are the text in UTF-8
    text TEXT NOT NULL,
    text_sha256 TEXT NOT NULL,
    words INTEGER NOT NULL,
    added_at TEXT NOT NULL              -- UTC, ISO 8601
);
CREATE INDEX documents_key ON documents (key) WHERE key IS NOT NULL;

-- Every place where the same bytes were met.
CREATE TABLE sources (
    document INTEGER NOT NULL REFERENCES documents (no),
    uri TEXT NOT NULL,
    added_at TEXT NOT NULL,
    PRIMARY KEY (document, uri)
) WITHOUT ROWID;
CREATE INDEX sources_uri ON sources (uri);

-- The findings of each document, as JSON (deflated), and what queries need to see of them.
CREATE TABLE readings (
    document INTEGER PRIMARY KEY REFERENCES documents (no),
    reader TEXT NOT NULL,
    outlet TEXT,
    title TEXT,
    earliest DATE,                      -- the day of publication, as the reading has it
    latest DATE,
    json BLOB NOT NULL,
    json_sha256 TEXT NOT NULL           -- of the JSON before it was deflated
);

CREATE INDEX readings_outlet ON readings (outlet) WHERE outlet IS NOT NULL;

-- Each span that some finding of the document rests on, once, with its characters.
-- `start` and "end" are code points: quote = substr(text, start + 1, "end" - start).
CREATE TABLE evidence (
    document INTEGER NOT NULL REFERENCES documents (no),
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    quote TEXT,                         -- NULL where the span is long; then its digest stands for it
    digest BLOB,                        -- 128-bit BLAKE2b of the characters in UTF-8
    PRIMARY KEY (document, start, "end")
) WITHOUT ROWID;

-- The lines of each document, by hash, to see which of them an outlet repeats.
CREATE TABLE lines (
    document INTEGER NOT NULL REFERENCES documents (no),
    line INTEGER NOT NULL,              -- 64-bit hash of the line's key
    PRIMARY KEY (document, line)
) WITHOUT ROWID;

-- What was derived from the readings, kept until they change.
CREATE TABLE cache (
    key TEXT PRIMARY KEY,
    stamp TEXT NOT NULL,
    value BLOB NOT NULL
);

CREATE VIRTUAL TABLE fulltext USING fts5 (
    title, text,
    content = 'documents', content_rowid = 'no',
    tokenize = 'unicode61 remove_diacritics 2'
);

INSERT INTO meta (key, value) VALUES ('stamp', '0000000000000000000000000000000000000000000000000000000000000000');
