"""The derivation of a ledger: one question put to some pages, each view made when it is first asked for.

In: pages, in any order, and a question. Out: the views of a :class:`Ledger`. Invariants: the order of the
pages changes nothing; what traces were kept from before changes nothing but the time that it takes; a view is
the same whichever views were asked for before it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cached_property

import msgspec

from onrecord.ledger import (
    actors,
    dating,
    deadlines,
    meetings,
    occurrences,
    positions,
    proposals,
    rounds,
    subjects,
    timeline,
    wording,
)
from onrecord.ledger.actors import Decided
from onrecord.ledger.asof import Selection, select
from onrecord.ledger.changes import changes
from onrecord.ledger.copies import Copies, Copy
from onrecord.ledger.issues import Issues
from onrecord.ledger.issues import shipped as shipped_issues
from onrecord.ledger.mentions import Mention, mentions
from onrecord.ledger.pages import Given, Page, order_key
from onrecord.ledger.repeats import Repeats
from onrecord.ledger.rounds import Gathering
from onrecord.ledger.statements import Folded, fold_statements
from onrecord.ledger.traces import Traces, digest
from onrecord.model import (
    ALL_LEVELS,
    Basis,
    Change,
    Deadline,
    Decision,
    Fact,
    Ledger,
    Level,
    Meeting,
    Moment,
    Occurrence,
    Party,
    Position,
    Proposal,
    Reading,
    Report,
    Round,
    Said,
    Wording,
)
from onrecord.quiet import quiet
from onrecord.reading.facts import shipped

VIEWS = tuple(field.name for field in fields(Ledger))
"""The names of the views: the fields of a ledger."""


@dataclass(frozen=True)
class Question:
    """What is asked. The fields are those of :func:`onrecord.ledger.build`.

    ``not_after`` holds for documents of which no day of adding is given.
    """

    as_of: str | date | None = None
    not_after: date | None = None
    issues: Issues | None = None
    facts: Collection[Fact] = ()
    dates_from: Set[Level] = ALL_LEVELS
    decisions: Sequence[Decision] = ()


class Derivation:
    """The views of one ledger. ``traces`` take in what is worth keeping for the next derivation."""

    def __init__(
        self,
        pages: Iterable[Given],
        question: Question,
        repeats: Repeats,
        traces: Traces | None = None,
    ) -> None:
        self._given = pages
        self._question = question
        self._repeats = repeats
        self.traces = traces or Traces()

    def views(
        self, names: Collection[str] = VIEWS, known: Mapping[str, object] | None = None
    ) -> dict[str, object]:
        """The views asked for, by name. Raises :class:`UsageError` for an ``as_of`` that means nothing.

        ``known`` are views that were derived before: what rests on them need not derive them again.
        """
        for name, view in (known or {}).items():
            if isinstance(getattr(type(self), name), cached_property):
                self.__dict__.setdefault(name, view)
        with quiet():
            return {name: getattr(self, name) for name in names}

    # What all views rest on

    @cached_property
    def _whole(self) -> list[Page]:
        """The documents without what their outlets repeat, in the order of their own days."""
        given = {page[0].document: page for page in sorted(self._given, key=_input_order)}
        self._given = ()
        return sorted(map(self._page, given.values()), key=_place)

    def _page(self, given: Given) -> Page:
        reading, text = given[:2]
        kept = self._repeats.without(reading, text, self.traces)
        if len(given) == 2:
            return Page(kept, text, reading.published, self._question.not_after)
        return Page(kept, text, reading.published, given[3], (kept, _digest(given[2], reading, kept)))

    @cached_property
    def _copies(self) -> Copies:
        return Copies(self._whole, self.traces)

    @cached_property
    def _who(self) -> Decided:
        """Who is who in the whole record."""
        return actors.decide(self._whole, self._question.decisions)

    @cached_property
    def _known(self) -> tuple[Fact, ...]:
        return (*self._question.facts, *shipped())

    @cached_property
    def _dated(self) -> dating.Dated:
        asked = self._question
        return dating.link(
            self._who.pages,
            self._who.roll,
            self._copies.group_of(),
            facts=self._known,
            levels=asked.dates_from,
            traces=self.traces,
        )

    @cached_property
    def _chosen(self) -> Selection:
        return select(sorted(self._dated.pages, key=_place), self._question.as_of)

    @cached_property
    def _here(self) -> Decided:
        """The pages that count, in the record's order, and who is who in them."""
        chosen = self._chosen.pages
        if len(chosen) < len(self._whole):
            return actors.decide(chosen, self._question.decisions)
        return replace(self._who, pages=chosen)  # who is who does not hang on days

    @property
    def _pages(self) -> list[Page]:
        return self._here.pages

    @cached_property
    def _originals(self) -> dict[str, Copy]:
        return self._copies.originals(self._pages)

    @cached_property
    def _told(self) -> list[Mention]:
        return mentions(self._pages, self._here.roll)

    @cached_property
    def _gathered(self) -> list[Gathering]:
        return rounds.gather(self._told)

    @cached_property
    def _folded(self) -> tuple[Folded, ...]:
        return fold_statements(self._pages, self._here.roll, self._originals)

    # The views

    @property
    def as_of(self) -> str | None:
        """The day or document asked for."""
        return self._chosen.as_of

    @property
    def left_out(self) -> tuple[str, ...]:
        """The documents of which nothing fixes the earliest day."""
        return self._chosen.left_out

    @cached_property
    def reports(self) -> tuple[Report, ...]:
        """The documents."""
        return tuple(_report(page, self._originals.get(page.id)) for page in self._pages)

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
    def possible(self) -> tuple[Said, ...]:
        """Statements too unsure for the record."""
        folded = fold_statements(self._pages, self._here.roll, self._originals, possible=True)
        return tuple(f.said for f in folded)

    @cached_property
    def positions(self) -> tuple[Position, ...]:
        """Where each party stands on each issue."""
        issues = subjects.known(self._question.issues or shipped_issues(), self._whole, self.traces)
        return positions.positions(self.statements, self.proposals, self._here.roll, issues)

    @cached_property
    def wording(self) -> tuple[Wording, ...]:
        """What outlets name differently."""
        return wording.wording(self._pages, self._here.roll, self._folded)

    @cached_property
    def actors(self) -> tuple[Party, ...]:
        """Who takes part."""
        return self._here.roll.parties(self.rounds, self.statements)

    @cached_property
    def timeline(self) -> tuple[Moment, ...]:
        """The dated lines."""
        return timeline.timeline(
            self.rounds, self.meetings, self.deadlines, self.proposals, self.events, self.statements
        )

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """What each report made new or different; not a field of the ledger, but it follows from some."""
        views = ("rounds", "meetings", "deadlines", "proposals", "events", "positions")
        return changes(Ledger(as_of=None, **{name: getattr(self, name) for name in views}))

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The facts that the user gave, and those on which a day rests."""
        return tuple(f for f in self._known if f.basis is Basis.GIVEN or f.id in self._dated.used)

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """The decisions in force, and whether they found what they speak of."""
        idle = self._who.idle
        return tuple(replace(d, idle=d.id in idle) for d in self._question.decisions if d.in_force)


def _digest(known: bytes, reading: Reading, kept: Reading) -> bytes:
    """Of a reading and its text, as it is without what its outlet repeats; ``known`` is of the whole."""
    if kept is reading:
        return known
    return digest("kept 1", "", (known, msgspec.json.encode(kept.regions)))


def _input_order(page: Given) -> tuple[str, str, str]:
    """One document given twice counts once, whichever comes first."""
    reading = page[0]
    return (reading.document, reading.uri, reading.id)


def _place(page: Page) -> tuple[date, date, str]:
    return order_key(page.published, page.id)


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
