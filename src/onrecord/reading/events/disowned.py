"""What a sentence denies of the one before it: "… will meet, the paper reported. Kenya denied the report."

In: a sentence, the one before it and the events told there. Out: those of them that are denied. Invariant:
only what somebody is told to have said is denied, never what the text says itself.
"""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from onrecord.model import Event, Status
from onrecord.reading.events import grammar
from onrecord.reading.events.broad.hearsay import denied
from onrecord.reading.events.broad.words import ACTS, words
from onrecord.reading.events.scene import Place

_POINTING = frozenset({"the", "this", "that", "these", "those"})
_DEEPEST = 12  # words climbed from an event to the verb of the sentence
_STANDING = frozenset({Status.HAPPENED, Status.ONGOING, Status.PLANNED})


def disowned(place: Place, before: Place, told: Iterable[Event]) -> list[Event]:
    """The events of the sentence before that this one denies."""
    if not any(_is_denied(t) for t in place.sentence.tokens):
        return []
    at = {before.span(t): t for t in before.sentence.tokens}
    return [e for e in told if e.kind not in ACTS and e.status in _STANDING and _is_said(at.get(e.trigger))]


def _is_denied(token: Token) -> bool:
    """ "denied the report", "said the claim was false"; not "denied the report that …", "denied a report"."""
    known = words()
    if token.lemma_.lower() not in known.lists["reports"] or token.pos_ != "NOUN":
        return False
    pointed = any(c.dep_ == "det" and c.lower_ in _POINTING for c in token.children)
    bare = not any(c.dep_ in ("prep", "relcl", "acl", "compound", "poss") for c in token.children)
    above = grammar.governor(token)
    plain = above is not None and not any(c.dep_ == "neg" for c in above[0].children)
    return pointed and bare and plain and denied(token, known.deniers)


def _is_said(token: Token | None) -> bool:
    """Whether an event stands in what somebody is told to have said: "… will meet, the paper reported"."""
    for _ in range(_DEEPEST):
        if token is None or token.head.i == token.i:
            return False
        if token.dep_ == "ccomp" and token.head.lemma_ in words().lists["sayers"]:
            return True
        token = token.head
    return False
