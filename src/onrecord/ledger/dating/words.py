"""Sets of days in words, as trails tell them.

In: sets of days. Out: phrases. Invariant: an open end is never told as a day.
"""

from __future__ import annotations

from datetime import date

from onrecord.ledger.intervals import in_words
from onrecord.model import When
from onrecord.reading.times import Days

_PARTS = 4  # runs of days that are told one by one


def listed(days: Days) -> str:
    """A set of days in words; its ends where it has many parts."""
    ranges = days.ranges()
    if len(ranges) > _PARTS:
        return in_words(When(days.earliest, days.latest))
    return " or ".join(in_words(When(*_open(r, days))) for r in ranges)


def left(days: Days) -> str | None:
    """What is left of the calendar, where that is several runs of days: the ends alone would not tell it.

    Of more runs than can be told, where all are as short as a weekday and the next day, the weekdays.
    """
    ranges = days.ranges()
    if len(ranges) < 2:
        return None
    if len(ranges) <= _PARTS:
        return listed(days)
    named = {first.weekday() for first, _ in ranges} | {last.weekday() for _, last in ranges}
    weekdays = [_WEEKDAYS[n] for n in sorted(named)]
    if len(weekdays) > 2 or any((last - first).days > 1 for first, last in ranges):
        return None
    return f"a {' or '.join(weekdays)} {in_words(When(days.earliest, days.latest))}"


_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def _open(span: tuple[date, date], days: Days) -> tuple[date | None, date | None]:
    """A range with an end opened where the set has none there."""
    first, last = span
    return (
        None if days.earliest is None and (first, last) == days.ranges()[0] else first,
        None if days.latest is None and (first, last) == days.ranges()[-1] else last,
    )
