"""What comes out of the record's rows again: documents, and what is held on them."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import msgspec

from onrecord.errors import RecordError
from onrecord.model import Document, Reading, When
from onrecord.record import schema
from onrecord.record.references import name_of

_reading = msgspec.json.Decoder(Reading)
_when = msgspec.json.Decoder(When)

_EASTERNMOST = timedelta(hours=14)  # how far the calendar can be ahead of UTC

OUTLINE = (schema.readings.c.json_sha256, schema.documents.c.text_sha256, schema.documents.c.added_at)
"""The columns that tell one version of a document from another, and since when it is there."""


@dataclass(frozen=True, slots=True)
class Holding:
    """What the record holds on a document, without its text.

    ``outlet`` and ``title`` are the source's, else the reading's. ``published`` is what the source said;
    ``earliest`` and ``latest`` are the day of publication as the reading has it. ``name`` is short.
    """

    id: str
    name: str
    uri: str
    key: str | None
    outlet: str | None
    title: str | None
    byline: str | None
    url: str | None
    media_type: str
    published: When
    earliest: date | None
    latest: date | None
    words: int
    reader: str
    added_at: datetime


def document(row: Any) -> Document:
    """The document of a row of ``documents``."""
    return Document(
        id=row.id,
        uri=row.uri,
        text=row.text,
        raw=row.text.encode() if row.raw is None else zlib.decompress(row.raw),
        media_type=row.media_type,
        key=row.key,
        title=row.title,
        outlet=row.outlet,
        byline=row.byline,
        url=row.url,
        published=_when.decode(row.published),
    )


def holding(row: Any) -> Holding:
    """The holding of a joined row of ``documents`` and ``readings``."""
    return Holding(
        id=row.id,
        name=name_of(row.key, row.uri),
        uri=row.uri,
        key=row.key,
        outlet=row.outlet,
        title=row.title,
        byline=row.byline,
        url=row.url,
        media_type=row.media_type,
        published=_when.decode(row.published),
        earliest=row.earliest,
        latest=row.latest,
        words=row.words,
        reader=row.reader,
        added_at=datetime.fromisoformat(row.added_at),
    )


def outline(row: Any) -> tuple[bytes, date]:
    """A digest of a reading and its text (64 bytes), and the last day on which the document can have been
    published: that on which it was taken in, in the easternmost place on Earth.
    """
    added = datetime.fromisoformat(row.added_at) + _EASTERNMOST
    return bytes.fromhex(row.json_sha256 + row.text_sha256), added.date()


def reading(packed: bytes, *, where: str) -> Reading:
    """The reading that was kept. Raises :class:`RecordError` where this version cannot understand it."""
    try:
        return _reading.decode(zlib.decompress(packed))
    except (msgspec.MsgspecError, zlib.error) as error:
        raise RecordError(
            f"a reading cannot be understood: {error}",
            where=where,
            hint="add the reports to a new record: another Onrecord wrote this one, or it is damaged",
        ) from error
