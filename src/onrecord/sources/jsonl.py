"""JSON lines: one document a line.

In: a stream of lines ``{"id", "text" or "html", "title"?, "outlet"?, "byline"?, "url"?,
"published"?}``. Out: documents, or an error for each line that cannot be read. Invariants: one bad
line never stops the others; no more than one line is held, beside 8 bytes of each id that was seen.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, BinaryIO

from onrecord.errors import SourceError
from onrecord.model import UNKNOWN, Basis, Document, When
from onrecord.sources import outlets
from onrecord.sources.dates import iso_day
from onrecord.sources.decoding import storable
from onrecord.sources.given import Given
from onrecord.sources.kinds import Kind
from onrecord.sources.text import digest, is_blank

_MARK = b"\xef\xbb\xbf"
_SKIP = 1 << 16  # bytes of an overlong line that are thrown away at a time


@dataclass(frozen=True, slots=True)
class _Line:
    """One line: its number from 1, and its bytes without the line end, or ``None`` where too long."""

    number: int
    raw: bytes | None


def read(stream: BinaryIO, uri: str, where: str, given: Given) -> Iterator[Document | SourceError]:
    """The documents of a JSON lines stream; ``uri`` and ``where`` name the file."""
    seen: dict[int, int] = {}  # hash of an id -> the line that had it
    empty = True
    for line in _lines(stream, given.limit):
        if line.raw is not None and not line.raw.strip():
            continue
        empty = False
        place = f"{where}, line {line.number}"
        try:
            document = _document(line, f"{uri}#L{line.number}", place, given)
            if document.key is not None:
                _check_unique(document.key, line.number, place, seen)
            yield document
        except SourceError as error:
            yield error
    if empty:
        yield SourceError("the file is empty", where=where, hint="give one JSON object a line")


def _lines(stream: BinaryIO, limit: int) -> Iterator[_Line]:
    number = 0
    while piece := stream.readline(limit + 2):
        number += 1
        line = piece.rstrip(b"\r\n")
        if len(line) <= limit:
            yield _Line(number, line.removeprefix(_MARK) if number == 1 else line)
            continue
        while piece and not piece.endswith(b"\n"):
            piece = stream.readline(_SKIP)
        yield _Line(number, None)


def _check_unique(key: str, number: int, place: str, seen: dict[int, int]) -> None:
    short = int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest())
    first = seen.setdefault(short, number)
    if first != number:
        raise SourceError(
            f"the id {key!r} was already used on line {first}",
            where=place,
            hint="give each report an id of its own",
        )


def _document(line: _Line, uri: str, place: str, given: Given) -> Document:
    if line.raw is None:
        raise SourceError(
            f"larger than {given.limit:,} bytes", where=place, hint="raise the limit for one document"
        )
    members = _Members(_parsed(line.raw, place), place)
    published = _published(members)
    document = Document(
        id=digest(line.raw),
        uri=uri,
        text=members.text("text", blank=True) or "",
        raw=line.raw,
        media_type=Kind.JSONL.value,
        key=members.key(),
        title=members.text("title"),
        outlet=members.text("outlet"),
        byline=members.text("byline"),
        url=members.text("url"),
        published=published,
    )
    page = members.text("html", blank=True)
    if page is not None and "text" not in members.values:
        document = _with_page(document, page, place)
    elif "text" not in members.values:
        raise SourceError('neither "text" nor "html"', where=place, hint='add "text", a string')
    if is_blank(document.text):
        raise SourceError(
            "the report's text is empty", where=place, hint="leave the line out, or give its text"
        )
    name = outlets.canonical(document.outlet) if document.outlet else outlets.name_for(document.url)
    return replace(
        document, outlet=given.outlet_over(name), published=given.published_over(document.published)
    )


def _with_page(document: Document, page: str, place: str) -> Document:
    """The document with the text of its page, and the page's metadata where the line has none."""
    from onrecord.sources import html  # slow to import

    found = html.extract(page, place, url=document.url)
    return replace(
        document,
        text=found.text,
        title=document.title or found.title,
        outlet=document.outlet or found.outlet,
        byline=document.byline or found.byline,
        url=document.url or found.url,
        published=document.published if document.published.known else found.published,
    )


def _parsed(raw: bytes, place: str) -> dict[str, Any]:
    try:
        value = json.loads(raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise SourceError(
            f"not valid UTF-8 at byte {error.start} of the line (0x{raw[error.start]:02x})",
            where=place,
            hint="JSON lines are UTF-8; save the file as that",
        ) from None
    except json.JSONDecodeError as error:
        raise SourceError(
            f"not valid JSON: {error.msg[:1].lower()}{error.msg[1:]}",
            where=f"{place}, column {error.colno}",
            hint="each line must be one whole JSON object",
        ) from None
    except (RecursionError, ValueError) as error:  # nested without end, a number of thousands of digits
        reason = "nested too deeply" if isinstance(error, RecursionError) else "a number is too long"
        raise SourceError(f"not a report: {reason}", where=place, hint="leave that member out") from None
    if not isinstance(value, dict):
        raise SourceError(
            f"a JSON {_type_name(value)} where an object should be",
            where=place,
            hint='each line is {"id": …, "text": …}',
        )
    return value


def _published(members: _Members) -> When:
    value = members.text("published")
    if value is None:
        return UNKNOWN
    day = iso_day(value)
    if day is None:
        raise SourceError(
            f'"published" is {value[:40]!r}, not a date',
            where=members.place,
            hint='write an ISO day or datetime, as "2025-06-02" or "2025-06-02T09:30:00Z"; or leave it out',
        )
    trail = (f"published on {day.isoformat()}: the member “published” of the line says {value}",)
    return When(day, day, value, Basis.METADATA, trail=trail)


@dataclass(frozen=True, slots=True)
class _Members:
    """The members of one line, checked as they are asked for; ``null`` counts as left out."""

    values: dict[str, Any]
    place: str

    def text(self, name: str, *, blank: bool = False) -> str | None:
        """A string member, storable; an empty one counts as left out unless ``blank``."""
        value = self.values.get(name)
        if value is None and name != "text":
            return None
        if value is None and name not in self.values:
            return None
        if not isinstance(value, str):
            raise SourceError(
                f'"{name}" is a JSON {_type_name(value)} where a string should be',
                where=self.place,
                hint="write it in quotation marks, or leave it out",
            )
        return storable(value) if blank else storable(value).strip() or None

    def key(self) -> str | None:
        """The input's own id; whole numbers are taken as they are written."""
        value = self.values.get("id")
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        return self.text("id")


def _type_name(value: object) -> str:
    names = {bool: "boolean", int: "number", float: "number", str: "string", list: "array", dict: "object"}
    return names.get(type(value), "null")
