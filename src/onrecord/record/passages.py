"""The sentences or lines of a text in which marked words stand, to be shown as hits.

In: a text and the spans of its marked words. Out: passages in text order, each with its marks. Invariant:
a passage holds its marks whole, and no two passages overlap.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.model import Span

_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
# Three letters before the stop: after fewer it is more often an abbreviation than the end of a sentence.
_SENTENCE_END = re.compile(
    r"(?:(?<=[^\W\d_]{3}[.!?…])|(?<=\d[.!?…])|(?<=[.!?…][\"'’”»]))\s+(?=[\"'‘“«(]?[A-Z])"
)
_LONG_LINE = 240  # characters; longer lines are cut to the sentence
_WINDOW = 300  # characters to each side of a mark, where the sentence goes on for longer


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch ``[start, end)`` of a text, the marks in it, and how many different words they are."""

    start: int
    end: int
    marks: tuple[Span, ...] = ()
    distinct: int = 0


def passages(text: str, marks: Sequence[Span]) -> list[Passage]:
    """The passages that hold the marks (in order, not overlapping); without marks, the first line."""
    if not marks:
        first = next((m for m in _LINE.finditer(text) if not m[0].isspace()), None)
        return (
            [_passage(text, _sentence(text, Span(*first.span()), Span(first.start(), first.start())), [])]
            if first
            else []
        )
    grouped: list[tuple[Span, list[Span]]] = []
    lines = _LINE.finditer(text)
    line = Span(0, 0)
    for mark in marks:
        while line.end <= mark.start:
            found = next(lines, None)
            line = Span(*found.span()) if found else Span(mark.start, mark.end)
        if grouped and mark.start < grouped[-1][0].end:
            span, inside = grouped.pop()
            grouped.append((Span(span.start, max(span.end, mark.end)), [*inside, mark]))
        else:
            start, end = _sentence(text, line, mark)
            before = grouped[-1][0].end if grouped else 0
            grouped.append((Span(max(start, before), max(end, mark.end)), [mark]))
    return [_passage(text, span, inside) for span, inside in grouped]


def _passage(text: str, span: Span, marks: list[Span]) -> Passage:
    piece = text[span.start : span.end]
    start = span.start + len(piece) - len(piece.lstrip())
    end = max(start, span.start + len(piece.rstrip()))
    return Passage(start, end, tuple(marks), len({text[s:e].casefold() for s, e in marks}))


def _sentence(text: str, line: Span, mark: Span) -> Span:
    """The sentence of ``line`` that ``mark`` begins in; the line itself where it is short."""
    if line.end - line.start <= _LONG_LINE:
        return line
    left, right = max(line.start, mark.start - _WINDOW), min(line.end, mark.end + _WINDOW)
    start = left if left == line.start else _after_space(text, left, mark.start)
    end = right if right == line.end else _before_space(text, mark.end, right)
    for cut in _SENTENCE_END.finditer(text, left, right):
        if cut.end() <= mark.start:
            start = cut.end()
        elif cut.start() >= mark.end:
            end = cut.start()
            break
    return Span(start, end)


def _after_space(text: str, start: int, end: int) -> int:
    found = text.find(" ", start, end)
    return start if found < 0 else found + 1


def _before_space(text: str, start: int, end: int) -> int:
    found = text.rfind(" ", start, end)
    return end if found < 0 else found
