"""Anchoring: the values and days of expressions once something is known about publication.

In: expressions with forms, and the day of publication as a :class:`When`. Out: the same expressions
with ``value``, ``earliest`` and ``latest``. A value is given only where it follows: under an interval
of days of publication, both ends must give the same one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import numpy as np

from onrecord.model import Basis, Time, When
from onrecord.reading.times.calendar import day_of, number_of
from onrecord.reading.times.forms import evaluate, has_days, is_absolute
from onrecord.reading.times.values import unanchored_value, value_of


def resolve(times: Iterable[Time], published: When) -> tuple[Time, ...]:
    """The expressions with value and days under a day (or interval) of publication."""
    return tuple(_resolved(time, published) for time in times)


def _resolved(time: Time, published: When) -> Time:
    if not time.form or not has_days(time.form):
        return time
    earliest, latest = _bounds(time.form, published)
    return replace(time, value=value(time.form, published), earliest=earliest, latest=latest)


def resolve_form(form: str, published: When) -> When:
    """The days of a form under a day (or interval) of publication.

    The result carries the form. Its basis is that of ``published``, or ``stated`` where the form
    stands by itself. Raises :class:`FormError` where the form is malformed.
    """
    if not has_days(form):
        return When(form=form)
    earliest, latest = _bounds(form, published)
    known = earliest is not None or latest is not None
    basis = Basis.STATED if is_absolute(form) else published.basis
    return When(earliest, latest, form=form, basis=basis if known else None)


def value(form: str, published: When) -> str:
    """The TIMEX3 value of a form under a day (or interval) of publication."""
    if not has_days(form) or is_absolute(form):
        return unanchored_value(form)
    if published.earliest is None or published.latest is None:
        return unanchored_value(form)
    ends = np.array([number_of(published.earliest), number_of(published.latest)])
    extent = evaluate(form, ends)
    first, last = value_of(extent, 0), value_of(extent, 1)
    return first if first == last else unanchored_value(form)


def _bounds(form: str, published: When) -> tuple[date | None, date | None]:
    if is_absolute(form):
        extent = evaluate(form, np.zeros(1, dtype=np.int64))
        return day_of(int(extent.first[0])), day_of(int(extent.last[0]))
    earliest = latest = None
    if published.earliest is not None:
        earliest = day_of(int(evaluate(form, np.array([number_of(published.earliest)])).first[0]))
    if published.latest is not None:
        latest = day_of(int(evaluate(form, np.array([number_of(published.latest)])).last[0]))
    return earliest, latest
