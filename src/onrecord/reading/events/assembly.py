"""From triggers to events: sentence by sentence, with what one sentence says about another's event.

In: a :class:`~onrecord.reading.events.scene.Scene`. Out: events in the order of the text. Invariant:
an event is kept only if its status is told and the needs of its sense are met.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.model import ACCEPTANCE, UNKNOWN, Event, EventKind, Participant, Span, Status, When, finding_id
from onrecord.reading.events import (
    antecedents,
    clauses,
    conditions,
    contents,
    counting,
    frames,
    merging,
    obligations,
    separate,
    talks,
    terms,
    triggers,
)
from onrecord.reading.events.antecedents import Told
from onrecord.reading.events.broad import Finder
from onrecord.reading.events.disowned import disowned
from onrecord.reading.events.moments import Calendar
from onrecord.reading.events.participants import Company
from onrecord.reading.events.scene import Place, Scene
from onrecord.reading.events.status import Judge, Verdict
from onrecord.reading.events.triggers import Trigger
from onrecord.reading.language import Sentence

if TYPE_CHECKING:  # loads the runtime of the network
    from onrecord.reading.events.tagging.look import Look

_CONDITIONED = frozenset(
    {
        EventKind.ROUND,
        EventKind.MEETING,
        EventKind.CALL,
        EventKind.DELEGATION,
        EventKind.AGREEMENT,
        EventKind.CONCESSION,
        EventKind.CEASEFIRE,
        EventKind.PRISONER_EXCHANGE,
    }
)
_TERMS = frozenset({EventKind.DEADLINE, EventKind.ULTIMATUM})
_REFUSED = frozenset(
    {Status.HAPPENED, Status.ONGOING, Status.PLANNED}
)  # "could not rule out" refuses nothing
_ARTICLES = frozenset({"the", "a", "an", "their", "its", "our", "his", "her"})
_SPEAKERS = frozenset({"we", "i"})
_AHEAD = re.compile(r">|[DWMQHY]?\+[1-9]")  # forms of "next week", "on Friday" as to come
_LEAD = 2  # paragraphs with which a report opens: headline and lead
_REACH = 3  # sentences back in which "both rounds" finds its rounds


class Assembler:
    """Builds the events of one document."""

    def __init__(self, scene: Scene, document: str, look: Look | Finder) -> None:
        self._scene = scene
        self._document = document
        self._seen: set[EventKind] = set()
        self._rounds: list[tuple[int, str]] = []  # sentence number, id of each round found
        self._events: dict[str, Event] = {}
        self._before: tuple[int, list[Told]] = (0, [])  # number of a sentence, and what it told
        self._about = scene.lexicon.setting.search(scene.parsed.text) is not None
        self._look = look

    def events(self) -> tuple[Event, ...]:
        """All events, in order."""
        number = 0
        last: tuple[Place, set[str]] | None = None  # the sentence before, and the ids of its events
        for paragraph in self._scene.parsed.paragraphs:
            judge = Judge(self._scene.lexicon)
            for sentence in paragraph.sentences:
                number += 1
                known = set(self._events)
                self._read(sentence, judge, number)
                narrow = [_as_told(e) for i, e in self._events.items() if i not in known]
                place = Place(self._scene, sentence)
                for event in self._look.find(place, narrow):
                    self._events[event.id] = event
                if last is not None:
                    for event in disowned(place, last[0], [self._events[i] for i in last[1]]):
                        evidence = (*event.evidence, sentence.span)
                        self._events[event.id] = replace(event, status=Status.DENIED, evidence=evidence)
                last = place, self._events.keys() - known
        told = (_yet_to_come(_as_told(e), self._scene.published) for e in self._events.values())
        return tuple(sorted(told, key=lambda e: (e.trigger, e.ordinal or 0)))

    def _read(self, sentence: Sentence, judge: Judge, number: int) -> None:
        place = Place(self._scene, sentence)
        company = Company(place)
        reader = triggers.Reader(self._scene.lexicon, judge, company.kinds, self._seen, self._about)
        found = reader.find(sentence)
        before = self._told_before(sentence, number)
        hinges = list(conditions.find(sentence.tokens, self._scene.lexicon))
        agreed = obligations.may_oblige(sentence.tokens)
        if not found and not before and not hinges and not agreed:
            return
        calendar = Calendar.of(place)
        events: list[Event] = []
        told: list[Told] = []
        absorbed: set[int] = set()
        listed: set[str] = set()  # ids of "met twice, on … and on …"
        if not any(t.sense.family == "talk" for t in found):
            events.extend(self._continued(sentence, judge, calendar, before))
        for trigger in found:
            self._seen.add(trigger.sense.kind)
            both = trigger.sense.kind is EventKind.ROUND and talks.is_both(trigger.head)
            if both and self._taken_up(trigger, calendar, number):
                continue
            made, eaten = self._made(trigger, calendar, company, before, events)
            if trigger.sense.family == "talk" and len(made) > 1:
                listed.update(e.id for e in made)
            absorbed |= eaten
            events.extend(made)
            plural = trigger.head.tag_ in ("NNS", "NNPS")
            told.extend(Told(e, trigger.sense, plural) for e in made if e.kind is not EventKind.CONDITION)
        for hinge in hinges:
            if (event := self._hinged(hinge, company, events)) is not None:
                events.append(event)
        self._before = (number, told)
        kept = [e for e in events if not any(_at(place, i) == e.trigger for i in absorbed)]
        for event in merging.merged(kept, apart=listed):
            self._events[event.id] = event
            if event.kind is EventKind.ROUND or event.id in listed:
                self._rounds.append((number, event.id))
        if agreed and not any(e.kind in _TERMS for e in kept):
            self._events.update((e.id, e) for e in map(self._named, obligations.find(company, calendar)))

    def _told_before(self, sentence: Sentence, number: int) -> list[Told]:
        """What the sentence before told, where it stands in the same paragraph."""
        at, told = self._before
        first = sentence.paragraph.sentences[0].start == sentence.start
        return told if at == number - 1 and not first else []

    def _continued(
        self, sentence: Sentence, judge: Judge, calendar: Calendar, before: list[Told]
    ) -> list[Event]:
        """ "It has been put back to Monday": what becomes of the talks of the sentence before."""
        found = antecedents.continued(list(sentence.tokens), judge, before) if before else None
        if found is None:
            return []
        trigger, told = found
        status = _dated_status(trigger, calendar)
        when, moved_from = calendar.when(trigger)
        if status is None or not (when.known or when.text or status in (Status.POSTPONED, Status.CANCELLED)):
            return []
        span = calendar.place.span(trigger.head)
        if status is Status.POSTPONED and moved_from is None and told.event.when.text:
            moved_from = told.event.when
        moved = antecedents.is_moved(trigger, told, when)
        if moved:
            status, moved_from = Status.POSTPONED, told.event.when
        undone = told.event.status in (Status.DID_NOT_HAPPEN, Status.CANCELLED)
        if moved or (status is Status.POSTPONED and undone):
            # "will not take place. It has been put back": the first sentence tells of the same delay
            self._events[told.event.id] = replace(
                told.event, status=status, when=when, moved_from=moved_from, condition=None
            )
        event = replace(
            told.event,
            status=status,
            trigger=span,
            evidence=(*told.event.evidence, calendar.place.sentence.span),
            place=calendar.venue(trigger) or told.event.place,
            when=when,
            moved_from=moved_from,
            condition=None,
            asserted_by=self._scene.asserted_by(span),
        )
        return [self._named(event)]

    def _made(
        self,
        trigger: Trigger,
        calendar: Calendar,
        company: Company,
        before: list[Told],
        so_far: Sequence[Event],
    ) -> tuple[list[Event], frozenset[int]]:
        """The events of a trigger, and the words taken with it. ``so_far`` are those of its sentence."""
        if trigger.sense.family == "term":
            return self._term(trigger, calendar, company)
        status = _dated_status(trigger, calendar)
        if status is None or (trigger.sense.kind is EventKind.REFUSAL and status not in _REFUSED):
            return [], frozenset()
        if _undated(trigger, calendar):
            return [], frozenset()
        base = self._base(trigger, calendar, company, status)
        if trigger.sense.kind is EventKind.REFUSAL or trigger.sense.mode == ACCEPTANCE:
            span = antecedents.answered(trigger, calendar.place, before, (*self._events.values(), *so_far))
            if span is not None:
                base = _answering(base, span, calendar.place)
            elif trigger.sense.mode == ACCEPTANCE and antecedents.is_open(trigger):
                return [], frozenset()  # "accepted it": nobody knows what
        if trigger.sense.family == "talk":
            base = self._proposer(base)
        conditions = self._condition(trigger, calendar, company, base)
        if trigger.sense.kind is EventKind.ROUND:
            made = [
                replace(base, ordinal=d.ordinal, when=d.when or base.when)
                for d in talks.rounds(trigger, calendar)
            ]
            if len(made) > 1:  # a day told of all of them is not the day of each
                drafts = talks.rounds(trigger, calendar)
                made = [replace(e, when=d.when or UNKNOWN) for e, d in zip(made, drafts, strict=True)]
            if len(made) == 1 and made[0].ordinal is None and status is Status.PLANNED:
                made = [self._next(made[0], trigger)]
        else:
            days = talks.meetings(trigger, calendar) if trigger.sense.family == "talk" else []
            made = [replace(base, when=day, trigger=at) for at, day in days] or [base]
        if trigger.sense.kind is EventKind.DEMAND and status is Status.HAPPENED:
            made.extend(_demanded(base, trigger, calendar))
        made = [_plain(e) if not trigger.sense.noun else e for e in made]
        named = [self._named(e) for e in made if _enough(trigger, e)]
        return [p for e in named for p in separate.parts(e, trigger, company)] + conditions, frozenset()

    def _next(self, event: Event, trigger: Trigger) -> Event:
        """ "The next round" with its number, where the report opens with the round before it."""
        paragraphs = self._scene.parsed.paragraphs
        lead = paragraphs[min(_LEAD, len(paragraphs)) - 1].end
        last = talks.before_next(trigger.nodes[0], self._events.values(), lead)
        if last is None or last.ordinal is None:
            return event
        return replace(event, ordinal=last.ordinal + 1, evidence=(*last.evidence, *event.evidence))

    def _proposer(self, base: Event) -> Event:
        """ "A meeting of leaders is needed," she said: the speaker is the author of the proposal."""
        if base.participants or base.status is not Status.PROPOSED:
            return base
        speaker = self._scene.speaker(base.asserted_by)
        if speaker is None or speaker.actor is None:
            return base
        return replace(base, participants=(Participant(speaker.name, "author", speaker.actor),))

    def _threatener(self, event: Event, trigger: Trigger, company: Company) -> Event:
        """ "Our members will walk out unless the firm pays", she said: she sets the term, on the firm."""
        known = {p.actor for p in event.participants}
        for proviso in frames.provisos(trigger.head):
            subject = next((c for c in proviso.children if c.dep_ in ("nsubj", "nsubjpass")), None)
            asked = company.people(subject) if subject is not None else []
            found = tuple(replace(p, role="addressee") for p in asked if p.actor not in known | {None})
            event = replace(event, participants=(*event.participants, *found))
        if any(p.actor is not None and p.role == "author" for p in event.participants):
            return event
        speaker = self._scene.speaker(event.asserted_by)
        if speaker is None or not (speaker.actor or self._is_group(speaker.name)):
            return event
        name = speaker.name
        if not speaker.actor:  # "their union" is "union", as elsewhere
            first, _, rest = name.partition(" ")
            name = rest if rest and first.lower() in _ARTICLES else name
        author = Participant(name, "author", speaker.actor)
        return replace(event, participants=(author, *event.participants))

    def _is_group(self, name: str | None) -> bool:
        return bool(name) and (name or "").split()[-1].lower() in self._scene.lexicon.groups

    def _base(self, trigger: Trigger, calendar: Calendar, company: Company, status: Status) -> Event:
        place = calendar.place
        act = trigger.sense.family == "act"
        when, moved_from = calendar.when(trigger)
        span = place.span(trigger.head)
        return Event(
            id="",
            kind=trigger.sense.kind,
            status=status,
            trigger=span,
            evidence=(place.sentence.span,),
            plover=trigger.sense.plover,
            mode=trigger.sense.mode,
            participants=company.of(trigger),
            place=None
            if act
            else calendar.venue(trigger, towards=trigger.sense.kind is EventKind.DELEGATION),
            when=when,
            moved_from=moved_from,
            condition=_condition_text(trigger, place) if status is Status.CONDITIONAL else None,
            content=contents.content(place, trigger),
            asserted_by=self._scene.asserted_by(span),
        )

    def _term(
        self, trigger: Trigger, calendar: Calendar, company: Company
    ) -> tuple[list[Event], frozenset[int]]:
        term = terms.read(trigger, calendar)
        if term.status is None:
            return [], frozenset()
        base = self._base(trigger, calendar, company, term.status)
        event = replace(
            base,
            mode=term.mode,
            when=term.when,
            moved_from=term.moved_from,
            content=term.content,
            consequence=term.consequence,
            place=None,
        )
        if not trigger.sense.noun and trigger.sense.kind is EventKind.ULTIMATUM:
            event = self._threatener(event, trigger, company)
        if term.mode in ("met", "missed"):
            event = replace(event, participants=_obliged(event.participants))
        event = counting.prolonged(event, term.extension, self._events.values(), calendar)
        known = term.mode != "set" or _enough(trigger, event)
        return ([self._named(event)] if known else []), term.absorbed

    def _condition(self, trigger: Trigger, calendar: Calendar, company: Company, base: Event) -> list[Event]:
        """The condition that a party sets: "will not attend until …", "wants … before it sends …"."""
        head = trigger.verdict.condition
        if trigger.sense.kind not in _CONDITIONED:
            return []  # a threat, not a condition
        if base.status is not Status.CONDITIONAL or head is None or not base.condition:
            return []
        wanted = head.head if head.dep_ in ("xcomp", "ccomp", "dobj") else None
        if wanted is None:
            found = [p for p in base.participants if p.role in ("party", "author")]
        else:
            found = company.people(next((c for c in wanted.children if c.dep_ == "nsubj"), wanted))
        place = calendar.place
        span = contents.condition(place, trigger, bare=True)
        if len(found) != 1 or span is None:
            return []  # nobody, or several of whom the text does not say whose condition it is
        authors = [replace(found[0], role="author")]
        trigger_span = place.span(wanted or head)
        event = Event(
            id="",
            kind=EventKind.CONDITION,
            status=Status.HAPPENED,
            trigger=trigger_span,
            evidence=base.evidence,
            plover="REQUEST",
            mode="change",
            participants=tuple(authors),
            condition=base.condition,
            content=(span,),
            asserted_by=self._scene.asserted_by(trigger_span),
        )
        return [self._named(event)]

    def _hinged(self, hinge: conditions.Hinge, company: Company, so_far: Sequence[Event]) -> Event | None:
        """The condition that a party sets for what it would do, where no other words told of it before."""
        place, span = company.place, hinge.words(company.place)
        told = [e.content for e in so_far if e.kind is EventKind.CONDITION]
        if span is None or any(span.overlaps(s) for content in told for s in content):
            return None
        trigger = place.span(hinge.clause)
        asserted_by = self._scene.asserted_by(trigger)
        subject = frames.subject_of(hinge.verb)
        authors = company.people(subject) if subject is not None else []
        if subject is not None and subject.lower_ in _SPEAKERS and not authors:
            speaker = self._scene.speaker(asserted_by)
            authors = [Participant(speaker.name, "author", speaker.actor)] if speaker is not None else []
        if len(authors) != 1 or authors[0].actor is None:
            return None
        asked = company.people(hinge.asked) if hinge.asked is not None else []
        others = tuple(replace(p, role="addressee") for p in asked if p.actor not in (None, authors[0].actor))
        doc = hinge.clause.doc
        return self._named(
            Event(
                id="",
                kind=EventKind.CONDITION,
                status=Status.HAPPENED,
                trigger=trigger,
                evidence=(place.sentence.span,),
                plover="REQUEST",
                mode="change",
                participants=(replace(authors[0], role="author"), *others),
                condition=place.quote(
                    place.span(doc[hinge.clause.left_edge.i], doc[hinge.clause.right_edge.i])
                ),
                content=(span,),
                asserted_by=asserted_by,
            )
        )

    def _taken_up(self, trigger: Trigger, calendar: Calendar, number: int) -> bool:
        """ "Both rounds took place in Lusaka": complete the rounds told before."""
        recent = [i for at, i in self._rounds if number - at <= _REACH and i in self._events]
        if len(recent) < 2 or trigger.verdict.status is None:
            return False
        venue = calendar.venue(trigger)
        for identity in recent:
            event = self._events[identity]
            if event.status is not trigger.verdict.status:
                continue
            evidence = (*event.evidence, calendar.place.sentence.span)
            self._events[identity] = replace(
                event,
                kind=EventKind.ROUND,
                mode=trigger.sense.mode,
                place=event.place or venue,
                evidence=evidence,
            )
        return True

    def _named(self, event: Event) -> Event:
        """The event with its id: stable over document, kind, sentence, trigger and ordinal."""
        kind = f"event:{event.kind}" + (f":{event.ordinal}" if event.ordinal else "")
        return replace(event, id=finding_id(self._document, kind, (*event.evidence, event.trigger)))


def _as_told(event: Event) -> Event:
    """ "Talks" and "negotiations" without a number are read as meetings are, and told as a round."""
    return replace(event, kind=EventKind.ROUND) if event.mode == "talks" else event


def _yet_to_come(event: Event, published: When) -> Event:
    """What lies after the day of the report has not happened: "Talks begin in Oslo on 20 May"."""
    if event.kind is EventKind.AGREEMENT and event.status is Status.ONGOING:
        return replace(event, status=Status.PLANNED)  # "are finalising a deal": there is none yet
    day, today = event.when.earliest, published.latest
    if day is None or today is None or day <= today or event.status not in (Status.HAPPENED, Status.ONGOING):
        return event
    return replace(event, status=Status.PLANNED) if event.kind in _CONDITIONED else event


def _answering(event: Event, span: Span, place: Place) -> Event:
    """An answer to "it", "to do so" or "the proposal", with the words that these take up."""
    own = event.evidence[0]
    if own.contains(span):
        return replace(event, content=(span,))
    sentences = (s.span for p in place.scene.parsed.paragraphs for s in p.sentences)
    told = next((s for s in sentences if s.contains(span)), None)
    return replace(event, content=(span,), evidence=event.evidence if told is None else (told, own))


def _demanded(demand: Event, trigger: Trigger, calendar: Calendar) -> list[Event]:
    """The deadline that a demand sets: "demanded that Kenya withdraw by 6 June"."""
    due = terms.demanded(trigger, calendar)
    deadline = replace(demand, kind=EventKind.DEADLINE, plover="THREATEN", mode="set", when=due)
    return [deadline] if due.text is not None else []


def _plain(event: Event) -> Event:
    """ "met for the first time" is a meeting; "met for a third time" is the third round."""
    if event.kind is EventKind.ROUND and event.ordinal in (None, 1):
        return replace(event, kind=EventKind.MEETING, ordinal=None)
    return event


def _undated(trigger: Trigger, calendar: Calendar) -> bool:
    """Whether a word that needs a day stands without one: "the talks were moved to Geneva"."""
    if not any(c.entry.dated for c in trigger.verdict.carriers):
        return False
    when, moved_from = calendar.when(trigger)
    return when.text is None and moved_from is None


def _condition_text(trigger: Trigger, place: Place) -> str | None:
    span = contents.condition(place, trigger)
    return place.quote(span) if span is not None else None


def _obliged(participants: tuple[Participant, ...]) -> tuple[Participant, ...]:
    """Who meets or misses a deadline is the one it was set for."""
    return tuple(replace(p, role="addressee") if p.role == "author" else p for p in participants)


def _dated_status(trigger: Trigger, calendar: Calendar) -> Status | None:
    """The status, with the day taken into account where the tense leaves it open.

    "is meeting on Friday" is planned when Friday lies ahead; "talks begin on Friday" likewise; a simple
    present without a day tells of an act ("demands"), and of a meeting only at the head of a report.
    """
    verdict = trigger.verdict
    status = verdict.status
    talk = trigger.sense.family == "talk" or trigger.sense.kind is EventKind.DELEGATION
    if verdict.present and trigger.sense.present is not None:
        return trigger.sense.present
    if trigger.sense.held and status is Status.PLANNED and _past(verdict):
        return Status.HAPPENED
    if verdict.present and status in (Status.HAPPENED, Status.PLANNED):
        when, _ = calendar.when(trigger)  # a chronicle: "On May 2, 2030, the two sides meet in Rome"
        published = calendar.place.scene.published
        if when.latest is not None and published.earliest is not None and when.latest < published.earliest:
            return Status.HAPPENED
    if (
        not talk
        or not (verdict.present or verdict.progressive)
        or status not in (Status.HAPPENED, Status.ONGOING)
    ):
        return status
    when, _ = calendar.when(trigger)
    published = calendar.place.scene.published
    ahead = when.earliest is not None and published.latest is not None and when.earliest > published.latest
    if ahead or _AHEAD.match(when.form or ""):
        return Status.PLANNED
    if verdict.progressive:
        return status
    return status if calendar.place.paragraph.index == 0 else None


def _past(verdict: Verdict) -> bool:
    """Whether the words that an event hangs on are in the past tense: "was arranged"."""
    return bool(verdict.carriers) and all(
        c.token.tag_ in ("VBD", "VBN") and not clauses.form_of(c.token).modal for c in verdict.carriers
    )


def _enough(trigger: Trigger, event: Event) -> bool:
    """Whether one of the needs of the sense is met."""
    if trigger.sense.family == "talk" and event.status in (Status.POSTPONED, Status.CANCELLED):
        return True  # news of the talks that the report is about
    have = {p.role for p in event.participants}
    parties = sum(p.role == "party" for p in event.participants)
    subject = trigger.arguments.get("subject", [trigger.head])[0]
    plural = subject.tag_ in ("NNS", "NNPS") and not trigger.sense.noun
    if parties > 1 or (plural and parties) or (event.when.text and _is_sided(trigger)):
        have.add("parties")
    have.update(
        name
        for name, value in (
            ("place", event.place),
            ("when", event.when.known or event.when.text),
            ("ordinal", event.ordinal),
            ("content", event.content),
            ("single", trigger.head.tag_ in ("NN", "NNP")),
        )
        if value
    )
    return any(have.issuperset(need) for need in trigger.sense.needs)


def _is_sided(trigger: Trigger) -> bool:
    """Whether "both sides" do it, whoever they are."""
    sides = ("side", "party", "delegation", "negotiator", "team")
    heads = (*trigger.arguments.get("subject", ()), *trigger.arguments.get("object", ()))
    return any(t.lemma_.lower() in sides and t.tag_ == "NNS" for t in heads)


def _at(place: Place, index: int) -> Span:
    return place.span(place.paragraph.doc[index])
