"""Train the tagger on attributions, a trained one on voices, or distil both, into as many layers or fewer.

    python -m training.attribution.train --data train.jsonl --encoder DIR --out TAGS
    python -m training.attribution.train --texts CHAINS.yaml … --start TAGS --encoder DIR --out VOICES
    python -m training.attribution.train --data train.jsonl --texts CHAINS.yaml … --encoder DIR --out NEXT \\
        --teachers TAGS … VOICES [--layers 0,2,5] --news ARTICLES.jsonl TOPIC.json.gz …

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

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional
from transformers import AutoModel

from training.attribution import corpus, unmarked, voices
from training.attribution.batching import PIECES, Targets, batches, collate, encoded
from training.attribution.corpus import Example
from training.attribution.network import ROLES, Batch, Network
from training.attribution.teaching import taught
from training.learning import averaged

SINGLE = 0.15  # share of chunks whose double quotation marks are made single, as British papers have them
HIDDEN = 0.05  # share of the pieces that are masked where voices are marked; their texts are few
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


def restored(folder: Path, *states: Path) -> Network:
    """A trained network, with as many layers as its state has; the mean of several that grew from one."""
    weights = averaged([torch.load(state) for state in states])
    depth = 1 + max(int(k.split(".")[3]) for k in weights if k.startswith("encoder.encoder.layer."))
    net = network(folder, range(depth))
    kept = {k: v for k, v in weights.items() if ".pooler." not in k}
    net.load_state_dict({**net.state_dict(), **kept})  # one that learned no voices yet has none
    return net.eval()


def student(folder: Path, state: Path, layers: Sequence[int]) -> Network:
    """A network with some layers of a trained one."""
    net = restored(folder, state)
    net.encoder.encoder.layer = nn.ModuleList(net.encoder.encoder.layer[i] for i in layers)
    return net


def singled(examples: Sequence[Example], tokenizer: Tokenizer, rng: random.Random) -> list[Example]:
    """The examples, some of them with single quotation marks."""
    double, single = tokenizer.token_to_id('"'), tokenizer.token_to_id("'")

    def change(example: Example) -> Example:
        pieces = [single if i == double else i for i in example.chunk.pieces]
        return replace(example, chunk=replace(example.chunk, pieces=pieces))

    return [change(e) if rng.random() < SINGLE else e for e in examples]


def loss(net: Network, batch: Batch, targets: Targets) -> dict[str, Tensor]:
    """The parts of the loss, each for one anchor of the batch, or for one cue whose voices are known."""
    words, out = encoded(net, batch), {}
    if targets.known.any():
        count = max(1, len(targets.roles))
        anchor = functional.binary_cross_entropy_with_logits(
            net.anchors(words)[targets.known], targets.chances[targets.known], reduction="sum"
        )
        tagged = torch.zeros(*targets.chances.shape, ROLES - 1)
        tagged = tagged.index_add_(0, batch.rows, targets.roles[..., 1:]).clamp(max=1)
        tags = functional.binary_cross_entropy_with_logits(
            net.tags(words)[targets.known], tagged[targets.known], reduction="sum"
        )
        out |= {"anchor": anchor / count, "tags": 0.02 * tags / count}
    if len(targets.roles):
        logits = net.roles(words, batch.rows, batch.columns)
        out["roles"] = -0.1 * (targets.roles * functional.log_softmax(logits, -1)).sum() / len(targets.roles)
    if len(targets.voices):
        logits = net.voices(words, batch.heard_rows, batch.heard_columns)
        out["voices"] = (
            -0.3 * (targets.voices * functional.log_softmax(logits, -1)).sum() / len(targets.voices)
        )
    return out


def masked(examples: Sequence[Example], tokenizer: Tokenizer, rng: random.Random) -> list[Example]:
    """The examples, with some pieces masked where voices alone are marked."""
    mask = int(tokenizer.token_to_id("[MASK]") or 0)

    def change(example: Example) -> Example:
        first, *rest = example.chunk.pieces
        pieces = [first, *(mask if rng.random() < HIDDEN else i for i in rest)]
        return replace(example, chunk=replace(example.chunk, pieces=pieces))

    return [e if e.tagged else change(e) for e in examples]


def train(
    net: Network,
    examples: Sequence[Example],
    tokenizer: Tokenizer,
    *,
    epochs: int,
    rate: float,
    size: int,
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
    plan = [batches([len(e.chunk.pieces) for e in examples], size, rng) for _ in range(epochs)]
    total, step, began = sum(map(len, plan)), 0, time.time()
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min((s + 1) / (WARM * total), max(0.0, (total - s) / ((1 - WARM) * total)))
    )
    for epoch, order in enumerate(plan):
        net.train()
        mixed = masked(singled(examples, tokenizer, rng), tokenizer, rng)
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
    parser.add_argument("--data", type=Path, help="JSONL with attributions")
    parser.add_argument("--texts", type=Path, nargs="*", default=[], help="YAML with chains, for the voices")
    parser.add_argument(
        "--news", type=Path, nargs="*", default=[], help="unmarked articles, for who has teachers"
    )
    parser.add_argument("--encoder", type=Path, required=True, help="folder of the pretrained encoder")
    parser.add_argument(
        "--start",
        type=Path,
        nargs="+",
        help="state of a trained network to go on from; of several their mean",
    )
    parser.add_argument(
        "--teachers", type=Path, nargs="+", help="states: of tags, one or more, and of voices"
    )
    parser.add_argument(
        "--layers", help="which of the first teacher's layers a student keeps (default: all layers, afresh)"
    )
    parser.add_argument("--out", type=Path, required=True, help="where the state goes")
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--pieces", type=int, default=PIECES, help="word pieces in a batch")
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()
    if given.layers is not None and not given.teachers:
        parser.error("--layers are a teacher's: give --teachers, too")
    if given.teachers and len(given.teachers) < 2:
        parser.error("--teachers are at least two states: of tags, one or more, and of voices")
    torch.manual_seed(given.seed)
    tokenizer = Tokenizer.from_file(str(given.encoder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    tagged = corpus.marked(given.data, tokenizer) if given.data else []
    heard = voices.marked(given.texts, tokenizer)
    print(f"attributions: {sum(len(e.anchors) for e in tagged)} in {len(tagged)} chunks")
    print(f"cues with voices: {sum(len(e.heard) for e in heard)} in {len(heard)} chunks")
    examples = [*tagged, *heard]
    if given.teachers:
        *tags, hearing = (restored(given.encoder, state) for state in given.teachers)
        news = unmarked.chunks(given.news, tokenizer, given.seed)
        news = random.Random(given.seed).sample(news, min(len(news), len(tagged)))
        print(f"unmarked: {len(news)} chunks")
        examples = taught([*examples, *news], tags, hearing)
        torch.manual_seed(given.seed)
    if given.layers is not None:
        net = student(given.encoder, given.teachers[0], [int(i) for i in given.layers.split(",")])
    else:
        net = restored(given.encoder, *given.start) if given.start else network(given.encoder)
    train(
        net,
        examples,
        tokenizer,
        epochs=given.epochs,
        rate=given.rate,
        size=given.pieces,
        seed=given.seed,
        keep=given.out,
    )


if __name__ == "__main__":
    main()
