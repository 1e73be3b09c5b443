"""Repeats: what an outlet puts into many of its documents is not news of any of them.

In: a reading, its text, and the keys of the lines that its outlet repeats. Out: the reading with its
regions as they stand in the light of that, without the findings that lie in them. Invariant: a finding
is dropped only where all of it lies in one region.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from dataclasses import replace

from onrecord.model import Reading, Region, Span
from onrecord.reading import cleaning


def without_repeats(
    reading: Reading, text: str, repeated: Callable[[str | None], Set[str]] | None
) -> Reading:
    """The reading without statements and events inside boilerplate, repeated lines included."""
    keys = repeated(reading.outlet) if repeated is not None else frozenset()
    if not keys:
        return reading
    regions = cleaning.repeated(text, keys)
    if regions == reading.regions:
        return reading
    return replace(
        reading,
        regions=regions,
        statements=tuple(s for s in reading.statements if not _inside(s.content, regions)),
        possible=tuple(s for s in reading.possible if not _inside(s.content, regions)),
        events=tuple(e for e in reading.events if not _inside((e.trigger,), regions)),
    )


def _inside(spans: Sequence[Span], regions: Sequence[Region]) -> bool:
    return bool(spans) and all(any(r.start <= s.start and s.end <= r.end for r in regions) for s in spans)
