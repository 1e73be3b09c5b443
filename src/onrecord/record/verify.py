"""Proof that a record holds: bytes against hashes, quotes against characters, index against texts.

In: a record. Out: every problem, one by one; none means that each line of the ledger stands on
characters that are in the bytes as they were given. It needs no network and changes nothing.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Connection, Engine, func, select
from sqlalchemy.exc import DBAPIError

from onrecord.errors import RecordError
from onrecord.model import Reading, Span
from onrecord.record import decisions, facts, schema, search, sqlite
from onrecord.record.evidence import Quote, faults, findings

Progress = Callable[[int, int], None]
"""Called with how many documents are done, and of how many."""

_decoder = msgspec.json.Decoder(Reading)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that does not hold. ``where`` is the document's id and address, or the record's file."""

    where: str
    what: str


def verify(engine: Engine, path: Path, *, read_only: bool, progress: Progress | None) -> Iterator[Problem]:
    """Every problem of the record at ``path``. A damaged file is a problem, not an error."""
    try:
        with sqlite.failures(path):
            if not read_only:
                yield from _index(engine, path)
            with engine.connect() as connection:
                yield from _file(connection, path)
                yield from _documents(connection, progress)
                for where, what in (*facts.faults(connection), *decisions.faults(connection)):
                    yield Problem(where, what)
                yield from _stamp(connection, path)
    except RecordError as error:
        if not sqlite.is_damage(error):
            raise
        yield Problem(str(path), error.what)


def _file(connection: Connection, path: Path) -> Iterator[Problem]:
    for (message,) in connection.exec_driver_sql("PRAGMA integrity_check"):
        if message != "ok":
            yield Problem(str(path), f"the file is damaged: {message}")
    for row in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield Problem(str(path), f"a row of {row[0]} belongs to no document")
    lost = (
        select(schema.documents.c.id).outerjoin(schema.readings).where(schema.readings.c.document.is_(None))
    )
    for document in connection.scalars(lost):
        yield Problem(document, "there is no reading of it")


def _index(engine: Engine, path: Path) -> Iterator[Problem]:
    """The index holds the words of the texts, all of them and no others."""
    with engine.connect().execution_options(writes=True) as connection:
        try:
            search.check(connection)
        except DBAPIError as error:
            found = sqlite.explain(path, error.orig)
            if not sqlite.is_damage(found):
                raise
            yield Problem(str(path), "the full-text index does not fit the documents")
        finally:
            connection.rollback()


def _documents(connection: Connection, progress: Progress | None) -> Iterator[Problem]:
    d, r = schema.documents, schema.readings
    count = connection.scalar(select(func.count()).select_from(d)) or 0
    query = select(
        d.c.no, d.c.id, d.c.uri, d.c.raw, d.c.text, d.c.text_sha256, r.c.json, r.c.json_sha256, r.c.reader
    )
    rows = connection.execution_options(yield_per=32).execute(query.join(r).order_by(d.c.no))
    for done, row in enumerate(rows, 1):
        where = f"{row.id[:12]} ({row.uri})"
        for what in (*_bytes(row), *_reading(connection, row)):
            yield Problem(where, what)
        if progress is not None:
            progress(done, count)


def _bytes(row: Any) -> Iterator[str]:
    encoded = row.text.encode()
    try:
        raw = encoded if row.raw is None else zlib.decompress(row.raw)
    except zlib.error as error:
        yield f"its bytes cannot be unpacked: {error}"
    else:
        if hashlib.sha256(raw).hexdigest() != row.id:
            yield "its bytes do not have the hash that is its id"
    if hashlib.sha256(encoded).hexdigest() != row.text_sha256:
        yield "its text is not the text that was read"


def _reading(connection: Connection, row: Any) -> Iterator[str]:
    try:
        json = zlib.decompress(row.json)
        reading = _decoder.decode(json)
    except (zlib.error, msgspec.MsgspecError) as error:
        yield f"its reading cannot be understood: {error}"
        return
    if hashlib.sha256(json).hexdigest() != row.json_sha256:
        yield "its reading is not the reading that was made"
    if reading.document != row.id or reading.reader != row.reader:
        yield "its reading is of another document or reader"
    yield from faults(reading, len(row.text))
    yield from _quotes(connection, row.no, row.text, reading)


def _quotes(connection: Connection, document: int, text: str, reading: Reading) -> Iterator[str]:
    e = schema.evidence
    query = select(e.c.start, e.c.end, e.c.quote, e.c.digest).where(e.c.document == document)
    kept = {Span(row.start, row.end): Quote(*row) for row in connection.execute(query)}
    for span, quote in kept.items():
        if Quote.cut(text, span) != quote:
            yield f"the quote at {span.start}-{span.end} is not what stands there"
    needed = {Span(*span): f for f in findings(reading) for span in f.spans}
    for span in sorted(needed.keys() - kept.keys()):
        yield f"{needed[span].name} has no quote at {span.start}-{span.end}"
    for span in sorted(kept.keys() - needed.keys()):
        yield f"the quote at {span.start}-{span.end} belongs to no finding"


def _stamp(connection: Connection, path: Path) -> Iterator[Problem]:
    kept = connection.scalar(select(schema.meta.c.value).where(schema.meta.c.key == schema.STAMP))
    combined = 0
    readings = connection.scalars(select(schema.readings.c.json_sha256))
    for digest in (*readings, *facts.hashes(connection), *decisions.hashes(connection)):
        combined ^= int(digest, 16)
    if kept != f"{combined:064x}":
        yield Problem(str(path), "the fingerprint of the readings, facts and decisions is out of date")
