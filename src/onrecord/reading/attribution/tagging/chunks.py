"""Chunks: a document cut into what the encoder sees at once.

In: the paragraphs of a document, with the quotations in it. Out: :class:`Chunk` after :class:`Chunk`, in text
order. Invariants: every word of every paragraph stands in exactly one chunk; a word's span lies inside the
document's text; a chunk has no more than :data:`LONGEST` pieces.

Whole paragraphs are packed together, because an attribution hardly ever crosses from one into the next (8 of
1,000 in PolNeAR) and because full chunks cost less than padded ones. Training and reading cut alike: both
come here.
"""

from __future__ import annotations

from bisect import bisect_right
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
    ``words`` are the spans of the words in the document, ``first`` the places in ``pieces`` at which they begin.
    """

    pieces: list[int] = field(default_factory=list)
    quoted: list[int] = field(default_factory=list)
    words: list[Span] = field(default_factory=list)
    first: list[int] = field(default_factory=list)


def cut(
    paragraphs: Sequence[tuple[int, str]], quotations: Sequence[Span], tokenizer: Tokenizer
) -> list[Chunk]:
    """The chunks of a document.

    ``paragraphs`` are offset and text of each, ``quotations`` the spans inside quotation marks, in order.
    ``tokenizer`` is a word-piece tokenizer that adds no marks of its own.
    """
    begin, between = (int(tokenizer.token_to_id(mark) or 0) for mark in ("[CLS]", "[SEP]"))
    starts = [s.start for s in quotations]

    def inside(offset: int) -> bool:
        i = bisect_right(starts, offset) - 1
        return i >= 0 and offset < quotations[i].end

    out: list[Chunk] = []
    chunk = Chunk([begin], [0])
    for (start, _), encoding in zip(
        paragraphs,
        tokenizer.encode_batch([text for _, text in paragraphs], add_special_tokens=False),
        strict=True,
    ):
        for low, high in _parts(encoding.ids, encoding.tokens, encoding.word_ids):
            if len(chunk.pieces) + high - low + 1 > LONGEST and chunk.words:
                out.append(chunk)
                chunk = Chunk([begin], [0])
            last = None
            for i in range(low, high):
                head, tail = encoding.offsets[i]
                if (word := encoding.word_ids[i]) != last:
                    chunk.words.append(Span(start + head, start + tail))
                    chunk.first.append(len(chunk.pieces))
                    last = word
                else:
                    chunk.words[-1] = Span(chunk.words[-1].start, start + tail)
                chunk.pieces.append(encoding.ids[i])
                chunk.quoted.append(int(inside(start + head)))
            chunk.pieces.append(between)
            chunk.quoted.append(0)
    return [*out, chunk] if chunk.words else out


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
