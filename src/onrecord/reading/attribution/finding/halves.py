"""Halves: two clauses of one cue that each say something, "said that it rained and that the road was closed".

In: a report. Out: the same, or one for each clause that has a "that" of its own. Invariant: the halves have
the cue and the words of the whole, without the conjunctions between; the source of the whole, or who is named
between ("he said that it would end, and she that it would not").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Span as Words
from spacy.tokens import Token

from onrecord.model import Finder, Span
from onrecord.reading.attribution.reported import Reported
from onrecord.reading.attribution.sources import Source

_JOINTS = frozenset({"and", "but"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_MARKS = frozenset({'"', "``", "''", "“", "”"})
_CLAUSES = frozenset({"conj", "ccomp", "ROOT", "parataxis"})
_LINKS = frozenset({"mark", "nsubj", "dobj", "det"})
_OPENING = frozenset({"DET", "PRON", "PROPN", "NOUN", "NUM", "ADP", "ADJ"})
_STOPS = frozenset({";", ":", "(", ")", '"'})
_GAP = 14  # words between "and" and the "that" of another half
_SHORTEST = 3  # words of a half


@dataclass(frozen=True, slots=True)
class _Cut:
    """Where a half ends, where the next one begins, and who says that one if it is somebody else."""

    end: int
    behind: int
    source: Source | None


def of(report: Reported, alone: float) -> Iterator[Reported]:
    """The halves of a report in order; the report itself where it has none.

    ``alone`` is the confidence in what the rules alone found: of the halves behind the first the tagger,
    which sees one statement, knows nothing.
    """
    if report.around and (behind := _turn(report)) is not None:
        yield replace(report, content=report.content[:-1])
        yield replace(report, content=(behind,), confidence=min(report.confidence, alone))
        return
    told = report.frame in {"that", "noun"} and report.head.pos_ in {"VERB", "NOUN"}
    if not told or report.found_by is Finder.TAGGER or len(report.content) != 1:
        yield report
        return
    span = report.content[0]
    cuts = list(_cuts(report, span))
    start = span.start
    for cut in cuts:
        yield replace(report, content=(Span(start, cut.end),))
        start, report = cut.behind, replace(report, confidence=min(report.confidence, alone))
        if cut.source is not None:
            report = replace(report, source=cut.source)
    yield replace(report, content=(Span(start, span.end),)) if cuts else report


def _turn(report: Reported) -> Span | None:
    """The clause behind an inserted cue that turns with "but": "It rained, X said, but it would not snow"."""
    last = report.content[-1]
    words = report.paragraph.tokens_in(last)
    if words is None or words[0].lower_ != "but" or len(words) <= _SHORTEST:
        return None
    before = report.paragraph.tokens_in(report.content[0])
    finite = [any(t.tag_ in _FINITE for t in part) for part in (before or (), words)]
    return Span(report.paragraph.span(words[1]).start, last.end) if all(finite) else None


def _cuts(report: Reported, span: Span) -> Iterator[_Cut]:
    """Where a half ends and where the next one begins."""
    paragraph = report.paragraph
    words = paragraph.tokens_in(span)
    if words is None or span.start < report.cue.end:
        return
    first, inside = words.start, False
    opens = words[0].lower_ == "that"
    for token in words:
        inside ^= token.text in _MARKS
        if inside or token.i - first < _SHORTEST or token.i + 1 >= words.end:
            continue
        joint = token.lower_ in _JOINTS or token.text in {",", ";"}
        that, source = _that(token, words.end) if joint else (None, None)
        if that is None or that.i + _SHORTEST >= words.end or that.dep_ not in _LINKS:
            continue
        if that.nbor(1).text in _MARKS:
            continue  # 'that it rained, but that "the road is open"': the words quoted go with the others
        apart = that.i > token.i + 1 or token.lower_ in _JOINTS
        if that.head.dep_ not in _CLAUSES or not (apart or (opens and _is_whole(token, first))):
            continue
        last = token
        while last.i > first and (last.text in {",", ";"} or last.lower_ in _JOINTS or last == token):
            last = last.nbor(-1)
        first = that.i + 1
        yield _Cut(paragraph.span(last).end, paragraph.span(that.nbor(1)).start, source)


def _that(joint: Token, end: int) -> tuple[Token | None, Source | None]:
    """The "that" of another half, and who says it if somebody else does: "…, and she that it would not"."""
    doc, low = joint.doc, joint.i + 1
    if doc[low].lower_ == "that":
        return doc[low], None
    if joint.text == "," or doc[low].text in {",", ";"}:
        return None, None
    that = next((t for t in doc[low : min(end, low + _GAP)] if t.lower_ == "that"), None)
    if that is None:
        return None, None
    gap = doc[low : that.i]
    if doc[low - 2].text not in {",", ";"} and any(t.text == "," for t in gap):
        return None, None
    if gap[0].lower_ in _JOINTS and len(gap) > 1:
        gap = gap[1:]
    if any(t.tag_ in _FINITE or (t.pos_ == "VERB" and t.tag_ != "VBG") or t.text in _STOPS for t in gap):
        return None, None
    return (that, _speaker(gap)) if gap[0].pos_ in _OPENING else (None, None)


def _speaker(gap: Words) -> Source | None:
    """Who says the other half: the noun that opens the gap, or that stands behind "by"; else the same one."""
    by = next((t for t in gap if t.lower_ == "by"), None)
    first = gap[0] if gap[0].pos_ != "ADP" else None
    if by is not None and by.i + 1 < gap.end:
        first = gap.doc[by.i + 1]
    if first is None:
        return None
    last = next((t.i for t in gap.doc[first.i : gap.end] if t.text == ","), gap.end) - 1
    names = [t for t in gap.doc[first.i : last + 1] if t.pos_ in {"NOUN", "PROPN", "PRON", "NUM", "ADJ"}]
    head = next((t for t in names if not first.i <= t.head.i <= last), names[-1] if names else None)
    return None if head is None else Source(head, first, gap.doc[last])


def _is_whole(mark: Token, first: int) -> bool:
    """Whether a verb stands between a mark and the one before it, so that no insertion ends there."""
    for token in reversed(list(mark.doc[first : mark.i])):
        if token.text in {",", ";"}:
            return False
        if token.tag_ in _FINITE:
            return True
    return False
