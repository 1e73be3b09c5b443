"""Which statements are asked for.

In: a statement, or a line that tells of it in a few bytes. Out: yes or no. Invariant: a statement is never
wanted where its line says that it cannot be.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import msgspec

from onrecord.model import UNKNOWN, Said, When


class Line(msgspec.Struct, array_like=True, frozen=True):
    """The ordinals of the first and the last day on which a statement can have been said, the first behind
    the last where no day is known, and who says it, folded.
    """

    first: int
    last: int
    by: str

    @classmethod
    def of(cls, said: Said) -> Line:
        """The line of a statement; the day on which it was reported, where none is told."""
        by = said.speaker.name.casefold() if said.speaker is not None else ""
        when = said.said if said.said.known else said.reported
        return cls(*_ends(when), by) if when.known else cls(1, 0, by)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which statements are asked for: ``by`` is part of the speaker's name, ``about`` words of the content,
    ``within`` the days on which they can have been said, or reported where that is not told.
    """

    by: str | None = None
    about: str | None = None
    within: When = UNKNOWN

    @property
    def all(self) -> bool:
        """Whether every statement is wanted."""
        return self == Wanted()

    def takes(self, said: Said) -> bool:
        """Whether a statement is wanted."""
        if not self.can_take(Line.of(said)):
            return False
        content = said.content.casefold()
        return self.about is None or all(word in content for word in self.about.casefold().split())

    def can_take(self, line: Line) -> bool:
        """Whether a statement can be wanted, by what its line tells."""
        if self.by is not None and self.by.casefold() not in line.by:
            return False
        first, last = _ends(self.within)
        return not self.within.known or max(first, line.first) <= min(last, line.last)


def _ends(when: When) -> tuple[int, int]:
    """The ordinals of the ends; an open end is that of the calendar."""
    return (when.earliest or date.min).toordinal(), (when.latest or date.max).toordinal()
