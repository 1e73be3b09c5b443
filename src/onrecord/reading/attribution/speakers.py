"""Who speaks: from the words of a source to an actor of the cast, or to an unnamed source.

In: a source and the cast. Out: :class:`~onrecord.model.Speaker` or ``None`` where a pronoun stays open.
Invariant: an unnamed source keeps its own description; it never becomes the actor it is named after
("a palace source" is not the palace).
"""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from onrecord.knowledge import load
from onrecord.model import Actor, ActorKind, Speaker
from onrecord.reading.attribution.apposition import is_one_of_many, named_behind, single_of
from onrecord.reading.attribution.casts import Cast
from onrecord.reading.attribution.cues import Cues
from onrecord.reading.attribution.descriptions import (
    apposed,
    called,
    days,
    description,
    end_of,
    name_of,
    told_by,
)
from onrecord.reading.attribution.referring import antecedent, authored, bodies, offices
from onrecord.reading.attribution.relaying.relays import Relays
from onrecord.reading.attribution.sources import Source
from onrecord.reading.language import Paragraph

_HONOURED = frozenset(
    {
        "Majesty",
        "Highness",
        "Excellency",
        "Holiness",
        "Eminence",
        "Lordship",
        "Ladyship",
        "Grace",
        "Honour",
        "Honor",
    }
)
_AND = frozenset({"and", "&"})
_SOMEBODY = frozenset({"someone", "somebody", "others", "some", "several", "many", "few"})


def resolve(source: Source, paragraph: Paragraph, cast: Cast, cues: Cues, relays: Relays) -> Speaker | None:
    """The speaker that a source names, describes or stands for."""
    head = antecedent(source.head)
    if head.i != source.head.i:
        source = told_by(head)
    if (by := authored(source, cues)) is not None:
        return resolve(by, paragraph, cast, cues, relays)
    if is_one_of_many(head):
        return _one(source, paragraph, cast)
    if _several(source, paragraph, cast) or _joined(source, paragraph, cast):
        named = head.pos_ == "PROPN" or bool(apposed(head))
        return Speaker(_side_by_side(source), None, named=named)
    if unnamed(source, cues):
        return _described(source, paragraph, cast)
    actor = _actor(source, paragraph, cast)
    if actor is not None:
        return Speaker(actor.name, actor.id)
    if (outlet := relays.outlet(source)) is not None:
        return Speaker(outlet)
    if head.pos_ == "NOUN" and (person := named_behind(source, paragraph, cast)) is not None:
        return person
    if (name := called(source)) is not None:
        return Speaker(name)
    if head.lower_ in _SOMEBODY:
        return Speaker(description(source), None, named=False)
    if head.pos_ == "PRON":
        return None
    if head.text in days() and (head.pos_ != "PROPN" or source.first.pos_ == "DET"):
        return None  # "a letter dated Monday"; "Thursday's said": the bulletin's, told of before
    if head.pos_ == "PROPN" and head.text[:1].isupper():
        office = head.is_upper and head.lower_ in offices()
        return Speaker(description(source), None, named=False) if office else Speaker(name_of(head))
    if (body := _owned(source, paragraph, cast)) is not None:
        return body
    pair = head.tag_ == "NNS" and any(c.pos_ == "PROPN" for c in apposed(head))
    return Speaker(description(source), None, named=pair or _is_body(head))


def _one(source: Source, paragraph: Paragraph, cast: Cast) -> Speaker:
    """Who "one of the mothers" is."""
    one = single_of(source.head)
    return _described(source if one is None else Source(source.head, one, source.last), paragraph, cast)


def _described(source: Source, paragraph: Paragraph, cast: Cast) -> Speaker:
    """Somebody who is described: by the name that stands behind, else in these words."""
    person = named_behind(source, paragraph, cast)
    if person is None and (name := called(source)) is not None:
        person = Speaker(name)
    return person or Speaker(description(source), None, named=False)


def _several(source: Source, paragraph: Paragraph, cast: Cast) -> bool:
    """Whether two people with names speak: "Ivo Orr of Ormund and Lina Hadd", "the brothers Ali and Omar"."""
    doc, head = source.head.doc, source.head
    if head.pos_ != "PROPN" and head.tag_ != "NNS":
        return False
    end = end_of(source)
    met: set[str] = set()
    joined = False
    for token in doc[source.first.i : end.i + 1]:
        if token.dep_ == "poss" or token.lower_ == "or":
            return False
        joined |= _is_and(token)
        last = token.pos_ == "PROPN" and not (token.dep_ == "compound" and token.head.i > token.i)
        actor = cast.at(paragraph.span(token)) if last else None
        if actor is not None and actor.kind in {ActorKind.PERSON, None}:
            met.add(actor.id)
    return joined and len(met) > 1


def _joined(source: Source, paragraph: Paragraph, cast: Cast) -> bool:
    """Whether a body or a state speaks with others: "Iran and Oman", "Nordgas and its creditors"."""
    head, last = source.head, end_of(source)
    others = [t for t in head.conjuncts if head.i < t.i <= last.i]
    if head.pos_ != "PROPN" or not others:
        return False
    if not any(t.dep_ == "cc" and _is_and(t) for t in head.doc[head.i : others[-1].i]):
        return False
    own = cast.at(paragraph.span(head))
    if own is None or own.kind is ActorKind.PERSON:
        return False

    def stands_alone(other: Token) -> bool:
        actor = cast.at(paragraph.span(other))
        apart = other.left_edge.tag_ in {"DT", "PRP$"} and other.left_edge.i < other.i
        return apart if actor is None else actor.id != own.id

    return all(map(stands_alone, others))


def _is_and(token: Token) -> bool:
    """Whether it is "and", or the comma that stands for it in a headline."""
    return token.lower_ in _AND or (token.text == "," and token.dep_ == "cc")


def _side_by_side(source: Source) -> str:
    """The words for several, with the commas of a headline spelt out: "Norland and Sudmark"."""
    words = description(source)
    last = next(
        (t for t in reversed(source.head.doc[source.first.i : source.last.i]) if t.dep_ == "cc"), None
    )
    return " and ".join(words.rsplit(", ", 1)) if last is not None and last.text == "," else words


def _actor(source: Source, paragraph: Paragraph, cast: Cast) -> Actor | None:
    """The actor of the cast that a source names; a plural noun is never one person."""
    found = _anybody(source, paragraph, cast)
    plural = source.head.tag_ == "NNS" and source.head.text.islower()
    return None if found is not None and plural and found.kind in {ActorKind.PERSON, None} else found


def _anybody(source: Source, paragraph: Paragraph, cast: Cast) -> Actor | None:
    whole = paragraph.span(source.first, end_of(source))
    found = cast.at(whole) or cast.at(paragraph.span(source.head))
    if found is None and source.head.text in _HONOURED and source.first.tag_ == "PRP$":
        return cast.at(paragraph.span(source.first))  # "Her Majesty": whoever "her" means
    if found is None:
        named = (c for c in apposed(source.head) if c.pos_ in {"PROPN", "NOUN"})
        spans = (s for c in named for s in (paragraph.span(c), paragraph.span(c.left_edge, c)))
        found = next((a for s in spans if (a := cast.at(s)) is not None), None)
    return found


def _owned(source: Source, paragraph: Paragraph, cast: Cast) -> Speaker | None:
    """The body of somebody named before: "its foreign ministry", "the country's parliament"."""
    head = source.head
    owner = next((c for c in head.lefts if c.dep_ == "poss" and c.pos_ != "PROPN"), None)
    if owner is None or head.tag_ not in {"NN", "NNP"}:
        return None
    whose = cast.at(paragraph.span(owner.left_edge, owner)) or cast.at(paragraph.span(owner))
    if whose is None or head.lemma_.lower() not in _bodies_of(whose.kind):
        return None
    behind = owner.nbor(2 if owner.nbor().tag_ == "POS" else 1)
    return Speaker(f"{whose.name}'s {description(Source(head, behind, source.last))}", None)


@cache
def _bodies_of(kind: ActorKind | None) -> frozenset[str]:
    """Nouns for the bodies that a kind of actor has."""
    naming = load("naming")
    parts = {
        None: ("bodies",),
        ActorKind.STATE: ("bodies", "state_held"),
        ActorKind.ORGANISATION: ("councils",),
    }
    return frozenset(str(word) for part in parts.get(kind, ()) for word in naming[part])


def _is_body(head: Token) -> bool:
    """Whether it is an organisation by its place's name: "Arkady council", "Lorvenia's trade ministry"."""
    if head.lemma_.lower() not in bodies() or head.tag_ not in {"NN", "NNP"}:
        return False
    return any(
        c.text[:1].isupper() and c.pos_ != "PRON" and c.dep_ in {"poss", "compound", "amod", "nmod"}
        for c in head.lefts
    )


def unnamed(source: Source, cues: Cues) -> bool:
    """Whether a source is nobody in particular: "a palace source", "officials", "two people"."""
    head = source.head
    if head.pos_ == "PROPN" and head.tag_ == "NNP":
        return False
    if head.lemma_.lower() not in cues.unnamed or apposed(head):
        return False
    plural = head.tag_ in {"NNS", "NNPS"}
    definite = any(c.lower_ == "the" or c.dep_ == "poss" for c in head.lefts)
    named_beside = any(c.pos_ == "PROPN" and c.dep_ == "compound" and c.i == head.i - 1 for c in head.lefts)
    return plural or not definite or (named_beside and not definite)
