"""Events of one sentence that are the same event are one.

In: the events of a sentence, in order. Out: the same without duplicates. Invariant: what one of them
knows and the other does not is kept; two that differ in status, day or ordinal stay apart.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace

from onrecord.model import Event, EventKind, Participant


def merged(events: Sequence[Event], *, apart: Set[str] = frozenset()) -> list[Event]:
    """The events with duplicates folded into the first of them; those in ``apart`` are two by the text."""
    out: list[Event] = []
    for event in events:
        for place, other in enumerate(out):
            if not {event.id, other.id} <= apart and _same(other, event):
                out[place] = _joined(other, event)
                break
        else:
            out.append(event)
    return out


def _same(a: Event, b: Event) -> bool:
    if a.kind is not b.kind or a.ordinal != b.ordinal:
        return False
    moved = a.kind is EventKind.DEADLINE and {a.mode, b.mode} == {
        "set",
        "moved",
    }  # "… until Friday, moving a deadline"
    if a.status is not b.status and not moved:
        return False
    if a.content and b.content and a.content != b.content:
        return False
    if a.when.known and b.when.known and not a.when.meets(b.when):
        return False
    if a.place and b.place and a.place != b.place:
        return False
    mine, other = _who(a.participants), _who(b.participants)
    return not mine or not other or bool(mine & other)


def _who(participants: Sequence[Participant]) -> set[tuple[str, str]]:
    return {(p.actor or p.name, p.role) for p in participants}


def _joined(a: Event, b: Event) -> Event:
    known = _who(a.participants)
    return replace(
        a,
        mode=b.mode if a.mode == "set" and b.mode else a.mode,
        participants=a.participants
        + tuple(p for p in b.participants if (p.actor or p.name, p.role) not in known),
        place=a.place or b.place,
        when=a.when if a.when.known or a.when.text else b.when,
        moved_from=a.moved_from or b.moved_from,
        condition=a.condition or b.condition,
        content=a.content or b.content,
        consequence=a.consequence or b.consequence,
    )
