"""A long view that is not unpacked before somebody looks at it.

In: the parts of a view. Out: a sequence of its items. Invariant: it holds what the tuple of all would hold,
and no more than one part in memory.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from typing import TypeVar, overload

from onrecord.kept.packing import DAMAGED, unpacked
from onrecord.record import KeptPart

T = TypeVar("T")


class Listing(Sequence[T]):
    """The items of a view. ``again`` derives them anew, where a part turns out to be damaged."""

    def __init__(self, name: str, parts: Sequence[KeptPart], again: Callable[[], Sequence[T]]) -> None:
        self._name = name
        self._parts = parts
        self._again = again
        self._ends = list(accumulate(part.items for part in parts))
        self._open: tuple[int, Sequence[T]] | None = None  # the part that was looked at last

    def __len__(self) -> int:
        return self._ends[-1]

    def __iter__(self) -> Iterator[T]:
        for number in range(len(self._parts)):
            yield from self._part(number)

    @overload
    def __getitem__(self, at: int) -> T: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[T, ...]: ...

    def __getitem__(self, at: int | slice) -> T | tuple[T, ...]:
        if isinstance(at, slice):
            return tuple(self[i] for i in range(*at.indices(len(self))))
        place = range(len(self))[at]  # raises IndexError as every sequence does
        number = bisect_right(self._ends, place)
        return self._part(number)[place - self._ends[number]]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def _part(self, number: int) -> Sequence[T]:
        if self._open is None or self._open[0] != number:
            try:
                found: Sequence[T] = unpacked(self._name, self._parts[number])
            except DAMAGED:
                end = self._ends[number]
                found = self._again()[end - self._parts[number].items : end]
            self._open = (number, found)
        return self._open[1]
