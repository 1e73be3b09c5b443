"""What a time expression means on every day of publication at once, kept for the next document.

In: forms and sets of days. Out: sets of days, the same as those of
:func:`onrecord.reading.times.day_candidates` and :func:`onrecord.reading.times.publication_candidates`.
Many documents of a record say "June 2": working out a form for all days takes milliseconds, looking
a set up in the result takes a fraction of one.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import numpy.typing as npt

from onrecord.reading.times.days import COUNT, EPOCH, Days
from onrecord.reading.times.forms import FormError, evaluate, has_days

_Ends = npt.NDArray[np.int32]


def meant(form: str, published: Days) -> Days:
    """The days that a form can mean when the day of publication is one of ``published``."""
    found = _extents(form)
    if found is None or not published:
        return Days.none()
    kept = published.mask() & (found[0] < found[1])
    change = np.bincount(found[0][kept], minlength=COUNT + 1)
    change = change - np.bincount(found[1][kept], minlength=COUNT + 1)
    return Days.from_mask(np.cumsum(change)[:COUNT] > 0)


def published(form: str, days: Days) -> Days:
    """The days of publication under which a form can mean one of ``days``."""
    found = _extents(form)
    if found is None:
        return Days.none()
    first, behind = found
    seen = np.concatenate(([0], np.cumsum(days.mask(), dtype=np.int32)))
    return Days.from_mask(seen[np.maximum(first, behind)] > seen[first])


@lru_cache(maxsize=128)
def _extents(form: str) -> tuple[_Ends, _Ends] | None:
    """For each day of publication the first day meant and the one behind the last, as indexes."""
    if not has_days(form):
        return None
    try:
        extent = evaluate(form, Days.all().array())
    except FormError:
        return None
    first = np.clip(extent.first - EPOCH, 0, COUNT).astype(np.int32)
    behind = np.clip(extent.last - EPOCH + 1, 0, COUNT).astype(np.int32)
    return first, behind
