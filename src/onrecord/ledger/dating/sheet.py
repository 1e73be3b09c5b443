"""The sheet: for each document the days on which it can have been published, and why.

In: pages (the last ones may stand for facts), what is known of their days, bounds with their reasons. Out:
the pages under the days found. Invariants: days given or read off a page never move; sets of days only
shrink; a step that would leave no day is not taken but told in the trail, with both sides.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from onrecord.ledger.dating.journal import Kind, Step, between, edges
from onrecord.ledger.dating.redating import redate
from onrecord.ledger.dating.words import left
from onrecord.ledger.intervals import in_words, width
from onrecord.ledger.pages import Page
from onrecord.ledger.traces import READING, Traces, digest
from onrecord.model import Basis, Event, Fact, Level, Reading, When
from onrecord.reading import dating as reading_dating
from onrecord.reading.times import Days

FIXED = frozenset({Basis.METADATA, Basis.GIVEN, Basis.STATED})
"""What a single day rests on that never moves."""

SHOWN = 3
"""Of so many names, the first are told in words."""

_BASES = {Level.LINKED: Basis.LINKED, Level.KNOWLEDGE: Basis.KNOWLEDGE, Level.FACTS: Basis.GIVEN}


class Sheet:
    """Days for each page. ``facts`` gives the fact of each page that stands for one."""

    def __init__(
        self,
        pages: Sequence[Page],
        groups: Mapping[str, str],
        facts: Mapping[str, Fact],
    ) -> None:
        self.pages = pages
        self.facts = [facts.get(page.id) for page in pages]
        self.names = [
            fact.cited() if fact else page.name for page, fact in zip(pages, self.facts, strict=True)
        ]
        self.group = [groups.get(page.id, page.id) for page in pages]
        self.fixed = [
            bool(fact) or (p.published.day is not None and p.published.basis in FIXED)
            for p, fact in zip(pages, self.facts, strict=True)
        ]
        self.days = [self._start(i) for i in range(len(pages))]
        self._first = list(self.days)
        self._basis: list[Basis | None] = [None] * len(pages)
        self._trails: list[dict[str, None]] = [{} for _ in pages]
        self._told: dict[tuple[int, str], tuple[Days, Basis]] = {}  # (page, event id) -> days agreed on
        self.used: set[str] = set()  # ids of facts that some day rests on
        self._marks: dict[int, bytes] = {}  # digests of the days of pages
        self._journal: list[Step] | None = None  # where what is done is written down

    def _start(self, index: int) -> Days:
        """The days that the document alone allows; for a fact, those of which it tells."""
        published = self.pages[index].published
        stated = Days.between(published.earliest, published.latest) if published.known else Days.all()
        if self.fixed[index]:
            return stated
        days = reading_dating.candidates(published.constraints) & stated if published.constraints else stated
        limited = days & Days.between(None, self.pages[index].added)
        return limited or days

    def documents(self) -> list[int]:
        """The pages that are documents."""
        return [i for i, fact in enumerate(self.facts) if fact is None]

    # narrowing

    def bound(self, page: int, bound: Days, why: str, level: Level, fact: Fact | None = None) -> None:
        """Keep the days of a page that a bound allows; where none is left, only say so."""
        if self.facts[page] is not None:
            return
        left_over = self.days[page] & bound
        if self.fixed[page]:
            if fact is not None and not left_over:
                self.say(page, f"{why}: this does not fit the day given, which is kept")
            return
        if not left_over:
            self.say(page, f"{why}: this contradicts what it says itself")
        elif left_over.bits != self.days[page].bits:
            self.set(page, left_over, level, fact)
            self.say(page, why)

    def set(self, page: int, days: Days, level: Level, fact: Fact | None = None) -> None:
        """Put narrower days in a page's line."""
        self.days[page] = days
        self._basis[page] = _BASES[level]
        self._marks.pop(page, None)
        if self._journal is not None:
            self._journal.append(Step(Kind.SET, page, days=edges(days), level=level))
        if fact is not None:
            self.use((fact.id,))

    def use(self, facts: Iterable[str]) -> None:
        """Some day rests on these facts."""
        for id in facts:
            self.used.add(id)
            if self._journal is not None:
                self._journal.append(Step(Kind.USE, -1, id))

    def say(self, page: int, words: str) -> None:
        """A line for the page's trail; said twice, it stands there once."""
        self._trails[page][words] = None
        if self._journal is not None:
            self._journal.append(Step(Kind.SAY, page, words))

    def agree(self, page: int, event: str, days: Days, level: Level) -> None:
        """The days of an event of the page as all its witnesses have it."""
        if self._journal is not None:
            self._journal.append(Step(Kind.AGREE, page, event, edges(days), level))
        before = self._told.get((page, event))
        both = days & before[0] if before else days
        if not before or (both and both.bits != before[0].bits):
            self._told[page, event] = (both or days, _BASES[level])

    # again

    def mark(self, page: int) -> bytes:
        """A digest of the days of a page: 16 bytes."""
        found = self._marks.get(page)
        if found is None:
            bits = self.days[page].bits
            found = hashlib.blake2b(bits.to_bytes((bits.bit_length() + 7) // 8), digest_size=16).digest()
            self._marks[page] = found
        return found

    def recorded(self, act: Callable[[], None], pages: Sequence[int]) -> list[Step]:
        """Act on ``pages``; what that did to them."""
        steps: list[Step] = []
        self._journal = steps
        try:
            act()
        finally:
            self._journal = None
        place = {page: at for at, page in enumerate(pages)}
        return [Step(s.kind, place.get(s.page, -1), s.words, s.days, s.level) for s in steps]

    def redo(self, steps: Iterable[Step], pages: Sequence[int]) -> None:
        """Do what was done before to ``pages``."""
        for step in steps:
            if step.kind is Kind.USE:
                self.use((step.words,))
            elif step.kind is Kind.SAY:
                self.say(pages[step.page], step.words)
            elif step.kind is Kind.SET and step.level is not None:
                self.set(pages[step.page], between(step.days), step.level)
            elif step.level is not None:
                self.agree(pages[step.page], step.words, between(step.days), step.level)

    # what comes out

    def outcome(self, index: int, traces: Traces) -> Page:
        """The page under the days found for it."""
        page, days = self.pages[index], self.days[index]
        trail = tuple(dict.fromkeys((*page.published.trail, *self._trails[index])))
        moved = days.bits != self._first[index].bits
        told = [(e.id, *found) for e in page.reading.events if (found := self._told.get((index, e.id)))]
        if moved or self._closed(page, days):
            published = self._published(page, days, trail, self._basis[index] if moved else None)
            reading = traces.item(
                "dated",
                page.id,
                lambda: digest(
                    "dated 1", "", (page.digest, published, *((i, edges(d), b) for i, d, b in told))
                ),
                lambda: self._with_agreed(index, redate(page.reading, published)),
                READING,
            )
        elif told or trail != page.published.trail or page.reading.published != page.published:
            published = replace(page.published, trail=trail)
            reading = self._with_agreed(index, replace(page.reading, published=published))
        else:
            return page
        return replace(page, reading=reading, published=published)

    def _closed(self, page: Page, days: Days) -> bool:
        """Whether the day of adding gives an end to an open interval."""
        return page.added is not None and page.published.latest is None and days.latest is not None

    def _published(self, page: Page, days: Days, trail: Sequence[str], basis: Basis | None) -> When:
        notes = list(trail)
        if basis is not None and (remaining := left(days)) is not None:
            notes.append(f"what is left: {remaining}")
        if self._closed(page, days) and days.latest == page.added:
            notes.append(f"it was in the record by {in_words(When(page.added, page.added))}")
        basis = basis or page.published.basis or Basis.GIVEN
        return replace(
            page.published, earliest=days.earliest, latest=days.latest, basis=basis, trail=tuple(notes)
        )

    def _with_agreed(self, index: int, reading: Reading) -> Reading:
        return replace(reading, events=tuple(self._agreed(index, event) for event in reading.events))

    def _agreed(self, index: int, event: Event) -> Event:
        """The event with the day on which all its witnesses agree, where that is narrower."""
        days, basis = self._told.get((index, event.id), (None, None))
        if not days:
            return event
        agreed = When(days.earliest, days.latest)
        if width(agreed) >= width(event.when) or not agreed.meets(event.when):
            return event
        return replace(
            event, when=replace(event.when, earliest=agreed.earliest, latest=agreed.latest, basis=basis)
        )


def named(names: Sequence[str], of: int | None = None) -> str:
    """Some of many names in words; ``of`` says how many there are, where only the first are given."""
    count = len(names) if of is None else of
    more = f" and {count - SHOWN} more" if count > SHOWN else ""
    return f"{', '.join(names[:SHOWN])}{more}"
