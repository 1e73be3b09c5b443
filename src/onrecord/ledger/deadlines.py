"""Deadlines and ultimatums: who set them, on whom, until when, what else follows, and what became.

In: mentions in the record's order. Out: :class:`Deadline` items. Invariants: deadlines that fall on
different days are never merged; they are linked where a document tells of a move from one to the
other, else listed as each other's conflicts. Two open intervals never prove one deadline.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache

from onrecord.knowledge import load
from onrecord.ledger import likeness
from onrecord.ledger.intervals import days_in, in_words
from onrecord.ledger.mentions import Mention, history, joined_when
from onrecord.ledger.names import fold, slug
from onrecord.model import UNKNOWN, ActorKind, Deadline, Entry, EventKind, Participant, Status, When

# What readings tell of a deadline (``Event.mode``) -> its status. Whether one that has passed was met
# is not told; nor is what becomes of one that was lifted.
_MODES = {"met": "met", "missed": "missed", "passed": "unknown", "lifted": "unknown"}
_DATED = 3  # days: an interval no wider places a deadline beside others
_Pair = tuple[str, str]  # setter, addressee
_Due = tuple[date | None, str]  # a day, and who set it
_CLEARLY = 2  # times as often: the pair that is meant
_SENTENCE = 7  # words; a sentence with more is not told twice by chance
_EQUAL = 100.0  # per cent of letters: a sentence, or a whole part of it
_WORD = 4  # letters; shorter words do not tell what is demanded
_SHARED = 2  # such words two tellings of one demand share at least
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
    chains: dict[_Pair, list[Mention]] = defaultdict(list)
    for mention in listed:
        chains[between[mention.event.id]].append(mention)
    found = [item for key in sorted(chains) for item in _chain(chains[key], key)]
    return tuple(sorted(found, key=lambda d: (str(d.due.earliest or d.due.latest or "9999"), d.id)))


def _between(told: Sequence[Mention]) -> dict[str, _Pair]:
    """Setter and addressee of each mention, by event id; the empty string where not told.

    What is left out comes from the pair of the same document that it can be, then from the pair of
    the record with a deadline on the same day, where there is only one or one is clearly meant. A
    mention without a day, or of a move, is helped by the only pair of the record that it can be.
    """
    pairs = {m.event.id: (_setter(m), _addressee(m)) for m in told}
    dated = [m for m in told if m.when.day is not None]
    here = _counts(told, pairs, lambda m: [m.page.id])
    for mention in told:
        if any(pairs[mention.event.id]):
            pairs[mention.event.id] = _whole(pairs[mention.event.id], here[mention.page.id])
    _complete(dated, pairs, lambda m: (m.page.id, m.when.day))
    _complete(dated, pairs, lambda m: m.when.day)
    on_day = _counts(told, pairs, lambda m: days_in(m.when, _DATED))
    demands = _demands(dated, pairs)
    for mention in dated:
        assert mention.when.day is not None
        same_day = on_day[mention.when.day.toordinal()]
        pair = _whole(pairs[mention.event.id], same_day)
        pairs[mention.event.id] = _same_demand(mention, pair, demands)
    anywhere = _counts(told, pairs, lambda m: [""])[""]
    for mention in told:
        old = mention.event.moved_from
        if old is not None and old.day is not None:
            pairs[mention.event.id] = _whole(pairs[mention.event.id], on_day[old.day.toordinal()])
        if not mention.when.known or old is not None:
            pairs[mention.event.id] = _only(mention, pairs[mention.event.id], anywhere)
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


def _complete(told: Sequence[Mention], pairs: dict[str, _Pair], place: Callable[[Mention], object]) -> None:
    """Where all that is told at one place names one setter and one addressee, halves make a whole."""
    groups: dict[object, list[Mention]] = defaultdict(list)
    for mention in told:
        if any(pairs[mention.event.id]):
            groups[place(mention)].append(mention)
    for group in groups.values():
        setters = {setter for m in group if (setter := pairs[m.event.id][0])}
        addressees = {addressee for m in group if (addressee := pairs[m.event.id][1])}
        if len(setters) == len(addressees) == 1 and setters != addressees:
            whole = (min(setters), min(addressees))
            for mention in group:
                if mention.named.issuperset(whole):
                    pairs[mention.event.id] = whole


def _whole(pair: _Pair, known: Counter[_Pair]) -> _Pair:
    """The pair with what it lacks, as the one of the known pairs that it can be tells it."""
    fitting = Counter({p: n for p, n in known.items() if _can_be(pair, p)})
    ranked = fitting.most_common(2)
    if all(pair) or not ranked:
        return pair
    return ranked[0][0] if len(ranked) == 1 or ranked[0][1] >= _CLEARLY * ranked[1][1] else pair


def _only(mention: Mention, pair: _Pair, known: Counter[_Pair]) -> _Pair:
    """The pair with what it lacks, as the one pair of the record tells it whose sides the document names."""
    fitting = [p for p in known if _can_be(pair, p) and mention.named.issuperset(p)]
    return fitting[0] if len(fitting) == 1 and not all(pair) else pair


def _can_be(pair: _Pair, whole: _Pair) -> bool:
    return pair[0] in ("", whole[0]) and pair[1] in ("", whole[1])


def _demands(dated: Sequence[Mention], pairs: dict[str, _Pair]) -> dict[_Due, dict[_Pair, set[str]]]:
    """The words of what is demanded for a day by a setter, by the whole pair."""
    found: dict[_Due, dict[_Pair, set[str]]] = defaultdict(dict)
    for mention in dated:
        pair = pairs[mention.event.id]
        if all(pair) and mention.roll.kind(pair[1]) is not None:
            found[mention.when.day, pair[0]].setdefault(pair, set()).update(_words(mention))
    return found


def _same_demand(mention: Mention, pair: _Pair, demands: dict[_Due, dict[_Pair, set[str]]]) -> _Pair:
    """The pair of another telling where the addressee goes by a name of which nothing is known.

    "The Zarin regime" is meant where the same setter demands the same of one known side by the same day.
    """
    if not all(pair) or mention.roll.kind(pair[1]) is not None:
        return pair
    words = _words(mention)
    known = demands.get((mention.when.day, pair[0]), {})
    fitting = [p for p, told in known.items() if len(words & told) >= _SHARED]
    return fitting[0] if len(fitting) == 1 else pair


def _words(mention: Mention) -> set[str]:
    return {w[:6] for w in fold(mention.page.quote(mention.event.content)).split() if len(w) >= _WORD}


def _setter(mention: Mention) -> str:
    return _side(mention, "author")


def _addressee(mention: Mention) -> str:
    return _side(mention, "addressee") or _side(mention, "target")


def _side(mention: Mention, role: str) -> str:
    """The side that stands in a role; none where only a description is told ("the union", "drivers")."""
    for participant in mention.event.participants:
        if participant.role == role and not _described(participant):
            return mention.roll.side(participant.actor, participant.name)
    return ""


def _described(participant: Participant) -> bool:
    return participant.actor is None and participant.name == participant.name.lower()


def _chain(told: Sequence[Mention], pair: _Pair) -> list[Deadline]:
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
    for mention in undated:
        _place_undated(mention, limits, by_key)
    _link_moves(limits, by_key, pair)
    return _items(limits, both_known=all(pair))


def _meets(limit: _Limit, mention: Mention) -> bool:
    return limit.mentions[0].when.meets(mention.when)


def _keys(mention: Mention, pair: _Pair, words: str) -> Iterable[tuple[object, ...]]:
    """What makes two mentions one deadline: the same single day, or the same words for it in one document
    or in a copy of its sentence, for which ``words`` stand.
    """
    scope = _scope(mention, pair)
    if mention.when.day is not None:
        yield (scope, mention.when.day)
    else:
        yield (mention.page.id, mention.when.earliest, mention.when.latest)
    yield (scope if words.count(" ") < _SENTENCE else "", words)


def _scope(mention: Mention, pair: _Pair) -> str:
    """Across documents where a side is known, else within the document."""
    return "" if any(pair) else mention.page.id


def _place_undated(mention: Mention, limits: list[_Limit], by_key: dict[tuple[object, ...], _Limit]) -> None:
    """A deadline without a day is that of the day in its sentence, the sole one of its document, the sole
    one that can have been in force, else one by itself.
    """
    here = [t for t in limits if any(m.page.id == mention.page.id for m in t.mentions)]
    words = ("undated", fold(mention.page.quote(mention.event.evidence)))
    named = [t for t in limits if _named_beside(t, mention)]
    standing = [t for t in limits if _in_force(t, mention)] if not here else []
    for fitting in (named, here, standing):
        if len(fitting) == 1:
            fitting[0].mentions.append(mention)
            return
    if not here and words in by_key:
        by_key[words].mentions.append(mention)
    elif not here:
        by_key[words] = limit = _Limit([mention])
        limits.append(limit)


def _named_beside(limit: _Limit, mention: Mention) -> bool:
    """Whether the mention's sentence names the day of the deadline, be it without the year."""
    due = limit.when.day
    return due is not None and any(
        t.earliest is not None
        and t.latest is not None
        and t.earliest <= due <= t.latest
        and _yearly(t.earliest) == _yearly(due) == _yearly(t.latest)
        for t in mention.page.reading.times
        if any(e.start <= t.start and t.end <= e.end for e in mention.event.evidence)
    )


def _yearly(day: date) -> tuple[int, int]:
    return day.month, day.day


def _in_force(limit: _Limit, mention: Mention) -> bool:
    """Whether a dated deadline can have been told of before the mention's document, and not have passed."""
    published, due = mention.page.published, limit.when
    first = min((d for m in limit.mentions if (d := m.page.published.earliest)), default=None)
    if due.day is None or first is None or not published.known:
        return False
    told = published.latest is None or first <= published.latest
    return told and (published.earliest is None or published.earliest <= due.day)


def _link_moves(limits: list[_Limit], by_key: dict[tuple[object, ...], _Limit], pair: _Pair) -> None:
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


def _items(limits: Sequence[_Limit], *, both_known: bool) -> list[Deadline]:
    items = []
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


def _name(told: Sequence[Mention], *roles: str) -> str | None:
    """The name in the first of the roles that the mentions give most often; a description gives way to
    a name, a palace to the person in it.
    """
    listed = [(p, m.roll.id(p.actor, p.name), m.roll) for m in told for p in _first_in(m, roles)]
    named = [id for p, id, _ in listed if not _described(p)] or [id for _, id, _ in listed]
    if not named:
        return None
    roll = listed[0][2]
    people = {roll.side(id, id) for id in named if roll.kind(id) is ActorKind.PERSON}
    kept = [id for id in named if not (id in _seats() and roll.side(id, id) in people)]
    counts = Counter(kept or named)
    return roll.name(max(counts, key=lambda id: counts[id]))


def _first_in(mention: Mention, roles: Sequence[str]) -> list[Participant]:
    """The first participant of the first role that has one; a named one before a described one."""
    for role in roles:
        in_role = [p for p in mention.event.participants if p.role == role]
        if in_role:
            return sorted(in_role, key=_described)[:1]
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
    known = {id(m): m.roll.kind(_addressee(m)) is not None for m, _ in texts}
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
