"""Reasons: constraints on the day of publication with the sentence and the weight that each has.

In: nothing. Out: the types that every clue is given as, here, in the record and from dated facts alike.
Invariant: of two reasons the one with the smaller :class:`Strength` is applied first and wins.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Strength(IntEnum):
    """How far a constraint can be trusted, strongest first."""

    STATED = 0  # a full date as imprint or dateline; the ends that the source gave
    ADDRESS = 1  # a date in the address of the page
    APPOSITION = 2  # "Monday, June 2", "three weeks ago, on May 16", a dateline without year
    TENSE = 3  # what is told as past has begun
    KNOWLEDGE = 4  # a dated fact from outside the document
    SAME_EVENT = 5  # two descriptions of one event
    NEWS_DAY = 6  # the weekday of the news


@dataclass(frozen=True, slots=True)
class Reason:
    """A constraint (:mod:`onrecord.reading.times.constraints`) with the sentence that explains it."""

    constraint: str
    sentence: str
    strength: Strength
