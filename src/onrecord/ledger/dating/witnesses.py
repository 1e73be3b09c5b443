"""Witnesses: what one document, or one fact, says about the day of one event, and which speak of the same.

In: mentions of events, and facts. Out: witnesses by the keys under which they can mean one event.
Invariant: a key never depends on the day of publication, so that it holds whatever that turns out to be.

Two mentions are of one event where they speak of the same talks: the same two sides and the same day of the
year, or the same two sides, ordinal and place. Deadlines: the same setter or addressee and the same day of
the year, or a term of the same length between the same two.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from onrecord.ledger.desk import counted, whole_parties
from onrecord.ledger.mentions import Mention
from onrecord.ledger.names import same_place
from onrecord.model import EventKind, Fact, Status, When

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MONTH_DAY = re.compile(r"[<>~]*(" + "|".join(MONTHS) + r")-(\d\d)")
_BACKWARD = re.compile(r"<+(?=[A-Z][a-z]{2}-\d\d)")
_WEEKDAY = re.compile(r"<(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b")
_AHEAD_WEEKDAY = re.compile(r"[>~](?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b")
_TERM = re.compile(r"\+(\d+)([DWMY])")
_TALKS = frozenset({EventKind.ROUND, EventKind.MEETING})
_LIMITS = frozenset({EventKind.DEADLINE, EventKind.ULTIMATUM})
_HELD = frozenset({Status.HAPPENED, Status.ONGOING})
_AHEAD = frozenset({Status.PLANNED, Status.PROPOSED, Status.UNCONFIRMED})
_LENGTHS = {"D": 1, "W": 7, "M": 30, "Y": 365}  # days
_LONG = 21  # days; shorter terms are set again and again, and a deadline is not known by them
_SIDES = 4  # of one event that are paired to find it again

Key = tuple[str, ...]
"""What makes mentions one event: kind, sides, and day of the year or ordinal and place."""

DATED = frozenset({"day", "deadline"})
"""Kinds of keys that hold a day of the year: what they join can be a yearly event."""


@dataclass(frozen=True)
class Witness:
    """What one document says about the day of one event."""

    page: int
    mention: Mention
    old: bool = False  # whether it is about the day from which the event was moved
    fact: Fact | None = None  # where no document says it, but a fact

    @property
    def when(self) -> When:
        """The day that it tells."""
        return (self.mention.event.moved_from if self.old else None) or self.mention.when

    @property
    def form(self) -> str | None:
        """The expression's anchor-free meaning; without direction where the tense misled about it.

        "The round that was to open on June 2" is told in the past, before that day or after it.
        """
        form = self.when.form
        if form is not None and (self.old or self.mention.event.status not in _HELD) and "<" in form:
            return _BACKWARD.sub("~", form)
        return form

    @property
    def held(self) -> bool:
        """Whether talks are told as held or going on (a deadline that stands has only been set)."""
        event = self.mention.event
        return event.kind in _TALKS and event.status in _HELD and not self.old

    @property
    def distance(self) -> int:
        """How many days after the event the report must be.

        One that names its own news by the weekday would do so with an event of that day or the day
        before; what it names by its date lies farther back.
        """
        dated = _MONTH_DAY.fullmatch((self.form or "").split(" ")[-1]) is not None
        weekdays = any(_WEEKDAY.match(t.form or "") for t in self.mention.page.reading.times)
        return 2 if dated and weekdays else 0

    @property
    def ahead(self) -> bool:
        """Whether the event is told as still to come, and not in words about the past."""
        return self.mention.event.status in _AHEAD and not self.old and "<" not in (self.when.form or "")


def gathered(
    told: Sequence[Mention], number: Mapping[str, int], facts: Mapping[str, Fact]
) -> list[tuple[Key, list[Witness]]]:
    """The witnesses of each event, by keys in order; those that name different places apart.

    ``number`` gives the place of each page, ``facts`` the fact of each page that stands for one.
    """
    found: dict[Key, list[Witness]] = defaultdict(list)
    parties = whole_parties([m for m in told if m.event.kind is EventKind.ROUND])
    for mention in told:
        page, fact = number[mention.page.id], facts.get(mention.page.id)
        sides = parties.get(mention.event.id, mention.sides)
        for key in keys(mention, mention.when, sides):
            found[key].append(Witness(page, mention, fact=fact))
        if mention.event.moved_from is not None:
            for key in keys(mention, mention.event.moved_from, sides):
                if key[0] in DATED:
                    found[key].append(Witness(page, mention, old=True, fact=fact))
    return [(key, part) for key in sorted(found) for part in _by_place(key, found[key])]


def keys(mention: Mention, when: When, sides: frozenset[str]) -> list[Key]:
    """The keys under which other documents may speak of the same event."""
    event = mention.event
    day = _day_of_year(when)
    found: list[Key] = []
    if event.kind in _TALKS:
        who = mention.actors if mention.personal else sides
        pairs = list(combinations(sorted(who)[:_SIDES], 2))
        if day is not None:
            found += [("day", day, a, b) for a, b in pairs]
        if event.kind is EventKind.ROUND:
            if event.ordinal is not None:
                found += [("ordinal", str(event.ordinal), a, b) for a, b in pairs]
            found += [("series", str(n), a, b) for n in _ordinals(mention) for a, b in pairs]
    elif event.kind in _LIMITS:
        found += _limit_keys(mention, when, day)
    return found


def _limit_keys(mention: Mention, when: When, day: str | None) -> list[Key]:
    setter, addressee = mention.side_of("author"), mention.side_of("addressee")
    ends = [f"{way} {side}" for way, side in (("by", setter), ("on", addressee)) if side]
    found: list[Key] = [("deadline", day, end) for end in ends] if day is not None else []
    if (term := term_of(when.form)) and _is_long(term):
        found += [("term", term, end) for end in ends]
    if setter and addressee and (day is not None or _AHEAD_WEEKDAY.match(when.form or "")):
        found.append(("limit", setter, addressee))
    return found


def term_of(form: str | None) -> str | None:
    """The length of the term that a deadline gives from a day on: ``+50D`` of ``-1W +50D``."""
    steps = (form or "").split()
    return steps[-1] if len(steps) > 1 and _TERM.fullmatch(steps[-1]) else None


def _is_long(term: str) -> bool:
    match = _TERM.fullmatch(term)
    return match is not None and int(match[1]) * _LENGTHS[match[2]] >= _LONG


def _day_of_year(when: When) -> str | None:
    """Month and day, from the words or from the day as it stands."""
    for step in reversed((when.form or "").split()):
        if _TERM.fullmatch(step):
            break  # the day named is that from which the term runs
        if match := _MONTH_DAY.fullmatch(step):
            return f"{MONTHS.index(match[1]) + 1:02d}-{match[2]}"
    return when.day.isoformat()[5:] if when.day is not None else None


def _ordinals(mention: Mention) -> Sequence[int]:
    """The rounds that the mention tells of by number; a count of held rounds tells of each."""
    if mention.event.ordinal is not None:
        return (mention.event.ordinal,)
    return range(1, counted(mention) + 1)


def _by_place(key: Key, witnesses: Sequence[Witness]) -> list[list[Witness]]:
    """Witnesses that can mean one event by its place, as different series of talks have different ones.

    A witness that names no place goes with the only one that there is.
    """
    if key[0] not in ("ordinal", "series"):
        return [list(witnesses)]
    parts: list[tuple[str, list[Witness]]] = []
    for witness in witnesses:
        place = witness.mention.event.place
        if place is None:
            continue
        part = next((p for named, p in parts if same_place(named, place)), None)
        if part is None:
            part = []
            parts.append((place, part))
        part.append(witness)
    if len(parts) < 2:
        return [list(witnesses)]
    return [part for _, part in parts]


def pages_of(witnesses: Iterable[Witness]) -> frozenset[int]:
    """The pages that witnesses stand on."""
    return frozenset(w.page for w in witnesses)
