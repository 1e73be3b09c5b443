"""Conditions: what a party will not do without something else.

In: the words of a sentence. Out: :class:`Hinge`, a verb of what a party would do with the clause that it
hangs on: "will sign only if …", "will not come until …", "would attend on condition that …". Invariant: the
words leave no other way: "will sign if" is an offer, and makes none unless it is a readiness ("is ready to").
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.model import Span
from onrecord.reading.events import clauses, frames, grammar
from onrecord.reading.events.lexicon import Lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token

    from onrecord.reading.events.scene import Place

_AHEAD = frozenset({"will", "would", "'ll", "wo", "'d", "can", "could"})
_READY = frozenset({"ready", "willing", "prepared", "open"})
_REFUSING = frozenset({"refuse", "decline"})
_LONGEST = 40  # words of a clause


@dataclass(frozen=True, slots=True)
class Hinge:
    """``verb`` is what a party would do, ``clause`` the verb of what it hangs on."""

    verb: Token
    clause: Token

    @property
    def asked(self) -> Token | None:
        """Who is to do something first."""
        return frames.subject_of(self.clause)

    def words(self, place: Place) -> Span | None:
        """The clause without the word that leads it."""
        doc = self.clause.doc
        first, last = self.clause.left_edge.i, self.clause.right_edge.i
        lead = max((c.i for c in self.clause.lefts if c.dep_ == "mark"), default=first - 1)
        while last > first and doc[last].is_punct:
            last -= 1
        return place.span(doc[max(first, lead + 1)], doc[last]) if last - first < _LONGEST else None


def find(tokens: Iterable[Token], lexicon: Lexicon) -> Iterator[Hinge]:
    """The hinges of a sentence."""
    for clause in tokens:
        if clause.dep_ not in ("advcl", "acl", "ccomp") or clause.pos_ not in ("VERB", "AUX"):
            continue
        verb = _depending(clause, lexicon)
        if verb is not None and verb.lemma_ in lexicon.hinging and not _is_supposed(verb):
            yield Hinge(verb, clause)


def _depending(clause: Token, lexicon: Lexicon) -> Token | None:
    """The verb that a clause decides on."""
    head = clause.head
    if clause.dep_ == "acl" and head.lower_ == "condition" and head.head.lower_ in ("on", "under"):
        return _governing(head.head)
    if clause.dep_ == "ccomp" and head.lower_ in ("provided", "providing"):
        return _governing(head)
    if clause.dep_ != "advcl" or head.pos_ != "VERB":
        return None
    relation = grammar.clause_relation(clause)
    if relation == "if":
        sole = any(c.lower_ == "only" for c in (*clause.lefts, *head.lefts))
        return head if (sole and _is_ahead(head)) or _is_readiness(head) else None
    if relation in ("unless", "until", "before") and _is_refused(head, lexicon):
        return head
    return None


def _governing(word: Token) -> Token | None:
    """The verb above a phrase, nouns passed over: "attend the talks on condition that …"."""
    for _ in range(4):
        word = word.head
        if word.pos_ == "VERB":
            return word if _is_ahead(word) or word.lemma_ == "agree" else None
    return None


def _is_ahead(verb: Token) -> bool:
    return clauses.form_of(verb).modal in _AHEAD or _is_readiness(verb)


def _is_readiness(verb: Token) -> bool:
    """ "is ready to pull back", "is willing to sign"."""
    return verb.dep_ == "xcomp" and verb.head.lower_ in _READY


def _is_refused(verb: Token, lexicon: Lexicon) -> bool:
    """ "will not sign", "refuses to sign"."""
    if verb.dep_ == "xcomp" and verb.head.lemma_ in _REFUSING:
        return True
    negated = any(c.dep_ == "neg" or c.lower_ in lexicon.negators for c in verb.lefts)
    return negated and clauses.form_of(verb).modal in _AHEAD


def _is_supposed(verb: Token) -> bool:
    """Whether it stands in a clause that only supposes: "if Kenya would sign only if …"."""
    return any(t.dep_ == "advcl" and grammar.clause_relation(t) == "if" for t in (verb, *verb.ancestors))
