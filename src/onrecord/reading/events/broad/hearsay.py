"""What is only told, and whether it is denied: "dismissed reports that", "the report is a lie".

In: a noun for what is told, and the denying words. Out: whether somebody denies it. Invariant: a denial that
is itself negated denies nothing.
"""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.reading.events import grammar
from onrecord.reading.events.broad.wordings import names, negative_verb
from onrecord.reading.events.broad.words import Gathered

PREPOSITIONS = frozenset(
    "of for to on in about that over with from between at against ing whether towards toward into after "
    "upon".split()
)
"""How an event may hang on a noun."""

_NEAR = 9  # words between a denying verb and what it denies


def denied(head: Token, deniers: Gathered) -> bool:
    """Whether what is told is denied: "dismissed reports that", "the report is a lie"."""
    above = grammar.governor(head)
    if above is None or above[0].pos_ not in ("VERB", "AUX"):
        return _denied_before(head, deniers)
    verb, relation = above
    listed = deniers
    if _denied_before(head, deniers):
        return True
    if (
        relation in ("object", "at", "to", "on", "with", "with", "of", "against", "from")
        or relation in PREPOSITIONS
    ):
        called = verb.lemma_ in ("call", "describe", "label", "brand")
        if any(n in listed["verbs"] or f"{n} {relation}" in listed["verbs"] for n in names(verb)):
            return not called or any(
                c.lower_ in listed["predicates"] or c.lemma_ in listed["predicates"] for c in verb.subtree
            )
    if relation in ("subject", "object"):
        return any(n in listed["predicates"] for n in names(verb))
    return False


def _denied_before(head: Token, deniers: Gathered) -> bool:
    """Whether a denying verb stands before a noun to which the parser did not tie it."""
    doc, listed = head.doc, deniers["verbs"]
    for i in range(max(head.sent.start, head.i - _NEAR), head.i):
        token = doc[i]
        if token.tag_ in ("VBD", "VBN", "VBZ", "VBP", "VBG") and token.lemma_ not in (
            "call",
            "describe",
            "label",
            "brand",
        ):
            following = doc[i + 1].lower_
            if token.lemma_.lower() in listed or f"{token.lemma_.lower()} {following}" in listed:
                return not negative_verb(token)
    return False
