"""Boilerplate lines left in extracted article text: line F1, and article text lost.

``data`` is JSONL: ``{"id", "lines": [str, ...], "keep"?: [0 | 1 | null, ...], "outlet"?}``; ``keep`` is 0 for
boilerplate, 1 for the article, ``null`` for lines that are not scored. Predictions are JSONL rows
``{"id", "keep": [0 | 1, ...]}``. The lines of a document are joined by line ends and marked as
:mod:`onrecord.reading.cleaning` marks any text; a line goes when most of it lies in regions. Lines that one
outlet repeats in several documents of the file count as evidence.
"""

from __future__ import annotations

import json
import time
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence, Set
from dataclasses import dataclass
from pathlib import Path

from onrecord.model import Region, Span
from onrecord.reading import cleaning

NAME = "boilerplate"

PEERS = {
    "justext": {"line_f1": 20.7, "text_lost": 20.7},
    "regex list": {"line_f1": 19.6, "text_lost": 0.85},
}
"""Measured on data of the same kind with the same metrics."""

_RECURS = 2  # documents of one outlet that a line must stand in to count as repeated


@dataclass(frozen=True, slots=True)
class _Row:
    """One document. ``keep`` is empty where the data has no labels."""

    id: str
    lines: tuple[str, ...]
    keep: tuple[int | None, ...]
    outlet: str | None

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


def run(data: Path, predictions: Path | None, gold: Path | None = None) -> dict[str, float]:
    """Mark the documents of ``data``, write ``predictions``, return the figures in percent.

    ``gold`` may name another file with the labels; by default they stand in ``data`` itself. Without labels
    only the speed is returned.
    """
    rows = _load(data)
    recurring = _recurring(rows)
    started = time.process_time()
    kept = {row.id: _kept(row, recurring.get(row.outlet or "", frozenset())) for row in rows}
    seconds = time.process_time() - started
    words = sum(len(line.split()) for row in rows for line in row.lines)
    if predictions is not None:
        with predictions.open("w", encoding="utf-8") as out:
            for name, keep in kept.items():
                out.write(json.dumps({"id": name, "keep": keep}) + "\n")
    figures: dict[str, float] = {"microseconds_a_word": round(1e6 * seconds / max(words, 1), 2)}
    labelled = [row for row in (_load(gold) if gold else rows) if row.keep]
    return _score(labelled, kept) | figures if labelled else figures


def _load(path: Path) -> list[_Row]:
    with path.open(encoding="utf-8") as stream:
        members = [json.loads(line) for line in stream if line.strip()]
    return [_Row(str(m["id"]), tuple(m["lines"]), tuple(m.get("keep", ())), m.get("outlet")) for m in members]


def _recurring(rows: Sequence[_Row]) -> dict[str, Set[str]]:
    """For each outlet the keys of the lines that stand in several of its documents."""
    seen: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        if row.outlet:
            seen[row.outlet].update({key for _, key in cleaning.lines(row.text)})
    return {
        outlet: {key for key, documents in keys.items() if documents >= _RECURS}
        for outlet, keys in seen.items()
    }


def _kept(row: _Row, recurring: Set[str]) -> list[int]:
    regions = cleaning.repeated(row.text, recurring)
    keep = []
    start = 0
    for line in row.lines:
        span = Span(start, start + len(line))
        keep.append(int(2 * _covered(span, regions) <= len(line.strip())))
        start = span.end + 1
    return keep


def _covered(span: Span, regions: Sequence[Region]) -> int:
    """How many characters of the span lie in regions."""
    first = bisect_right(regions, span.start, key=lambda region: region.end)
    covered = 0
    for region in regions[first:]:
        if region.start >= span.end:
            break
        covered += min(region.end, span.end) - max(region.start, span.start)
    return covered


def _score(rows: Sequence[_Row], kept: dict[str, list[int]]) -> dict[str, float]:
    """Precision, recall and F1 of dropped lines; the share of the article's characters that was dropped."""
    counts: Counter[str] = Counter()
    clean = 0
    for row in rows:
        wrong = 0
        predicted = kept.get(row.id) or [1] * len(row.lines)
        for line, truth, keep in zip(row.lines, row.keep, predicted, strict=True):
            if truth is None:
                continue
            wrong += truth != keep
            counts[
                "right"
                if not truth and not keep
                else "lost"
                if truth and not keep
                else "left"
                if keep and not truth
                else "kept"
            ] += 1
            if truth:
                counts["article characters"] += len(line)
                counts["lost characters"] += 0 if keep else len(line)
        clean += not wrong
    precision = counts["right"] / max(counts["right"] + counts["lost"], 1)
    recall = counts["right"] / max(counts["right"] + counts["left"], 1)
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {
        "line_precision": round(100 * precision, 2),
        "line_recall": round(100 * recall, 2),
        "line_f1": round(100 * f1, 2),
        "text_lost": round(100 * counts["lost characters"] / max(counts["article characters"], 1), 3),
        "clean_documents": round(100 * clean / max(len(rows), 1), 2),
    }
