"""The journal: what looking at one event did to the sheet, so that it can be done again without looking.

In: steps, as they are done, sets of days. Out: bytes, and the same again. Invariant: nothing is lost.
"""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache

import msgspec
import numpy as np

from onrecord.ledger.traces import Form
from onrecord.model import Level
from onrecord.reading.times import Days

_KEPT = 4096  # sets of days, of some kilobytes each


class Kind(StrEnum):
    """What is done to a sheet."""

    SET = "s"  # narrower days for a page
    SAY = "w"  # a line for its trail
    AGREE = "a"  # the days of one of its events
    USE = "u"  # a fact that some day rests on


class Step(msgspec.Struct, frozen=True, array_like=True):
    """One thing done. ``page`` is the place among the pages of an occasion, ``words`` the line, the id of the
    event or that of the fact; ``days`` are edges.
    """

    kind: Kind
    page: int
    words: str = ""
    days: tuple[int, ...] = ()
    level: Level | None = None


_steps = msgspec.json.Decoder(list[Step])
STEPS: Form[list[Step]] = Form(msgspec.json.encode, _steps.decode)


@lru_cache(_KEPT)
def edges(days: Days) -> tuple[int, ...]:
    """Where runs of days begin, and behind which day they end, in turn."""
    mask = np.concatenate(([False], days.mask(), [False]))
    return tuple(np.flatnonzero(mask[1:] != mask[:-1]).tolist())


@lru_cache(_KEPT)
def between(edges: tuple[int, ...]) -> Days:
    """The days between edges."""
    bits = 0
    for first, behind in zip(edges[::2], edges[1::2], strict=True):
        bits |= ((1 << (behind - first)) - 1) << first
    return Days(bits)
