"""Batches: examples of like length laid out as tensors, with what the network is to give for them.

In: :class:`Example` after :class:`Example`. Out: :class:`Batch`, :class:`Targets`. Invariant: a batch holds
no more than so many word pieces, the padding included.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from training.attribution.corpus import Example
from training.attribution.network import ROLES, VOICES, Batch, Network

PIECES = 3072  # word pieces in a batch


def batches(lengths: Sequence[int], size: int, shuffle: random.Random | None = None) -> list[list[int]]:
    """Examples of like length together, so many that a batch holds no more than ``size`` pieces."""
    noise = [shuffle.random() * 12 if shuffle else 0.0 for _ in lengths]
    out: list[list[int]] = []
    for i in sorted(range(len(lengths)), key=lambda i: lengths[i] + noise[i]):
        if out and (len(out[-1]) + 1) * lengths[i] <= size:
            out[-1].append(i)
        else:
            out.append([i])
    if shuffle:
        shuffle.shuffle(out)
    return out


@dataclass(frozen=True)
class Targets:
    """What a batch is to give.

    ``chances``: B x W. ``known``: B x W, where there is a word of a chunk whose tags are known. ``roles``:
    A x W x ROLES, ``voices``: V x W x VOICES, probabilities, 0 for no word.
    """

    chances: Tensor
    known: Tensor
    roles: Tensor
    voices: Tensor


def collate(examples: Sequence[Example]) -> tuple[Batch, Targets]:
    """A batch with its targets."""
    pieces = max(len(e.chunk.pieces) for e in examples)
    words = max(len(e.chunk.words) for e in examples)
    p, q, m = (torch.zeros(len(examples), pieces, dtype=torch.long) for _ in range(3))
    f, w = (torch.zeros(len(examples), words, dtype=torch.long) for _ in range(2))
    chances, known = torch.zeros(len(examples), words), torch.zeros(len(examples), words, dtype=torch.bool)
    for i, e in enumerate(examples):
        n, k = len(e.chunk.pieces), len(e.chunk.words)
        p[i, :n] = torch.tensor(e.chunk.pieces)
        q[i, :n] = torch.tensor(e.chunk.quoted)
        m[i, :n] = 1
        f[i, :k] = torch.tensor(e.chunk.first)
        w[i, :k] = 1
        chances[i, :k] = torch.from_numpy(e.chances.astype(np.float32))
        known[i, :k] = e.tagged
    roles, voice = [e.roles for e in examples], [e.voices for e in examples]
    batch = Batch(
        p, q, m, f, w, *_places([e.anchors for e in examples]), *_places([e.heard for e in examples])
    )
    return batch, Targets(chances, known, _padded(roles, words, ROLES), _padded(voice, words, VOICES))


def _places(columns: Sequence[NDArray[np.int64]]) -> tuple[Tensor, Tensor]:
    """Rows and columns of the words that are named for each example."""
    rows = [i for i, c in enumerate(columns) for _ in c]
    return torch.tensor(rows, dtype=torch.long), torch.from_numpy(np.concatenate(columns))


def _padded(parts: Sequence[NDArray[np.float16]], words: int, kinds: int) -> Tensor:
    """All parts below each other, each with so many words."""
    out = torch.zeros(sum(map(len, parts)), words, kinds)
    at = 0
    for part in parts:
        out[at : at + len(part), : part.shape[1]] = torch.from_numpy(part.astype(np.float32))
        at += len(part)
    return out


def encoded(net: Network, batch: Batch) -> Tensor:
    """B x W x size. The encoder works in bfloat16."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        words = net.encode(batch.pieces, batch.quoted, batch.mask, batch.first)
    return words.float()
