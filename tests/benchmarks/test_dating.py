"""The benchmark of dating on made documents, and the parts of a development set."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from benchmarks import dating, parts
from onrecord.model import When

DAY = date(2031, 6, 2)  # a Monday
FIRST_PARTS = ["train", "dev", "dev", "train"]  # of "report 0" and so on
TEXTS = {
    "line": "Offer rejected\n\nMonday, 2 June 2031\n\nThe union turned down the offer of the port.",
    "dateline": "GENEVA, June 2, 2031 (Agency) - The union turned down the offer of the port.",
    "yearless": "GENEVA, June 2 (Agency) - The union turned down the offer of the port.",
    "begun": "The accord was signed in 2031 and the union kept to it.",
    "open": "The union turned down the offer of the port.",
}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    path = tmp_path / "docs.jsonl"
    rows = [{"doc": key, "dct": DAY.isoformat(), "text": text} for key, text in TEXTS.items()]
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return path


def test_the_figures_of_made_documents(data: Path, tmp_path: Path) -> None:
    written = tmp_path / "found.jsonl"
    figures = dating.run(data, written, None)
    assert figures["documents"] == 5
    assert figures["dated_to_day"] == 20
    assert figures["bounded"] == 60
    assert figures["interval_coverage"] == figures["candidates_coverage"] == 100
    assert (figures["determined"], figures["determined_right"]) == (2, 100)
    assert (figures["told_determined"], figures["told_determined_right"]) == (3, 100)
    assert (figures["largest_year_given"], figures["largest_year_right"]) == (60, 60)
    found = [json.loads(line) for line in written.read_text(encoding="utf-8").splitlines()]
    assert found[0] == {"id": "line", "earliest": "2031-06-02", "latest": "2031-06-02"}
    assert found[4] == {"id": "open", "earliest": None, "latest": None}


def test_wrong_days_and_wide_intervals_count_against_it() -> None:
    known = dict.fromkeys(TEXTS, DAY)
    found = dict.fromkeys(TEXTS, When()) | {
        "line": When(date(2031, 6, 3), date(2031, 6, 3)),
        "dateline": When(date(2031, 6, 1), date(2031, 6, 9)),
    }
    figures = dating.score(known, found)
    assert figures["wrong_days"] == 100
    assert figures["wrong_intervals"] == 1
    assert figures["median_width_days"] == 5
    sharp = dating.determined(known, TEXTS, found, dating.is_determined)
    assert sharp == {"determined": 2, "determined_right": 0}


@pytest.mark.parametrize(
    ("text", "own", "named"),
    [
        (TEXTS["line"], True, True),
        (TEXTS["dateline"], True, True),
        (TEXTS["yearless"], False, True),
        ("The union says in a letter on Monday, June 2, that the offer stands.", False, True),
        ("A judge was shot on Monday, June 2, in the north.", False, False),
        ("The accord of 2 June 2031 stands. The union keeps to it, and so does the port.", False, False),
    ],
)
def test_what_determines_the_day(text: str, own: bool, named: bool) -> None:
    assert (dating.is_determined(text), dating.names_its_day(text)) == (own, named)


def test_two_fifths_are_dev_and_an_id_stays_where_it_is() -> None:
    rows = [{"doc": f"report {n}"} for n in range(2_000)]
    dev, train = list(parts.of(rows, "dev")), list(parts.of(rows, "train"))
    assert 700 < len(dev) < 900
    assert sorted(map(parts.key, [*dev, *train])) == sorted(map(parts.key, rows))
    assert list(parts.of(rows, None)) == rows
    assert [parts.part(f"report {n}") for n in range(4)] == FIRST_PARTS


def test_one_part_of_the_documents_can_be_scored(data: Path) -> None:
    sizes = [dating.run(data, None, None, part)["documents"] for part in ("dev", "train")]
    assert sum(sizes) == 5
    assert sizes == [sum(parts.part(key) == part for key in TEXTS) for part in ("dev", "train")]
