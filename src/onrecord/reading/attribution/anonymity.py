"""How much the text tells of who speaks: a name, a description, nothing.

In: a report and its speaker. Out: :class:`~onrecord.model.Anonymity`. Invariant: a person who is only
described is never named; a body is, by what it is and whose ("the transport ministry in Velm").
"""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.model import Anonymity, Speaker
from onrecord.reading.attribution.cues import Cues, cues
from onrecord.reading.attribution.referring import bodies
from onrecord.reading.attribution.reported import Reported
from onrecord.reading.attribution.sources import Source

_LONGEST = 12  # words of a body's name


def of(report: Reported, speaker: Speaker | None) -> Anonymity:
    """The anonymity class of a report's speaker."""
    if speaker is None:
        return Anonymity.UNATTRIBUTED if report.source is None else Anonymity.UNRESOLVED
    if report.source is not None and report.source.head.lower_ == "it":
        return Anonymity.NAMED  # "it" is a body that the text told of before
    if speaker.named or (report.source is not None and is_institution(report.source, cues())):
        return Anonymity.NAMED
    return Anonymity.DESCRIBED


def is_institution(source: Source, cues: Cues) -> bool:
    """Whether a source without a name is one body and no other: "Velm's customs service", "the company"."""
    head = source.head
    if head.lower_ in _ALONE and not any(c.dep_ in {"det", "nummod"} for c in head.lefts):
        return True
    if _is_joint(head):
        return True
    if head.tag_ not in {"NN", "NNP"}:
        return False
    if head.left_edge.i == head.i and head.lemma_.lower() in cues.institutions:
        return True  # "Dock strike suspended, union says": headlines leave the article out
    own = [
        t
        for t in head.doc[source.first.i : source.last.i + 1][:_LONGEST]
        if t.i <= head.i or t.dep_ == "pobj"
    ]
    named = any(t.pos_ == "PROPN" or (t.text[:1].isupper() and t.i > source.first.i) for t in own)
    definite = named or any(c.lower_ == "the" or c.dep_ == "poss" for c in head.lefts)
    if not definite or any(c.lower_ in _ANY for c in head.lefts):
        return False
    noun = head.lemma_.lower()
    return noun in cues.institutions or noun in bodies() or (noun in cues.sides and named)


def _is_joint(head: Token) -> bool:
    """Whether several speak of whom names tell each: "the boards of Rovers and Athletic"."""
    if head.tag_ not in {"NNS", "NNPS"} or head.pos_ != "NOUN":
        return False
    if any(c.dep_ == "conj" and c.pos_ == "PROPN" for c in head.rights):
        return True
    owners = (c for of in head.rights if of.lower_ == "of" for c in of.children if c.pos_ == "PROPN")
    return any(c.dep_ == "conj" and c.pos_ == "PROPN" for owner in owners for c in owner.rights)


_ALONE = frozenset({"police", "parliament", "congress"})  # one body without an article
_ANY = frozenset({"a", "an", "one", "another", "other", "some", "any", "no", "each", "every", "both"})
