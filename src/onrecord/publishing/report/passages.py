"""The documents of the report: text with its evidence marked and its boilerplate dimmed.

In: a document's text, the spans that lines of the page open, and its boilerplate regions. Out:
safe HTML with one ``<mark id>`` a passage. Invariant: with all tags taken away, what is left is the
document's text, character for character.
"""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from onrecord.model import Evidence, Region, Span


@dataclass(frozen=True)
class Passages:
    """The disjoint passages of one document that lines of the page open."""

    document: str
    spans: tuple[Span, ...]

    def anchor(self, start: int) -> str:
        """The id of the passage that holds the character at ``start``."""
        i = bisect_right(self.spans, start, key=lambda s: s.start) - 1
        at = self.spans[max(0, i)].start if self.spans else 0
        return f"p-{self.document[:12]}-{at}"

    def render(self, text: str, regions: Sequence[Region]) -> Markup:
        """The text as HTML."""
        out: list[Markup] = []
        for piece, region, passage in _pieces(text, self.spans, regions):
            inner = escape(text[piece.start : piece.end])
            if passage is not None:
                name = (
                    Markup(' id="{}"').format(self.anchor(passage.start))
                    if piece.start == passage.start
                    else ""
                )
                inner = Markup("<mark{}>{}</mark>").format(name, inner)
            if region is not None:
                inner = Markup('<span class="aside" title="{}">{}</span>').format(region.kind, inner)
            out.append(inner)
        return Markup("").join(out)


def gather(evidence: Iterable[Evidence]) -> dict[str, Passages]:
    """Evidence by document, overlapping spans joined into passages."""
    spans: dict[str, set[Span]] = {}
    for e in evidence:
        if e.end > e.start:
            spans.setdefault(e.document, set()).add(Span(e.start, e.end))
    return {document: Passages(document, _joined(sorted(found))) for document, found in spans.items()}


def _joined(spans: Sequence[Span]) -> tuple[Span, ...]:
    out: list[Span] = []
    for span in spans:
        if out and span.start < out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return tuple(out)


def _pieces(
    text: str, passages: Sequence[Span], regions: Sequence[Region]
) -> Iterable[tuple[Span, Region | None, Span | None]]:
    """The text cut wherever a passage or a region begins or ends."""
    cuts = {0, len(text)}
    for span in (*passages, *(Span(r.start, r.end) for r in regions)):
        cuts.update((min(span.start, len(text)), min(span.end, len(text))))
    edges = sorted(cuts)
    starts = [r.start for r in regions]
    firsts = [p.start for p in passages]
    for start, end in itertools.pairwise(edges):
        i = bisect_right(starts, start) - 1
        j = bisect_right(firsts, start) - 1
        region = regions[i] if i >= 0 and start < regions[i].end else None
        passage = passages[j] if j >= 0 and start < passages[j].end else None
        yield Span(start, end), region, passage
