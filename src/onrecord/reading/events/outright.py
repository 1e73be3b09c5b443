"""What a phrase beside a clause says outright of its verb, whatever governs it.

In: a verb of a parse, the nouns and verbs of denial. Out: a status, or nothing. Invariant: none of these
statuses is ``happened``.
"""

from __future__ import annotations

from collections.abc import Set

from spacy.tokens import Token

from onrecord.model import Status
from onrecord.reading.events import clauses

_LESS = ("let alone", "much less", "still less", "never mind")
_AWAITING = ("by the time", "as soon as", "the moment that")
_APPOSED = frozenset({"a", "an", "the"})


def status(verb: Token, claims: Set[str], deniers: Set[str]) -> Status | None:
    """What such a phrase says of the act of a verb."""
    if _opens(verb, _LESS, verb.i):
        return Status.DID_NOT_HAPPEN  # "has not spoken to, let alone met, the envoy"
    if _is_awaited(verb):
        return Status.PLANNED
    return Status.DENIED if _is_disowned(verb, claims, deniers) else None


def _opens(verb: Token, phrases: tuple[str, ...], first: int) -> bool:
    """Whether one of the phrases stands right before a word of the verb's sentence."""
    before = verb.doc[verb.sent.start : first].text.lower()
    return any(before == p or before.endswith(f" {p}") for p in phrases)


def _is_awaited(verb: Token) -> bool:
    """ "By the time the treaty is signed, they will be gone": it has not been signed."""
    form = clauses.form_of(verb)
    subject = next((c for c in verb.lefts if c.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None or not form.finite or form.past or form.modal:
        return False
    return _opens(verb, _AWAITING, subject.left_edge.i)


def _is_disowned(verb: Token, claims: Set[str], deniers: Set[str]) -> bool:
    """ "said they had met in Doha, a claim that Qatar denied", "…, which Qatar denied"."""
    if verb.dep_ != "ccomp":
        return False
    for denial in verb.doc[verb.i + 1 : verb.sent.end]:
        if denial.dep_ != "relcl" or denial.lemma_ not in deniers:
            continue
        if any(c.dep_ == "neg" for c in denial.children) or not denial.head.i > verb.i:
            continue
        noun, first = denial.head, denial.head.left_edge
        apposed = noun.lemma_ in claims and first.lower_ in _APPOSED and first.nbor(-1).text == ","
        which = any(c.dep_ == "dobj" and c.lower_ == "which" and c.nbor(-1).text == "," for c in denial.lefts)
        if apposed or (which and noun.pos_ == "PROPN"):  # no city can be denied
            return True
    return False
