"""Chunks: a document cut into what the encoder sees at once.

In: the paragraphs of a document, with the quotations in it. Out: :class:`Chunk` after :class:`Chunk`, in text
order. Invariants: every word of every paragraph stands in exactly one chunk; a word's span lies inside the
document's text; a chunk has no more than :data:`LONGEST` pieces.

Whole paragraphs are packed together, because an attribution hardly ever crosses from one into the next (8 of
1,000 in PolNeAR) and because full chunks cost less than padded ones. Training and reading cut alike: both
come here.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from onrecord.model import Span

if TYPE_CHECKING:
    from tokenizers import Tokenizer

LONGEST = 128  # word pieces, the marks at both ends and between paragraphs included
_ENDS = frozenset(".!?")


@dataclass(frozen=True, slots=True)
class Chunk:
    """What the encoder sees at once.

    ``pieces`` are the ids of the word pieces; ``quoted`` is 1 for those that stand in a quotation, else 0.
    ``words`` are the spans of the words in the document, ``first`` the places in ``pieces`` where they begin.
    """

    pieces: list[int] = field(default_factory=list)
    quoted: list[int] = field(default_factory=list)
    words: list[tuple[int, int]] = field(default_factory=list)
    first: list[int] = field(default_factory=list)


def cut(
    paragraphs: Sequence[tuple[int, str]], quotations: Sequence[Span], tokenizer: Tokenizer
) -> list[Chunk]:
    """The chunks of a document.

    ``paragraphs`` are offset and text of each, ``quotations`` the spans inside quotation marks, in order.
    ``tokenizer`` is a word-piece tokenizer that adds no marks of its own.
    """
    begin, between = (int(tokenizer.token_to_id(mark) or 0) for mark in ("[CLS]", "[SEP]"))
    encodings = tokenizer.encode_batch([text for _, text in paragraphs], add_special_tokens=False)
    quoted = _Inside(quotations)
    out: list[Chunk] = []
    chunk = Chunk([begin], [0])
    for (start, _), encoding in zip(paragraphs, encodings, strict=True):
        # Each look at one of these makes a new list.
        ids, offsets, numbers = encoding.ids, encoding.offsets, encoding.word_ids
        for low, high in _parts(ids, encoding.tokens, numbers):
            if len(chunk.pieces) + high - low + 1 > LONGEST and chunk.words:
                out.append(chunk)
                chunk = Chunk([begin], [0])
            begins = [i for i in range(low, high) if i == low or numbers[i] != numbers[i - 1]]
            at = len(chunk.pieces) - low
            chunk.first.extend(at + i for i in begins)
            chunk.words.extend(
                (start + offsets[i][0], start + offsets[j - 1][1])
                for i, j in zip(begins, [*begins[1:], high], strict=True)
            )
            chunk.pieces.extend(ids[low:high])
            chunk.quoted.extend(quoted.of([start + a for a, _ in offsets[low:high]]))
            chunk.pieces.append(between)
            chunk.quoted.append(0)
    return [*out, chunk] if chunk.words else out


class _Inside:
    """Whether a place stands in a quotation; asked in the order of the text."""

    def __init__(self, quotations: Sequence[Span]) -> None:
        self._quotations = quotations
        self._next = 0

    def of(self, places: Sequence[int]) -> list[int]:
        """For each of some places in a row 1 if it is quoted, else 0."""
        out = [0] * len(places)
        while self._next < len(self._quotations):
            start, end = self._quotations[self._next]
            first, last = bisect_left(places, start), bisect_left(places, end)
            out[first:last] = [1] * (last - first)
            if last == len(places):
                break
            self._next += 1
        return out


def _parts(
    ids: Sequence[int], tokens: Sequence[str], words: Sequence[int | None]
) -> Iterator[tuple[int, int]]:
    """A paragraph's pieces, cut where they are too many: at a sentence's end, else at a word."""
    low, most = 0, LONGEST - 2
    while len(ids) - low > most:
        high = low + most
        ends = [i + 1 for i in range(low + most // 3, high) if tokens[i] in _ENDS]
        at = ends[-1] if ends else high
        while not ends and at > low + 1 and words[at] == words[at - 1]:
            at -= 1
        yield low, at
        low = at
    if low < len(ids):
        yield low, len(ids)
