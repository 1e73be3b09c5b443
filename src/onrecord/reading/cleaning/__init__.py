"""Cleaning: which stretches of a text are not the report.

In: a document's text. Out: :class:`~onrecord.model.Region` marks with their kinds, the headline, and
the outlet where boilerplate names it. Invariants: nothing is cut or rewritten; regions are sorted,
disjoint and begin and end with a character that can be seen; the same text always gives the same
regions. What is doubtful stays in the report: losing a sentence of it is worse than keeping an appeal.

The rules are data, ``knowledge/boilerplate.yaml``: phrases with weights, patterns of whole lines,
buttons. A sentence is scored by them (:mod:`~onrecord.reading.cleaning.rules`), then blocks are grown
from the sure ones (:mod:`~onrecord.reading.cleaning.blocks`).
"""

from __future__ import annotations

from collections.abc import Iterator, Set

from onrecord.model import Region, Span
from onrecord.reading.cleaning.blocks import marked
from onrecord.reading.cleaning.headlines import headline
from onrecord.reading.cleaning.naming import outlet
from onrecord.reading.cleaning.passages import key_of, passages_of
from onrecord.reading.cleaning.rules import load_rules

__all__ = ["headline", "lines", "mark", "outlet", "repeated"]


def mark(text: str) -> tuple[Region, ...]:
    """The boilerplate in a text, by what the text itself shows."""
    return marked(text, load_rules())


def lines(text: str) -> Iterator[tuple[Span, str]]:
    """The lines of a text with their keys, by which a record counts what an outlet repeats.

    Lines of one paragraph that was broken to a width count as one; lines without a letter or digit are
    left out.
    """
    for passage in passages_of(text):
        if key := key_of(passage.plain):
            yield passage.span, key


def repeated(text: str, repeated_keys: Set[str]) -> tuple[Region, ...]:
    """The boilerplate in a text, where lines with these keys are known to recur in the outlet's documents.

    It takes the place of what :func:`mark` gives, which it holds. That a line recurs is evidence, not
    proof: outlets repeat sentences of background too, so a line that reads like one stays; and a text most
    of which recurs is a reprint, of which nothing follows.
    """
    return marked(text, load_rules(), repeated_keys)
