"""The record at size: what one more document costs, search, verifying, bytes a byte of text; the ledger.

Without ``--data``, 10,000 documents with readings are made up (the store does not care what they say), and
10,000 reports of negotiations for the ledger: how long it takes to derive it, to read each view of it from
the store, and to answer again after one more report. With ``--data``, a JSONL file with ``text`` a line is
read by the real reader: then the figures show what real findings weigh.
"""

from __future__ import annotations

import hashlib
import json
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

from benchmarks import reports
from onrecord import kept
from onrecord.api import Record
from onrecord.model import (
    Actor,
    Document,
    Event,
    EventKind,
    Reading,
    Region,
    RegionKind,
    Span,
    Speaker,
    Statement,
    Status,
    Time,
    TimeType,
    When,
    finding_id,
)
from onrecord.record import Store

NAME = "store"
PEERS: dict[str, dict[str, float]] = {}
DOCUMENTS = 10_000
VIEWS = (*kept.VIEWS[1:], "changes")
_SAMPLE = 200  # adds that are averaged, at the start and at the end
_OUTLETS = 40
_APPEAL = "Support our independent reporting with a gift today."


def run(data: Path | None, predictions: Path | None, gold: Path | None) -> dict[str, float]:
    """Milliseconds, megabytes and ratios; the names say which."""
    with tempfile.TemporaryDirectory() as folder:
        if data is not None:
            known = list(_read(data))
            return measure(Path(folder) / "record.db", known) | derive(Path(folder) / "ledger.db", known)
        figures = measure(Path(folder) / "record.db", made_up(DOCUMENTS))
        return figures | derive(Path(folder) / "ledger.db", reports.made_up(DOCUMENTS + 1))


def derive(path: Path, pairs: Iterable[tuple[Document, Reading]]) -> dict[str, float]:
    """Make a record of all pairs but the last, derive its ledger, read its views, add the last one.

    Seconds of deriving, milliseconds of reading; ``rounds`` after one more document is the first answer,
    ``all views`` what is derived when everything is looked at.
    """
    with Store.open(path) as store:
        last: tuple[Document, Reading] | None = None
        for pair in pairs:
            if last is not None:
                store.add(*last)
            last = pair
        assert last is not None
        record = Record(store)
        figures = {"ledger, first rounds, s": _timed(record.rounds)}
        figures["ledger, all views, s"] = _timed(record.ledger)
        for name in VIEWS:
            figures[f"show {name}, ms"] = _quickest(partial(_looked_at, record, name))
        figures["show all statements, ms"] = _quickest(lambda: list(record.statements()))
        speaker = next(said.speaker.name for said in record.statements() if said.speaker)
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


def measure(path: Path, pairs: Iterable[tuple[Document, Reading]]) -> dict[str, float]:
    """Add all pairs to a new record at ``path`` and use it."""
    spent: list[float] = []
    characters = 0
    with Store.open(path) as store:
        for document, reading in pairs:
            start = time.perf_counter()
            store.add(document, reading)
            spent.append(time.perf_counter() - start)
            characters += len(document.text.encode())
        known = _timed(lambda: store.add(document, reading))
        stamp = _timed(store.stamp)
        rare = _timed(lambda: store.search(f'"{" ".join(document.text.split()[5:7])}"'))
        common = _timed(lambda: store.search("the talks"))
        repeated = _timed(lambda: store.repeated_lines(reading.outlet or ""))
        listing = _timed(lambda: sum(1 for _ in store.readings()))
        verifying = _timed(lambda: list(store.verify()))
    sample = min(_SAMPLE, len(spent) // 2)
    return {
        "documents": len(spent),
        "text MB": characters / 1e6,
        "file MB": path.stat().st_size / 1e6,
        "file / text": path.stat().st_size / characters,
        f"add, first {sample}, ms": statistics.median(spent[:sample]) * 1e3,
        f"add, last {sample}, ms": statistics.median(spent[-sample:]) * 1e3,
        "add, mean of all, ms": statistics.mean(spent) * 1e3,
        "add, slowest, ms": max(spent) * 1e3,
        "add what is known, ms": known * 1e3,
        "stamp, ms": stamp * 1e3,
        "search, a phrase, ms": rare * 1e3,
        "search, common words, ms": common * 1e3,
        "lines an outlet repeats, ms": repeated * 1e3,
        "all readings, s": listing,
        "verify, s": verifying,
    }


def made_up(count: int) -> Iterator[tuple[Document, Reading]]:
    """Documents of about a thousand words with about as many findings as real ones have."""
    chance = random.Random(7)
    syllables = [a + b for a in "bdfgklmnprstv" for b in "aeiou"]
    words = ["".join(chance.choices(syllables, k=chance.randint(1, 4))) for _ in range(30_000)]
    weights = [1 / (rank + 10) for rank in range(len(words))]
    for number in range(count):
        drawn = chance.choices(words, weights, k=1_000)
        sentences = [" ".join(drawn[at : at + 25]).capitalize() + "." for at in range(0, 1_000, 25)]
        sentences.insert(0, f"Report {number} on the talks.")
        text = "\n".join([*sentences, _APPEAL])
        raw = text.encode()
        document = Document(hashlib.sha256(raw).hexdigest(), f"reports/{number:06}.txt", text, raw)
        yield document, _findings(document, f"Outlet {number % _OUTLETS}")


def _findings(document: Document, outlet: str) -> Reading:
    lines: list[Span] = []
    at = 0
    for line in document.text.split("\n"):
        lines.append(Span(at, at + len(line)))
        at += len(line) + 1
    body, appeal = lines[1:-1], lines[-1]
    words = [Span(s.start, s.start + 7) for s in body]
    when = When(
        text="on Monday", form="weekday:1:past", trail=("‘on Monday’ is the Monday before the report",)
    )
    return Reading(
        id=document.id,
        document=document.id,
        uri=document.uri,
        reader="made-up-1",
        outlet=outlet,
        regions=(Region(*appeal, RegionKind.APPEAL),),
        statements=tuple(
            Statement(
                finding_id(document.id, "statement", [s]),
                (Span(s.start + 20, s.end),),
                (Span(s.start + 10, s.start + 16),),
                (w,),
                Speaker(document.text[w.start : w.end], "speaker"),
                said=when,
                evidence=(s,),
            )
            for s, w in zip(body[::2], words[::2], strict=True)
        ),
        times=tuple(Time(*w, TimeType.DATE, "2031-05-12", document.text[slice(*w)]) for w in words[::4]),
        events=tuple(
            Event(finding_id(document.id, "event", [w]), EventKind.ROUND, Status.PLANNED, w, (s,), when=when)
            for s, w in zip(body, words, strict=True)
        ),
        actors=tuple(Actor(f"actor-{n}", f"Actor {n}", mentions=tuple(words[n::8])) for n in range(8)),
    )


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
