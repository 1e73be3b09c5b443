"""Near-duplicate documents: pair F1 of :mod:`onrecord.ledger.copies`.

``data`` is a JSON list (plain or gzipped) of ``{"id", "text", "label"}``; documents with one label
are copies of one another. Predictions are JSONL rows ``{"id", "cluster"}``.
"""

from __future__ import annotations

import gzip
import json
import time
from collections import Counter
from pathlib import Path

from onrecord.ledger.copies import groups, pairs, shingles

NAME = "duplicates"

PEERS = {
    "datasketch": {"pair_f1": 97.8, "documents_per_cpu_second": 417},
    "rensa": {"pair_f1": 97.5, "documents_per_cpu_second": 2464},
}
"""Measured on another sample of the same kind with the same metric."""


def run(data: Path, predictions: Path | None = None, gold: Path | None = None) -> dict[str, float]:
    """Cluster the documents of ``data``, write ``predictions``, return the figures in percent.

    ``gold`` may name another file with the labels; by default they stand in ``data`` itself. Without
    labels only the speed is returned.
    """
    rows = _load(data)
    started = time.process_time()
    cluster = _cluster([row["text"] for row in rows])
    seconds = time.process_time() - started
    ids = [str(row["id"]) for row in rows]
    if predictions is not None:
        rows_out = ({"id": name, "cluster": group} for name, group in zip(ids, cluster, strict=True))
        predictions.write_text("".join(json.dumps(row) + "\n" for row in rows_out), encoding="utf-8")
    figures: dict[str, float] = {"documents_per_cpu_second": round(len(rows) / max(seconds, 1e-9))}
    labels = {str(r["id"]): str(r["label"]) for r in (_load(gold) if gold else rows) if "label" in r}
    if labels:
        pairs_of = [(labels[name], group) for name, group in zip(ids, cluster, strict=True) if name in labels]
        figures |= _score(pairs_of)
    return figures


def _cluster(texts: list[str]) -> list[int]:
    """A cluster number for each text."""
    number = list(range(len(texts)))
    for group in groups(len(texts), pairs([shingles(text) for text in texts])):
        for i in group:
            number[i] = group[0]
    return number


def _load(path: Path) -> list[dict[str, str]]:
    raw = path.read_bytes()
    text = gzip.decompress(raw) if path.suffix == ".gz" else raw
    rows: list[dict[str, str]] = json.loads(text)
    return rows


def _score(rows: list[tuple[str, int]]) -> dict[str, float]:
    """Pair precision, recall and F1 over (label, cluster) rows, in percent."""

    def together(sizes: Counter[object]) -> int:
        return sum(n * (n - 1) // 2 for n in sizes.values())

    right = together(Counter(rows))
    told = together(Counter(cluster for _, cluster in rows))
    true = together(Counter(label for label, _ in rows))
    precision, recall = right / max(told, 1), right / max(true, 1)
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {
        "pair_precision": round(100 * precision, 2),
        "pair_recall": round(100 * recall, 2),
        "pair_f1": round(100 * f1, 2),
    }
