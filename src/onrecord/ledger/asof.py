"""As of a day: which documents a question about the past may use.

In: dated pages in the record's order, and the question. Out: the pages that count, and the names of
those left out because nothing fixes the earliest day on which they can have been published.
Invariant: a document that can only have been published later never counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath

from onrecord.errors import UsageError
from onrecord.ledger.pages import Page

_FEWEST = 4  # characters of an id that is given by its beginning
_SHOWN = 5


@dataclass(frozen=True)
class Selection:
    """The pages that count, in order. ``as_of`` is the day, or the name of the document, asked for."""

    as_of: str | None
    pages: list[Page]
    left_out: tuple[str, ...] = ()


def select(pages: Sequence[Page], as_of: str | date | None) -> Selection:
    """What could be known as of a day, or as of a document. Raises :class:`UsageError`."""
    if as_of is None:
        return Selection(None, list(pages))
    left_out = [p for p in pages if p.published.earliest is None]
    day = as_of if isinstance(as_of, date) else _day(as_of)
    if day is not None:
        kept = [p for p in pages if p.published.earliest is not None and p.published.earliest <= day]
        return Selection(day.isoformat(), kept, tuple(sorted(p.name for p in left_out)))
    named = _named(pages, str(as_of))
    upto = [p for p in pages[: pages.index(named) + 1] if p.published.earliest is not None or p is named]
    return Selection(named.name, upto, tuple(sorted(p.name for p in left_out if p is not named)))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _named(pages: Sequence[Page], reference: str) -> Page:
    """The one document that is meant: by whole id or name first, then file name, then the id's beginning."""
    attempts = (
        [p for p in pages if reference in (p.id, p.reading.id)],
        [p for p in pages if reference in (p.name, p.reading.uri)],
        [p for p in pages if PurePosixPath(p.reading.uri).name == reference],
        [p for p in pages if len(reference) >= _FEWEST and p.id.startswith(reference.lower())],
        [p for p in pages if p.name.startswith(reference)],
    )
    for found in attempts:
        if len(found) == 1:
            return found[0]
        if found:
            names = ", ".join(f"{p.id[:12]} ({p.reading.uri})" for p in found[:_SHOWN])
            raise UsageError(
                f"{reference!r} means {len(found)} documents: {names}", hint="give the id, or more of it"
            )
    raise UsageError(
        f"{reference!r} is neither a day nor a document of the record",
        hint="write a day as 2031-05-30, or name a document as `onrecord show documents` lists it",
    )
