"""Indirect speech: cues with a complement, "according to", nouns that report.

In: a paragraph, the characters that stand in quotation marks, the cues. Out: :class:`Reported` in text
order. Words inside a quotation are the speaker's own and start no report.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from onrecord.model import Span
from onrecord.reading.attribution.cues import Cues
from onrecord.reading.attribution.finding import answers, extents, hearsay, nominal, verbal
from onrecord.reading.attribution.reported import Reported
from onrecord.reading.language import Paragraph


def find(paragraph: Paragraph, quoted: Sequence[Span], cues: Cues, taken: set[int]) -> Iterator[Reported]:
    """All indirect reports of a paragraph. ``taken`` holds the indices of words already used as cues."""
    inside = _Inside(paragraph, quoted)
    found: list[Reported] = []
    for token in paragraph.tokens:
        if token.i in taken or token.pos_ not in _REPORTING or inside.holds(token):
            continue
        report = _REPORTING[token.pos_](paragraph, token, cues)
        if report is not None:
            found.append(report)
    found = _without_echoes(found, taken)
    found = [extents.without_tag(r, found) for r in found]
    found = [inside.whole(r) for r in found]
    found = answers.with_meant(found, cues)
    later = [r for r in found if extents.goes_on(r)]
    yield from (extents.without_own(r, later) for r in found)


def _without_echoes(found: Sequence[Reported], taken: set[int]) -> list[Reported]:
    """Reports without hearsay of a cue that reports by itself: "is said to have told", "reportedly told"."""
    cues = {r.head.i for r in found if r.frame not in {"hearsay", "adverb"}} | taken
    return [r for r in found if r.frame not in {"hearsay", "adverb"} or hearsay.told_of(r.head).i not in cues]


class _Inside:
    """Whether a token stands in quotation marks."""

    def __init__(self, paragraph: Paragraph, quoted: Sequence[Span]) -> None:
        self._spans = [(s.start - paragraph.start, s.end - paragraph.start) for s in quoted]

    def holds(self, token: Token) -> bool:
        return any(start <= token.idx < end for start, end in self._spans)

    def whole(self, report: Reported) -> Reported:
        """A report whose content does not break off inside a quotation that it begins."""
        base, last = report.paragraph.start, report.content[-1]
        for start, end in self._spans:
            if last.start <= base + start < last.end < base + end - 1:
                return replace(report, content=(*report.content[:-1], Span(last.start, base + end)))
        return report


_REPORTING = {
    "VERB": verbal.from_verb,
    "AUX": verbal.from_verb,
    "NOUN": nominal.from_noun,
    "ADJ": nominal.from_adjective,
    "ADV": hearsay.from_adverb,
}
