"""What is known of names before any text is read.

In: entries of the knowledge files. Out: :class:`Lexicon`, phrases by their first word and the actors that
they stand for. Invariant: phrases are tried longest first, and a phrase is a sequence of words as
the parser cuts them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import TypeVar

from onrecord.model import ActorKind


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

    def body(self, core: str) -> str:
        """The name of a body of this state: "Omani Foreign Ministry", "Lorvenia's Foreign Ministry"; of this
        organisation: "African Union Commission".
        """
        owner = self.adjective or (f"{self.name}'s" if self.kind is ActorKind.STATE else self.name)
        return f"{owner} {core}"


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
    organs: frozenset[str]
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
    mediators: frozenset[str]
    mediating: frozenset[str]
    onlookers: frozenset[str]
    meeting: frozenset[str]
    encounters: frozenset[str]
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


_PLURAL = 3  # words of a role in the plural: "chief peace negotiators"


@dataclass(frozen=True)
class Lexicon:
    """All that is known: phrases, roles, actors, word classes; ``halves`` are names such as "the North"."""

    names: Phrases[Entry]
    roles: Phrases[Role]
    jumbled: Mapping[tuple[str, str, str], str]
    actors: Mapping[str, Known]
    halves: Mapping[str, Entry]
    naming: Naming
    honorifics: Mapping[str, tuple[str, str]]
    minor: frozenset[str]
    former: frozenset[str]
    deputies: frozenset[str]
    portfolios: frozenset[str]
    fields: frozenset[str]
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

    def plural_role_at(self, lower: Sequence[str], i: int) -> tuple[int, Role] | None:
        """The longest role phrase in the plural that starts at word ``i``: "foreign ministers"."""
        for size in range(_PLURAL, 0, -1):
            *before, last = lower[i : i + size] or ("",)
            one = last[:-3] + "man" if last.endswith("men") else last[:-1] if last.endswith("s") else ""
            found = _longest(self.roles, [*before, one], 0) if one else None
            if found is not None and found[0] == size:
                return found
        return None

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


_LETTERS = str.maketrans({"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ı": "i", "đ": "d", "Đ": "D", "ß": "ss"})


def _longest(phrases: Phrases[T], words: Sequence[str], i: int) -> tuple[int, T] | None:
    for tail, value in phrases.get(words[i], ()):
        if all(i + k < len(words) and words[i + k] == word for k, word in enumerate(tail, 1)):
            return len(tail) + 1, value
    return None
