"""The form language: what a time expression means before anybody knows the day of publication.

A form is a chain of steps, read from left to right. It starts at the day of publication and each
step moves, widens or narrows an interval of days:

====================  =========================================================================
``2025-06-02``        that day; also ``2025-06``, ``2025``, ``2025-Q3``, ``2025-H1``, ``2025-SU``,
                      ``2025-W23``, ``199X`` (a decade), ``19XX`` (a century)
``+50D`` ``-3W``      a shift by days, weeks, months, quarters, years, decades or centuries. A shift
                      by more than days is rounded: half a unit is added on both sides
``+2M..3M``           a shift by something between the two
``W-1`` ``Y+0``       the calendar unit that holds the day, or the n-th before or after it; units:
                      W WE (weekend) M Q H (half) Y E (decade) C
``<Fri`` ``>Fri``     the latest Friday up to the day, the first Friday from the day on;
``<<`` ``>>`` ``~``   strictly before, strictly after, the nearest one. Names: ``Mon``..``Sun``,
                      ``Jan``..``Dec``, ``Jun-02``, ``15th``, ``SP SU FA WI``, ``Q1``..``Q4``,
                      ``H1``, ``H2``, ``WE``
``Fri``               without a sign: the first one inside the interval (``W-1 Fri``)
``#4Thu`` ``#-1Mon``  the fourth Thursday, the last Monday of the interval
``.start`` ``.end``   a part of the interval; also ``.mid``
``.before`` ``.after``  its days up to, or from, the day of publication
``.since``            everything from its first day on
``.fiscal``           up to nine months earlier and later: whose fiscal year it is, is not known
``=Mon``              the text adds that it is a Monday; the days stay
``T10:00`` ``TMO``    a time of day; the days stay
``PAST_REF`` ...      the vague references of TIMEX3
====================  =========================================================================

``P50D``, ``<=P10D``, ``P2M..P3M`` are durations and ``each ...`` are sets: they have no days.
Every step is monotone in the day of publication (a later day never gives an earlier result), so
an interval of days of publication is mapped by its two ends. Forms are evaluated for many days of
publication at once, as numpy arrays of days since 1970-01-01.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

import numpy as np

from onrecord.reading.times.calendar import (
    FAR,
    HALF,
    LEAP_REACH,
    MONTHS,
    MONTHS_IN,
    WEEKDAYS,
    day_of,
    month_first,
    month_index,
    number_of,
    search,
    season_bounds,
    shift_days,
    unit_bounds,
    weekday_of,
    year_day,
)
from onrecord.reading.times.days import Array

LONGEST_SHIFT = 3000  # units; nothing in the news reaches further

_ABSOLUTE = re.compile(
    r"(\d{4})(?:-(\d\d)(?:-(\d\d))?|-Q([1-4])|-H([12])|-(SP|SU|FA|WI)|-W(\d\d))?|(\d{3})X|(\d\d)XX"
)
SHIFT = re.compile(r"([+-])(\d+)(?:([DWMQHYEC])|([DWMQHYEC])?\.\.(\d+)([DWMQHYEC])|(T))")
UNIT = re.compile(r"(WE|[WMQHYEC])([+-]\d+)")
NAMED = re.compile(
    r"(<<|>>|<|>|~)?(?:(" + "|".join(WEEKDAYS) + r")|(" + "|".join(MONTHS) + r")(?:-(\d\d))?"
    r"|(\d{1,2})th|(SP|SU|FA|WI)|Q([1-4])|H([12])|(WE))"
)
NTH = re.compile(r"#(-?\d)(" + "|".join(WEEKDAYS) + r")")
_FISCAL_SHIFT = 275  # days; a fiscal year can begin nine months before or after the calendar's
_PARTS = ("start", "mid", "end", "before", "after", "since", "fiscal")
REFERENCES = ("PAST_REF", "PRESENT_REF", "FUTURE_REF")
CLOCK = re.compile(r"T(?:\d\d(?::\d\d){0,2}Z?|MO|AF|EV|NI|DT|MI|XX)")
_DURATION = re.compile(r"(<=)?P(T?)(\d+(?:\.\d+)?|X)([A-Z]{1,2})(?:\.\.P(T?)(\d+(?:\.\d+)?)([A-Z]{1,2}))?")


class FormError(ValueError):
    """A form that breaks the grammar."""


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
    sign, weekday, month, number, ordinal, season, quarter, half, weekend = match.groups()
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
        first, _ = search(extent.first, sign, occurrence, reach)
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


def _step(text: str) -> Step:
    if match := _ABSOLUTE.fullmatch(text):
        return _absolute(match)
    if match := SHIFT.fullmatch(text):
        return _shift(match)
    if match := UNIT.fullmatch(text):
        return _unit(match)
    if match := NAMED.fullmatch(text):
        return _named(match)
    if match := NTH.fullmatch(text):
        return _nth(match)
    if text[:1] == "." and text[1:] in _PARTS:
        return _part(text[1:])
    if text[:1] == "=" and text[1:] in WEEKDAYS:
        return lambda extent, _: extent
    if text in REFERENCES:
        return _reference(text)
    if CLOCK.fullmatch(text):
        return lambda extent, _: replace(extent, clock=text)
    raise FormError(f"not a step of a form: {text!r}")


@lru_cache(maxsize=4096)
def steps(form: str) -> tuple[Step, ...]:
    """The steps of a form with days. Raises :class:`FormError` for anything else."""
    try:
        return tuple(_step(part) for part in form.split())
    except (ValueError, OverflowError) as error:
        raise FormError(f"not a form: {form!r}") from error


def has_days(form: str | None) -> bool:
    """Whether a form means days (durations and sets do not)."""
    return form is not None and form != "" and not form.startswith("each ") and not is_duration(form)


def is_duration(form: str | None) -> bool:
    """Whether a form is a duration (``P50D``, ``<=P10D``, ``P2M..P3M``)."""
    return form is not None and _DURATION.fullmatch(form) is not None


@lru_cache(maxsize=4096)
def is_absolute(form: str) -> bool:
    """Whether the form means the same days whenever it was published."""
    parts = form.split()
    return (
        bool(parts) and _ABSOLUTE.fullmatch(parts[0]) is not None and not {".before", ".after"} & set(parts)
    )


def evaluate(form: str, published: Array) -> Extent:
    """The extent of a form for each of the given days of publication (days since 1970-01-01)."""
    extent = Extent(published, published, published)
    for step in steps(form):
        extent = step(extent, published)
    return extent


def days_of(form: str, published: date) -> tuple[date | None, date | None]:
    """First and last day of a form for one day of publication."""
    extent = evaluate(form, np.array([number_of(published)]))
    return day_of(int(extent.first[0])), day_of(int(extent.last[0]))


def shift(form: str, days: int) -> str:
    """The form ``days`` days later (earlier, where negative)."""
    return f"{form} {days:+d}D" if days else form


def after(base: str, duration: str) -> str:
    """The form that lies a duration after another: ``after("-1W", "P50D")`` is ``-1W +50D``.

    ``<=P10D`` (within ten days) gives all days up to it; a vague duration (``PXW``) everything
    from the base on. Raises :class:`FormError` where ``duration`` is none.
    """
    return _moved(base, duration, "+")


def before(base: str, duration: str) -> str:
    """The form that lies a duration before another; vague durations give the past."""
    return _moved(base, duration, "-")


def _moved(base: str, duration: str, sign: str) -> str:
    match = _DURATION.fullmatch(duration)
    if match is None:
        raise FormError(f"not a duration: {duration!r}")
    within, clock, amount, unit, _, most, most_unit = match.groups()
    if amount == "X" or "." in amount:
        return f"{base} .since" if sign == "+" else "PAST_REF"
    if clock:
        return f"{base} {sign}{amount}T"
    unit = {"WE": "W"}.get(unit, unit)
    if within:
        return f"{base} {sign}0D..{amount}{unit}"
    if most and "." not in most and most_unit in HALF and unit in HALF:
        return f"{base} {sign}{amount}{unit}..{most}{most_unit}"
    return f"{base} {sign}{amount}{unit}"
