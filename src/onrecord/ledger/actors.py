"""Actors across documents: who is the same, on whose side each stands, and how often each is met.

In: pages. Out: a :class:`Roll` that gives every actor of every document its identity in the record.
Invariant: two actors are taken as one only on agreement of names that no other actor of the record
shares; a wrong merge would put words into someone's mouth, a missed one only splits a count.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import combinations
from typing import TypeVar

from onrecord.knowledge import load
from onrecord.ledger.names import alike, fold, respelt, slug, sound
from onrecord.ledger.pages import Page
from onrecord.model import Actor, ActorKind, Evidence, Party, Round, Said, Span

_T = TypeVar("_T")

_CROWD = 200  # bearers of one surname that are compared pair by pair
_MOST_EVIDENCE = 24  # aliases of one actor that are shown with evidence


@dataclass
class _Entry:
    """All actors of one id in the record, while the roll is made up."""

    id: str
    names: Counter[str] = field(default_factory=Counter)
    kinds: Counter[ActorKind] = field(default_factory=Counter)
    offices: Counter[str] = field(default_factory=Counter)
    principals: Counter[str] = field(default_factory=Counter)
    aliases: dict[str, Evidence] = field(default_factory=dict)
    documents: set[str] = field(default_factory=set)

    def take(self, page: Page, actor: Actor) -> None:
        self.names[actor.name] += 1
        if actor.kind is not None:
            self.kinds[actor.kind] += 1
        self.offices.update(actor.offices)
        if actor.speaks_for and actor.speaks_for != actor.id:
            self.principals[actor.speaks_for] += 1
        self.documents.add(page.id)
        met = {page.text[s.start : s.end]: s for s in reversed(actor.mentions)}
        for alias in (actor.name, *actor.aliases):
            span = met.get(alias)
            if span is not None and alias not in self.aliases:
                self.aliases[alias] = Evidence(page.id, span.start, span.end, alias)
        if not self.aliases and actor.mentions:
            first: Span = min(actor.mentions)
            quote = page.text[first.start : first.end]
            self.aliases[quote] = Evidence(page.id, first.start, first.end, quote)

    def join(self, other: _Entry) -> None:
        for mine, theirs in (
            (self.names, other.names),
            (self.offices, other.offices),
            (self.principals, other.principals),
        ):
            mine.update(theirs)
        self.kinds.update(other.kinds)
        for alias, evidence in other.aliases.items():
            self.aliases.setdefault(alias, evidence)
        self.documents |= other.documents

    @property
    def name(self) -> str:
        return _commonest(self.names) or self.id

    @property
    def kind(self) -> ActorKind | None:
        return _commonest(self.kinds)

    @property
    def person(self) -> bool:
        return self.kind is ActorKind.PERSON


@dataclass(frozen=True)
class Roll:
    """Who is who in the record. Ids are slugs of names."""

    _entries: Mapping[str, _Entry]
    _identity: Mapping[str, str]  # actor id in a reading -> id in the record
    _alias: Mapping[str, str]  # folded name that only one actor bears -> its id
    _side: Mapping[str, str]  # id -> the id on whose behalf it acts, itself where it acts for itself
    _named: dict[str, frozenset[str]] = field(default_factory=dict, compare=False)  # sides by document

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

    def sides_in(self, page: Page) -> frozenset[str]:
        """The sides of all actors that a page names."""
        found = self._named.get(page.id)
        if found is None:
            found = frozenset(self.side(a.id, a.name) for a in page.reading.actors)
            self._named[page.id] = found
        return found

    def name(self, id: str) -> str:
        """The commonest name of an id; the id in words where no reading names it as an actor."""
        entry = self._entries.get(id)
        return entry.name if entry else id.replace("-", " ").title()

    def kind(self, id: str) -> ActorKind | None:
        """What sort of actor it is, where a reading says so."""
        entry = self._entries.get(id)
        return entry.kind if entry else None

    def offices(self, id: str) -> tuple[str, ...]:
        """The offices that documents give it, the commonest first."""
        entry = self._entries.get(id)
        return tuple(_ranked(entry.offices)) if entry else ()

    def aliases(self) -> Iterable[tuple[str, Mapping[str, Evidence]]]:
        """Each id with the names it was met under and the first evidence for each."""
        for id in sorted(self._entries):
            yield id, self._entries[id].aliases

    def parties(self, rounds: Iterable[Round], statements: Iterable[Said]) -> tuple[Party, ...]:
        """The actors as the ledger lists them, the most present first; none without evidence."""
        roles = _roles(rounds, {fold(entry.name): id for id, entry in self._entries.items()})
        spoken = Counter(self.id(s.speaker.actor, s.speaker.name) for s in statements if s.speaker)
        listed = [
            Party(
                id=id,
                name=entry.name,
                kind=entry.kind.value if entry.kind else None,
                role=roles.get(id),
                offices=tuple(_ranked(entry.offices)),
                aliases=tuple(sorted(alias for alias in entry.aliases if alias != entry.name)),
                documents=len(entry.documents),
                statements=spoken[id],
                evidence=tuple(sorted(entry.aliases.values(), key=_place)[:_MOST_EVIDENCE]),
            )
            for id, entry in self._entries.items()
            if entry.aliases
        ]
        return tuple(sorted(listed, key=lambda p: (-p.documents, -p.statements, p.id)))


def roll(pages: Sequence[Page]) -> Roll:
    """Who is who in these pages. The order of the pages decides only which evidence is shown first."""
    entries: dict[str, _Entry] = {}
    for page in pages:
        for actor in page.reading.actors:
            entries.setdefault(actor.id, _Entry(actor.id)).take(page, actor)
    identity = _merged(entries)
    joined: dict[str, _Entry] = {}
    for id in sorted(entries):
        joined.setdefault(identity[id], _Entry(identity[id])).join(entries[id])
    alone = _unique_names(joined)
    return Roll(joined, identity, alone, _sides(joined, identity, alone))


@cache
def _endings() -> tuple[str, ...]:
    return tuple(load("sides")["endings"])


@cache
def _delegates() -> frozenset[str]:
    return frozenset(load("sides")["delegates"])


def _merged(entries: Mapping[str, _Entry]) -> dict[str, str]:
    """Each id -> the id it is merged into: the most documented of its group."""
    parent = {id: id for id in entries}

    def root(id: str) -> str:
        while parent[id] != id:
            parent[id] = parent[parent[id]]
            id = parent[id]
        return id

    for a, b in (*_same_bodies(entries), *_adjectives(entries), *_same_full_names(entries)):
        parent[root(b)] = root(a)
    for a, b in _bare_surnames(entries, {id: root(id) for id in entries}):
        parent[root(b)] = root(a)
    groups: dict[str, list[str]] = defaultdict(list)
    for id in sorted(entries):
        groups[root(id)].append(id)
    out = {}
    for members in groups.values():
        # a full name heads its bare surname, however much oftener the latter is met
        head = min(members, key=lambda i: ("-" not in i, -len(entries[i].documents), i))
        out.update(dict.fromkeys(members, head))
    return out


def _same_bodies(entries: Mapping[str, _Entry]) -> Iterable[tuple[str, str]]:
    """States and organisations of one folded name, or of a name that only one of them bears as alias."""
    named: dict[str, list[str]] = defaultdict(list)
    known_as: dict[str, set[str]] = defaultdict(set)
    for id, entry in sorted(entries.items()):
        if entry.person:
            continue
        named[fold(entry.name)].append(id)
        for alias in entry.aliases:
            known_as[fold(alias)].add(id)
    for name, ids in named.items():
        yield from ((ids[0], id) for id in ids[1:])
        others = known_as[name] - set(ids)
        if len(others) == 1 and len(name) > 2:
            yield others.pop(), ids[0]


def _adjectives(entries: Mapping[str, _Entry]) -> Iterable[tuple[str, str]]:
    """Adjectives that a reading took for names, beside the name that they are made from."""
    names = {fold(e.name): id for id, e in sorted(entries.items()) if not e.person}
    for id, entry in sorted(entries.items()):
        name = fold(entry.name)
        if entry.kind is not None or " " in name:
            continue
        stems = [name.removesuffix(ending) for ending in _endings() if name.endswith(ending)]
        known = [names[stem] for stem in stems if len(stem) > 3 and stem in names]
        if len(known) == 1:
            yield known[0], id


def _same_full_names(entries: Mapping[str, _Entry]) -> Iterable[tuple[str, str]]:
    """Persons with both names who may be one."""
    blocks: dict[str, list[tuple[str, list[str]]]] = defaultdict(list)
    for id, entry in sorted(entries.items()):
        words = fold(entry.name).split()
        if entry.person and len(words) > 1:
            blocks[sound(words[-1])].append((id, words))
    for block in blocks.values():
        if len(block) > _CROWD:
            continue
        for (a, one), (b, two) in combinations(block, 2):
            if _one_person(one, two, _share_office(entries[a], entries[b])):
                yield a, b


def _one_person(one: Sequence[str], two: Sequence[str], same_office: bool) -> bool:
    """Same surname and compatible given names; other spellings only with the same office."""
    surnames = alike(one[-1], two[-1]) or (same_office and respelt(one[-1], two[-1]))
    if not surnames:
        return False
    a, b = one[0], two[0]
    if a == b:
        middles = set(one[1:-1]), set(two[1:-1])
        return not all(middles) or bool(middles[0] & middles[1]) or same_office
    if len(a) == 1 or len(b) == 1:
        return a[0] == b[0] and same_office
    return same_office and (alike(a, b) or respelt(a, b))


def _share_office(a: _Entry, b: _Entry) -> bool:
    same = {fold(o) for o in a.offices} & {fold(o) for o in b.offices}
    return bool(same) or bool(set(a.principals) & set(b.principals))


def _bare_surnames(entries: Mapping[str, _Entry], roots: Mapping[str, str]) -> list[tuple[str, str]]:
    """A person met by surname alone, where only one person of that surname is in the record."""
    bearers: dict[str, set[str]] = defaultdict(set)
    for id, entry in entries.items():
        words = fold(entry.name).split()
        if entry.person and len(words) > 1:
            bearers[words[-1]].add(roots[id])
    out = []
    for id, entry in sorted(entries.items()):
        words = fold(entry.name).split()
        if entry.kind in (ActorKind.PERSON, None) and len(words) == 1 and len(bearers.get(words[0], ())) == 1:
            out.append((next(iter(bearers[words[0]])), id))
    return out


def _unique_names(entries: Mapping[str, _Entry]) -> dict[str, str]:
    """Folded names and aliases that only one actor bears."""
    bearers: dict[str, set[str]] = defaultdict(set)
    for id, entry in entries.items():
        for alias in (entry.name, *entry.aliases):
            bearers[fold(alias)].add(id)
    return {name: next(iter(ids)) for name, ids in bearers.items() if len(ids) == 1 and name}


def _sides(
    entries: Mapping[str, _Entry], identity: Mapping[str, str], alone: Mapping[str, str]
) -> dict[str, str]:
    """Each id -> the end of its line of principals; a ring of principals ends where it began."""
    principal: dict[str, str] = {}
    for id, entry in entries.items():
        own = Counter({identity.get(p, p): 0 for p in entry.principals})
        for p, n in entry.principals.items():
            own[identity.get(p, p)] += n
        above = _commonest(own) or _by_office(entry, entries, alone)
        if above is not None and above != id:
            principal[id] = above
    sides = {}
    for id in entries:
        at, seen = id, {id}
        while at in principal and principal[at] not in seen:
            at = principal[at]
            seen.add(at)
        sides[id] = at
    return sides


def _by_office(entry: _Entry, entries: Mapping[str, _Entry], alone: Mapping[str, str]) -> str | None:
    """The state or body that a person's offices name: "Freedonian foreign minister"."""
    named: Counter[str] = Counter()
    for office, count in entry.offices.items() if entry.person else ():
        for word in fold(office).split():
            id = alone.get(word)
            if id is not None and not entries[id].person:
                named[id] += count
    return _commonest(named) if len(named) == 1 else None


def _roles(rounds: Iterable[Round], ids: Mapping[str, str]) -> dict[str, str]:
    """``party`` or ``mediator`` by what the actor most often is in the rounds."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for held in rounds:
        for role, names in (("party", held.parties), ("mediator", held.mediators)):
            for name in names:
                counts[ids.get(fold(name), slug(name))][role] += 1
    return {id: most for id, counter in counts.items() if (most := _commonest(counter))}


def _commonest(counter: Counter[_T]) -> _T | None:
    """The commonest value; the smallest by its text where several are equally common."""
    return min(counter, key=lambda v: (-counter[v], str(v))) if counter else None


def _ranked(counter: Counter[str]) -> list[str]:
    return sorted(counter, key=lambda v: (-counter[v], v))


def _place(evidence: Evidence) -> tuple[str, int]:
    return (evidence.document, evidence.start)
