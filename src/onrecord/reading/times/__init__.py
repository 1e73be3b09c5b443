"""Time expressions: found without an anchor, resolved when the day of publication is known.

``find`` reads them (in: a parsed text; out: times with a ``form``, nothing anchored); ``resolve``
gives them TIMEX3 values and days under a day or an interval of publication; ``resolve_form`` does so
again later from the form alone. Forms are documented in :mod:`onrecord.reading.times.forms`; the
words and rules are in ``knowledge/times*.yaml``.
"""

from __future__ import annotations

from datetime import date

from onrecord.model import UNKNOWN, Basis, Time, When
from onrecord.reading.language import parse
from onrecord.reading.times.constraints import day_candidates, publication_candidates
from onrecord.reading.times.days import Days
from onrecord.reading.times.finder import find
from onrecord.reading.times.forms import (
    FormError,
    after,
    before,
    is_duration,
    shift,
)
from onrecord.reading.times.resolver import resolve, resolve_form

__all__ = [
    "Days",
    "FormError",
    "after",
    "before",
    "day_candidates",
    "find",
    "is_duration",
    "publication_candidates",
    "resolve",
    "resolve_form",
    "shift",
    "tag",
]


def tag(
    text: str,
    published: date | None = None,
    *,
    outlet: str | None = None,
    country: str | None = None,
) -> tuple[Time, ...]:
    """The time expressions of a plain text, anchored to a day of publication if one is given.

    ``outlet`` and ``country`` tell whether 3/4/2031 is in March or in April.
    """
    anchor = UNKNOWN if published is None else When(published, published, basis=Basis.GIVEN)
    return resolve(find(parse(text), outlet=outlet, country=country), anchor)
