"""Dating: the day of publication from the text alone, the known day withheld.

In: JSONL with ``{"doc" or "id", "dct", "text"}`` a line; ``dct`` is used for scoring only. Out:
``{"id", "earliest", "latest"}`` a line (``null`` where open) and the figures: the share of documents
dated to a day, to a week, to a year, bounded at one end, and left open; how often the true day lies in
the interval (over those with any bound) and in the set of candidate days; the median width in days of
closed intervals; the number of wrong intervals.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

from onrecord.model import When
from onrecord.reading import dating, language, times

NAME = "dating"
PEERS: Mapping[str, Mapping[str, float]] = {}  # no peer dates a document from its text and abstains


def run(data: Path, predictions: Path | None, gold: Path | None) -> dict[str, float]:
    """Date every document of ``data`` and score against its ``dct`` (or that of ``gold``)."""
    rows = _rows(data)
    days = {_key(row): row.get("dct") for row in (_rows(gold) if gold else rows)}
    found: dict[str, When] = {}
    for row in rows:
        parsed = language.parse(row["text"])
        found[_key(row)] = dating.date_document(parsed, times.find(parsed))
    if predictions is not None:
        with predictions.open("w", encoding="utf-8") as out:
            for key, when in found.items():
                out.write(
                    json.dumps({"id": key, "earliest": _iso(when.earliest), "latest": _iso(when.latest)})
                    + "\n"
                )
    known = {key: date.fromisoformat(day) for key, day in days.items() if day}
    return score(known, found)


def score(known: Mapping[str, date], found: Mapping[str, When]) -> dict[str, float]:
    """The figures over the documents whose day is known; shares in per cent."""
    scored = [(known[key], when) for key, when in found.items() if key in known]
    bounded = [(day, when) for day, when in scored if when.known]
    widths = [
        (when.latest - when.earliest).days + 1
        for _, when in scored
        if when.earliest is not None and when.latest is not None
    ]
    narrowed = [(day, dating.candidates(when.constraints)) for day, when in scored if when.constraints]
    right = sum(when.may_be(day) for day, when in bounded)

    def share(count: int, of: int | None = None) -> float:
        total = len(scored) if of is None else of
        return 100 * count / total if total else 0.0

    return {
        "documents": float(len(found)),
        "dated_to_day": share(sum(w == 1 for w in widths)),
        "dated_to_week": share(sum(w <= 7 for w in widths)),
        "dated_to_year": share(sum(w <= 366 for w in widths)),
        "bounded": share(len(bounded)),
        "narrowed": share(len(narrowed)),
        "abstained": share(sum(not when.constraints for _, when in scored)),
        "interval_coverage": share(right, len(bounded)),
        "candidates_coverage": share(sum(day in days for day, days in narrowed), len(narrowed)),
        "median_width_days": float(median(widths)) if widths else 0.0,
        "wrong_intervals": float(len(bounded) - right),
    }


def _rows(path: Path) -> list[Any]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def _key(row: Mapping[str, Any]) -> str:
    return str(row.get("doc") or row.get("id"))


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
