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
                      ``H1``, ``H2``, ``WE``, ``Easter``, ``Easter-2`` (Good Friday)
``Fri``               without a sign: the first one inside the interval (``W-1 Fri``)
``#4Thu`` ``#-1Mon``  the fourth Thursday, the last Monday of the interval
``.start`` ``.end``   a part of the interval; also ``.mid``
``.before`` ``.after``  its days up to, or from, the day of publication
``.since``            everything from its first day on
``.fiscal``           up to nine months earlier and later: whose fiscal year it is, is not known
``=Mon``              the text adds that it is a Monday; the days stay
``T10:00`` ``TMO``    a time of day; the days stay
``in:Kyiv``           whose time of day it is, or ``in:UTC-05:00``; the days stay
``PAST_REF`` ...      the vague references of TIMEX3
====================  =========================================================================

``P50D``, ``P2Y6M``, ``<=P10D``, ``P2M..P3M`` are durations and ``each ...`` are sets: they have no days.
Every step is monotone in the day of publication (a later day never gives an earlier result), so
an interval of days of publication is mapped by its two ends. Forms are evaluated for many days of
publication at once, as numpy arrays of days since 1970-01-01.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

import numpy as np

from onrecord.reading.times.calendar import day_of, number_of
from onrecord.reading.times.days import Array
from onrecord.reading.times.durations import amounts, is_duration
from onrecord.reading.times.steps import ABSOLUTE, Extent, FormError, Step, parse_step

__all__ = [
    "Extent",
    "FormError",
    "after",
    "before",
    "days_of",
    "evaluate",
    "has_days",
    "is_absolute",
    "is_duration",
    "shift",
    "steps",
]


@lru_cache(maxsize=4096)
def steps(form: str) -> tuple[Step, ...]:
    """The steps of a form with days. Raises :class:`FormError` for anything else."""
    try:
        return tuple(parse_step(part) for part in form.split())
    except (ValueError, OverflowError) as error:
        raise FormError(f"not a form: {form!r}") from error


def has_days(form: str | None) -> bool:
    """Whether a form means days (durations and sets do not)."""
    return form is not None and form != "" and not form.startswith("each ") and not is_duration(form)


@lru_cache(maxsize=4096)
def is_absolute(form: str) -> bool:
    """Whether the form means the same days whenever it was published."""
    parts = form.split()
    return bool(parts) and ABSOLUTE.fullmatch(parts[0]) is not None and not {".before", ".after"} & set(parts)


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
    found = amounts(duration)
    if found is None:
        raise FormError(f"not a duration: {duration!r}")
    if found.vague:
        return f"{base} .since" if sign == "+" else "PAST_REF"
    return " ".join([base, *(f"{sign}{step}" for step in found.steps)])
