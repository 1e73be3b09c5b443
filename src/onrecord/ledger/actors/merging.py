"""Merging: which actors are one, by their names alone.

In: entries by the id that readings give them. Out: each id -> the id that stands for its group. Invariant:
a name that fits two actors who are not one joins neither.

========================  ====================================================================
the same name             "Ström" and "Stroem", "Qerat" and "Kerat": one name in two spellings
bodies                    a name that only one other bears as an alias; adjectives of a state's
                          name; a body's short form beside its only long one; its initials
persons with both names   other spellings and short forms of a given name with the same office;
                          a second surname or a married name with the same office
a bare surname            where only one person bears it
========================  ====================================================================
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations

from onrecord.knowledge import load
from onrecord.ledger.actors.entries import Entry
from onrecord.ledger.names import alike, fold, one_given_name, respelt, sound, spelt
from onrecord.model import ActorKind

_CROWD = 200  # bearers of one surname that are compared pair by pair
_TOLD = 2  # documents that tell whose a short name is, before others are taken to mean the same
_SHORT_ACRONYM = 3  # letters; shorter ones stand for too much, ones of this length need a document with both

Entries = Mapping[str, Entry]


def merged(entries: Entries) -> dict[str, str]:
    """Each id -> the id it is merged into: of a group the one with the most documents."""
    parent = {id: id for id in entries}

    def root(id: str) -> str:
        while parent[id] != id:
            parent[id] = parent[parent[id]]
            id = parent[id]
        return id

    def join(pairs: Iterable[tuple[str, str]]) -> None:
        for a, b in pairs:
            parent[root(b)] = root(a)

    join(_same_bodies(entries))
    join(_adjectives(entries))
    join(_short_forms(entries))
    join(_initials(entries))
    join(_same_full_names(entries))
    join(list(_bare_surnames(entries, {id: root(id) for id in entries})))
    groups: dict[str, list[str]] = defaultdict(list)
    for id in sorted(entries):
        groups[root(id)].append(id)
    out = {}
    for members in groups.values():
        # A full name heads its bare surname, however much oftener the latter is met.
        head = min(members, key=lambda i: ("-" not in i, -len(entries[i].documents), i))
        out.update(dict.fromkeys(members, head))
    return out


def _same_bodies(entries: Entries) -> Iterator[tuple[str, str]]:
    """States and organisations of one name, or of a name that only one of them bears as alias."""
    named: dict[str, list[str]] = defaultdict(list)
    known_as: dict[str, set[str]] = defaultdict(set)
    ends_in: dict[str, set[str]] = defaultdict(set)
    for id, entry in sorted(entries.items()):
        if entry.person:
            continue
        words = fold(entry.name).split()
        named[_spelt(words)].append(id)
        for alias in entry.met_as:
            known_as[fold(alias)].add(id)
        for at in range(1, len(words)):
            ends_in[" ".join(words[at:])].add(id)
    for ids in named.values():
        yield from ((ids[0], id) for id in ids[1:])
        for name in sorted({fold(entries[id].name) for id in ids}):
            others = known_as[name] - set(ids)
            if len(others) != 1 or len(name) <= 2 or others != others | ends_in[name]:
                continue
            (other,) = others
            # The end of a name tells what a body is, not which: "the Guard" may be another here than there.
            own = " " in name or other not in ends_in[name]
            told, untold = entries[other].met[name], sum(len(entries[id].documents) for id in ids)
            if own or told >= max(untold, _TOLD):
                yield other, ids[0]


def _spelt(words: Sequence[str]) -> str:
    return " ".join(map(spelt, words))


def _adjectives(entries: Entries) -> Iterator[tuple[str, str]]:
    """Adjectives and peoples that a reading took for names, beside the name that they are made from."""
    names = {fold(e.name): id for id, e in sorted(entries.items()) if not e.person}
    for id, entry in sorted(entries.items()):
        name = fold(entry.name)
        if entry.kind is not None or " " in name:
            continue
        forms = [name, name.removesuffix("s")]
        stems = {f.removesuffix(ending) for f in forms for ending in _endings() if f.endswith(ending)}
        known = {names[stem] for stem in stems if len(stem) > 3 and stem in names} - {id}
        if len(known) == 1:
            yield known.pop(), id


def _short_forms(entries: Entries) -> Iterator[tuple[str, str]]:
    """A short form ("the Guild") and the body that reports with it name in full: "Drivers' Guild".

    It is the only one beside it in all of its documents, or in half of them and the only one in the record.
    The short forms of what the knowledge knows are known, too: "the House" is not the White House.
    """
    long: dict[str, set[str]] = defaultdict(set)
    for id, entry in entries.items():
        name = fold(entry.name)
        words = name.split()
        if len(words) > 1 and not entry.person and name not in _well_known():
            heads = {words[-1], words[0]} if words[1] in _links() else {words[-1]}
            for word in heads & _body_words():
                long[word].add(id)
    for id, entry in sorted(entries.items()):
        name = fold(entry.name)
        if entry.person or name not in long:
            continue
        beside = [other for other in long[name] if entries[other].documents & entry.documents]
        if len(beside) != 1:
            continue
        shared = len(entries[beside[0]].documents & entry.documents)
        if shared == len(entry.documents) or (len(long[name]) == 1 and 2 * shared >= len(entry.documents)):
            yield beside[0], id


def _initials(entries: Entries) -> Iterator[tuple[str, str]]:
    """An acronym that nothing explains, and the only body of these initials."""
    bodies: dict[str, set[str]] = defaultdict(set)
    for id, entry in entries.items():
        words = [word for word in fold(entry.name).split() if word not in _links()]
        if len(words) >= _SHORT_ACRONYM and entry.kind in (ActorKind.ORGANISATION, ActorKind.OUTLET):
            bodies["".join(word[0] for word in words)].add(id)
    for id, entry in sorted(entries.items()):
        name = entry.name
        if not (name.isalpha() and name.isupper()) or entry.kind in (ActorKind.PERSON, ActorKind.STATE):
            continue
        fits = bodies.get(fold(name), set())
        if len(fits) != 1:
            continue
        (body,) = fits
        if len(name) > _SHORT_ACRONYM or entries[body].documents & entry.documents:
            yield body, id


def _same_full_names(entries: Entries) -> Iterator[tuple[str, str]]:
    """Persons with both names who may be one."""
    fits: dict[str, set[str]] = defaultdict(set)
    for a, b in (*_of_one_surname(entries), *_with_second_surname(entries)):
        fits[a].add(b)
        fits[b].add(a)
    for a, others in sorted(fits.items()):
        for b in sorted(others):
            if a < b and _of_one_mind(fits, a, b):
                yield a, b


def _of_one_mind(fits: Mapping[str, set[str]], a: str, b: str) -> bool:
    """Whether nobody else fits one of two and not the other: "J. Berg" does not make John and James one."""
    return fits[a] - {b} == fits[b] - {a}


def _of_one_surname(entries: Entries) -> Iterator[tuple[str, str]]:
    blocks: dict[str, list[tuple[str, list[str]]]] = defaultdict(list)
    for id, words in _full_names(entries):
        blocks[sound(words[-1])].append((id, words))
    for block in blocks.values():
        if len(block) > _CROWD:
            continue
        for (a, one), (b, two) in combinations(block, 2):
            if _one_person(one, two, _share_office(entries[a], entries[b])):
                yield a, b


def _with_second_surname(entries: Entries) -> Iterator[tuple[str, str]]:
    """Names like "Ana Ruiz" and "Ana Ruiz Vidal", "Mia Lund" and "Mia Lund-Berg", with the same office."""
    short: dict[tuple[str, str], list[str]] = defaultdict(list)
    names = list(_full_names(entries))
    for id, words in names:
        if len(words) == 2:
            short[words[0], words[1]].append(id)
    for id, words in names:
        for surname in words[1:-1]:
            for other in short.get((words[0], surname), ()):
                if _share_office(entries[id], entries[other]):
                    yield other, id


def _full_names(entries: Entries) -> Iterator[tuple[str, list[str]]]:
    for id, entry in sorted(entries.items()):
        words = fold(entry.name).split()
        if entry.person and len(words) > 1:
            yield id, words


def _one_person(one: Sequence[str], two: Sequence[str], same_office: bool) -> bool:
    """Same surname and compatible given names; other spellings only with the same office."""
    if _spelt(one) == _spelt(two):
        return True
    surnames = alike(one[-1], two[-1]) or (same_office and respelt(one[-1], two[-1]))
    if not surnames:
        return False
    if not _agree(_middle(one), _middle(two)):
        return False
    a, b = one[0], two[0]
    if a == b:
        return True
    if len(a) == 1 or len(b) == 1:
        return a[0] == b[0] and same_office
    return same_office and (alike(a, b) or respelt(a, b) or one_given_name(a, b))


def _middle(words: Sequence[str]) -> list[str]:
    return [word for word in words[1:-1] if word not in _particles()]


def _agree(one: Sequence[str], two: Sequence[str]) -> bool:
    """Whether middle names can be those of one person, as far as both are told: "H. W." and "W." cannot."""
    pairs = zip(one, two, strict=False)
    return all(a[0] == b[0] and (min(len(a), len(b)) == 1 or alike(a, b)) for a, b in pairs)


def _share_office(a: Entry, b: Entry) -> bool:
    same = {fold(o) for o in a.offices} & {fold(o) for o in b.offices}
    return bool(same) or bool(set(a.principals) & set(b.principals))


def _bare_surnames(entries: Entries, roots: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """A person met by surname alone, where only one person of that surname is in the record.

    Where it may be no person ("Norton", a town), and says nothing, the person must be named in as many
    documents, and in two.
    """
    bearers: dict[str, set[str]] = defaultdict(set)
    named: Counter[str] = Counter()
    for id, words in _full_names(entries):
        bearers[words[-1]].add(roots[id])
        named[roots[id]] += len(entries[id].documents)
    for id, entry in sorted(entries.items()):
        name = fold(entry.name)
        if entry.kind not in (ActorKind.PERSON, None) or len(bearers.get(name, ())) != 1:
            continue
        (root,) = bearers[name]
        if entry.person or entry.speaks or named[root] >= max(len(entry.documents), _TOLD):
            yield root, id


@cache
def _endings() -> tuple[str, ...]:
    return tuple(load("sides")["endings"])


@cache
def _particles() -> frozenset[str]:
    return frozenset(map(fold, load("naming")["particles"]))


@cache
def _body_words() -> frozenset[str]:
    naming = load("naming")
    return frozenset(w.lower() for w in (*naming["organisation_words"], *naming["outlet_words"]))


@cache
def _well_known() -> frozenset[str]:
    return frozenset(fold(name) for file in ("organisations", "states") for name in load(file))


@cache
def _links() -> frozenset[str]:
    return frozenset(load("sides")["links"])
