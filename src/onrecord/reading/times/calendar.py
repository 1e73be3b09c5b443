"""Calendar arithmetic on many days at once.

Days are numpy arrays of days since 1970-01-01, months of months since January 1970. Out come arrays of
the same length. Everything here is monotone: a later day never gives an earlier result.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import numpy as np

from onrecord.reading.times.days import Array

LEAP_REACH = 8  # years; no leap year is farther away
FAR = 1_000_000  # days; stands for an open end
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

# Length in months, and in days half a unit of it, for the units that are whole months.
MONTHS_IN = {"M": 1, "Q": 3, "H": 6, "Y": 12, "E": 120, "C": 1200}
HALF = {"D": 0, "W": 3, "M": 15, "Q": 45, "H": 90, "Y": 182, "E": 1826, "C": 18262}
# First month and day of a season, and its last: wide enough for every way of counting.
SEASONS = {
    "SP": ((3, 1), (6, 20)),
    "SU": ((6, 1), (9, 22)),
    "FA": ((9, 1), (12, 20)),
    "WI": ((12, 1), (3, 20)),
}


def number_of(day: date) -> int:
    """Days since 1970-01-01."""
    return (day - date(1970, 1, 1)).days


def day_of(number: int) -> date | None:
    """The day with that number; ``None`` for an open end or beyond the calendar."""
    try:
        return None if abs(number) >= FAR // 2 else date(1970, 1, 1) + timedelta(int(number))
    except OverflowError:
        return None


def month_index(day: Array) -> Array:
    """The month that holds each day."""
    out: Array = day.astype("M8[D]").astype("M8[M]").astype(np.int64)
    return out


def month_first(index: Array) -> Array:
    """The first day of each month."""
    out: Array = index.astype("M8[M]").astype("M8[D]").astype(np.int64)
    return out


def year_day(day: Array, years: int, month: int, number: int) -> Array:
    """The day ``number`` of ``month``, ``years`` after the year of each day."""
    january = month_index(day) // 12 * 12
    return month_first(january + 12 * years + month - 1) + number - 1


def weekday_of(day: Array) -> Array:
    """0 for a Monday to 6 for a Sunday."""
    return (day + 3) % 7  # 1970-01-01 was a Thursday


def unit_bounds(day: Array, unit: str, offset: int) -> tuple[Array, Array]:
    """First and last day of the calendar unit ``offset`` units from the one that holds each day."""
    if unit in ("W", "WE"):
        monday = day - weekday_of(day) + 7 * offset
        return (monday + 5 if unit == "WE" else monday), monday + 6
    size = MONTHS_IN[unit]
    # Decades and centuries count from year 0, months from 1970.
    index = (month_index(day) + 1970 * 12) // size * size + offset * size - 1970 * 12
    return month_first(index), month_first(index + size) - 1


def shift_days(day: Array, amount: int, unit: str) -> Array:
    """Each day moved by an amount of a unit; the 31st becomes the last day of a shorter month."""
    if unit in ("D", "W"):
        return day + amount * (7 if unit == "W" else 1)
    index = month_index(day)
    number = day - month_first(index)
    target = index + amount * MONTHS_IN[unit]
    length = month_first(target + 1) - month_first(target)
    moved: Array = month_first(target) + np.minimum(number, length - 1)
    return moved


def season_bounds(day: Array, years: int, name: str) -> tuple[Array, Array]:
    """First and last day of a season of the year ``years`` after that of each day."""
    (m1, d1), (m2, d2) = SEASONS[name]
    return year_day(day, years - (m1 > m2), m1, d1), year_day(day, years, m2, d2)


def easter_day(day: Array, years: int) -> Array:
    """Easter Sunday of the western churches, ``years`` after the year of each day."""
    year = month_index(day) // 12 + 1970 + years
    golden, century = year % 19, year // 100
    skipped = century - century // 4 - (8 * century + 13) // 25  # leap days and moons left out
    epact = (skipped + 19 * golden + 15) % 30
    moon = epact - (epact // 28) * (1 - (29 // (epact + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + moon + 2 - century + century // 4) % 7
    number = moon - weekday  # days after 28 March, counted as the rule of Oudin does
    month = 3 + (number + 40) // 44
    found: Array = month_first((year - 1970) * 12 + month - 1) + number + 27 - 31 * (month // 4)
    return found


def search(
    day: Array, direction: str, occurrence: Callable[[Array, int], tuple[Array, Array]], reach: int
) -> tuple[Array, Array]:
    """First and last day of the occurrence that a direction picks, for each day.

    ``occurrence(day, k)`` gives the occurrence ``k`` periods from the one about each day; ``reach``
    is how many are looked at on either side. With ``LEAP_REACH`` an occurrence must lie in February:
    the 29th of other years is the first of March.
    """
    options = [occurrence(day, k) for k in range(-reach, reach + 1)]
    if direction in (">", ">>"):
        options.reverse()
    first, last = options[0]
    for a, b in options[1:]:
        if direction == "<":
            better = a <= day
        elif direction == "<<":
            better = b < day
        elif direction == ">":
            better = b >= day
        elif direction == ">>":
            better = a > day
        else:
            better = np.abs((a + b) // 2 - day) < np.abs((first + last) // 2 - day)
        if reach == LEAP_REACH:
            better = better & (month_index(a) % 12 == 1)
        first, last = np.where(better, a, first), np.where(better, b, last)
    return first, last
