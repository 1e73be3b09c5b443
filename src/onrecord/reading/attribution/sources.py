"""Who a cue belongs to: the words that name a source.

In: the cue's verb or noun in its parse. Out: :class:`Source`: the head word, which the cast resolves, and
the words as they stand. Invariant: a source holds its head and no word of the cue or of its clause.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_JOINED = frozenset({"advcl", "ccomp", "parataxis", "dep"})
_TAILS = frozenset({",", ";", ":", "-", "–", "—", "(", ")", "'", '"', "``", "''"})


@dataclass(frozen=True, slots=True)
class Source:
    """The words from ``first`` to ``last``; ``head`` is what they name."""

    head: Token
    first: Token
    last: Token

    def holds(self, token: Token) -> bool:
        """Whether a word of the same paragraph is one of the source's."""
        return bool(self.first.i <= token.i <= self.last.i)


def subject(verb: Token) -> Token | None:
    """The subject of a verb: its own, or that of the verb it is joined to or depends on."""
    for _ in range(6):  # chains of conjuncts are short; the bound guards against damaged parses
        own = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
        if own is not None:
            return own
        dep = verb.dep_
        if dep == "acl" or dep == "relcl":
            return verb.head
        if dep in {"conj", "xcomp", "pcomp", "advcl", "dep"} and verb.head != verb:
            head = verb.head
            if dep == "xcomp" and (told := _object(head)) is not None and told.i < verb.i:
                return told  # "urged the minister to say": the minister says it
            verb = _verb_above(head) if head.pos_ == "ADP" else head
            continue
        return None
    return None


def _object(verb: Token) -> Token | None:
    return next((c for c in verb.children if c.dep_ in {"dobj", "dative"}), None)


def _verb_above(token: Token) -> Token:
    while token.head != token and token.pos_ not in {"VERB", "AUX"}:
        token = token.head
    return token


def agent(verb: Token) -> Token | None:
    """Who does it in a passive: "was told by the minister"."""
    for child in verb.children:
        if child.dep_ == "agent":
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None


def passive(verb: Token) -> bool:
    """Whether a verb is in the passive."""
    return any(c.dep_ in {"auxpass", "nsubjpass"} for c in verb.children)


def phrase(head: Token, *, stop: Token | None = None) -> Source:
    """The words that belong to ``head``: its subtree, cut before ``stop`` and before a clause joined on."""
    first, last = head.left_edge, head.right_edge
    for child in head.rights:
        if child.dep_ in _JOINED or (child.dep_ == "conj" and child.pos_ in {"VERB", "AUX"}):
            last = child.left_edge.nbor(-1)
            break
    doc = head.doc
    if stop is not None:
        if stop.i > head.i:
            last = doc[min(last.i, stop.i - 1)]
        else:
            first = doc[max(first.i, stop.i + 1)]
    low, high = first.i, max(last.i, head.i)
    while low < head.i and (doc[low].text in _TAILS or doc[low].is_space or doc[low].dep_ == "cc"):
        low += 1
    while high > head.i and (doc[high].text in _TAILS or doc[high].is_space or doc[high].dep_ == "cc"):
        high -= 1
    return Source(head, doc[low], doc[high])
