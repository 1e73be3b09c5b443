"""Train the tagger, or distil a trained one into fewer layers.

    python -m training.attribution.train --data train.jsonl --encoder DIR --out STATE
    python -m training.attribution.train --data train.jsonl --encoder DIR --out SMALL \\
        --teacher STATE --layers 0,2,5 --news ARTICLES.jsonl …

Shows loss and time left while it runs and keeps the state after every epoch. Seeded; on two cores an epoch
over PolNeAR takes four minutes with six layers.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional
from transformers import AutoModel

from training.attribution import corpus
from training.attribution.corpus import Example
from training.attribution.network import ROLES, Batch, Network

TOKENS = 3072  # word pieces in a batch
SINGLE = 0.15  # share of chunks whose double quotation marks are made single, as British papers have them
TRUST = 0.5  # share of the teacher in the target of a marked chunk; unmarked ones have nothing else
HEADS = 5e-4  # learning rate of what is not the encoder
WARM = 0.08  # share of the steps in which the rate rises


def network(folder: Path, layers: Sequence[int] | None = None) -> Network:
    """A fresh network over the pretrained encoder in a folder; its word embeddings stay as they are."""
    # Eager attention exports to the graph that runs fastest.
    encoder = AutoModel.from_pretrained(folder, attention_probs_dropout_prob=0.0, attn_implementation="eager")
    encoder.pooler = None
    if layers is not None:
        encoder.encoder.layer = nn.ModuleList(encoder.encoder.layer[i] for i in layers)
    encoder.get_input_embeddings().weight.requires_grad_(False)
    return Network(encoder)


def restored(folder: Path, state: Path) -> Network:
    """A trained network, with as many layers as its state has."""
    weights = torch.load(state)
    depth = 1 + max(int(k.split(".")[3]) for k in weights if k.startswith("encoder.encoder.layer."))
    net = network(folder, range(depth))
    net.load_state_dict({k: v for k, v in weights.items() if ".pooler." not in k})
    return net.eval()


def student(folder: Path, state: Path, layers: Sequence[int]) -> Network:
    """A network with some layers of a trained one."""
    net = restored(folder, state)
    net.encoder.encoder.layer = nn.ModuleList(net.encoder.encoder.layer[i] for i in layers)
    return net


def batches(lengths: Sequence[int], shuffle: random.Random | None = None) -> list[list[int]]:
    """Examples of like length together, so many that a batch holds TOKENS pieces."""
    noise = [shuffle.random() * 12 if shuffle else 0.0 for _ in lengths]
    out: list[list[int]] = []
    for i in sorted(range(len(lengths)), key=lambda i: lengths[i] + noise[i]):
        if out and (len(out[-1]) + 1) * lengths[i] <= TOKENS:
            out[-1].append(i)
        else:
            out.append([i])
    if shuffle:
        shuffle.shuffle(out)
    return out


def singled(examples: Sequence[Example], tokenizer: Tokenizer, rng: random.Random) -> list[Example]:
    """The examples, some of them with single quotation marks."""
    double, single = tokenizer.token_to_id('"'), tokenizer.token_to_id("'")

    def change(example: Example) -> Example:
        pieces = [single if i == double else i for i in example.chunk.pieces]
        return replace(example, chunk=replace(example.chunk, pieces=pieces))

    return [change(e) if rng.random() < SINGLE else e for e in examples]


def collate(examples: Sequence[Example]) -> tuple[Batch, Tensor, Tensor]:
    """A batch with its targets: B x W chances of the anchors, A x W x ROLES probabilities (0 for no word)."""
    pieces = max(len(e.chunk.pieces) for e in examples)
    words = max(len(e.chunk.words) for e in examples)
    p, q, m = (torch.zeros(len(examples), pieces, dtype=torch.long) for _ in range(3))
    f, w = (torch.zeros(len(examples), words, dtype=torch.long) for _ in range(2))
    chances = torch.zeros(len(examples), words)
    rows = [i for i, e in enumerate(examples) for _ in e.anchors]
    columns = [int(a) for e in examples for a in e.anchors]
    roles = torch.zeros(len(rows), words, ROLES)
    at = 0
    for i, e in enumerate(examples):
        n, k, a = len(e.chunk.pieces), len(e.chunk.words), len(e.anchors)
        p[i, :n] = torch.tensor(e.chunk.pieces)
        q[i, :n] = torch.tensor(e.chunk.quoted)
        m[i, :n] = 1
        f[i, :k] = torch.tensor(e.chunk.first)
        w[i, :k] = 1
        chances[i, :k] = torch.from_numpy(e.chances.astype(np.float32))
        roles[at : at + a, :k] = torch.from_numpy(e.roles.astype(np.float32))
        at += a
    batch = Batch(
        p, q, m, f, w, torch.tensor(rows, dtype=torch.long), torch.tensor(columns, dtype=torch.long)
    )
    return batch, chances, roles


def loss(net: Network, batch: Batch, chances: Tensor, roles: Tensor) -> dict[str, Tensor]:
    """The parts of the loss, each for one anchor of the batch."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        words = net.encode(batch.pieces, batch.quoted, batch.mask, batch.first)
    words = words.float()
    count, there = max(1, len(roles)), batch.words.bool()
    anchor = functional.binary_cross_entropy_with_logits(
        net.anchors(words)[there], chances[there], reduction="sum"
    )
    tagged = torch.zeros(*chances.shape, ROLES - 1).index_add_(0, batch.rows, roles[..., 1:]).clamp(max=1)
    tags = functional.binary_cross_entropy_with_logits(net.tags(words)[there], tagged[there], reduction="sum")
    out = {"anchor": anchor / count, "tags": 0.02 * tags / count}
    if len(roles):
        logits = net.roles(words, batch.rows, batch.columns)
        out["roles"] = -0.1 * (roles * functional.log_softmax(logits, -1)).sum() / count
    return out


@torch.no_grad()
def taught(examples: Sequence[Example], teacher: Network) -> list[Example]:
    """The examples with a teacher's targets: mixed into those of marked chunks, alone for unmarked ones."""
    teacher.eval()
    out: list[Example | None] = [None] * len(examples)
    for n, members in enumerate(batches([len(e.chunk.pieces) for e in examples])):
        if n % 50 == 0:
            print(f"teaching: batch {n}", flush=True)
        batch, _, _ = collate([examples[i] for i in members])
        with torch.autocast("cpu", dtype=torch.bfloat16):
            words = teacher.encode(batch.pieces, batch.quoted, batch.mask, batch.first)
        words = words.float()
        chances = torch.sigmoid(teacher.anchors(words)) * batch.words
        for row, i in enumerate(members):
            example, count = examples[i], len(examples[i].chunk.words)
            own = len(example.anchors) > 0
            anchors = example.anchors if own else np.flatnonzero(chances[row].numpy() > 0.5)
            columns = torch.from_numpy(anchors)
            roles = torch.softmax(teacher.roles(words, torch.full_like(columns, row), columns), -1).numpy()
            soft, chance = roles[:, :count], chances[row, :count].numpy()
            if own:
                soft = TRUST * soft + (1 - TRUST) * example.roles
                chance = TRUST * chance + (1 - TRUST) * example.chances
            out[i] = Example(example.chunk, anchors, chance.astype(np.float16), soft.astype(np.float16))
    return [e for e in out if e is not None]


def train(
    net: Network,
    examples: Sequence[Example],
    tokenizer: Tokenizer,
    *,
    epochs: int,
    rate: float,
    seed: int,
    keep: Path,
) -> None:
    """Train with AdamW; the rate rises linearly, then falls linearly to nothing."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    named = [(n, p) for n, p in net.named_parameters() if p.requires_grad]
    inner = [(n, p) for n, p in named if n.startswith("encoder")]
    groups = [
        {"params": [p for _, p in inner if p.ndim > 1], "lr": rate, "weight_decay": 0.01},
        {"params": [p for _, p in inner if p.ndim == 1], "lr": rate, "weight_decay": 0.0},
        {"params": [p for n, p in named if not n.startswith("encoder")], "lr": HEADS, "weight_decay": 0.01},
    ]
    optimiser = torch.optim.AdamW(groups, betas=(0.9, 0.98), fused=True)
    plan = [batches([len(e.chunk.pieces) for e in examples], rng) for _ in range(epochs)]
    total, step, began = sum(map(len, plan)), 0, time.time()
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min((s + 1) / (WARM * total), max(0.0, (total - s) / ((1 - WARM) * total)))
    )
    for epoch, order in enumerate(plan):
        net.train()
        mixed = singled(examples, tokenizer, rng)
        sums: dict[str, float] = {}
        for k, members in enumerate(order):
            parts = loss(net, *collate([mixed[i] for i in members]))
            torch.stack(list(parts.values())).sum().backward()
            nn.utils.clip_grad_norm_([p for _, p in named], 1.0)
            optimiser.step()
            schedule.step()
            optimiser.zero_grad(set_to_none=True)
            step += 1
            sums = {n: sums.get(n, v.item()) * 0.98 + 0.02 * v.item() for n, v in parts.items()}
            if k % 20 == 0:
                shown = " ".join(f"{n} {v:.3f}" for n, v in sums.items())
                left = (time.time() - began) / step * (total - step) / 60
                print(
                    f"epoch {epoch + 1}/{epochs}, batch {k}/{len(order)}: {shown}; {left:.1f} min left",
                    flush=True,
                )
        torch.save(net.state_dict(), keep)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True, help="JSONL with attributions")
    parser.add_argument("--news", type=Path, nargs="*", default=[], help="unmarked articles, for a student")
    parser.add_argument("--encoder", type=Path, required=True, help="folder of the pretrained encoder")
    parser.add_argument("--teacher", type=Path, help="state of a trained network")
    parser.add_argument("--layers", default="0,2,5", help="which of the teacher's layers the student keeps")
    parser.add_argument("--out", type=Path, required=True, help="where the state goes")
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()
    torch.manual_seed(given.seed)
    tokenizer = Tokenizer.from_file(str(given.encoder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    examples = corpus.marked(given.data, tokenizer)
    print(f"{given.data.name}: {len(examples)} chunks, {sum(len(e.anchors) for e in examples)} attributions")
    if given.teacher is None:
        net = network(given.encoder)
    else:
        news = corpus.plain_news(given.news, tokenizer)
        news = random.Random(given.seed).sample(news, min(len(news), len(examples)))
        print(f"unmarked: {len(news)} chunks")
        examples = taught([*examples, *news], restored(given.encoder, given.teacher))
        net = student(given.encoder, given.teacher, [int(i) for i in given.layers.split(",")])
    train(net, examples, tokenizer, epochs=given.epochs, rate=given.rate, seed=given.seed, keep=given.out)


if __name__ == "__main__":
    main()
