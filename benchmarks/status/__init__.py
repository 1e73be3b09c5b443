"""How far an event has come, on minimal sets of sentences marked for it: met, will meet, did not meet.

Data: YAML as README.md beside this module describes it. Predictions: JSONL with ``id`` and ``events``. The
figures are those of :mod:`.scoring`, in percent. Invariant: no line of a file called ``held_out.yaml`` is
ever shown, only its figures.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import onrecord
from benchmarks.marked import MarkingError, refuse_held_out
from benchmarks.status import scoring
from benchmarks.status.marking import load
from onrecord.model import Event

NAME = "status"
PEERS: dict[str, dict[str, float]] = {}
"""No published coder of events tells these statuses apart."""


def run(
    data: Path | None, predictions: Path | None, gold: Path | None, *, reader: str = "model"
) -> dict[str, float]:
    """Read every text of ``data``, write ``predictions``, score. ``gold`` is not used: ``data`` holds it.

    Raises :class:`SystemExit` where ``data`` is missing or malformed, or where predictions for the
    held-out file are asked for.
    """
    if predictions is not None:
        refuse_held_out(NAME, data, "its predictions are not written")
    cases = _cases(data, reader)
    if predictions is not None:
        rows = ({"id": c.item.id, "events": [_row(e) for e in c.events]} for c in cases)
        predictions.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return scoring.score(cases)


def misses(data: Path | None, *, reader: str = "model") -> Iterator[str]:
    """A line for every event that is missed, false or of another status in ``data``.

    Raises :class:`SystemExit` where ``data`` is missing, malformed or the held-out file.
    """
    refuse_held_out(NAME, data, "its misses are not shown")
    yield from scoring.misses(_cases(data, reader))


def _cases(data: Path | None, reader: str) -> list[scoring.Case]:
    if data is None:
        raise SystemExit("status: --data PATH is needed (YAML as benchmarks/status/README.md describes it)")
    try:
        items = load(data)
    except MarkingError as error:
        raise SystemExit(f"status: {error}") from None
    return [scoring.Case(item, _read(item.text, reader)) for item in items]


@cache
def _read(text: str, reader: str) -> tuple[Event, ...]:
    return onrecord.read(text, reader=reader).events


def _row(event: Event) -> dict[str, Any]:
    """An event as the prediction file has it."""
    return {
        "kind": event.kind.value,
        "status": event.status.value,
        "trigger": list(event.trigger),
        "participants": [p.name for p in event.participants],
    }
