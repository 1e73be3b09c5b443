"""Matters: which issues an answer is about that only points at what was put forward: "accepted the proposal".

In: the proposals of the ledger, the roll, the issues. Out: :class:`Matters`. Invariant: what points means the
only matter that its document tells of as put forward by another; where there are several, it is open.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from onrecord.knowledge import load
from onrecord.ledger.actors import Roll
from onrecord.ledger.issues import Issues
from onrecord.ledger.names import fold
from onrecord.model import Proposal

_PUT = frozenset({"proposal", "demand", "condition"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "its", "their", "his", "her"})
_FEW = 4  # words in which a text comes to what it points at: "its own peace proposal"


class Matters:
    """What each document tells of as put forward, by whom and about which issues."""

    def __init__(self, proposals: Iterable[Proposal], roll: Roll, issues: Issues) -> None:
        self._put: defaultdict[str, set[tuple[str | None, tuple[str, ...]]]] = defaultdict(set)
        for proposal in proposals:
            if proposal.kind not in _PUT:
                continue
            author = roll.side(None, proposal.author) if proposal.author else None
            for document in {entry.document for entry in proposal.history}:
                self._put[document].add((author, issues.leading(proposal.content)))

    def of(self, text: str, document: str, side: str) -> tuple[str, ...]:
        """The issues of what ``text`` points at, for a side that answers to it; none where that is open."""
        if not _points(text):
            return ()
        put = {about for author, about in self._put.get(document, ()) if author != side}
        return put.pop() if len(put) == 1 else ()


def _points(text: str) -> bool:
    """Whether a text begins with something told of before: "the proposal as a whole", not "a rival plan"."""
    first, *rest = text.split() or ("",)
    qualities, nouns, others = _bare()
    if first.lower() not in _DEFINITE:
        return False
    for word in map(fold, rest[:_FEW]):
        if word in nouns:
            return True
        if word in others or word not in qualities:
            return False
    return False


@cache
def _bare() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Adjectives and nouns that say nothing of the matter, and words for another one than was told of."""
    data = load("bare")
    return frozenset(data["qualities"]), frozenset(data["nouns"]), frozenset(data["others"])
