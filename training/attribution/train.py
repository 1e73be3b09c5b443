"""Train the tagger on attributions, a trained one on voices, or distil both into fewer layers.

    python -m training.attribution.train --data train.jsonl --encoder DIR --out TAGS
    python -m training.attribution.train --texts CHAINS.yaml … --start TAGS --encoder DIR --out VOICES
    python -m training.attribution.train --data train.jsonl --texts CHAINS.yaml … --encoder DIR --out SMALL \\
        --teachers TAGS VOICES --layers 0,2,5 --news ARTICLES.jsonl …

Shows loss and time left while it runs and keeps the state after every epoch. Seeded; on two cores an epoch
over PolNeAR takes four minutes with six layers.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from benchmarks.attribution import one_to_one
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional
from transformers import AutoModel

from onrecord.reading.attribution.tagging.spans import CONTENT, NONE
from training.attribution import corpus, voices
from training.attribution.corpus import Example
from training.attribution.network import ROLES, VOICES, Batch, Network

PIECES = 3072  # word pieces in a batch
SINGLE = 0.15  # share of chunks whose double quotation marks are made single, as British papers have them
TRUST = 0.5  # share of a teacher in the target of a marked chunk; unmarked ones have nothing else
FAINT = 0.05  # the least chance of an anchor to be the cue of a content that is marked without one
ALIKE = 0.5  # Dice of the two contents
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


def restored(folder: Path, state: Path) -> Network:
    """A trained network, with as many layers as its state has."""
    weights = torch.load(state)
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


def singled(examples: Sequence[Example], tokenizer: Tokenizer, rng: random.Random) -> list[Example]:
    """The examples, some of them with single quotation marks."""
    double, single = tokenizer.token_to_id('"'), tokenizer.token_to_id("'")

    def change(example: Example) -> Example:
        pieces = [single if i == double else i for i in example.chunk.pieces]
        return replace(example, chunk=replace(example.chunk, pieces=pieces))

    return [change(e) if rng.random() < SINGLE else e for e in examples]


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


@torch.no_grad()
def taught(examples: Sequence[Example], tags: Network, voices: Network) -> list[Example]:
    """The examples with teachers' targets: mixed into what is marked, alone for what is not."""
    out: list[Example | None] = [None] * len(examples)
    for n, members in enumerate(batches([len(e.chunk.pieces) for e in examples], PIECES)):
        if n % 50 == 0:
            print(f"teaching: batch {n}", flush=True)
        batch, _ = collate([examples[i] for i in members])
        words, heard = encoded(tags, batch), encoded(voices, batch)
        chances = torch.sigmoid(tags.anchors(words)) * batch.words
        for row, i in enumerate(members):
            out[i] = _taught(examples[i], tags, voices, words[row], heard[row], chances[row])
    return [e for e in out if e is not None]


def _taught(
    example: Example, tags: Network, voices: Network, words: Tensor, heard: Tensor, chances: Tensor
) -> Example:
    """One example; ``words`` and ``heard`` are its words as the two encode them, W x size."""
    count = len(example.chunk.words)
    chance = chances[:count].numpy()
    if example.tagged:
        anchors = example.anchors
        roles = TRUST * _softmax(tags.roles, words, anchors)[:, :count] + (1 - TRUST) * example.roles
        chance = TRUST * chance + (1 - TRUST) * example.chances
    else:
        faint = np.flatnonzero(chance > FAINT)
        roles = _softmax(tags.roles, words, faint)[:, :count]
        meant = _meant(roles, example.said)
        for at, said in meant.items():
            chance[faint[at]] = TRUST * chance[faint[at]] + (1 - TRUST)
            roles[at] = TRUST * roles[at] + (1 - TRUST) * _saying(roles[at], example.said[said])
        kept = [k for k, at in enumerate(faint) if k in meant or chance[at] > 0.5]
        anchors, roles = faint[kept], roles[kept]
    cues = example.heard if len(example.heard) else anchors
    voice = _softmax(voices.voices, heard, cues)[:, :count]
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


def _softmax(
    head: Callable[[Tensor, Tensor, Tensor], Tensor], words: Tensor, at: NDArray[np.int64]
) -> NDArray[np.float32]:
    """What a head gives for some words of one chunk, as probabilities. ``words`` are W x size."""
    columns = torch.from_numpy(at)
    found = head(words.unsqueeze(0), torch.zeros_like(columns), columns)
    return np.asarray(torch.softmax(found, -1).numpy())


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
    parser.add_argument("--news", type=Path, nargs="*", default=[], help="unmarked articles, for a student")
    parser.add_argument("--encoder", type=Path, required=True, help="folder of the pretrained encoder")
    parser.add_argument("--start", type=Path, help="state of a trained network to go on from")
    parser.add_argument("--teachers", type=Path, nargs=2, help="states of two: of tags, of voices")
    parser.add_argument(
        "--layers", default="0,2,5", help="which of the first teacher's layers the student keeps"
    )
    parser.add_argument("--out", type=Path, required=True, help="where the state goes")
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--pieces", type=int, default=PIECES, help="word pieces in a batch")
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()
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
        tags, hearing = (restored(given.encoder, state) for state in given.teachers)
        news = corpus.plain_news(given.news, tokenizer)
        news = random.Random(given.seed).sample(news, min(len(news), len(tagged)))
        print(f"unmarked: {len(news)} chunks")
        examples = taught([*examples, *news], tags, hearing)
        net = student(given.encoder, given.teachers[0], [int(i) for i in given.layers.split(",")])
    else:
        net = network(given.encoder) if given.start is None else restored(given.encoder, given.start)
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
