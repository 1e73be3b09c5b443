"""Halves: two clauses of one cue that each say something, "said that it rained and that the road was closed".

In: a report. Out: the same, or one for each clause that has a "that" of its own. Invariant: the halves have
the cue, the source and the words of the whole, without the conjunctions between.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from onrecord.model import Finder, Span
from onrecord.reading.attribution.reported import Reported

_JOINTS = frozenset({"and", "but"})
_MARKS = frozenset({'"', "``", "''", "“", "”"})
_SHORTEST = 3  # words of a half


def of(report: Reported, alone: float) -> Iterator[Reported]:
    """The halves of a report in order; the report itself where it has none.

    ``alone`` is the confidence in what the rules alone found: of the halves behind the first the tagger,
    which sees one statement, knows nothing.
    """
    sayings = report.frame == "that" and report.head.pos_ == "VERB" and report.found_by is not Finder.TAGGER
    if not sayings or len(report.content) != 1:
        yield report
        return
    span = report.content[0]
    cuts = list(_cuts(report, span))
    start = span.start
    for end, behind in cuts:
        yield replace(report, content=(Span(start, end),))
        start, report = behind, replace(report, confidence=min(report.confidence, alone))
    yield replace(report, content=(Span(start, span.end),)) if cuts else report


def _cuts(report: Reported, span: Span) -> Iterator[tuple[int, int]]:
    """Where a half ends and where the next one begins."""
    paragraph = report.paragraph
    words = paragraph.tokens_in(span)
    if words is None or span.start < report.cue.end:
        return
    first = words.start
    if any(t.text in _MARKS for t in words):
        return  # with words quoted it is one utterance
    for token in words:
        joins = token.lower_ in _JOINTS and token.i + 1 < words.end and token.nbor(1).lower_ == "that"
        if not joins or token.i - first < _SHORTEST or words.end - token.i - 2 < _SHORTEST:
            continue
        that = token.nbor(1)
        if that.dep_ != "mark" or that.head.dep_ not in {"conj", "ccomp"}:
            continue
        last = token.nbor(-1)
        last = last.nbor(-1) if last.text == "," else last
        first = that.i + 1
        yield paragraph.span(last).end, paragraph.span(that.nbor(1)).start
