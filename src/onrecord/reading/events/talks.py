"""Rounds of talks: which rounds one phrase speaks of.

In: a trigger for a round, the times of its sentence. Out: one draft a round ("the first two rounds" is
two), with its day where the sentence gives one to each ("the first on 4 May and the second on 9 June").
Invariant: an ordinal is one the text gives; "another round" has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from spacy.tokens import Token

from onrecord.knowledge import load
from onrecord.model import Event, EventKind, Span, Status, TimeType, When
from onrecord.reading.events import frames, grammar
from onrecord.reading.events.moments import Calendar
from onrecord.reading.events.triggers import Trigger

_NUMBERED = re.compile(r"(\d{1,3})(?:st|nd|rd|th)")
_TENS = {word: 10 * n for n, word in enumerate(("twenty", "thirty", "forty", "fifty", "sixty"), 2)}
_FIRST = {"opening", "inaugural"}
_PARTS = frozenset(
    {"session", "ceremony", "plenary", "day", "meeting"}
)  # whose opening one is part of a round
_HELD = (Status.HAPPENED, Status.ONGOING)
_CARDINALS = {
    word: number
    for number, word in enumerate(("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), 2)
}


@dataclass(frozen=True, slots=True)
class Draft:
    """A round as one phrase gives it; ``when`` is ``None`` where the phrase gives none of its own."""

    ordinal: int | None
    when: When | None = None


def rounds(trigger: Trigger, calendar: Calendar) -> list[Draft]:
    """The rounds that a phrase speaks of."""
    ordinals, count = _numbers(trigger.nodes[0] if trigger.sense.noun else trigger.nodes[-1])
    if len(ordinals) == 1 and count is None:
        return [Draft(ordinals[0])]
    if ordinals == [1] and count is not None:  # "the first two rounds"
        return [Draft(n) for n in range(1, count + 1)]
    if len(ordinals) > 1 and count is None:  # "the first and second rounds"
        return [Draft(n) for n in ordinals]
    listed = _listed(trigger, calendar)
    if count is not None and len(listed) == count:
        return listed
    return [Draft(None)]


def ordinal(head: Token) -> int | None:
    """The number of the one round that a noun names: "the opening Lusaka round" is the first."""
    ordinals, count = _numbers(head)
    return ordinals[0] if len(ordinals) == 1 and count is None else None


def before_next(head: Token, told: Iterable[Event], lead: int) -> Event | None:
    """The round that "the next round" follows: the last one told as held, where the report opens with it.

    ``told`` are the events of the text so far, ``lead`` is where its opening ends.
    """
    if not any(c.lower_ == "next" and c.dep_ == "amod" for c in head.lefts):
        return None
    held = [e for e in told if e.kind is EventKind.ROUND and e.ordinal and e.status in _HELD]
    last = max(held, key=lambda e: e.ordinal or 0, default=None)
    return last if last is not None and last.trigger.start < lead else None


@cache
def _ordinals() -> dict[str, int]:
    return {str(word): int(n) for word, n in load("times")["numbers"]["ordinals"].items()}


def _number(token: Token) -> int | None:
    """The number of an ordinal: "third", "23rd", and with what stands before it "twenty-third"."""
    digits = _NUMBERED.fullmatch(token.lower_)
    if digits is not None:
        return int(digits[1])
    if token.lower_ in _FIRST:
        return None if token.head.lemma_.lower() in _PARTS else 1
    number = _ordinals().get(token.lower_)
    tens = token.doc[token.i - 2].lower_ if token.i > 1 and token.nbor(-1).text in frames.DASHES else ""
    return number + _TENS.get(tens, 0) if number is not None else None


def _numbers(head: Token) -> tuple[list[int], int | None]:
    ordinals: list[int] = []
    count: int | None = None
    behind = [c for c in head.rights if c.dep_ == "appos" and _number(c) is not None]
    for child in (*head.lefts, *behind):  # "the session, the second, …"
        waiting = [child]
        while waiting:
            token = waiting.pop(0)
            number = _number(token)
            if number is not None:
                ordinals.append(number)
            elif token.lower_ in _CARDINALS:
                count = _CARDINALS[token.lower_]
            elif token.dep_ == "nummod" and token.lower_.isdigit() and len(token.lower_) < 3:
                count = int(token.lower_)
            waiting.extend(c for c in token.children if c.dep_ in ("conj", "amod", "nummod", "advmod"))
    return ordinals, count


def _listed(trigger: Trigger, calendar: Calendar) -> list[Draft]:
    """ "…, the first on 4 May and the second on 9 June": ordinals behind the noun, each with its day."""
    head = trigger.head
    sentence = calendar.place.sentence.tokens
    out: list[Draft] = []
    for token in sentence:
        number = _number(token)
        if token.i <= head.i or number is None or number != len(out) + 1:
            continue
        if token.i + 1 < len(token.doc) and token.nbor().pos_ in ("NOUN", "ADJ", "PROPN"):
            continue  # "the first proposal"
        day = next((calendar.read(h.time) for h in calendar.hung if h.on.i == token.i), None)
        out.append(Draft(number, day))
    return out


def meetings(trigger: Trigger, calendar: Calendar) -> list[tuple[Span, When]]:
    """ "met twice, on 4 May and on 9 June": each day and where it stands; empty where one day is told."""
    if trigger.sense.noun or trigger.verdict.status is not Status.HAPPENED:
        return []
    days = [
        h for h in calendar.hung if h.on.i == trigger.head.i and h.by == "on" and h.time.type is TimeType.DATE
    ]
    coordinated = len(days) > 1 and all(grammar.linked(a.token, b.token) for a, b in pairwise(days))
    return [(Span(h.time.start, h.time.end), calendar.read(h.time)) for h in days] if coordinated else []


def is_both(head: Token) -> bool:
    """Whether a noun takes up all of the rounds named before: "both rounds", "all three rounds"."""
    return any(
        child.dep_ in ("det", "predet", "preconj") and child.lower_ in ("both", "all") for child in head.lefts
    )
