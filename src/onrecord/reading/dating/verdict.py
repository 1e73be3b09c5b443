"""The verdict: what is left of the calendar when all reasons are heard.

In: reasons, and what the source said of the day. Out: a :class:`When`. Reasons are heard by strength. One
that contradicts stronger ones is not taken; of equally strong ones that contradict each other none is. The
trail then names both sides, so that nothing is dropped in silence and nothing averaged. Invariant:
``candidates(result.constraints)`` is the set of days whose hull the result gives.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import reduce
from itertools import groupby

from onrecord.model import UNKNOWN, Basis, When
from onrecord.reading.dating.reasons import Reason, Strength
from onrecord.reading.times.constraints import admitted, candidates
from onrecord.reading.times.days import Days

__all__ = ["constrain", "decide"]

_MOST_REASONS = 60  # a document has a handful; more would only cost time


def decide(reasons: Iterable[Reason], given: When = UNKNOWN) -> When:
    """The day under all reasons, in any order; a full day that the source gave wins over all of them."""
    ordered = sorted(reasons, key=lambda reason: reason.strength)[:_MOST_REASONS]
    if given.day is not None:
        return _given(given, ordered)
    return constrain([*_ends(given), *ordered], given)


def constrain(reasons: Iterable[Reason], given: When = UNKNOWN) -> When:
    """The day that reasons leave, those of one strength after another; ``given`` adds its trail and basis."""
    kept: list[Reason] = []
    trail = list(given.trail)
    ordered = sorted(reasons, key=lambda reason: reason.strength)
    for _, equals in groupby(ordered, key=lambda reason: reason.strength):
        taken, told = _heard(kept, _distinct(equals))
        kept += taken
        trail += told
    if not kept:
        return replace(given, trail=tuple(trail)) if trail else given
    days = _left(kept)
    basis = _basis(kept, given) if days.earliest is not None or days.latest is not None else None
    return When(
        days.earliest,
        days.latest,
        basis=basis,
        trail=tuple(trail),
        constraints=tuple(r.constraint for r in kept),
    )


def _heard(kept: Sequence[Reason], equals: Sequence[Reason]) -> tuple[list[Reason], list[str]]:
    """Which of some equally strong reasons are taken beside those before, and what the trail says."""
    told: list[str] = []
    possible: list[Reason] = []
    for reason in equals:
        if against := _opposed(kept, [reason]):
            told.append(
                f"left out: {_sides([reason])}, which contradicts what is stronger: {_sides(against)}"
            )
        else:
            possible.append(reason)
    while possible and not _left([*kept, *possible]):
        # The smallest set of them that cannot all be true together with what is kept.
        clash = _opposed(possible, kept)
        told.append(f"left out: {_sides(clash)}, which contradict each other{_beside(kept)}")
        possible = [reason for reason in possible if reason not in clash]
    return possible, [*(reason.sentence for reason in possible), *told]


def _opposed(reasons: Sequence[Reason], fixed: Sequence[Reason]) -> list[Reason]:
    """A smallest part of ``reasons`` that leaves no day beside ``fixed``; empty where all leave one."""
    if _left([*reasons, *fixed]):
        return []
    part = list(reasons)
    for reason in reasons:
        fewer = [other for other in part if other is not reason]
        if fewer and not _left([*fewer, *fixed]):
            part = fewer
    return part


def _left(reasons: Iterable[Reason]) -> Days:
    return reduce(Days.__and__, (admitted(r.constraint) for r in reasons), Days.all())


def _distinct(reasons: Iterable[Reason]) -> list[Reason]:
    return list({reason.constraint: reason for reason in reversed(list(reasons))}.values())[::-1]


def _sides(reasons: Sequence[Reason]) -> str:
    return "; ".join(f"“{reason.sentence}”" for reason in reasons)


def _beside(kept: Sequence[Reason]) -> str:
    return " beside what is stronger" if kept else ""


def _basis(kept: Sequence[Reason], given: When) -> Basis:
    strengths = {reason.strength for reason in kept}
    if given.known and given.basis is not None:
        return given.basis
    if Strength.STATED in strengths:
        return Basis.STATED
    if Strength.ADDRESS in strengths:
        return Basis.METADATA
    return Basis.KNOWLEDGE if Strength.KNOWLEDGE in strengths else Basis.CALENDAR


def _given(given: When, reasons: Sequence[Reason]) -> When:
    constraint = f"{given.day} = +0D"
    day = candidates([constraint])
    if not day:
        return given  # beyond the years of the calendar kept here
    doubts = [
        f"{reason.sentence}; this does not fit the day given, {given.day}, which is kept"
        for reason in reasons
        if not day & admitted(reason.constraint)
    ]
    return replace(given, trail=(*given.trail, *doubts), constraints=(constraint,))


def _ends(given: When) -> Iterator[Reason]:
    """The ends of a given interval, as constraints."""
    if given.earliest is not None:
        yield Reason(f"{given.earliest} <= +0D", f"given: not before {given.earliest}", Strength.STATED)
    if given.latest is not None:
        yield Reason(f"+0D <= {given.latest}", f"given: not after {given.latest}", Strength.STATED)
