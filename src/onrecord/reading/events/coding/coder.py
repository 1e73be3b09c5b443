"""The network that codes: from a sentence with two actors marked to a type.

In: :class:`Case` after :class:`Case`. Out: a :class:`Coding` for each, in the same order. Invariants: a
case gets the same coding in whatever company it is coded; the type is one of :data:`TYPES`. How the network
was trained is told in ``model/CARD.md``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from onrecord.model import Span
from onrecord.reading import networks

FOLDER = Path(__file__).with_name("model")
TOKENIZER = Path(__file__).parents[2] / "attribution" / "tagging" / "model" / "tokenizer.json"
"""Both networks grew from the same encoder, so they share its word pieces."""

TYPES = (
    "AGREE CONSULT SUPPORT COOPERATE AID YIELD REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE "
    "COERCE ASSAULT"
).split()
"""The types that the network tells apart; retreat, elsewhere a sixteenth, is a kind of YIELD here."""

LONGEST = 128  # word pieces, marks included
_BEGIN, _END = 101, 102
_TAG = re.compile(r"<(/?)([st])>")
_MARKS = {"s": (2, 3), "t": (4, 5)}  # pieces that the vocabulary keeps unused


@dataclass(frozen=True, slots=True)
class Case:
    """What is to be coded: a sentence, the spans that name its source, those that name its target."""

    sentence: str
    source: tuple[Span, ...]
    target: tuple[Span, ...]

    @classmethod
    def marked(cls, sentence: str) -> Case:
        """The case of a sentence with ``<s>…</s>`` and ``<t>…</t>`` around its actors, as corpora have it."""
        text, at = "", 0
        opened: dict[str, int] = {}
        spans: dict[str, list[Span]] = {"s": [], "t": []}
        for tag in _TAG.finditer(sentence):
            text += sentence[at : tag.start()]
            at = tag.end()
            closing, name = tag.groups()
            if not closing:
                opened[name] = len(text)
            elif name in opened:
                spans[name].append(Span(opened.pop(name), len(text)))
        return cls(text + sentence[at:], tuple(spans["s"]), tuple(spans["t"]))


@dataclass(frozen=True, slots=True)
class Coding:
    """A type of PLOVER's, and the network's own probability of it, between 0 and 1."""

    type: str
    probability: float


@cache
def shipped() -> Coder:
    """The coder that comes with Onrecord, loaded once a process."""
    return Coder(FOLDER / "coder.onnx", TOKENIZER)


class Coder:
    """A network in ONNX, and the word-piece tokenizer that it was trained with."""

    def __init__(self, network: Path, tokenizer: Path) -> None:
        self._session = networks.session(network)
        self._tokenizer = networks.tokenizer(tokenizer)

    def code(self, cases: Sequence[Case]) -> list[Coding]:
        """The coding of each case."""
        return [self._one(pieces(case, self._tokenizer)) for case in cases]

    def _one(self, row: Sequence[int]) -> Coding:
        # One by one: the scales of eight-bit sums are taken over all that is run together.
        feed = {"pieces": np.array([row], np.int64), "mask": np.ones((1, len(row)), np.int64)}
        (chances,) = self._session.run(None, feed)
        best = int(chances[0].argmax())
        return Coding(TYPES[best], float(chances[0][best]))


def pieces(case: Case, tokenizer: Tokenizer) -> list[int]:
    """The ids of the word pieces of a case, with marks around its actors; training comes here, too.

    Where a sentence is too long, its end is left out.

    :raises ValueError: if a span lies outside the sentence.
    """
    marks = sorted(_marks(case))
    if marks and (marks[0][0] < 0 or marks[-1][0] > len(case.sentence)):
        raise ValueError(f"an actor outside the sentence: {marks[0][0]}, {marks[-1][0]}")
    out, at = [_BEGIN], 0
    for place, _, mark in [*marks, (len(case.sentence), 0, None)]:
        out += tokenizer.encode(case.sentence[at:place].strip(), add_special_tokens=False).ids
        at = place
        if mark is not None:
            out.append(mark)
    return [*out[: LONGEST - 1], _END]


def _marks(case: Case) -> Iterator[tuple[int, int, int]]:
    """Place, rank among those of the same place, piece: what ends stands before what begins."""
    for name, spans in (("s", case.source), ("t", case.target)):
        opening, closing = _MARKS[name]
        for span in spans:
            yield span.start, 1, opening
            yield span.end, 0, closing
