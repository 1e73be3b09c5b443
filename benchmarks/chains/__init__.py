"""Who said what, through whom, on sentences marked for it: relays, acts, anonymity, denials.

Data: YAML as README.md beside this module describes it; ``tuning.yaml`` and ``held_out.yaml`` are such
files. Predictions: JSONL with ``id`` and ``statements``. The figures are those of :mod:`.scoring`, in
percent. Invariant: no line of a file called ``held_out.yaml`` is ever shown, only its figures.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import onrecord
from benchmarks.chains import scoring
from benchmarks.chains.marking import Item, load
from benchmarks.marked import MarkingError, refuse_held_out
from onrecord.model import Reading, Statement

NAME = "chains"
PEERS: dict[str, dict[str, float]] = {}
"""No published system gives chains, acts or anonymity."""


def run(
    data: Path | None, predictions: Path | None, gold: Path | None, *, reader: str = "model"
) -> dict[str, float]:
    """Read every text of ``data``, write ``predictions``, score. ``gold`` is not used: ``data`` holds it.

    ``reader`` is one that :func:`onrecord.read` knows.

    Raises :class:`SystemExit` where ``data`` is missing or malformed, or where predictions for the
    held-out file are asked for: they would hold words of its texts.
    """
    if predictions is not None:
        refuse_held_out(NAME, data, "its predictions are not written")
    read = cases(data, reader)
    if predictions is not None:
        rows = ({"id": c.item.id, "statements": [_row(s) for s in c.reading.statements]} for c in read)
        predictions.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return scoring.score(read)


def misses(data: Path | None, *, reader: str = "model") -> Iterator[str]:
    """A line for everything that is missed, false or wrong in ``data``.

    Raises :class:`SystemExit` where ``data`` is missing, malformed or the held-out file.
    """
    refuse_held_out(NAME, data, "its misses are not shown")
    yield from scoring.misses(cases(data, reader))


def cases(data: Path | None, reader: str) -> list[scoring.Case]:
    """Every text of a file, as marked and as read.

    Raises :class:`SystemExit` where ``data`` is missing or malformed.
    """
    if data is None:
        raise SystemExit("chains: --data PATH is needed (YAML as benchmarks/chains/README.md describes it)")
    try:
        items = load(data)
    except MarkingError as error:
        raise SystemExit(f"chains: {error}") from None
    return [scoring.Case(item, _read(item, reader)) for item in items]


@cache
def _read(item: Item, reader: str) -> Reading:
    return onrecord.read(item.text, outlet=item.outlet, reader=reader)


def _row(statement: Statement) -> dict[str, Any]:
    """A statement as the prediction file has it."""
    return {
        "content": [list(span) for span in statement.content],
        "speaker": statement.speaker.name if statement.speaker else None,
        "anonymity": statement.anonymity.value,
        "chain": list(statement.chain),
        "kinds": [kind.value for kind in scoring.relay_kinds(statement)],
        "act": statement.act.value,
        "medium": scoring.medium(statement),
        "hedged": statement.hedged,
        "denies": [list(span) for span in statement.denies],
        "addressee": statement.addressee,
        "confidence": statement.confidence,
    }
