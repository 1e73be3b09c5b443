"""From scores to spans: which words are an attribution's source, cue and content.

In: for one anchor, the log-probabilities that each word of its chunk is nothing, source, cue or content to
it. Out: runs of words. Invariants: the cue begins at the anchor; source and cue are one run each (as they are
in all but 1 of 2,000 attributions of PolNeAR); no word has two roles.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

NONE, SOURCE, CUE, CONTENT = range(4)
_BREAK = 2.0  # nats that a gap in the content must be worth; without it single words fall out
_SURE = 1e-6
_NEVER = -1e4  # odds of a word that has another role

Run = tuple[int, int]
"""Words from the first up to and without the second."""


@dataclass(frozen=True, slots=True)
class Roles:
    """The runs of words of one attribution, and how probable its words are on average."""

    source: Run | None
    cue: Run
    content: tuple[Run, ...]
    certainty: float


def roles(scores: NDArray[np.float32], anchor: int) -> Roles | None:
    """The most probable roles, or ``None`` where nothing is said.

    ``scores`` is words x 4, log-probabilities; ``anchor`` is the word at which the cue begins.
    """
    probable = np.exp(scores)
    odds = scores - np.log(np.maximum(_SURE, 1 - probable))
    cue = (anchor, anchor + 1 + _end(odds[anchor + 1 :, CUE]))
    taken = np.zeros(len(scores), bool)
    taken[slice(*cue)] = True
    source = _best(np.where(taken, _NEVER, odds[:, SOURCE]))
    if source is not None:
        taken[slice(*source)] = True
    content = _runs(np.where(taken, -4.0, odds[:, CONTENT]), taken)
    if not content:
        return None
    said = np.concatenate([probable[slice(*run), CONTENT] for run in content])
    return Roles(source, cue, content, float(said.mean()))


def _end(odds: NDArray[np.float32]) -> int:
    """How many words, taken from the first on, are worth most together."""
    sums = np.concatenate([[0.0], np.cumsum(odds)])
    return int(sums.argmax())


def _best(odds: NDArray[np.float32]) -> Run | None:
    """The run of words that is worth most together, if any is worth something."""
    sums = np.concatenate([[0.0], np.cumsum(odds)])
    gains = sums[1:] - np.minimum.accumulate(sums)[:-1]
    end = int(gains.argmax())
    return (int(sums[: end + 1].argmin()), end + 1) if gains[end] > 0 else None


def _runs(odds: NDArray[np.float32], taken: NDArray[np.bool_]) -> tuple[Run, ...]:
    """The words that are in rather than out, where every way in costs (Viterbi, two states)."""
    count = len(odds)
    inside, outside = -_BREAK, 0.0
    entered = np.zeros(count, bool)
    left = np.zeros(count, bool)
    for i, value in enumerate(odds.tolist()):
        if i:
            entered[i] = outside - _BREAK > inside
            left[i] = inside > outside
            inside, outside = max(inside, outside - _BREAK), max(outside, inside)
        inside += value
    within = np.zeros(count, bool)
    state = inside > outside
    for i in range(count - 1, -1, -1):
        within[i] = state
        state = (state and not entered[i]) or (not state and bool(left[i]))
    within &= ~taken
    edges = np.flatnonzero(np.diff(np.concatenate([[0], within.astype(np.int8), [0]])))
    return tuple((int(a), int(b)) for a, b in edges.reshape(-1, 2))
