"""Marked sentences as the network learns them.

In: YAML files as ``benchmarks/status/README.md`` describes them, each by one writer. Out: :class:`Example`
after :class:`Example`. Invariant: a word has a target only where the marking is plain; the words of an event
behind its first, and other places of the same words, are left open.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from benchmarks.status.marking import Item, MarkedEvent, load
from tokenizers import Tokenizer
from torch import Tensor

from onrecord.model import Span
from onrecord.reading.events.tagging.tagger import KINDS, STATUSES, Pieces, pieces

OPTIONAL = 0.3  # weight of an event that need not be found
HERE = Path(__file__).parent
STATUS = HERE.parents[1] / "benchmarks" / "status"
WRITERS: Mapping[str, Path] = {
    **{name: STATUS / f"{name}.yaml" for name in ("tuning", "further")},
    **{path.stem: path for path in sorted((HERE / "writers").glob("*.yaml"))},
}
"""All that is learned from, by writer. The suite's held-out half is not among them."""


@dataclass(frozen=True)
class Example:
    """A sentence with W words and its targets.

    ``kinds`` is W x (1 + KINDS), 1 for each that would do; ``statuses`` W x STATUSES likewise. The weights
    (W) are 0 where nothing is to be learned.
    """

    item: Item
    pieces: Pieces
    kinds: Tensor
    kind_weights: Tensor
    statuses: Tensor
    status_weights: Tensor


def written(writer: str, tokenizer: Tokenizer) -> list[Example]:
    """The sentences of one writer."""
    return [example(item, tokenizer) for item in load(WRITERS[writer])]


def example(item: Item, tokenizer: Tokenizer, starts: Sequence[int] = ()) -> Example:
    """A marked sentence with its targets; ``starts`` are the places of its events, where they are known."""
    cut = pieces(tokenizer.encode(item.text, add_special_tokens=False))
    count = len(cut.words)
    kinds = torch.zeros(count, 1 + len(KINDS))
    kinds[:, 0] = 1
    statuses = torch.zeros(count, len(STATUSES))
    made = Example(item, cut, kinds, torch.ones(count), statuses, torch.zeros(count))
    for event in item.events:
        _learn(made, event, [p for p in _places(event, item.text) if not starts or p.start in starts])
    return made


def _learn(made: Example, event: MarkedEvent, places: Sequence[Span]) -> None:
    for number, place in enumerate(places):
        inside = [i for i, word in enumerate(made.pieces.words) if word.overlaps(place)]
        for i in inside:
            if made.kinds[i, 0] == 1:
                made.kind_weights[i] = 0
        if not inside or number:
            continue
        first = inside[0]
        made.kinds[first] = 0
        made.kinds[first, [1 + KINDS.index(k) for k in event.kinds]] = 1
        made.kind_weights[first] = OPTIONAL if event.optional else 1
        made.statuses[first] = 0
        made.statuses[first, [STATUSES.index(s) for s in event.statuses]] = 1
        made.status_weights[first] = 1


def _places(event: MarkedEvent, text: str) -> list[Span]:
    """Where an event's words stand: as whole words, if they do so anywhere."""
    whole = re.finditer(rf"(?<!\w){re.escape(event.at)}(?!\w)", text)
    return [Span(*m.span()) for m in whole] or list(event.places(text))
