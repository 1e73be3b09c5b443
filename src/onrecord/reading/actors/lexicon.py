"""What is known of names before any text is read.

In: the knowledge files. Out: :class:`Lexicon`, phrases by their first word and the actors that
they stand for. Invariant: phrases are tried longest first, and a phrase is a sequence of words as
the parser cuts them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import cache
from typing import Any, TypeVar

from onrecord import knowledge
from onrecord.errors import KnowledgeError
from onrecord.model import ActorKind
from onrecord.reading.language import pipeline


class Sort(Enum):
    """What a known phrase is."""

    STATE = auto()  # the state's name
    ADJECTIVE = auto()  # "Iranian"
    PEOPLE = auto()  # "Iranians"
    CAPITAL = auto()  # a city that may stand for its government
    SEAT = auto()  # a palace that may stand for its government
    ORGANISATION = auto()
    OUTLET = auto()
    PERSON = auto()  # a full name
    SURNAME = auto()  # a name that means one person on its own
    PLACE = auto()


@dataclass(frozen=True, slots=True)
class Entry:
    """A known phrase. ``name`` is canonical; ``actor`` the id it stands for, where it is one."""

    sort: Sort
    name: str
    actor: str | None = None
    doubtful: bool = False
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Tenure:
    """An office in the knowledge: its role and the id of the actor it belongs to."""

    role: str
    of: str


@dataclass(frozen=True, slots=True)
class Known:
    """A known actor. ``sex`` is ``m``, ``f`` or empty; ``called`` are nouns that describe it."""

    id: str
    name: str
    kind: ActorKind
    speaks_for: str | None = None
    sex: str = ""
    called: frozenset[str] = frozenset()
    held: tuple[Tenure, ...] = ()
    seat: bool = False
    adjective: str = ""


@dataclass(frozen=True, slots=True)
class Role:
    """An office or description of a person. ``wider`` are all roles whose descriptions fit it too.

    ``speaks`` tells whether its holder speaks for whose it is.
    """

    name: str
    wider: frozenset[str]
    sex: str = ""
    office: bool = True
    speaks: bool = True


@dataclass(frozen=True)
class Naming:
    """The word classes of ``naming.yaml``; ``likely`` gives the sex that a given name lets expect.

    ``callings`` gives for a noun beside a name what the name can be called later, ``classes`` the nouns that
    one organisation can have, a set for each kind. ``traits`` and ``parents``
    are nouns for what a person is, with the sex that they tell ("m", "f" or "").
    """

    organisation_words: frozenset[str]
    organisation_phrases: frozenset[tuple[str, ...]]
    body_words: frozenset[str]
    founders: frozenset[str]
    outlet_words: frozenset[str]
    organisation_firsts: frozenset[str]
    outlet_firsts: frozenset[str]
    thing_words: frozenset[str]
    place_words: frozenset[str]
    collectives: frozenset[str]
    collective_plurals: frozenset[str]
    organised: frozenset[str]
    bodies: frozenset[str]
    councils: frozenset[str]
    nouns_for: Mapping[str, frozenset[str]]
    callings: Mapping[str, frozenset[str]]
    classes: tuple[frozenset[str], ...]
    groups: frozenset[str]
    persons: frozenset[str]
    professions: frozenset[str]
    traits: Mapping[str, str]
    parents: Mapping[str, str]
    both: frozenset[tuple[str, ...]]
    no_name: frozenset[str]
    time_words: frozenset[str]
    open_words: frozenset[str]
    numbered: frozenset[str]
    particles: frozenset[str]
    name_endings: frozenset[str]
    given: frozenset[str]
    likely: Mapping[str, str]
    variants: Mapping[str, int]


T = TypeVar("T")
Phrases = dict[str, list[tuple[tuple[str, ...], T]]]
"""Phrases by their first word: the words behind it, and what the phrase stands for."""


@dataclass(frozen=True)
class Lexicon:
    """All that is known: phrases, roles, actors, word classes."""

    names: Phrases[Entry]
    roles: Phrases[Role]
    jumbled: Mapping[tuple[str, str, str], str]
    actors: Mapping[str, Known]
    naming: Naming
    honorifics: Mapping[str, tuple[str, str]]
    minor: frozenset[str]
    former: frozenset[str]
    deputies: frozenset[str]
    portfolios: frozenset[str]
    portfolio_roles: frozenset[str]
    state_roles: frozenset[str]
    ranks: frozenset[str]
    serving: frozenset[str]
    named_roles: Mapping[str, frozenset[str]]
    holders: Mapping[tuple[str, str], tuple[str, ...]]

    def name_at(self, words: Sequence[str], i: int) -> tuple[int, Entry] | None:
        """The longest known name that starts at word ``i``, and its length in words."""
        return _longest(self.names, words, i)

    def role_at(self, lower: Sequence[str], i: int) -> tuple[int, Role] | None:
        """The longest role phrase that starts at word ``i`` (lower-cased words), and its length.

        A word of seven letters or more with two letters swapped still counts ("presidnet").
        """
        found = _longest(self.roles, lower, i)
        if found is None and len(lower[i]) >= 7:
            word = self.jumbled.get(jumble(lower[i]))
            if word is not None:
                return _longest(self.roles, [word], 0)
        return found

    def with_names(self, found: Iterable[tuple[str, Entry, Known]]) -> Lexicon:
        """This lexicon and some one-word names of one document."""
        names, actors = dict(self.names), dict(self.actors)
        for word, entry, known in found:
            names[word] = [*names.get(word, ()), ((), entry)]
            actors.setdefault(known.id, known)
        return replace(self, names=names, actors=actors)


def slug(name: str) -> str:
    """An id from a name: lower-case ASCII words joined by hyphens, without a leading article."""
    ascii_ = (
        unicodedata.normalize("NFKD", name.translate(_LETTERS)).encode("ascii", "ignore").decode().lower()
    )
    out = re.sub(r"[^a-z0-9]+", "-", ascii_.replace("'", "")).strip("-")
    out = out.removeprefix("the-") or out
    return out or "actor-" + "-".join(f"{ord(c):x}" for c in name[:12])


def jumble(word: str) -> tuple[str, str, str]:
    """First letter, last letter and the sorted letters: the same for words with letters swapped."""
    return word[0], word[-1], "".join(sorted(word))


_STATE_NOUNS = frozenset({"country", "nation", "state"})
_LETTERS = str.maketrans({"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ı": "i", "đ": "d", "Đ": "D", "ß": "ss"})


def _longest(phrases: Phrases[T], words: Sequence[str], i: int) -> tuple[int, T] | None:
    for tail, value in phrases.get(words[i], ()):
        if all(i + k < len(words) and words[i + k] == word for k, word in enumerate(tail, 1)):
            return len(tail) + 1, value
    return None


def _cut(phrase: str) -> tuple[str, ...]:
    """A phrase as the parser cuts it."""
    return tuple(token.text for token in pipeline().make_doc(phrase))


class _Builder:
    """Collects phrases and actors from the files."""

    def __init__(self) -> None:
        self.names: Phrases[Entry] = {}
        self.actors: dict[str, Known] = {}
        self.holders: dict[tuple[str, str], list[str]] = {}
        self._seen: set[tuple[str, ...]] = set()

    def phrase(self, phrase: str, entry: Entry) -> None:
        """File a phrase; the first meaning of a phrase stays."""
        words = _cut(phrase.replace("’", "'"))
        forms = [words]
        if words[0] == "The":
            # The article belongs to papers' names ("The Times") and a few cities' ("The Hague").
            own = entry.sort in (Sort.OUTLET, Sort.CAPITAL)
            forms = [words, ("the", *words[1:])] if own else []
            if not (own and len(words) == 2):
                forms.append(words[1:])
        if words[0].islower() and entry.sort in (Sort.SURNAME, Sort.ORGANISATION):
            forms.append((words[0].capitalize(), *words[1:]))
        if len(words[0]) > 3 and entry.sort is not Sort.OUTLET:
            forms.append(tuple(w.upper() for w in words))  # headlines in capitals
        for form in forms:
            if form and form not in self._seen:
                self._seen.add(form)
                self.names.setdefault(form[0], []).append((form[1:], entry))

    def states(self) -> None:
        for name, line in _mapping("states").items():
            id_ = slug(name)
            style = line.get("style") or next(iter(line.get("adjective", ())), name)
            self.actors[id_] = Known(id_, name, ActorKind.STATE, called=_STATE_NOUNS, adjective=style)
            doubtful = set(line.get("doubtful", ()))
            for phrase in (name, *line.get("also", ())):
                self.phrase(phrase, Entry(Sort.STATE, name, id_, phrase in doubtful, name))
            capitals = line.get("capital", [])
            for phrase in capitals:
                self.phrase(phrase, Entry(Sort.CAPITAL, phrase, id_, phrase in doubtful, name))
            for phrase in line.get("spelt", ()):
                self.phrase(phrase, Entry(Sort.CAPITAL, capitals[0], id_, phrase in doubtful, name))
            for phrase in line.get("adjective", ()):
                self.phrase(phrase, Entry(Sort.ADJECTIVE, name, id_, phrase in doubtful, name))
                if phrase[-1] in "nitk":
                    self.phrase(phrase + "s", Entry(Sort.PEOPLE, name, id_, False, name))
            for phrase in line.get("prefix", ()):
                self.phrase(phrase + "-", Entry(Sort.ADJECTIVE, name, id_, False, name))
            for phrase in line.get("people", ()):
                self.phrase(phrase, Entry(Sort.PEOPLE, name, id_, False, name))

    def organisations(self) -> None:
        for name, line in _mapping("organisations").items():
            id_ = slug(name)
            kind = ActorKind(line.get("kind", "organisation"))
            state = line.get("state")
            self.actors[id_] = Known(
                id_,
                name,
                kind,
                speaks_for=slug(state) if state else None,
                called=frozenset(line.get("called", ())),
                seat=bool(line.get("seat", False)),
            )
            sort = Sort.SEAT if line.get("seat") else Sort.ORGANISATION
            entry = Entry(sort, name, id_, False, state)
            if line.get("article"):
                self.phrase(name[0].lower() + name[1:], entry)
            for phrase in (name, *line.get("also", ())):
                self.phrase(phrase, replace(entry, doubtful=bool(line.get("article"))))
            for phrase in line.get("capital", ()):
                self.phrase(phrase, Entry(Sort.CAPITAL, phrase, id_))

    def outlets(self) -> None:
        """The outlets' file belongs to cleaning; its names are actors here."""
        for line in _mapping("outlets")["outlets"]:
            name = line["name"]
            id_ = slug(name)
            self.actors.setdefault(id_, Known(id_, name, ActorKind.OUTLET))
            for phrase in (name, *line.get("aliases", ())):
                if not phrase.islower():
                    self.phrase(phrase, Entry(Sort.OUTLET, name, id_))

    def people(self) -> None:
        surnames: list[tuple[str, Entry]] = []
        for name, line in _mapping("people").items():
            id_ = slug(name)
            held = tuple(Tenure(role, slug(of)) for role, of, *_ in line.get("held", ()))
            self.actors[id_] = Known(id_, name, ActorKind.PERSON, sex=line["sex"], held=held)
            for tenure in held:
                ids = self.holders.setdefault((_surname(name), tenure.role), [])
                if id_ not in ids:
                    ids.append(id_)
            wholes = [name, *(a for a in line.get("also", ()) if " " in a)]
            for phrase in wholes:
                self.phrase(phrase, Entry(Sort.PERSON, name, id_))
            surnames += [(a, Entry(Sort.SURNAME, name, id_)) for a in line.get("also", ()) if " " not in a]
            if line.get("alone"):
                surnames += [(_surname(whole), Entry(Sort.SURNAME, name, id_)) for whole in wholes]
        for phrase, entry in surnames:
            self.phrase(phrase, entry)

    def places(self) -> None:
        file = _mapping("places")
        doubtful = set(file["doubtful"])
        for country, lines in file["places"].items():
            for line in lines:
                first, *spellings = (part.strip() for part in line.split("|"))
                for phrase in (first, *spellings):
                    self.phrase(phrase, Entry(Sort.PLACE, first, None, phrase in doubtful, country))
        for phrase in file["regions"]:
            self.phrase(phrase, Entry(Sort.PLACE, phrase, None, phrase in doubtful))


def _surname(name: str) -> str:
    """The family name: from the first particle on, else the last word."""
    words = name.split()
    for i, word in enumerate(words[1:], 1):
        if word.islower() and not word.startswith(("al-", "el-")):
            return " ".join(words[i:])
    return words[-1]


def _mapping(file: str) -> Any:
    content = knowledge.load(file)
    if not isinstance(content, dict):
        raise KnowledgeError("is not a mapping", where=f"{file}.yaml", hint="see the header of the file")
    return content


def _roles(file: Any) -> tuple[Phrases[Role], dict[tuple[str, str, str], str]]:
    parents = {name: set(line.get("is", ())) for name, line in file["roles"].items()}
    phrases: Phrases[Role] = {}
    jumbled: dict[tuple[str, str, str], str] = {}
    for name, line in file["roles"].items():
        wider, front = {name}, [name]
        while front:
            for parent in parents.get(front.pop(), ()):
                if parent not in wider:
                    wider.add(parent)
                    front.append(parent)
        for sex, key in (("", "words"), ("m", "male"), ("f", "female")):
            role = Role(name, frozenset(wider), sex, line.get("office", True), line.get("speaks", True))
            for phrase in line.get(key, ()):
                words = _cut(phrase.lower())
                phrases.setdefault(words[0], []).append((words[1:], role))
                if len(words) == 1 and len(phrase) >= 7:
                    jumbled[jumble(phrase.lower())] = phrase.lower()
    for options in phrases.values():
        options.sort(key=lambda option: -len(option[0]))
    return phrases, jumbled


def _naming() -> Naming:
    file, given = _mapping("naming"), _mapping("given_names")
    words = {key: frozenset(value) for key, value in file.items()}
    likely = {
        name: sex for sex, key in (("f", "feminine"), ("m", "masculine")) for name in given[key].split()
    }
    variants = {name: i for i, line in enumerate(given["variants"]) for name in line}
    return Naming(
        organisation_words=words["organisation_words"],
        organisation_phrases=frozenset(tuple(w.split()) for w in words["body_words"] if " " in w),
        body_words=words["body_words"],
        founders=words["founders"],
        outlet_words=words["outlet_words"],
        organisation_firsts=words["organisation_firsts"],
        outlet_firsts=words["outlet_firsts"],
        thing_words=words["thing_words"],
        place_words=words["place_words"],
        collectives=words["collectives"],
        collective_plurals=words["collective_plurals"],
        organised=words["organised"],
        bodies=words["bodies"],
        councils=words["councils"],
        nouns_for={noun: frozenset(lasts) for noun, lasts in file["nouns_for"].items()},
        callings={
            noun: frozenset((noun, *line["called"]))
            for line in file["callings"].values()
            for noun in line["words"]
        },
        classes=tuple(frozenset((*line["words"], *line["called"])) for line in file["callings"].values()),
        groups=words["groups"],
        persons=words["persons"],
        professions=words["professions"],
        traits={
            noun.lower(): sex.removeprefix("any")
            for sex, nouns in file["traits"].items()
            for noun in nouns.split()
        },
        parents={
            noun: sex.removeprefix("any") for sex, nouns in file["parents"].items() for noun in nouns.split()
        },
        both=frozenset(tuple(phrase.split()) for phrase in words["both"]),
        no_name=words["no_name"],
        time_words=words["time_words"],
        open_words=words["open_words"],
        numbered=words["numbered"],
        particles=words["particles"],
        name_endings=words["name_endings"],
        given=frozenset(given["names"].split()) | variants.keys() | likely.keys(),
        likely=likely,
        variants=variants,
    )


@cache
def lexicon() -> Lexicon:
    """The knowledge files as one lexicon, built once a process.

    Raises :class:`KnowledgeError` where a file breaks its schema.
    """
    builder = _Builder()
    titles = _mapping("titles")
    try:
        for step in (builder.states, builder.organisations, builder.people, builder.places, builder.outlets):
            step()
        roles, jumbled = _roles(titles)
        naming = _naming()
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise KnowledgeError(
            f"a knowledge file breaks its schema: {error!r}", hint="see its header"
        ) from error
    for options in builder.names.values():
        options.sort(key=lambda option: -len(option[0]))
    return Lexicon(
        names=builder.names,
        roles=roles,
        jumbled=jumbled,
        actors=builder.actors,
        naming=naming,
        honorifics={
            w: (line.get("sex", ""), line.get("role", "")) for w, line in titles["honorifics"].items()
        },
        minor=frozenset(titles["minor"]),
        former=frozenset(titles["former"]),
        deputies=frozenset(titles["deputies"]),
        portfolios=frozenset(titles["portfolios"]),
        portfolio_roles=frozenset(titles["portfolio_roles"]),
        state_roles=frozenset(titles["state_roles"]),
        ranks=frozenset(titles["ranks"]),
        serving=frozenset(titles["serving"]),
        named_roles={role.name: role.wider for options in roles.values() for _, role in options},
        holders={key: tuple(ids) for key, ids in builder.holders.items()},
    )
