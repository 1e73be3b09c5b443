"""Chapters: the ledger of one circle of documents.

In: the pages of a circle in the record's order, the roll, the copies, the issues. Out: its items, view by
view, each with a key that tells its place among those of all circles. Invariant: a chapter rests on nothing
but the circle and what the roll makes of its actors.
"""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

import msgspec

from onrecord.ledger import (
    deadlines,
    desk,
    meetings,
    occurrences,
    positions,
    proposals,
    rounds,
    subjects,
    timeline,
)
from onrecord.ledger import wording as wordings
from onrecord.ledger.actors import Presence, Roll, presence
from onrecord.ledger.changes import changes
from onrecord.ledger.changes import order as order_of_change
from onrecord.ledger.copies import Copy
from onrecord.ledger.gatherings import Gathering
from onrecord.ledger.intervals import bounds
from onrecord.ledger.issues import Issues
from onrecord.ledger.mentions import Mention, mentions
from onrecord.ledger.names import slug
from onrecord.ledger.pages import Page, order_key
from onrecord.ledger.statements import Folded, fold_statements
from onrecord.ledger.traces import Form, Traces
from onrecord.ledger.usages import order as order_of_wording
from onrecord.model import (
    Change,
    Deadline,
    Ledger,
    Meeting,
    Moment,
    Occurrence,
    Position,
    Proposal,
    Report,
    Round,
    Said,
    Wording,
)

SETS = (
    ("reports", "rounds", "meetings", "deadlines", "proposals", "events", "used"),
    ("statements", "possible", "positions", "timeline", "changes", "present"),
    ("wording",),
)
"""Views that are made together; ``used`` are the facts that days rest on, ``present`` is who is met where."""

ITEMS: Mapping[str, Any] = {
    "reports": Report,
    "rounds": Round,
    "meetings": Meeting,
    "deadlines": Deadline,
    "proposals": Proposal,
    "events": Occurrence,
    "used": str,
    "statements": Said,
    "possible": Said,
    "positions": Position,
    "timeline": Moment,
    "changes": Change,
    "present": Presence,
    "wording": Wording,
}
"""What the items of each view are."""

Row = tuple[str, Any]
"""An item, or its JSON, behind its key."""
Rows = Mapping[str, Sequence[Row]]
"""The rows of some views, by their names."""


class Chapter:
    """The views of one circle. ``pages`` stand in the record's order; ``used`` are the facts on which their
    days rest, ``originals`` the copies among them.
    """

    def __init__(
        self,
        pages: Sequence[Page],
        roll: Roll,
        originals: Mapping[str, Copy],
        issues: Issues,
        used: Collection[str],
        traces: Traces,
    ) -> None:
        self._pages = pages
        self._roll = roll
        self._originals = originals
        self._issues = issues
        self._traces = traces
        self._used = used

    def rows(self, names: Iterable[str]) -> Rows:
        """The rows of these views."""
        return {name: list(getattr(self, f"_rows_of_{name}")()) for name in names}

    def knows(self, rows: Rows) -> None:
        """Take over views that were made before: what rests on them need not make them again."""
        for name, found in rows.items():
            if isinstance(getattr(type(self), name, None), cached_property):
                self.__dict__.setdefault(name, tuple(item for _, item in found))

    @cached_property
    def _told(self) -> list[Mention]:
        return mentions(self._pages, self._roll)

    @cached_property
    def _gathered(self) -> list[Gathering]:
        return desk.gather(self._told)

    @cached_property
    def _folded(self) -> tuple[Folded, ...]:
        return fold_statements(self._pages, self._roll, self._originals)

    @cached_property
    def _places(self) -> dict[str, str]:
        """The place of each document in the record's order."""
        return {page.id: place_of(page) for page in self._pages}

    # The views

    @cached_property
    def rounds(self) -> tuple[Round, ...]:
        """The rounds of talks."""
        return rounds.rounds(self._gathered, self._told)

    @cached_property
    def meetings(self) -> tuple[Meeting, ...]:
        """Meetings and calls outside the rounds."""
        in_rounds = {m.event.id for g in self._gathered for m in g.mentions}
        return meetings.meetings([m for m in self._told if m.event.id not in in_rounds])

    @cached_property
    def proposals(self) -> tuple[Proposal, ...]:
        """Proposals, demands and the like."""
        return proposals.proposals(self._told, self._pages)

    @cached_property
    def deadlines(self) -> tuple[Deadline, ...]:
        """Deadlines and ultimatums."""
        return deadlines.deadlines(self._told)

    @cached_property
    def events(self) -> tuple[Occurrence, ...]:
        """Agreements, ceasefires, exchanges, delegations and the like."""
        return occurrences.occurrences(self._told, self._gathered)

    @cached_property
    def statements(self) -> tuple[Said, ...]:
        """Statements, copies folded."""
        return tuple(f.said for f in self._folded)

    @cached_property
    def positions(self) -> tuple[Position, ...]:
        """Where each party stands on each issue."""
        issues = subjects.known(self._issues, self._pages, self._traces)
        return positions.positions(self.statements, self.proposals, self._roll, issues)

    # Their rows

    def _rows_of_reports(self) -> Iterator[Row]:
        for page in self._pages:
            yield self._places[page.id], _report(page, self._originals.get(page.id))

    def _rows_of_used(self) -> Iterator[Row]:
        for fact in sorted(self._used):
            yield fact, fact

    def _rows_of_rounds(self) -> Iterator[Row]:
        for item in self.rounds:
            yield _key(bounds(item.when)[0], f"{item.ordinal or 0:06}", item.id), item

    def _rows_of_meetings(self) -> Iterator[Row]:
        for item in self.meetings:
            yield _key(bounds(item.when)[0], item.id), item

    def _rows_of_deadlines(self) -> Iterator[Row]:
        for item in self.deadlines:
            yield _key(bounds(item.due)[0], item.id), item

    def _rows_of_events(self) -> Iterator[Row]:
        for item in self.events:
            yield _key(*bounds(item.when), item.id), item

    def _rows_of_proposals(self) -> Iterator[Row]:
        return _in_order((self._places[item.history[0].document], item) for item in self.proposals)

    def _rows_of_statements(self) -> Iterator[Row]:
        return self._said(self._folded)

    def _rows_of_possible(self) -> Iterator[Row]:
        return self._said(fold_statements(self._pages, self._roll, self._originals, possible=True))

    def _said(self, folded: Iterable[Folded]) -> Iterator[Row]:
        return _in_order((min(self._places[s.page.id] for s in f.sayings), f.said) for f in folded)

    def _rows_of_positions(self) -> Iterator[Row]:
        names = self._issues.names
        for item in self.positions:
            party = item.id.removesuffix(slug(item.issue))
            yield _key(item.party.casefold(), party, f"{names.index(item.issue):06}"), item

    def _rows_of_timeline(self) -> Iterator[Row]:
        found = timeline.timeline(
            self.rounds, self.meetings, self.deadlines, self.proposals, self.events, self.statements
        )
        for item in found:
            yield _key(*timeline.order(item)), item

    def _rows_of_changes(self) -> Iterator[Row]:
        views = ("rounds", "meetings", "deadlines", "proposals", "events", "positions")
        for item in changes(Ledger(as_of=None, **{name: getattr(self, name) for name in views})):
            *before, start = order_of_change(item)
            yield _key(*map(str, before), f"{start:09}"), item

    def _rows_of_present(self) -> Iterator[Row]:
        yield "", presence(self.rounds, self.statements)

    def _rows_of_wording(self) -> Iterator[Row]:
        for item in wordings.wording(self._pages, self._roll, self._folded):
            yield _key(*order_of_wording(item)), item


def place_of(page: Page) -> str:
    """A key for the place of a page in the record's order."""
    earliest, latest, document = order_key(page.published, page.id)
    return _key(earliest.isoformat(), latest.isoformat(), document)


def _key(*parts: str) -> str:
    """Sorts as its parts do, one after another."""
    return "\0".join(parts)


def _in_order(listed: Iterable[Row]) -> Iterator[Row]:
    """Rows that stay in their order, among those of other circles by the documents that tell them first."""
    reached = ""
    for number, (place, item) in enumerate(listed):
        reached = max(reached, place)
        yield _key(reached, f"{number:09}"), item


def _report(page: Page, copy: Copy | None) -> Report:
    return Report(
        id=page.id,
        name=page.name,
        uri=page.reading.uri,
        title=page.reading.title,
        outlet=page.reading.outlet,
        published=page.published,
        words=len(page.body().split()),
        copy_of=copy.original if copy else None,
        similarity=copy.similarity if copy else None,
    )


_decoder = msgspec.json.Decoder(dict[str, list[tuple[str, msgspec.Raw]]])
ROWS: Form[Rows] = Form(
    lambda rows: zlib.compress(msgspec.json.encode(rows), 1),
    lambda value: _decoder.decode(zlib.decompress(value)),
)
"""What comes out again has the JSON of items in place of these."""


def unpacked(rows: Rows) -> Rows:
    """The rows with their items in place of the JSON."""
    return {
        name: [(key, msgspec.json.decode(item, type=ITEMS[name])) for key, item in found]
        for name, found in rows.items()
    }
