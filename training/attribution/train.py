"""Train the tagger.

    python -m training.attribution.train --data train.jsonl --encoder DIR --out FILE [--epochs N] [--teacher FILE …]

Shows the loss while it runs, keeps the state after every epoch, and can be interrupted: what is kept is a whole network.
"""

from __future__ import annotations

import argparse
import math
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional
from transformers import AutoModel

from training.attribution import corpus
from training.attribution.corpus import Example
from training.attribution.network import Batch, Network

TOKENS = 4096  # word pieces in a batch


def network(folder: Path, frozen: int = 0) -> Network:
    """A fresh network over a pretrained encoder; its word embeddings and ``frozen`` lower layers stay as they are."""
    encoder = AutoModel.from_pretrained(folder, attention_probs_dropout_prob=0.0)
    out = Network(encoder)
    encoder.get_input_embeddings().weight.requires_grad_(False)
    for layer in encoder.encoder.layer[:frozen]:
        layer.requires_grad_(False)
    return out


def vocabulary(tokenizer: Tokenizer, folder: Path) -> Tensor:
    """The id that each of the tokenizer's pieces has in an encoder's own vocabulary."""
    own = Tokenizer.from_file(str(folder / "tokenizer.json"))
    pieces = tokenizer.get_vocab()
    special = {"[CLS]": "<s>", "[SEP]": "</s>", "[PAD]": "<pad>"}
    out = torch.zeros(len(pieces), dtype=torch.long)
    for piece, i in pieces.items():
        found = own.token_to_id(piece)
        if found is None or (piece in special and own.token_to_id(special[piece]) is not None):
            found = own.token_to_id(special.get(piece, "[UNK]"))
        out[i] = found if found is not None else own.token_to_id("[UNK]")
    return out


def batches(lengths: Sequence[int], shuffle: random.Random | None) -> list[list[int]]:
    """Examples of like length together, so many that a batch holds TOKENS pieces."""
    order = sorted(range(len(lengths)), key=lambda i: lengths[i] + (shuffle.random() * 12 if shuffle else 0))
    out: list[list[int]] = []
    for i in order:
        if out and (len(out[-1]) + 1) * lengths[i] <= TOKENS:
            out[-1].append(i)
        else:
            out.append([i])
    if shuffle:
        shuffle.shuffle(out)
    return out


def collate(examples: Sequence[Example], ids: Tensor) -> tuple[Batch, Tensor, Tensor]:
    """A batch, with B x W targets of the anchors and A x W targets of the roles (-1 where there is no word)."""
    pieces = max(len(e.chunk.pieces) for e in examples)
    words = max(len(e.chunk.words) for e in examples)
    p, q, m = (torch.zeros(len(examples), pieces, dtype=torch.long) for _ in range(3))
    f, w = (torch.zeros(len(examples), words, dtype=torch.long) for _ in range(2))
    wanted = torch.zeros(len(examples), words)
    rows, columns, roles = [], [], []
    for i, e in enumerate(examples):
        n, k = len(e.chunk.pieces), len(e.chunk.words)
        p[i, :n] = ids[torch.tensor(e.chunk.pieces)]
        p[i, n:] = ids[0]
        q[i, :n] = torch.tensor(e.chunk.quoted)
        m[i, :n] = 1
        f[i, :k] = torch.tensor(e.chunk.first)
        w[i, :k] = 1
        wanted[i, e.anchors] = 1
        for column, role in zip(e.anchors, e.roles, strict=True):
            rows.append(i)
            columns.append(int(column))
            row = torch.full((words,), -1, dtype=torch.long)
            row[:k] = torch.from_numpy(role.astype(np.int64))
            roles.append(row)
    return (
        Batch(p, q, m, f, w, torch.tensor(rows, dtype=torch.long), torch.tensor(columns, dtype=torch.long)),
        wanted,
        torch.stack(roles) if roles else torch.zeros(0, words, dtype=torch.long),
    )


def loss(net: Network, batch: Batch, wanted: Tensor, roles: Tensor) -> dict[str, Tensor]:
    """The parts of the loss, each a mean over the anchors of the batch."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        words = net.encode(batch.pieces, batch.quoted, batch.mask, batch.first)
    words = words.float()
    count = max(1, len(roles))
    there = batch.words.bool()
    anchor = functional.binary_cross_entropy_with_logits(
        net.anchors(words)[there], wanted[there], reduction="sum"
    )
    tagged = torch.zeros(*wanted.shape, 3)
    for role in range(3):
        hit = (roles == role + 1).float()
        tagged[..., role].index_add_(0, batch.rows, hit)
    tags = functional.binary_cross_entropy_with_logits(
        net.tags(words)[there], tagged[there].clamp(max=1), reduction="sum"
    )
    out = {"anchor": anchor / count, "tags": 0.02 * tags / count}
    if len(roles):
        logits = net.roles(words, batch.rows, batch.columns)
        out["roles"] = 0.1 * functional.cross_entropy(
            logits.transpose(1, 2), roles, ignore_index=-1, reduction="sum"
        ) / count
    return out


def train(net: Network, examples: Sequence[Example], ids: Tensor, epochs: int, rate: float, seed: int, keep: Path, negatives: float) -> None:
    """Train with AdamW, a linear warm-up and a linear decay."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    named = [(n, p) for n, p in net.named_parameters() if p.requires_grad]
    groups = [
        {"params": [p for n, p in named if n.startswith("encoder") and p.ndim > 1], "lr": rate, "weight_decay": 0.01},
        {"params": [p for n, p in named if n.startswith("encoder") and p.ndim == 1], "lr": rate, "weight_decay": 0.0},
        {"params": [p for n, p in named if not n.startswith("encoder")], "lr": 5e-4 if rate < 1e-3 else rate, "weight_decay": 0.01},
    ]
    optimiser = torch.optim.AdamW(groups, betas=(0.9, 0.98), fused=True)
    full = [e for e in examples if len(e.anchors)]
    empty = [e for e in examples if not len(e.anchors)]
    plan = []
    for _ in range(epochs):
        chosen = full + rng.sample(empty, int(len(empty) * negatives))
        plan.append((chosen, batches([len(e.chunk.pieces) for e in chosen], rng)))
    total = sum(len(b) for _, b in plan)
    step, began = 0, time.time()
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min((s + 1) / (0.08 * total), max(0.0, (total - s) / (0.92 * total)))
    )
    for epoch, (chosen, order) in enumerate(plan):
        net.train()
        sums: dict[str, float] = {}
        for k, members in enumerate(order):
            parts = loss(net, *collate([chosen[i] for i in members], ids))
            whole = sum(parts.values())
            whole.backward()
            nn.utils.clip_grad_norm_([p for _, p in named], 1.0)
            optimiser.step()
            schedule.step()
            optimiser.zero_grad(set_to_none=True)
            step += 1
            for name, value in parts.items():
                sums[name] = sums.get(name, 0.0) * 0.98 + 0.02 * float(value)
            if k % 20 == 0:
                norm = 1 - 0.98 ** (k + 1)
                shown = " ".join(f"{n} {v / norm:.3f}" for n, v in sums.items())
                left = (time.time() - began) / step * (total - step)
                print(f"epoch {epoch + 1} {k}/{len(order)} {shown}  {left / 60:.1f} min left", flush=True)
        torch.save(net.state_dict(), keep)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--frozen", type=int, default=0)
    parser.add_argument("--negatives", type=float, default=0.5)
    given = parser.parse_args()
    tokenizer = Tokenizer.from_file(str(given.tokenizer))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    examples = corpus.examples(given.data, tokenizer)
    pieces = sum(len(e.chunk.pieces) for e in examples)
    print(f"{len(examples)} chunks, {pieces} pieces, {sum(len(e.anchors) for e in examples)} attributions, "
          f"{sum(not len(e.anchors) for e in examples)} chunks without")
    torch.manual_seed(given.seed)
    net = network(given.encoder, given.frozen)
    train(net, examples, vocabulary(tokenizer, given.encoder), given.epochs, given.rate, given.seed, given.out, given.negatives)


if __name__ == "__main__":
    main()
