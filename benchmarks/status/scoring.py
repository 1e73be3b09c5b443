"""The figures of the status suite.

In: marked texts with the events that were read in them. Out: figures in percent, but for counts.

A marked event is found where an event of one of its kinds has its trigger in, or around, the words marked;
else where its evidence holds them. One event finds one, the nearest triggers first. ``recall`` and
``precision`` count events; optional ones count neither way, kinds that the marking does not have are left
out. ``status`` is the share of marked events that are found with a status that would do; ``macro_f1`` the
mean over the statuses of the F1 of each, where a missed event is a miss of its status and a false event a
false one of its own. ``coded_as_happened`` counts events that have not happened, or not yet, and were coded
as happened or going on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from benchmarks.status.marking import Item, MarkedEvent
from onrecord.model import Event, EventKind, Status

_LEFT_OUT = frozenset({EventKind.CONDITION, EventKind.RED_LINE, EventKind.MILITARY, EventKind.OTHER})
_REAL = frozenset({Status.HAPPENED, Status.ONGOING})


@dataclass(frozen=True)
class Case:
    """A marked text and the events that were found in it."""

    item: Item
    events: tuple[Event, ...]


@dataclass(frozen=True)
class Pair:
    """A marked event with the one that finds it; either may be missing."""

    marked: MarkedEvent | None
    found: Event | None

    @property
    def right(self) -> bool:
        """Whether the status is one that would do."""
        return (
            self.marked is not None and self.found is not None and self.found.status in self.marked.statuses
        )

    @property
    def coded_as_happened(self) -> bool:
        """Whether what did not happen, or not yet, was coded as happened."""
        if self.marked is None or self.found is None:
            return False
        return self.found.status in _REAL and not _REAL.intersection(self.marked.statuses)


def pairs(case: Case) -> list[Pair]:
    """The marked and the found events of a text, paired; optional ones that are not found left out."""
    wanted, given = list(case.item.events), [e for e in case.events if e.kind not in _LEFT_OUT]
    near = sorted(
        (distance, i, j)
        for i, marked in enumerate(wanted)
        for j, found in enumerate(given)
        if (distance := _distance(marked, found, case.item.text)) is not None
    )
    mine: dict[int, int] = {}
    for _, i, j in near:
        if i not in mine and j not in mine.values():
            mine[i] = j
    out = [Pair(m, given[mine[i]] if i in mine else None) for i, m in enumerate(wanted)]
    out += [Pair(None, e) for j, e in enumerate(given) if j not in mine.values()]
    return [p for p in out if p.marked is None or not p.marked.optional]


def _distance(marked: MarkedEvent, found: Event, text: str) -> int | None:
    """0 for a trigger within the words, 1 for evidence around them; ``None`` for another event."""
    if found.kind not in marked.kinds:
        return None
    places = marked.places(text)
    if any(p.overlaps(found.trigger) for p in places):
        return 0
    return 1 if any(s.contains(p) for s in found.evidence for p in places) else None


def score(cases: Iterable[Case]) -> dict[str, float]:
    """The figures over all texts."""
    cases = list(cases)
    found = [p for case in cases for p in pairs(case)]
    marked = [p for p in found if p.marked is not None]
    hits = sum(p.found is not None for p in marked)
    given = hits + sum(p.marked is None for p in found)
    figures = {
        "texts": float(len(cases)),
        "events": float(len(marked)),
        "recall": _share(hits, len(marked)),
        "precision": _share(hits, given),
        "status": _share(sum(p.right for p in marked), len(marked)),
        "status of found": _share(sum(p.right for p in marked), hits),
        "macro_f1": _macro(found),
        "coded_as_happened": float(sum(p.coded_as_happened for p in marked)),
    }
    return figures | {f"{status} f1": value for status, value in _by_status(found).items()}


def _by_status(found: Sequence[Pair]) -> dict[Status, float]:
    right: Counter[Status] = Counter()
    wanted: Counter[Status] = Counter()
    given: Counter[Status] = Counter()
    for pair in found:
        # Of several that would do, the one that was given, else the best.
        if pair.marked is not None:
            wanted[pair.found.status if pair.right and pair.found else pair.marked.statuses[0]] += 1
        if pair.found is not None:
            given[pair.found.status] += 1
            right[pair.found.status] += pair.right
    return {s: 200 * right[s] / (wanted[s] + given[s]) for s in Status if wanted[s]}


def _macro(found: Sequence[Pair]) -> float:
    each = _by_status(found)
    return sum(each.values()) / len(each) if each else 0.0


def _share(count: int, of: int) -> float:
    return 100 * count / of if of else 0.0


def misses(cases: Iterable[Case]) -> Iterator[str]:
    """A line for everything that is missed, false or of another status."""
    for case in cases:
        for pair in pairs(case):
            if pair.marked is None and pair.found is not None:
                words = case.item.text[pair.found.trigger.start : pair.found.trigger.end]
                what = f"false: {words!r} {pair.found.kind} {pair.found.status}"
            elif pair.marked is not None and pair.found is None:
                wanted = f"{pair.marked.kinds[0]} {pair.marked.statuses[0]}"
                what = f"missed: {pair.marked.at!r} {wanted}"
            elif pair.marked is not None and pair.found is not None and not pair.right:
                what = f"{pair.found.status} for {'/'.join(pair.marked.statuses)}: {pair.marked.at!r}"
            else:
                continue
            yield f"{case.item.id}: {what} -- {case.item.text}"
