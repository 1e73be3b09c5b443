"""The table of positions: issues down, parties across, in each cell what the party said of the issue.

In: a ledger. Out: a :class:`Matrix`, or ``None`` where nobody takes a stand on anything. Invariants: an empty
cell means that no statement was found, and the page says so; a cell's stands are in the record's order;
the issues of which most is said come first.
"""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model import Ledger, Position

_MOST = 5  # parties that a page has room for
_ROLES = ("party", "mediator", "host")


@dataclass(frozen=True, slots=True)
class Row:
    """One issue, with a cell for each party."""

    issue: str
    cells: tuple[Position | None, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Parties across and issues down."""

    parties: tuple[str, ...]
    rows: tuple[Row, ...]


def of(ledger: Ledger) -> Matrix | None:
    """The table of a ledger: its parties, or where it has none those who take most stands."""
    taken = [p for p in ledger.positions if p.current is not None]
    if not taken:
        return None
    stands: dict[str, int] = {}
    for position in taken:
        stands[position.party] = stands.get(position.party, 0) + len(position.stands)
    roles = {a.name: _ROLES.index(a.role) for a in ledger.actors if a.role in _ROLES}
    names = sorted(stands, key=lambda name: (roles.get(name, len(_ROLES)), -stands[name], name))[:_MOST]
    cells = {(p.party, p.issue): p for p in ledger.positions if p.party in names}
    issues: dict[str, int] = {}
    for position in taken:
        if position.party in names:
            issues[position.issue] = issues.get(position.issue, 0) + len(position.stands)
    rows = tuple(
        Row(issue, tuple(cells.get((name, issue)) for name in names))
        for issue in sorted(issues, key=lambda issue: (-issues[issue], issue))
    )
    return Matrix(tuple(names), rows)
