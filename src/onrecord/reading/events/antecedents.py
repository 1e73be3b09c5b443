"""What a pronoun takes up: the talks that "it has been put back" speaks of, the offer that was "turned down".

In: a sentence, the events of the sentence before it. Out: a trigger for the talks that go on under a
pronoun, or the words of what is refused. Invariant: one candidate or none; two are never chosen between.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from onrecord.model import Event, EventKind, Span, Status
from onrecord.reading.events import grammar
from onrecord.reading.events.lexicon import Sense
from onrecord.reading.events.scene import Place
from onrecord.reading.events.status import Judge
from onrecord.reading.events.triggers import Trigger

TALKS = frozenset({EventKind.ROUND, EventKind.MEETING, EventKind.CALL})
_PUT = frozenset({EventKind.PROPOSAL, EventKind.DEMAND, EventKind.INVITATION, EventKind.ULTIMATUM})
_CHANGED = frozenset({Status.POSTPONED, Status.CANCELLED})
_TAKES_PLACE = frozenset({"take place", "begin", "start", "open", "resume", "hold", "schedule"})
_SINGULAR = frozenset({"it"})
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
            return Trigger(told.sense, (token,), grammar.arguments(token), verdict), told
    return None


def refused(trigger: Trigger, place: Place, before: Sequence[Told]) -> Span | None:
    """What "rejected it", "turned them down", "refused to do so" refuse: the last thing put forward."""
    pronoun = _pronoun(trigger)
    if pronoun is None:
        return None
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
