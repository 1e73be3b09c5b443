"""The marking: the sentences of the status suite and the events that a careful reader finds in them.

In: a YAML file as README.md describes it. Out: :class:`Item` with typed expectations. Invariant: every
quoted stretch stands in its text and every word of the marking is one of the model's, or
:class:`~benchmarks.marked.MarkingError` tells the file and the item. No message holds words of a text.
"""

from __future__ import annotations

import re
from pathlib import Path

import msgspec

from benchmarks.marked import MarkingError, check_distinct, rows
from onrecord.model import EventKind, Span, Status


class MarkedEvent(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An event to be found. Of several kinds or statuses any would do, the best one first."""

    at: str
    kind: EventKind | tuple[EventKind, ...]
    status: Status | tuple[Status, ...]
    who: tuple[str, ...] = ()
    when: str | None = None
    optional: bool = False

    @property
    def kinds(self) -> tuple[EventKind, ...]:
        """The kinds that would do."""
        return (self.kind,) if isinstance(self.kind, EventKind) else self.kind

    @property
    def statuses(self) -> tuple[Status, ...]:
        """The statuses that would do."""
        return (self.status,) if isinstance(self.status, Status) else self.status

    def places(self, text: str) -> tuple[Span, ...]:
        """Where the words that tell of it stand."""
        return tuple(Span(*m.span()) for m in re.finditer(re.escape(self.at), text))


class Item(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One text with its events, which may be none."""

    id: str
    set: str
    topic: str
    text: str
    events: tuple[MarkedEvent, ...]


def load(path: Path) -> tuple[Item, ...]:
    """The items of a file. Raises :class:`MarkingError` with the file and the place in it."""
    try:
        items = msgspec.convert(rows(path), tuple[Item, ...])
    except msgspec.ValidationError as error:
        raise MarkingError(f"{path}: {error}") from None
    check_distinct(path, (item.id for item in items))
    for item in items:
        for n, event in enumerate(item.events, 1):
            if not event.places(item.text):
                raise MarkingError(f"{path}: {item.id}: event {n}: `at` is not in the text")
    return items
