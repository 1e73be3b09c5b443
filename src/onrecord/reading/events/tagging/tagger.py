"""The network that finds events: which words tell of one, of which kind, and how far it has come.

In: the text of a sentence. Out: :class:`Scores`. Invariants: offsets are code points of that text; a sentence
gets the same scores in whatever company it is read, because sentences are run one by one. How the network was
trained is told in ``model/CARD.md``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Encoding

from onrecord.model import EventKind, Span, Status
from onrecord.reading import networks

FOLDER = Path(__file__).with_name("model")
TOKENIZER = Path(__file__).parents[2] / "attribution" / "tagging" / "model" / "tokenizer.json"
"""Both networks grew from the same encoder, so they share its word pieces."""

KINDS = tuple(
    k
    for k in EventKind
    if k not in (EventKind.CONDITION, EventKind.RED_LINE, EventKind.MILITARY, EventKind.OTHER)
)
"""The kinds that the network tells apart, in the order of its scores behind "nothing"."""

STATUSES = tuple(Status)
LONGEST = 128  # word pieces, marks included; what is behind them is not looked at
_BEGIN, _END = 101, 102


@dataclass(frozen=True)
class Scores:
    """What the network says of the W words of a sentence.

    ``kinds`` is W x (1 + KINDS), the probability of each word to tell of nothing, else to begin to tell of an
    event of each kind; ``statuses`` is W x STATUSES, the probability of each status of the event of which the
    word would tell.
    """

    words: Sequence[Span]
    kinds: NDArray[np.float32]
    statuses: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Pieces:
    """A sentence in word pieces: their ids with the marks, the spans of its words, where each begins."""

    ids: list[int]
    words: list[Span]
    first: list[int]


@cache
def shipped() -> Tagger:
    """The tagger that comes with Onrecord, loaded once a process."""
    return Tagger(FOLDER / "events.onnx", TOKENIZER)


class Tagger:
    """A network in ONNX, and the word-piece tokenizer that it was trained with."""

    def __init__(self, network: Path, tokenizer: Path) -> None:
        self._session = networks.session(network)
        self._tokenizer = networks.tokenizer(tokenizer)

    def score(self, sentence: str) -> Scores:
        """The scores of a sentence's words."""
        cut = pieces(self._tokenizer.encode(sentence, add_special_tokens=False))
        if not cut.words:
            return Scores((), np.zeros((0, 1 + len(KINDS)), np.float32), np.zeros((0, 10), np.float32))
        ids = np.array([cut.ids], np.int64)
        feed = {"pieces": ids, "mask": np.ones_like(ids), "first": np.array([cut.first], np.int64)}
        kinds, statuses = self._session.run(None, feed)
        return Scores(cut.words, kinds[0], statuses[0])


def pieces(encoding: Encoding) -> Pieces:
    """A sentence as the network takes it; training comes here, too."""
    offsets, numbers = encoding.offsets, encoding.word_ids
    words: list[Span] = []
    first: list[int] = []
    for place, ((start, end), number) in enumerate(zip(offsets, numbers, strict=True)):
        if place == LONGEST - 2:
            break
        if place and numbers[place - 1] == number:
            words[-1] = Span(words[-1].start, end)
        else:
            words.append(Span(start, end))
            first.append(place + 1)
    return Pieces([_BEGIN, *encoding.ids[: LONGEST - 2], _END], words, first)
