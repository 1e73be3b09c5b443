"""Speed of reading: words a second for each stage and in all, on one core and on two; peak memory.

``--data`` is a JSONL file with ``text`` a line, a folder of reports, or nothing: the demo's reports.
Words are runs of non-space characters. The stages are timed in one process after a warm-up read.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from itertools import chain, repeat
from pathlib import Path

from onrecord.demo import reports
from onrecord.model import Document
from onrecord.reading import Reader, read_document
from onrecord.reading.parallel import read_many
from onrecord.sources import open_sources

NAME = "reading"
PEERS: dict[str, dict[str, float]] = {}
_ENOUGH = 300_000  # words read on two cores, so that the start of the processes does not decide
_MEGABYTE = 1024 if sys.platform != "darwin" else 1024 * 1024  # ru_maxrss counts kilobytes, on macOS bytes


def run(
    data: Path | None, predictions: Path | None, gold: Path | None, *, reader: str = "model"
) -> dict[str, float]:
    """Words a second by stage, in all on one and on two cores, and peak memory in MB."""
    who = Reader(reader)
    documents = list(_documents(data))
    words = sum(len(d.text.split()) for d in documents)
    spent: defaultdict[str, float] = defaultdict(float)

    def clock(stage: str, seconds: float) -> None:
        spent[stage] += seconds

    read_document(documents[0], who)
    start = time.perf_counter()
    readings = [read_document(d, who, clock=clock) for d in documents]
    one = time.perf_counter() - start
    rounds = max(1, _ENOUGH // words)
    start = time.perf_counter()
    for _ in read_many(chain.from_iterable(repeat(documents, rounds)), jobs=2, reader=who):
        pass
    two = (time.perf_counter() - start) / rounds
    if predictions is not None:
        from onrecord.publishing import jsonl

        with predictions.open("wb") as stream:
            jsonl.write(readings, stream)
    used = resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN
    return {
        "documents": len(documents),
        "words": words,
        **{f"{stage} words/s": words / seconds for stage, seconds in spent.items()},
        "all, one core words/s": words / one,
        "all, two cores words/s": words / two,
        "peak memory, one process MB": max(resource.getrusage(whose).ru_maxrss for whose in used) / _MEGABYTE,
    }


def _documents(data: Path | None) -> Iterator[Document]:
    if data is None:
        with reports() as folder:
            yield from (d for d in open_sources([folder]) if isinstance(d, Document))
    elif data.suffix == ".jsonl":
        from onrecord.sources import from_text

        with data.open(encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                yield from_text(row["text"], published=row.get("dct"))
    else:
        yield from (d for d in open_sources([data]) if isinstance(d, Document))
