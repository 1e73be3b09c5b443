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
fails for each day by itself, so a list of them is the intersection of their sets of days.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache, reduce

from onrecord.reading.times.days import Days
from onrecord.reading.times.forms import WEEKDAYS, Extent, FormError, evaluate, has_days

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
    published = Days.all().array()
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
    assert len(mask) == len(published)
    return Days.from_mask(mask)


def _extent(form: str) -> Extent:
    if not has_days(form):
        raise FormError(f"a form without days: {form!r}")
    return evaluate(form, Days.all().array())


def year_constraints(constraints: Iterable[str]) -> tuple[str, ...]:
    """Those constraints that name a year: what bounds the year of publication by itself."""
    return tuple(c for c in constraints if _YEAR.search(c))
