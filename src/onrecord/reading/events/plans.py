"""Plans that are over: "originally set for Monday", "had been due to end on Friday".

In: verbs of a parse. Out: the verb that tells what came of a plan, and whether something had begun that was
to end. Invariant: nothing is said of a plan that may still hold.
"""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from onrecord.model import Status
from onrecord.reading.events import grammar

_FORMERLY = frozenset({"originally", "initially", "first", "previously", "formerly"})
_LASTING = frozenset({"end", "finish", "last", "conclude", "run", "close", "wrap"})  # what has begun does so


def former(verb: Token) -> bool:
    """Whether a verb tells a plan that holds no more: "originally scheduled", "was first set for Monday"."""
    if verb.tag_ not in ("VBN", "VBD", "JJ"):
        return False
    words = (verb, *(c for c in verb.children if c.dep_ == "acomp"))
    return any(c.dep_ == "advmod" and c.lower_ in _FORMERLY for word in words for c in word.children)


def outcome(verb: Token) -> Token:
    """ "was first set for May but was held in June": the holding; without one the verb itself."""
    if not former(verb):
        return verb
    return next((c for c in verb.children if c.dep_ == "conj" and c.pos_ in ("VERB", "AUX")), verb)


def clauses_of(nouns: Iterable[Token]) -> frozenset[int]:
    """The verbs behind talks that tell their plan: "talks that were to have been held in Oslo on Friday"."""
    found: set[int] = set()
    for verb in (c for noun in nouns for c in noun.children if c.dep_ in ("relcl", "acl")):
        lower = grammar.lowered(verb)
        found.update({verb.i} if lower is None else {verb.i, lower.i})
    return frozenset(found)


def begun(verb: Token) -> Status | None:
    """How far its subject has come where a verb tells when that is to end: "was to last two days"."""
    lower = grammar.lowered(verb)
    if lower is None or lower.lemma_ not in _LASTING:
        return None
    auxiliaries = (c.tag_ for c in verb.children if c.dep_ in ("aux", "auxpass"))
    now = verb.tag_ in ("VBZ", "VBP") or any(tag in ("VBZ", "VBP") for tag in auxiliaries)
    return Status.ONGOING if now else Status.HAPPENED
