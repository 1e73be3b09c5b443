"""Passages of a page that facts are looked for in: sentences, and what stands outside the boilerplate.

In: a page. Out: spans and sentences. Invariant: nothing found in boilerplate counts; it may have been put on
the page years after the report.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property

from onrecord.ledger.pages import Page
from onrecord.model import Span

_END = re.compile(r"(?<=[a-z0-9)\]%][.!?])[\"'”’]?\s+(?=[\"'“‘]?[A-Z0-9])|\n")
_LONGEST = 1500  # characters; longer ones are no sentences


class Passages:
    """The sentences of one page outside its boilerplate."""

    def __init__(self, page: Page) -> None:
        self.text = page.text
        self._regions = sorted((r.start, r.end) for r in page.reading.regions)

    @cached_property
    def _edges(self) -> list[int]:
        """Where sentences begin, and where the last one ends."""
        return [0, *(m.end() for m in _END.finditer(self.text)), len(self.text)]

    def in_body(self, at: int) -> bool:
        """Whether a place lies outside the boilerplate."""
        i = bisect_right(self._regions, (at, len(self.text) + 1))
        return i == 0 or self._regions[i - 1][1] <= at

    def sentence(self, at: int) -> Span:
        """The sentence around a place, roughly: ends of lines and full stops part sentences."""
        i = min(bisect_right(self._edges, at), len(self._edges) - 1) - 1
        start, end = self._edges[i], self._edges[i + 1]
        return Span(max(start, at - _LONGEST), min(end, at + _LONGEST))

    def found(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """The places in the body where a pattern stands."""
        return (m for m in pattern.finditer(self.text) if self.in_body(m.start()))


def within(spans: Iterable[Span], sentence: Span) -> bool:
    """Whether one of the spans lies in the sentence."""
    return any(sentence.start <= s.start and s.end <= sentence.end for s in spans)
