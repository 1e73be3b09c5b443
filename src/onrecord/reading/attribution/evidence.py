"""Where a statement stands: the sentences to open for it, and whether its words stand in quotation marks.

In: the spans of a statement, the quotations of its document. Out: spans of sentences,
:class:`~onrecord.model.Directness`. Invariant: neighbouring sentences are one span.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from onrecord.model import Directness, Span
from onrecord.reading.attribution.finding.quotes import Quote
from onrecord.reading.language import Paragraph, ParsedText

_MARKS = "\"'“”„‘’«»`.,;:!?…()[]—–- \t\n\r\u00a0"


class Evidence:
    """The text of a document, its sentences and its quotations."""

    def __init__(self, parsed: ParsedText, quotes: Sequence[Quote]) -> None:
        self._parsed = parsed
        self._outer = [s for q in quotes for s in q.outer]
        self._outer_starts = [s.start for s in self._outer]

    def directness(self, content: Sequence[Span]) -> Directness:
        """By the quotation marks: whether all, some or none of the content's letters stand in them."""
        inside = outside = False
        for span in content:
            at = span.start
            first = max(0, bisect_right(self._outer_starts, span.start) - 1)
            for outer in self._outer[first : bisect_left(self._outer_starts, span.end)]:
                if outer.end <= at or outer.start >= span.end:
                    continue
                outside |= self._has_words(at, outer.start)
                inside = True
                at = outer.end
            outside |= self._has_words(at, span.end)
        if inside:
            return Directness.MIXED if outside else Directness.DIRECT
        return Directness.INDIRECT

    def _has_words(self, start: int, end: int) -> bool:
        return start < end and bool(self._parsed.text[start:end].strip(_MARKS))

    def sentences(self, spans: Sequence[Span]) -> tuple[Span, ...]:
        """The sentences that hold the spans, neighbours joined."""
        low, high = min(s.start for s in spans), max(s.end for s in spans)
        out: list[Span] = []
        for paragraph in self._paragraphs(low, high):
            sentences = paragraph.sentences
            first = max(0, bisect_right(sentences, low, key=lambda s: s.start) - 1)
            for sentence in sentences[first : bisect_left(sentences, high, key=lambda s: s.start)]:
                span = sentence.span
                if not any(s.overlaps(span) for s in spans):
                    continue
                if out and out[-1].end >= paragraph.start and span.start - out[-1].end <= 2:
                    out[-1] = Span(out[-1].start, span.end)
                else:
                    out.append(span)
        return tuple(out)

    def _paragraphs(self, low: int, high: int) -> Sequence[Paragraph]:
        paragraphs = self._parsed.paragraphs
        first = max(0, bisect_right(paragraphs, low, key=lambda p: p.start) - 1)
        return paragraphs[first : bisect_left(paragraphs, high, key=lambda p: p.start)]
