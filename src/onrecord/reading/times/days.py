"""Sets of days: what is left of the calendar when some days are ruled out.

A :class:`Days` is an immutable set of days from 1980 to 2050, held as the bits of one integer. The
bits also cover the 28 years before and after, one full cycle of the calendar, only to tell whether the
set is open at that end: "the weekend before a Monday the second of June" comes again and again, so it
has neither an earliest nor a latest day, though its first one after 1980 is known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

FIRST_YEAR, LAST_YEAR = 1980, 2050
_CYCLE = 28  # years after which the weekdays of the calendar repeat
FIRST = date(FIRST_YEAR - _CYCLE, 1, 1)
LAST = date(LAST_YEAR + _CYCLE, 12, 31)
COUNT = (LAST - FIRST).days + 1
_FULL = (1 << COUNT) - 1
_HEAD = (date(FIRST_YEAR, 1, 1) - FIRST).days  # number of the first day of 1980
_TAIL = (date(LAST_YEAR, 12, 31) - FIRST).days
_INNER = ((1 << (_TAIL - _HEAD + 1)) - 1) << _HEAD
# Days since 1970-01-01, as numpy counts them, of the first day of the set.
EPOCH = (FIRST - date(1970, 1, 1)).days

Array = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Days:
    """A set of days between 1980 and 2050. ``bits`` has bit ``n`` for the day ``FIRST + n``.

    Members, ranges, length and truth speak of 1980 to 2050 only; the ends look beyond.
    """

    bits: int

    @classmethod
    def all(cls) -> Days:
        """Every day: nothing is known."""
        return cls(_FULL)

    @classmethod
    def none(cls) -> Days:
        """No day: what was said contradicts itself."""
        return cls(0)

    @classmethod
    def of(cls, days: Iterable[date]) -> Days:
        """The given days, those beyond the calendar left out."""
        bits = 0
        for day in days:
            if FIRST <= day <= LAST:
                bits |= 1 << (day - FIRST).days
        return cls(bits)

    @classmethod
    def between(cls, first: date | None, last: date | None) -> Days:
        """All days from ``first`` to ``last``, both included; ``None`` is an open end."""
        start = 0 if first is None else max(0, (first - FIRST).days)
        stop = COUNT if last is None else min(COUNT, (last - FIRST).days + 1)
        return cls(((1 << (stop - start)) - 1) << start if stop > start else 0)

    @classmethod
    def from_mask(cls, mask: Mask) -> Days:
        """The days at which a truth array of length ``COUNT`` is true."""
        return cls(int.from_bytes(np.packbits(mask, bitorder="little").tobytes(), "little") & _FULL)

    def mask(self) -> Mask:
        """The set as a truth array of length ``COUNT``."""
        raw = np.frombuffer(self.bits.to_bytes((COUNT + 7) // 8, "little"), dtype=np.uint8)
        return np.unpackbits(raw, count=COUNT, bitorder="little").astype(np.bool_)

    def array(self) -> Array:
        """The days in order, as days since 1970-01-01."""
        found: Array = np.flatnonzero(self.mask()).astype(np.int64)
        return found + EPOCH

    def __and__(self, other: Days) -> Days:
        return Days(self.bits & other.bits)

    def __or__(self, other: Days) -> Days:
        return Days(self.bits | other.bits)

    def __bool__(self) -> bool:
        return self.bits & _INNER != 0

    def __len__(self) -> int:
        return (self.bits & _INNER).bit_count()

    def __contains__(self, day: object) -> bool:
        if not isinstance(day, date) or not FIRST_YEAR <= day.year <= LAST_YEAR:
            return False
        return bool(self.bits >> (day - FIRST).days & 1)

    def __iter__(self) -> Iterator[date]:
        for first, last in self.ranges():
            for n in range((last - first).days + 1):
                yield first + timedelta(n)

    @property
    def earliest(self) -> date | None:
        """The first day; ``None`` where the set is empty or goes on before 1980."""
        bits = self.bits & _INNER
        if not bits or self.bits & ((1 << _HEAD) - 1):
            return None
        return FIRST + timedelta((bits & -bits).bit_length() - 1)

    @property
    def latest(self) -> date | None:
        """The last day; ``None`` where the set is empty or goes on after 2050."""
        bits = self.bits & _INNER
        if not bits or self.bits >> (_TAIL + 1):
            return None
        return FIRST + timedelta(bits.bit_length() - 1)

    def ranges(self) -> list[tuple[date, date]]:
        """The runs of consecutive days from 1980 to 2050, in order, as first and last day."""
        mask = np.concatenate(([False], self.mask()[_HEAD : _TAIL + 1], [False]))
        edges = np.flatnonzero(mask[1:] != mask[:-1])
        start = FIRST + timedelta(_HEAD)
        return [
            (start + timedelta(int(a)), start + timedelta(int(b) - 1))
            for a, b in zip(edges[::2], edges[1::2], strict=True)
        ]

    def years(self) -> tuple[int, ...]:
        """The years in which the set has a day."""
        return tuple(sorted({y for a, b in self.ranges() for y in range(a.year, b.year + 1)}))

    def __str__(self) -> str:
        """ISO days and ranges: ``2014-05-30..2014-06-01, 2025-05-30``; an open end stays empty."""
        parts = []
        for first, last in self.ranges():
            start = "" if first == date(FIRST_YEAR, 1, 1) and self.earliest is None else first.isoformat()
            end = "" if last == date(LAST_YEAR, 12, 31) and self.latest is None else last.isoformat()
            parts.append(start if start == end and start else f"{start}..{end}")
        return ", ".join(parts)
