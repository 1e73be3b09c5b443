"""A stand-in cast for the tests of events: names and places given by hand.

A pronoun refers to the first actor named in its sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from onrecord.model import Actor, ActorKind, Event, Span, Statement, When
from onrecord.reading import events, times
from onrecord.reading.language import parse

PUBLISHED = When(date(2024, 5, 15), date(2024, 5, 15))  # a Wednesday

STATES = {
    "Kenya": "Kenyan",
    "Ethiopia": "Ethiopian",
    "Egypt": "Egyptian",
    "Qatar": "Qatari",
    "Iran": "Iranian",
    "Norway": "Norwegian",
    "Peru": "Peruvian",
    "Chile": "Chilean",
}
CAPITALS = {"Addis Ababa": "Ethiopia", "Tehran": "Iran", "Lima": "Peru"}
PEOPLE = {"Abebe": "Ethiopia", "Wanjiru": "Kenya", "Ruiz": "Peru"}
PLACES = ("Nairobi", "Geneva", "Doha", "Oslo", "Lusaka", "Turin")


@dataclass(frozen=True)
class StandIn:
    """Finds the names above wherever they stand."""

    text: str
    found: tuple[tuple[Span, Actor], ...]

    @property
    def actors(self) -> tuple[Actor, ...]:
        return tuple({a.id: a for _, a in self.found}.values())

    def at(self, span: Span) -> Actor | None:
        inside = [a for s, a in self.found if s == span or (span.contains(s) and s.end == span.end)]
        return inside[0] if inside else None

    def mentions_in(self, span: Span) -> list[tuple[Span, Actor]]:
        return [(s, a) for s, a in self.found if span.contains(s)]

    def places_in(self, span: Span) -> list[tuple[Span, str]]:
        names = "|".join((*PLACES, *STATES, *CAPITALS))
        return [
            (Span(*m.span()), m.group())
            for m in re.finditer(rf"\b(?:{names})\b", self.text)
            if span.contains(Span(*m.span()))
        ]


def cast_of(text: str) -> StandIn:
    """The stand-in cast of a text."""
    names: dict[str, Actor] = {}
    for state, adjective in STATES.items():
        names[state] = names[adjective] = Actor(state.lower(), state, ActorKind.STATE)
    for capital, state in CAPITALS.items():
        names[capital] = names[state]
    for person, state in PEOPLE.items():
        names[person] = Actor(person.lower(), person, ActorKind.PERSON, speaks_for=state.lower())
    pattern = re.compile(r"\b(?:" + "|".join(sorted(names, key=len, reverse=True)) + r")\b")
    found = [(Span(*m.span()), names[m.group()]) for m in pattern.finditer(text)]
    for match in re.finditer(r"\b(?:it|its|their|they|she|he)\b", text):
        start = text.rfind(". ", 0, match.start()) + 1
        before = [actor for span, actor in found if start <= span.start < match.start()]
        if before:
            meant = dict.fromkeys(before) if match.group() == "they" else before[:1]
            found.extend((Span(*match.span()), actor) for actor in meant)
    return StandIn(text, tuple(sorted(found, key=lambda pair: pair[0])))


def read(text: str, published: When = PUBLISHED, statements: tuple[Statement, ...] = ()) -> tuple[Event, ...]:
    """The events of the narrow look: between actors that are known, as the ledger joins them."""
    return tuple(e for e in read_all(text, published, statements) if e.mode != "general")


def read_all(
    text: str, published: When = PUBLISHED, statements: tuple[Statement, ...] = ()
) -> tuple[Event, ...]:
    """The events of a text with the stand-in cast and the real times."""
    parsed = parse(text)
    resolved = times.resolve(times.find(parsed), published)
    return events.find(parsed, cast_of(text), resolved, statements, document="test", published=published)
