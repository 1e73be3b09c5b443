"""Writing: a document and its reading, checked, as the rows of one transaction.

In: a document and its reading. Out: the rows of all tables that they fill, and what adding them did.
Invariant: nothing is written that does not hold; what is written is the same whatever was there before.
"""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

import msgspec
from sqlalchemy import Connection, delete, select, update
from sqlalchemy.dialects.sqlite import insert

from onrecord.errors import SourceError
from onrecord.model import Document, Reading
from onrecord.record import lines, schema, search
from onrecord.record.evidence import Quote, quotes

_DEFLATE = 6


class Added(StrEnum):
    """What an add did."""

    NEW = "new"
    KNOWN = "known"  # same bytes, same reader: nothing was changed
    REREAD = "reread"  # same bytes, another reader, outlet or day: the reading was replaced


@dataclass(frozen=True)
class Entry:
    """A document and its reading, checked and ready to be written."""

    document: Document
    reading: Reading
    row: dict[str, Any]  # of documents
    findings: dict[str, Any]  # of readings
    quotes: list[Quote]
    lines: list[int]

    @classmethod
    def prepare(cls, document: Document, reading: Reading) -> Entry:
        """Check and pack. Raises :class:`SourceError` where something does not hold."""
        if hashlib.sha256(document.raw).hexdigest() != document.id:
            raise SourceError("the document's id is not the hash of its bytes", where=document.uri)
        if reading.document != document.id:
            raise SourceError("the reading is of another document", where=document.uri)
        try:
            return cls(
                document,
                reading,
                _document_row(document),
                _reading_row(reading),
                quotes(reading, document.text),
                lines.hashes(document.text),
            )
        except UnicodeEncodeError as error:
            raise SourceError(
                f"half of a surrogate pair at character {error.start} is no character",
                where=ascii(document.uri),
                hint="mend the text's encoding",
            ) from error


def _document_row(document: Document) -> dict[str, Any]:
    encoded = document.text.encode()
    row = {
        "id": document.id,
        "key": document.key,
        "uri": document.uri,
        "outlet": document.outlet,
        "title": document.title,
        "byline": document.byline,
        "url": document.url,
        "media_type": document.media_type,
        "published": msgspec.json.encode(document.published).decode(),
        "raw": None if document.raw == encoded else zlib.compress(document.raw, _DEFLATE),
        "text": document.text,
        "text_sha256": hashlib.sha256(encoded).hexdigest(),
        "words": len(document.text.split()),
    }
    for value in row.values():
        if isinstance(value, str):
            value.encode()  # the driver's error would not say what it was
    return row


def _reading_row(reading: Reading) -> dict[str, Any]:
    json = msgspec.json.encode(reading)
    return {
        "reader": reading.reader,
        "outlet": reading.outlet,
        "title": reading.title,
        "earliest": reading.published.earliest,
        "latest": reading.published.latest,
        "json": zlib.compress(json, _DEFLATE),
        "json_sha256": hashlib.sha256(json).hexdigest(),
    }


def write(connection: Connection, entry: Entry, *, anew: bool = False) -> Added:
    """Write the entry; ``anew`` replaces a reading by the same reader. The caller holds the transaction."""
    d, r = schema.documents, schema.readings
    old = connection.execute(
        select(d.c.no, d.c.title, d.c.text, r.c.reader, r.c.json_sha256)
        .join(r)
        .where(d.c.id == entry.document.id)
    ).one_or_none()
    if old is None:
        row = entry.row | {"added_at": _now()}
        no = connection.execute(d.insert().values(row)).inserted_primary_key[0]  # type: ignore[index]
        search.index(connection, no, entry.document.title, entry.document.text)
    else:
        no = old.no
        if old.reader == entry.reading.reader and not anew:  # another program was faster
            note_source(connection, no, entry.document.uri)
            return Added.KNOWN
        _retire(connection, old, entry)
    connection.execute(r.insert().values(document=no, **entry.findings))
    if entry.quotes:
        connection.execute(schema.evidence.insert(), [{"document": no, **asdict(q)} for q in entry.quotes])
    lines.note(connection, no, entry.lines)
    note_source(connection, no, entry.document.uri)
    restamp(connection, entry.findings["json_sha256"])
    return Added.NEW if old is None else Added.REREAD


def _retire(connection: Connection, old: Any, entry: Entry) -> None:
    """Take the old reading away and bring the document's row to what was read now."""
    connection.execute(delete(schema.readings).where(schema.readings.c.document == old.no))
    connection.execute(delete(schema.evidence).where(schema.evidence.c.document == old.no))
    restamp(connection, old.json_sha256)
    if (old.title, old.text) != (entry.document.title, entry.document.text):
        search.unindex(connection, old.no, old.title, old.text)
        search.index(connection, old.no, entry.document.title, entry.document.text)
    d = schema.documents
    connection.execute(update(d).where(d.c.no == old.no).values(entry.row))


def note_source(connection: Connection, document: int, uri: str) -> None:
    """Keep that the document was met at ``uri``."""
    statement = insert(schema.sources).values(document=document, uri=uri, added_at=_now())
    connection.execute(statement.on_conflict_do_nothing())


def stamp(connection: Connection) -> str:
    """The fingerprint of all readings, facts and decisions in force."""
    m = schema.meta
    value: str = connection.scalars(select(m.c.value).where(m.c.key == schema.STAMP)).one()
    return value


def restamp(connection: Connection, json_sha256: str) -> None:
    """Put a reading, fact or decision into the fingerprint, or take it out: the exclusive or of hashes."""
    m = schema.meta
    value = int(stamp(connection), 16) ^ int(json_sha256, 16)
    connection.execute(update(m).where(m.c.key == schema.STAMP).values(value=f"{value:064x}"))


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
