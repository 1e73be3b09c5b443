"""Sorting: actors of readings into actors of the record, first by names, then by decisions.

In: the entries of readings and, for decisions that divide actors, the pages; then one decision after another.
Out: the identity of every actor of every reading, and the pages with the actors that a decision divided.
Invariants: a decision changes something or says that it found nothing; applied again to pages that it divided
before, it gives the same.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from onrecord.ledger.actors.dividing import divide
from onrecord.ledger.actors.entries import Entry, fullest, place_of, shown
from onrecord.ledger.actors.merging import merged
from onrecord.ledger.names import fold, slug
from onrecord.ledger.pages import Page
from onrecord.model import Decision, DecisionKind

_PART = "~"  # in the id of a part that was taken from an actor of a reading; no slug has it


class Sorting:
    """The pages, and where each of their actors belongs. ``entries`` are by the ids in readings; without
    ``pages`` no decision may divide an actor.
    """

    def __init__(self, entries: Mapping[str, Entry], pages: Sequence[Page] = ()) -> None:
        self.pages = list(pages)
        self._entries = dict(entries)
        self._where: dict[str, list[int]] = defaultdict(list)  # the pages of each
        for at, page in enumerate(self.pages):
            for actor in page.reading.actors:
                self._where[actor.id].append(at)
        # Parts were taken from actors by decision; names do not put them back.
        self.identity = merged({id: e for id, e in self._entries.items() if _PART not in id})
        self.identity |= {id: id for id in self._entries if _PART in id}
        self._given: dict[str, str] = {}  # names by id in the record
        self._members: dict[str, set[str]] = defaultdict(set)
        for id, into in self.identity.items():
            self._members[into].add(id)
        self._bearers: dict[str, set[str]] = defaultdict(set)  # of folded names; may hold some of the past
        for entry in self._entries.values():
            self._note(entry)

    def joined(self) -> dict[str, Entry]:
        """The entries of the record, by id."""
        found: dict[str, Entry] = {}
        for id in sorted(self._entries):
            into = self.identity[id]
            found.setdefault(into, Entry(into, given=self._given.get(into))).join(self._entries[id])
        return found

    def apply(self, decision: Decision) -> bool:
        """Do what was decided; whether there was anything to decide."""
        steps: dict[DecisionKind, Callable[[Decision], bool]] = {
            DecisionKind.MERGE: self._merge,
            DecisionKind.SPLIT: self._split,
            DecisionKind.RENAME: self._rename,
        }
        return steps[decision.kind](decision)

    def find(self, name: str, *, other_than: str | None = None) -> str | None:
        """The id of the one actor that is meant: by its id, the name it is shown under, a name it is met
        under, a name that readings give it. ``None`` where that is none or several.
        """
        if name in self._members and name != other_than:
            return name
        told = fold(name)
        bearers = [self._entries[id] for id in self._bearers.get(told, ()) if id in self._entries]
        shown = {self.identity[e.id] for e in bearers}
        shown |= {id for id, given in self._given.items() if fold(given) == told and id in self._members}
        tiers: tuple[Iterable[str], ...] = (
            (id for id in shown if fold(self._name(id)) == told),
            (self.identity[e.id] for e in bearers if told in map(fold, e.met_as)),
            (self.identity[e.id] for e in bearers if told in map(fold, e.names)),
        )
        for tier in tiers:
            found = set(tier) - {other_than}
            if found:
                return found.pop() if len(found) == 1 else None
        return None

    # The three kinds

    def _merge(self, decision: Decision) -> bool:
        met = [id for id in map(self.find, decision.names) if id is not None]
        if len(met) < 2:
            return False
        head = met[0]
        name = self._name(head)
        for id in sorted(set(met) - {head}):
            self._give(self._members.pop(id), head)
            self._given.pop(id, None)
        self._given[head] = name
        if decision.into:
            self._call(head, decision.into)
        return True

    def _rename(self, decision: Decision) -> bool:
        id, name = self.find(decision.names[0]), decision.into
        if id is None or name is None:
            return False
        other = self.find(name, other_than=id)
        if other is not None and fold(self._name(other)) == fold(name):
            return False  # two actors of one name could not be told apart
        self._call(id, name)
        return True

    def _split(self, decision: Decision) -> bool:
        owner, into = self.find(decision.names[0]), decision.into
        ending = _PART + decision.id
        if owner is not None:
            self._divide(owner, {fold(a) for a in decision.aliases}, decision.document, ending)
        parts = {id for id in self._entries if id.endswith(ending)}
        if into is None or not parts:
            return False
        target = self.find(into, other_than=owner)
        name = into if target is None else self._name(target)
        target = target or self._free(slug(into))
        for id in parts:
            self._members[self.identity.get(id, id)].discard(id)
        self._give(parts, target)
        self._given[target] = name
        self._members = defaultdict(set, {id: m for id, m in self._members.items() if m})
        for id in [id for id, of in self.identity.items() if id not in self._entries and of == owner]:
            if id not in self._members:
                self.identity[id] = target  # nothing is left of it in any reading
        return True

    def _divide(self, owner: str, names: set[str], document: str | None, ending: str) -> None:
        """Take the names from all actors of readings that are the owner, in one document or in all."""
        bearing = set().union(*(self._bearers.get(name, ()) for name in names))
        changed: set[str] = set()
        for id in sorted(bearing & self._members[owner]):
            for at in list(self._where[id]):
                page = self.pages[at]
                parted = divide(page, id, names, id + ending) if document in (None, page.id) else None
                if parted is not None:
                    self.pages[at] = parted
                    self._where[id + ending].append(at)
                    changed |= {id, id + ending}
        for id in sorted(changed):
            self._count_again(id)

    def _count_again(self, id: str) -> None:
        entry = Entry(id)
        left = []
        for at in self._where[id]:
            page = self.pages[at]
            for actor in shown(page):
                if actor.id == id:
                    entry.take(place_of(page, at), actor)
                    left.append(at)
        self._where[id] = left
        if left:
            self._entries[id] = entry
            self.identity.setdefault(id, id)
            self._note(entry)
        else:
            self._entries.pop(id, None)
            self._members[self.identity[id]].discard(id)

    # What all of them need

    def _give(self, ids: set[str], into: str) -> None:
        self._members[into] |= ids
        self.identity |= dict.fromkeys(ids, into)

    def _call(self, id: str, name: str) -> None:
        """Show an actor under a name; its id follows, where no other actor has it."""
        wanted = slug(name)
        if wanted != id and wanted not in self._members and wanted not in self._entries:
            self._give(self._members.pop(id), wanted)
            self._given.pop(id, None)
            id = wanted
        self._given[id] = name

    def _free(self, id: str) -> str:
        number, found = 1, id
        while found in self._members or found in self._entries:
            number += 1
            found = f"{id}-{number}"
        return found

    def _name(self, id: str) -> str:
        names: Counter[str] = Counter()
        for member in self._members[id]:
            names.update(self._entries[member].names)
        return self._given.get(id) or fullest(names) or id

    def _note(self, entry: Entry) -> None:
        for name in entry.known_as:
            self._bearers[name].add(entry.id)
