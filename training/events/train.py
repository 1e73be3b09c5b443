"""Train the tagger of events: on sentences out of frames, then on those of the writers.

    python -m training.events.train --encoder DIR --out STATE [--without WRITER …]

Writers that are left out are those that a network is judged by (``training.events.judge``). Shows the loss
while it runs. Seeded.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Sequence
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from training.events import corpus
from training.events.corpus import Example
from training.events.network import Network, fresh
from training.events.sentences import Sentences
from training.learning import batches, schedule

FIRST = 4000  # sentences out of frames before the writers' own
MIXED = 500  # sentences out of frames among the writers' own
SIZE = 32  # sentences in a batch
RATE = 3e-4  # learning rate of the encoder
HEADS = 1e-3  # learning rate of the layers above it
SMOOTH = 0.05  # share of the target that is spread over all classes
HIDDEN = 0.05  # share of the word pieces that are hidden while it learns
KIND, STATUS = 10.0, 2.0  # weights of the two losses: most words tell of nothing
_MASK, _SPECIAL = 103, 999  # the piece that hides; pieces up to that are marks


def taught(net: Network, examples: Sequence[Example], *, epochs: int, seed: int, name: str) -> Network:
    """The network after some passes over the examples."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    net.train()
    body = [p for p in net.encoder.parameters() if p.requires_grad]
    heads = [*net.kind.parameters(), *net.status.parameters()]
    groups = [{"params": body, "lr": RATE}, {"params": heads, "lr": HEADS}]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    lengths = [len(e.pieces.ids) for e in examples]
    plan = [members for _ in range(epochs) for members in batches(lengths, SIZE, rng)]
    rates, began, mean = schedule(optimiser, len(plan)), time.time(), 0.0
    for step, members in enumerate(plan):
        loss = _loss(net, [examples[i] for i in members])
        loss.backward()
        nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimiser.step()
        rates.step()
        optimiser.zero_grad(set_to_none=True)
        mean = loss.item() if step == 0 else 0.98 * mean + 0.02 * loss.item()
        if step % 50 == 0 or step == len(plan) - 1:
            print(f"{name}: {step + 1}/{len(plan)}  loss {mean:.3f}  {time.time() - began:.0f} s", flush=True)
    return net.eval()


def _loss(net: Network, batch: Sequence[Example]) -> Tensor:
    pieces = _padded([torch.tensor(e.pieces.ids) for e in batch])
    mask = _padded([torch.ones(len(e.pieces.ids), dtype=torch.long) for e in batch])
    hidden = (torch.rand(pieces.shape) < HIDDEN) & (pieces > _SPECIAL)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        kinds, statuses = net(
            torch.where(hidden, torch.tensor(_MASK), pieces),
            mask,
            _padded([torch.tensor(e.pieces.first) for e in batch]),
        )
    kind = _any(kinds, _padded([e.kinds for e in batch]), _padded([e.kind_weights for e in batch]))
    status = _any(statuses, _padded([e.statuses for e in batch]), _padded([e.status_weights for e in batch]))
    return KIND * kind + STATUS * status


def _any(logits: Tensor, targets: Tensor, weights: Tensor) -> Tensor:
    """Cross-entropy where any of the classes that would do is right, over the words that have a weight."""
    chances = torch.log_softmax(logits.float(), -1)
    right = torch.logsumexp(chances.masked_fill(targets == 0, -1e9), -1)
    loss = -(1 - SMOOTH) * right - SMOOTH * chances.mean(-1)
    return (loss * weights).sum() / weights.sum().clamp(min=1)


def _padded(rows: Sequence[Tensor]) -> Tensor:
    return nn.utils.rnn.pad_sequence(list(rows), batch_first=True)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--encoder", type=Path, required=True, help="folder of the pretrained encoder")
    parser.add_argument("--out", type=Path, required=True, help="where the trained state goes")
    parser.add_argument("--without", nargs="*", default=[], choices=sorted(corpus.WRITERS), metavar="WRITER")
    parser.add_argument("--epochs", type=int, default=14)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--threads", type=int, default=1)
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    torch.manual_seed(given.seed)
    tokenizer = Tokenizer.from_file(str(given.encoder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    own = [corpus.example(item, tokenizer, at) for item, at in Sentences(given.seed).draw(FIRST + MIXED)]
    writers = [w for w in corpus.WRITERS if w not in given.without]
    written = [e for writer in writers for e in corpus.written(writer, tokenizer)]
    print(f"{len(written)} sentences of {', '.join(writers)}")
    net = taught(fresh(given.encoder), own[:FIRST], epochs=1, seed=given.seed, name="frames")
    net = taught(net, [*written, *own[FIRST:]], epochs=given.epochs, seed=given.seed, name="writers")
    torch.save(net.state_dict(), given.out)


if __name__ == "__main__":
    main()
