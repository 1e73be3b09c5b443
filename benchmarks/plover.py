"""PLOVER's root type of what a source does to a target in one sentence: macro-F1.

``data`` is a TSV file with a header and at least the columns ``sentence_id``, ``marked_sentence`` (the
source in ``<s>…</s>``, the target in ``<t>…</t>``); ``gold_root`` holds the answer where the file has
it. Predictions are JSONL rows ``{"sentence_id", "root"}``; where no word tells, ``root`` is the type
that cooperation between states most often takes in such data, ``CONSULT``. Figures are in percent.
``dev_macro_f1`` is over the fifth of the rows that a hash of the id picks: errors on these are not looked
at when the knowledge file is worked on.
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from onrecord.model import Span
from onrecord.reading import language
from onrecord.reading.events import plover

NAME = "plover"

PEERS = {
    "zero-shot NLI": {"macro_f1": 74.3},
}
"""With the same metric, from the predictions of a large zero-shot entailment model that such data carry."""

_TAG = re.compile(r"</?[st]>")
_FALLBACK = "CONSULT"


@dataclass(frozen=True, slots=True)
class _Row:
    id: str
    text: str
    source: Span
    target: Span
    gold: str | None


def run(data: Path, predictions: Path | None, gold: Path | None = None) -> dict[str, float]:
    """Classify the rows of ``data``, write ``predictions``, return the figures.

    ``gold`` may name another file of the same format with the answers. Without any, only the speed and
    the share of rows for which a word told the type are returned.
    """
    rows = _load(data)
    started = time.process_time()
    answers = [_classify(row) for row in rows]
    seconds = time.process_time() - started
    if predictions is not None:
        with predictions.open("w", encoding="utf-8") as out:
            for row, answer in zip(rows, answers, strict=True):
                out.write(json.dumps({"sentence_id": row.id, "root": answer or _FALLBACK}) + "\n")
    figures = {
        "rows_per_second": len(rows) / max(seconds, 1e-9),
        "told": 100 * sum(a is not None for a in answers) / max(len(rows), 1),
    }
    known = {r.id: r.gold for r in _load(gold)} if gold is not None else {r.id: r.gold for r in rows}
    pairs = [
        (r.id, truth, answer or _FALLBACK)
        for r, answer in zip(rows, answers, strict=True)
        if (truth := known.get(r.id)) is not None
    ]
    if pairs:
        held_out = [p for p in pairs if _held_out(p[0])]
        figures["macro_f1"] = _macro_f1([p[1] for p in pairs], [p[2] for p in pairs])
        figures["dev_macro_f1"] = _macro_f1([p[1] for p in held_out], [p[2] for p in held_out])
        figures["accuracy"] = 100 * sum(p[1] == p[2] for p in pairs) / len(pairs)
    return figures


def _load(path: Path) -> list[_Row]:
    with path.open(encoding="utf-8", newline="") as lines:
        return [_row(record) for record in csv.DictReader(lines, delimiter="\t")]


def _row(record: dict[str, str]) -> _Row:
    """One row, its marks taken out and kept as spans."""
    marked = record["marked_sentence"]
    text, at, opened = "", 0, {"s": 0, "t": 0}
    spans: dict[str, Span] = {}
    for match in _TAG.finditer(marked):
        text += marked[at : match.start()]
        at = match.end()
        name = match.group()[-2]
        if match.group().startswith("</"):
            spans.setdefault(name, Span(opened[name], len(text)))
        else:
            opened[name] = len(text)
    text += marked[at:]
    nowhere = Span(0, 0)
    return _Row(
        record["sentence_id"],
        text,
        spans.get("s", nowhere),
        spans.get("t", nowhere),
        record.get("gold_root") or None,
    )


def _classify(row: _Row) -> str | None:
    parsed = language.parse(row.text)
    sentence = parsed.sentence_at(row.source.start)
    return plover.classify(sentence, row.source, row.target) if sentence is not None else None


def _held_out(identity: str) -> bool:
    return hashlib.sha256(identity.encode()).digest()[0] % 5 == 0


def _macro_f1(gold: Sequence[str], given: Sequence[str]) -> float:
    """Mean F1 over the types that occur in ``gold``."""
    scores: list[float] = []
    for label in sorted(set(gold)):
        hits = sum(g == a == label for g, a in zip(gold, given, strict=True))
        misses = sum((g == label) != (a == label) for g, a in zip(gold, given, strict=True))
        scores.append(2 * hits / (2 * hits + misses) if hits else 0.0)
    return 100 * sum(scores) / max(len(scores), 1)
