"""The learned tagger: source, cue and content of every attribution in a document, and whose voices it names.

In: the paragraphs of a document, the quotations in it, and where the rules found cues. Out: :class:`Tagging`:
attributions in the order of their cues, and the voices of each cue. Invariants: spans lie in the document's
text, begin and end at words, and do not overlap within one attribution; a chunk gives the same spans in
whatever company it is read, because chunks are tagged one by one.

One run of the encoder serves all attributions of a chunk. A first head finds the words at which a cue begins
(the anchors); a second one says of every word of the chunk what it is to each anchor: nothing, source, cue or
content. So what belongs together is found together: nested and discontinuous contents need no linking. A
third one says of the same words whether they name who speaks, through whom, or to whom. How the network was
trained is told in ``model/CARD.md``.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from onrecord.model import Span
from onrecord.reading import networks
from onrecord.reading.attribution.tagging import spans
from onrecord.reading.attribution.tagging.chunks import Chunk, cut
from onrecord.reading.attribution.tagging.voices import Voices, voices

FOLDER = Path(__file__).with_name("model")
LEAST = 0.3  # anchors less probable than that are not looked at


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


@dataclass(frozen=True, slots=True)
class Tagging:
    """The attributions of a document, in the order of their cues, and the voices by where a cue begins."""

    tagged: list[Tagged]
    voices: dict[int, Voices] = field(default_factory=dict)


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
        self,
        paragraphs: Sequence[tuple[int, str]],
        quotations: Sequence[Span],
        cues: Sequence[int] = (),
        least: float = LEAST,
    ) -> Tagging:
        """The attributions of a document whose anchor is at least so probable, and all voices.

        ``paragraphs`` are offset and text of each, ``quotations`` the spans inside quotation marks, in order.
        ``cues`` are places, in order, where a cue begins whose voices are wanted whatever the network holds
        of it.
        """
        found = Tagging([])
        for chunk in cut(paragraphs, quotations, self.tokenizer):
            self._tag(chunk, _asked(chunk, cues), least, found)
        return Tagging(_apart(found.tagged), found.voices)

    def _tag(self, chunk: Chunk, asked: dict[int, int], least: float, found: Tagging) -> None:
        feed = {
            "pieces": _row(chunk.pieces),
            "quoted": _row(chunk.quoted),
            "mask": _row([1] * len(chunk.pieces)),
            "first": _row(chunk.first),
            "words": _row([1] * len(chunk.words)),
            "asked": _row([int(i in asked) for i in range(len(chunk.words))]),
            "least": np.array(least, np.float32),
        }
        places, chances, scores, heard = self._session.run(None, feed)
        at = chunk.words
        for (_, anchor), chance, score, voice in zip(places, chances, scores, heard, strict=True):
            word = int(anchor)
            found.voices[asked.get(word, at[word][0])] = voices(voice, at)
            role = spans.roles(score, word) if chance >= least else None
            if role is not None:
                tag = Tagged(
                    _span(at, role.source) if role.source else None,
                    _span(at, role.cue),
                    tuple(_span(at, run) for run in role.content),
                    float(chance) * role.certainty,
                )
                found.tagged.append(tag)


def _row(numbers: Sequence[int]) -> NDArray[np.int64]:
    """What the network takes of one chunk: several would have to be padded, which costs more than a run."""
    return np.array([numbers], np.int64)


def _asked(chunk: Chunk, cues: Sequence[int]) -> dict[int, int]:
    """The words of a chunk at which cues begin, each with the cue's place."""
    words = chunk.words
    low, high = bisect_left(cues, words[0][0]), bisect_left(cues, words[-1][1])
    return {bisect_right(words, place, key=lambda w: w[0]) - 1: place for place in cues[low:high]}


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
