"""All that one document says: the findings of one reading.

A reading is a pure function of the document and the reader's version; it needs no other document.
Its JSON form is the published contract (``onrecord.reading/1``): the field names here are the
member names there.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from onrecord.model.actor import Actor
from onrecord.model.document import Region
from onrecord.model.event import Event
from onrecord.model.evidence import Span
from onrecord.model.statement import Statement
from onrecord.model.when import UNKNOWN, When

SCHEMA = "onrecord.reading/1"


class TimeType(StrEnum):
    """The four TIMEX3 types."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression, ``[start, end)`` in code points.

    ``value`` is its TIMEX3 value under the document's own date as far as this reading could fix
    it; ``form`` is the anchor-free meaning from which the value can be computed again.
    ``earliest`` and ``latest`` are its days, ``None`` where open or where days do not apply.
    ``quant`` and ``freq`` are those of a TIMEX3 set (``EVERY``, ``2X``). Where it is counted from an
    event ("two days after the summit"), ``event`` is the event's words and ``offset`` the steps from
    its day: the form of the event's day with ``offset`` behind it (``+2D``) is the form that is meant.
    """

    start: int
    end: int
    type: TimeType
    value: str
    text: str
    mod: str | None = None
    form: str | None = None
    earliest: date | None = None
    latest: date | None = None
    quant: str | None = None
    freq: str | None = None
    event: Span | None = None
    offset: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """The findings of one document. ``id`` is the input's own id, else the content hash.

    ``possible`` are statements whose confidence is too low for the record; nothing is derived from them.
    """

    id: str
    document: str  # the content hash: Document.id
    uri: str
    schema: str = SCHEMA
    reader: str = ""
    outlet: str | None = None
    title: str | None = None
    language: str | None = None
    published: When = UNKNOWN
    regions: tuple[Region, ...] = ()
    statements: tuple[Statement, ...] = ()
    possible: tuple[Statement, ...] = ()
    times: tuple[Time, ...] = ()
    events: tuple[Event, ...] = ()
    actors: tuple[Actor, ...] = ()
