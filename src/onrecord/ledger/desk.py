"""The desk where mentions of talks are sorted into rounds.

In: mentions in the record's order. Out: :class:`Gathering` objects (a round with its mentions). Invariants:
no round holds two ordinals, nor mentions of disjoint parties; a mention that fits several rounds is left out
rather than guessed.

A mention joins by ordinal and parties first, then by day and parties, then, undated, where its own
document speaks of only one round that it can mean.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cache

from onrecord.knowledge import load
from onrecord.ledger.gatherings import (
    LONG_TALKS,
    Gathering,
    agree,
    days_apart,
    is_past,
    meets,
    same_company,
    same_series,
)
from onrecord.ledger.identity import distinct, enter
from onrecord.ledger.intervals import days_in, width
from onrecord.ledger.lending import Lenders
from onrecord.ledger.mentions import HELD, PROSPECTIVE, TALKS, Mention
from onrecord.model import UNKNOWN, EventKind, Status

_DATED = 7  # days: an interval no wider places a mention in time
_CLEARLY = 3  # times as often: a negotiation spoken of so much oftener is the one that is meant
_RANKED = 20  # negotiations of the record that are looked through
_VAGUE = 31  # days: the widest interval that makes a round of its own without an ordinal
_CROWD = 64  # rounds of one ordinal; in a record of more, one told without parties can mean any of them


def gather(told: Sequence[Mention]) -> list[Gathering]:
    """The rounds in the mentions, which must stand in the record's order."""
    return _Desk(told).gather()


class _Desk:
    """Where mentions are sorted into rounds; its indexes keep the work linear."""

    def __init__(self, told: Sequence[Mention]) -> None:
        self._rounds = [m for m in told if m.event.kind is EventKind.ROUND]
        self._meetings = [m for m in told if m.event.kind is EventKind.MEETING]
        self._parties = whole_parties(self._rounds)
        self._gathered: list[Gathering] = []
        self._by_ordinal: dict[tuple[int, str], list[Gathering]] = defaultdict(list)
        self._of_ordinal: dict[int, dict[int, Gathering]] = defaultdict(dict)
        self._by_day: dict[tuple[object, str], list[Gathering]] = defaultdict(list)
        self._by_old_day: dict[tuple[object, str], list[Gathering]] = defaultdict(list)  # put off from it
        self._by_page: dict[str, list[Gathering]] = defaultdict(list)

    def gather(self) -> list[Gathering]:
        ordered = [m for m in self._rounds if m.event.ordinal is not None]
        # who meets is best known from those that tell it; the others join these
        for mention in sorted(ordered, key=lambda m: len(self._parties[m.event.id]) < 2):
            self._place_ordinal(mention)
        undated = []
        for mention in self._rounds:
            if mention.event.ordinal is None:
                if count := counted(mention):
                    self._place_counted(mention, count)
                elif width(mention.when) <= _DATED:
                    self._place_dated(mention)
                else:
                    undated.append(mention)
        for mention in undated:
            self._place_undated(mention)
        for mention in sorted(self._meetings, key=lambda m: not m.when.known):  # the others may join these
            self._place_meeting(mention)
        return self._gathered

    def _put(self, gathering: Gathering | None, mention: Mention) -> None:
        parties = self._parties.get(mention.event.id, mention.sides)
        if gathering is None:
            gathering = Gathering()
            self._gathered.append(gathering)
        gathering.add(mention, parties)
        keys = parties or {""}
        if gathering.ordinal is not None:
            self._of_ordinal[gathering.ordinal][id(gathering)] = gathering
            for party in keys:
                enter(self._by_ordinal[gathering.ordinal, party], gathering)
        for party in keys:
            for day in days_in(mention.when, _DATED):
                enter(self._by_day[day, party], gathering)
            for day in days_in(mention.event.moved_from or UNKNOWN, _DATED):
                enter(self._by_old_day[day, party], gathering)
        enter(self._by_page[mention.page.id], gathering)

    def _place_ordinal(self, mention: Mention) -> None:
        ordinal, parties = mention.event.ordinal, self._parties[mention.event.id]
        assert ordinal is not None
        near_by = distinct(g for party in parties or {""} for g in self._by_ordinal.get((ordinal, party), ()))
        fitting = [g for g in near_by if agree(g, mention, parties) and same_series(g, mention)]
        closest = min(
            fitting, key=lambda g: (not g.in_page(mention.page.id), days_apart(g, mention)), default=None
        )
        self._put(closest or self._unnamed(mention, ordinal, parties), mention)

    def _unnamed(self, mention: Mention, ordinal: int, parties: frozenset[str]) -> Gathering | None:
        """The one round of this ordinal between sides that the mention's document names, if not in so many
        words: "the second session", "the two sides meet for a third time".
        """
        listed = self._of_ordinal[ordinal].values()
        if len(listed) > _CROWD:
            return None
        fitting = [g for g in listed if same_company(g, mention, parties) and same_series(g, mention)]
        return fitting[0] if len(fitting) == 1 else None

    def _place_counted(self, mention: Mention, count: int) -> None:
        """ "Three rounds were held" is told of each of the first three, where they are known."""
        parties = self._parties[mention.event.id]
        for ordinal in range(1, count + 1):
            near_by = distinct(g for p in parties or {""} for g in self._by_ordinal.get((ordinal, p), ()))
            fitting = [
                g
                for g in near_by
                if agree(g, mention, parties) and g.place_of(mention) is not False and is_past(g, mention)
            ]
            if len(fitting) == 1:
                self._put(fitting[0], mention)

    def _place_dated(self, mention: Mention) -> None:
        parties = self._parties[mention.event.id]
        found = self._on_the_day(mention, parties)
        if len(found) > 1:
            found = [g for g in found if g.in_page(mention.page.id)] or found
        if len(found) > 1:
            found = [g for g in found if g.place_of(mention)] or found
        if not found and mention.points_back:
            found = self._alone_in_page(mention, parties)
        if len(found) == 1:
            self._put(found[0], mention)
        elif not found and len(parties) > 1:
            self._put(None, mention)

    def _on_the_day(self, mention: Mention, parties: frozenset[str]) -> list[Gathering]:
        days = [
            *days_in(mention.when, _DATED),
            *days_in(mention.event.moved_from or UNKNOWN, _DATED),
        ]
        keys = [(d, p) for d in days for p in parties or {""}]
        ahead = mention.event.status in PROSPECTIVE  # what was held then, is none that was put off
        told = [self._by_day, self._by_old_day] if ahead else [self._by_day]
        listed = distinct(g for index in told for key in keys for g in index.get(key, ()))
        return [g for g in listed if agree(g, mention, parties) and g.place_of(mention) is not False]

    def _place_undated(self, mention: Mention) -> None:
        parties = self._parties[mention.event.id]
        ahead = mention.event.status in PROSPECTIVE
        fitting = [
            g
            for g in self._by_page.get(mention.page.id, ())
            if agree(g, mention, parties)
            and g.place_of(mention) is not False
            and meets(g, mention)
            and any((m.event.status in PROSPECTIVE) == ahead for m in g.in_page(mention.page.id))
        ]
        if len(fitting) == 1:
            self._put(fitting[0], mention)
        elif not fitting and len(parties) > 1 and width(mention.when) <= _VAGUE:
            self._put(self._elsewhere(mention, parties), mention)

    def _elsewhere(self, mention: Mention, parties: frozenset[str]) -> Gathering | None:
        """The one round of another document that a vaguely dated mention can mean."""
        days = days_in(mention.when, _VAGUE)
        listed = distinct(g for d in days for p in parties for g in self._by_day.get((d, p), ()))
        fitting = [g for g in listed if agree(g, mention, parties) and g.place_of(mention) is not False]
        return fitting[0] if len(fitting) == 1 else None

    def _place_meeting(self, mention: Mention) -> None:
        """A meeting that is a round by another name: same days, same sides, no private audience."""
        talks = mention.event.mode == TALKS
        vague = mention.vagueness > _DATED and not (talks and not mention.when.known)
        if mention.personal or not mention.sides or vague:
            return
        if mention.when.day is not None or (talks and mention.when.known):
            found = self._on_the_day(mention, mention.sides)
            found = found or (
                self._alone_in_page(mention, mention.sides) or self._held_next(mention) if talks else []
            )
        elif talks and mention.event.status not in PROSPECTIVE:
            found = self._alone_in_page(mention, mention.sides)
        else:
            found = [g for g in self._ahead_in_page(mention) if g.place_of(mention) is not False]
        found = [g for g in found if len(g.parties & mention.sides) > 1 or g.place_of(mention)]
        if len(found) == 1:
            self._put(found[0], mention)

    def _held_next(self, mention: Mention) -> list[Gathering]:
        """The rounds held on the days behind one for which talks were planned: they took several days, and
        the report tells the last.
        """
        if mention.event.status not in PROSPECTIVE or mention.when.day is None:
            return []
        days = [mention.when.day.toordinal() + n for n in range(1, LONG_TALKS)]
        listed = distinct(g for d in days for p in mention.sides for g in self._by_day.get((d, p), ()))
        return [
            g
            for g in listed
            if agree(g, mention, mention.sides)
            and g.place_of(mention) is not False
            and not any(m.event.status in PROSPECTIVE and m.when.known for m in g.mentions)
            and any(m.event.status in HELD and m.when.day is not None for m in g.mentions)
        ]

    def _alone_in_page(self, mention: Mention, parties: frozenset[str]) -> list[Gathering]:
        """The round of its document without a day, told as far as the talks are: over, or to come."""
        ahead = mention.event.status in PROSPECTIVE
        return [
            g
            for g in self._by_page.get(mention.page.id, ())
            if agree(g, mention, parties)
            and g.place_of(mention) is not False
            and not any(m.when.known for m in g.in_page(mention.page.id))
            and all((m.event.status in PROSPECTIVE) == ahead for m in g.in_page(mention.page.id))
        ]

    def _ahead_in_page(self, mention: Mention) -> list[Gathering]:
        """The rounds that the same document tells as still to come, on days that can be the meeting's."""
        if mention.event.status not in PROSPECTIVE:
            return []
        return [
            g
            for g in self._by_page.get(mention.page.id, ())
            if agree(g, mention, mention.sides)
            and any(
                m.event.status in PROSPECTIVE and m.when.meets(mention.when)
                for m in g.in_page(mention.page.id)
            )
        ]


def counted(mention: Mention) -> int:
    """The number of held rounds that a phrase counts ("three rounds"), 0 where it counts none."""
    if mention.event.status is not Status.HAPPENED or mention.event.ordinal is not None:
        return 0
    trigger, text = mention.event.trigger, mention.page.text
    if not text[: trigger.end].endswith("s"):
        return 0
    words = re.findall(r"\w+", text[max(0, trigger.start - 40) : trigger.start].casefold())
    for word in reversed(words[-2:]):  # "three rounds", "three inconclusive rounds"
        if word in _cardinals():
            return _cardinals().index(word) + 2
    return 0


@cache
def _cardinals() -> tuple[str, ...]:
    return tuple(load("rounds")["cardinals"])


def whole_parties(told: Sequence[Mention]) -> dict[str, frozenset[str]]:
    """The sides of each mention, by event id.

    What a mention leaves out, or only describes ("the union"), comes from the only negotiation of its
    document that it can belong to, else from the only one in the record whose parties its document names, and
    no third state.
    """
    # (document, party) -> negotiations; the empty string stands for any document, any party
    whole: dict[tuple[str, str], Counter[frozenset[str]]] = defaultdict(Counter)
    lenders = Lenders()
    for mention in told:
        if len(mention.sides) > 1:
            lenders.add(mention.sides, mention.page, mention.roll, [mention.event])
            for party in ("", *mention.sides):
                whole[mention.page.id, party][mention.sides] += 1
                whole["", party][mention.sides] += 1
    out = {}
    for mention in told:
        sides = mention.sides
        named = frozenset(s for s in sides if mention.roll.lists(s)) or sides
        if len(named) < 2:
            party = next(iter(named), "")
            here = _others(whole.get((mention.page.id, party), {}), sides)
            if not here and (known := whole.get(("", party))):
                often = known.most_common(_RANKED)
                lent = {p: n for p, n in often if lenders.lend(p, mention.page, mention.roll)}
                here = _others(lent, sides)
            sides = _main(here) or sides
        out[mention.event.id] = sides
    return out


def _others(negotiations: Mapping[frozenset[str], int], sides: frozenset[str]) -> Counter[frozenset[str]]:
    """Negotiations but the one told of in these words: "Norland and the union" may be one of the others."""
    return Counter({p: n for p, n in negotiations.items() if p != sides})


def _main(negotiations: Counter[frozenset[str]]) -> frozenset[str] | None:
    """The only negotiation, or the one that is spoken of several times as often as the next."""
    ranked = sorted(negotiations.items(), key=lambda item: (-item[1], sorted(item[0])))
    if not ranked:
        return None
    return ranked[0][0] if len(ranked) == 1 or ranked[0][1] >= _CLEARLY * ranked[1][1] else None
