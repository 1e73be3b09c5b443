"""Dividing: some names of an actor of a page are another's.

In: a page, an actor's id, the names that go. Out: the page with two actors in place of one, and with each
statement and event given to the one that its words name. Invariants: no mention is lost or counted twice; a
description or a pronoun goes with the name before it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from onrecord.ledger.actors.entries import name_in
from onrecord.ledger.names import fold
from onrecord.ledger.pages import Page
from onrecord.model import Actor, Event, Participant, Span, Speaker, Statement


@dataclass(frozen=True)
class _Parting:
    """Who is meant where: places in order, and whether each goes. ``actor`` is the one that they go to."""

    old: str
    actor: Actor
    names: Collection[str]
    places: Sequence[tuple[Span, bool]]

    @property
    def whole(self) -> bool:
        """Whether nothing stays."""
        return all(goes for _, goes in self.places)

    def goes(self, span: Span) -> bool:
        """Whether the one meant at a place goes: by what stands there, else by what stands before it."""
        there = self.within([span])
        if there:
            return any(there)
        return _before(self.places, span)

    def within(self, spans: Iterable[Span]) -> list[bool]:
        """For all places inside the spans, whether each goes."""
        looked = list(spans)
        return [goes for place, goes in self.places if any(place.overlaps(s) for s in looked)]

    def speaker(self, statement: Statement) -> Statement:
        """The statement with its speaker."""
        speaker = statement.speaker
        if speaker is None or speaker.actor != self.old:
            return statement
        spans = statement.source or statement.cue or statement.evidence or statement.content
        if not (self.whole or (bool(spans) and self.goes(min(spans)))):
            return statement
        return replace(statement, speaker=Speaker(self.actor.name, self.actor.id, speaker.named))

    def participants(self, event: Event) -> Event:
        """The event with its participants."""
        if not any(p.actor == self.old for p in event.participants):
            return event
        return replace(event, participants=tuple(self._participant(event, p) for p in event.participants))

    def _participant(self, event: Event, participant: Participant) -> Participant:
        if participant.actor != self.old:
            return participant
        told = self.within(event.evidence)
        if len(set(told)) == 2:
            goes = fold(participant.name) in self.names
        else:
            goes = told[0] if told else self.goes(event.trigger)
        return replace(participant, name=self.actor.name, actor=self.actor.id) if goes else participant


def divide(page: Page, id: str, names: Collection[str], into: str) -> Page | None:
    """The page in which the actor ``id`` has lost its folded ``names`` to the actor ``into``.

    ``None`` where it does not bear them there.
    """
    actor = next(a for a in page.reading.actors if a.id == id)
    places = _places(page.text, actor, names)
    if not any(goes for _, goes in places):
        return None
    going, staying = _parts(page.text, actor, names, into, places)
    parting = _Parting(id, going, names, places)
    actors: list[Actor] = []
    for other in page.reading.actors:
        if other.id == id:
            actors += [going] if parting.whole else [staying, going]
        elif parting.whole and other.speaks_for == id:
            actors.append(replace(other, speaks_for=into))
        else:
            actors.append(other)
    reading = replace(
        page.reading,
        actors=tuple(actors),
        statements=tuple(map(parting.speaker, page.reading.statements)),
        possible=tuple(map(parting.speaker, page.reading.possible)),
        events=tuple(map(parting.participants, page.reading.events)),
    )
    return replace(page, reading=reading)


def _places(text: str, actor: Actor, names: Collection[str]) -> list[tuple[Span, bool]]:
    """All places of the actor in order, each with whether it goes."""
    spellings = {actor.name, *actor.aliases}
    named: list[tuple[Span, bool]] = []
    for mention in sorted(actor.mentions):
        place = name_in(text, mention, spellings)
        if place is not None:
            named.append((mention, fold(text[place.start : place.end]) in names))
    if not named and len(actor.mentions) > 0:
        # Met by no name of its own: then it is shown by its first words.
        first = min(actor.mentions)
        named.append((first, fold(text[first.start : first.end]) in names))
    known = {place for place, _ in named}
    others = [(s, _before(named, s)) for s in {*actor.mentions, *actor.references} - known if named]
    return sorted([*named, *others])


def _before(places: Sequence[tuple[Span, bool]], span: Span) -> bool:
    """What is so of the last place that begins before a span, else of the first."""
    return places[max(bisect_right(places, span.start, key=lambda p: p[0].start) - 1, 0)][1]


def _parts(
    text: str, actor: Actor, names: Collection[str], into: str, places: Sequence[tuple[Span, bool]]
) -> tuple[Actor, Actor]:
    """The actor that goes and the one that stays."""
    whole = all(goes for _, goes in places)
    gone = {span for span, goes in places if goes}
    own = tuple(n for n in dict.fromkeys((actor.name, *actor.aliases)) if fold(n) in names)
    first = min(gone)
    name = max(own, key=len) if own else text[first.start : first.end]
    told = fold(" | ".join(text[s.start : s.end] for s in gone.intersection(actor.mentions)))
    offices = tuple(o for o in actor.offices if whole or fold(o) in told)
    going = replace(
        actor,
        id=into,
        name=name,
        offices=offices,
        speaks_for=actor.speaks_for if whole or offices else None,
        aliases=own,
        mentions=tuple(m for m in actor.mentions if m in gone),
        references=tuple(r for r in actor.references if r in gone),
    )
    staying = replace(
        actor,
        offices=tuple(o for o in actor.offices if o not in offices),
        aliases=tuple(a for a in actor.aliases if fold(a) not in names),
        mentions=tuple(m for m in actor.mentions if m not in gone),
        references=tuple(r for r in actor.references if r not in gone),
    )
    return going, staying
