"""Entries: one actor while the roll is made up, with all that documents say of it.

In: actors as documents show them. Out: counts of names, kinds, offices and principals, and the first
evidence for each name. Invariants: the evidence for a name quotes that name, without the title before it; the
order in which documents are taken in changes nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

import msgspec

from onrecord.ledger.names import fold
from onrecord.ledger.pages import Page, order_key
from onrecord.model import Actor, ActorKind, Evidence, Span

T = TypeVar("T")

Named = tuple[str, int, int]
"""A name as it is met, and where it stands."""


class Shown(msgspec.Struct, frozen=True, array_like=True):
    """An actor as one document shows it. ``met`` are its names, each where it stands first; where it is met
    by no name of its own, ``first`` are the first words for it. ``speaks`` tells whether it says something.
    """

    id: str
    name: str
    kind: ActorKind | None
    offices: tuple[str, ...]
    principal: str | None
    met: tuple[Named, ...]
    first: Named | None
    speaks: bool = False


class Place(NamedTuple):
    """A document in the order of the documents' own days, by its number while the roll is made up."""

    earliest: str
    latest: str
    document: str
    number: int


First = tuple[Place, int, int]
"""Where a name stands first: the document, and where it begins and ends there."""


@dataclass
class Entry:
    """All actors of one id, of the readings or of the record. ``given`` is the name that a decision gave."""

    id: str
    names: Counter[str] = field(default_factory=Counter)
    kinds: Counter[ActorKind] = field(default_factory=Counter)
    offices: Counter[str] = field(default_factory=Counter)
    principals: Counter[str] = field(default_factory=Counter)
    met: Counter[str] = field(default_factory=Counter)  # folded names by the number of documents
    documents: set[int] = field(default_factory=set)  # numbers of documents
    given: str | None = None
    firsts: dict[str, First] = field(default_factory=dict)  # where each name stands first
    words: tuple[First, str] | None = None  # the first words for it where it is met by no name of its own
    speaks: bool = False  # somewhere

    def take(self, place: Place, shown: Shown) -> None:
        """Add the actor as one document shows it."""
        self.names[shown.name] += 1
        if shown.kind is not None:
            self.kinds[shown.kind] += 1
        self.offices.update(shown.offices)
        if shown.principal is not None:
            self.principals[shown.principal] += 1
        self.documents.add(place.number)
        self.speaks = self.speaks or shown.speaks
        self.met.update({fold(name) for name, _, _ in shown.met})
        for name, start, end in shown.met:
            _note(self.firsts, name, (place, start, end))
        if shown.first is not None:
            words, start, end = shown.first
            found = ((place, start, end), words)
            self.words = found if self.words is None else min(self.words, found)

    def join(self, other: Entry) -> None:
        """Add all of another entry but the name that a decision gave it."""
        for mine, theirs in (
            (self.names, other.names),
            (self.met, other.met),
            (self.offices, other.offices),
            (self.principals, other.principals),
        ):
            mine.update(theirs)
        self.kinds.update(other.kinds)
        for name, first in other.met_as.items():
            self.firsts.setdefault(name, first)
        self.documents |= other.documents
        self.speaks = self.speaks or other.speaks

    @property
    def aliases(self) -> dict[str, Evidence]:
        """The names that it is met under, with the first evidence for each; without one, the first words."""
        return {
            name: Evidence(place.document, start, end, name)
            for name, (place, start, end) in self.met_as.items()
        }

    @property
    def met_as(self) -> Mapping[str, First]:
        """The names that it is met under, or the first words, and where each stands first."""
        if self.firsts or self.words is None:
            return self.firsts
        first, words = self.words
        return {words: first}

    @property
    def name(self) -> str:
        """The name that a decision gave, else the commonest full one."""
        return self.given or fullest(self.names) or self.id

    @property
    def kind(self) -> ActorKind | None:
        """What sort of actor it most often is."""
        return commonest(self.kinds)

    @property
    def person(self) -> bool:
        """Whether it is a person."""
        return self.kind is ActorKind.PERSON

    @property
    def known_as(self) -> set[str]:
        """All its names, folded."""
        return {fold(name) for name in (self.name, *self.names, *self.met_as)}


def _note(firsts: dict[str, First], name: str, found: First) -> None:
    before = firsts.get(name)
    if before is None or found < before:
        firsts[name] = found


def shown(page: Page) -> list[Shown]:
    """The actors of a page."""
    speakers = {said.speaker.actor for said in page.reading.statements if said.speaker is not None}
    return [_shown(page.text, actor, actor.id in speakers) for actor in page.reading.actors]


def _shown(text: str, actor: Actor, speaks: bool) -> Shown:
    met = names_met(text, actor)
    first = None
    if not met and actor.mentions:
        span = min(actor.mentions)
        first = (text[span.start : span.end], span.start, span.end)
    principal = actor.speaks_for if actor.speaks_for != actor.id else None
    named = tuple((name, span.start, span.end) for name, span in met.items())
    return Shown(actor.id, actor.name, actor.kind, actor.offices, principal or None, named, first, speaks)


def place_of(page: Page, number: int) -> Place:
    """Where a page stands by its own day."""
    earliest, latest, document = order_key(page.published, page.id)
    return Place(earliest.isoformat(), latest.isoformat(), document, number)


def taken(entries: dict[str, Entry], place: Place, found: Iterable[Shown]) -> None:
    """Add the actors of one document to the entries."""
    for one in found:
        entries.setdefault(one.id, Entry(one.id)).take(place, one)


def names_met(text: str, actor: Actor) -> Mapping[str, Span]:
    """The names of the actor that its mentions hold, each where it stands first."""
    names = {actor.name, *actor.aliases}
    met: dict[str, Span] = {}
    for mention in sorted(actor.mentions):
        place = name_in(text, mention, names)
        if place is not None:
            met.setdefault(text[place.start : place.end], place)
    return met


def name_in(text: str, mention: Span, names: Collection[str]) -> Span | None:
    """The place of the longest of the names that stands in a mention, as whole words."""
    words = text[mention.start : mention.end]
    if words in names:
        return mention
    best: Span | None = None
    for name in names:
        at = words.rfind(name) if name else -1
        end = at + len(name)
        whole = at >= 0 and not (words[at - 1 : at].isalnum() or words[end : end + 1].isalnum())
        if whole and (best is None or len(name) > best.end - best.start):
            best = Span(mention.start + at, mention.start + end)
    return best


def commonest(counter: Counter[T]) -> T | None:
    """The commonest value; the smallest by its text where several are equally common."""
    return min(counter, key=lambda v: (-counter[v], str(v))) if counter else None


def fullest(names: Counter[str]) -> str | None:
    """The commonest of the names of several words; of all, where there are none of several."""
    return min(names, key=lambda n: (" " not in fold(n), -names[n], n)) if names else None


def ranked(counter: Counter[str]) -> list[str]:
    """The values, the commonest first."""
    return sorted(counter, key=lambda v: (-counter[v], v))
