"""Changes: what each report made new or different in the ledger, in sentences with their evidence.

In: a ledger. Out: :class:`Change` items by the day on which they were reported. Invariants: every change is
one entry of an item's history, or one stand of a position; what says nothing new of an item is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.ledger import phrases
from onrecord.model import Change, Deadline, Entry, Ledger, Position

_Item = tuple[str, str, str, Sequence[Entry]]
"""Kind, id, the item in words, its history."""


def changes(ledger: Ledger) -> tuple[Change, ...]:
    """What reports say that none before them had said, the oldest report first."""
    found = [
        *(c for item in _items(ledger) for c in _of_item(*item)),
        *(c for d in ledger.deadlines for c in _conflicts(d)),
        *(c for p in ledger.positions for c in _turns(p)),
    ]
    return tuple(sorted(found, key=_order))


def _items(ledger: Ledger) -> Iterator[_Item]:
    for r in ledger.rounds:
        yield "round", r.id, phrases.round_of_talks(r), r.history
    for m in ledger.meetings:
        yield m.kind, m.id, phrases.meeting(m), m.history
    for d in ledger.deadlines:
        yield d.kind, d.id, phrases.deadline(d), d.history
    for p in ledger.proposals:
        yield p.kind, p.id, phrases.proposal(p), p.history


def _of_item(kind: str, id: str, text: str, history: Sequence[Entry]) -> Iterator[Change]:
    """The entries that say of an item what no report before them had said."""
    seen: list[str] = []
    notes: set[str] = set()
    for entry in history:
        status = entry.status.replace("_", " ")
        if status not in seen or (entry.note and entry.note not in notes):
            before = seen[-1] if seen else None
            told = f"{text}: {f'{before} → ' if before and before != status else ''}{status}"
            yield Change(
                kind=kind,
                item=id,
                text=told + _by(entry) + (f"; {entry.note}" if entry.note else ""),
                new=not seen,
                reported=entry.reported,
                evidence=entry.evidence,
            )
        seen.append(status)
        notes.add(entry.note)


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


def _by(entry: Entry) -> str:
    return "" if entry.by == "narrator" else f", says {entry.by}"


def _order(change: Change) -> tuple[str, str, bool, str, str]:
    first = change.reported.earliest or change.reported.latest
    last = change.reported.latest or change.reported.earliest
    return (str(first), str(last), not change.new, change.kind, change.text)
