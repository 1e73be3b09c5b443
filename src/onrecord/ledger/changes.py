"""Changes: what each report made new or different in the ledger, in sentences with their evidence.

In: a ledger. Out: :class:`Change` items by the day on which they were reported. Invariants: every change is
what one document makes of one item, or one stand of a position; what neither moves an item nor speaks against
how it stands is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.ledger import phrases, standing
from onrecord.ledger.intervals import bounds
from onrecord.ledger.lending import LENT
from onrecord.ledger.standing import ANSWER, OUTCOME, Step
from onrecord.model import Change, Deadline, Entry, Ledger, Position

_Item = tuple[str, str, str, Sequence[Entry]]
"""Kind, id, the item in words, its history."""
# What is worth a line even where the item stands as it did.
_CONTRARY = frozenset({"did_not_happen", "denied", "cancelled", "postponed"})


def changes(ledger: Ledger) -> tuple[Change, ...]:
    """What reports say that none before them had said, the oldest report first."""
    found = [
        *(c for item in _items(ledger) for c in _of_item(*item)),
        *(c for d in ledger.deadlines for c in _conflicts(d)),
        *(c for p in ledger.positions for c in _turns(p)),
    ]
    return tuple(sorted(found, key=order))


def _items(ledger: Ledger) -> Iterator[_Item]:
    for r in ledger.rounds:
        yield "round", r.id, phrases.round_of_talks(r), r.history
    for m in ledger.meetings:
        yield m.kind, m.id, phrases.meeting(m), m.history
    for d in ledger.deadlines:
        yield d.kind, d.id, phrases.deadline(d), d.history
    for p in ledger.proposals:
        yield p.kind, p.id, phrases.proposal(p), p.history
    for e in ledger.events:
        yield e.kind, e.id, phrases.occurrence(e), e.history


def _of_item(kind: str, id: str, text: str, history: Sequence[Entry]) -> Iterator[Change]:
    """One change for each document that says of an item what no document before it had said."""
    outcomes = [e for e in history if e.note == OUTCOME]
    told: set[str] = set()  # notes
    for step in standing.course(e for e in history if e.note != OUTCOME):
        told_here = (note for e in step.told for note in e.note.split("; "))
        notes = [note for note in dict.fromkeys(told_here) if note not in (*told, "", ANSWER)]
        told.update(notes)
        news = _first(step) if step.before is None else _further(step)
        if news or not LENT.issuperset(notes):
            words = "; ".join(dict.fromkeys((*news, *notes)))
            evidence = tuple(dict.fromkeys(e for entry in step.told for e in entry.evidence))
            yield Change(kind, id, f"{text}: {words}", step.before is None, step.by.reported, evidence)
    for entry in outcomes:
        quote = phrases.cut(entry.evidence[0].quote)
        yield Change(kind, id, f"{text}: outcome: {quote}", False, entry.reported, entry.evidence)


def _first(step: Step) -> list[str]:
    """All that the first document says."""
    by_status: dict[str, list[Entry]] = {}
    for entry in step.told:
        by_status.setdefault(entry.status, []).append(entry)
    return [_told(status, entries) for status, entries in by_status.items()]


def _further(step: Step) -> list[str]:
    """What a later document moves, or says against how things stand; empty where it does neither."""
    moved = [f"{_words(step.before or '')} → {_told(step.by.status, [step.by])}"]
    against = [e for e in step.told if e.status in _CONTRARY and e.status not in (step.before, step.now)]
    return [*(moved if step.now != step.before else ()), *(_told(e.status, [e]) for e in against)]


def _told(status: str, entries: Sequence[Entry]) -> str:
    """A status and who says so; nobody, where the report itself does."""
    tellers = dict.fromkeys(entry.by for entry in entries)
    if "narrator" in tellers:
        return _words(status)
    return f"{_words(status)}, {'says' if len(tellers) == 1 else 'say'} {' and '.join(tellers)}"


def _words(status: str) -> str:
    return status.replace("_", " ")


def _conflicts(deadline: Deadline) -> Iterator[Change]:
    last = deadline.history[-1] if deadline.history else None
    if last is None or not deadline.conflicts:
        return
    yield Change(
        kind=deadline.kind,
        item=deadline.id,
        text=f"{phrases.deadline(deadline)}: another report gives another day",
        new=False,
        reported=last.reported,
        evidence=last.evidence,
    )


def _turns(position: Position) -> Iterator[Change]:
    for stand in position.stands:
        if stand.before is not None:
            yield Change(
                kind="position",
                item=position.id,
                text=f"{position.party} on {position.issue}: {stand.before} → {stand.stand}: "
                f"{phrases.cut(stand.content)}",
                new=False,
                reported=stand.reported,
                evidence=stand.evidence,
            )


def order(change: Change) -> tuple[str, str, str, bool, str, int]:
    """The record's order; what one report says in the order of its text, new items first."""
    place = change.evidence[0]
    return (*bounds(change.reported), place.document, not change.new, change.kind, place.start)
