"""Who takes part, whoever they are: actors of the document, else the words of the text.

In: a candidate and its sentence. Out: participants. Invariant: a participant is an actor of the document or
a phrase of the sentence; pronouns that nobody resolved are nobody.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from onrecord.model import ActorKind, EventKind, Participant
from onrecord.reading.events import frames, grammar
from onrecord.reading.events.broad.expressions import Candidate
from onrecord.reading.events.broad.kinds import person
from onrecord.reading.events.broad.words import ACTS, VerbSense, words
from onrecord.reading.events.participants import NAMELESS, ONLOOKER, Company, role_of
from onrecord.reading.events.scene import Place

_MOST = 8
_TWO = 2  # named together, they are all that take part
_BETWEEN = ("with", "between", "among", "to", "of", "from", "against", "on", "by")
_MAKERS = ("by", "from")
_MADE = ACTS | {EventKind.MEDIATION}
_OWNERS = {EventKind.INVITATION: ("of",), EventKind.MEDIATION: ("of",)}
_DONE_TO = frozenset({EventKind.SANCTION, EventKind.VIOLATION})
_SHARED = frozenset(
    {EventKind.MEETING, EventKind.ROUND, EventKind.CALL, EventKind.AGREEMENT, EventKind.CEASEFIRE}
)


def parties(candidate: Candidate, place: Place) -> tuple[Participant, ...]:
    """The participants of a candidate."""
    company = Company(place)
    out: list[Participant] = []
    for token, slot in _slots(candidate, place):
        role = role_of(token, slot)
        if role == ONLOOKER:
            continue
        for conjunct in grammar.conjuncts(token):
            for participant in company.people(conjunct) or _plain(conjunct, place):
                known = {(p.actor or p.name.lower()) for p in out}
                if (participant.actor or participant.name.lower()) not in known and len(out) < _MOST:
                    out.append(Participant(participant.name, role, participant.actor))
    return tuple(out)


def _slots(candidate: Candidate, place: Place) -> Iterator[tuple[Token, str]]:
    kind, below = candidate.kind, candidate.arguments
    first = (
        "mediator"
        if kind is EventKind.MEDIATION
        else "author"
        if kind in ACTS or kind in (EventKind.SANCTION, EventKind.VIOLATION)
        else "party"
    )
    other = "addressee" if kind in ACTS else "target" if kind is EventKind.SANCTION else "party"
    if kind in _DONE_TO and _suffers(candidate):
        first = "target"
    if isinstance(candidate.sense, VerbSense):
        for token in below.get("subject", ()):
            yield token, first
        if kind in _SHARED or kind in ACTS or kind is EventKind.SANCTION:
            for token in below.get("object", ()):
                if not _is_city(token, place):
                    yield token, other
        relations: tuple[str, ...] = ("with", "between", "to")
    else:
        relations = _BETWEEN
        for relation in ("poss", *(_MAKERS if kind in _MADE else ()), *_OWNERS.get(kind, ())):
            for token in below.get(relation, ()):
                yield token, first
        if sum(len(list(grammar.conjuncts(t))) for t in below.get("between", ())) < _TWO:
            yield from _holders(candidate, first, other)  # else: "he ruled out a meeting between X and Y"
    for relation in relations:
        for token in below.get(relation, ()):
            if relation != "to" or not _is_city(token, place):
                yield token, other


def _is_city(token: Token, place: Place) -> bool:
    """Whether a name is that of a place where one goes ("a visit to Lima"), and not of a state."""
    span = place.span(*grammar.phrase(token, whole=False))
    actor = place.scene.cast.at(span)
    named = actor is not None and actor.kind is ActorKind.STATE and actor.name == place.quote(span)
    return bool(place.scene.cast.places_in(span)) and not named


def _suffers(candidate: Candidate) -> bool:
    """Whether who is told of is the one to whom it is done: "will face sanctions"."""
    token = candidate.token
    above = None if token.pos_ in ("VERB", "AUX") else grammar.governor(token)
    if above is not None and above[0].lemma_.lower() in words().lists["relieving"]:
        return True  # "wants the lifting of the sanctions"
    verb = above[0] if above is not None and above[1] == "object" else token
    return verb.lemma_.lower() in words().lists["suffering"]


def _holders(candidate: Candidate, role: str, other: str) -> Iterator[tuple[Token, str]]:
    """Who holds, plans or calls off the talks: the subject of the verb above.

    Who answers a proposal did not make it; whoever meets "under Turkish mediation" does not mediate.
    """
    above = grammar.governor(candidate.token)
    for _ in range(3):
        if above is None:
            return
        head, relation = above
        if head.pos_ in ("VERB", "AUX"):
            subject = frames.subject_of(head) if relation != "subject" else None
            if head.lemma_.lower() in words().lists["shunning"]:
                return
            if relation == "object" and _judges(candidate, head):
                return
            if subject is not None and (candidate.kind is not EventKind.MEDIATION or relation == "object"):
                yield subject, other if _answers(candidate, head, relation) else _led(head, role)
            return
        above = grammar.governor(head)


def _judges(candidate: Candidate, verb: Token) -> bool:
    """Whether its subject only has a view on it: "welcomed the truce", but not "its truce with Peru"."""
    own = candidate.arguments.get("with") or candidate.arguments.get("poss")
    return not own and verb.lemma_.lower() in words().lists["judging"]


def _answers(candidate: Candidate, verb: Token, relation: str) -> bool:
    """Whether who does this is the one addressed: "rejected a demand", "came at the invitation of Kenya"."""
    if candidate.kind is EventKind.INVITATION and relation in ("at", "on", "upon"):
        return True
    return candidate.kind in ACTS and verb.lemma_.lower() in words().lists["answering"]


def _led(verb: Token, role: str) -> str:
    """Who chairs or brokers is no party."""
    return "mediator" if role == "party" and verb.lemma_.lower() in words().lists["leading"] else role


def _plain(token: Token, place: Place) -> list[Participant]:
    """The words of a phrase that names somebody."""
    if token.pos_ not in ("NOUN", "PROPN") or not person(words(), token) or grammar.lemma(token) in NAMELESS:
        return []
    if (
        any(t.text in frames.DASHES for t in token.doc[token.left_edge.i : token.i])
        and token.left_edge.is_sent_start
    ):
        return []  # "OSLO (Agency) - Shells hit": the parser takes the dateline for part of the name
    first = next(
        (
            t
            for t in (token.doc[i] for i in range(token.left_edge.i, token.i + 1))
            if t.dep_ not in ("det", "predet", "punct")
        ),
        token,
    )
    return [Participant(place.quote(place.span(first, token)))]
