"""The lines and sentences that cleaning decides on.

In: a text. Out: :class:`Passage` objects, one a line (hard-wrapped lines of one paragraph are one), cut
into sentences where asked. Invariants: spans are trimmed, sorted and disjoint; ``masked`` has the length
of its passage, so that offsets hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.model import Span

_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
_UNSEEN = " \t\v\f\x1c\x1d\x1e\x1f\x85\u00a0\u1680\u2007\u2009\u202f\u200b\u200c\u200d\u2060\ufeff\u3000"
_QUOTED = re.compile(r"“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)|«[^»]*(?:»|$)")
_SENTENCE_END = re.compile(r"(?:([.!?…])[\"”’')\]]*\s+|\s-{3,}\s+)(?=[\"“‘'(\[]?[A-Z0-9©])")
_ABBREVIATION = re.compile(r"(?:\b[A-Z]|\b[A-Z][a-z]{1,2}|[A-Z]\.[A-Z])\Z")
_TOKEN = re.compile(r"@?[^\W_]+(?:['.@&/-][^\W_]+)*|[:|©]")
_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "\u00a0": " ", "\u2011": "-"})
_WRAP_WIDTH = 100  # lines of hard-wrapped text are no longer than this


@dataclass(frozen=True, slots=True)
class Passage:
    """A line: its place, its characters, and the same with quoted words blanked out."""

    span: Span
    plain: str
    masked: str


def key_of(text: str) -> str:
    """A text as phrases and lines are compared: lower case, words one space apart, no punctuation."""
    return " ".join(words_of(text))


def words_of(text: str) -> list[str]:
    """The words and telling signs of a text, in lower case."""
    return _TOKEN.findall(text.translate(_STRAIGHT).lower())


def passages_of(text: str) -> list[Passage]:
    """The lines of a text that are not blank."""
    spans = [
        span for match in _LINE.finditer(text) if (span := _trimmed(text, *match.span())).start < span.end
    ]
    if _hard_wrapped(text, spans):
        spans = _joined(text, spans)
    return [Passage(span, plain := text[span.start : span.end], _masked(plain)) for span in spans]


def sentences_of(passage: Passage) -> Iterator[Span]:
    """The sentences of a passage, as spans of the text: rough, as scoring them needs."""
    start = 0
    for match in _SENTENCE_END.finditer(passage.plain):
        if match[1] == "." and _ABBREVIATION.search(passage.plain, max(0, match.start() - 4), match.start()):
            continue
        end = match.start() + len(match[0].rstrip())
        yield Span(passage.span.start + start, passage.span.start + end)
        start = match.end()
    yield Span(passage.span.start + start, passage.span.end)


def _masked(line: str) -> str:
    """The line with what stands in quotation marks blanked out; one left open runs to the line's end."""
    if '"' in line or "“" in line or "«" in line:
        return _QUOTED.sub(lambda match: " " * len(match[0]), line)
    return line


def _trimmed(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip(_UNSEEN))
    return Span(start + left, max(start + left, start + len(piece.rstrip(_UNSEEN))))


def _hard_wrapped(text: str, spans: Sequence[Span]) -> bool:
    """Whether lines were broken to a width: nearly all short, most of the longer ones mid-sentence."""
    if len(spans) < 6 or sum(s.end - s.start > _WRAP_WIDTH for s in spans) > len(spans) * 0.02:
        return False
    long = [s for s in spans if s.end - s.start > 40]
    broken = sum(text[s.end - 1].isalnum() or text[s.end - 1] == "," for s in long)
    return len(long) > len(spans) / 2 and broken > len(long) / 2


def _joined(text: str, spans: Sequence[Span]) -> list[Span]:
    out: list[Span] = []
    for span in spans:
        if out and text[out[-1].end : span.start].replace("\r\n", "\n").count("\n") == 1:
            out[-1] = Span(out[-1].start, span.end)
        else:
            out.append(span)
    return out
