"""Decisions of the user about actors: who is who, where the record could not know.

A decision speaks of names, not of ids: ids follow names, and names are what reports say. It is dated, it is
never changed but to make it void, and it holds for reports that come later, too.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum


class DecisionKind(StrEnum):
    """What a decision does."""

    MERGE = "merge"  # several actors are one
    SPLIT = "split"  # some names of an actor are another's
    RENAME = "rename"  # an actor is shown under another name


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision about actors. ``made`` and ``undone`` are times in UTC; an undone decision is void.

    ``names`` are the actors that it speaks of: those merged, the first one giving the name, or the one that
    is split or renamed. ``aliases`` are the names that a split takes away, in every document or in the one
    whose id is ``document``. ``into`` is the name that the actor is given, or the actor that the aliases are
    given to. ``note`` and ``undo_note`` tell who decided and why. ``idle`` is set by the ledger where the
    record does not know (any more) what the decision speaks of.
    """

    id: str
    kind: DecisionKind
    made: datetime
    names: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    into: str | None = None
    document: str | None = None
    note: str | None = None
    undone: datetime | None = None
    undo_note: str | None = None
    idle: bool = False

    @property
    def in_force(self) -> bool:
        """Whether it was not undone."""
        return self.undone is None

    def told(self) -> str:
        """What was decided, in words."""
        if self.kind is DecisionKind.MERGE:
            shown = f", shown as {self.into}" if self.into else ""
            return f"{' = '.join(self.names)}{shown}"
        if self.kind is DecisionKind.RENAME:
            return f"{self.names[0]} is shown as {self.into}"
        where = f" in document {self.document[:8]}" if self.document else ""
        return f"{', '.join(self.aliases)}{where}: not {self.names[0]}, but {self.into}"


def decide(
    kind: DecisionKind,
    names: tuple[str, ...],
    *,
    aliases: tuple[str, ...] = (),
    into: str | None = None,
    document: str | None = None,
    note: str | None = None,
    made: datetime | None = None,
) -> Decision:
    """A decision with its id, 12 hex digits over what it says and when it was made (default: now)."""
    made = made or datetime.now(UTC)
    parts = (made.isoformat(), kind, *names, "", *aliases, "", into or "", document or "")
    id = hashlib.blake2b("\0".join(parts).encode(errors="surrogatepass"), digest_size=6).hexdigest()
    return Decision(id, kind, made, names, aliases, into, document, note)
