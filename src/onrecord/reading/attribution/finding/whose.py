"""Whose words a verb reports, also where the parser takes somebody else for its subject, or nobody.

In: a verb of saying in its parse, what it reports, the cues. Out: the source. Invariant: it holds no word
of what is said.
"""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.reading.attribution import sources
from onrecord.reading.attribution.cues import Cues
from onrecord.reading.attribution.finding import behind, displaced, people, verbs
from onrecord.reading.attribution.finding.complement import Complement
from onrecord.reading.attribution.sources import Source

_SAME = frozenset({"he", "she", "it", "they"})


def of(verb: Token, cues: Cues) -> Source | None:
    """Who says it, also where the parser takes a subject behind its verb for an object."""
    if (by := _agent(verb)) is not None:
        return sources.phrase(by)
    if (done := displaced.done_before(verb)) is not None:
        return verbs.subject(done, cues)
    if (above := _going_on(verb, cues)) is not None:
        return sources.phrase(above, stop=verb)
    found = verbs.subject(verb, cues)
    if found is not None and (above := sources.quoting(verb)) is not None and _is_described(found):
        return sources.placed(found, above)
    if found is None and (hidden := behind.swallowed(verb)) is not None:
        return sources.phrase(hidden, stop=verb)
    if found is None and not sources.passive(verb) and (who := verbs.inverted(verb)) is not None:
        return sources.phrase(who, stop=verb)
    return found


def _is_described(source: Source) -> bool:
    """Whether a source is a description of nobody known: "a nurse", "two officials"."""
    article = source.first.lower_ in {"a", "an"} or source.first.pos_ == "NUM"
    return source.head.pos_ == "NOUN" and (article or source.first == source.head)


def apart(source: Source | None, complement: Complement) -> Source | None:
    """Who says it without what is said: "praised by both sides for her work"."""
    start = complement.pieces[0][0]
    if source is None or not source.head.i < start - 1 <= source.last.i:
        return source
    return Source(source.head, source.first, source.head.doc[start - 2])


def _going_on(verb: Token, cues: Cues) -> Token | None:
    """The speaker of "X said that it was open, and praised Y", where the parser joins it to "was"."""
    inner, said = verb.head, verb.head.head
    if verb.dep_ != "conj" or inner.dep_ != "ccomp" or said.tag_ != verb.tag_ or said.i > inner.i:
        return None
    if any(c.dep_ in sources.SUBJECTS for c in verb.lefts) or not cues.says(verbs.lemma(said, cues)):
        return None
    joint = next((c for c in inner.rights if c.dep_ == "cc" and c.i < verb.i), None)
    own = sources.subject(inner)
    apart = joint is not None and joint.nbor(-1).text == ","
    same = own is not None and (own.lower_ in _SAME or (own.pos_ == "NOUN" and not people.known(own, cues)))
    return sources.subject(said) if apart or same else None


def _agent(verb: Token) -> Token | None:
    """Who does it, where the parser sees no passive: "asked by X whether …"; "was promised a road by Y"."""
    if verb.tag_ != "VBN":
        return None
    if sources.is_bare(verb) or (verb.dep_ == "acl" and not list(verb.lefts)):
        by = sources.agent(verb)
        if by is not None or verb.dep_ != "acl":
            return by  # "the deal, hailed by X as historic"
    obj = next((c for c in verb.rights if c.dep_ == "dobj"), None)
    by = next((c for c in obj.rights if c.lower_ == "by"), None) if obj is not None else None
    if by is None or not sources.passive(verb):
        return None
    return next((c for c in by.children if c.dep_ == "pobj"), None)


def swallowed(verb: Token, complement: Complement) -> tuple[Source, Complement] | None:
    """A speaker whom the parser takes for an apposition: "… in the north, the head of the team, X, said"."""
    at = verb.i - (2 if verb.i > 1 and verb.nbor(-1).text == "," else 1)
    if len(complement.pieces) != 1 or at < 1 or complement.pieces[0][1] >= verb.i or verb.tag_ != "VBD":
        return None
    name = verb.doc[at]
    host = name.head
    if name.pos_ != "PROPN" or name.dep_ != "appos" or sources.subject(verb) is not None:
        return None
    first = next(c.left_edge.i for c in host.rights if c.dep_ == "appos")
    start = complement.pieces[0][0]
    if not start < first - 1 or verb.doc[first - 1].text != ",":
        return None
    source = Source(name, verb.doc[first], name)
    return source, Complement("that", complement.head, ((start, first - 2),))
