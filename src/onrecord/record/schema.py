"""The record's tables, as the queries see them.

The tables themselves are made by :mod:`onrecord.record.migrations`, which also explains the columns;
a test holds the two together.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    Date,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

APPLICATION_ID = 0x4F6E5263
"""``OnRc``: marks a database file as a record (SQLite's ``application_id``)."""

STAMP = "stamp"
"""The key in ``meta`` of the fingerprint of all readings, facts and decisions in force."""

metadata = MetaData()

migrations = Table(
    "migrations",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("applied_at", Text, nullable=False),
)

meta = Table(
    "meta",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

documents = Table(
    "documents",
    metadata,
    Column("no", Integer, primary_key=True),
    Column("id", String(64), nullable=False, unique=True),
    Column("key", Text),
    Column("uri", Text, nullable=False),
    Column("outlet", Text),
    Column("title", Text),
    Column("byline", Text),
    Column("url", Text),
    Column("media_type", Text, nullable=False),
    Column("published", Text, nullable=False),
    Column("raw", LargeBinary),
    Column("text", Text, nullable=False),
    Column("text_sha256", String(64), nullable=False),
    Column("words", Integer, nullable=False),
    Column("added_at", Text, nullable=False),
)

sources = Table(
    "sources",
    metadata,
    Column("document", ForeignKey("documents.no"), primary_key=True),
    Column("uri", Text, primary_key=True),
    Column("added_at", Text, nullable=False),
)

readings = Table(
    "readings",
    metadata,
    Column("document", ForeignKey("documents.no"), primary_key=True),
    Column("reader", Text, nullable=False),
    Column("outlet", Text),
    Column("title", Text),
    Column("earliest", Date),
    Column("latest", Date),
    Column("json", LargeBinary, nullable=False),
    Column("json_sha256", String(64), nullable=False),
)

evidence = Table(
    "evidence",
    metadata,
    Column("document", ForeignKey("documents.no"), primary_key=True),
    Column("start", Integer, primary_key=True),
    Column("end", Integer, primary_key=True),
    Column("quote", Text),
    Column("digest", LargeBinary),
)

lines = Table(
    "lines",
    metadata,
    Column("document", ForeignKey("documents.no"), primary_key=True),
    Column("line", BigInteger, primary_key=True),
)

facts = Table(
    "facts",
    metadata,
    Column("id", Text, primary_key=True),
    Column("text", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("json", Text, nullable=False),
    Column("json_sha256", Text, nullable=False),
    Column("added_at", Text, nullable=False),
)

decisions = Table(
    "decisions",
    metadata,
    Column("no", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("made_at", Text, nullable=False),
    Column("undone_at", Text),
    Column("json", Text, nullable=False),
    Column("json_sha256", Text, nullable=False),
)

cache = Table(
    "cache",
    metadata,
    Column("key", Text, primary_key=True),
    Column("part", Integer, primary_key=True),
    Column("stamp", Text, nullable=False),
    Column("items", Integer, nullable=False),
    Column("outline", LargeBinary),
    Column("value", LargeBinary, nullable=False),
)

traces = Table(
    "traces",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("digest", LargeBinary, nullable=False),
    Column("value", LargeBinary, nullable=False),
)
