"""TIMEX3 values: how an extent, or a form that nothing anchors, is written.

In: an extent (:mod:`onrecord.reading.times.forms`) or a form. Out: the string that the TIMEX3
attribute ``value`` has, with ``X`` for what is not known.
"""

from __future__ import annotations

import re

import numpy as np

from onrecord.reading.times.calendar import MONTHS, WEEKDAYS, day_of
from onrecord.reading.times.forms import evaluate, has_days, is_absolute
from onrecord.reading.times.steps import CLOCK, NAMED, NTH, REFERENCES, SHIFT, UNIT, Extent


def value_of(extent: Extent, index: int) -> str:
    """The TIMEX3 value of one row of an extent."""
    unit = extent.unit
    if unit in REFERENCES:
        return unit
    day = day_of(int(extent.centre[index]))
    if day is None:
        return "XXXX"
    iso = day.isocalendar()
    week = f"{iso.year:04d}-W{iso.week:02d}"
    year = f"{day.year:04d}"
    values = {
        "D": day.isoformat() + extent.clock,
        "W": week,
        "WE": week + "-WE",
        "M": f"{year}-{day.month:02d}",
        "Q": f"{year}-Q{(day.month + 2) // 3}",
        "H": f"{year}-H{1 if day.month < 7 else 2}",
        "Y": year,
        "E": year[:3],
        "C": year[:2],
    }
    return values.get(unit) or f"{year}-{unit}"


def unanchored_value(form: str) -> str:
    """The TIMEX3 value as far as it stands without a day of publication."""
    if not has_days(form):
        return form.removeprefix("each ").removeprefix("<=").split("..")[0]
    if is_absolute(form):
        return value_of(evaluate(form, np.zeros(1, dtype=np.int64)), 0)
    value, clock = "XXXX-XX-XX", ""
    for part in form.split():
        if part in REFERENCES:
            value = part
        elif match := SHIFT.fullmatch(part):
            value = _BLANKS[match[3] or match[6] or "D"]
        elif match := UNIT.fullmatch(part):
            value = _BLANKS[match[1]]
        elif match := NAMED.fullmatch(part):
            value = _blank_named(match)
        elif NTH.fullmatch(part):
            value = "XXXX-XX-XX"
        elif CLOCK.fullmatch(part):
            clock = part
    return value + clock


def blank(unit: str) -> str:
    """The value of an expression of a unit that refers to nothing known."""
    return _BLANKS.get(unit, _BLANKS["D"])


_BLANKS = {
    "D": "XXXX-XX-XX",
    "W": "XXXX-WXX",
    "WE": "XXXX-WXX-WE",
    "M": "XXXX-XX",
    "Q": "XXXX-QX",
    "H": "XXXX-HX",
    "Y": "XXXX",
    "E": "XXX",
    "C": "XX",
}


def _blank_named(match: re.Match[str]) -> str:
    _, weekday, month, number, ordinal, season, quarter, half, weekend, easter, _ = match.groups()
    if weekday:
        return f"XXXX-WXX-{WEEKDAYS.index(weekday) + 1}"
    if month:
        return f"XXXX-{MONTHS.index(month) + 1:02d}" + (f"-{number}" if number else "")
    if ordinal:
        return f"XXXX-XX-{int(ordinal):02d}"
    if weekend:
        return "XXXX-WXX-WE"
    if easter:
        return "XXXX-XX-XX"
    return "XXXX-" + (season or (f"Q{quarter}" if quarter else f"H{half}"))
