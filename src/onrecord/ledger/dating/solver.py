"""The solver: facts and links, one after another, until no document's days change.

In: pages and all that is asked with them. Out: dated pages and the facts that a date rests on. Invariant: it
ends, as sets of days only shrink.

Facts come before links: they bound a document by itself, and the years that they leave let links find the
right one. The user's facts come before shipped ones.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import cached_property

from onrecord.ledger.actors import Roll
from onrecord.ledger.dating.bounds import bounds
from onrecord.ledger.dating.given import GivenDays
from onrecord.ledger.dating.journal import STEPS, Step
from onrecord.ledger.dating.landmarks import Landmark, Pair, dated, in_talks, spoken_of
from onrecord.ledger.dating.occasions import Occasion, occasions
from onrecord.ledger.dating.ordering import bound_copies, order
from onrecord.ledger.dating.quotes import Quotations
from onrecord.ledger.dating.redating import redate
from onrecord.ledger.dating.sharing import Sharing
from onrecord.ledger.dating.sheet import Sheet
from onrecord.ledger.dating.witnesses import gathered
from onrecord.ledger.extents import Extents
from onrecord.ledger.intervals import in_words
from onrecord.ledger.mentions import Mention, mentions
from onrecord.ledger.pages import Page
from onrecord.ledger.traces import Traces
from onrecord.model import ALL_LEVELS, UNKNOWN, Basis, EventKind, Fact, Level, Reading, When
from onrecord.reading.times import Days

_MOST_STEPS = 24  # rounds of propagation; sets only shrink, so the end comes long before
_BY_FACTS = frozenset({"term", "limit"})  # keys that join no two reports: terms are set again and again


@dataclass(frozen=True)
class Dated:
    """Pages under the days found for them, and the ids of the facts on which some day rests."""

    pages: list[Page]
    used: frozenset[str] = field(default_factory=frozenset)


def link(
    pages: Sequence[Page],
    roll: Roll,
    groups: Mapping[str, str],
    *,
    facts: Collection[Fact] = (),
    levels: Set[Level] = ALL_LEVELS,
    traces: Traces | None = None,
) -> Dated:
    """The pages, in their order, dated through each other and through facts.

    ``groups`` gives, for documents that have copies, the id that stands for their group. Without
    ``Level.TEXT`` what a report says about its own day does not count, only what its source or the user said.
    ``traces`` keep what was found of single documents and events from one derivation to the next.
    """
    known = traces or Traces()
    ranked = sorted(pages, key=lambda p: p.id)
    if Level.TEXT not in levels:
        ranked = [_without_own_words(page) for page in ranked]
    chosen = sorted((f for f in facts if f.level in levels), key=lambda f: f.id)
    solver = _Solver(ranked, roll, groups, chosen, levels, known)
    solver.run()
    linked = {page.id: solver.sheet.outcome(i, known) for i, page in enumerate(ranked)}
    return Dated([linked[page.id] for page in pages], frozenset(solver.sheet.used))


def _without_own_words(page: Page) -> Page:
    """The page with only the day that its source or the user gave."""
    if page.published.basis in (Basis.METADATA, Basis.GIVEN):
        return page
    return replace(page, published=UNKNOWN, reading=redate(page.reading, UNKNOWN, anew=True))


def _page_of(fact: Fact) -> Page:
    """A fact of an event as a report of that event, which appeared on its day."""
    events = (fact.event,) if fact.event is not None else ()
    published = When(fact.when.earliest, fact.when.latest, basis=fact.basis)
    reading = Reading(id=fact.id, document=fact.id, uri="", published=published, events=events)
    return Page(reading, fact.text, published)


class _Solver:
    """Days for each page, narrowed until nothing changes."""

    def __init__(
        self,
        documents: Sequence[Page],
        roll: Roll,
        groups: Mapping[str, str],
        facts: Sequence[Fact],
        levels: Set[Level],
        traces: Traces,
    ) -> None:
        events = {f.id: f for f in facts if f.event is not None}
        self._pages = [*documents, *(_page_of(f) for f in events.values())]
        self._facts = facts
        self._events_of = events
        self._roll = roll
        self._levels = levels
        self._traces = traces
        self.sheet = Sheet(self._pages, groups, events)
        undated = (self.sheet.days[i] for i in self.sheet.documents() if not self.sheet.fixed[i])
        self._extents = Extents(_union(undated))
        self._sharing = Sharing(self.sheet, self._extents, roll)

    @cached_property
    def _told(self) -> list[Mention]:
        return mentions(self._pages, self._roll)

    @cached_property
    def _number(self) -> dict[str, int]:
        return {page.id: i for i, page in enumerate(self._pages)}

    def run(self) -> None:
        """Look again at whatever stands beside a change until there is none."""
        self._bound_by_facts()
        landmarks = self._landmarks()
        linking = Level.LINKED in self._levels
        quotations = Quotations(self.sheet, self._extents, self._roll) if linking else None
        found = gathered(self._told, self._number, self._events_of)
        told = list(occasions(found, self.sheet, self._sharing.what, self._levels))
        changed = frozenset(range(len(self._pages)))
        for time in range(_MOST_STEPS):
            before = [days.bits for days in self.sheet.days]
            for occasion in told:
                if not changed.isdisjoint(occasion.pages):
                    self._look_at(occasion, time)
            self._after_landmarks(landmarks)
            if quotations is not None:
                quotations.apply(changed)
                bound_copies(self.sheet)
            changed = frozenset(i for i, days in enumerate(self.sheet.days) if days.bits != before[i])
            if not changed:
                return

    def _look_at(self, occasion: Occasion, time: int) -> None:
        """Look at an occasion, or do again what looking at it did when its documents had these days."""
        sheet, looked = self.sheet, False

        def look() -> list[Step]:
            nonlocal looked
            looked = True
            return sheet.recorded(lambda: self._narrow(occasion), occasion.pages)

        name = f"{time} {occasion.name}"
        steps = self._traces.item("occasions", name, occasion.digest, look, STEPS)
        if not looked:
            sheet.redo(steps, occasion.pages)

    def _narrow(self, occasion: Occasion) -> None:
        """Facts first, then the documents by each other."""
        for level in (Level.FACTS, Level.KNOWLEDGE):
            if level in self._levels:
                GivenDays(self.sheet, self._sharing, level).apply(occasion.key, occasion.witnesses)
        if Level.LINKED not in self._levels or occasion.key[0] in _BY_FACTS:
            return
        witnesses = [w for w in occasion.witnesses if w.fact is None]
        if len({self.sheet.group[w.page] for w in witnesses}) < 2:
            return
        if occasion.key[0] == "series":
            order(self.sheet, witnesses, self._sharing.allowed, Level.LINKED)
        else:
            self._sharing.share(occasion.key, witnesses)

    def _bound_by_facts(self) -> None:
        """What offices and names tell of each document; the user's facts first."""
        documents = [self._pages[i] for i in self.sheet.documents()]
        for level in (Level.FACTS, Level.KNOWLEDGE):
            for page, found in bounds(documents, level, self._facts, self._traces):
                for bound in found:
                    self.sheet.bound(self._number[page.id], bound.days, bound.why, level, bound.fact)

    def _landmarks(self) -> list[tuple[int, list[Landmark]]]:
        """For each document the landmarks that it speaks of, with the days that others give them.

        Another report dates one only for reports of talks between the same two: they are of one dispute.
        """
        if not any(m.event.kind is EventKind.MILITARY for m in self._told):
            return []
        given = dated(self._told, self._number, self._events_of)
        told: dict[int, list[Mention]] = {}
        for mention in self._told:
            told.setdefault(self._number[mention.page.id], []).append(mention)
        pairs = {g.pair for g in given}
        spoken = {
            i: set(spoken_of(self._pages[i], self._roll, told.get(i, ()), pairs))
            for i in self.sheet.documents()
        }
        given = [g for g in given if g.fact or not self._older(g, spoken)]
        found = []
        for index, spoken_here in spoken.items():
            if not spoken_here or self.sheet.fixed[index]:
                continue
            talks = in_talks(told.get(index, ()))
            dates = [
                g
                for g in given
                if g.pair in spoken_here and g.page != index and (g.fact or frozenset(g.pair[1:]) in talks)
            ]
            if dates:
                found.append((index, dates))
        return found

    def _older(self, landmark: Landmark, spoken: Mapping[int, Set[Pair]]) -> bool:
        """Whether a report that is older than the day of a landmark speaks of one of the kind."""
        return any(
            landmark.pair in pairs and (last := self.sheet.days[i].latest) is not None and last < landmark.day
            for i, pairs in spoken.items()
        )

    def _after_landmarks(self, found: Sequence[tuple[int, list[Landmark]]]) -> None:
        """Who speaks of an invasion that has begun comes after its first day, by each level for itself."""
        for level in (Level.FACTS, Level.KNOWLEDGE, Level.LINKED):
            if level not in self._levels:
                continue
            for index, landmarks in found:
                here = [g for g in landmarks if (g.fact.level if g.fact else Level.LINKED) is level]
                for pair in sorted({g.pair for g in here}):
                    first = min((g for g in here if g.pair == pair), key=lambda g: (g.day, g.page))
                    kind, actor, target = pair
                    what = f"{kind} of {self._roll.name(target)} by {self._roll.name(actor)}"
                    said = f"it speaks of the {what}, which {self.sheet.names[first.page]} dates"
                    why = f"{said}: not before {in_words(When(first.day, first.day))}"
                    self.sheet.bound(index, Days.between(first.day, None), why, level, first.fact)


def _union(sets: Iterable[Days]) -> Days:
    bits = 0
    for days in sets:
        bits |= days.bits
    return Days(bits)
