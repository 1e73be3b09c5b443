"""Mentions: one event as one document tells it, with its actors' identities in the record.

In: pages, the roll of actors. Out: :class:`Mention` objects and the histories made of them.
Invariant: a history's lines stand in the record's order, each with the evidence of its document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from onrecord.ledger import lending
from onrecord.ledger.actors import Roll
from onrecord.ledger.intervals import OPEN, width
from onrecord.ledger.lending import is_named
from onrecord.ledger.pages import Page
from onrecord.model import ActorKind, Basis, Entry, Event, EventKind, Evidence, Span, Status, Time, When

_HELD_KINDS = frozenset({EventKind.ROUND, EventKind.MEETING, EventKind.CALL})
# Actors whom an event of the broad look must name; of kinds that are not here it cannot be joined.
_LEAST_NAMED = {
    EventKind.MEETING: 2,
    EventKind.CALL: 2,
    EventKind.AGREEMENT: 2,
    EventKind.CEASEFIRE: 2,
    EventKind.PRISONER_EXCHANGE: 2,
    EventKind.DELEGATION: 1,
    EventKind.MEDIATION: 1,
    EventKind.SANCTION: 1,
    EventKind.VIOLATION: 1,
}
_WEEK = 7  # days
_PHRASE = 80  # characters: the longest phrase looked at before or behind a word
_SINCE = re.compile(r"(?i)\bsince\s+(?:[\w-]+\s+){0,3}$")
_BACK = re.compile(r"(?i)\b(?:the|this|that|these|those|their|its)\s+(?:[\w-]+\s+){0,3}$")
_BEGUN = re.compile(r"\s+(?:[\w-]+\s+){0,3}(?:began|opened|reopened|restarted|resumed|started)\b")
TALKS = "talks"
"""The mode of talks without a number: joined by day and parties as meetings are, a round by another name."""
PROSPECTIVE = frozenset(
    {
        Status.PLANNED,
        Status.PROPOSED,
        Status.CONDITIONAL,
        Status.UNCONFIRMED,
        Status.POSTPONED,
        Status.CANCELLED,
    }
)
"""Statuses of an event that has not come about."""
HELD = frozenset({Status.HAPPENED, Status.ONGOING})
"""Statuses of an event that has."""
_TOLD_ROUNDS = HELD | {Status.PLANNED, Status.POSTPONED}


@dataclass(frozen=True)
class Mention:
    """One event of one page. ``order`` is the page's place in the record.

    ``lender`` is the sentence that names the sides where the event's own words do not; ``note`` tells it.
    """

    page: Page
    event: Event
    roll: Roll
    order: int
    lender: tuple[Span, ...] = ()
    note: str = ""

    @property
    def key(self) -> tuple[int, int, int, str]:
        """Place in the record: the document's, then that of the words."""
        return (self.order, self.event.trigger.start, self.event.trigger.end, self.event.id)

    @property
    def when(self) -> When:
        """The day of the event."""
        return self.event.when

    @property
    def vagueness(self) -> int:
        """Days that its words leave open, beyond what is open about the day of the report itself."""
        own, report = width(self.when), width(self.page.published)
        return own - report if report < OPEN and own < OPEN else own

    @cached_property
    def actors(self) -> frozenset[str]:
        """Ids of those who take part as parties: persons as persons."""
        return frozenset(
            self.roll.id(p.actor, p.name)
            for p in self.event.participants
            if p.role == "party" and is_named(p)
        )

    @cached_property
    def sides(self) -> frozenset[str]:
        """Ids of the states and bodies that take part, persons replaced by those they act for."""
        return self.sides_of("party")

    def sides_of(self, role: str) -> frozenset[str]:
        """Ids of the sides on which the participants in a role stand."""
        return frozenset(
            self.roll.side(p.actor, p.name) for p in self.event.participants if p.role == role and is_named(p)
        )

    @cached_property
    def personal(self) -> bool:
        """Whether it names persons only, none of them for a delegation."""
        return bool(self.actors) and all(self.roll.kind(a) is ActorKind.PERSON for a in self.actors)

    @property
    def named(self) -> frozenset[str]:
        """Ids of the sides that its document names anywhere."""
        return self.roll.sides_in(self.page)

    def role(self, role: str) -> tuple[str, ...]:
        """Ids of the participants in a role, in the order of the text."""
        return tuple(
            dict.fromkeys(
                self.roll.id(p.actor, p.name)
                for p in self.event.participants
                if p.role == role and is_named(p)
            )
        )

    def one(self, role: str) -> str | None:
        """The id of the first participant in a role."""
        ids = self.role(role)
        return ids[0] if ids else None

    def side_of(self, role: str) -> str | None:
        """The id of the side on which the first participant in a role stands."""
        for participant in self.event.participants:
            if participant.role == role and is_named(participant):
                return self.roll.side(participant.actor, participant.name)
        return None

    def others(self, role: str, first: str | None) -> tuple[str, ...]:
        """Ids of those who stand in a role beside the first of them, one for each side."""
        sides = {self.roll.side(first, first)} if first is not None else set()
        found = []
        for participant in self.event.participants:
            side = self.roll.side(participant.actor, participant.name)
            if participant.role == role and participant.actor is not None and side not in sides:
                sides.add(side)
                found.append(self.roll.id(participant.actor, participant.name))
        return tuple(found)

    @cached_property
    def evidence(self) -> tuple[Evidence, ...]:
        """The sentence or sentences, quoted."""
        return self.page.evidence(self.event.evidence or (self.event.trigger,), self.lender)

    @cached_property
    def times(self) -> tuple[Time, ...]:
        """The times that its sentence or sentences name."""
        sentences = self.event.evidence
        return tuple(
            t
            for t in self.page.reading.times
            if any(s.start <= t.start and t.end <= s.end for s in sentences)
        )

    @property
    def points_back(self) -> bool:
        """Whether the words take up something told of before: "the planned talks", "their meeting"."""
        sentence = next((s for s in self.event.evidence if s.overlaps(self.event.trigger)), None)
        start = sentence.start if sentence is not None else 0
        return _BACK.search(self.page.text[start : self.event.trigger.start]) is not None

    @property
    def told_by(self) -> tuple[str, tuple[str, ...]]:
        """Who asserts it, and the relays: ``("narrator", ())`` where the writer does."""
        statement = self.page.statements.get(self.event.asserted_by)
        if statement is None or statement.speaker is None:
            return ("narrator", ())
        return (statement.speaker.name, statement.chain)


def mentions(pages: Sequence[Page], roll: Roll) -> list[Mention]:
    """The events of the pages by which documents can be joined; none without evidence.

    The pages must stand in the record's order.
    """
    listed = (
        Mention(page, joined, roll, order, lender, note)
        for order, (page, told) in enumerate(lending.completed(pages, roll))
        for event, lender, note in told
        if not _dates_others(event, page.text) and (joined := _joined(event)) is not None
        if joined.evidence or joined.trigger.start < joined.trigger.end
    )
    return sorted((m for m in listed if m.evidence), key=lambda m: m.key)


def _dates_others(event: Event, text: str) -> bool:
    """Whether talks are named only to say from when others are counted: "the sixth round since negotiations
    resumed in May".
    """
    if event.kind not in (EventKind.ROUND, EventKind.MEETING) or event.ordinal is not None:
        return False
    before, behind = text[: event.trigger.start], text[event.trigger.end :]
    return _SINCE.search(before[-_PHRASE:]) is not None and _BEGUN.match(behind[:_PHRASE]) is not None


def _joined(event: Event) -> Event | None:
    """An event as other documents can tell it, too.

    Those of the broad look count where they name actors enough to be told from others. Talks without a number
    are joined as meetings are, by day and parties.
    """
    if event.status is Status.DID_NOT_HAPPEN and event.mode == "set":
        return None  # "sets no deadlines"
    if event.mode == "general":
        if event.kind is EventKind.ROUND and event.ordinal is None and _is_dated(event):
            event = replace(event, kind=EventKind.MEETING, mode=TALKS)
        return event if _is_told_apart(event) else None
    return replace(event, kind=EventKind.MEETING) if event.mode == TALKS else event


def _is_dated(event: Event) -> bool:
    """Whether talks without a number are told with a day, as held or to come."""
    return event.status in _TOLD_ROUNDS and width(event.when) <= _WEEK


def _is_told_apart(event: Event) -> bool:
    """Whether an event names as many actors as its kind needs.

    Of a round its number will do, where it is held or to come: "no third round in my diary" undoes none.
    """
    if event.kind is EventKind.ROUND:
        return event.ordinal is not None and event.status in _TOLD_ROUNDS
    if event.kind is EventKind.VIOLATION and event.when.day is not None:
        return True  # by whom, is often what is argued about
    least = _LEAST_NAMED.get(event.kind)
    return least is not None and len({p.actor for p in event.participants} - {None}) >= least


def _in_ledger(status: Status, kind: EventKind) -> str:
    """A status as the ledger names it: a round, meeting or call that happened was held."""
    return "held" if status is Status.HAPPENED and kind in _HELD_KINDS else status.value


def history(told: Iterable[Mention], notes: dict[str, str] | None = None) -> tuple[Entry, ...]:
    """One entry for each document, status and teller, in the record's order.

    ``notes`` gives words on what changed, by event id.
    """
    entries: dict[tuple[str, str, str, tuple[str, ...]], list[Mention]] = {}
    for mention in sorted(told, key=lambda m: m.key):
        status = _in_ledger(mention.event.status, mention.event.kind)
        key = (mention.page.id, status, *mention.told_by)
        entries.setdefault(key, []).append(mention)
    return tuple(
        Entry(
            document=document,
            reported=group[0].page.published,
            status=status,
            evidence=tuple(dict.fromkeys(e for m in group for e in m.evidence)),
            by=by,
            chain=chain,
            note="; ".join(
                dict.fromkeys(n for m in group for n in ((notes or {}).get(m.event.id), m.note) if n)
            ),
        )
        for (document, status, by, chain), group in entries.items()
    )


def joined_when(told: Sequence[Mention]) -> When:
    """The days that the mentions agree on, the last mention that fixes most being believed first.

    Mentions that contradict it are left aside here; the history shows them.
    """
    known = [m for m in told if m.when.known]
    if not known:
        return told[-1].when if told else When()
    held = [m for m in known if m.event.status in HELD]
    pool = sorted(held or known, key=lambda m: (width(m.when) > 31, -m.order, width(m.when), m.key))
    best = pool[0].when
    for mention in (*pool[1:], *(m for m in known if held and m.event.status not in HELD)):
        best = _narrowed(best, mention)
    return best


def _narrowed(best: When, mention: Mention) -> When:
    other = mention.when
    if not best.meets(other) or width(other) >= width(best):
        return best
    earliest = max((d for d in (best.earliest, other.earliest) if d), default=None)
    latest = min((d for d in (best.latest, other.latest) if d), default=None)
    if (earliest, latest) == (best.earliest, best.latest):
        return best
    why = f"{mention.page.name} says ‘{other.text}’" if other.text else f"narrowed by {mention.page.name}"
    basis = other.basis if (earliest, latest) == (other.earliest, other.latest) else Basis.LINKED
    return When(earliest, latest, other.text or best.text, basis, other.form, (*best.trail, why))
