"""Landmarks: an invasion happens once between two states for many years, so who speaks of it comes after it.

In: pages, the roll, facts. Out: the documents that speak of a state's invasion of another as of something
that has begun, and the days that documents and facts give for its beginning. Invariants: both sides must be
told in the one sentence; what is feared, planned or possible is no landmark; of several days the earliest
counts, and a day that some older report contradicts does not count at all.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from onrecord.knowledge import load
from onrecord.ledger.actors import Roll
from onrecord.ledger.dating.passages import Passages, within
from onrecord.ledger.mentions import Mention
from onrecord.ledger.pages import Page
from onrecord.model import EventKind, Fact, Span, Status
from onrecord.reading.times.forms import is_absolute

Pair = tuple[str, str, str]
"""The kind of landmark, the side that acted and the side that it was done to."""

_TOLD = frozenset({Status.HAPPENED, Status.ONGOING})
_TALKS = frozenset({EventKind.ROUND, EventKind.MEETING, EventKind.CALL, EventKind.MEDIATION})
_GAP = re.compile(r"(?:['’]s?)?(?: [\w-]+){0,3} ?")  # "Russia's full-scale", "its ongoing"
_REACH = 40  # characters between the side and the word
_BY = re.compile(r" (?:of [\w .'’-]{2,40} )?by ")


@dataclass(frozen=True)
class Landmark:
    """A day that is given for a landmark. ``fact`` is empty where the document ``page`` gives it."""

    pair: Pair
    day: date
    page: int
    fact: Fact | None = None


def dated(told: Sequence[Mention], number: Mapping[str, int], facts: Mapping[str, Fact]) -> list[Landmark]:
    """The landmarks to which documents and facts give a day that needs no day of publication.

    A mention that leaves out the side it was done to means the only other side that its document
    names as a party to anything, where there is but one.
    """
    of_kinds = [(kind, mention) for mention in told if (kind := _kind(mention)) is not None]
    pages = {mention.page.id for _, mention in of_kinds}
    opposite = _opposites(mention for mention in told if mention.page.id in pages)
    found = []
    for kind, mention in of_kinds:
        when = mention.when
        actor, target = mention.side_of("author"), mention.side_of("target") or mention.side_of("addressee")
        if actor is None or when.earliest is None or mention.event.status not in _TOLD:
            continue
        if not (when.form and is_absolute(when.form)):
            continue
        others = opposite.get((mention.page.id, actor), set())
        target = target or (next(iter(others)) if len(others) == 1 else None)
        if target is not None and target != actor:
            page = mention.page.id
            found.append(Landmark((kind, actor, target), when.earliest, number[page], facts.get(page)))
    return found


def _opposites(told: Iterable[Mention]) -> Mapping[tuple[str, str], set[str]]:
    """For a document and a side, the other sides of the events that it takes part in."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for mention in told:
        for side in mention.sides if len(mention.sides) == 2 else ():
            found[mention.page.id, side] |= mention.sides - {side}
    return found


def _kind(mention: Mention) -> str | None:
    if mention.event.kind is not EventKind.MILITARY:
        return None
    trigger = mention.page.text[mention.event.trigger.start : mention.event.trigger.end].lower()
    return _words().get(trigger)


def spoken_of(page: Page, roll: Roll, told: Iterable[Mention], wanted: Iterable[Pair]) -> Iterator[Pair]:
    """Which of the wanted landmarks a page speaks of as of something that has begun."""
    here = roll.sides_in(page)
    pairs = sorted(pair for pair in set(wanted) if pair[2] in here)
    if not pairs or not _pattern().search(page.text):
        return
    spans: dict[str, list[Span]] = defaultdict(list)
    for named in page.reading.actors:
        spans[roll.side(named.id, named.name)] += [*named.mentions, *named.references]
    told_here = {
        (kind, side)
        for mention in told
        if mention.event.status in _TOLD and (kind := _kind(mention)) and (side := mention.side_of("author"))
    }
    passages = Passages(page)
    for pair in pairs:
        kind, actor, target = pair
        for match in passages.found(_pattern()):
            if kind not in _kinds(match[0]):
                continue
            sentence = passages.sentence(match.start())
            words = page.text[sentence.start : sentence.end]
            if _open(words) or not within(spans.get(target, ()), sentence):
                continue
            if (kind, actor) in told_here or _belongs(page.text, match, spans.get(actor, ())):
                yield pair
                break


def in_talks(told: Iterable[Mention]) -> frozenset[frozenset[str]]:
    """The pairs of sides of whose talks a page tells, held or not."""
    return frozenset(m.sides for m in told if m.event.kind in _TALKS and len(m.sides) == 2)


def _kinds(words: str) -> set[str | None]:
    """The kinds that a phrase names: a full-scale invasion is an invasion."""
    phrase = " ".join(words.lower().split())
    return {_words().get(phrase), _words().get(phrase.rpartition(" ")[2])}


def _belongs(text: str, match: re.Match[str], spans: Iterable[Span]) -> bool:
    """Whether the word is the side's: "Russia's invasion", "its invasion", "the invasion by Russia"."""
    start, end = match.span()
    return any(
        (start - _REACH <= s.end <= start and _GAP.fullmatch(text[s.end : start]))
        or (end <= s.start <= end + _REACH * 2 and _BY.fullmatch(text[end : s.start]))
        for s in spans
    )


def _open(sentence: str) -> bool:
    """Whether the sentence may speak of something that is only feared, planned or possible."""
    return not _doubts().isdisjoint(re.findall(r"[\w’']+", sentence.lower()))


@cache
def _words() -> dict[str, str]:
    return {word: kind for kind, words in load("facts")["landmarks"].items() for word in words}


@cache
def _pattern() -> re.Pattern[str]:
    listed = "|".join(sorted(_words(), key=lambda word: (-len(word), word)))
    return re.compile(rf"(?<![\w-])(?:{listed})(?![\w-])", re.IGNORECASE)


@cache
def _doubts() -> frozenset[str]:
    return frozenset(load("facts")["doubts"])
