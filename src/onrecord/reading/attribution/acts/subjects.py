"""Whose doing a clause tells: the speaker's own, the other side's, a thing's.

In: the subject of a clause and the report that it stands in. Out: a :class:`Subject`. Invariant: "I" and "we"
are always the speaker's; "he", "she", "it" and "they" only in the writer's words, where they agree with the
source.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from spacy.tokens import Token

from onrecord.model import Act
from onrecord.reading.attribution.cues import cues
from onrecord.reading.attribution.reported import Reported

_FIRST = frozenset({"i", "we"})
_MINE = frozenset({"my", "our"})
_ANYBODY = frozenset({"he", "she", "they", "it"})
_JUDGING = frozenset({Act.REJECT, Act.ACCUSE, Act.PRAISE})
_POSSESSED = frozenset({"his", "her", "its", "their"})
NO = frozenset({"no", "neither", "nor", "none", "nobody", "nothing"})


class Subject(StrEnum):
    """Whose doing a clause tells."""

    OWN = "own"  # the speaker's, or those the speaker speaks for
    YOU = "you"  # the one spoken to
    ACTOR = "actor"  # a side or a person named, whom the speaker may speak for
    OTHER = "other"  # the other side: "they" in a quotation, "our opponents"
    THIRD = "third"  # an actor of whom somebody without a part tells: an analyst, a friend, "sources"
    NOBODY = "nobody"  # "no troops", "no one"
    THERE = "there"
    THING = "thing"
    NONE = "none"  # no subject: an order, a fragment


@dataclass(frozen=True, slots=True)
class Parties:
    """Nouns of those who can do something, words for the other side, sources without a part in the talks,
    last words of names that no person has, and verbs that tell what comes of a thing that is judged.
    """

    actors: frozenset[str]
    opponents: frozenset[str]
    bystanders: frozenset[str]
    bodies: frozenset[str]
    effects: frozenset[str]


def kind(subject: Token, report: Reported, parties: Parties) -> Subject:
    """Whose doing it is."""
    word = subject.lower_
    if word in _FIRST:
        return Subject.OWN
    if word == "you":
        return Subject.YOU
    if subject.dep_ == "expl" or word == "there":
        return Subject.THERE
    if word in NO or any(c.lower_ in NO for c in subject.lefts):
        return Subject.NOBODY
    if word == "it" and not report.quoted and _is_judged(subject, report, parties):
        return Subject.THING
    if word in _ANYBODY:
        return _pronoun(word, report, parties)
    return _noun(subject, report, parties)


def _pronoun(word: str, report: Reported, parties: Parties) -> Subject:
    other = Subject.THING if word == "it" else Subject.OTHER
    source = report.source
    if report.quoted or source is None:
        return other
    head = source.head
    plural = head.tag_ in {"NNS", "NNPS"} or head.lower_ in {"they", "both", "we"}
    plural = plural or head.like_num or any(c.dep_ == "conj" for c in head.rights)
    if word in {"they", "it"} and {"they": "their", "it": "its"}[word] in {c.lower_ for c in head.lefts}:
        return Subject.OWN  # "their chairman said they would come"
    body = _is_body(report, parties)
    if word == "it":
        return Subject.OWN if body and not plural else other
    if word == "they":
        return Subject.OWN if plural or body else other
    return other if plural else Subject.OWN


def _is_judged(it: Token, report: Reported, parties: Parties) -> bool:
    """Whether "it" is what was judged before: "rejected the plan, saying it would give them time"."""
    judging, verb = report.head.head, it.head
    if report.head.tag_ != "VBG" or report.head.dep_ != "advcl" or verb.lemma_.lower() not in parties.effects:
        return False
    if _JUDGING.isdisjoint(cues().verbs.get(judging.lemma_.lower(), {}).values()):
        return False
    return any(c.dep_ == "dobj" and c.lemma_.lower() not in parties.actors for c in judging.rights)


def _is_body(report: Reported, parties: Parties) -> bool:
    """Whether the source can be "it": a state, a ministry, a company, and no person."""
    source = report.source
    if source is None:
        return False
    head = source.head
    if head.lower_ == "it":
        return True
    if head.pos_ == "PROPN":
        name = head.lower_
        return (
            source.first == head
            or source.first.lower_ in {"the", "its"}
            or (head.is_upper and len(name) > 1)
            or name in parties.bodies
            or name in parties.actors
        )
    lemma = head.lemma_.lower()
    return head.tag_ == "NN" and (lemma in parties.actors or lemma in parties.bodies)


def _noun(subject: Token, report: Reported, parties: Parties) -> Subject:
    """Whom a noun or a name means: "our men", "the union" that speaks, "the other side"."""
    owners = {c.lower_ for c in subject.lefts if c.dep_ == "poss"}
    if owners & _MINE or (owners & _POSSESSED and not report.quoted):
        return Subject.OWN
    lemma, source = subject.lemma_.lower(), report.source
    acts = subject.pos_ == "PROPN" or subject.lower_ in {"mine", "ours"} or lemma in parties.actors
    if source is not None and acts:
        words = {t.lower_ for t in subject.doc[source.first.i : source.last.i + 1]}
        if subject.lower_ in words or words & {"its", "their"}:
            return Subject.OWN  # "the union will strike, its leader said"
    if lemma in parties.opponents or any(c.lower_ in parties.opponents for c in subject.lefts):
        return Subject.OTHER
    if source is not None and acts and source.head.lemma_.lower() in parties.bystanders:
        return Subject.THIRD
    return Subject.ACTOR if acts else Subject.THING
