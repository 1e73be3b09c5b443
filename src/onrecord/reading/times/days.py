"""Sets of days: what is left of the calendar when some days are ruled out.

A :class:`Days` is an immutable set of days from 1 January 1980 to 31 December 2050, held as the
bits of one integer. A set that reaches the first or the last of these days is open at that end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

FIRST = date(1980, 1, 1)
LAST = date(2050, 12, 31)
COUNT = (LAST - FIRST).days + 1
_FULL = (1 << COUNT) - 1
# Days since 1970-01-01, as numpy counts them, of the first day of the set.
EPOCH = (FIRST - date(1970, 1, 1)).days

Array = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Days:
    """A set of days between 1980 and 2050. ``bits`` has bit ``n`` for the day ``FIRST + n``."""

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
        """The given days, those outside 1980 to 2050 left out."""
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
        return self.bits != 0

    def __len__(self) -> int:
        return self.bits.bit_count()

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and FIRST <= day <= LAST and bool(self.bits >> (day - FIRST).days & 1)

    def __iter__(self) -> Iterator[date]:
        for first, last in self.ranges():
            for n in range((last - first).days + 1):
                yield first + timedelta(n)

    @property
    def earliest(self) -> date | None:
        """The first day; ``None`` where the set is empty or open towards the past."""
        if not self.bits or self.bits & 1:
            return None
        return FIRST + timedelta((self.bits & -self.bits).bit_length() - 1)

    @property
    def latest(self) -> date | None:
        """The last day; ``None`` where the set is empty or open towards the future."""
        if not self.bits or self.bits >> (COUNT - 1):
            return None
        return FIRST + timedelta(self.bits.bit_length() - 1)

    def ranges(self) -> list[tuple[date, date]]:
        """The runs of consecutive days, in order, as first and last day."""
        mask = np.concatenate(([False], self.mask(), [False]))
        edges = np.flatnonzero(mask[1:] != mask[:-1])
        return [
            (FIRST + timedelta(int(a)), FIRST + timedelta(int(b) - 1))
            for a, b in zip(edges[::2], edges[1::2], strict=True)
        ]

    def years(self) -> tuple[int, ...]:
        """The years in which the set has a day."""
        return tuple(sorted({y for a, b in self.ranges() for y in range(a.year, b.year + 1)}))

    def __str__(self) -> str:
        """ISO days and ranges: ``2014-05-30..2014-06-01, 2025-05-30``; open ends stay empty."""
        parts = []
        for first, last in self.ranges():
            start = "" if first == FIRST else first.isoformat()
            end = "" if last == LAST else last.isoformat()
            parts.append(start if start == end and start else f"{start}..{end}")
        return ", ".join(parts)
