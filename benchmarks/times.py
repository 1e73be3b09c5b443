"""Time expressions: how many are found, and how many get the right TIMEX3 value.

In: JSONL with ``{"doc", "dct", "text"}`` a line and, as gold, ``{"doc", "start", "end", "type",
"value", "text"}`` a line. Out: predictions of the same kind, and the figures of TempEval-3 task A,
micro-averaged: a system and a gold expression match if they share a character, one to one, exact pairs
first, then the largest overlap; strict matches have equal spans but for white space and the marks
``, . ; : " '`` at their ends; type and value count matched pairs with the same type or value.
``--part dev`` reads two fifths of the documents, chosen by a hash of their names and looked at through
the figures alone; ``--part train`` reads the others, on which rules may be written.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from time import process_time
from typing import Any

from benchmarks import parts
from onrecord.model import Basis, When
from onrecord.reading import language, times

NAME = "times"
PEERS: Mapping[str, Mapping[str, float]] = {
    # Published or measured on the TempEval-3 platinum test set, not on the development data.
    "UWTime": {"value_f1": 82.7},
    "HeidelTime": {"value_f1": 78.1},
    "SUTime": {"value_f1": 69.3},
    "dateparser": {"value_f1": 8.3},
    "SynTime": {"relaxed_f1": 95.0},
}

_MARKS = " \t\n\r,.;:\"'"


@dataclass(frozen=True)
class _Expression:
    start: int
    end: int
    type: str
    value: str
    text: str

    def trimmed(self) -> tuple[int, int]:
        """The span without marks and white space at its ends."""
        if len(self.text) != self.end - self.start:
            return self.start, self.end
        left = len(self.text) - len(self.text.lstrip(_MARKS))
        right = len(self.text) - len(self.text.rstrip(_MARKS))
        return self.start + left, self.end - right


def run(data: Path, predictions: Path | None, gold: Path | None, part: str | None = None) -> dict[str, float]:
    """Read ``data``, write ``predictions``, and score against ``gold`` where there is one.

    ``data`` is a file or a folder of ``*.docs.jsonl``; ``gold`` defaults to the path of each file with
    ``.docs.`` replaced by ``.gold.``. Returns figures in per cent, and words a second of processor time
    for finding alone (parsed text given).
    """
    files = sorted(data.glob("*.docs.jsonl")) if data.is_dir() else [data]
    found: dict[str, list[_Expression]] = {}
    words, seconds = 0, 0.0
    for row in parts.of((row for file in files for row in _rows(file)), part):
        day = date.fromisoformat(row["dct"]) if row.get("dct") else None
        parsed = language.parse(row["text"])
        began = process_time()
        expressions = times.find(parsed)
        anchored = times.resolve(expressions, When(day, day, basis=Basis.GIVEN) if day else When())
        seconds += process_time() - began
        words += len(row["text"].split())
        found[row["doc"]] = [_Expression(t.start, t.end, t.type, t.value, t.text) for t in anchored]
    if predictions is not None:
        _write(predictions, found)
    figures = {"documents": float(len(found)), "words_per_second": words / seconds if seconds else 0.0}
    golds = [gold] if gold else [f.with_name(f.name.replace(".docs.", ".gold.")) for f in files]
    expected = {doc: of for g in golds if g.exists() and g not in files for doc, of in _gold(g).items()}
    if expected:
        figures |= score(
            {doc: of for doc, of in expected.items() if not part or parts.part(doc) == part}, found
        )
    return figures


def score(gold: Mapping[str, list[_Expression]], found: Mapping[str, list[_Expression]]) -> dict[str, float]:
    """The figures of TempEval-3 task A over all documents, in per cent."""
    count: dict[str, int] = defaultdict(int)
    for doc in set(gold) | set(found):
        expected, got = gold.get(doc, []), found.get(doc, [])
        count["gold"] += len(expected)
        count["system"] += len(got)
        for want, have in _pairs(expected, got):
            count["relaxed"] += 1
            count["strict"] += want.trimmed() == have.trimmed()
            count["type"] += want.type == have.type
            count["value"] += bool(have.value) and want.value == have.value
    figures = {"gold": float(count["gold"]), "system": float(count["system"])}
    for kind in ("relaxed", "strict", "type", "value"):
        precision = 100 * count[kind] / count["system"] if count["system"] else 0.0
        recall = 100 * count[kind] / count["gold"] if count["gold"] else 0.0
        total = precision + recall
        figures |= {
            f"{kind}_precision": precision,
            f"{kind}_recall": recall,
            f"{kind}_f1": 2 * precision * recall / total if total else 0.0,
        }
    return figures


def _pairs(gold: list[_Expression], found: list[_Expression]) -> Iterator[tuple[_Expression, _Expression]]:
    """Matching expressions, one to one: exact ones first, then by the size of the overlap."""
    options = []
    for i, want in enumerate(gold):
        a, b = want.trimmed()
        for j, have in enumerate(found):
            c, d = have.trimmed()
            overlap = min(b, d) - max(a, c)
            if overlap > 0:
                options.append((((a, b) != (c, d)), -overlap, i, j))
    used_gold: set[int] = set()
    used_found: set[int] = set()
    for _, _, i, j in sorted(options):
        if i not in used_gold and j not in used_found:
            used_gold.add(i)
            used_found.add(j)
            yield gold[i], found[j]


def _rows(path: Path) -> Iterator[Any]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def _gold(path: Path) -> dict[str, list[_Expression]]:
    out: dict[str, list[_Expression]] = defaultdict(list)
    for row in _rows(path):
        out[row["doc"]].append(
            _Expression(row["start"], row["end"], row["type"], row["value"], row.get("text") or "")
        )
    return out


def _write(path: Path, found: Mapping[str, list[_Expression]]) -> None:
    with path.open("w", encoding="utf-8") as out:
        for doc, expressions in found.items():
            for e in expressions:
                row = {
                    "doc": doc,
                    "start": e.start,
                    "end": e.end,
                    "type": e.type,
                    "value": e.value,
                    "text": e.text,
                }
                out.write(json.dumps(row) + "\n")
