"""Quotation marks and what stands between them.

In: the parsed text. Out: :class:`Quote` after :class:`Quote`, in order. Invariant: the spans of a quote
lie inside its paragraphs, exclude the marks, do not touch another quote's, and are never empty.

A quotation that goes on over a paragraph break without a closing mark, the next paragraph opening with
a mark again, is one quote of several spans. Double marks come first; single marks count only in
a paragraph without double ones, because an apostrophe looks the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.model import Span
from onrecord.reading.language import Paragraph, ParsedText

_OPENING = "“„«"
_CLOSING = "”»"
_DOUBLE = re.compile(r"[“”„«»\"]|``|''")
_SINGLE = re.compile(r"['‘’]")
_STOPS = ".,?!…—–-"
_LONGEST_SINGLE = 1_500  # characters; a closing apostrophe further away is not this quote's


@dataclass(frozen=True, slots=True)
class Quote:
    """One quotation: ``spans`` inside its marks, one a paragraph; ``outer`` with the marks, likewise.

    ``first`` and ``last`` are the indices of the paragraphs it begins and ends in. ``closed`` tells
    whether a closing mark was found.
    """

    spans: tuple[Span, ...]
    outer: tuple[Span, ...]
    first: int
    last: int
    closed: bool

    @property
    def start(self) -> int:
        """Offset of the opening mark."""
        return self.outer[0].start

    @property
    def end(self) -> int:
        """Offset behind the closing mark."""
        return self.outer[-1].end


def find(parsed: ParsedText) -> tuple[Quote, ...]:
    """All quotations of a document, in order."""
    found: list[Quote] = []
    for paragraph in parsed.paragraphs:
        for quote in _in_paragraph(parsed.text, paragraph):
            before = found[-1] if found else None
            if before is not None and _goes_on(before, quote, paragraph):
                found[-1] = Quote(
                    before.spans + quote.spans,
                    before.outer + quote.outer,
                    before.first,
                    quote.last,
                    quote.closed,
                )
            else:
                found.append(quote)
    return tuple(q for q in found if _is_quotation(q, parsed))


def _goes_on(before: Quote, quote: Quote, paragraph: Paragraph) -> bool:
    return not before.closed and before.last == paragraph.index - 1 and quote.start == paragraph.start


def _is_quotation(quote: Quote, parsed: ParsedText) -> bool:
    """Whether an unclosed mark may stand: it opens a paragraph or follows a colon, a comma or a verb."""
    if quote.closed:
        return True
    paragraph = parsed.paragraphs[quote.first]
    lead = parsed.text[paragraph.start : quote.start].rstrip()
    return not lead or lead[-1] in ":,"


def _in_paragraph(text: str, paragraph: Paragraph) -> Iterator[Quote]:
    piece = text[paragraph.start : paragraph.end]
    marks = list(_DOUBLE.finditer(piece))
    pairs = _double(piece, marks) if marks else _single(piece)
    for start, inner, inner_end, end in pairs:
        span = _trim(piece, inner, inner_end)
        if span.start < span.end:
            yield Quote(
                (Span(paragraph.start + span.start, paragraph.start + span.end),),
                (Span(paragraph.start + start, paragraph.start + end),),
                paragraph.index,
                paragraph.index,
                end > inner_end,
            )


def _double(piece: str, marks: list[re.Match[str]]) -> Iterator[tuple[int, int, int, int]]:
    """Pairs of double marks as (start, inner start, inner end, end); an open one ends with the paragraph."""
    opened: re.Match[str] | None = None
    for mark in marks:
        if opened is None:
            if _may_open(piece, mark):
                opened = mark
        elif _may_close(piece, mark, opened):
            yield opened.start(), opened.end(), mark.start(), mark.end()
            opened = None
        elif mark.group() in _OPENING and opened.group() in _OPENING:
            opened = mark  # the first one was never closed
    if opened is not None:
        yield opened.start(), opened.end(), len(piece), len(piece)


def _may_open(piece: str, mark: re.Match[str]) -> bool:
    if mark.group() in _CLOSING:
        return False
    if mark.group() in _OPENING or mark.group() == "``":
        return True
    after = piece[mark.end() : mark.end() + 1]
    before = piece[mark.start() - 1 : mark.start()]
    inches = mark.group() == '"' and before.isdigit()  # 6'2" tall
    free = mark.group() != "''" or not before or not before.isalnum()
    return bool(after) and not after.isspace() and not inches and free


def _may_close(piece: str, mark: re.Match[str], opened: re.Match[str]) -> bool:
    if mark.group() in _CLOSING or (opened.group() == "„" and mark.group() == "“"):
        return True
    if mark.group() in _OPENING or mark.group() == "``":
        return False
    before = piece[mark.start() - 1 : mark.start()]
    after = piece[mark.end() : mark.end() + 1]
    return not (before.isspace() and after.isalnum())


def _single(piece: str) -> Iterator[tuple[int, int, int, int]]:
    at = 0
    while (opened := _SINGLE.search(piece, at)) is not None:
        at = opened.end()
        if not _opens_single(piece, opened):
            continue
        closed = _closing_single(piece, opened)
        if closed is not None:
            yield opened.start(), opened.end(), closed.start(), closed.end()
            at = closed.end()


def _opens_single(piece: str, mark: re.Match[str]) -> bool:
    before = piece[mark.start() - 1 : mark.start()]
    after = piece[mark.end() : mark.end() + 1]
    if mark.group() == "’" or not after or not (after.isalnum() or after in "[“"):
        return False
    return not before or before.isspace() or before in "(:—–-"


def _closing_single(piece: str, opened: re.Match[str]) -> re.Match[str] | None:
    """The mark that closes a single quotation: behind a stop, or the only candidate before the next space."""
    weak: re.Match[str] | None = None
    plural: re.Match[str] | None = None  # workers' rights: an apostrophe, if nothing tells otherwise
    for mark in _SINGLE.finditer(piece, opened.end(), min(len(piece), opened.end() + _LONGEST_SINGLE)):
        before = piece[mark.start() - 1]
        after = piece[mark.end() : mark.end() + 1]
        if before.isspace() and after.isalnum() and (weak or plural) is not None:
            return weak or plural  # the next quotation opens
        if mark.group() == "‘" or before.isspace() or after.isalnum():
            continue
        if before in _STOPS:
            return mark
        if before == "s":
            plural = plural or mark
        else:
            weak = weak or mark
    return weak


def _trim(piece: str, start: int, end: int) -> Span:
    while start < end and piece[start].isspace():
        start += 1
    while start < end and piece[end - 1].isspace():
        end -= 1
    return Span(start, end)
