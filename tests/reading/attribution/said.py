"""What the tests of attribution share: a stand-in for the cast, and short forms of statements."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from onrecord.model import Actor, ActorKind, Span, Statement
from onrecord.reading import attribution, language, times


@dataclass(frozen=True)
class StandIn:
    """A cast that knows the last words of names and pronouns: ``{"Berg": anna, "she": anna}``."""

    text: str
    who: Mapping[str, Actor] = field(default_factory=dict)

    @property
    def actors(self) -> tuple[Actor, ...]:
        return tuple(dict.fromkeys(self.who.values()))

    def stranger(self, pronoun: Span) -> Span | None:
        return None

    def at(self, span: Span) -> Actor | None:
        return self.who.get(self.text[span.start : span.end].split()[-1])


def person(name: str) -> Actor:
    return Actor(name.lower().replace(" ", "-"), name, ActorKind.PERSON)


def read(text: str, who: Mapping[str, Actor] | None = None) -> tuple[Statement, ...]:
    parsed = language.parse(text)
    return attribution.find(parsed, StandIn(text, who or {}), times.find(parsed), document="d")


def brief(text: str, who: Mapping[str, Actor] | None = None) -> list[tuple[str | None, str]]:
    """Speaker and content of each statement."""
    return [(s.speaker.name if s.speaker else None, content(text, s)) for s in read(text, who)]


def content(text: str, statement: Statement) -> str:
    return " | ".join(text[s.start : s.end] for s in statement.content)


def one(text: str, who: Mapping[str, Actor] | None = None) -> Statement:
    """The only statement of a text."""
    found = read(text, who)
    assert len(found) == 1, [content(text, s) for s in found]
    return found[0]


def read_in(text: str, outlet: str, who: Mapping[str, Actor] | None = None) -> tuple[Statement, ...]:
    """The statements of a report of an outlet."""
    parsed = language.parse(text)
    return attribution.find(parsed, StandIn(text, who or {}), times.find(parsed), outlet=outlet)
