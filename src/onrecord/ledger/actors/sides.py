"""Sides: on whose behalf an actor acts, and whether it is a party or a mediator.

In: the record's entries. Out: for each id another id, or a role. Invariant: the line of principals ends; a
ring of principals ends where it began.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from onrecord.ledger.actors.entries import Entry, commonest
from onrecord.ledger.names import fold, slug


def sides(
    entries: Mapping[str, Entry], identity: Mapping[str, str], alone: Mapping[str, str]
) -> dict[str, str]:
    """Each id -> the end of its line of principals.

    ``identity`` leads from ids of readings to the record's, ``alone`` from folded names with one bearer.
    """
    principal: dict[str, str] = {}
    for id, entry in entries.items():
        own: Counter[str] = Counter()
        for p, n in entry.principals.items():
            own[identity.get(p, p)] += n
        above = commonest(own) or _by_office(entry, entries, alone)
        if above is not None and above != id:
            principal[id] = above
    found = {}
    for id in entries:
        at, seen = id, {id}
        while at in principal and principal[at] not in seen:
            at = principal[at]
            seen.add(at)
        found[id] = at
    return found


def _by_office(entry: Entry, entries: Mapping[str, Entry], alone: Mapping[str, str]) -> str | None:
    """The state or body that a person's offices name: "Freedonian foreign minister"."""
    named: Counter[str] = Counter()
    for office, count in entry.offices.items() if entry.person else ():
        for word in fold(office).split():
            id = alone.get(word)
            if id is not None and not entries[id].person:
                named[id] += count
    return commonest(named) if len(named) == 1 else None


def roles(parts: Iterable[tuple[str, str, int]], ids: Mapping[str, str]) -> dict[str, str]:
    """``party`` or ``mediator`` by what the actor most often is in the rounds; ``ids`` by folded name.

    ``parts`` are names with a role, and how often each has it.
    """
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for name, role, count in parts:
        counts[ids.get(fold(name), slug(name))][role] += count
    return {id: most for id, counter in counts.items() if (most := commonest(counter))}
