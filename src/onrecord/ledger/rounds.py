"""Rounds of talks: one round for all the names that documents give it.

In: mentions in the record's order. Out: :class:`Gathering` objects (a round with its mentions) and
:class:`Round` items. Invariants: no round holds two ordinals, nor mentions of disjoint parties; a
mention that fits several rounds is left out rather than guessed.

A mention joins by ordinal and parties first, then by day and parties, then, undated, where its own
document speaks of only one round that it can mean.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from onrecord.knowledge import load
from onrecord.ledger import standing
from onrecord.ledger.identity import distinct, enter
from onrecord.ledger.intervals import apart, bounds, day_of_year, days_in, in_words, near, width
from onrecord.ledger.lending import SAME_SERIES, Lenders
from onrecord.ledger.mentions import HELD, PROSPECTIVE, TALKS, Mention, history, joined_when
from onrecord.ledger.names import country_of, fold, same_place
from onrecord.model import WALKOUT, Entry, EventKind, Round, Span, Status, When

_LONG_TALKS = 3  # days: a held round on days this far apart is one round that took several days
_DATED = 7  # days: an interval no wider places a mention in time
_CLEARLY = 3  # times as often: a negotiation spoken of so much oftener is the one that is meant
_RANKED = 20  # negotiations of the record that are looked through
_VAGUE = 31  # days: the widest interval that makes a round of its own without an ordinal
_ACQUAINTED = 3  # sides that two reports of one negotiation name in common, where nothing else tells
_CROWD = 64  # rounds of one ordinal; in a record of more, one told without parties can mean any of them


_Invited = dict[tuple[str, tuple[Span, ...]], tuple[str, frozenset[str]]]


@dataclass
class Gathering:
    """A round in the making: its mentions, and what they agree on."""

    mentions: list[Mention] = field(default_factory=list)
    ordinal: int | None = None
    parties: frozenset[str] = frozenset()
    # what is asked about again and again: a round of thousands of mentions has few days and places
    dated: dict[object, Mention] = field(default_factory=dict)  # one mention for each way of dating it
    places: set[str | None] = field(default_factory=set)
    by_page: dict[str, list[Mention]] = field(default_factory=dict)

    def add(self, mention: Mention, parties: frozenset[str]) -> None:
        """Take a mention in."""
        self.mentions.append(mention)
        self.dated.setdefault(_dating(mention), mention)
        self.places.add(mention.event.place)
        self.by_page.setdefault(mention.page.id, []).append(mention)
        self.ordinal = self.ordinal or mention.event.ordinal
        if len(parties) > len(self.parties) or not self.parties:
            self.parties = parties

    @property
    def id(self) -> str:
        """The id of the round, after its first mention."""
        return f"round-{min(self.mentions, key=lambda m: m.key).event.id}"

    @property
    def held(self) -> bool:
        """Whether a mention tells it as held or going on."""
        return any(m.event.status in HELD for m in self.mentions)

    def in_page(self, document: str) -> list[Mention]:
        """The mentions of one document."""
        return self.by_page.get(document, [])

    def place_of(self, mention: Mention) -> bool | None:
        """Whether the mention's place agrees with any of the round's; ``None`` where not told."""
        told = [same_place(mention.event.place, place) for place in self.places]
        return True if True in told else False if False in told else None


def gather(told: Sequence[Mention]) -> list[Gathering]:
    """The rounds in the mentions, which must stand in the record's order."""
    return _Desk(told).gather()


def rounds(gathered: Iterable[Gathering], told: Sequence[Mention]) -> tuple[Round, ...]:
    """The items of the ledger, by day, then ordinal."""
    agreed, invited, gathered = _agreements(told), _invitations(told), list(gathered)
    left = _walkouts(told, gathered)
    out = [_item(g, agreed, invited, left.get(g.id, [])) for g in gathered]
    return tuple(sorted(out, key=lambda r: (bounds(r.when)[0], r.ordinal or 0, r.id)))


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
        enter(self._by_page[mention.page.id], gathering)

    def _place_ordinal(self, mention: Mention) -> None:
        ordinal, parties = mention.event.ordinal, self._parties[mention.event.id]
        assert ordinal is not None
        near_by = distinct(g for party in parties or {""} for g in self._by_ordinal.get((ordinal, party), ()))
        fitting = [g for g in near_by if _agree(g, mention, parties) and _same_series(g, mention)]
        closest = min(
            fitting, key=lambda g: (not g.in_page(mention.page.id), _apart(g, mention)), default=None
        )
        self._put(closest or self._unnamed(mention, ordinal, parties), mention)

    def _unnamed(self, mention: Mention, ordinal: int, parties: frozenset[str]) -> Gathering | None:
        """The one round of this ordinal between sides that the mention's document names, if not in so many
        words: "the second session", "the two sides meet for a third time".
        """
        listed = self._of_ordinal[ordinal].values()
        if len(listed) > _CROWD:
            return None
        fitting = [g for g in listed if _same_company(g, mention, parties) and _same_series(g, mention)]
        return fitting[0] if len(fitting) == 1 else None

    def _place_counted(self, mention: Mention, count: int) -> None:
        """ "Three rounds were held" is told of each of the first three, where they are known."""
        parties = self._parties[mention.event.id]
        for ordinal in range(1, count + 1):
            near_by = distinct(g for p in parties or {""} for g in self._by_ordinal.get((ordinal, p), ()))
            fitting = [
                g
                for g in near_by
                if _agree(g, mention, parties) and g.place_of(mention) is not False and _is_past(g, mention)
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
        if len(found) == 1:
            self._put(found[0], mention)
        elif not found and len(parties) > 1:
            self._put(None, mention)

    def _on_the_day(self, mention: Mention, parties: frozenset[str]) -> list[Gathering]:
        days = [
            *days_in(mention.when, _DATED),
            *(days_in(mention.event.moved_from, _DATED) if mention.event.moved_from else ()),
        ]
        listed = distinct(g for d in days for p in parties or {""} for g in self._by_day.get((d, p), ()))
        return [g for g in listed if _agree(g, mention, parties) and g.place_of(mention) is not False]

    def _place_undated(self, mention: Mention) -> None:
        parties = self._parties[mention.event.id]
        ahead = mention.event.status in PROSPECTIVE
        fitting = [
            g
            for g in self._by_page.get(mention.page.id, ())
            if _agree(g, mention, parties)
            and g.place_of(mention) is not False
            and _meets(g, mention)
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
        fitting = [g for g in listed if _agree(g, mention, parties) and g.place_of(mention) is not False]
        return fitting[0] if len(fitting) == 1 else None

    def _place_meeting(self, mention: Mention) -> None:
        """A meeting that is a round by another name: same days, same sides, no private audience."""
        talks = mention.event.mode == TALKS
        vague = mention.vagueness > _DATED and not (talks and not mention.when.known)
        if mention.personal or not mention.sides or vague:
            return
        if mention.when.day is not None or (talks and mention.when.known):
            found = self._on_the_day(mention, mention.sides)
            found = found or (self._alone_in_page(mention) or self._held_next(mention) if talks else [])
        elif talks and mention.event.status not in PROSPECTIVE:
            found = self._alone_in_page(mention)
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
        days = [mention.when.day.toordinal() + n for n in range(1, _LONG_TALKS)]
        listed = distinct(g for d in days for p in mention.sides for g in self._by_day.get((d, p), ()))
        return [
            g
            for g in listed
            if _agree(g, mention, mention.sides)
            and g.place_of(mention) is not False
            and not any(m.event.status in PROSPECTIVE and m.when.known for m in g.mentions)
            and any(m.event.status in HELD and m.when.day is not None for m in g.mentions)
        ]

    def _alone_in_page(self, mention: Mention) -> list[Gathering]:
        """The round of its document without a day, told as far as the talks are: over, or to come."""
        ahead = mention.event.status in PROSPECTIVE
        return [
            g
            for g in self._by_page.get(mention.page.id, ())
            if _agree(g, mention, mention.sides)
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
            if _agree(g, mention, mention.sides)
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


def _agree(gathering: Gathering, mention: Mention, parties: frozenset[str]) -> bool:
    """Whether the mention's parties can be the round's: two in common, or a part of them."""
    ours = gathering.parties
    if not ours or not parties:
        return bool(gathering.in_page(mention.page.id))
    shared = ours & parties
    return len(shared) > 1 or (bool(shared) and min(len(ours), len(parties)) == 1)


def _same_company(gathering: Gathering, mention: Mention, parties: frozenset[str]) -> bool:
    """Whether the parties, where one of the two does not tell them, can be the same: those told are named
    in the document of the other, or, where neither tells them, both documents name the same sides: two
    where both give the round the same day, else more.
    """
    ours = gathering.parties
    if len(ours) > 1 and len(parties) > 1:
        return False
    if ours and parties and not ours & parties:
        return False
    if len(ours) > 1:
        return ours <= mention.named
    if len(parties) > 1:
        return any(parties <= m.named for m in gathering.mentions)
    return any(
        len(mention.named & m.named) >= (2 if _same_date(m.when, mention.when) else _ACQUAINTED)
        for m in gathering.mentions
    )


def _same_date(a: When, b: When) -> bool:
    return a.meets(b) and day_of_year(a) is not None and day_of_year(a) == day_of_year(b)


def _same_series(gathering: Gathering, mention: Mention) -> bool:
    """Whether two tellings of a round of one ordinal can be one round, by their days and places."""
    if gathering.in_page(mention.page.id) and not mention.when.known:
        return True
    told = [m for m in gathering.dated.values() if not _far(m, mention)]
    dated = [m for m in told if m.when.known]
    if not mention.when.known or not dated:
        ahead = mention.event.status in PROSPECTIVE or any(m.event.status in PROSPECTIVE for m in told)
        return bool(told) and (ahead or gathering.place_of(mention) is not False)
    if any(m.when.meets(mention.when) for m in dated):
        return True
    if any(near(m.when, mention.when, _LONG_TALKS) for m in dated):
        return True
    return any(near(m.when, mention.when, SAME_SERIES) and _moved(m, mention) for m in dated)


def _far(a: Mention, b: Mention) -> bool:
    """Whether two tellings lie too far apart for one series: by their days, else by their reports' days."""
    one, two = (m.when if m.when.known else m.page.published for m in (a, b))
    return apart(one, two, SAME_SERIES)


def _moved(a: Mention, b: Mention) -> bool:
    """Whether the earlier of two days was only planned, so that the later one can replace it."""
    early, late = sorted((a, b), key=lambda m: (bounds(m.when)[0], m.key))
    return early.event.status in PROSPECTIVE or late.event.moved_from is not None


def _dating(mention: Mention) -> tuple[object, ...]:
    """All that tells whether another telling can be of the same series, but for its place."""
    when = mention.when if mention.when.known else mention.page.published
    ahead, moved = mention.event.status in PROSPECTIVE, mention.event.moved_from is not None
    return (mention.when.known, when.earliest, when.latest, ahead, moved)


def _is_past(gathering: Gathering, mention: Mention) -> bool:
    """Whether a round can have been held by the day of a report: what has been held by then is told of none
    that was planned for later.
    """
    days = [m.when.earliest for m in gathering.dated.values() if m.when.earliest is not None]
    told = mention.page.published.latest
    return not days or told is None or min(days) <= told


def _apart(gathering: Gathering, mention: Mention) -> int:
    """Days between the mention and the round, 0 where either is not dated."""
    gaps = [
        0 if m.when.meets(mention.when) else abs((m.when.earliest - mention.when.earliest).days)
        for m in gathering.dated.values()
        if m.when.earliest and mention.when.earliest
    ]
    return min(gaps, default=0)


def _meets(gathering: Gathering, mention: Mention) -> bool:
    return any(m.when.meets(mention.when) for m in gathering.dated.values())


def _item(
    gathering: Gathering, agreed: dict[str, list[Mention]], invited: _Invited, left: Sequence[Mention]
) -> Round:
    told = sorted(gathering.mentions, key=lambda m: m.key)
    roll = told[0].roll
    # a count of rounds tells that each was held, not when
    dated = [m for m in told if not counted(m) and not _was_elsewhere(m, told)]
    when = joined_when(dated)
    mediators = Counter(id for m in told for id in m.role("mediator"))
    parties = Counter(p for m in told if len(m.sides) > 1 or len(gathering.parties) < 2 for p in m.sides)
    most = max(parties.values(), default=0)
    ours = gathering.parties
    kept = [p for p, n in parties.items() if p in ours or (2 * n >= most and (roll.lists(p) or not ours))]
    for mention in told:
        host, guests = invited.get((mention.page.id, mention.event.evidence), ("", frozenset()))
        if host and guests <= (gathering.parties or set(kept)):
            mediators[host] += 1
    outcomes = [*_outcomes(told, when, agreed), *left]
    entries = history(told, _notes(dated))
    return Round(
        id=gathering.id,
        ordinal=gathering.ordinal,
        parties=tuple(sorted(roll.name(p) for p in (kept or gathering.parties) if p not in mediators)),
        mediators=tuple(sorted(roll.name(m) for m in mediators)),
        place=_place(told, when),
        when=when,
        level=_level(told),
        status=standing.status(entries),
        history=(*entries, *_outcome_entries(outcomes)),
        outcomes=tuple(dict.fromkeys(map(_told_as, outcomes))),
    )


def _invitations(told: Iterable[Mention]) -> _Invited:
    """By the sentence: who invites several others to talks without being one of them, and whom."""
    found: _Invited = {}
    for mention in told:
        host = mention.side_of("author")
        guests = mention.sides_of("addressee")
        if mention.event.kind is EventKind.INVITATION and host and len(guests) > 1 and host not in guests:
            found[mention.page.id, mention.event.evidence] = (host, guests)
    return found


def _place(told: Sequence[Mention], when: When) -> str | None:
    """The place most often told of the round as held, else as planned on its day; the latest decides a tie.

    A city goes before the country that it lies in.
    """
    named = [m.event.place for m in told if m.event.place]
    countries = {country for place in named if (country := country_of(place))}
    held = [m for m in told if m.event.status in HELD]
    dated = [m for m in told if m.vagueness <= _DATED]
    then = [m for m in dated if when.known and m.when.known and m.when.meets(when)]
    for pool in (held, then, dated, told):
        places = [p for m in pool if (p := m.event.place)]
        cities = [p for p in named if country_of(p) in places] if set(places) <= countries else []
        places = cities or places
        counts = Counter(fold(p) for p in places)
        for place in reversed(places):
            if counts[fold(place)] == max(counts.values()):
                return place
    return None


def _was_elsewhere(mention: Mention, told: Sequence[Mention]) -> bool:
    """Whether a round was planned for one place and held in another: the day of the plan is not its day."""
    held = [m for m in told if m.event.status in HELD]
    agree = {same_place(mention.event.place, m.event.place) for m in held}
    return mention.event.status in PROSPECTIVE and False in agree and True not in agree


def _notes(told: Sequence[Mention]) -> dict[str, str]:
    """Words on each change of day, by event id."""
    notes: dict[str, str] = {}
    before: When | None = None
    for mention in told:
        now, old = mention.when, mention.event.moved_from or before
        last = mention.event.status in HELD and mention.event.moved_from is None  # the last day of several
        few = now.day is not None and old is not None and 0 < _days_between(old, now) < _LONG_TALKS
        if last and few:
            continue
        if now.day is not None and old is not None and old.day is not None and now.day != old.day:
            notes[mention.event.id] = f"moved from {in_words(old)} to {in_words(now)}"
        elif mention.event.status is Status.POSTPONED:
            notes[mention.event.id] = "postponed"
        if now.day is not None:
            before = now
    return notes


def _days_between(a: When, b: When) -> int:
    """From one day to another; 0 where one of them is none."""
    return 0 if a.day is None or b.day is None else (b.day - a.day).days


@cache
def _levels() -> tuple[int, tuple[tuple[str, re.Pattern[str]], ...]]:
    """The window and a pattern for each level, from ``knowledge/rounds.yaml``."""
    data = load("rounds")
    patterns = tuple(
        (level, re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, words)) + r")(?!\w)"))
        for level, words in data["levels"].items()
    )
    return data["window"], patterns


def _level(told: Sequence[Mention]) -> str | None:
    """The level that most mentions tell; none where they tell none or disagree evenly."""
    window, patterns = _levels()
    counts: Counter[str] = Counter()
    for mention in told:
        trigger, text = mention.event.trigger, mention.page.text
        around = [s for s in mention.event.evidence if s.overlaps(trigger)] or [trigger]
        start = max(trigger.start - window, around[0].start)
        words = text[start : min(trigger.end + window, around[0].end)].casefold().replace("’", "'")
        found = [level for level, pattern in patterns if pattern.search(words)]
        if len(found) == 1:
            counts[found[0]] += 1
    ranked = counts.most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]


def _agreements(told: Iterable[Mention]) -> dict[str, list[Mention]]:
    """What is told as agreed, by document."""
    found: dict[str, list[Mention]] = defaultdict(list)
    for mention in told:
        if mention.event.kind is EventKind.AGREEMENT and mention.event.status is Status.HAPPENED:
            found[mention.page.id].append(mention)
    return found


def _outcomes(told: Sequence[Mention], when: When, agreed: dict[str, list[Mention]]) -> list[Mention]:
    """Agreements that a document puts into the same sentence as the held round, or on its very day."""
    found = []
    sides = frozenset(s for m in told for s in m.sides)
    for document in dict.fromkeys(m.page.id for m in told if m.event.status in HELD):
        sentences = {
            s for m in told if m.page.id == document and m.event.status in HELD for s in m.event.evidence
        }
        for mention in agreed.get(document, ()):
            same_day = when.day is not None and mention.when.day == when.day
            if (sentences & set(mention.event.evidence) or same_day) and (mention.sides & sides):
                found.append(mention)
    return found


def _told_as(outcome: Mention) -> str:
    """An outcome in the words of its report: what was agreed; of a walk-out the sentence, to say whose."""
    words = outcome.event.content if outcome.event.mode != WALKOUT else ()
    return outcome.page.quote(words or outcome.event.evidence)


def _walkouts(told: Iterable[Mention], gathered: Sequence[Gathering]) -> dict[str, list[Mention]]:
    """Who walked out of which round, by its id: of one told in the same sentence, else of the only one that
    is told as held in the same document, between sides of which it may be one.
    """
    held: dict[str, list[Gathering]] = defaultdict(list)
    for gathering in gathered:
        for document, mentions in gathering.by_page.items():
            if any(m.event.status in HELD for m in mentions):
                held[document].append(gathering)
    found: dict[str, list[Mention]] = defaultdict(list)
    for mention in told:
        if mention.event.mode != WALKOUT or mention.event.status is not Status.HAPPENED:
            continue
        side, document = mention.side_of("author"), mention.page.id
        fitting = [g for g in held[document] if side is None or side in g.parties]
        sentence = set(mention.event.evidence)
        beside = [g for g in fitting if any(sentence & set(m.event.evidence) for m in g.in_page(document))]
        chosen = beside or fitting
        if len(chosen) == 1:
            found[chosen[0].id].append(mention)
    return found


def _outcome_entries(outcomes: Sequence[Mention]) -> tuple[Entry, ...]:
    return tuple(replace(entry, note=standing.OUTCOME) for entry in history(outcomes))
