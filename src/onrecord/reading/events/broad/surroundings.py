"""When and where: the day and the place of an event that one word tells, by what the parse hangs on it.

In: the word, the status of its event, the times and places of its sentence. Out: a day and a place.
Invariant: a time or a place is taken only from the event's own words and the verb that tells of it, never
because it stands near; the day on which somebody speaks of an event is not its day.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from onrecord.model import UNKNOWN, Status, TimeType, When
from onrecord.reading.events import frames, grammar
from onrecord.reading.events.broad.wordings import names
from onrecord.reading.events.broad.words import Words
from onrecord.reading.events.moments import ENDINGS, Calendar

_PARTS = frozenset({"of", "in", "for"})  # "two days of talks", "the second round in a week of talks"
_DURING = frozenset({"in", "during", "at"})
_OWN = frozenset({"", "on", "of", "from"})  # "the call on Friday", "the truce of 3 May"
_DEEPEST = 4  # words climbed from an event to the verb that tells of it
_OPEN = frozenset({Status.PLANNED, Status.PROPOSED, Status.CONDITIONAL})

_TRUCES = frozenset({"truce", "ceasefire", "cease-fire", "armistice"})
_GOING = frozenset({"visit", "trip", "travel", "journey", "tour", "fly"})


def day(token: Token, status: Status, calendar: Calendar, words: Words) -> When:
    """The day of the event; the day on which a truce expires is not its own."""
    above = grammar.governor(token)
    if token.lemma_.lower() in _TRUCES and above is not None and above[0].lemma_ in ENDINGS:
        return UNKNOWN
    own, told = _anchors(token, status, words)
    return calendar.day(own, told, status)


def ahead(token: Token, calendar: Calendar, words: Words) -> bool | None:
    """Whether a noun's own day lies ahead: "the call on Friday"; ``None`` where it has none."""
    own = {token.i, *_parts(token), *_effective(token, words)}
    for hung in calendar.hung:
        if hung.time.type is TimeType.DATE and hung.on.i in own and hung.by in _OWN:
            return calendar.is_ahead(hung.time)
    return None


def venue(token: Token, status: Status, calendar: Calendar, words: Words) -> str | None:
    """The place of the event."""
    own, _ = _anchors(token, status, words)
    return calendar.where(own, towards=token.lemma_.lower() in _GOING)


def _anchors(token: Token, status: Status, words: Words) -> tuple[frozenset[int], frozenset[int]]:
    """Words whose times are the event's own; words whose times are so only with "for"."""
    own, told = {token.i, *_parts(token), *_effective(token, words)}, set[int]()
    if token.pos_ in ("VERB", "AUX"):
        return frozenset(own | frames.stay(token)), frozenset()
    at = token
    for _ in range(_DEEPEST):
        above = grammar.governor(at)
        if above is None:
            break
        head, relation = above
        if head.pos_ in ("VERB", "AUX"):
            tells = _tells(head, relation, status, words)
            (own if tells else told).add(head.i)
            lower = grammar.lowered(head)
            if tells and lower is not None:  # "is scheduled to open on Monday"
                own.add(lower.i)
            main = grammar.first_conjunct(
                head
            )  # "hit the town on Friday, killing seven in a breach of the truce"
            if tells and at is token and main.tag_ == "VBG" and main.dep_ == "advcl":
                own.add(main.head.i)
            break
        if relation not in _PARTS and relation != "compound":
            break
        own.add(head.i)
        at = head
    return frozenset(own), frozenset(told)


def _parts(token: Token) -> Iterator[int]:
    """What an event is one of: the parser hangs a day on the talks in "a third round of talks on Friday"."""
    if token.pos_ in ("NOUN", "PROPN"):
        for preposition in token.children:
            if preposition.dep_ == "prep" and preposition.lower_ == "of":
                yield from (c.i for c in preposition.children if c.pos_ == "NOUN")


def _effective(token: Token, words: Words) -> Iterator[int]:
    """The verb by which a truce or pact comes into force: "since it came into force on Monday"."""
    sentence = token.sent
    for pronoun in sentence.doc[token.i + 1 : sentence.end]:
        if pronoun.lower_ == "it" and pronoun.dep_ == "nsubj":
            verb = pronoun.head
            if not words.lists["effective"].isdisjoint(names(verb)) and _follows(verb, token):
                yield verb.i


def _follows(verb: Token, token: Token) -> bool:
    """Whether a clause stands right behind a noun or its phrase: nothing else can be what "it" is."""
    first = verb.left_edge.i
    between = token.doc[token.i + 1 : first]
    return verb.dep_ in ("advcl", "relcl", "ccomp", "acl") and not any(
        t.pos_ in ("NOUN", "PROPN") and t.tag_ in ("NN", "NNP") for t in between
    )


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
