"""Agency copy of invented places, with every time that TimeML asks for marked in it.

``wire.txt`` holds paragraphs parted by empty lines: the day of the report, then its sentences, in which
``[words|TYPE|value]`` marks an expression. The marks follow the conventions of ``docs/times.md``; most of
them were written down before the tagger had read the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from onrecord.reading import times

_MARK = re.compile(r"\[([^|\]]+)\|([A-Z]+)\|([^\]]+)\]")


class Marked(NamedTuple):
    """An expression: where it stands, its words, type and value."""

    start: int
    words: str
    type: str
    value: str


class Report(NamedTuple):
    """A report and its times."""

    day: date
    text: str
    times: tuple[Marked, ...]


def _read() -> Iterator[Report]:
    for block in (Path(__file__).parent / "wire.txt").read_text(encoding="utf-8").split("\n\n"):
        day, _, marked = block.strip().partition("\n")
        text, found, at = "", [], 0
        for mark in _MARK.finditer(marked):
            text += marked[at : mark.start()]
            found.append(Marked(len(text), mark[1], mark[2], mark[3]))
            text, at = text + mark[1], mark.end()
        yield Report(date.fromisoformat(day), text + marked[at:], tuple(found))


REPORTS = tuple(_read())


@cache
def found(report: Report) -> tuple[Marked, ...]:
    return tuple(Marked(t.start, t.text, t.type, t.value) for t in times.tag(report.text, report.day))


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.text[:30])
def test_the_spans_of_a_report(report: Report) -> None:
    assert [(t.start, t.words) for t in found(report)] == [(t.start, t.words) for t in report.times]


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.text[:30])
def test_the_values_of_a_report(report: Report) -> None:
    assert [(t.words, t.type, t.value) for t in found(report)] == [t[1:] for t in report.times]


def test_there_is_enough_of_it() -> None:
    assert sum(len(report.times) for report in REPORTS) >= 250
    assert {t.type for report in REPORTS for t in report.times} == {"DATE", "TIME", "DURATION", "SET"}
