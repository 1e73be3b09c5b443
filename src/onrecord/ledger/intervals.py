"""Intervals of days: how wide, how far apart, and in words.

In: :class:`When`. Out: numbers and words. Invariant: an open end is never treated as a day.
"""

from __future__ import annotations

from datetime import date, timedelta

from onrecord.model import When

OPEN = 10**6
"""The width of an interval with an open end: more days than any calendar has."""

_MONTHS = (
    "January February March April May June July August September October November December".split()
)  # not from the locale: the ledger must not depend on it


def width(when: When) -> int:
    """Days in the interval; a very large number where an end is open."""
    if when.earliest is None or when.latest is None:
        return OPEN
    return (when.latest - when.earliest).days


def bounds(when: When) -> tuple[str, str]:
    """A sort key: first and last day, an open interval by the end it has, an unknown one last."""
    first, last = when.earliest or when.latest, when.latest or when.earliest
    return (first.isoformat() if first else "9999", last.isoformat() if last else "9999")


def days_in(when: When, widest: int) -> list[int]:
    """The ordinals of the days of an interval that is no wider than told, else none."""
    if when.earliest is None or width(when) > widest:
        return []
    first = when.earliest.toordinal()
    return list(range(first, first + width(when) + 1))


def day_of_year(when: When) -> tuple[int, int] | None:
    """Month and day, where both ends of the interval have the same: a day of which the year may be open."""
    if when.earliest is None or when.latest is None:
        return None
    first, last = ((d.month, d.day) for d in (when.earliest, when.latest))
    return first if first == last else None


def near(a: When, b: When, days: int) -> bool:
    """Whether two closed intervals lie at most ``days`` apart."""
    if a.earliest is None or a.latest is None or b.earliest is None or b.latest is None:
        return False
    gap = timedelta(days=days)
    return _sub(a.earliest, gap) <= b.latest and _sub(b.earliest, gap) <= a.latest


def apart(a: When, b: When, days: int) -> bool:
    """Whether two intervals surely lie more than ``days`` apart: one with an open end may lie anywhere."""
    return width(a) < OPEN and width(b) < OPEN and not near(a, b, days)


def _sub(day: date, gap: timedelta) -> date:
    return day - gap if day - date.min > gap else date.min


def in_words(when: When) -> str:
    """A day or interval as people write it: ``2 June 2025``, ``2–4 June 2025``, ``after 9 June 2025``."""
    first, last = when.earliest, when.latest
    if first is not None and last is not None:
        if first == last:
            return _day(first)
        if (first.year, first.month) == (last.year, last.month):
            return f"{first.day}–{_day(last)}"
        return f"{_day(first)} – {_day(last)}"
    if first is not None:
        return f"not before {_day(first)}"
    return f"not after {_day(last)}" if last is not None else "day unknown"


def _day(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
