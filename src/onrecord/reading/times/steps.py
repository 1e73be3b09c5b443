"""The steps of forms: functions from an extent of days to another, monotone and on many days at once.

In: the text of a step. Out: a :data:`Step`. What the steps mean is told in
:mod:`onrecord.reading.times.forms`, which puts them together.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from onrecord.reading.times.calendar import (
    FAR,
    HALF,
    LEAP_REACH,
    MONTHS,
    MONTHS_IN,
    WEEKDAYS,
    easter_day,
    month_first,
    month_index,
    search,
    season_bounds,
    shift_days,
    unit_bounds,
    weekday_of,
    year_day,
)
from onrecord.reading.times.days import Array

LONGEST_SHIFT = 3000  # units; nothing in the news reaches further

ABSOLUTE = re.compile(
    r"(\d{4})(?:-(\d\d)(?:-(\d\d))?|-Q([1-4])|-H([12])|-(SP|SU|FA|WI)|-W(\d\d))?|(\d{3})X|(\d\d)XX"
)
SHIFT = re.compile(r"([+-])(\d+)(?:([DWMQHYEC])|([DWMQHYEC])?\.\.(\d+)([DWMQHYEC])|(T))")
UNIT = re.compile(r"(WE|[WMQHYEC])([+-]\d+)")
NAMED = re.compile(
    r"(<<|>>|<|>|~)?(?:(" + "|".join(WEEKDAYS) + r")|(" + "|".join(MONTHS) + r")(?:-(\d\d))?"
    r"|(\d{1,2})th|(SP|SU|FA|WI)|Q([1-4])|H([12])|(WE)|(Easter)([+-]\d\d?)?)"
)
NTH = re.compile(r"#(-?\d)(" + "|".join(WEEKDAYS) + r")")
_FISCAL_SHIFT = 275  # days; a fiscal year can begin nine months before or after the calendar's
_PARTS = ("start", "mid", "end", "before", "after", "since", "fiscal")
REFERENCES = ("PAST_REF", "PRESENT_REF", "FUTURE_REF")
ZONE = re.compile(r"in:\S+")
CLOCK = re.compile(r"T(?:\d\d(?::\d\d){0,2}Z?|MO|AF|EV|NI|DT|MI|XX)")


@dataclass(frozen=True)
class Extent:
    """What a form means, for each day of publication: arrays of the same length.

    ``first`` and ``last`` bound the days; ``centre`` is the day inside the unit that is meant, and
    ``unit`` its grain (``D``, ``W`` … or a reference or duration, which is its own value).
    """

    first: Array
    last: Array
    centre: Array
    unit: str = "D"
    clock: str = ""


class FormError(ValueError):
    """A form that breaks the grammar."""


# A step is a function from an extent (and the days of publication) to an extent.
Step = Callable[[Extent, Array], Extent]


def _absolute(match: re.Match[str]) -> Step:
    year, month, number, quarter, half, season, week, decade, century = match.groups()
    if decade or century:
        start = np.array([(int(decade or century) * (10 if decade else 100) - 1970) * 12])
        first, last = unit_bounds(month_first(start), "E" if decade else "C", 0)
        unit = "E" if decade else "C"
    else:
        january = np.array([(int(year) - 1970) * 12])
        if number:
            first = last = np.array([(date(int(year), int(month), int(number)) - date(1970, 1, 1)).days])
            unit = "D"
        elif week:
            first, last = unit_bounds(month_first(january) + 3, "W", int(week) - 1)
            unit = "W"
        elif season:
            first, last = season_bounds(month_first(january), 0, season)
            unit = season
        else:
            unit = "M" if month else "Q" if quarter else "H" if half else "Y"
            place = int(month or quarter or half or 1) - 1
            first, last = unit_bounds(month_first(january + place * MONTHS_IN[unit]), unit, 0)
    middle = (first + last) // 2

    def step(extent: Extent, published: Array) -> Extent:
        same = np.zeros_like(published)
        return Extent(first + same, last + same, middle + same, unit)

    return step


def _shift(match: re.Match[str]) -> Step:
    sign = 1 if match[1] == "+" else -1
    if match[7]:  # hours, minutes: the day or its neighbour
        reach = -(-int(match[2]) // 24)
        return lambda e, _: replace(
            e,
            first=e.first - (reach if sign < 0 else 0),
            last=e.last + (reach if sign > 0 else 0),
            clock="TXX",
        )
    near = min(int(match[2]), LONGEST_SHIFT)
    far = min(int(match[5] or near), LONGEST_SHIFT)
    unit = match[3] or match[4] or match[6]
    wide = match[6] or unit
    (low, low_unit), (high, high_unit) = ((near, unit), (far, wide))
    if sign < 0:
        (low, low_unit), (high, high_unit) = ((-far, wide), (-near, unit))
    exact = match[3] is not None

    def step(extent: Extent, published: Array) -> Extent:
        return Extent(
            shift_days(extent.first, low, low_unit) - (HALF[low_unit] if exact else 0),
            shift_days(extent.last, high, high_unit) + (HALF[high_unit] if exact else 0),
            shift_days(extent.centre, sign * near, unit),
            unit,
        )

    return step


def _unit(match: re.Match[str]) -> Step:
    unit, offset = match[1], max(-LONGEST_SHIFT, min(LONGEST_SHIFT, int(match[2])))

    def step(extent: Extent, published: Array) -> Extent:
        first, _ = unit_bounds(extent.first, unit, offset)
        _, last = unit_bounds(extent.last, unit, offset)
        a, b = unit_bounds(extent.centre, unit, offset)
        return Extent(first, last, (a + b) // 2, unit)

    return step


def _named(match: re.Match[str]) -> Step:
    sign, weekday, month, number, ordinal, season, quarter, half, weekend, easter, away = match.groups()
    if weekday:
        index = WEEKDAYS.index(weekday)

        def occurrence(day: Array, k: int) -> tuple[Array, Array]:
            found = day - weekday_of(day) + index + 7 * k
            return found, found

        unit = "D"
    elif weekend:

        def occurrence(day: Array, k: int) -> tuple[Array, Array]:
            saturday = day - weekday_of(day) + 5 + 7 * k
            return saturday, saturday + 1

        unit = "WE"
    elif ordinal:

        def occurrence(day: Array, k: int) -> tuple[Array, Array]:
            first = month_first(month_index(day) + k)
            last = month_first(month_index(day) + k + 1) - 1
            found = np.minimum(first + int(ordinal) - 1, last)
            return found, found

        unit = "D"
    elif easter:

        def occurrence(day: Array, k: int) -> tuple[Array, Array]:
            found = easter_day(day, k) + int(away or 0)
            return found, found

        unit = "D"
    elif season:

        def occurrence(day: Array, k: int) -> tuple[Array, Array]:
            return season_bounds(day, k, season)

        unit = season
    else:
        first_month, length, unit = _month_range(month, quarter, half)

        def occurrence(day: Array, k: int) -> tuple[Array, Array]:
            first = year_day(day, k, first_month, int(number or 1))
            last = first if number else year_day(day, k, first_month + length, 1) - 1
            return first, last

        unit = "D" if number else unit
    reach = LEAP_REACH if (month, number) == ("Feb", "29") else 2

    def step(extent: Extent, published: Array) -> Extent:
        if not sign:
            first, last = search(extent.first, ">", occurrence, reach)
            return Extent(first, last, (first + last) // 2, unit)
        first, end = search(extent.first, sign, occurrence, reach)
        if extent.first is extent.last is extent.centre:  # single days: one search does for all three
            return Extent(first, end, (first + end) // 2, unit)
        _, last = search(extent.last, sign, occurrence, reach)
        a, b = search(extent.centre, sign, occurrence, reach)
        return Extent(first, last, (a + b) // 2, unit)

    return step


def _month_range(month: str | None, quarter: str | None, half: str | None) -> tuple[int, int, str]:
    """First month, length in months and unit of a named month, quarter or half."""
    if month:
        return MONTHS.index(month) + 1, 1, "M"
    if quarter:
        return int(quarter) * 3 - 2, 3, "Q"
    return int(half or 1) * 6 - 5, 6, "H"


def _nth(match: re.Match[str]) -> Step:
    count, index = int(match[1]), WEEKDAYS.index(match[2])

    def step(extent: Extent, published: Array) -> Extent:
        if count > 0:
            found = extent.first + (index - weekday_of(extent.first)) % 7 + 7 * (count - 1)
        else:
            found = extent.last - (weekday_of(extent.last) - index) % 7 + 7 * (count + 1)
        return Extent(found, found, found)

    return step


def _part(name: str) -> Step:
    def step(extent: Extent, published: Array) -> Extent:
        first, last = extent.first, extent.last
        days = last - first + 1
        # Half of a week, a third of anything longer.
        size = np.where(days <= 7, (days + 1) // 2, (days + 2) // 3)
        if name == "start":
            return replace(extent, last=first + np.where(days == 7, 3, size) - 1)
        if name == "end":
            return replace(extent, first=last - size + 1)
        if name == "fiscal":
            return replace(extent, first=first - _FISCAL_SHIFT, last=last + _FISCAL_SHIFT)
        if name == "mid":
            return replace(extent, first=first + (days - size) // 2, last=last - (days - size) // 2)
        if name == "before":
            return replace(extent, last=np.maximum(np.minimum(last, published), first))
        if name == "after":
            return replace(extent, first=np.minimum(np.maximum(first, published), last))
        return replace(extent, last=np.full_like(last, FAR))

    return step


def _reference(name: str) -> Step:
    def step(extent: Extent, published: Array) -> Extent:
        far = np.full_like(published, FAR)
        if name == "PAST_REF":
            return Extent(-far, published, published, name)
        if name == "FUTURE_REF":
            return Extent(published, far, published, name)
        return Extent(published, published, published, name)

    return step


def parse_step(text: str) -> Step:
    """The step that a piece of a form stands for. Raises :class:`FormError` where it is none."""
    for pattern, made in _MAKERS:
        if match := pattern.fullmatch(text):
            return made(match)
    if text[:1] == "." and text[1:] in _PARTS:
        return _part(text[1:])
    if (text[:1] == "=" and text[1:] in WEEKDAYS) or ZONE.fullmatch(text):
        return lambda extent, _: extent
    if text in REFERENCES:
        return _reference(text)
    if CLOCK.fullmatch(text):
        return lambda extent, _: replace(extent, clock=text)
    raise FormError(f"not a step of a form: {text!r}")


_MAKERS = ((ABSOLUTE, _absolute), (SHIFT, _shift), (UNIT, _unit), (NAMED, _named), (NTH, _nth))
