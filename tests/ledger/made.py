"""Readings made by hand, for tests of the ledger: reports of negotiations that never were."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date

from onrecord.model import (
    UNKNOWN,
    Act,
    Actor,
    ActorKind,
    Basis,
    Directness,
    Event,
    EventKind,
    Participant,
    Reading,
    Span,
    Speaker,
    Statement,
    Status,
    When,
    finding_id,
)
from onrecord.reading.dating import candidates
from onrecord.reading.times import resolve_form

Page = tuple[Reading, str]


def day(text: str, basis: Basis = Basis.METADATA) -> When:
    """A single day, or ``first/last``."""
    first, _, last = text.partition("/")
    return When(date.fromisoformat(first), date.fromisoformat(last or first), basis=basis)


def undated(*constraints: str) -> When:
    """A day of publication of which a text says only this."""
    days = candidates(constraints)
    return When(days.earliest, days.latest, basis=Basis.CALENDAR, constraints=constraints)


def person(name: str, speaks_for: str | None = None, office: str = "", *aliases: str) -> Actor:
    """A person; ``speaks_for`` is an id."""
    id = name.lower().replace(" ", "-")
    return Actor(id, name, ActorKind.PERSON, (office,) if office else (), speaks_for, aliases)


def state(name: str, *aliases: str) -> Actor:
    """A state."""
    return Actor(name.lower().replace(" ", "-"), name, ActorKind.STATE, aliases=aliases)


def span(text: str, words: str) -> Span:
    """Where the words stand, which they must do exactly once or first."""
    start = text.index(words)
    return Span(start, start + len(words))


class Draft:
    """A report in the making: findings are placed by the words that they stand on."""

    def __init__(
        self,
        text: str,
        *,
        name: str = "",
        published: When = UNKNOWN,
        outlet: str | None = None,
        actors: Sequence[Actor] = (),
    ) -> None:
        self.text = text
        self.name = name
        self.published = published
        self.outlet = outlet
        self.actors = actors
        self.events: list[Event] = []
        self.statements: list[Statement] = []
        self.document = hashlib.sha256(text.encode()).hexdigest()

    def event(  # noqa: PLR0913
        self,
        kind: EventKind,
        status: Status,
        sentence: str,
        *,
        parties: Sequence[str] = (),
        author: str | None = None,
        addressee: str | None = None,
        mediator: str | None = None,
        on: str | When | None = None,
        form: str | None = None,
        text: str | None = None,
        **more: object,
    ) -> Draft:
        """An event in ``sentence``; ``form`` is resolved under the day of publication."""
        roles = [(n, "party") for n in parties]
        roles += [
            (n, r) for n, r in ((author, "author"), (addressee, "addressee"), (mediator, "mediator")) if n
        ]
        known = {a.name: a.id for a in self.actors}
        when = UNKNOWN
        if form is not None:
            resolved = resolve_form(form, self.published)
            when = When(resolved.earliest, resolved.latest, text or form, resolved.basis, form)
        elif on is not None:
            when = on if isinstance(on, When) else day(on, Basis.STATED)
        where = span(self.text, sentence)
        trigger = span(self.text, str(more.pop("trigger", sentence)))
        extra = {
            key: (span(self.text, str(value)),) if key in ("content", "consequence") else value
            for key, value in more.items()
        }
        id = finding_id(self.document, f"{kind}:{len(self.events)}", [where])
        self.events.append(
            Event(
                id=id,
                kind=kind,
                status=status,
                trigger=trigger,
                evidence=(where,),
                participants=tuple(Participant(n, r, known.get(n)) for n, r in roles),
                when=when,
                **extra,  # type: ignore[arg-type]
            )
        )
        return self

    def round(self, status: Status, sentence: str, **more: object) -> Draft:
        """A round of talks."""
        return self.event(EventKind.ROUND, status, sentence, **more)  # type: ignore[arg-type]

    def said(
        self,
        content: str,
        by: str | None,
        *,
        act: Act = Act.ASSERT,
        chain: tuple[str, ...] = (),
        directness: Directness = Directness.INDIRECT,
        named: bool = True,
        said: When = UNKNOWN,
    ) -> Draft:
        """A statement."""
        where = span(self.text, content)
        known = {a.name: a.id for a in self.actors}
        self.statements.append(
            Statement(
                id=finding_id(self.document, f"statement:{len(self.statements)}", [where]),
                content=(where,),
                cue=(),
                source=(),
                speaker=Speaker(by, known.get(by), named) if by else None,
                chain=chain,
                directness=directness,
                act=act,
                said=said,
                evidence=(where,),
            )
        )
        return self

    def page(self) -> Page:
        """The reading with its text."""
        actors = tuple(_met(actor, self.text) for actor in self.actors)
        reading = Reading(
            id=self.name or self.document,
            document=self.document,
            uri=f"reports/{self.name or 'x'}.txt",
            reader="made",
            outlet=self.outlet,
            language="en",
            published=self.published,
            events=tuple(self.events),
            statements=tuple(self.statements),
            actors=actors,
        )
        return reading, self.text


def _met(actor: Actor, text: str) -> Actor:
    """The actor with the places of its names in the text."""
    mentions = []
    for name in (actor.name, *actor.aliases):
        at = text.find(name)
        while at >= 0:
            mentions.append(Span(at, at + len(name)))
            at = text.find(name, at + 1)
    outer = [m for m in mentions if not any(o != m and o.contains(m) for o in mentions)]
    return Actor(
        actor.id,
        actor.name,
        actor.kind,
        actor.offices,
        actor.speaks_for,
        actor.aliases,
        tuple(sorted(set(outer))),
    )
