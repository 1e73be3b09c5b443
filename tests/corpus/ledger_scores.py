"""Scores the ledger of a collection: days, rounds with their history, deadlines, calls, copies, names.

In: the marking, and a function that gives the ledger as of a day. Out: tallies. What the marking does
not speak of is not counted as false, except rounds, deadlines and copies that contradict it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date

from onrecord.model import Deadline, Ledger, Round
from tests.corpus.marking import Collection, MarkedDeadline, MarkedRound
from tests.corpus.matching import NamedActor, Tally, b_cubed, fold, narrowed, same_place, same_speaker

LedgerAsOf = Callable[[date | None], Ledger]


def score(collection: Collection, ledger_as_of: LedgerAsOf, names: dict[str, str]) -> list[Tally]:
    """The tallies of all layers of the ledger; ``names`` maps document ids to the marking's names."""
    ledger = ledger_as_of(None)
    return [
        _days(collection, ledger, names),
        _rounds(collection, ledger_as_of),
        _deadlines(collection, ledger_as_of),
        _calls(collection, ledger),
        _copies(collection, ledger, names),
        _same_actors(collection, ledger),
        b_cubed("actors, B³", list(_names(collection, ledger, names))),
        _wording(collection, ledger),
    ]


def _days(collection: Collection, ledger: Ledger, names: dict[str, str]) -> Tally:
    tally = Tally("days, in the record")
    published = {names[r.id]: r.published for r in ledger.reports}
    for marked in collection.documents:
        given = published[marked.name]
        line = f"{marked.name}: {marked.day}, given {given.edtf() or 'unknown'}"
        tally.expect(given.may_be(marked.day) and narrowed(given, marked.record), line)
        if given.known:
            tally.give(given.may_be(marked.day), line)
    return tally


def _rounds(collection: Collection, ledger_as_of: LedgerAsOf) -> Tally:
    tally = Tally("rounds")
    for marked in collection.rounds:
        found = [r for r in ledger_as_of(marked.as_of).rounds if r.ordinal == marked.ordinal]
        told = "; ".join(f"{r.status} {r.when.edtf()} {r.place}" for r in found) or "nothing"
        point = f" as of {marked.as_of}" if marked.as_of else ""
        want = f"{'/'.join(sorted(marked.status))} {'/'.join(map(str, sorted(marked.days)))}"
        line = f"round {marked.ordinal}{point}: {want}, given {told}"
        tally.expect(any(_is_round(r, marked) for r in found), line)
    marked_days = {day for m in collection.rounds if m.as_of is None for day in m.days}
    ordinals = {m.ordinal for m in collection.rounds}
    seen: set[int] = set()
    for given in ledger_as_of(None).rounds:
        double = given.ordinal in seen or (given.ordinal is None and given.when.day in marked_days)
        stray = given.ordinal is not None and given.ordinal not in ordinals
        seen |= {given.ordinal} if given.ordinal else set()
        what = "double" if double else "stray"
        line = f"{what} round {given.ordinal}: {given.status} {given.when.edtf()} {given.place}"
        tally.give(not double and not stray, line)
    return tally


def _is_round(given: Round, marked: MarkedRound) -> bool:
    when = given.when
    on_time = not marked.days or (
        when.earliest is not None
        and when.latest is not None
        and when.earliest >= min(marked.days)
        and when.latest <= max(marked.days)
    )
    in_place = not marked.place or same_place(given.place, marked.place)
    return given.status in marked.status and on_time and in_place


def _deadlines(collection: Collection, ledger_as_of: LedgerAsOf) -> Tally:
    tally = Tally("deadlines")
    final = ledger_as_of(None).deadlines
    due = {d.id: d.due.day for d in final}
    for marked in collection.deadlines:
        found = [d for d in final if d.due.day == marked.due]
        tally.expect(bool(found), f"due {marked.due}: not found")
        early = any(d.due.day == marked.due for d in ledger_as_of(marked.known_by).deadlines)
        tally.expect(early, f"due {marked.due}: not known as of {marked.known_by}")
        for what, right in _parts(collection, marked, found, due):
            tally.expect(right, f"due {marked.due}: {what}")
    allowed = {m.due for m in collection.deadlines} | collection.other_due_days
    seen: set[date] = set()
    for given in final:
        day = given.due.day
        right = day in allowed and day not in seen
        seen |= {day} if day else set()
        line = f"{given.kind} due {given.due.edtf() or 'unknown'} by {given.setter} on {given.addressee}"
        tally.give(right, f"{line}: {given.demand}")
    return tally


def _parts(
    collection: Collection, marked: MarkedDeadline, found: list[Deadline], due: dict[str, date | None]
) -> Iterable[tuple[str, bool]]:
    def speaks(name: str | None, accepted: tuple[str, ...]) -> bool:
        return name is not None and same_speaker([name], accepted, collection)

    setters = [d.setter for d in found]
    yield f"set by {marked.setter}, given {setters}", any(speaks(n, marked.setter) for n in setters)
    on = [d.addressee for d in found]
    yield f"on {marked.addressee}, given {on}", any(speaks(n, (marked.addressee,)) for n in on)
    if marked.consequence:
        told = [d.consequence for d in found]
        yield (
            f"or else {marked.consequence}, given {told}",
            any(marked.consequence in (c or "").casefold() for c in told),
        )
    if marked.moved_from:
        days = [due.get(d.moved_from or "") for d in found]
        yield f"moved from {marked.moved_from}, given {days}", marked.moved_from in days
    if marked.moved_to:
        days = [due.get(d.moved_to or "") for d in found]
        yield f"moved to {marked.moved_to}, given {days}", marked.moved_to in days


def _calls(collection: Collection, ledger: Ledger) -> Tally:
    tally = Tally("calls")
    calls = [m for m in ledger.meetings if m.kind == "call"]
    for marked in collection.calls:
        fits = [
            c
            for c in calls
            if c.status in marked.status
            and (marked.day is None or c.when.day == marked.day)
            and all(same_speaker(c.participants, (who,), collection) for who in marked.participants)
        ]
        told = "; ".join(f"{', '.join(c.participants)} {c.when.edtf()} {c.status}" for c in calls)
        tally.expect(bool(fits), f"{' and '.join(marked.participants)} {marked.day}, given {told or 'none'}")
    return tally


def _copies(collection: Collection, ledger: Ledger, names: dict[str, str]) -> Tally:
    tally = Tally("copies")
    given = {frozenset((names[r.id], names[r.copy_of])) for r in ledger.reports if r.copy_of}
    for pair in sorted(collection.copies, key=sorted):
        tally.expect(pair in given, " = ".join(sorted(pair)))
    for pair in sorted(given, key=sorted):
        tally.give(pair in collection.copies, " = ".join(sorted(pair)))
    return tally


def _same_actors(collection: Collection, ledger: Ledger) -> Tally:
    tally = Tally("spellings of one name")
    for group in collection.same_actor:
        found = any(group <= {p.name, *p.aliases} for p in ledger.actors)
        tally.expect(found, " = ".join(sorted(group)))
    return tally


def _names(collection: Collection, ledger: Ledger, names: dict[str, str]) -> Iterator[NamedActor]:
    """The names that the ledger shows its actors under and that the marking knows for exactly one actor.

    A name that is an actor's own is no other's, though it may be accepted for another where it speaks.
    """
    bearers: dict[str, set[str]] = defaultdict(set)
    for actor, known in collection.names.items():
        for name in known:
            bearers[fold(name)].add(actor)
    bearers |= {fold(actor): {actor} for actor in collection.names}
    closed = {d.name for d in collection.documents if d.held_out}
    for party in ledger.actors:
        met = {fold(e.quote) for e in party.evidence if names[e.document] not in closed}
        for name in sorted({fold(n) for n in (party.name, *party.aliases)}):
            if len(bearers.get(name, ())) == 1:
                (actor,) = bearers[name]
                yield NamedActor(name, party.id, actor, name in met)


def _wording(collection: Collection, ledger: Ledger) -> Tally:
    tally = Tally("wording")
    for group in collection.wording:
        found = any(
            all(any(fold(w) in fold(v) for v, _ in item.variants) for w in group) for item in ledger.wording
        )
        tally.expect(found, " / ".join(sorted(group)))
    return tally
