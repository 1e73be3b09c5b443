"""PLOVER's root type of what a source does to a target in one sentence: macro-F1.

``data`` is a TSV file with a header and at least the columns ``sentence_id``, ``marked_sentence`` (the
source in ``<s>…</s>``, the target in ``<t>…</t>``); ``gold_root`` holds the answer where the file has
it. Predictions are JSONL rows ``{"sentence_id", "root"}``. Readers are ``model``, the network of
:mod:`onrecord.reading.events.coding`, and ``rules``, the lexicon alone; where no word tells the lexicon,
``root`` is the type that cooperation between states most often takes in such data, ``CONSULT``.

Figures are in percent. Those that begin with ``dev`` are over the fifth of the rows that a hash of the id
picks: nothing is learned from these, and errors on them are not looked at. ``low`` and ``high`` bound 95 of
100 draws of as many rows with replacement. ``dev_common_f1`` leaves out the types with fewer than
five rows there, whose F1 hangs on a row or two.
"""

from __future__ import annotations

import csv
import hashlib
import json
import random
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from onrecord.reading import language
from onrecord.reading.events import coding, plover

NAME = "plover"

PEERS = {
    "zero-shot RoBERTa-large": {"macro_f1": 82.1},
    "fine-tuned MiniLM": {"macro_f1": 79.4},
    "TF-IDF + SVM": {"macro_f1": 72.5},
}
"""With the same metric, on the test part of the PLV corpus."""

_FALLBACK = "CONSULT"
_FEW = 5
_DRAWS = 1000

Pairs = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class _Row:
    id: str
    case: coding.Case
    gold: str | None


def run(
    data: Path, predictions: Path | None, gold: Path | None = None, reader: str = "model"
) -> dict[str, float]:
    """Classify the rows of ``data``, write ``predictions``, return the figures.

    ``gold`` may name another file of the same format with the answers. Without any, only the speed is
    returned.
    """
    rows = _load(data)
    classify = _by_rules if reader == "rules" else _by_model
    classify(rows[0].case)  # what is loaded at the first use is not part of the speed
    started = time.process_time()
    answers = [classify(row.case) for row in rows]
    seconds = time.process_time() - started
    if predictions is not None:
        with predictions.open("w", encoding="utf-8") as out:
            for row, answer in zip(rows, answers, strict=True):
                out.write(json.dumps({"sentence_id": row.id, "root": answer}) + "\n")
    known = {r.id: r.gold for r in (_load(gold) if gold is not None else rows)}
    scored = [
        (row.id, truth, answer)
        for row, answer in zip(rows, answers, strict=True)
        if (truth := known.get(row.id)) is not None
    ]
    figures = {"rows_per_second": len(rows) / max(seconds, 1e-9)}
    figures |= _figures([(truth, answer) for _, truth, answer in scored], "")
    return figures | _figures([(truth, answer) for i, truth, answer in scored if held_out(i)], "dev_")


def held_out(identity: str) -> bool:
    """Whether a row is of the fifth that nothing is learned from."""
    return hashlib.sha256(identity.encode()).digest()[0] % 5 == 0


def _load(path: Path) -> list[_Row]:
    with path.open(encoding="utf-8", newline="") as lines:
        return [
            _Row(
                record["sentence_id"],
                coding.Case.marked(record["marked_sentence"]),
                record.get("gold_root") or None,
            )
            for record in csv.DictReader(lines, delimiter="\t")
        ]


def _by_model(case: coding.Case) -> str:
    return coding.code_all([case])[0].type


def _by_rules(case: coding.Case) -> str:
    if not case.source or not case.target:
        return _FALLBACK
    sentence = language.parse(case.sentence).sentence_at(case.source[0].start)
    found = plover.classify(sentence, case.source[0], case.target[0]) if sentence is not None else None
    return found or _FALLBACK


def _figures(pairs: Pairs, name: str) -> dict[str, float]:
    if not pairs:
        return {}
    low, high = _bounds(pairs, _macro_f1)
    common = {label for label, rows in Counter(gold for gold, _ in pairs).items() if rows >= _FEW}
    each = _f1(pairs)
    return {
        f"{name}macro_f1": _macro_f1(pairs),
        f"{name}low": low,
        f"{name}high": high,
        f"{name}common_f1": _mean([score for label, score in each.items() if label in common]),
        f"{name}accuracy": _mean([100.0 * (gold == given) for gold, given in pairs]),
    }


def _bounds(pairs: Pairs, measure: Callable[[Pairs], float]) -> tuple[float, float]:
    chance = random.Random(0)
    drawn = sorted(measure(chance.choices(pairs, k=len(pairs))) for _ in range(_DRAWS))
    return drawn[_DRAWS // 40], drawn[-_DRAWS // 40]


def _macro_f1(pairs: Pairs) -> float:
    """Mean F1 over the types that occur in the gold."""
    return _mean(list(_f1(pairs).values()))


def _f1(pairs: Pairs) -> dict[str, float]:
    """F1 by type."""
    counts = Counter(pairs)
    gold, given = Counter(g for g, _ in pairs), Counter(a for _, a in pairs)
    return {label: 200 * counts[label, label] / (gold[label] + given[label]) for label in sorted(gold)}


def _mean(values: Sequence[float]) -> float:
    return sum(values) / max(len(values), 1)
