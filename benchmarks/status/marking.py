"""The marking: the sentences of the status suite and the events that a careful reader finds in them.

In: a YAML file as README.md describes it. Out: :class:`Item` with typed expectations. Invariant: every
quoted stretch stands in its text and every word of the marking is one of the model's, or
:class:`MarkingError` tells the file and the item. No message holds words of a text.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import msgspec
import yaml

from onrecord.model import EventKind, Span, Status


class MarkingError(ValueError):
    """The file is no marking, or does not fit its texts."""


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
        items = msgspec.convert(yaml.safe_load(path.read_text(encoding="utf-8")), tuple[Item, ...])
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        raise MarkingError(f"{path}: not YAML{f', line {mark.line + 1}' if mark else ''}") from None
    except msgspec.ValidationError as error:
        raise MarkingError(f"{path}: {error}") from None
    twice = [name for name, count in Counter(item.id for item in items).items() if count > 1]
    if twice:
        raise MarkingError(f"{path}: {twice[0]}: the id is given twice")
    for item in items:
        for n, event in enumerate(item.events, 1):
            if not event.places(item.text):
                raise MarkingError(f"{path}: {item.id}: event {n}: `at` is not in the text")
    return items
