"""What the user says of all inputs of one call, and how it stands beside what an input says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from onrecord.model import Basis, When

DOCUMENT_LIMIT = 50_000_000
"""Bytes that one document may have unless the user says otherwise."""


@dataclass(frozen=True, slots=True)
class Given:
    """The user's own word on outlet and day, and the limit in bytes for one document."""

    outlet: str | None = None
    published: date | None = None
    limit: int = DOCUMENT_LIMIT

    def outlet_over(self, found: str | None) -> str | None:
        """The user's outlet, else the one that was found."""
        return self.outlet or found

    def published_over(self, found: When) -> When:
        """The user's day, else the one that was found; a day that it displaces stays in the trail."""
        if self.published is None:
            return found
        day = self.published
        trail = [f"published on {day.isoformat()}: given by the user"]
        if found.known and found.day != day:
            trail.append(f"the input itself says {found.edtf()}: {'; '.join(found.trail)}")
        return When(day, day, day.isoformat(), Basis.GIVEN, trail=tuple(trail))
