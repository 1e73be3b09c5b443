"""The sheet: for each document the days on which it can have been published, and why.

In: pages (the last ones may stand for facts), what is known of their days, bounds with their reasons. Out:
the pages under the days found. Invariants: days given or read off a page never move; sets of days only
shrink; a step that would leave no day is not taken but told in the trail, with both sides.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date

from onrecord.ledger.dating.redating import redate
from onrecord.ledger.dating.words import left
from onrecord.ledger.intervals import in_words, width
from onrecord.ledger.pages import Page
from onrecord.model import Basis, Event, Fact, Level, When
from onrecord.reading import dating as reading_dating
from onrecord.reading.times import Days

FIXED = frozenset({Basis.METADATA, Basis.GIVEN, Basis.STATED})
"""What a single day rests on that never moves."""

_BASES = {Level.LINKED: Basis.LINKED, Level.KNOWLEDGE: Basis.KNOWLEDGE, Level.FACTS: Basis.GIVEN}


class Sheet:
    """Days for each page. ``facts`` gives the fact of each page that stands for one."""

    def __init__(
        self,
        pages: Sequence[Page],
        groups: Mapping[str, str],
        facts: Mapping[str, Fact],
        not_after: date | None,
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
        self._not_after = not_after
        self.days = [self._start(i) for i in range(len(pages))]
        self._first = list(self.days)
        self._basis: list[Basis | None] = [None] * len(pages)
        self._trails: list[dict[str, None]] = [{} for _ in pages]
        self._told: dict[tuple[int, str], tuple[Days, Basis]] = {}  # (page, event id) -> days agreed on
        self.used: set[str] = set()  # ids of facts that some day rests on

    def _start(self, index: int) -> Days:
        """The days that the document alone allows; for a fact, those of which it tells."""
        published = self.pages[index].published
        stated = Days.between(published.earliest, published.latest) if published.known else Days.all()
        if self.fixed[index]:
            return stated
        days = reading_dating.candidates(published.constraints) & stated if published.constraints else stated
        limited = days & Days.between(None, self._not_after)
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
        if fact is not None:
            self.used.add(fact.id)

    def say(self, page: int, words: str) -> None:
        """A line for the page's trail; said twice, it stands there once."""
        self._trails[page][words] = None

    def agree(self, page: int, event: str, days: Days, level: Level) -> None:
        """The days of an event of the page as all its witnesses have it."""
        before = self._told.get((page, event))
        both = days & before[0] if before else days
        if not before or (both and both.bits != before[0].bits):
            self._told[page, event] = (both or days, _BASES[level])

    # what comes out

    def outcome(self, index: int) -> Page:
        """The page under the days found for it."""
        page, days = self.pages[index], self.days[index]
        trail = tuple(dict.fromkeys((*page.published.trail, *self._trails[index])))
        moved = days.bits != self._first[index].bits
        if not moved and not self._closed(page, days):
            published = replace(page.published, trail=trail)
            reading = page.reading
        else:
            published = self._published(page, days, trail, self._basis[index] if moved else None)
            reading = redate(page.reading, published)
        events = tuple(self._agreed(index, event) for event in reading.events)
        return replace(
            page, reading=replace(reading, published=published, events=events), published=published
        )

    def _closed(self, page: Page, days: Days) -> bool:
        """Whether the day of adding gives an end to an open interval."""
        return self._not_after is not None and page.published.latest is None and days.latest is not None

    def _published(self, page: Page, days: Days, trail: Sequence[str], basis: Basis | None) -> When:
        notes = list(trail)
        if basis is not None and (remaining := left(days)) is not None:
            notes.append(f"what is left: {remaining}")
        if self._closed(page, days) and self._not_after is not None and days.latest == self._not_after:
            notes.append(f"it was in the record by {in_words(When(self._not_after, self._not_after))}")
        basis = basis or page.published.basis or Basis.GIVEN
        return replace(
            page.published, earliest=days.earliest, latest=days.latest, basis=basis, trail=tuple(notes)
        )

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


def named(names: Collection[str], most: int = 3) -> str:
    """Some of many names in words."""
    shown = list(names)[:most]
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return f"{', '.join(shown)}{more}"
