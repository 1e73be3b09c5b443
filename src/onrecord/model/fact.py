"""Dated facts: what is known of a day from outside the reports, and who says so.

A fact is no finding: no report of the record says it. It bounds the days on which reports can have
been published, and every date that rests on it names it with its source.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from onrecord.model.event import Event
from onrecord.model.when import Basis, When


class FactKind(StrEnum):
    """What sort of thing held, or happened, on the days of a fact."""

    TENURE = "tenure"  # a person held an office from one day to another
    EVENT = "event"  # talks were held, a deadline was set, a state was invaded
    NAME = "name"  # a thing had its name from that day on: an agreement, a disease


class Level(StrEnum):
    """Where a date comes from; each level can be switched off."""

    TEXT = "text"  # the report's own words and calendar
    LINKED = "linked"  # other reports of the record
    KNOWLEDGE = "knowledge"  # the facts that come with Onrecord
    FACTS = "facts"  # the facts that the user gave


ALL_LEVELS = frozenset(Level)
"""Every level: dates come from wherever they can."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A dated fact with its source. ``basis`` is ``knowledge`` for shipped facts, ``given`` for the user's.

    ``text`` is the fact in words, as trails tell it. ``when`` is the day of an event (of a deadline the day
    on which it falls due, with the day of setting in its form), the first and last day of a tenure, or, of a
    name, the first day with an open end. ``event`` is filled for events; its spans point into ``text``.
    ``person``, ``role`` and ``of`` are filled for tenures: an actor's id, a role of ``titles.yaml``, a state
    or body. ``names`` are the spellings of a named thing.
    """

    id: str
    kind: FactKind
    text: str
    source: str
    basis: Basis
    when: When
    event: Event | None = None
    person: str | None = None
    role: str | None = None
    of: str | None = None
    names: tuple[str, ...] = ()

    @property
    def level(self) -> Level:
        """The level at which the fact counts."""
        return Level.FACTS if self.basis is Basis.GIVEN else Level.KNOWLEDGE

    def cited(self) -> str:
        """The fact as a trail names it: in words, with who says so."""
        whose = "the given fact" if self.basis is Basis.GIVEN else "the known fact"
        return f"{whose} ‘{self.text}’ ({self.source})"
