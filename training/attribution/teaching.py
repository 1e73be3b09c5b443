"""Teaching: targets from trained networks, for one with as many layers or fewer.

In: examples, marked in part or not at all; teachers of tags, of whom the mean counts, and one of voices. Out:
the examples with all targets. What is marked keeps a share of its marking. A content that is marked without
its cue counts for the anchor to which the teachers give the same words, however faintly.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import torch
from benchmarks.attribution import one_to_one
from numpy.typing import NDArray
from torch import Tensor

from onrecord.reading.attribution.tagging.spans import CONTENT, NONE
from training.attribution.batching import PIECES, batches, collate, encoded
from training.attribution.corpus import Example
from training.attribution.network import Network

TRUST = 0.5  # share of a teacher in the target of a marked chunk; unmarked ones have nothing else
FAINT = 0.05  # the least chance of an anchor to be the cue of a content that is marked without one
ALIKE = 0.5  # Dice of the two contents


@torch.no_grad()
def taught(examples: Sequence[Example], tags: Sequence[Network], voices: Network) -> list[Example]:
    """The examples with teachers' targets: mixed into what is marked, alone for what is not."""
    out: list[Example | None] = [None] * len(examples)
    for n, members in enumerate(batches([len(e.chunk.pieces) for e in examples], PIECES)):
        if n % 50 == 0:
            print(f"teaching: batch {n}", flush=True)
        batch, _ = collate([examples[i] for i in members])
        words, heard = [encoded(net, batch) for net in tags], encoded(voices, batch)
        for row, i in enumerate(members):
            each = [(net, w[row]) for net, w in zip(tags, words, strict=True)]
            out[i] = _taught(examples[i], each, (voices, heard[row]))
    return [e for e in out if e is not None]


def _taught(
    example: Example, tags: Sequence[tuple[Network, Tensor]], voices: tuple[Network, Tensor]
) -> Example:
    """One example; beside each network the example's words as it encodes them, W x size."""
    count = len(example.chunk.words)
    chance = _mean([torch.sigmoid(net.anchors(words)).numpy() for net, words in tags])[:count]

    def given(anchors: NDArray[np.int64]) -> NDArray[np.float32]:
        return _mean([_softmax(net.roles, words, anchors)[:, :count] for net, words in tags])

    if example.tagged:
        anchors = example.anchors
        roles = TRUST * given(anchors) + (1 - TRUST) * example.roles
        chance = TRUST * chance + (1 - TRUST) * example.chances
    else:
        faint = np.flatnonzero(chance > FAINT)
        roles = given(faint)
        meant = _meant(roles, example.said)
        for at, said in meant.items():
            chance[faint[at]] = TRUST * chance[faint[at]] + (1 - TRUST)
            roles[at] = TRUST * roles[at] + (1 - TRUST) * _saying(roles[at], example.said[said])
        kept = [k for k, at in enumerate(faint) if k in meant or chance[at] > 0.5]
        anchors, roles = faint[kept], roles[kept]
    cues = example.heard if len(example.heard) else anchors
    net, heard = voices
    voice = _softmax(net.voices, heard, cues)[:, :count]
    if len(example.heard):
        voice = TRUST * voice + (1 - TRUST) * example.voices
    chance, roles, voice = (a.astype(np.float16) for a in (chance, roles, voice))
    return replace(
        example, anchors=anchors, chances=chance, roles=roles, tagged=True, heard=cues, voices=voice
    )


def _meant(roles: NDArray[np.float32], said: NDArray[np.bool_]) -> dict[int, int]:
    """Anchors to which a teacher gives a content that is marked without a cue: anchor -> content."""
    given = roles.argmax(-1) == CONTENT
    options = []
    for i, one in enumerate(given):
        for j, other in enumerate(said):
            alike = 2 * (one & other).sum() / max(1, one.sum() + other.sum())
            if alike >= ALIKE:
                options.append((-alike, i, j))
    return dict(one_to_one(options))


def _saying(roles: NDArray[np.float32], said: NDArray[np.bool_]) -> NDArray[np.float32]:
    """An anchor's roles with the content that is marked; source and cue stay the teacher's."""
    out = roles.copy()
    out[:, CONTENT] = 0
    out[:, NONE] += 1 - out.sum(-1)
    out[said] = 0
    out[said, CONTENT] = 1
    return out


def _mean(chances: Sequence[NDArray[np.float32]]) -> NDArray[np.float32]:
    return np.mean(np.stack(chances), axis=0)


def _softmax(
    head: Callable[[Tensor, Tensor, Tensor], Tensor], words: Tensor, at: NDArray[np.int64]
) -> NDArray[np.float32]:
    """What a head gives for some words of one chunk, as probabilities. ``words`` are W x size."""
    columns = torch.from_numpy(at)
    found = head(words.unsqueeze(0), torch.zeros_like(columns), columns)
    return np.asarray(torch.softmax(found, -1).numpy())
