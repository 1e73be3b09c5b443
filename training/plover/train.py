"""Train the network that codes: on built sentences, then on these, written ones and the rows of a corpus.

    python -m training.plover.train --encoder DIR --data train.tsv --out STATE
    python -m training.plover.train --encoder DIR --out STATE            # our own sentences alone

The second step is taken from the same state with several seeds, with the written sentences and without, and
the weights of these are averaged: one network, steadier than each. No row of the held-out fifth is learned
from. Shows the loss while it runs.
"""

from __future__ import annotations

import argparse
import copy
import random
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from onrecord.reading.events.coding.coder import TYPES, Case, pieces
from training.learning import averaged, batches, schedule
from training.plover import corpus
from training.plover.network import Network, fresh, restored
from training.plover.sentences import Sentences

FIRST = 700  # own sentences of each type in step one
MIXED = 250  # own sentences of each type in step two
WRITTEN = 2  # how often each sentence of the writers is seen in step two, with other names each time
TIMES = 3  # how often each row of the corpus is seen in step two
RATE = 2e-4  # learning rate of the encoder
HEAD = 1e-3  # learning rate of the layer above it
SMOOTH = 0.1  # share of the target that is spread over all types: the rows' types are not beyond doubt


class Lesson:
    """Sentences in word pieces, with the numbers of their types."""

    def __init__(self, marked: Iterable[tuple[str, str]], tokenizer: Tokenizer) -> None:
        both = [(pieces(Case.marked(text), tokenizer), TYPES.index(name)) for text, name in marked]
        self.rows = [row for row, _ in both]
        self.types = [number for _, number in both]

    def batch(self, members: Sequence[int]) -> tuple[Tensor, Tensor, Tensor]:
        """Pieces and mask (B x P), numbers of the types (B)."""
        longest = max(len(self.rows[i]) for i in members)
        ids, mask = (torch.zeros(len(members), longest, dtype=torch.long) for _ in range(2))
        for place, i in enumerate(members):
            ids[place, : len(self.rows[i])] = torch.tensor(self.rows[i])
            mask[place, : len(self.rows[i])] = 1
        return ids, mask, torch.tensor([self.types[i] for i in members])


def taught(net: Network, lesson: Lesson, *, size: int, seed: int, name: str) -> Network:
    """The network after one pass over a lesson; the one given stays as it is."""
    net = copy.deepcopy(net).train()
    torch.manual_seed(seed)
    groups = [
        {"params": list(net.encoder.parameters()), "lr": RATE},
        {"params": list(net.head.parameters()), "lr": HEAD},
    ]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    order = batches([len(row) for row in lesson.rows], size, random.Random(seed))
    total, mean, began = len(order), 0.0, time.time()
    rates = schedule(optimiser, total)
    for step, members in enumerate(order):
        ids, mask, types = lesson.batch(members)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            logits = net(ids, mask)
        loss = functional.cross_entropy(logits.float(), types, label_smoothing=SMOOTH)
        loss.backward()
        nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimiser.step()
        rates.step()
        optimiser.zero_grad(set_to_none=True)
        mean = loss.item() if step == 0 else 0.98 * mean + 0.02 * loss.item()
        if step % 50 == 0 or step == total - 1:
            print(f"{name}: {step + 1}/{total}  loss {mean:.3f}  {time.time() - began:.0f} s", flush=True)
    return net


def own(each: int, seed: int) -> list[tuple[str, str]]:
    """Our own sentences, with their types."""
    return [(e.marked, e.type) for e in Sentences(seed).draw(each)]


def written(seed: int) -> list[tuple[str, str]]:
    """The writers' sentences, as often as they are seen, with their types."""
    return [(e.marked, e.type) for time in range(WRITTEN) for e in Sentences(1000 * seed + time).written()]


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--encoder", type=Path, required=True, help="folder of the pretrained encoder")
    parser.add_argument("--data", type=Path, help="rows of a coded corpus (TSV)")
    parser.add_argument("--start", type=Path, help="a state of step one, which is then left out")
    parser.add_argument("--out", type=Path, required=True, help="where the trained state goes")
    parser.add_argument("--seeds", type=int, default=2, help="how many seeds step two has (%(default)s)")
    parser.add_argument("--threads", type=int, default=1)
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    torch.manual_seed(7)
    tokenizer = Tokenizer.from_file(str(given.encoder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    if given.start is not None:
        net = restored(given.encoder, given.start)
    else:
        net = taught(fresh(given.encoder), Lesson(own(FIRST, 7), tokenizer), size=16, seed=7, name="own")
        torch.save(net.state_dict(), given.out)
    coded = [] if given.data is None else corpus.load(given.data)
    rows = [(row.marked, row.type) for row in coded if not row.held_out]
    nets = []
    for seed in range(1, given.seeds + 1):
        mixed = [*own(MIXED, 100 + seed), *rows * TIMES]
        for name, more in (("mixed", []), ("mixed and written", written(seed))):
            lesson = Lesson([*mixed, *more], tokenizer)
            nets.append(taught(net, lesson, size=32, seed=seed, name=f"{name} {seed}"))
    torch.save(averaged([net.state_dict() for net in nets]), given.out)


if __name__ == "__main__":
    main()
