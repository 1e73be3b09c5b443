"""References: which actor of the record a person means who types a name.

In: the actors as the ledger lists them, and what was typed. Out: one actor or one of its names. Invariant: it
never picks one of several, and what it refuses it answers with names that there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz, process

from onrecord.errors import UsageError
from onrecord.ledger.names import fold
from onrecord.model import Party

_SHOWN = 5  # names in a message
_NEAR = 60.0  # per cent of likeness at which a name may have been meant


def find(parties: Sequence[Party], name: str) -> Party:
    """The actor meant: by its id, the name it is shown under, or a name that it is met under.

    Raises :class:`UsageError` where that is none, with names near it, or several, with their ids.
    """
    told = fold(name)
    tiers = (
        [p for p in parties if p.id == name],
        [p for p in parties if fold(p.name) == told],
        [p for p in parties if told in map(fold, p.aliases)],
    )
    for found in tiers:
        if len(found) == 1:
            return found[0]
        if found:
            listed = ", ".join(f"{p.name} ({p.id})" for p in found[:_SHOWN])
            more = ", …" if len(found) > _SHOWN else ""
            raise UsageError(f"{name!r} means {len(found)} actors: {listed}{more}", hint="give the id of one")
    near = _near(name, (n for p in parties for n in (p.name, *p.aliases)))
    raise UsageError(
        f"there is no actor {name!r} in the record",
        hint=f"did you mean {', '.join(near)}?" if near else "onrecord show actors lists them",
    )


def taker(parties: Sequence[Party], name: str, *, other_than: Party) -> str:
    """How a decision speaks of the actor that takes names over from another: it may be a new one.

    Raises :class:`UsageError` where the name means several.
    """
    others = [p for p in parties if p.id != other_than.id]
    told = fold(name)
    known = any(p.id == name or told in map(fold, (p.name, *p.aliases)) for p in others)
    return lasting(parties, find(others, name)) if known else name


def lasting(parties: Sequence[Party], party: Party) -> str:
    """How a decision speaks of an actor: by its name; by its id where another is shown under that name."""
    same = [p for p in parties if fold(p.name) == fold(party.name)]
    return party.name if len(same) == 1 else party.id


def alias(party: Party, name: str) -> str:
    """The name, as it is met, of the actor that is meant. Raises :class:`UsageError` with those there are."""
    told = fold(name)
    for met in (party.name, *party.aliases):
        if fold(met) == told:
            return met
    names = (party.name, *party.aliases)
    shown = _near(name, names) or list(names[:_SHOWN])
    raise UsageError(f"{party.name} is not met as {name!r}", hint=f"its names are {', '.join(shown)}, …")


def _near(name: str, names: Iterable[str]) -> list[str]:
    found = process.extract(
        name, sorted(set(names)), scorer=fuzz.WRatio, processor=fold, limit=_SHOWN, score_cutoff=_NEAR
    )
    return [near for near, _, _ in found]
