"""Nouns for claims, and what they claim: "a report that the fleet was sold", "accusations of fraud".

In: words of a parse. Out: the words that tell what is claimed. Invariant: what a noun claims stands in its
sentence, behind it.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from onrecord.reading.attribution.finding import displaced

_PREPOSITIONS = frozenset({"of", "about"})
_CLAUSES = frozenset({"acl", "relcl", "ccomp"})


def top(tokens: Sequence[Token]) -> Token | None:
    """The chief word of a stretch."""
    inside = {t.i for t in tokens}
    return next((t for t in tokens if t.head == t or t.head.i not in inside), None)


def clause_of(noun: Token) -> list[Token] | None:
    """The clause with "that" which tells what a noun claims: "a report in the paper that …"."""
    for that in noun.subtree:
        clause = that.head
        if that.i < noun.i or that.lower_ != "that" or clause.dep_ not in _CLAUSES:
            continue
        if that.dep_ == "mark" or displaced.opening_that(clause) is not None:
            return list(clause.subtree)
    return None


def told(noun: Token) -> list[Token] | None:
    """What a noun claims, as a clause or a noun: "a report that …", "accusations of fraud"."""
    if (clause := clause_of(noun)) is not None:
        return clause
    if noun.i and noun.nbor(-1).lower_ == "in":
        return None  # "in charge of the dam"
    for child in noun.rights:
        if child.dep_ == "prep" and child.lower_ in _PREPOSITIONS:
            return _phrase(child) or None
    return None


def _phrase(prep: Token) -> list[Token]:
    """The words behind a preposition, up to a comma or a quotation mark."""
    out: list[Token] = []
    for token in prep.subtree:
        if token.text == "," or token.is_quote:
            break
        if token.i > prep.i:
            out.append(token)
    return out
