"""Offices in the plural, of which each of several names has one: "Kenyan and Ugandan Ministers A and B".

In: the words and names of a paragraph, by its :class:`Finder`. Out: a site for each name. Invariant: where
several owners stand beside the office, each name has the one of its place in the row, or none has one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from onrecord.reading.actors.sites import Site

if TYPE_CHECKING:
    from onrecord.reading.actors.offices import Finder

_ROW = frozenset({",", "and"})
_CLOSING = frozenset({",", ".", ";", ":"})

Held = tuple[int, int | None]
"""Index of a name, and that of the name whose office it has."""


@dataclass(frozen=True)
class Sharing:
    """Finds the sites of a plural before several names."""

    finder: Finder

    def at(self, i: int) -> Iterator[Site]:
        """The sites of a plural at ``i``: "Ministers Ana Berg of Norland and Omar Lund"."""
        finder = self.finder
        found = finder.lexicon.plural_role_at(finder.words.lower, i)
        if found is None or finder.segment_at(i) is not None:
            return
        end = i + found[0]
        holders, apart = self.row(end), False
        if len(holders) < 2:
            holders, apart = self.apposed(i, end), True
        if len(holders) < 2:
            return
        whole = finder.site(i, end, found[1])
        owners = [] if apart else self.owners_before(whole)
        if len(owners) > 1:
            whole = replace(whole, left=finder.segments[owners[-1]].end, owner=None)
            if len(owners) == len(holders):
                holders = [(holder, owner) for (holder, _), owner in zip(holders, owners, strict=True)]
        for number, (holder, owner) in enumerate(holders):
            yield replace(
                whole,
                right=whole.end,
                owner=whole.owner if owner is None else owner,
                holder=holder,
                titled=number == 0 and not apart,
                shared=True,
            )

    def row(self, i: int) -> list[Held]:
        """The persons named side by side from ``i`` on, each with the name behind "of"."""
        finder, found = self.finder, list[Held]()
        words = finder.words
        holder = finder.name_behind(i) if i < len(words) else None
        while holder is not None and finder.full(holder):
            i = finder.segments[holder].end
            owner = finder.starting_at(i + 1) if words.lower[i : i + 1] == ["of"] else None
            if owner is not None:
                i = finder.segments[owner].end
            found.append((holder, owner))
            while words.lower[i : i + 1] and words.lower[i] in _ROW:
                i += 1
            beside = i < len(words) and words.lower[i - 1] in _ROW
            holder = finder.name_behind(i) if beside else None
        return found

    def apposed(self, i: int, end: int) -> list[Held]:
        """Those behind a comma: "the ministers of Kenya and Uganda, Ada Berg and Omar Lund, met"."""
        finder, owners, j = self.finder, list[int](), end
        words = finder.words
        while j < len(words) and words.lower[j] in (_ROW if owners else ("of",)):
            owner = finder.starting_at(j + 1)
            if owner is None or finder.segments[owner].personal:
                break
            owners.append(owner)
            j = finder.segments[owner].end
        if words.text[j : j + 1] != [","] or finder.left_of(i)[1] != "the":
            return []
        holders = [holder for holder, _ in self.row(j + 1)]
        behind = finder.segments[holders[-1]].end if holders else 0
        closed = bool(holders) and not _CLOSING.isdisjoint(words.text[behind : behind + 1])
        return list(zip(holders, owners, strict=True)) if closed and len(holders) == len(owners) else []

    def owners_before(self, site: Site) -> list[int]:
        """The names side by side whose the plural is: "the Kenyan and Ugandan foreign ministers"."""
        finder, at = self.finder, site.owner
        if at is None or not site.left <= finder.segments[at].first < site.first:
            return []
        found, joints = [at], {"and"}
        while at:
            first = start = finder.segments[at].first
            while start and finder.words.lower[start - 1] in joints:
                start -= 1
            at = finder.segment_at(start - 1) if 0 < start < first else None
            if at is None or finder.segments[at].sort is not finder.segments[found[0]].sort:
                break
            found.insert(0, at)
            joints = {","}
        return found
