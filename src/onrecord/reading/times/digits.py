"""Tokens that begin with a digit: days, years, clock times, decades, numbers.

In: a word in lower case. Out: its values by type, as the lexicon gives them to words; empty where a word
of digits means nothing of the kind.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache

_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th)")
_AND_A_HALF = re.compile(r"(\d{1,3})(?:[ -]1/2| ?½)")
_DECADE = re.compile(r"'?(\d{2}|\d{4})'?s")
FIRST_YEAR, LAST_YEAR = 1500, 2150
_FIRST_DECADE_00 = 2000
_FIRST_DECADE_19 = 20  # "the '20s" are the last century's
_NOTHING: Mapping[str, str] = {}
# One of each kind: every set of types that digits can have.
SAMPLES = (
    *("5", "05", "40", "900", "1990", "1530", "0930", "2055", "1,990", "2.5", "7.15", "7:15"),
    *("'80s", "5th", "40th", "'98", "2025-06-02", "6/13/2025", "6/2/2025", "2½"),
)


@lru_cache(maxsize=4096)
def digits(word: str) -> Mapping[str, str]:
    """The values of a token that begins with a digit (or an apostrophe and a digit)."""
    if match := _AND_A_HALF.fullmatch(word):
        return {"NUM": f"{match[1]}.5"}
    if match := _ORDINAL.fullmatch(word):
        number = int(match[1])
        return {"ORD": str(number)} | ({"ORDDAY": str(number)} if 1 <= number <= 31 else {})
    if match := _DECADE.fullmatch(word):
        return _decade(match[1])
    if "-" in word:
        return _iso(word)
    if "/" in word or word.count(".") == 2:
        return _slashed(word.replace(".", "/"))
    if ":" in word or (word.count(".") == 1 and len(word) == word.index(".") + 3 and word.index(".") < 3):
        hour, minute = (int(part) for part in re.split("[:.]", word)[:2])
        clock = {"CLOCK": f"{hour:02d}:{minute:02d}"} if hour < 25 and minute < 60 else {}
        return clock if ":" in word else clock | {"NUM": word}
    if word[0] == "'":
        return {"YEAR": _full_year(word[1:])} if len(word) == 3 and word[1:].isdigit() else _NOTHING
    plain = word.replace(",", "")
    values = {"NUM": plain}
    if plain == word and plain.isdigit():
        number = int(plain)
        if len(plain) == 4 and number // 100 < 25 and number % 100 < 60:
            values["CLOCKFOUR"] = f"{plain[:2]}:{plain[2:]}"
        if 1 <= number <= 31 and len(plain) < 3:
            values["DAY"] = str(number)
        if FIRST_YEAR <= number <= LAST_YEAR:
            values["YEAR"] = plain
    return values


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _full_year(short: str) -> str:
    return ("19" if int(short) > 40 else "20") + short


def _decade(digits: str) -> Mapping[str, str]:
    short = "19" if int(digits) >= _FIRST_DECADE_19 else "20"
    year = digits if len(digits) == 4 else short + digits
    if year[-1] != "0" or not FIRST_YEAR <= int(year) <= LAST_YEAR:
        return _NOTHING
    if year[2:] == "00" and int(year) < _FIRST_DECADE_00:
        return {"DECADE": year[:2] + "XX"}  # "the 1800s" are a century, "the 2000s" a decade
    return {"DECADE": year[:3] + "X"}


def _iso(word: str) -> Mapping[str, str]:
    """``2025-06-02``, or an instant such as ``2025-06-02T14:00:00Z``, whose day is that of its own zone."""
    day, _, clock = word.partition("t")
    if not _is_day(*map(int, day.split("-"))):
        return _NOTHING
    return {"ISODATE": f"{day} T{clock[:5]}" if clock else day}


def _slashed(word: str) -> Mapping[str, str]:
    """``6/13/2025`` is one day; ``6/2/2025`` is two, so that only its year is certain.

    The value is the day, or the year followed by its month-first and its day-first reading.
    """
    a, b, year = word.split("/")
    full = year if len(year) == 4 else _full_year(year)
    readings = [
        f"{full}-{month:02d}-{day:02d}"
        for month, day in ((int(a), int(b)), (int(b), int(a)))
        if _is_day(int(full), month, day)
    ]
    if not readings:
        return _NOTHING
    if len(set(readings)) == 1:
        return {"SLASHED": readings[0]}
    return {"SLASHED": full, "MONTHFIRST": readings[0], "DAYFIRST": readings[1]}
