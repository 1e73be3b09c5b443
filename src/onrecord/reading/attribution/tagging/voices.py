"""From scores to voices: whom the words around a cue name as speaker, as relay, as the one told.

In: for one cue, the log-probabilities that each word of its chunk names nobody, the speaker, the relay that
heard the speaker, a relay further out, or the addressee. Out: :class:`Voices`. Invariant: runs of one kind do
not overlap.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.model import Span

KINDS = 5
NONE, SPEAKER, NEXT, OUTER, ADDRESSEE = range(KINDS)
_WORTH = 0.3  # the least probability of a word to be looked at


@dataclass(frozen=True, slots=True)
class Voice:
    """A name's place in the document.

    ``probability`` is the mean of its words to be named so. ``outer`` is how probable a relay is one further
    out, from 0 to 1; 0 for all others.
    """

    span: Span
    probability: float
    outer: float = 0.0


@dataclass(frozen=True, slots=True)
class Voices:
    """Who may speak, hand on and be told, each in text order. A name that stands twice is there twice."""

    speakers: tuple[Voice, ...] = ()
    relays: tuple[Voice, ...] = ()
    addressees: tuple[Voice, ...] = ()


def voices(scores: NDArray[np.float32], words: Sequence[tuple[int, int]]) -> Voices:
    """The voices of one cue. ``scores`` is words x 5, log-probabilities; ``words`` are their spans."""
    probable = np.exp(scores)
    relay = probable[:, NEXT] + probable[:, OUTER]
    nowhere = np.zeros_like(relay)
    return Voices(
        _named(probable[:, SPEAKER], nowhere, words),
        _named(relay, probable[:, OUTER] / relay, words),
        _named(probable[:, ADDRESSEE], nowhere, words),
    )


def _named(
    probable: NDArray[np.float32], outer: NDArray[np.float32], words: Sequence[tuple[int, int]]
) -> tuple[Voice, ...]:
    """The names whose words are probable."""
    return tuple(
        Voice(Span(words[a][0], words[b - 1][1]), float(probable[a:b].mean()), float(outer[a:b].mean()))
        for a, b in _runs(probable)
    )


def _runs(probable: NDArray[np.float32]) -> list[tuple[int, int]]:
    """Runs of words that are worth a look."""
    out: list[tuple[int, int]] = []
    for i in np.flatnonzero(probable > _WORTH).tolist():
        if out and out[-1][1] == i:
            out[-1] = (out[-1][0], i + 1)
        else:
            out.append((i, i + 1))
    return out
