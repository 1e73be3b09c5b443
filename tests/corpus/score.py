"""Runs the pipeline over a collection and scores it: ``python -m tests.corpus [COLLECTION ...]``.

In: the name of a collection. Out: tallies by layer, and a readable list of all misses and false lines.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path

from onrecord.api import Record
from onrecord.errors import SourceError
from onrecord.model import Document, Ledger
from onrecord.sources import open_sources
from tests.corpus import ledger_scores, reading_scores
from tests.corpus.marking import ROOT, collections, load, source
from tests.corpus.matching import Tally


def documents(collection: str) -> dict[str, Document]:
    """The documents of a collection, by the names that the marking gives them."""
    out: dict[str, Document] = {}
    for found in open_sources([ROOT / source(collection)["reports"]]):
        if isinstance(found, SourceError):
            raise found
        file = Path(found.uri.split("#")[0]).name
        out[f"{file}#{found.key}" if found.key else file] = found
    return out


def score(collection: str) -> list[Tally]:
    """The tallies of one collection, readings first, then the ledger."""
    given = documents(collection)
    marked = load(collection, {name: document.text for name, document in given.items()})
    names = {document.id: name for name, document in given.items()}
    with (
        tempfile.TemporaryDirectory(prefix="onrecord-corpus-") as folder,
        Record.open(Path(folder) / "corpus.db") as record,
    ):
        for problem in record.add(marked.reports, jobs=1).problems:
            raise problem
        readings = {names[reading.document]: reading for reading in record.readings()}
        cases = [
            reading_scores.Case(marked, document, given[document.name].text, readings[document.name])
            for document in marked.documents
        ]

        @cache
        def ledger(day: date | None) -> Ledger:
            return record.ledger(day)

        return [*reading_scores.score(cases), *ledger_scores.score(marked, ledger, names)]


def table(tallies: Iterable[Tally]) -> str:
    """Recall and precision, a layer a line."""
    lines = [f"{'layer':24}{'found':>10}{'recall':>8}{'right':>10}{'precision':>11}"]
    for t in tallies:
        found, right = f"{t.found}/{t.expected}", f"{t.right}/{t.given}" if t.given else ""
        lines.append(f"{t.layer:24}{found:>10}{_share(t.recall):>8}{right:>10}{_share(t.precision):>11}")
    return "\n".join(lines)


def lines(tallies: Iterable[Tally]) -> str:
    """Every miss and every false line, by layer."""
    out: list[str] = []
    for t in tallies:
        out += [f"{t.layer}: missed: {line}" for line in t.misses]
        out += [f"{t.layer}: false: {line}" for line in t.false]
    return "\n".join(out)


def floors(name: str, tallies: Iterable[Tally]) -> str:
    """What is reached, in the form of ``floors.yaml``, cut to a tenth of a per cent."""
    out = [f"{name}:"]
    for t in tallies:
        shares = {"recall": t.recall, "precision": t.precision}
        held = ", ".join(f"{k}: {int(1000 * v) / 10}" for k, v in shares.items() if v)
        if held:
            out.append(f"  {json.dumps(t.layer)}: {{{held}}}")
    return "\n".join(out)


def main(arguments: list[str]) -> None:
    """Print the tables and the lines of the chosen collections (default: all); ``--floors``: the floors."""
    for name in [a for a in arguments if a != "--floors"] or collections():
        tallies = score(name)
        if "--floors" in arguments:
            print(floors(name, tallies))
            continue
        print(f"\n== {name}\n{table(tallies)}\n\n{lines(tallies)}")


def _share(value: float | None) -> str:
    return "" if value is None else f"{100 * value:.1f}"
