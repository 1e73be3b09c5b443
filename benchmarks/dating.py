"""Dating: the day of publication from the text alone, the known day withheld.

In: JSONL with ``{"doc" or "id", "dct", "text"}`` a line, or a folder of such ``*.docs.jsonl``; ``dct`` is
used for scoring only. Out: ``{"id", "earliest", "latest"}`` a line (``null`` where open) and the figures,
shares in per cent:

- ``dated_to_day``, ``_week``, ``_year``: of all documents, those with so narrow an interval;
- ``bounded``: at least one end is known; ``narrowed``: at least some days of the calendar are ruled out;
- ``interval_coverage``, ``candidates_coverage``: of those, how often the true day is left;
- ``wrong_days``: of the documents dated to a single day, those with a wrong one;
- ``determined``: documents whose text and calendar determine the day, by patterns of this module that know
  nothing of the reader: in its first lines, such a text prints a date with its year on a line of its own or
  in a dateline. ``determined_right``: of them, the share whose interval holds the true day and is no wider
  than four days (Friday's news appears until Monday);
- ``told_…``: the same once more with nothing given but the year, as a record or a reader may know it. News
  seldom prints its own year, so this is where dates within the year show. Determined is then also what has
  such a date without the year, or has someone who "says" it on a weekday with its date. (What was said or
  done on a weekday with its date fixes the day of that, and news may come back to it weeks later);
- ``largest_year_…``: the baseline, which takes the largest year mentioned for the year of publication: how
  often there is one, and how often of all documents it is right.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks import parts
from onrecord.model import UNKNOWN, Basis, Time, When
from onrecord.reading import dating, language, times
from onrecord.reading.language import ParsedText

NAME = "dating"
PEERS: Mapping[str, Mapping[str, float]] = {}  # no peer dates a document from its text and abstains

_SHARP = 4  # days
_HEAD = 700  # characters in which a report says its own day
_YEAR = re.compile(r"\b(?:19[89]\d|20[0-4]\d)\b")
_MONTHS = (
    r"(?:Jan(?:uary|\.)|Feb(?:ruary|\.)|March|Mar\.|April|Apr\.|May|June?|July?|Aug(?:ust|\.)|Sept?(?:ember|\.)"
    r"|Oct(?:ober|\.)|Nov(?:ember|\.)|Dec(?:ember|\.))"
)
_DATE = rf"(?:{_MONTHS} \d\d?|\d\d? {_MONTHS})"
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_OWN_LINE = re.compile(rf"^[^\n.]{{0,40}}{_DATE},? (?P<year>\d{{4}})[^\n.]{{0,25}}$", re.MULTILINE)
_DATELINE = re.compile(
    rf"^[A-Z][\w.,'’ -]{{2,40}}, {_DATE}(?:,? (?P<year>\d{{4}}))? ?(?:[-–—_:(/])", re.MULTILINE
)
_SAYS = re.compile(rf"\bsays\b[^.,]{{0,40}} {_WEEKDAY},? {_DATE}\b")


@dataclass(frozen=True)
class _Document:
    """A document, parsed once, with the true day where it is known."""

    id: str
    day: date | None
    parsed: ParsedText
    times: Sequence[Time]

    def dated(self, given: When = UNKNOWN) -> When:
        return dating.date_document(self.parsed, self.times, given)


def run(data: Path, predictions: Path | None, gold: Path | None, part: str | None = None) -> dict[str, float]:
    """Date every document of ``data`` (of one part of it) and score against its ``dct`` (or ``gold``'s)."""
    documents = _read(data, gold, part)
    found = {document.id: document.dated() for document in documents}
    if predictions is not None:
        _write(predictions, found)
    known = {d.id: d.day for d in documents if d.day is not None}
    texts = {d.id: d.parsed.text for d in documents}
    told = {d.id: d.dated(_the_year(d.day)) for d in documents if d.day is not None}
    return (
        score(known, found)
        | determined(known, texts, found, is_determined)
        | {f"told_{k}": v for k, v in score(known, told).items() if k in _TOLD}
        | {f"told_{k}": v for k, v in determined(known, texts, told, names_its_day).items()}
        | largest_year(known, texts)
    )


_TOLD = ("dated_to_day", "dated_to_week", "interval_coverage", "median_width_days", "wrong_days")


def score(known: Mapping[str, date], found: Mapping[str, When]) -> dict[str, float]:
    """The figures over the documents whose day is known; shares in per cent."""
    scored = [(known[key], when) for key, when in found.items() if key in known]
    bounded = [(day, when) for day, when in scored if when.known]
    single = [(day, when) for day, when in scored if when.day is not None]
    widths = [width for _, when in scored if (width := _width(when)) is not None]
    narrowed = [(day, dating.candidates(when.constraints)) for day, when in scored if when.constraints]
    right = sum(when.may_be(day) for day, when in bounded)
    return {
        "documents": float(len(found)),
        "dated_to_day": _share(sum(w == 1 for w in widths), len(scored)),
        "dated_to_week": _share(sum(w <= 7 for w in widths), len(scored)),
        "dated_to_year": _share(sum(w <= 366 for w in widths), len(scored)),
        "bounded": _share(len(bounded), len(scored)),
        "narrowed": _share(len(narrowed), len(scored)),
        "abstained": _share(sum(not when.constraints for _, when in scored), len(scored)),
        "interval_coverage": _share(right, len(bounded)),
        "candidates_coverage": _share(sum(day in days for day, days in narrowed), len(narrowed)),
        "median_width_days": float(median(widths)) if widths else 0.0,
        "wrong_intervals": float(len(bounded) - right),
        "wrong_days": _share(sum(when.day != day for day, when in single), len(single)),
    }


def determined(
    known: Mapping[str, date],
    texts: Mapping[str, str],
    found: Mapping[str, When],
    counts: Callable[[str], bool],
) -> dict[str, float]:
    """How many documents determine their day, and the share of them that is dated right and sharply."""
    chosen = [key for key in found if key in known and counts(texts[key])]
    right = sum(
        (width := _width(found[key])) is not None and width <= _SHARP and found[key].may_be(known[key])
        for key in chosen
    )
    return {"determined": float(len(chosen)), "determined_right": _share(right, len(chosen))}


def is_determined(text: str) -> bool:
    """Whether a text prints its own day, year and all."""
    head = text[:_HEAD]
    return any(match["year"] for shape in (_OWN_LINE, _DATELINE) for match in shape.finditer(head))


def names_its_day(text: str) -> bool:
    """Whether the first lines of a text name its day, the year apart."""
    head = text[:_HEAD]
    return any(shape.search(head) is not None for shape in (_OWN_LINE, _DATELINE, _SAYS))


def largest_year(known: Mapping[str, date], texts: Mapping[str, str]) -> dict[str, float]:
    """The baseline: the largest year in figures is the year of publication."""
    guesses = {key: max(map(int, years)) for key, text in texts.items() if (years := _YEAR.findall(text))}
    right = sum(guesses.get(key) == day.year for key, day in known.items())
    return {
        "largest_year_given": _share(len(guesses), len(texts)),
        "largest_year_right": _share(right, len(known)),
    }


def _the_year(day: date) -> When:
    return When(date(day.year, 1, 1), date(day.year, 12, 31), basis=Basis.GIVEN)


def _width(when: When) -> int | None:
    if when.earliest is None or when.latest is None:
        return None
    return (when.latest - when.earliest).days + 1


def _share(count: int, of: int) -> float:
    return 100 * count / of if of else 0.0


def _read(data: Path, gold: Path | None, part: str | None) -> list[_Document]:
    rows = list(parts.of(_rows(data), part))
    days = {parts.key(row): row.get("dct") for row in (_rows(gold) if gold else rows)}
    return [_document(parts.key(row), days.get(parts.key(row)), row["text"]) for row in rows]


def _document(key: str, day: str | None, text: str) -> _Document:
    parsed = language.parse(text)
    return _Document(key, date.fromisoformat(day) if day else None, parsed, times.find(parsed))


def _rows(path: Path) -> list[Any]:
    if path.is_dir():
        return [row for file in sorted(path.glob("*.docs.jsonl")) for row in _rows(file)]
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def _write(path: Path, found: Mapping[str, When]) -> None:
    with path.open("w", encoding="utf-8") as out:
        for key, when in found.items():
            row = {"id": key, "earliest": _iso(when.earliest), "latest": _iso(when.latest)}
            out.write(json.dumps(row) + "\n")


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
