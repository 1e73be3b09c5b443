"""Deadlines and ultimatums: who set them, on whom, until when, what else follows, and what became.

In: mentions in the record's order. Out: :class:`Deadline` items. Invariants: deadlines that fall on
different days are never merged; they are linked where a document tells of a move from one to the
other, else listed as each other's conflicts. Two open intervals never prove one deadline.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from onrecord.ledger.intervals import days_in, in_words
from onrecord.ledger.mentions import Mention, history, joined_when
from onrecord.ledger.names import fold
from onrecord.model import UNKNOWN, Deadline, Entry, EventKind, Status, When

# What readings tell of a deadline (``Event.mode``) -> its status. Whether one that has passed was met
# is not told; nor is what becomes of one that was lifted.
_MODES = {"met": "met", "missed": "missed", "passed": "unknown", "lifted": "unknown"}
_DATED = 3  # days: an interval no wider places a deadline beside others
_Pair = tuple[str, str]
_CLEARLY = 2  # times as often: the pair that is meant
_KINDS = frozenset({EventKind.DEADLINE, EventKind.ULTIMATUM})


@dataclass
class _Limit:
    """A deadline in the making. ``due`` is set for the old end of a move, which has no mention of its own."""

    mentions: list[Mention] = field(default_factory=list)
    tellers: list[Mention] = field(default_factory=list)  # of the move away from this day
    due: When | None = None
    moved_from: _Limit | None = None
    moved_to: _Limit | None = None

    @property
    def when(self) -> When:
        return self.due if self.due is not None else joined_when(self.mentions)

    @property
    def id(self) -> str:
        told = self.mentions or self.tellers
        return f"deadline-{told[0].event.id}" + ("" if self.mentions else "-old")


def deadlines(told: Sequence[Mention]) -> tuple[Deadline, ...]:
    """The deadlines, by the day they fall due."""
    listed = [m for m in told if m.event.kind in _KINDS]
    between = _between(listed)
    chains: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    for mention in listed:
        chains[between[mention.event.id]].append(mention)
    found = [item for key in sorted(chains) for item in _chain(chains[key], both_known="" not in key)]
    return tuple(sorted(found, key=lambda d: (str(d.due.earliest or d.due.latest or "9999"), d.id)))


def _between(told: Sequence[Mention]) -> dict[str, tuple[str, str]]:
    """Setter and addressee of each mention, by event id; the empty string where not told.

    What is left out comes from the pair of the same document that it can be, then from the pair of
    the record with a deadline on the same day, where there is only one or one is clearly meant.
    """
    pairs = {m.event.id: (_setter(m), _addressee(m)) for m in told}
    here = _counts(told, pairs, lambda m: [m.page.id])
    for mention in told:
        if any(pairs[mention.event.id]):
            pairs[mention.event.id] = _whole(pairs[mention.event.id], here[mention.page.id])
    on_day = _counts(told, pairs, lambda m: days_in(m.when, _DATED))
    for mention in told:
        if mention.when.day is not None:
            same_day = on_day[mention.when.day.toordinal()]
            pairs[mention.event.id] = _whole(pairs[mention.event.id], same_day)
    return pairs


def _counts(
    told: Sequence[Mention], pairs: dict[str, _Pair], places: Callable[[Mention], Iterable[object]]
) -> dict[object, Counter[_Pair]]:
    """How often each whole pair is told of at each place (a document, a day)."""
    found: dict[object, Counter[_Pair]] = defaultdict(Counter)
    for mention in told:
        if all(pairs[mention.event.id]):
            for place in places(mention):
                found[place][pairs[mention.event.id]] += 1
    return found


def _whole(pair: _Pair, known: Counter[_Pair]) -> _Pair:
    """The pair with what it lacks, as the one of the known pairs that it can be tells it."""
    setter, addressee = pair
    fitting = Counter({p: n for p, n in known.items() if setter in ("", p[0]) and addressee in ("", p[1])})
    ranked = fitting.most_common(2)
    if all(pair) or not ranked:
        return pair
    return ranked[0][0] if len(ranked) == 1 or ranked[0][1] >= _CLEARLY * ranked[1][1] else pair


def _setter(mention: Mention) -> str:
    return mention.side_of("author") or ""


def _addressee(mention: Mention) -> str:
    return mention.side_of("addressee") or mention.side_of("target") or ""


def _chain(told: Sequence[Mention], *, both_known: bool) -> list[Deadline]:
    """The deadlines of one setter on one addressee. Without both, only one document's are joined."""
    limits: list[_Limit] = []
    by_key: dict[tuple[object, ...], _Limit] = {}
    undated = []
    for mention in told:
        if not mention.when.known:
            undated.append(mention)
            continue
        keys = list(_keys(mention, both_known))
        limit = next((by_key[k] for k in keys if k in by_key), None)
        if limit is None:
            limit = _Limit()
            limits.append(limit)
        limit.mentions.append(mention)
        for key in keys:
            by_key.setdefault(key, limit)
    for mention in undated:
        _place_undated(mention, limits, by_key)
    _link_moves(limits, by_key, both_known)
    return _items(limits, both_known)


def _keys(mention: Mention, both_known: bool) -> Iterable[tuple[object, ...]]:
    """What makes two mentions one deadline: the same single day, or the same words for it in one document
    or in a copy of its sentence.
    """
    scope = "" if both_known else mention.page.id
    if mention.when.day is not None:
        yield (scope, mention.when.day)
    else:
        yield (mention.page.id, mention.when.earliest, mention.when.latest)
        yield (
            scope,
            fold(mention.page.quote(mention.event.evidence)),
            mention.when.earliest,
            mention.when.latest,
        )


def _place_undated(mention: Mention, limits: list[_Limit], by_key: dict[tuple[object, ...], _Limit]) -> None:
    """A deadline without a day is the sole one of its document, else one by itself."""
    here = [t for t in limits if any(m.page.id == mention.page.id for m in t.mentions)]
    words = ("undated", fold(mention.page.quote(mention.event.evidence)))
    if len(here) == 1:
        here[0].mentions.append(mention)
    elif not here and words in by_key:
        by_key[words].mentions.append(mention)
    elif not here:
        by_key[words] = limit = _Limit([mention])
        limits.append(limit)


def _link_moves(limits: list[_Limit], by_key: dict[tuple[object, ...], _Limit], both_known: bool) -> None:
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
                    by_key["" if both_known else mention.page.id, old.day] = before
            if before is not None:
                limit.moved_from, before.moved_to = before, limit
                before.tellers.append(mention)


def _old_day(mention: Mention, limit: _Limit) -> When | None:
    """The day that the mention says the deadline was moved from; unknown where only the move is told."""
    old = mention.event.moved_from
    if old is not None and old.known:
        return None if old.day is not None and old.day == limit.when.day else old
    return UNKNOWN if mention.event.mode == "moved" or mention.event.status is Status.POSTPONED else None


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


def _items(limits: Sequence[_Limit], both_known: bool) -> list[Deadline]:
    items = []
    for limit in limits:
        told = sorted(limit.mentions or limit.tellers, key=lambda m: m.key)
        items.append(
            Deadline(
                id=limit.id,
                kind=_kind(told),
                setter=_name(told, "author"),
                addressee=_name(told, "addressee") or _name(told, "target"),
                demand=_longest(told, [m.page.quote(m.event.content) for m in told]),
                due=limit.when,
                consequence=_longest(told, [m.page.quote(m.event.consequence) for m in told]),
                status="moved" if limit.moved_to else _status(told),
                history=_history(limit, told),
                moved_from=limit.moved_from.id if limit.moved_from else None,
                moved_to=limit.moved_to.id if limit.moved_to else None,
                conflicts=_conflicts(limit, limits) if both_known else (),
            )
        )
    return items


def _conflicts(limit: _Limit, limits: Sequence[_Limit]) -> tuple[str, ...]:
    """Ids of the deadlines that surely fall on other days, those linked by moves left out."""
    linked = {id(limit)}
    for step in ("moved_from", "moved_to"):
        at: _Limit | None = limit
        while at is not None and (at := getattr(at, step)) is not None and id(at) not in linked:
            linked.add(id(at))
    return tuple(
        sorted(t.id for t in limits if id(t) not in linked and t.when.known and not t.when.meets(limit.when))
    )


def _kind(told: Sequence[Mention]) -> str:
    """An ultimatum where any mention calls it one."""
    kinds = {m.event.kind for m in told}
    return (EventKind.ULTIMATUM if EventKind.ULTIMATUM in kinds else EventKind.DEADLINE).value


def _name(told: Sequence[Mention], role: str) -> str | None:
    return next((m.roll.name(a) for m in told if (a := m.one(role))), None)


def _longest(told: Sequence[Mention], texts: Sequence[str]) -> str | None:
    return max((t for t in texts if t), key=len, default=None)


def _history(limit: _Limit, told: Sequence[Mention]) -> tuple[Entry, ...]:
    """What each document says, in the deadline's own terms: set, moved, met, missed."""
    entries: list[Entry] = []
    if limit.mentions:
        for mention in told:
            (entry,) = history([mention])
            note = ""
            if limit.moved_from is not None and _old_day(mention, limit) is not None:
                note = f"moved from {in_words(limit.moved_from.when)} to {in_words(mention.when)}"
            entry = replace(entry, status=_told_status(mention), note=note)
            if entry not in entries:
                entries.append(entry)
    for mention in sorted(limit.tellers, key=lambda m: m.key):
        (entry,) = history([mention])
        note = f"moved from {in_words(limit.when)} to {in_words(mention.when)}"
        entries.append(replace(entry, status="moved", note=note))
    return tuple(entries)


def _status(told: Sequence[Mention]) -> str:
    """The latest word that says more than that the deadline stands."""
    said = [s for m in told if (s := _told_status(m)) != "set"]
    return said[-1] if said else "set"


def _told_status(mention: Mention) -> str:
    """What one mention says has become of the deadline."""
    if mention.event.status in (Status.CANCELLED, Status.DENIED):
        return "unknown"
    return _MODES.get(mention.event.mode or "", "set")
