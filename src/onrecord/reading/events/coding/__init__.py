"""PLOVER's type of what a source does to a target, by a small network.

In: a sentence and the spans of two actors in it. Out: a :class:`Coding`, a type with its probability.
Invariant: the network is loaded at the first use and not before, so that who does not code pays nothing.

This says which type a statement tells of, not whether it is true; how far the act has come is judged by
:mod:`onrecord.reading.events.status`. A friendly act that is only announced is ``AGREE``, a hostile one
``THREATEN``, a refused one ``REJECT``.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.model import Span
from onrecord.reading.events.coding.coder import Case, Coding, shipped

__all__ = ["Case", "Coding", "code", "code_all"]


def code(sentence: str, source: Span, target: Span | None) -> Coding:
    """The type of what ``source`` does to ``target``; both are spans of ``sentence``.

    ``target`` is ``None`` where nobody is named.

    :raises ValueError: if a span lies outside the sentence.
    """
    return code_all([Case(sentence, (source,), (target,) if target else ())])[0]


def code_all(cases: Sequence[Case]) -> list[Coding]:
    """The type of each of several cases, in the same order."""
    return shipped().code(cases)
