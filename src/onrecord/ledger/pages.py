"""Pages: a reading beside its document's text, and the place of a document in the record.

In: readings with texts, in any order. Out: :class:`Page` objects that cut quotes and evidence.
Invariant: the quote of an :class:`Evidence` is exactly ``text[start:end]`` of its document.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

import msgspec

from onrecord.ledger.traces import digest
from onrecord.model import Evidence, Reading, Region, Span, Statement, When

Given = tuple[Reading, str] | tuple[Reading, str, bytes, date]
"""A reading with its document's text; where a record keeps them, with a digest of the two, and the last day
on which the document can have been published: that on which it was taken in."""


@dataclass(frozen=True)
class Page:
    """A reading with its document's text. ``published`` is the day as far as the record fixes it.

    ``added`` is the last day on which the document can have been published: that on which it was taken in.
    ``given`` is the reading as the record keeps it, with a digest of it and of the text.
    """

    reading: Reading
    text: str
    published: When
    added: date | None = None
    given: tuple[Reading, bytes] | None = field(default=None, compare=False, repr=False)

    @property
    def id(self) -> str:
        """The document's content hash."""
        return self.reading.document

    @property
    def name(self) -> str:
        """What people call the document."""
        return name_of(self.reading)

    @cached_property
    def digest(self) -> bytes:
        """Of the reading and the text."""
        if self.given is not None and self.given[0] is self.reading:
            return self.given[1]
        return digest("page 1", self.text, (msgspec.json.encode(self.reading),))

    @cached_property
    def statements(self) -> dict[str, Statement]:
        """The statements by id."""
        return {s.id: s for s in self.reading.statements}

    def quote(self, spans: Iterable[Span], joint: str = " … ") -> str:
        """The characters of the spans in order, with ``joint`` where something is left out."""
        return joint.join(self.text[s.start : s.end] for s in spans if s.start < s.end)

    def evidence(self, *groups: Iterable[Span]) -> tuple[Evidence, ...]:
        """Evidence for all spans, each once, in the order of the text."""
        spans = sorted({s for group in groups for s in group if 0 <= s.start < s.end <= len(self.text)})
        return tuple(Evidence(self.id, s.start, s.end, self.text[s.start : s.end]) for s in spans)

    def body(self) -> str:
        """The text outside the boilerplate."""
        return body_of(self.text, self.reading.regions)


def body_of(text: str, regions: Iterable[Region]) -> str:
    """The characters that no region covers; a line break stands for each region."""
    parts, at = [], 0
    for region in sorted(regions, key=lambda r: (r.start, r.end)):
        parts.append(text[at : region.start])
        at = max(at, region.end)
    parts.append(text[at:])
    return "\n".join(part for part in parts if part)


def name_of(reading: Reading) -> str:
    """The input's own id where it has one, else the file's name without its ending."""
    if reading.id and reading.id != reading.document:
        return reading.id
    stem = PurePosixPath(unquote(urlsplit(reading.uri).path)).stem
    return stem or reading.document[:12]


def order_key(published: When, document: str) -> tuple[date, date, str]:
    """The record's order: earliest, then latest day of publication, then the content hash.

    A document without an earliest day comes first: nothing shows that it is later than another.
    """
    return (published.earliest or date.min, published.latest or date.max, document)
