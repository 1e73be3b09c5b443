"""Deadlines and ultimatums: who set them, on whom, until when, what else follows, and what became.

In: mentions in the record's order. Out: :class:`Deadline` items. Invariants: deadlines that fall on
different days are never merged; they are linked where a document tells of a move from one to the
other, else listed as each other's conflicts. Two open intervals never prove one deadline.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache

from onrecord.knowledge import load
from onrecord.ledger import likeness, pairs
from onrecord.ledger.intervals import bounds, day_of_year, in_words
from onrecord.ledger.mentions import Mention, history, joined_when
from onrecord.ledger.names import fold, slug
from onrecord.ledger.pairs import Pair
from onrecord.model import UNKNOWN, ActorKind, Deadline, Entry, EventKind, Participant, Status, When

# What readings tell of a deadline (``Event.mode``) -> its status. Whether one that has passed was met
# is not told; nor is what becomes of one that was lifted.
_MODES = {"met": "met", "missed": "missed", "passed": "unknown", "lifted": "unknown"}
_RECENT = 14  # days after which nobody calls a deadline missed without its day
_SENTENCE = 7  # words; a sentence with more is not told twice by chance
_EQUAL = 100.0  # per cent of letters: a sentence, or a whole part of it
_MOVED = "moved"
_LIFTED = "lifted"
_MAKING = frozenset({Status.HAPPENED, Status.ONGOING, Status.PLANNED, Status.POSTPONED})
"""Statuses of a move that is made, now or soon."""
_KINDS = frozenset({EventKind.DEADLINE, EventKind.ULTIMATUM})


@dataclass
class _Limit:
    """A deadline in the making. ``due`` is set for the old end of a move, which has no mention of its own."""

    mentions: list[Mention] = field(default_factory=list)
    tellers: list[Mention] = field(default_factory=list)  # of the move away from this day
    due: When | None = None
    moved_from: _Limit | None = None
    moved_to: _Limit | None = None
    joined: tuple[int, When] | None = None  # of how many mentions, and the days that they agree on

    @property
    def when(self) -> When:
        """The day on which it falls due, worked out once for all its mentions: it is asked for often."""
        if self.due is not None:
            return self.due
        if self.joined is None or self.joined[0] != len(self.mentions):
            self.joined = (len(self.mentions), joined_when(self.mentions))
        return self.joined[1]

    @property
    def id(self) -> str:
        told = self.mentions or self.tellers
        return f"deadline-{told[0].event.id}" + ("" if self.mentions else "-old")


def deadlines(told: Sequence[Mention]) -> tuple[Deadline, ...]:
    """The deadlines, by the day they fall due."""
    listed = [_standing(m) for m in told if m.event.kind in _KINDS]
    between = pairs.between(listed)
    chains: dict[Pair, list[Mention]] = defaultdict(list)
    for mention in listed:
        chains[between[mention.event.id]].append(mention)
    found = (item for key in sorted(chains) for item in _chain(chains[key], key))
    told_of = [d for d in found if d.setter or d.addressee or d.due.known]  # "the deadline" is nobody's
    return tuple(sorted(told_of, key=lambda d: (bounds(d.due)[0], d.id)))


def _standing(mention: Mention) -> Mention:
    """A mention of a move that is not made, as one of the deadline that stands: "the deadline of 3 March will
    not be extended", "asked to extend it to 9 March", "to lift it". Who only speaks of it has not set it.
    """
    event = mention.event
    if event.mode not in (_MOVED, _LIFTED) or event.status in _MAKING:
        return mention
    refused = event.status is Status.DID_NOT_HAPPEN
    kept = tuple(p for p in event.participants if p.role != "author" or refused)
    event = replace(
        event,
        status=Status.HAPPENED,
        mode="set",
        when=(event.moved_from or UNKNOWN) if event.mode == _MOVED else event.when,
        moved_from=None,
        participants=kept,
    )
    return replace(mention, event=event)


def _chain(told: Sequence[Mention], pair: Pair) -> list[Deadline]:
    """The deadlines of one setter on one addressee. With neither known, only one document's are joined."""
    limits: list[_Limit] = []
    by_key: dict[tuple[object, ...], _Limit] = {}
    undated = []
    sentences = [mention.page.quote(mention.event.evidence) for mention in told]
    alike = likeness.groups([pair] * len(told), sentences, _EQUAL)
    wording = {told[i].event.id: sentences[group[0]] for group in alike for i in group}
    for mention in told:
        if not mention.when.known:
            undated.append(mention)
            continue
        keys = list(_keys(mention, pair, wording[mention.event.id]))
        limit = next((t for k in keys if (t := by_key.get(k)) and _meets(t, mention)), None)
        if limit is None:
            limit = _Limit()
            limits.append(limit)
        limit.mentions.append(mention)
        for key in keys:
            by_key.setdefault(key, limit)
    _place_undated(undated, limits, across=any(pair))
    _link_moves(limits, by_key, pair)
    return _items(limits, both_known=all(pair))


def _meets(limit: _Limit, mention: Mention) -> bool:
    return limit.mentions[0].when.meets(mention.when)


def _keys(mention: Mention, pair: Pair, words: str) -> Iterable[tuple[object, ...]]:
    """What makes two mentions one deadline: the same single day, or the same words for it in one document
    or in a copy of its sentence, for which ``words`` stand.
    """
    scope = _scope(mention, pair)
    if mention.when.day is not None:
        yield (scope, mention.when.day)
    else:
        yield (mention.page.id, mention.when.earliest, mention.when.latest)
    yield (scope if words.count(" ") < _SENTENCE else "", words)


def _scope(mention: Mention, pair: Pair) -> str:
    """Across documents where a side is known, else within the document."""
    return "" if any(pair) else mention.page.id


def _place_undated(undated: Iterable[Mention], limits: list[_Limit], *, across: bool) -> None:
    """A deadline without a day is that of the day in its sentence, the sole one of its document, the sole
    one that can have been in force, else one by itself. Other documents count where ``across`` is given.
    """
    by_page: dict[str, list[_Limit]] = defaultdict(list)
    for limit in limits:
        for page in {m.page.id for m in limit.mentions}:
            by_page[page].append(limit)
    due = [(limit, day, _first_told(limit)) for limit in limits if (day := limit.when.day)]
    by_words: dict[str, _Limit] = {}
    for mention in undated:
        here = by_page[mention.page.id]
        words = fold(mention.page.quote(mention.event.evidence))
        near = [line for line in due if across or line[0] in here]
        named = [t for t, day, _ in near if _named_beside(day, mention)]
        standing = [t for t, day, first in near if _in_force(day, first, mention)] if not here else []
        home = next((found[0] for found in (named, here, standing) if len(found) == 1), None)
        if home is None and not here:
            home = by_words.get(words)
        if home is None and not here:
            home = by_words[words] = _Limit()
            limits.append(home)
            here.append(home)
        if home is not None:
            home.mentions.append(mention)


def _first_told(limit: _Limit) -> date | None:
    """The first day on which any of its documents can have been published."""
    return min((d for m in limit.mentions if (d := m.page.published.earliest)), default=None)


def _named_beside(due: date, mention: Mention) -> bool:
    """Whether the mention's sentence names the day on which a deadline falls due, be it without the year."""
    return any(
        day_of_year(When(t.earliest, t.latest)) == (due.month, due.day)
        and When(t.earliest, t.latest).may_be(due)
        for t in mention.times
    )


def _in_force(due: date, first: date | None, mention: Mention) -> bool:
    """Whether a deadline can have been told of before the mention's document, and not have passed; of one
    that was met or missed, also whether it has just passed.
    """
    published = mention.page.published
    if first is None or published.earliest is None:
        return False
    since = (published.earliest - due).days
    lasts = since <= (_RECENT if mention.event.mode in _MODES else 0)
    return lasts and (published.latest is None or first <= published.latest)


def _link_moves(limits: list[_Limit], by_key: dict[tuple[object, ...], _Limit], pair: Pair) -> None:
    """Where a document tells of a move, the old day's deadline and the new one point at each other."""
    for limit in list(limits):
        for mention in limit.mentions:
            old = _old_day(mention, limit)
            if old is None:
                continue
            before = limit.moved_from or _before(old, limit, limits)
            if before is None and old.known:
                before = _Limit(due=old)
                limits.append(before)
                if old.day is not None:
                    by_key[_scope(mention, pair), old.day] = before
            if before is not None:
                limit.moved_from, before.moved_to = before, limit
                before.tellers.append(mention)


def _old_day(mention: Mention, limit: _Limit) -> When | None:
    """The day that the mention says the deadline was moved from; unknown where only the move is told."""
    old = mention.event.moved_from
    if old is not None and old.known:
        return None if old.day is not None and old.day == limit.when.day else old
    return UNKNOWN if mention.event.mode == _MOVED or mention.event.status is Status.POSTPONED else None


def _before(old: When, limit: _Limit, limits: Sequence[_Limit]) -> _Limit | None:
    """The one other deadline that falls on the old day, or, where that is not told, the one that stood."""
    others = [t for t in limits if t is not limit and t.when.known and t.moved_to in (None, limit)]
    if old.known:
        fitting = [t for t in others if t.when.day is not None and old.may_be(t.when.day)]
        fitting = fitting or [
            t for t in others if (t.when.earliest, t.when.latest) == (old.earliest, old.latest)
        ]
    else:
        fitting = [t for t in others if not t.when.meets(limit.when) and t.mentions]
    return fitting[0] if len(fitting) == 1 else None


def _items(limits: Sequence[_Limit], *, both_known: bool) -> list[Deadline]:
    items = []
    days = [(limit, limit.id, limit.when) for limit in limits if limit.when.known]
    for limit in limits:
        told = sorted(limit.mentions or limit.tellers, key=lambda m: m.key)
        before = limit.moved_from.mentions if limit.moved_from else ()
        items.append(
            Deadline(
                id=limit.id,
                kind=_kind(told),
                setter=_name(told, "author") or _name(before, "author"),
                addressee=_name(told, "addressee", "target") or _name(before, "addressee", "target"),
                demand=_demand(told),
                due=limit.when,
                consequence=max(
                    (c for m in told if (c := m.page.quote(m.event.consequence))), key=len, default=None
                ),
                status="moved" if limit.moved_to else _status(told, limit.when),
                history=_history(limit, told),
                moved_from=limit.moved_from.id if limit.moved_from else None,
                moved_to=limit.moved_to.id if limit.moved_to else None,
                conflicts=_conflicts(limit, days) if both_known else (),
                jointly=_jointly(told),
            )
        )
    return items


def _conflicts(limit: _Limit, days: Sequence[tuple[_Limit, str, When]]) -> tuple[str, ...]:
    """Ids of the deadlines that surely fall on other days, those linked by moves left out.

    ``days`` are the limits whose day is known, with their ids and days.
    """
    linked = {id(limit)}
    for step in ("moved_from", "moved_to"):
        at: _Limit | None = limit
        while at is not None and (at := getattr(at, step)) is not None and id(at) not in linked:
            linked.add(id(at))
    own = limit.when
    return tuple(sorted(name for t, name, day in days if id(t) not in linked and not day.meets(own)))


def _kind(told: Sequence[Mention]) -> str:
    """An ultimatum where any mention calls it one."""
    kinds = {m.event.kind for m in told}
    return (EventKind.ULTIMATUM if EventKind.ULTIMATUM in kinds else EventKind.DEADLINE).value


def _name(told: Sequence[Mention], *roles: str) -> str | None:
    """The name in the first of the roles that the mentions give most often; a description gives way to
    a name, a palace to the person in it.
    """
    listed = [(p, m.roll.id(p.actor, p.name), m.roll) for m in told for p in _first_in(m, roles)]
    named = [id for p, id, _ in listed if not pairs.described(p)] or [id for _, id, _ in listed]
    if not named:
        return None
    roll = listed[0][2]
    people = {roll.side(id, id) for id in named if roll.kind(id) is ActorKind.PERSON}
    kept = [id for id in named if not (id in _seats() and roll.side(id, id) in people)]
    counts = Counter(kept or named)
    return roll.name(max(counts, key=lambda id: counts[id]))


def _jointly(told: Sequence[Mention]) -> tuple[str, ...]:
    """Who sets it together with the setter, as the first mention tells that names several."""
    setter = _name(told, "author")
    for mention in told:
        first = next((id for id in mention.role("author") if mention.roll.name(id) == setter), None)
        if first is not None and (others := mention.others("author", first)):
            return tuple(map(mention.roll.name, others))
    return ()


def _first_in(mention: Mention, roles: Sequence[str]) -> list[Participant]:
    """The first participant of the first role that has one; a named one before a described one."""
    for role in roles:
        in_role = [p for p in mention.event.participants if p.role == role]
        if in_role:
            return sorted(in_role, key=pairs.described)[:1]
    return []


@cache
def _seats() -> frozenset[str]:
    """Ids of the palaces that stand for their government."""
    return frozenset(slug(name) for name, line in load("organisations").items() if line.get("seat"))


def _demand(told: Sequence[Mention]) -> str | None:
    """The fullest wording, those first that name a known addressee; a negated one ("if no offer comes")
    only for want of another.
    """
    texts = [(m, text) for m in told if (text := m.page.quote(m.event.content))]
    known = {id(m): m.roll.kind(pairs.addressee(m)) is not None for m, _ in texts}
    best = max(texts, key=lambda t: (not likeness.turned(t[1]), known[id(t[0])], len(t[1])), default=None)
    return best[1] if best else None


def _history(limit: _Limit, told: Sequence[Mention]) -> tuple[Entry, ...]:
    """What each document says, in the deadline's own terms: set, moved, met, missed."""
    entries: list[Entry] = []
    if limit.mentions:
        for mention in told:
            (entry,) = history([mention])
            note = ""
            if limit.moved_from is not None and _old_day(mention, limit) is not None:
                note = f"moved from {in_words(limit.moved_from.when)} to {in_words(mention.when)}"
            entry = replace(entry, status=_told_status(mention, limit.when), note=note)
            if entry not in entries:
                entries.append(entry)
    for mention in sorted(limit.tellers, key=lambda m: m.key):
        (entry,) = history([mention])
        note = f"moved from {in_words(limit.when)} to {in_words(mention.when)}"
        entries.append(replace(entry, status="moved", note=note))
    return tuple(entries)


def _status(told: Sequence[Mention], due: When) -> str:
    """The latest word that says more than that the deadline stands."""
    said = [s for m in told if (s := _told_status(m, due)) != "set"]
    return said[-1] if said else "set"


def _told_status(mention: Mention, due: When) -> str:
    """What one mention says has become of the deadline that is ``due``; "he extended it" tells no new day."""
    old = mention.event.moved_from
    told = old is not None and old.known and due.known and old.meets(due)
    if told and not mention.when.known:
        return "moved"
    if mention.event.status in (Status.CANCELLED, Status.DENIED):
        return "unknown"
    return _MODES.get(mention.event.mode or "", "set")
