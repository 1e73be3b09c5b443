"""Repeats: what an outlet puts into many of its documents is not news of any of them.

In: a reading, its text, and the keys of the lines that its outlet repeats. Out: the reading with its
regions as they stand in the light of that, without the findings that lie in them. Invariant: a finding
is dropped only where all of it lies in one region.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import replace

import msgspec

from onrecord.ledger.traces import Traces, digest
from onrecord.model import Reading, Region, Span
from onrecord.reading import cleaning

Keys = Callable[[str | None], Set[str]]
"""The keys of the lines that an outlet repeats."""

_regions = msgspec.json.Decoder(tuple[Region, ...])


class Repeats:
    """What is known of repeated lines. ``holding`` gives the ids of the documents that have one, with what
    tells which: the others need not be looked through. Where it is not given, any document can have one.
    """

    def __init__(self, keys: Keys | None, holding: Mapping[str, bytes] | None = None) -> None:
        self._keys = keys
        self._holding = holding
        self._by_outlet: dict[str | None, Set[str]] = {}

    def without(self, reading: Reading, text: str, traces: Traces) -> Reading:
        """The reading without statements and events inside boilerplate, repeated lines included."""
        if self._holding is not None and reading.document not in self._holding:
            return reading
        keys = self._of(reading.outlet)
        if not keys:
            return reading
        regions = _regions_of(reading.document, text, keys, traces)
        if regions == reading.regions:
            return reading
        return replace(
            reading,
            regions=regions,
            statements=tuple(s for s in reading.statements if not _inside(s.content, regions)),
            possible=tuple(s for s in reading.possible if not _inside(s.content, regions)),
            events=tuple(e for e in reading.events if not _inside((e.trigger,), regions)),
        )

    def mark(self, document: str) -> bytes:
        """What tells which lines of a document its outlet repeats; empty for none."""
        return self._holding.get(document, b"") if self._holding is not None else b""

    def _of(self, outlet: str | None) -> Set[str]:
        """Asked once an outlet: to find its lines takes as long as it has documents."""
        if outlet not in self._by_outlet:
            self._by_outlet[outlet] = self._keys(outlet) if self._keys is not None else frozenset()
        return self._by_outlet[outlet]


def _regions_of(document: str, text: str, keys: Set[str], traces: Traces) -> tuple[Region, ...]:
    made_from = digest("regions 1", text, sorted(keys))
    value = traces.of(
        "regions", document, made_from, lambda: msgspec.json.encode(cleaning.repeated(text, keys))
    )
    return _regions.decode(value)


def _inside(spans: Sequence[Span], regions: Sequence[Region]) -> bool:
    return bool(spans) and all(any(r.start <= s.start and s.end <= r.end for r in regions) for s in spans)
