"""The roll: who is who in the record.

In: pages and decisions. Out: the pages as the decisions leave them, and the questions that the rest of the
ledger asks: ids, names, sides, the list of actors. Invariant: ids are slugs of names.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from onrecord.knowledge import load
from onrecord.ledger.actors.entries import Entry, place_of, ranked, shown, taken
from onrecord.ledger.actors.presence import Presence
from onrecord.ledger.actors.sides import roles, sides
from onrecord.ledger.actors.sorting import Sorting
from onrecord.ledger.names import fold, slug
from onrecord.ledger.pages import Page
from onrecord.model import ActorKind, Decision, Evidence, Party

_TOGETHER = re.compile(r",? and |, | & ")  # what joins those who speak as one
_MOST_EVIDENCE = 24  # aliases of one actor that are shown with evidence


@dataclass(frozen=True)
class Roll:
    """Who is who in the record. Ids are slugs of names."""

    _entries: Mapping[str, Entry]
    _identity: Mapping[str, str]  # actor id in a reading -> id in the record
    _alias: Mapping[str, str]  # folded name that only one actor bears -> its id
    _side: Mapping[str, str]  # id -> the id on whose behalf it acts, itself where it acts for itself
    # what was asked for before: the sides that a document names, the names and kinds of ids
    _named: dict[str, frozenset[str]] = field(default_factory=dict, compare=False)
    _names: dict[str, str] = field(default_factory=dict, compare=False)
    _kinds: dict[str, ActorKind | None] = field(default_factory=dict, compare=False)

    def id(self, actor: str | None, name: str) -> str:
        """The record's id for an actor of a reading, or for a name without an actor."""
        if actor is not None and actor in self._identity:
            return self._identity[actor]
        return self._alias.get(fold(name)) or self._represented(name) or slug(name)

    def _represented(self, name: str) -> str | None:
        """The actor for whom a description speaks: "Freedonian delegation" -> Freedonia."""
        first, _, rest = fold(name).partition(" ")
        if rest not in _delegates():
            return None
        stems = (first.removesuffix(ending) for ending in _endings() if first.endswith(ending))
        return next((self._alias[word] for word in (first, *stems) if word in self._alias), None)

    def side(self, actor: str | None, name: str) -> str:
        """The id of the state or body on whose behalf the actor acts; its own where none is known."""
        own = self.id(actor, name)
        return self._side.get(own, own)

    def lists(self, id: str) -> bool:
        """Whether an id is an actor's that some reading names; else it is only a description's."""
        return id in self._entries

    def sides(self, actor: str | None, name: str) -> tuple[str, ...]:
        """The side of an actor; those of several known ones who speak as one: "Iran and Oman"."""
        if self.id(actor, name) not in self._entries:
            found = [self._alias.get(fold(part)) for part in _TOGETHER.split(name)]
            if len(found) > 1 and None not in found:
                return tuple(dict.fromkeys(self._side.get(own, own) for own in found if own))
        return (self.side(actor, name),)

    def sides_in(self, page: Page) -> frozenset[str]:
        """The sides of all actors that a page names."""
        found = self._named.get(page.id)
        if found is None:
            found = frozenset(self.side(a.id, a.name) for a in page.reading.actors)
            self._named[page.id] = found
        return found

    def name(self, id: str) -> str:
        """The name of an id: decided, or the commonest; in words where no reading names it as an actor."""
        if id not in self._names:
            entry = self._entries.get(id)
            self._names[id] = entry.name if entry else id.replace("-", " ").title()
        return self._names[id]

    def kind(self, id: str) -> ActorKind | None:
        """What sort of actor it is, where a reading says so."""
        if id not in self._kinds:
            entry = self._entries.get(id)
            self._kinds[id] = entry.kind if entry else None
        return self._kinds[id]

    def offices(self, id: str) -> tuple[str, ...]:
        """The offices that documents give it, the commonest first."""
        entry = self._entries.get(id)
        return tuple(ranked(entry.offices)) if entry else ()

    def aliases(self) -> Iterable[tuple[str, Mapping[str, Evidence]]]:
        """Each id with the names it was met under and the first evidence for each."""
        for id in sorted(self._entries):
            yield id, self._entries[id].aliases

    def parties(self, presence: Presence) -> tuple[Party, ...]:
        """The actors as the ledger lists them, the most present first; none without evidence."""
        held = roles(presence.parts, {fold(entry.name): id for id, entry in self._entries.items()})
        spoken: Counter[str] = Counter()
        for actor, name, count in presence.spoken:
            spoken[self.id(actor, name)] += count
        listed = [
            Party(
                id=id,
                name=entry.name,
                kind=entry.kind.value if entry.kind else None,
                role=held.get(id),
                offices=_each_once(ranked(entry.offices)),
                aliases=_each_once(a for a in sorted(entry.met_as, key=_shouted) if a != entry.name),
                documents=len(entry.documents),
                statements=spoken[id],
                evidence=tuple(sorted(entry.aliases.values(), key=_place)[:_MOST_EVIDENCE]),
            )
            for id, entry in self._entries.items()
            if entry.met_as
        ]
        return tuple(sorted(listed, key=lambda p: (-p.documents, -p.statements, p.id)))


@dataclass(frozen=True)
class Decided:
    """Pages as the decisions leave them, their roll, and the ids of decisions that had nothing to decide."""

    pages: list[Page]
    roll: Roll
    idle: frozenset[str]


def roll(pages: Sequence[Page]) -> Roll:
    """Who is who in these pages by their names alone.

    The order of the pages decides only which evidence is shown first.
    """
    return decide(pages, ()).roll


def decide(pages: Sequence[Page], decisions: Iterable[Decision]) -> Decided:
    """Who is who in these pages by their names and, over them, by the decisions that are in force.

    Pages of which a decision gives some names of an actor to another come out with two actors in place of
    one. Pages that came out of this may be given again, with the same decisions.
    """
    entries: dict[str, Entry] = {}
    for number, page in enumerate(pages):
        taken(entries, place_of(page, number), shown(page))
    return _decided(Sorting(entries, pages), decisions)


def decide_among(entries: Mapping[str, Entry], decisions: Iterable[Decision]) -> Decided:
    """The same, without pages, from the ``entries`` of all of them. No decision may divide an actor."""
    return _decided(Sorting(entries), decisions)


def _decided(sorting: Sorting, decisions: Iterable[Decision]) -> Decided:
    idle = [d.id for d in decisions if d.in_force and not sorting.apply(d)]
    entries = sorting.joined()
    alone = _unique_names(entries)
    identity = {id: id for id in entries} | sorting.identity
    made = Roll(entries, identity, alone, sides(entries, identity, alone))
    return Decided(sorting.pages, made, frozenset(idle))


@cache
def _endings() -> tuple[str, ...]:
    return tuple(load("sides")["endings"])


@cache
def _delegates() -> frozenset[str]:
    return frozenset(load("sides")["delegates"])


def _each_once(names: Iterable[str]) -> tuple[str, ...]:
    """The names, each in the first of its spellings with small letters and capitals."""
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(name.casefold(), name)
    return tuple(found.values())


def _shouted(name: str) -> tuple[str, bool, str]:
    """Puts "Addis Ababa" before the "ADDIS ABABA" of datelines."""
    return name.casefold(), name.isupper(), name


def _unique_names(entries: Mapping[str, Entry]) -> dict[str, str]:
    """Folded names and aliases that only one actor bears."""
    bearers: dict[str, set[str]] = defaultdict(set)
    for id, entry in entries.items():
        for alias in (entry.name, *entry.met_as, *(entry.names if entry.given else ())):
            bearers[fold(alias)].add(id)
    return {name: next(iter(ids)) for name, ids in bearers.items() if len(ids) == 1 and name}


def _place(evidence: Evidence) -> tuple[str, int]:
    return (evidence.document, evidence.start)
