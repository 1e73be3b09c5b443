"""The constraint language: what a document says about the day on which it was published.

A constraint is ``LEFT OP RIGHT``, where both sides are forms (:mod:`onrecord.reading.times.forms`),
read at the unknown day of publication; ``+0D`` is that day itself:

==================  ==========================================================================
``A <= B``          A can lie on or before B: its first day is not after the last day of B
``A < B``           A lies before B: its last day is before the first day of B
``A = B``           both can mean the same day: they share one
``A is Mon``        A falls on a Monday
==================  ==========================================================================

So ``2022-02 <= +0D`` is "published in or after February 2022"; ``>Jun-02 = >Mon`` "the coming 2 June
is the coming Monday"; ``Y+0 Jun-02 <= +0D`` "2 June of its own year has come". A constraint holds or
fails for each day by itself, so a list of them is the intersection of their sets of days. Here also are the
two maps by which documents are linked: from days of publication to the days that a form means, and back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache, reduce

import numpy as np

from onrecord.reading.times.calendar import WEEKDAYS
from onrecord.reading.times.days import COUNT, EPOCH, Array, Days
from onrecord.reading.times.forms import Extent, FormError, evaluate, has_days

_CONSTRAINT = re.compile(r"(\S.*?) (<=|<|=|is) (\S.*)")
_YEAR = re.compile(r"(?:^|\s)\d{3}[\dX]")


def candidates(constraints: Iterable[str]) -> Days:
    """The days of publication that every constraint admits; all days where there is none.

    Raises :class:`FormError` where a constraint breaks the grammar.
    """
    return reduce(Days.__and__, (admitted(c) for c in constraints), Days.all())


@lru_cache(maxsize=1024)
def admitted(constraint: str) -> Days:
    """The days that one constraint admits."""
    match = _CONSTRAINT.fullmatch(constraint)
    if match is None:
        raise FormError(f"not a constraint: {constraint!r}")
    left, operator, right = match.groups()
    a = _extent(left)
    if operator == "is":
        if right not in WEEKDAYS:
            raise FormError(f"not a weekday: {right!r}")
        return Days.from_mask((a.first + 3) % 7 == WEEKDAYS.index(right))
    b = _extent(right)
    if operator == "<=":
        mask = a.first <= b.last
    elif operator == "<":
        mask = a.last < b.first
    else:
        mask = (a.first <= b.last) & (b.first <= a.last)
    return Days.from_mask(mask)


def _extent(form: str) -> Extent:
    if not has_days(form):
        raise FormError(f"a form without days: {form!r}")
    return evaluate(form, Days.all().array())


def year_constraints(constraints: Iterable[str]) -> tuple[str, ...]:
    """Those constraints that name a year: what bounds the year of publication by itself."""
    return tuple(c for c in constraints if _YEAR.search(c))


def day_candidates(form: str, days: Days) -> Days:
    """The days that a form can mean when the day of publication is one of ``days``."""
    if not has_days(form) or not days:
        return Days.none()
    extent = evaluate(form, days.array())
    return _spread(extent.first, extent.last)


def publication_candidates(form: str, event: Days) -> Days:
    """The days of publication under which a form can mean one of the days of ``event``."""
    if not has_days(form):
        return Days.none()
    extent = evaluate(form, Days.all().array())
    seen = np.concatenate(([0], np.cumsum(event.mask())))
    a = np.clip(extent.first - EPOCH, 0, COUNT)
    b = np.clip(extent.last - EPOCH + 1, 0, COUNT)
    return Days.from_mask((b > a) & (seen[np.maximum(a, b)] - seen[a] > 0))


def _spread(first: Array, last: Array) -> Days:
    """All days covered by some interval."""
    a = np.clip(first - EPOCH, 0, COUNT)
    b = np.clip(last - EPOCH + 1, 0, COUNT)
    kept = a < b
    change = np.zeros(COUNT + 1, dtype=np.int64)
    np.add.at(change, a[kept], 1)
    np.add.at(change, b[kept], -1)
    return Days.from_mask(np.cumsum(change)[:COUNT] > 0)
