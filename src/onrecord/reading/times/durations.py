"""Durations: forms without days, such as ``P50D``, ``P2Y6M``, ``<=P10D`` and ``P2M..P3M``.

In: such a form. Out: the steps by which a day is moved when the duration is counted from it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from onrecord.reading.times.calendar import HALF

_SIMPLE = re.compile(r"(<=)?P(T?)(\d+(?:\.\d+)?|X)([A-Z]{1,2})(?:\.\.P(T?)(\d+(?:\.\d+)?)([A-Z]{1,2}))?")
# Two units, the larger first: two years and six months, a day and a half, an hour and 20 minutes.
_COMPOUND = re.compile(r"P(?:(\d+)([YMWD]))?(?:(\d+)([MWD]))?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?")
_IN_HOURS = {"H": 1, "M": 60, "S": 3600}


class Amounts(NamedTuple):
    """How far a duration moves a day: steps without their sign; none where it is ``vague``."""

    steps: tuple[str, ...]
    vague: bool = False


def is_duration(form: str | None) -> bool:
    """Whether a form is a duration (``P50D``, ``<=P10D``, ``P2M..P3M``)."""
    return form is not None and amounts(form) is not None


def amounts(form: str) -> Amounts | None:
    """The steps of a duration, or ``None`` where the form is none."""
    match = _SIMPLE.fullmatch(form)
    if match is None:
        return _compound(form)
    within, clock, amount, unit, _, most, most_unit = match.groups()
    if amount == "X" or "." in amount:
        return Amounts((), vague=True)
    if clock:
        return Amounts((f"{_hours(int(amount), unit)}T",))
    unit = "W" if unit == "WE" else unit
    if within:
        return Amounts((f"0D..{amount}{unit}",))
    if most and "." not in most and most_unit in HALF and unit in HALF:
        return Amounts((f"{amount}{unit}..{most}{most_unit}",))
    return Amounts((f"{amount}{unit}",))


def _hours(amount: int, unit: str) -> int:
    """Whole hours, rounded up."""
    return -(-amount // _IN_HOURS.get(unit, 1))


def _compound(form: str) -> Amounts | None:
    match = _COMPOUND.fullmatch(form)
    if match is None or not any(match.groups()):
        return None
    first, unit, second, smaller, hours, minutes, seconds = match.groups()
    steps = [f"{n}{u}" for n, u in ((first, unit), (second, smaller)) if n]
    if hours or minutes or seconds:
        total = (int(hours or 0) * 60 + int(minutes or 0)) * 60 + int(seconds or 0)
        steps.append(f"{_hours(total, 'S')}T")
    return Amounts(tuple(steps))
