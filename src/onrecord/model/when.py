"""When something was, as an interval of days with its reason.

A date that cannot be fixed is an interval; an open end is ``None``. Days are ISO dates.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Basis(StrEnum):
    """What a date rests on."""

    STATED = "stated"  # a full date in the text
    METADATA = "metadata"  # the page, feed or JSONL line said so
    CALENDAR = "calendar"  # weekday and date arithmetic inside this document
    LINKED = "linked"  # through another document of the record
    KNOWLEDGE = "knowledge"  # a dated fact with its source
    GIVEN = "given"  # the user said so


@dataclass(frozen=True, slots=True)
class When:
    """An interval of days, both ends inclusive; ``None`` is an open end.

    ``text`` is the expression it came from. ``form`` is that expression's anchor-free meaning
    (see :mod:`onrecord.reading.times`), so that a document whose own date becomes known later
    can be resolved again without being read again. ``constraints`` is filled for the day of
    publication only: what the document says about its own date
    (see :mod:`onrecord.reading.dating`). ``trail`` is the reasoning, one sentence a step.
    """

    earliest: date | None = None
    latest: date | None = None
    text: str | None = None
    basis: Basis | None = None
    form: str | None = None
    trail: tuple[str, ...] = ()
    constraints: tuple[str, ...] = ()

    @property
    def known(self) -> bool:
        """Whether at least one end is fixed."""
        return self.earliest is not None or self.latest is not None

    @property
    def day(self) -> date | None:
        """The day, where the interval is a single day."""
        return self.earliest if self.earliest == self.latest else None

    def may_be(self, day: date) -> bool:
        """Whether ``day`` lies in the interval; an open end admits every day on its side."""
        return (self.earliest is None or self.earliest <= day) and (self.latest is None or day <= self.latest)

    def meets(self, other: When) -> bool:
        """Whether some day lies in both intervals."""
        a, b = self, other
        return not (
            (a.latest is not None and b.earliest is not None and a.latest < b.earliest)
            or (b.latest is not None and a.earliest is not None and b.latest < a.earliest)
        )

    def edtf(self) -> str:
        """The interval in EDTF (ISO 8601-2) level 1; the empty string where nothing is known."""
        if not self.known:
            return ""
        if self.day is not None:
            return self.day.isoformat()
        return "/".join("" if end is None else end.isoformat() for end in (self.earliest, self.latest))


UNKNOWN = When()
"""Nothing is known about the day."""


def hull(whens: Iterable[When]) -> When:
    """From the first day to the last on which any of these can have been."""
    known = [w for w in whens if w.known]
    firsts, lasts = [w.earliest for w in known], [w.latest for w in known]
    return When(
        None if None in firsts else min((d for d in firsts if d), default=None),
        None if None in lasts else max((d for d in lasts if d), default=None),
    )
