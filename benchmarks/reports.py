"""Made-up reports of made-up negotiations, with the findings that a reader would have: for measuring at size.

In: how many. Out: documents with readings, the same on every computer. A report has about 220 words: a round
or two, a meeting, a deadline, a proposal, four statements, ten actors, sentences about nothing, a line that
its outlet repeats. One in six has no day of its own, one in twenty-five is a copy of an earlier one.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from onrecord.model import (
    Act,
    Actor,
    ActorKind,
    Basis,
    Directness,
    Document,
    Event,
    EventKind,
    Participant,
    Reading,
    Region,
    RegionKind,
    Span,
    Speaker,
    Statement,
    Status,
    Time,
    TimeType,
    When,
    finding_id,
)
from onrecord.reading.times import resolve_form

_DISPUTES = 60
_OUTLETS = 40
_FIRST = date(2019, 1, 1)  # no report is younger than the day on which it is added
_DAYS = 1200
_COPIES = 0.04
_UNDATED = 0.16
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_MONTHS = tuple("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split())
_OFFICES = ("foreign minister", "president", "chief negotiator", "spokeswoman", "defence minister", "envoy")
_MATTERS = ("a ceasefire along", "the release of prisoners of", "the lifting of sanctions on", "fishing in")
_ACTS = (Act.ASSERT, Act.ASSERT, Act.ASSERT, Act.REJECT, Act.DEMAND, Act.PROMISE)


@dataclass(frozen=True)
class _Dispute:
    """Two sides, who mediates, where they meet, who speaks, what is said, the days of the rounds."""

    sides: tuple[Actor, Actor]
    mediator: Actor
    places: tuple[str, ...]
    people: tuple[Actor, ...]
    lines: tuple[str, ...]
    matters: tuple[str, ...]
    rounds: tuple[date, ...]


@dataclass
class _Page:
    """A report in the making."""

    published: When
    text: str = ""
    events: list[tuple[EventKind, Status, Span, dict[str, object]]] = field(default_factory=list)
    said: list[tuple[Span, Span, Actor, Directness, Act]] = field(default_factory=list)
    times: list[Time] = field(default_factory=list)
    named: dict[str, tuple[Actor, list[Span]]] = field(default_factory=dict)

    def sentence(self, words: str, *actors: Actor, end: str = " ") -> Span:
        """Write a sentence; the actors are met in it where their names stand."""
        start = len(self.text)
        self.text += words + end
        for actor in actors:
            at = self.text.find(actor.name, start)
            if at >= 0:
                self.named.setdefault(actor.id, (actor, []))[1].append(Span(at, at + len(actor.name)))
        return Span(start, start + len(words))

    def event(self, kind: EventKind, status: Status, where: Span, **more: object) -> None:
        """Note an event of a sentence."""
        self.events.append((kind, status, where, more))

    def day(self, when: date, direction: str, where: Span) -> When:
        """A day told by month and day, as far as the day of publication lets it be known."""
        form = f"{direction}{_MONTHS[when.month - 1]}-{when.day:02}"
        found = resolve_form(form, self.published)
        text = f"{when.day} {when:%B}"
        self.times.append(
            Time(
                where.end - len(text),
                where.end,
                TimeType.DATE,
                str(found.earliest or "XXXX"),
                text,
                form=form,
                earliest=found.earliest,
                latest=found.latest,
            )
        )
        return When(found.earliest, found.latest, text, found.basis, form)


def made_up(count: int) -> Iterator[tuple[Document, Reading]]:
    """So many reports with their findings."""
    chance = random.Random(11)
    words = _words(chance, 6_000)
    weights = [1 / (rank + 10) for rank in range(len(words))]
    disputes = [_dispute(chance, words) for _ in range(_DISPUTES)]
    pages: list[_Page] = []
    for number in range(count):
        outlet = f"Outlet {chance.randrange(_OUTLETS)}"
        if pages and chance.random() < _COPIES:
            page = chance.choice(pages)
        else:
            dispute = chance.choices(disputes, [1 / (rank + 1) for rank in range(_DISPUTES)])[0]
            page = _write(chance, dispute, words, weights)
            pages = [*pages[-200:], page]
        yield _finished(page, number, outlet)


def _words(chance: random.Random, count: int) -> list[str]:
    syllables = [a + b for a in "bdfgklmnprstv" for b in "aeiou"]
    return ["".join(chance.choices(syllables, k=chance.randint(2, 4))) for _ in range(count)]


def _dispute(chance: random.Random, words: Sequence[str]) -> _Dispute:
    def name() -> str:
        return chance.choice(words).capitalize() + chance.choice(("land", "ia", "mark", "stan"))

    def state() -> Actor:
        made = name()
        return Actor(made.lower(), made, ActorKind.STATE)

    sides, mediator = (state(), state()), state()
    people = []
    for place in range(12):
        full = f"{chance.choice(words).capitalize()} {chance.choice(words).capitalize()}"
        people.append(
            Actor(
                full.lower().replace(" ", "-"),
                full,
                ActorKind.PERSON,
                (_OFFICES[place // 2],),
                speaks_for=sides[place % 2].id,
            )
        )
    start = _FIRST + timedelta(chance.randrange(300))
    return _Dispute(
        sides,
        mediator,
        tuple(chance.choice(words).capitalize() for _ in range(3)),
        tuple(people),
        tuple(" ".join(chance.choices(words, k=14)) for _ in range(400)),
        tuple(f"{chance.choice(_MATTERS)} {' '.join(chance.choices(words, k=7))}" for _ in range(60)),
        tuple(start + timedelta(90 * n + chance.randrange(20)) for n in range(len(_ORDINALS))),
    )


def _write(chance: random.Random, dispute: _Dispute, words: Sequence[str], weights: Sequence[float]) -> _Page:
    day = _FIRST + timedelta(chance.randrange(_DAYS))
    dated = chance.random() >= _UNDATED
    page = _Page(When(day, day, basis=Basis.METADATA) if dated else When())
    one, two = dispute.sides
    page.sentence(
        f"{one.name} and {two.name}: {' '.join(chance.choices(words, weights, k=6))}", one, two, end="\n"
    )
    _rounds(chance, page, dispute, day)
    who, whom = chance.sample(dispute.people, 2)
    on = day - timedelta(chance.randrange(1, 4))
    where = page.sentence(
        f"{who.name} met {whom.name} in {dispute.places[1]} on {on.day} {on:%B}", who, whom, end=". "
    )
    both = (Participant(who.name, "party", who.id), Participant(whom.name, "party", whom.id))
    page.event(
        EventKind.MEETING,
        Status.HAPPENED,
        where,
        participants=both,
        place=dispute.places[1],
        when=page.day(on, "<", where),
    )
    put = (Participant(one.name, "author", one.id), Participant(two.name, "addressee", two.id))
    due = dispute.rounds[0] + timedelta(30 * ((day - dispute.rounds[0]).days // 30 + 1))
    matter = chance.choice(dispute.matters)
    where = page.sentence(
        f"{one.name} gave {two.name} to {matter} until {due.day} {due:%B}", one, two, end=". "
    )
    page.event(EventKind.DEADLINE, Status.HAPPENED, where, participants=put, when=page.day(due, ">", where))
    where = page.sentence(f"{one.name} proposed to {two.name} {chance.choice(dispute.matters)}.", one, two)
    content = Span(where.start + len(f"{one.name} proposed to {two.name} "), where.end - 1)
    page.event(EventKind.PROPOSAL, Status.HAPPENED, where, participants=put, content=(content,))
    for _ in range(4):
        who = chance.choice(dispute.people)
        line = chance.choice(dispute.lines)
        direct = chance.random() < 0.4
        where = page.sentence(
            f"“{line}”, said {who.name}." if direct else f"{who.name} said that {line}.", who
        )
        at = page.text.index(line, where.start)
        page.said.append(
            (
                Span(at, at + len(line)),
                where,
                who,
                Directness.DIRECT if direct else Directness.INDIRECT,
                chance.choice(_ACTS),
            )
        )
    for _ in range(4):
        page.sentence(" ".join(chance.choices(words, weights, k=22)).capitalize() + ".")
    return page


def _rounds(chance: random.Random, page: _Page, dispute: _Dispute, day: date) -> None:
    """The last round as held, the next one as planned."""
    one, two = dispute.sides
    parties = (
        Participant(one.name, "party", one.id),
        Participant(two.name, "party", two.id),
        Participant(dispute.mediator.name, "mediator", dispute.mediator.id),
    )
    for number, on in enumerate(dispute.rounds):
        held = on < day
        if not timedelta(-60) < on - day < timedelta(60) or chance.random() < 0.2:
            continue
        verb = "held" if held else "are to hold"
        place = dispute.places[number % 2]
        where = page.sentence(
            f"Mediated by {dispute.mediator.name}, {one.name} and {two.name} {verb} the {_ORDINALS[number]} "
            f"round of talks in {place} on {on.day} {on:%B}",
            *dispute.sides,
            dispute.mediator,
            end=". ",
        )
        page.event(
            EventKind.ROUND,
            Status.HAPPENED if held else Status.PLANNED,
            where,
            participants=parties,
            ordinal=number + 1,
            place=place,
            when=page.day(on, "<" if held else ">", where),
        )


def _finished(page: _Page, number: int, outlet: str) -> tuple[Document, Reading]:
    """The report as an outlet prints it."""
    appeal = f"Support {outlet} with a gift today."
    text = f"{page.text}\nReport {number}.\n{appeal}"
    raw = text.encode()
    id = hashlib.sha256(raw).hexdigest()
    document = Document(id, f"reports/{number:06}.txt", text, raw)
    reading = Reading(
        id=id,
        document=id,
        uri=document.uri,
        reader="made-up-2",
        outlet=outlet,
        title=text.partition("\n")[0],
        language="en",
        published=page.published,
        regions=(Region(len(text) - len(appeal), len(text), RegionKind.APPEAL),),
        statements=tuple(
            Statement(
                finding_id(id, "statement", [content]),
                (content,),
                (),
                (),
                Speaker(who.name, who.id),
                directness=directness,
                act=act,
                said=page.published,
                evidence=(where,),
            )
            for content, where, who, directness, act in page.said
        ),
        times=tuple(page.times),
        events=tuple(
            Event(finding_id(id, kind, [where]), kind, status, where, (where,), **more)  # type: ignore[arg-type]
            for kind, status, where, more in page.events
        ),
        actors=tuple(
            Actor(a.id, a.name, a.kind, a.offices, a.speaks_for, mentions=tuple(spans))
            for a, spans in page.named.values()
        ),
    )
    return document, reading
