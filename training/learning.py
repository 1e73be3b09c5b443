"""How a network is taught: batches of like length, a rate that rises and falls, the mean of what came of it.

In: the lengths of the examples, the number of steps, weights. Out: the order of the examples, a schedule, one
set of weights. Invariant: the same seed gives the same order.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

import torch

WARM = 0.1  # share of the steps in which the rates rise
_SOME = 8  # batches that are cut together from examples of like length


def batches(lengths: Sequence[int], size: int, rng: random.Random) -> list[list[int]]:
    """All examples in batches, by their numbers; those of one batch are of like length."""
    order = list(range(len(lengths)))
    rng.shuffle(order)
    out: list[list[int]] = []
    for start in range(0, len(order), size * _SOME):
        near = sorted(order[start : start + size * _SOME], key=lambda i: lengths[i])
        out += [near[i : i + size] for i in range(0, len(near), size)]
    rng.shuffle(out)
    return out


def schedule(optimiser: torch.optim.Optimizer, total: int) -> torch.optim.lr_scheduler.LambdaLR:
    """Rates that rise over the first steps, then fall to nothing at the last."""
    return torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min((step + 1) / (WARM * total), 1.0) * max(0.0, (total - step) / total)
    )


def averaged(states: Sequence[Mapping[str, torch.Tensor]]) -> dict[str, torch.Tensor]:
    """The mean of the weights of networks that began as one: steadier than each."""
    return {
        name: torch.stack([state[name] for state in states]).mean(0) if value.is_floating_point() else value
        for name, value in states[0].items()
    }
