"""What a pronoun or a bare noun takes up: the talks that "it has been put back" speaks of, the offer that was
"turned down", the words of "the Kenyan proposal" that somebody accepts.

In: a sentence, the events of the sentence before it, what was put forward before. Out: a trigger for the
talks that go on under a pronoun, or the words of what is answered. Invariant: one candidate or none; two are
never chosen between.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from onrecord.knowledge import load
from onrecord.model import Event, EventKind, Span, Status, When
from onrecord.reading.events import frames, grammar
from onrecord.reading.events.lexicon import Sense
from onrecord.reading.events.scene import Place
from onrecord.reading.events.status import Judge
from onrecord.reading.events.triggers import Trigger

TALKS = frozenset({EventKind.ROUND, EventKind.MEETING, EventKind.CALL})
_PUT = frozenset({EventKind.PROPOSAL, EventKind.DEMAND, EventKind.INVITATION, EventKind.ULTIMATUM})
_ASKED = frozenset({EventKind.DEMAND, EventKind.CONDITION, EventKind.ULTIMATUM})
_CALLED = {
    "invitation": frozenset({EventKind.INVITATION}),
    "ultimatum": frozenset({EventKind.ULTIMATUM, EventKind.DEADLINE}),
    **dict.fromkeys(("demand", "request", "call", "appeal", "condition", "precondition", "term"), _ASKED),
}
_PROPOSED = frozenset({EventKind.PROPOSAL})
_BARE = frozenset({"det", "poss", "amod", "compound", "nmod", "nummod", "case", "punct"})
_ALIKE = 0.5  # of the words of the shorter one, where two tell of the same proposal
_CHANGED = frozenset({Status.POSTPONED, Status.CANCELLED})
_TAKES_PLACE = frozenset({"take place", "begin", "start", "open", "resume", "hold", "schedule"})
_ANEW = frozenset({"now", "instead"})
_SINGULAR = frozenset({"it"})
_INDEFINITE = frozenset({"a", "an", "any", "some"})
_PLURAL = frozenset({"they", "them", "these", "those"})


@dataclass(frozen=True, slots=True)
class Told:
    """An event of the sentence before, with the sense that its words had."""

    event: Event
    sense: Sense
    plural: bool


def continued(tokens: Sequence[Token], judge: Judge, before: Sequence[Told]) -> tuple[Trigger, Told] | None:
    """The trigger of "it has been put back to Monday", and the talks of which that is told."""
    talks = [t for t in before if t.event.kind in TALKS]
    if len(talks) != 1:
        return None
    told = talks[0]
    words = _PLURAL if told.plural else _SINGULAR
    for token in tokens:
        if token.lower_ not in words or token.dep_ not in ("nsubj", "nsubjpass", "dobj"):
            continue
        verdict = judge.noun((token,))
        carriers = verdict.carriers
        if verdict.status is None or not carriers:
            continue
        names = {name for c in carriers for name in grammar.names(c.token)}
        held = told.event.status in (Status.HAPPENED, Status.ONGOING)  # what was held is not put off
        if (verdict.status in _CHANGED and not held) or names & _TAKES_PLACE:
            return Trigger(told.sense, (token,), frames.arguments(token), verdict), told
    return None


def is_moved(trigger: Trigger, told: Told, when: When) -> bool:
    """Whether a new day puts off what was told: "was due on Monday. It will now be held on Friday"."""
    words = {w.lower_ for c in trigger.verdict.carriers for w in c.token.children if w.dep_ == "advmod"}
    both = (told.event.status, trigger.verdict.status) == (Status.PLANNED, Status.PLANNED)
    old, new = told.event.when.day, when.day
    return both and bool(words & _ANEW) and old is not None and new is not None and old < new


def answered(trigger: Trigger, place: Place, before: Sequence[Told], told: Iterable[Event]) -> Span | None:
    """What "rejected it", "refused to do so", "accepted the Kenyan proposal" answer, in its author's words.

    ``told`` are the events of the document so far.
    """
    pronoun = _pronoun(trigger)
    return _named(trigger, place, told) if pronoun is None else _meant(pronoun, trigger, place, before)


def is_open(trigger: Trigger) -> bool:
    """Whether an answer points at what it answers by a pronoun: "accepted it"."""
    return _pronoun(trigger) is not None


def _named(trigger: Trigger, place: Place, told: Iterable[Event]) -> Span | None:
    """The words of "the proposal", "Kenya's offer", "the invitation": the only one put by another side."""
    nouns = [t for r in ("object", "to") for t in trigger.arguments.get(r, ()) if t.pos_ == "NOUN"]
    if len(nouns) != 1 or any(c.dep_ not in _BARE for c in nouns[0].children):
        return None
    noun = nouns[0]
    if noun.lemma_.lower() not in place.scene.lexicon.refusable:
        return None
    kinds = _CALLED.get(noun.lemma_.lower(), _PROPOSED)
    answering = {a for t in trigger.arguments.get("subject", ()) for a in _sides(place, place.phrase(t))}
    owners = _sides(place, place.phrase(noun, whole=False)) - answering
    if _is_another(noun, owned=bool(owners)):
        return None
    found: list[Span] = []
    for event in told:
        authors = {_side(place, p.actor) for p in event.participants if p.role == "author" and p.actor}
        if event.kind not in kinds or not authors or authors & answering or not event.content:
            continue
        if (owners and not owners & authors) or not _matter(place, event.content[0]):
            continue
        found.append(event.content[0])
    words = [_matter(place, span) for span in found]
    return found[-1] if found and all(_alike(w, words[-1]) for w in words) else None


def _is_another(noun: Token, *, owned: bool) -> bool:
    """Whether a noun means something else than was told of: "a similar proposal", "an offer".

    "A Kenyan offer" can be the one that Kenya was told to make.
    """
    words = {child.lower_ for child in noun.lefts}
    return bool(words & _others()) or (not owned and bool(words & _INDEFINITE))


def _sides(place: Place, span: Span) -> set[str]:
    return {_side(place, actor.id) for _, actor in place.scene.cast.mentions_in(span)}


def _side(place: Place, actor: str) -> str:
    """Whom an actor speaks for, else the actor."""
    known = place.scene.actors.get(actor)
    return (known.speaks_for if known is not None else None) or actor


def _matter(place: Place, span: Span) -> frozenset[str]:
    """The words that tell what is put forward: no names, and none that only point at it."""
    words = (w.strip("'\".,").removesuffix("'s") for w in place.quote(span).replace("’", "'").split())
    return frozenset(w for w in words if w[:1] and not w[:1].isupper() and w not in _pointing())


def _alike(some: frozenset[str], others: frozenset[str]) -> bool:
    return len(some & others) >= _ALIKE * min(len(some), len(others))


@cache
def _pointing() -> frozenset[str]:
    """Words that only point at something proposed, from ``knowledge/bare.yaml``."""
    return frozenset(word for words in load("bare").values() for word in words)


@cache
def _others() -> frozenset[str]:
    """Words for another one than was told of, from ``knowledge/bare.yaml``."""
    return frozenset(load("bare")["others"])


def _meant(pronoun: Token, trigger: Trigger, place: Place, before: Sequence[Told]) -> Span | None:
    """What a pronoun means: the last thing put forward."""
    doc = pronoun.doc
    first = _two_sentences_back(place)
    plural = pronoun.lower_ in _PLURAL
    for i in range(pronoun.i - 1, first - 1, -1):
        noun = doc[i]
        if noun.pos_ == "NOUN" and noun.lemma_.lower() in place.scene.lexicon.refusable:
            if (noun.tag_ == "NNS") is not plural or _inside_refuser(noun, trigger):
                continue
            return place.phrase(noun, whole=False)
    put = [t.event for t in before if t.event.kind in _PUT and t.event.content]
    return put[0].content[0] if len(put) == 1 and not plural else None


def _pronoun(trigger: Trigger) -> Token | None:
    for relation in ("object", "to"):
        for token in trigger.arguments.get(relation, ()):
            if relation == "object" and token.lower_ in _SINGULAR | _PLURAL | {"this", "that"}:
                return token
            if relation == "to" and does_so(token):
                return token
    return None


def does_so(verb: Token) -> bool:
    """ "refused to do so"."""
    return verb.lemma_ == "do" and any(c.lower_ in ("so", "it", "that") for c in verb.children)


def _two_sentences_back(place: Place) -> int:
    first = place.sentence.tokens[0].i
    return int(place.paragraph.doc[first - 1].sent.start) if first > 0 else 0


def _inside_refuser(noun: Token, trigger: Trigger) -> bool:
    """Whether a noun stands in the subject of the refusal: "the call centre rejected it"."""
    return any(s.left_edge.i <= noun.i <= s.right_edge.i for s in trigger.arguments.get("subject", ()))
