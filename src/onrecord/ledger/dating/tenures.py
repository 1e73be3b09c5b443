"""Offices: a report that calls somebody president was published when that person was, or later.

In: a page and the known tenures. Out: bounds on its day of publication. Invariants: nobody is called
president before the first day in office, so a title gives a beginning, even in a look back; it gives an end
only in the report's own present, where the holder speaks or acts on a day told by its distance from the
report. "Former" gives the end of the first tenure as a beginning; "then", "future" and the like nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from onrecord.knowledge import load
from onrecord.ledger.dating.passages import Passages
from onrecord.ledger.intervals import in_words
from onrecord.ledger.pages import Page
from onrecord.model import Actor, EventKind, Fact, FactKind, Span, Status, When
from onrecord.reading.times import Days

_NEAR = re.compile(r"[<>~](?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b|[+-][01]D\b|W[+-][01]\b|-1W\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_OUT = frozenset({"former", "ex", "one-time", "onetime", "past"})  # who has left the office
_BEFORE = re.compile(r"([A-Za-z-]+)[ -]+$")
_EARLY = timedelta(1)  # an office begins on another day in other time zones
_LATE = timedelta(7)  # the last reports of an office come out when it has ended
_TOLD = frozenset({Status.HAPPENED, Status.ONGOING})
_ACTS = frozenset(
    {
        EventKind.MEETING,
        EventKind.CALL,
        EventKind.ROUND,
        EventKind.INVITATION,
        EventKind.PROPOSAL,
        EventKind.DEMAND,
        EventKind.DEADLINE,
        EventKind.ULTIMATUM,
    }
)
_ACTING = frozenset({"party", "author", "mediator", "host"})


@dataclass(frozen=True)
class Bound:
    """Days that a fact leaves a page, with the sentence that explains it."""

    days: Days
    why: str
    fact: Fact


class Tenures:
    """The tenures among facts, by person."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        self._held: dict[str, list[Fact]] = defaultdict(list)
        for fact in facts:
            if fact.kind is FactKind.TENURE and fact.person:
                self._held[fact.person].append(fact)
        for tenures in self._held.values():
            tenures.sort(key=lambda f: (f.when.earliest or date.min, f.id))

    def bounds(self, page: Page) -> Iterator[Bound]:
        """What the titles of a page say about its day, one bound a person and title."""
        passages = Passages(page)
        for actor in page.reading.actors:
            for role, tenures in _by_role(self._held.get(actor.id, ())).items():
                yield from _bounds(page, passages, actor, role, tenures)


def _by_role(facts: Iterable[Fact]) -> Mapping[str, list[Fact]]:
    found: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.role:
            found[fact.role].append(fact)
    return found


def _bounds(
    page: Page, passages: Passages, actor: Actor, role: str, tenures: Sequence[Fact]
) -> Iterator[Bound]:
    titled: Span | None = None  # the first mention with the title
    current: Span | None = None  # the first one in the report's own present
    left: Span | None = None  # the first one as a former holder
    for mention in actor.mentions:
        how = _titled(page.text, mention, actor, role) if passages.in_body(mention.start) else None
        if how is None:
            continue
        if how in _OUT:
            left = left or mention
        elif not how:
            titled = titled or mention
            if current is None and _present(page, passages, actor, mention):
                current = mention
    first = tenures[0]
    if current is not None and left is None:
        days = Days.none()
        for fact in tenures:
            days = days | Days.between(_before(fact.when.earliest), _after(fact.when.latest))
        in_office = [f for f in tenures if f.when.latest is None] or [tenures[-1]]
        words = f"‘{_quoted(page, current)}’ speaks or acts in the report’s own present"
        spans = " or ".join(in_words(f.when) for f in tenures)
        yield Bound(days, f"{words}, and was in office {spans}: {in_office[-1].cited()}", in_office[-1])
    elif titled is not None and first.when.earliest is not None:
        words = f"it calls {actor.name} ‘{_quoted(page, titled)}’"
        day = first.when.earliest
        yield Bound(Days.between(_before(day), None), f"{words}: {_not_before(day)}, {first.cited()}", first)
    if left is not None and first.when.latest is not None:
        words = f"it calls {actor.name} ‘{_quoted(page, left)}’, who has left office"
        day = first.when.latest
        yield Bound(Days.between(_before(day), None), f"{words}: {_not_before(day)}, {first.cited()}", first)


def _titled(text: str, mention: Span, actor: Actor, role: str) -> str | None:
    """How a mention gives the title before the name: ``""`` plainly, else the word that changes it.

    ``None`` where the mention has no such title, or where it is part of another office.
    """
    words = text[mention.start : mention.end]
    for match in _title(role).finditer(words):
        rest = words[match.end() :]
        if not _names(rest, actor):
            continue
        before = text[max(0, mention.start - 24) : mention.start + match.start()]
        changed = ""
        for _ in range(3):  # "former U.S. president", "then-President"
            word = _BEFORE.search(before)
            if word is None:
                break
            if word[1].lower().strip("-") in _changing():
                changed = word[1].lower().strip("-")
                break
            if not word[1][:1].isupper():
                break
            before = before[: word.start()]
        return None if changed in _deputies() else changed
    return None


def _names(rest: str, actor: Actor) -> bool:
    """Whether what stands behind a title begins with the person's name."""
    known = {word for name in (actor.name, *actor.aliases) for word in name.split() if len(word) > 1}
    first = rest.split()[:1]
    return bool(first) and first[0].removesuffix("’s").removesuffix("'s").strip(",.") in known


def _present(page: Page, passages: Passages, actor: Actor, mention: Span) -> bool:
    """Whether the holder speaks or acts on a day near the report, or the holder's people do in this sentence.

    A sentence with a year in it may look back.
    """
    serving = {a.id for a in page.reading.actors if a.speaks_for == actor.id}
    here = passages.sentence(mention.start)
    for span, who in _near(page):
        where = passages.sentence(span.start)
        if _YEAR.search(page.text[where.start : where.end]) or not passages.in_body(span.start):
            continue
        if actor.id in who or (where == here and not serving.isdisjoint(who)):
            return True
    return False


def _near(page: Page) -> Iterator[tuple[Span, frozenset[str | None]]]:
    """Where somebody says or does something on a day near the report, and who."""
    for statement in page.reading.statements:
        if statement.speaker is not None and statement.cue and _NEAR.match(statement.said.form or ""):
            yield statement.cue[0], frozenset({statement.speaker.actor})
    for event in page.reading.events:
        if event.kind in _ACTS and event.status in _TOLD and _NEAR.match(event.when.form or ""):
            yield event.trigger, frozenset(p.actor for p in event.participants if p.role in _ACTING)


def _quoted(page: Page, span: Span) -> str:
    return " ".join(page.text[span.start : span.end].split())


def _not_before(day: date) -> str:
    return f"not before {in_words(When(day, day))}"


def _before(day: date | None) -> date | None:
    return day - _EARLY if day is not None else None


def _after(day: date | None) -> date | None:
    return day + _LATE if day is not None else None


@cache
def _title(role: str) -> re.Pattern[str]:
    """The title as it stands before a name: its words with capitals."""
    line = load("titles")["roles"].get(role, {})
    words = [w for key in ("words", "male", "female") for w in line.get(key, ())]
    capital = {" ".join(p if p in ("of", "for") else p[:1].upper() + p[1:] for p in w.split()) for w in words}
    listed = "|".join(re.escape(w) for w in sorted(capital | {role.title()}, key=lambda w: (-len(w), w)))
    return re.compile(rf"\b(?:{listed})\s+")


@cache
def _deputies() -> frozenset[str]:
    return frozenset(load("titles")["deputies"])


@cache
def _changing() -> frozenset[str]:
    """Words before a title that make its holder somebody else, or put the office at another time."""
    titles = load("titles")
    return frozenset((*titles["former"], *titles["deputies"], *load("facts")["changing"]))
