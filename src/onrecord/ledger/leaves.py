"""Leaves: the documents of a record, each opened only where something must be looked up in it.

In: documents with their readings, or a record that knows them by digests. Out: :class:`Leaf` objects, which
give their page when it is asked for. Invariant: what two leaves of one digest give is the same.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

import msgspec

from onrecord.ledger.pages import Given, Page
from onrecord.ledger.repeats import Repeats
from onrecord.ledger.traces import Form, Traces, digest, form_of
from onrecord.model import Reading

T = TypeVar("T")


Outline = tuple[str, bytes, date]
"""A document's id, a digest of its reading and its text, the last day on which it can have been published."""


class Library(Protocol):
    """Where documents are taken from: a record."""

    def outlines(self) -> Iterable[Outline]:
        """All documents, each once, unopened."""
        ...

    def pages(self, documents: Sequence[str] | None = None) -> Iterable[Given]:
        """The documents of these ids; of all, without."""
        ...


@dataclass(eq=False, slots=True)
class Leaf:
    """A document. ``given`` is a digest of its reading and its text, ``digest`` one that also knows what its
    outlet repeats of it; ``added`` is the last day on which it can have been published.
    """

    id: str
    given: bytes
    digest: bytes
    added: date | None


class Leaves:
    """All documents in the order of their ids, without what their outlets repeat."""

    def __init__(
        self, given: Iterable[Given] | Library, repeats: Repeats, traces: Traces, not_after: date | None
    ) -> None:
        self._repeats = repeats
        self._traces = traces
        self._not_after = not_after
        self._pages: dict[str, Page] = {}
        self._library = None if isinstance(given, Iterable) else given
        if isinstance(given, Iterable):
            for page in sorted(given, key=_input_order):  # one document given twice counts once
                self._pages[page[0].document] = self._page(page)
            found = [self._opened(page) for page in self._pages.values()]
        else:
            found = [self._unopened(outline) for outline in given.outlines()]
        self.listed: Sequence[Leaf] = sorted(found, key=lambda leaf: leaf.id)

    def _opened(self, page: Page) -> Leaf:
        known = page.digest if self._traces.keeping else b""
        return Leaf(page.id, known, known, page.added)

    def _unopened(self, outline: Outline) -> Leaf:
        id, given, added = outline
        mark = self._repeats.mark(id)
        return Leaf(id, given, digest("leaf 1", "", (given, mark)) if mark else given, added)

    def open(self, documents: Iterable[str]) -> None:
        """Have the pages of these documents at hand: many at once take less time than one by one."""
        missing = [id for id in documents if id not in self._pages]
        if missing and self._library is not None:
            for given in self._library.pages(missing):
                self._pages[given[0].document] = self._page(given)

    def page(self, document: str) -> Page:
        """The page of a document."""
        if document not in self._pages:
            self.open([document])
        return self._pages[document]

    def divided(self, pages: Iterable[Page]) -> None:
        """Have other pages in place of those of the same documents."""
        leaf_of = {leaf.id: leaf for leaf in self.listed}
        for page in pages:
            if page is not self._pages[page.id]:
                self._pages[page.id] = page
                if self._traces.keeping:
                    leaf_of[page.id].digest = page.digest

    def item(self, kind: str, leaf: Leaf, make: Callable[[Page], T], form: Form[T], *more: Hashable) -> T:
        """What follows from a page and from ``more``, as it was kept or is made now."""
        return self._traces.item(
            kind,
            leaf.id,
            lambda: form_of(f"{kind} 1", *more) + leaf.digest,
            lambda: make(self.page(leaf.id)),
            form,
        )

    def _page(self, given: Given) -> Page:
        reading, text = given[:2]
        kept = self._repeats.without(reading, text, self._traces)
        if len(given) == 2:
            return Page(kept, text, reading.published, self._not_after)
        return Page(kept, text, reading.published, given[3], (kept, _digest(given[2], reading, kept)))


def _digest(known: bytes, reading: Reading, kept: Reading) -> bytes:
    """Of a reading and its text, as it is without what its outlet repeats; ``known`` is of the whole."""
    if kept is reading:
        return known
    return digest("kept 1", "", (known, msgspec.json.encode(kept.regions)))


def _input_order(page: Given) -> tuple[str, str, str]:
    """One document given twice counts once, whichever comes first."""
    reading = page[0]
    return (reading.document, reading.uri, reading.id)
