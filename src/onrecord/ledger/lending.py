"""Sides that a report does not repeat: whose "the truce" and "the exchange" are.

In: the pages. Out: their events, those without sides with the two that the report names beside its talks,
truces, exchanges or agreements; where it names none together, with the only two of the record that it names.
Invariants: nothing is lent where two negotiations are named about as often, nor to an event that names
others, nor by reports of another year, nor by other reports to one that names a third state; what is lent
brings the sentence that names the sides, if there is one, and a note.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from onrecord.knowledge import load
from onrecord.ledger.actors import Roll
from onrecord.ledger.intervals import apart
from onrecord.ledger.pages import Page
from onrecord.model import ActorKind, Event, EventKind, Participant, Span, Status, When

_PAIRED = frozenset({EventKind.ROUND, EventKind.CEASEFIRE, EventKind.PRISONER_EXCHANGE, EventKind.AGREEMENT})
_TAKING = _PAIRED - {EventKind.AGREEMENT}
_PLURAL = frozenset({EventKind.CALL, EventKind.MEETING, EventKind.AGREEMENT})  # take sides for "both leaders"
_STANDING = frozenset({Status.HAPPENED, Status.ONGOING, Status.PLANNED})
_UNDONE = frozenset({Status.POSTPONED, Status.CANCELLED})  # "broke off the talks" may be of those just held
_NEVER = frozenset(
    {Status.DID_NOT_HAPPEN, Status.DENIED}
)  # "wants no talks with Solm": other talks are others'
_WHOSE = re.compile(r"\s+(?:from|of)\s+(?:both|the two)\s+(\w+)")
_BARE = re.compile(
    r"\s+of\s+(?!the\b|its\b|their\b|his\b|both\b|all\b)[a-z]+s\b"
)  # "the release of prisoners": any
_THIRDS = frozenset({"mediator", "host"})
SAME_SERIES = 200  # days: reports farther apart tell of other talks between the same sides
_RANKED = 20  # negotiations of the record that are looked through
_HERE, _ELSEWHERE = "its sides are named elsewhere in the report", "its sides are named in other reports"
LENT = frozenset({_HERE, _ELSEWHERE})
"""Notes that tell where sides come from, not what became of anything."""
_CLEARLY = 3  # times as often: a negotiation spoken of so much oftener is the one that is meant


@dataclass(frozen=True)
class Pair:
    """The two sides of a negotiation as one event names them, and the sentence that does."""

    sides: frozenset[str]
    parties: tuple[Participant, ...]
    sentence: tuple[Span, ...]


class Lenders:
    """Which negotiations other reports tell of, when, and who mediates or hosts them."""

    def __init__(self) -> None:
        self._days: dict[frozenset[str], dict[tuple[object, object], When]] = defaultdict(dict)
        self._thirds: dict[frozenset[str], set[str]] = defaultdict(set)

    def add(self, sides: frozenset[str], page: Page, roll: Roll, events: Iterable[Event]) -> None:
        """A page tells of talks between these sides."""
        day = page.published
        self._days[sides].setdefault((day.earliest, day.latest), day)
        self._thirds[sides].update(_thirds(events, roll))

    def lend(self, sides: frozenset[str], page: Page, roll: Roll) -> bool:
        """Whether a page that does not tell whose talks these are can mean those of the sides: it names them
        and no third state that has no part in their talks, and others tell of them at about its time.
        """
        named = roll.sides_in(page)
        if not sides <= named or all(
            apart(day, page.published, SAME_SERIES) for day in self._days[sides].values()
        ):
            return False
        others = named - sides - self._thirds[sides] - _thirds(page.reading.events, roll)
        return not any(roll.kind(other) is ActorKind.STATE for other in others)


def _thirds(events: Iterable[Event], roll: Roll) -> set[str]:
    """The sides that mediate or host what is told of."""
    return {roll.side(p.actor, p.name) for e in events for p in e.participants if p.role in _THIRDS}


Told = tuple[Event, tuple[Span, ...], str]
"""An event, the sentence that lent it sides, and a note on where they come from; empty where none did."""


def completed(pages: Sequence[Page], roll: Roll) -> Iterator[tuple[Page, Iterator[Told]]]:
    """The pages with their events."""
    counts = [_pairs(page, roll) for page in pages]
    record: Counter[frozenset[str]] = Counter()
    named: dict[frozenset[str], Pair] = {}
    lenders = Lenders()
    for page, pairs in zip(pages, counts, strict=True):
        for pair, times in pairs.items():
            record[pair.sides] += times
            named.setdefault(pair.sides, pair)
            lenders.add(pair.sides, page, roll, page.reading.events)
    often = [named[sides] for sides, _ in record.most_common(_RANKED)]
    for page, pairs in zip(pages, counts, strict=True):
        main, note = _main(pairs), _HERE
        if not pairs:
            main = _main(Counter({p: record[p.sides] for p in often if lenders.lend(p.sides, page, roll)}))
            main, note = replace(main, sentence=()) if main else None, _ELSEWHERE
        yield page, _told(page, main, note, roll)


def _told(page: Page, pair: Pair | None, note: str, roll: Roll) -> Iterator[Told]:
    for event in page.reading.events:
        full = None if pair is None or _is_any(event, page.text) else _completed(event, pair, page.text, roll)
        if pair is None or full is None:
            yield event, (), ""
        else:
            # a round is found by its number: what tells its sides is no news of it
            yield full, pair.sentence if event.ordinal is None else (), note


def is_named(participant: Participant) -> bool:
    """Whether a participant is somebody by name or description, not just "leaders" or "both sides"."""
    name = participant.name
    plain = participant.actor is None and name.islower() and name.split()[-1] in _nameless()
    return not plain


def _pairs(page: Page, roll: Roll) -> Counter[Pair]:
    """The two sides that events of a page name together, each pair as its first event names it."""
    first: dict[frozenset[str], Pair] = {}
    counts: Counter[Pair] = Counter()
    for event in page.reading.events:
        if event.kind in _PAIRED and event.status not in _NEVER:
            parties = _powers(event, roll)
            if len(parties) == 2:
                sides = frozenset(parties)
                counts[first.setdefault(sides, Pair(sides, tuple(parties.values()), event.evidence[:1]))] += 1
    return counts


def _main(pairs: Counter[Pair]) -> Pair | None:
    """The only two sides that are named together, or those named so much the oftenest."""
    ranked = pairs.most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] < _CLEARLY * ranked[1][1]):
        return None
    return ranked[0][0]


def _powers(event: Event, roll: Roll) -> dict[str, Participant]:
    """The parties of an event that are actors and no persons, by their sides."""
    found: dict[str, Participant] = {}
    for p in event.participants:
        if p.role == "party" and p.actor is not None:
            if roll.kind(roll.id(p.actor, p.name)) is ActorKind.PERSON:
                return {}
            found.setdefault(roll.side(p.actor, p.name), p)
    return found


def _completed(event: Event, pair: Pair, text: str, roll: Roll) -> Event | None:
    """The event with the sides that it leaves out; ``None`` where it leaves none out or may be others'."""
    takes = event.kind in _TAKING or event.kind in _PLURAL
    if not takes or not (event.status in _STANDING or (event.status in _UNDONE and event.when.known)):
        return None
    heads = [p for p in event.participants if p.actor is None and _stands_for_both(p, event, text)]
    if event.kind in _PLURAL and not (heads and event.when.known):
        return None
    others = [p for p in event.participants if p not in heads]
    third = {roll.side(p.actor, p.name) for p in others if p.role in _THIRDS}
    sides = {roll.side(p.actor, p.name): p.role for p in others if is_named(p) and p.role not in _THIRDS}
    if event.kind is EventKind.CALL and heads:  # a third may be on the line
        sides = {side: role for side, role in sides.items() if side in pair.sides}
    if not sides.keys() <= pair.sides or set(sides.values()) - {"party"} or third & pair.sides:
        return None
    lent = tuple(replace(p, role="party") for p in pair.parties if roll.side(p.actor, p.name) not in sides)
    return replace(event, participants=(*others, *lent)) if lent else None


def _is_any(event: Event, text: str) -> bool:
    """Whether a noun tells of no exchange in particular: "the days for the release of prisoners"."""
    exchange = event.kind is EventKind.PRISONER_EXCHANGE and not event.when.known
    return exchange and _BARE.match(text, event.trigger.end) is not None


def _stands_for_both(participant: Participant, event: Event, text: str) -> bool:
    """ "both leaders", "negotiators", "engineers from the two countries": those of the two sides."""
    words, standing = participant.name.lower().split(), _standing_for_both()
    if words and words[-1] in standing and set(words[:-1]) <= {"the", "both", "two"}:
        return True
    sentence = next((s for s in event.evidence if s.overlaps(event.trigger)), event.trigger)
    _, found, behind = text[sentence.start : sentence.end].partition(participant.name)
    whose = _WHOSE.match(behind) if found else None
    return whose is not None and whose[1] in standing


@cache
def _nameless() -> frozenset[str]:
    return frozenset(load("rounds")["nameless"])


@cache
def _standing_for_both() -> frozenset[str]:
    return frozenset(load("rounds")["standing_for_both"])
