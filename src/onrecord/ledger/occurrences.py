"""Occurrences: agreements, ceasefires, exchanges, delegations, sanctions, breaches and the like.

In: mentions in the record's order, the rounds in the making. Out: :class:`Occurrence` items. Invariants: two
mentions are one occurrence only where kind and sides agree and days and places do not differ; one that names
nobody joins the sole occurrence of its kind in its own document, or is left out.

That a side attends a round is told before as a delegation ("has not said whether it will send one") and after
by the round: where a document tells that the round was held with that side, the delegation has come about.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from onrecord.ledger import standing
from onrecord.ledger.gatherings import Gathering
from onrecord.ledger.identity import distinct, enter
from onrecord.ledger.intervals import bounds, near, width
from onrecord.ledger.mentions import HELD, PROSPECTIVE, Mention, history, joined_when
from onrecord.ledger.names import same_place
from onrecord.model import EventKind, Occurrence, Span, Status

T = TypeVar("T")

_MUTUAL = frozenset({EventKind.AGREEMENT, EventKind.CEASEFIRE, EventKind.PRISONER_EXCHANGE})
_SINGLE = frozenset({EventKind.CEASEFIRE, EventKind.PRISONER_EXCHANGE})  # few of a kind between two sides
_KINDS = _MUTUAL | {
    EventKind.DELEGATION,
    EventKind.MEDIATION,
    EventKind.IMPLEMENTATION,
    EventKind.VIOLATION,
    EventKind.SANCTION,
    EventKind.MILITARY,
}
_DISPUTED = {Status.UNCONFIRMED, Status.DENIED}  # "accused Solm of breaking the truce. Solm denied it"
_DATED = 7  # days: an interval no wider places an occurrence in time
_CROWD = 64  # occurrences of one kind and side that a mention is compared with, the latest ones
_SPOKEN_OF = 31  # days around a truce or exchange in which reports of it need not date it
_FAR = 80  # characters of a sentence before the words of the event that are told with them
_NEWS = 3  # days between two reports of an undated occurrence that are news of the same
_DOING, _DONE_TO = ("party", "author", "mediator", "host"), ("addressee", "target")


@dataclass
class _Group:
    kind: EventKind
    doing: frozenset[str] = frozenset()
    done_to: frozenset[str] = frozenset()
    round: Gathering | None = None
    mentions: list[Mention] = field(default_factory=list)

    def add(self, mention: Mention, at: Gathering | None) -> None:
        self.mentions.append(mention)
        self.doing |= _sides(mention, _DOING)
        self.done_to |= _sides(mention, _DONE_TO)
        self.round = self.round or at

    def takes(self, mention: Mention, at: Gathering | None) -> bool:
        """Whether the mention can be of this occurrence, by who, where and when."""
        here = any(m.page.id == mention.page.id for m in self.mentions)
        return self._one_round(at) and self._same_sides(mention, here) and self._same_day(mention, at, here)

    def _one_round(self, at: Gathering | None) -> bool:
        return at is None or self.round is None or at is self.round

    def _same_sides(self, mention: Mention, here: bool) -> bool:
        doing, done_to = _sides(mention, _DOING), _sides(mention, _DONE_TO)
        if False in {same_place(mention.event.place, m.event.place) for m in self.mentions}:
            return False
        if here and (doing <= self.doing or self.doing <= doing):
            return not done_to or not self.done_to or bool(done_to & self.done_to)
        return doing == self.doing and (done_to == self.done_to or not (done_to and self.done_to))

    def may_be(self, mention: Mention) -> bool:
        """Whether an undated mention of another report can be of this occurrence.

        It has the same sides, at about the time of the report; two without a day are one only where one tells
        of the plan and the other of the deed.
        """
        return self._same_sides(mention, here=False) and any(_spoken_of(m, mention) for m in self.mentions)

    def _same_day(self, mention: Mention, at: Gathering | None, here: bool) -> bool:
        if at is not None and at is self.round:
            return True
        if here:
            return all(_can_be_one(m, mention) for m in self.mentions if m.page.id == mention.page.id)
        return any(_one_day(m, mention) for m in self.mentions)


def occurrences(told: Sequence[Mention], gathered: Sequence[Gathering]) -> tuple[Occurrence, ...]:
    """The occurrences, by day. Those that name nobody are left out."""
    rounds_in = _by_page(gathered)
    groups: list[_Group] = []
    by_side: dict[tuple[EventKind, str], list[_Group]] = defaultdict(list)
    by_page: dict[tuple[EventKind, str], list[_Group]] = defaultdict(list)
    listed = [m for m in told if m.event.kind in _KINDS]
    for mention in sorted(listed, key=_by_what_is_told):
        kind, sides = mention.event.kind, _sides(mention, (*_DOING, *_DONE_TO))
        at = _attended(mention, rounds_in.get(mention.page.id, ()))
        if sides:
            near_by = distinct(g for side in sorted(sides) for g in by_side[kind, side][-_CROWD:])
            group = next((g for g in near_by if g.takes(mention, at)), None)
        else:
            several = len(mention.event.participants) > 0  # "leaders agreed": not one side alone
            group = _only(
                g
                for g in by_page[kind, mention.page.id]
                if g.takes(mention, at) and not (several and kind in _MUTUAL and len(g.doing) < 2)
            )
        if group is None and kind in _SINGLE and not mention.when.known:
            near_by = [g for g in near_by if g.may_be(mention)] if sides else []
            if len(near_by) > 1:
                continue  # one of several, and which is not told
            group = _only(near_by)
        if group is None:
            if not _stands_alone(mention):
                continue
            group = _Group(kind)
            groups.append(group)
        group.add(mention, at)
        for index, keys in ((by_side, sorted(sides)), (by_page, [mention.page.id])):
            for key in keys:
                enter(index[kind, key], group)
    items = [_item(group) for group in groups]
    return tuple(sorted(items, key=lambda o: (*bounds(o.when), o.id)))


def _stands_alone(mention: Mention) -> bool:
    """Whether a mention makes an occurrence of its own.

    One that names nobody does not, but for a breach on a day that is known; nor does one of which neither
    sides nor day are its own words, unless it is announced in so many words.
    """
    event = mention.event
    if not _sides(mention, (*_DOING, *_DONE_TO)):  # who broke a truce is often not known
        return event.kind is EventKind.VIOLATION and event.status in HELD and mention.when.day is not None
    loose = bool(mention.note) and not mention.when.known and event.mode == "general"
    return not loose or event.status is Status.PLANNED or _is_own_deed(mention)


def _is_own_deed(mention: Mention) -> bool:
    """Whether the words name who set prisoners free, if not whose: "Kenya has freed six soldiers"."""
    told = next((e for e in mention.page.reading.events if e.id == mention.event.id), mention.event)
    own = any(p.role in _DOING and p.actor is not None for p in told.participants)
    return own and told.kind is EventKind.PRISONER_EXCHANGE and told.status in HELD


def _by_what_is_told(mention: Mention) -> tuple[object, ...]:
    """Those that name sides and a day first: the others may join them."""
    undated = mention.event.kind in _SINGLE and not mention.when.known
    return (not _sides(mention, (*_DOING, *_DONE_TO)), undated, *mention.key)


def _item(group: _Group) -> Occurrence:
    told = sorted(group.mentions, key=lambda m: m.key)
    first, roll = told[0], told[0].roll
    came = _came_about(group)
    entries = history((*told, *came), {m.event.id: "the round was held" for m in came})
    best = max(told, key=lambda m: (m.event.status in HELD, bool(m.event.content), -m.order))
    return Occurrence(
        id=f"{group.kind.value}-{first.event.id}",
        kind=group.kind.value,
        parties=tuple(dict.fromkeys(roll.name(s) for m in told for s in _in_order(m, _DOING))),
        on=tuple(dict.fromkeys(roll.name(s) for m in told for s in _in_order(m, _DONE_TO))),
        place=next((m.event.place for m in told if m.event.place), None),
        when=joined_when(told),
        content=_wording(best),
        status=standing.status(entries),
        history=entries,
        round=group.round.id if group.round else None,
    )


def _wording(mention: Mention) -> str:
    """What is agreed or exchanged, else the sentence, from the clause on where its words stand far behind."""
    if mention.event.content:
        return mention.page.quote(mention.event.content)
    trigger = mention.event.trigger
    sentence = next((s for s in mention.event.evidence if s.overlaps(trigger)), trigger)
    if trigger.start - sentence.start > _FAR:
        clause = mention.page.text.rfind(", ", sentence.start, trigger.start)
        if clause >= 0:
            sentence = Span(clause + 2, sentence.end)
    return mention.page.quote((sentence,))


def _came_about(group: _Group) -> list[Mention]:
    """What tells that the round to which a delegation was to go was held with its side."""
    if group.round is None or any(m.event.status in HELD for m in group.mentions):
        return []
    return [
        replace(m, event=replace(m.event, kind=EventKind.DELEGATION))
        for m in group.round.mentions
        if m.event.status in HELD and group.doing <= m.sides
    ]


def _attended(mention: Mention, gathered: Sequence[Gathering]) -> Gathering | None:
    """The only round of its document to which a delegation can go: to come as it is, or over."""
    if mention.event.kind is not EventKind.DELEGATION:
        return None
    doing, here, come = _sides(mention, _DOING), mention.page.id, mention.event.status in HELD
    return _only(
        g
        for g in gathered
        if doing <= g.parties
        and any((m.event.status in HELD) == come for m in g.in_page(here))
        and all(m.when.meets(mention.when) for m in g.in_page(here) if m.when.known and mention.when.known)
    )


def _by_page(gathered: Iterable[Gathering]) -> dict[str, list[Gathering]]:
    found: dict[str, list[Gathering]] = defaultdict(list)
    for gathering in gathered:
        for page in {m.page.id for m in gathering.mentions}:
            found[page].append(gathering)
    return found


def _can_be_one(a: Mention, b: Mention) -> bool:
    """Whether one document tells of one occurrence twice: days that meet, else both to come or both over,
    else one as alleged and the other as denied.
    """
    if a.when.known and b.when.known:
        return a.when.meets(b.when)
    if {a.event.status, b.event.status} == _DISPUTED:
        return True
    return (a.event.status in PROSPECTIVE) == (b.event.status in PROSPECTIVE)


def _one_day(a: Mention, b: Mention) -> bool:
    """Whether two documents can tell of one occurrence: both date it, or both have it as fresh news."""
    if a.when.known and b.when.known:
        return max(width(a.when), width(b.when)) <= _DATED and a.when.meets(b.when)
    if a.when.known or b.when.known:
        return False
    days = a.page.published, b.page.published
    return max(map(width, days)) <= _DATED and near(*days, _NEWS)


def _spoken_of(told: Mention, mention: Mention) -> bool:
    """Whether an undated mention can be of an occurrence that another report tells of."""
    held, done = mention.event.status in HELD, told.event.status in HELD
    reported = mention.page.published
    if not told.when.known:
        return held is not done and near(told.page.published, reported, _SPOKEN_OF)
    to_come = (
        reported.latest is not None
        and told.when.earliest is not None
        and told.when.earliest > reported.latest
    )
    return near(told.when, reported, _SPOKEN_OF) and not (held and to_come)


def _sides(mention: Mention, roles: Iterable[str]) -> frozenset[str]:
    return frozenset(_in_order(mention, roles))


def _in_order(mention: Mention, roles: Iterable[str]) -> list[str]:
    """The sides in these roles; "the government" of nobody knows whom is none."""
    known = (p for p in mention.event.participants if p.role in roles and p.actor is not None)
    return [mention.roll.side(p.actor, p.name) for p in known]


def _only(found: Iterable[T]) -> T | None:
    """The only one there is."""
    listed = list(found)
    return listed[0] if len(listed) == 1 else None
