"""What a time expression means on many days of publication at once, kept for the next document.

In: forms and sets of days. Out: sets of days, as :func:`onrecord.reading.times.day_candidates` and
:func:`onrecord.reading.times.publication_candidates` give them. Many documents of a record say
"June 2": working out a form for thousands of days takes milliseconds, looking a set up in the result
a fraction of one. Invariant: only days in ``published`` are ever asked about or answered with.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from onrecord.reading.times.days import COUNT, EPOCH, Days
from onrecord.reading.times.forms import FormError, evaluate, has_days

_Ends = npt.NDArray[np.int64]
_KEPT = 1280  # forms, of a kilobyte mostly, of a hundred at most; bounds the memory
_ANSWERS = 1024  # of some kilobytes each


class Extents:
    """The meanings of forms for all days on which some undated document can have been published."""

    def __init__(self, published: Days) -> None:
        self._published = published.array()
        self._index = self._published - EPOCH
        self._kept: OrderedDict[str, tuple[_Steps, _Steps] | None] = OrderedDict()
        # Most undated documents can be of the same days, so the same is asked again and again.
        self.meant = lru_cache(_ANSWERS)(self._meant)
        self.published = lru_cache(_ANSWERS)(self._published_when)

    def _meant(self, form: str, published: Days) -> Days:
        """The days that a form can mean when the day of publication is one of ``published``."""
        found = self._extents(form)
        if found is None:
            return Days.none()
        kept = published.mask()[self._index] & (found[0] < found[1])
        change = np.bincount(found[0][kept], minlength=COUNT + 1)
        change = change - np.bincount(found[1][kept], minlength=COUNT + 1)
        return Days.from_mask(np.cumsum(change)[:COUNT] > 0)

    def _published_when(self, form: str, days: Days) -> Days:
        """The days of publication under which a form can mean one of ``days``."""
        found = self._extents(form)
        if found is None:
            return Days.none()
        first, behind = found
        seen = np.concatenate(([0], np.cumsum(days.mask())))
        mask = np.zeros(COUNT, dtype=np.bool_)
        mask[self._index] = seen[np.maximum(first, behind)] > seen[first]
        return Days.from_mask(mask)

    def _extents(self, form: str) -> tuple[_Ends, _Ends] | None:
        """For each day of publication the first day meant and the one behind the last, as indexes."""
        if form in self._kept:
            self._kept.move_to_end(form)
        else:
            self._kept[form] = self._evaluated(form)
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        found = self._kept[form]
        return None if found is None else (found[0].ends(), found[1].ends())

    def _evaluated(self, form: str) -> tuple[_Steps, _Steps] | None:
        if not has_days(form) or not len(self._published):
            return None
        try:
            extent = evaluate(form, self._published)
        except FormError:
            return None
        ends = np.clip(extent.first - EPOCH, 0, COUNT), np.clip(extent.last - EPOCH + 1, 0, COUNT)
        return _Steps.of(ends[0]), _Steps.of(ends[1])


@dataclass(frozen=True, slots=True)
class _Steps:
    """Ends by day of publication, a run of equal ones once: "June 2" means one day for a year of reports."""

    values: npt.NDArray[np.uint16]
    lengths: npt.NDArray[np.uint16]

    @classmethod
    def of(cls, ends: _Ends) -> _Steps:
        starts = np.flatnonzero(np.r_[True, ends[1:] != ends[:-1]])
        lengths = np.diff(np.r_[starts, len(ends)])
        return cls(ends[starts].astype(np.uint16), lengths.astype(np.uint16))

    def ends(self) -> _Ends:
        return np.repeat(self.values, self.lengths).astype(np.int64)
