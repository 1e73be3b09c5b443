"""Rows of a corpus of coded sentences: what is learned from, and what is only scored.

In: a TSV file with a header and the columns ``sentence_id``, ``marked_sentence`` (the source in
``<s>…</s>``, the target in ``<t>…</t>``) and ``gold_root``. Out: :class:`Row` after :class:`Row`. Invariant:
whether a row is held out follows from its id alone, and is decided by ``benchmarks/plover.py``.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from benchmarks import plover


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence with its marks and its type; nothing is learned from one that is held out."""

    marked: str
    type: str
    held_out: bool


def load(path: Path) -> list[Row]:
    """The rows of a file, in its order."""
    with path.open(encoding="utf-8", newline="") as lines:
        return [
            Row(record["marked_sentence"], record["gold_root"], plover.held_out(record["sentence_id"]))
            for record in csv.DictReader(lines, delimiter="\t")
        ]
