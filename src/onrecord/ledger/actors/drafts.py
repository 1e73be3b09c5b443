"""Drafts: decisions about actors as a person types them.

In: the actors as the ledger lists them, and names as typed. Out: a decision that speaks of names under which
the record will find the same actors again. Invariant: a decision that would change nothing is refused, with
what to do in its place.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from onrecord.errors import UsageError
from onrecord.ledger.actors.references import alias, find, lasting, taker
from onrecord.ledger.names import fold
from onrecord.model import Decision, DecisionKind, Party, decide


def merge(
    parties: Sequence[Party], names: Sequence[str], *, into: str | None = None, note: str | None = None
) -> Decision:
    """These actors are one. Raises :class:`UsageError`, as all of these do."""
    meant = {party.id: party for party in (find(parties, name) for name in names)}
    if len(meant) < 2:
        if len(names) < 2:
            raise UsageError("merging takes two actors or more", hint="name all those that are one")
        (one,) = meant.values()
        raise UsageError(f"these are one actor already: {one.name}", hint="rename it to show another name")
    if into is not None:
        _new_name(parties, into, but=meant)
    lasts = tuple(lasting(parties, party) for party in meant.values())
    return decide(DecisionKind.MERGE, lasts, into=into, note=note)


def split(
    parties: Sequence[Party],
    actor: str,
    aliases: Sequence[str],
    *,
    into: str,
    document: str | None = None,
    note: str | None = None,
) -> Decision:
    """These names of the actor are another's, in every document or in the one of this id."""
    whose = find(parties, actor)
    taken = tuple(dict.fromkeys(alias(whose, name) for name in aliases))
    if not taken:
        raise UsageError("splitting takes at least one name of the actor", hint="name those that go")
    if document is None and {whose.name, *whose.aliases} <= set(taken):
        raise UsageError(
            f"no other name is left to {whose.name}", hint="rename the actor, or say in which document"
        )
    if not fold(into):
        raise UsageError("an actor cannot be without a name")
    other = taker(parties, into, other_than=whose)
    names = (lasting(parties, whose),)
    return decide(DecisionKind.SPLIT, names, aliases=taken, into=other, document=document, note=note)


def rename(parties: Sequence[Party], actor: str, name: str, *, note: str | None = None) -> Decision:
    """The actor is shown under this name."""
    whose = find(parties, actor)
    _new_name(parties, name, but={whose.id})
    if name == whose.name:
        raise UsageError(f"{name} is the name that it is shown under")
    return decide(DecisionKind.RENAME, (lasting(parties, whose),), into=name, note=note)


def _new_name(parties: Sequence[Party], name: str, *, but: Collection[str]) -> None:
    """Raise where no name is given, or another actor than those is shown under it."""
    if not fold(name):
        raise UsageError("an actor cannot be without a name")
    for party in parties:
        if fold(party.name) == fold(name) and party.id not in but:
            raise UsageError(
                f"another actor is shown as {party.name} ({party.id})", hint="merge the two if they are one"
            )
