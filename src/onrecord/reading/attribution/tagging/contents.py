"""Contents: what a tagged attribution tells, cut to what is said.

In: an attribution as tagged. Out: the spans of its content. Invariant: no span is empty, none begins or ends
with a stop.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from onrecord.model import Span
from onrecord.reading.language import ParsedText

if TYPE_CHECKING:
    from onrecord.reading.attribution.tagging.tagger import Tagged

_EDGES = " ,;:\t\n\u00a0"
_MARKS = '"“”'
_APART = 6  # words between two pieces of one content, beside the cue and who speaks
_WORD = re.compile(r"\w+")
_TELLER = re.compile(
    r"in what (would|will|could|may|might|was|is|were|has|had|appear\w*|seem\w*|looks?)\b", re.I
)


def of(tag: Tagged, parsed: ParsedText) -> tuple[Span, ...]:
    """The content without stops at its edges, half a pair of marks, a teller's "in what would be"."""
    first, *rest = (_trimmed(parsed.text, span) for span in tag.content)
    told = (s for s in rest if not _TELLER.match(parsed.text, s.start))
    pieces = sorted(s for s in (first, *told) if s.start < s.end)
    return tuple(_together(pieces, tag, parsed.text)) if len(pieces) > 1 else tuple(pieces)


def _together(pieces: Sequence[Span], tag: Tagged, text: str) -> list[Span]:
    """The piece beside the cue, and what is parted from it by little more than the cue and who speaks."""
    beside = min(range(len(pieces)), key=lambda i: _distance(pieces[i], tag.cue))
    kept = [pieces[beside]]
    for piece in pieces[beside + 1 :]:
        if _between(kept[-1], piece, tag, text) > _APART:
            break
        kept.append(piece)
    for piece in reversed(pieces[:beside]):
        if _between(piece, kept[0], tag, text) > _APART:
            break
        kept.insert(0, piece)
    return kept


def _distance(piece: Span, cue: Span) -> int:
    return max(piece.start - cue.end, cue.start - piece.end)


def _between(one: Span, other: Span, tag: Tagged, text: str) -> int:
    """How many words of nobody's stand between two pieces: neither of the cue nor of the source."""
    own = [s for s in (tag.cue, tag.source) if s is not None]
    words = (m.start() for m in _WORD.finditer(text, one.end, other.start))
    return sum(not any(s.start <= at < s.end for s in own) for at in words)


def _trimmed(text: str, span: Span) -> Span:
    start, end = _stripped(text, span.start, span.end, _EDGES)
    marks = [i for i in range(start, end) if text[i] in _MARKS]
    if len(marks) == 2 and marks == [start, end - 1]:
        return Span(*_stripped(text, start + 1, end - 1, _EDGES))
    if len(marks) % 2:
        behind = text[end : end + 2]
        if marks[0] == start:
            start += 1
        elif marks[-1] == end - 1:
            end -= 1
        elif (at := next((i for i, c in enumerate(behind) if c in _MARKS), None)) is not None:
            end += at + 1
    return Span(*_stripped(text, start, end, _EDGES))


def _stripped(text: str, start: int, end: int, what: str) -> tuple[int, int]:
    while start < end and text[start] in what:
        start += 1
    while start < end and text[end - 1] in what:
        end -= 1
    return start, end
