"""Presence: how often a name takes part in rounds, and how often an actor speaks.

In: rounds and statements. Out: counts, which add up over the parts of a record.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.model import Round, Said


@dataclass(frozen=True, slots=True)
class Presence:
    """Names with a role (``party``, ``mediator``), and speakers by id and name, each with how often."""

    parts: tuple[tuple[str, str, int], ...] = ()
    spoken: tuple[tuple[str | None, str, int], ...] = ()


def presence(rounds: Iterable[Round], statements: Iterable[Said]) -> Presence:
    """Who takes part in these rounds and makes these statements."""
    parts: Counter[tuple[str, str]] = Counter()
    for held in rounds:
        parts.update((name, "party") for name in held.parties)
        parts.update((name, "mediator") for name in held.mediators)
    spoken = Counter((s.speaker.actor, s.speaker.name) for s in statements if s.speaker)
    return Presence(tuple((*k, n) for k, n in parts.items()), tuple((*k, n) for k, n in spoken.items()))


def together(found: Iterable[Presence]) -> Presence:
    """Several parts of a record as one."""
    listed = list(found)
    return Presence(
        tuple(part for one in listed for part in one.parts),
        tuple(part for one in listed for part in one.spoken),
    )
