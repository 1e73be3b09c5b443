"""The learned tagger: source, cue and content of every attribution in a document.

In: the paragraphs of a document and the quotations in it. Out: :class:`Tagged` after :class:`Tagged`, in the
order of their cues. Invariants: spans lie in the document's text, begin and end at words, and do not overlap
within one attribution; a document gives the same spans in whatever company it is read, because documents are
tagged one by one.

One run of the encoder serves all attributions of a chunk. A first head finds the words at which a cue begins
(the anchors); a second one says of every word of the chunk what it is to each anchor: nothing, source, cue or
content. So what belongs together is found together: nested and discontinuous contents need no linking. How
the network was trained is told in ``model/CARD.md``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from onrecord.model import Span
from onrecord.reading import networks
from onrecord.reading.attribution.tagging import spans
from onrecord.reading.attribution.tagging.chunks import Chunk, cut

FOLDER = Path(__file__).with_name("model")
LEAST = 0.3  # anchors less probable than that are not looked at
_TOGETHER = 4  # chunks in one run of the encoder; more are padded more


@dataclass(frozen=True, slots=True)
class Tagged:
    """An attribution as tagged.

    ``probability`` is the network's own, between 0 and 1: that of the cue's first word to begin a cue, times
    the mean of the content's words to be content.
    """

    source: Span | None
    cue: Span
    content: tuple[Span, ...]
    probability: float


@cache
def shipped() -> Tagger:
    """The tagger that comes with Onrecord, loaded once a process."""
    return Tagger(FOLDER)


class Tagger:
    """A tagger with its tokenizer, in a folder that holds ``tagger.onnx`` and ``tokenizer.json``."""

    def __init__(self, folder: Path) -> None:
        self._session = networks.session(folder / "tagger.onnx")
        self.tokenizer = networks.tokenizer(folder / "tokenizer.json")

    def find(
        self, paragraphs: Sequence[tuple[int, str]], quotations: Sequence[Span], least: float = LEAST
    ) -> list[Tagged]:
        """The attributions of a document whose anchor is at least so probable.

        ``paragraphs`` are offset and text of each, ``quotations`` the spans inside quotation marks, in order.
        """
        chunks = cut(paragraphs, quotations, self.tokenizer)
        order = sorted(range(len(chunks)), key=lambda i: len(chunks[i].pieces))
        found: list[Tagged] = []
        for start in range(0, len(order), _TOGETHER):
            found += self._tag([chunks[i] for i in order[start : start + _TOGETHER]], least)
        return _apart(found)

    def _tag(self, chunks: Sequence[Chunk], least: float) -> Iterator[Tagged]:
        pieces = max(len(c.pieces) for c in chunks)
        words = max(len(c.words) for c in chunks)
        feed = {n: np.zeros((len(chunks), pieces), np.int64) for n in ("pieces", "quoted", "mask")}
        feed |= {n: np.zeros((len(chunks), words), np.int64) for n in ("first", "words")}
        for i, chunk in enumerate(chunks):
            feed["pieces"][i, : len(chunk.pieces)] = chunk.pieces
            feed["quoted"][i, : len(chunk.pieces)] = chunk.quoted
            feed["mask"][i, : len(chunk.pieces)] = 1
            feed["first"][i, : len(chunk.words)] = chunk.first
            feed["words"][i, : len(chunk.words)] = 1
        feed["least"] = np.array(least, np.float32)
        places, probable, scores = self._session.run(None, feed)
        for (row, anchor), chance, score in zip(places, probable, scores, strict=True):
            at = chunks[row].words
            role = spans.roles(score[: len(at)], int(anchor))
            if role is not None:
                yield Tagged(
                    _span(at, role.source) if role.source else None,
                    _span(at, role.cue),
                    tuple(_span(at, run) for run in role.content),
                    float(chance) * role.certainty,
                )


def _apart(found: Sequence[Tagged]) -> list[Tagged]:
    """The attributions in the order of their cues; of two whose cues overlap, the more probable one."""
    out: list[Tagged] = []
    for tag in sorted(found, key=lambda t: (t.cue, -t.probability)):
        if out and tag.cue.overlaps(out[-1].cue):
            out[-1] = max(out[-1], tag, key=lambda t: t.probability)
        else:
            out.append(tag)
    return out


def _span(words: Sequence[tuple[int, int]], run: spans.Run) -> Span:
    return Span(words[run[0]][0], words[run[1] - 1][1])
