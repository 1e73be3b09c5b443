"""When and where: the day and the place of an event that one word tells, by what the parse hangs on it.

In: the word, the status of its event, the times and places of its sentence. Out: a day and a place.
Invariant: a time or a place is taken only from the event's own words and the verb that tells of it, never
because it stands near; the day on which somebody speaks of an event is not its day.
"""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.model import Status, When
from onrecord.reading.events import grammar
from onrecord.reading.events.broad.words import Words
from onrecord.reading.events.moments import Calendar

_PARTS = frozenset({"of", "in", "for"})  # "two days of talks", "the second round in a week of talks"
_DURING = frozenset({"in", "during", "at"})
_DEEPEST = 4  # words climbed from an event to the verb that tells of it
_OPEN = frozenset({Status.PLANNED, Status.PROPOSED, Status.CONDITIONAL})


def day(token: Token, status: Status, calendar: Calendar, words: Words) -> When:
    """The day of the event."""
    own, told = _anchors(token, status, words)
    return calendar.day(own, told, status)


def venue(token: Token, status: Status, calendar: Calendar, words: Words) -> str | None:
    """The place of the event."""
    own, _ = _anchors(token, status, words)
    return calendar.where(own)


def _anchors(token: Token, status: Status, words: Words) -> tuple[frozenset[int], frozenset[int]]:
    """Words whose times are the event's own; words whose times are so only with "for"."""
    own, told = {token.i}, set[int]()
    if token.pos_ in ("VERB", "AUX"):
        return frozenset(own), frozenset()
    at = token
    for _ in range(_DEEPEST):
        above = grammar.governor(at)
        if above is None:
            break
        head, relation = above
        if head.pos_ in ("VERB", "AUX"):
            (own if _tells(head, relation, status, words) else told).add(head.i)
            break
        if relation not in _PARTS and relation != "compound":
            break
        own.add(head.i)
        at = head
    return frozenset(own), frozenset(told)


def _tells(verb: Token, relation: str, status: Status, words: Words) -> bool:
    """Whether a verb's day is that of the event: "held talks on Friday", not "proposed talks on Friday"."""
    lemma = verb.lemma_.lower()
    if lemma in words.lists["sayers"]:
        return relation in _DURING and status is Status.HAPPENED
    if relation in _DURING:
        return status is Status.HAPPENED
    if relation not in ("subject", "object", "attr"):
        return False
    if verb.lemma_ == "be":
        return True  # "the meeting is on Friday"
    table = words.tables["object" if relation == "attr" else relation]
    effect = table.get(lemma)
    if effect in (None, "same", "exists"):
        return effect is not None or relation == "subject"
    return status in _OPEN and grammar.passive(verb) and relation in ("subject", "object")
