"""Standing: where an item stands after each report that tells of it.

In: an item's history in the record's order. Out: a :class:`Step` for each document. Invariants: a document
counts once, by the entry that goes farthest; what happened stays so, unless a later document says that it did
not; a mere proposal told again does not undo a plan.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from onrecord.model import Entry, When

OUTCOME, ANSWER = "outcome", "answer"
"""Notes of entries that tell what came of an item, not how far it has come."""

# The farther an item has come, the more it says about where the item stands within one document.
_FARTHEST = 10  # an answer, a move, an outcome: what only somebody can tell who knows of all before
_DONE = frozenset({"happened", "held", "made"})
_FAR = {
    **dict.fromkeys(_DONE, 9),
    "ongoing": 8,
    "did_not_happen": 7,
    "cancelled": 6,
    "postponed": 5,
    "planned": 4,
    "denied": 3,
    "unconfirmed": 2,
    "conditional": 1,
    "proposed": 0,
    "set": 0,
}


@dataclass(frozen=True, slots=True)
class Step:
    """What one document does to an item: ``told`` are its entries, ``by`` the one that goes farthest.

    ``before`` is where the item stood before the document (``None`` for the first one), ``now`` after it.
    """

    told: tuple[Entry, ...]
    by: Entry
    before: str | None
    now: str


def course(history: Iterable[Entry]) -> Iterator[Step]:
    """The steps of an item, one for each document of its history."""
    standing: Entry | None = None
    for _, entries in groupby(history, key=attrgetter("document")):
        told = tuple(entries)
        by = max(told, key=_far)
        before = standing.status if standing else None
        if standing is None or _supersedes(by, standing):
            standing = by
        yield Step(told, by, before, standing.status)


def status(history: Sequence[Entry]) -> str:
    """Where an item stands after its whole history, which must not be empty."""
    *_, last = course(history)
    return last.now


def _far(entry: Entry) -> int:
    return _FAR.get(entry.status, _FARTHEST)


def _supersedes(later: Entry, standing: Entry) -> bool:
    new, held = later.status, standing.status
    after = _strictly_later(later.reported, standing.reported)
    if _far(later) >= _far(standing):
        return held not in _DONE or new in _DONE or _far(later) == _FARTHEST
    if held in _DONE or held == "ongoing":
        return after and (new == "did_not_happen" or (held == "ongoing" and new == "postponed"))
    return after and new not in ("proposed", "conditional")


def _strictly_later(a: When, b: When) -> bool:
    return a.earliest is not None and b.latest is not None and a.earliest > b.latest
