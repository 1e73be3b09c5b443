"""Meetings and calls outside the rounds of talks.

In: mentions in the record's order, less those that belong to a round. Out: :class:`Meeting` items.
Invariant: two mentions are one meeting only where kind, participants and day agree; "the meeting"
without any of them joins only the sole meeting of its own document.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.ledger import standing
from onrecord.ledger.identity import distinct, enter
from onrecord.ledger.intervals import bounds, days_in, width
from onrecord.ledger.mentions import PROSPECTIVE, TALKS, Mention, history, joined_when
from onrecord.ledger.names import fold, same_place
from onrecord.model import ActorKind, EventKind, Meeting, Status

_KINDS = frozenset({EventKind.MEETING, EventKind.CALL})
_DATED = 7  # days: an interval no wider places a meeting in time


@dataclass
class _Group:
    mentions: list[Mention] = field(default_factory=list)
    who: set[str] = field(default_factory=set)
    sides: set[str] = field(default_factory=set)

    def add(self, mention: Mention) -> None:
        self.mentions.append(mention)
        self.who |= attending(mention)
        self.sides |= mention.sides

    def takes(self, mention: Mention) -> bool:
        """Whether the mention can be of this meeting, by who attends, where and when."""
        who = attending(mention)
        same = len(who & self.who) > 1 or (bool(who & self.who) and min(len(who), len(self.who)) == 1)
        if not same or len(self.sides | mention.sides) > max(len(self.sides), len(mention.sides)):
            return False
        places = [same_place(mention.event.place, m.event.place) for m in self.mentions]
        return True in places or False not in places

    def suits(self, mention: Mention) -> bool:
        """Whether "the meeting", of which nobody is named, is told with no other place or day.

        "Talks in Geneva in May" are others than those told of with no place or day: nothing points back.
        """
        here = [m for m in self.mentions if m.page.id == mention.page.id]
        places = [same_place(mention.event.place, m.event.place) for m in here]
        if False in places or not all(m.when.meets(mention.when) for m in here):
            return False
        placed = mention.event.place is None or True in places
        dated = not mention.when.known or any(m.when.known for m in here)
        return (placed and dated) or mention.points_back

    def then(self, mention: Mention) -> bool:
        """Whether a vaguely dated mention can be of these days: ongoing talks are not those of last May."""
        here = [m for m in self.mentions if m.page.id == mention.page.id]
        return all(
            m.page.published.meets(mention.when)
            if m.event.status is Status.ONGOING and not m.when.known
            else m.when.meets(mention.when)
            for m in here
        )

    def as_far(self, mention: Mention) -> bool:
        """Whether its document tells of the meeting as the mention does: as to come, or as come."""
        ahead = mention.event.status in PROSPECTIVE
        return any(
            m.page.id == mention.page.id and (m.event.status in PROSPECTIVE) == ahead for m in self.mentions
        )


def attending(mention: Mention) -> frozenset[str]:
    """Ids of all who attend, hosts and mediators too, but no outlet: "phoned the Harbour Post"."""
    everybody = mention.actors | frozenset(mention.role("mediator")) | frozenset(mention.role("host"))
    return frozenset(a for a in everybody if mention.roll.kind(a) is not ActorKind.OUTLET)


def meetings(told: Sequence[Mention]) -> tuple[Meeting, ...]:
    """The meetings and calls, by day. Those with fewer than two known participants are left out."""
    groups: list[_Group] = []
    by_day: dict[tuple[EventKind, int, str], list[_Group]] = defaultdict(list)
    by_page: dict[tuple[EventKind, str], list[_Group]] = defaultdict(list)
    listed = [m for m in told if m.event.kind in _KINDS]
    dated = [m for m in listed if width(m.when) <= _DATED and attending(m)]
    known = {m.event.id for m in dated}
    for mention in (*dated, *(m for m in listed if m.event.id not in known)):
        kind, who, days = mention.event.kind, attending(mention), days_in(mention.when, _DATED)
        if days:
            near_by = distinct([g for d in days for w in sorted(who) for g in by_day.get((kind, d, w), ())])
            fitting = [g for g in near_by if _same_days(g, mention) and g.takes(mention)]
        else:
            near_by = by_page.get((kind, mention.page.id), [])
            fitting = [
                g
                for g in near_by
                if (g.takes(mention) if who else g.suits(mention)) and g.as_far(mention) and g.then(mention)
            ]
        if len(fitting) == 1:
            group = fitting[0]
        elif fitting or not who or (mention.note and not mention.when.known):
            continue  # fits several, or names nobody itself: which meeting is meant is not told
        else:
            group = _Group()
            groups.append(group)
        group.add(mention)
        for key in ((kind, d, w) for d in days for w in who):
            enter(by_day[key], group)
        enter(by_page[kind, mention.page.id], group)
    items = [item for g in groups if len((item := _item(g)).participants) > 1]
    return tuple(sorted(items, key=lambda m: (bounds(m.when)[0], m.id)))


def _same_days(group: _Group, mention: Mention) -> bool:
    """Whether the days agree: one and the same day, or intervals that meet within one document."""
    for other in group.mentions:
        if mention.when.day is not None and other.when.day == mention.when.day:
            return True
        if other.page.id == mention.page.id and other.when.meets(mention.when):
            return True
    return False


def _item(group: _Group) -> Meeting:
    told = sorted(group.mentions, key=lambda m: m.key)
    roll = told[0].roll
    places = Counter(fold(m.event.place) for m in told if m.event.place)
    entries = history(told)
    return Meeting(
        id=f"{told[0].event.kind.value}-{told[0].event.id}",
        kind=told[0].event.kind.value,
        participants=tuple(dict.fromkeys(roll.name(w) for m in told for w in _in_order(m))),
        place=next(
            (p for m in told if (p := m.event.place) and fold(p) == places.most_common(1)[0][0]), None
        ),
        when=joined_when(told),
        status=standing.status(entries),
        history=entries,
    )


def _in_order(mention: Mention) -> tuple[str, ...]:
    """Who met: not who mediated or hosted talks of others."""
    attended = attending(mention)
    parties = tuple(p for p in mention.role("party") if p in attended)
    if mention.event.mode == TALKS or len(parties) > 1:
        return parties
    return (*parties, *mention.role("host"), *mention.role("mediator"))
