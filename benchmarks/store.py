"""The record at size: what one more document costs, search, verifying, bytes a byte of text; the ledger.

Without ``--data``, 10,000 reports of negotiations with their findings are made up: how long it takes to take
them in, to derive their ledger, to read each view of it from the store, and to answer again after one more
report. With ``--data``, a JSONL file with ``text`` a line is read by the real reader: then the figures show
what real findings weigh.
"""

from __future__ import annotations

import json
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import pairwise
from pathlib import Path

from benchmarks import reports
from onrecord import kept
from onrecord.api import Record
from onrecord.model import Document, Reading
from onrecord.record import Store

NAME = "store"
PEERS: dict[str, dict[str, float]] = {}
DOCUMENTS = 10_000
VIEWS = (*kept.VIEWS[1:], "changes")
_SAMPLE = 200  # adds that are averaged, at the start and at the end

Pair = tuple[Document, Reading]


def run(data: Path | None, predictions: Path | None, gold: Path | None) -> dict[str, float]:
    """Milliseconds, megabytes and ratios; the names say which."""
    pairs = _read(data) if data is not None else reports.made_up(DOCUMENTS + 1)
    with tempfile.TemporaryDirectory() as folder:
        return measure(Path(folder) / "record.db", pairs)


def measure(path: Path, pairs: Iterable[Pair]) -> dict[str, float]:
    """Fill a new record at ``path`` with all pairs but the last, of two at least, use it, derive its ledger,
    add the last one, and derive it again.
    """
    with Store.open(path) as store:
        spent, characters, known, last = _filled(store, pairs)
        used = _used(store, known)
    size = path.stat().st_size
    sample = min(_SAMPLE, -(-len(spent) // 2))
    figures = {
        "documents": len(spent),
        "text MB": characters / 1e6,
        "file MB": size / 1e6,
        "file / text": size / characters,
        f"add, first {sample}, ms": statistics.median(spent[:sample]) * 1e3,
        f"add, last {sample}, ms": statistics.median(spent[-sample:]) * 1e3,
        "add, mean of all, ms": statistics.mean(spent) * 1e3,
        "add, slowest, ms": max(spent) * 1e3,
    }
    with Store.open(path) as store:
        return figures | used | _derived(store, last)


def _filled(store: Store, pairs: Iterable[Pair]) -> tuple[list[float], int, Pair, Pair]:
    """The seconds of each add, the bytes of all texts, the last pair added, and the one that was not."""
    spent: list[float] = []
    characters = 0
    for (document, reading), later in pairwise(pairs):
        spent.append(_timed(partial(store.add, document, reading)))
        characters += len(document.text.encode())
        known, last = (document, reading), later
    return spent, characters, known, last


def _used(store: Store, known: Pair) -> dict[str, float]:
    document, reading = known
    phrase = " ".join(document.text.split()[5:7])
    return {
        "add what is known, ms": _timed(lambda: store.add(document, reading)) * 1e3,
        "stamp, ms": _timed(store.stamp) * 1e3,
        "search, a phrase, ms": _timed(lambda: store.search(f'"{phrase}"')) * 1e3,
        "search, common words, ms": _timed(lambda: store.search("the talks")) * 1e3,
        "lines an outlet repeats, ms": _timed(lambda: store.repeated_lines(reading.outlet or "")) * 1e3,
        "all readings, s": _timed(lambda: sum(1 for _ in store.readings())),
        "verify, s": _timed(lambda: list(store.verify())),
    }


def _derived(store: Store, last: Pair) -> dict[str, float]:
    """Seconds of deriving, milliseconds of reading; ``rounds`` after one more document is the first answer,
    ``all views`` what is derived when everything is looked at.
    """
    record = Record(store)
    figures = {"ledger, first rounds, s": _timed(record.rounds)}
    figures["ledger, all views, s"] = _timed(record.ledger)
    for name in VIEWS:
        figures[f"show {name}, ms"] = _quickest(partial(_looked_at, record, name))
    figures["show all statements, ms"] = _quickest(lambda: list(record.statements()))
    speaker = next((said.speaker.name for said in record.statements() if said.speaker), "")
    figures["show statements by one, ms"] = _quickest(lambda: record.statements(by=speaker))
    figures["statements"] = len(record.statements())
    store.add(*last)
    figures["one more, rounds, s"] = _timed(record.rounds)
    figures["one more, all views, s"] = _timed(record.ledger)
    return figures


def _looked_at(record: Record, name: str) -> object:
    """A view, and of a long one what a first page shows."""
    if name == "changes":
        return record.changes()[:50]
    if name in ("statements", "possible", "timeline"):
        return getattr(record, name)()[:50]
    return record.ledger(views=(name,))


def _read(data: Path) -> Iterator[tuple[Document, Reading]]:
    from onrecord.reading.parallel import read_many
    from onrecord.sources import from_text

    with data.open(encoding="utf-8") as rows:
        documents = [from_text(json.loads(row)["text"]) for row in rows]
    for document, reading in read_many(documents):
        if isinstance(reading, Reading):
            yield document, reading


def _quickest(action: Callable[[], object]) -> float:
    """Milliseconds, the least of three times."""
    return min(_timed(action) for _ in range(3)) * 1e3


def _timed(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start
