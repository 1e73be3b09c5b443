"""Entries: one actor while the roll is made up, with all that documents say of it.

In: actors of readings with their pages. Out: counts of names, kinds, offices and principals, and the first
evidence for each name. Invariant: the evidence for a name quotes that name, without the title before it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from onrecord.ledger.names import fold
from onrecord.ledger.pages import Page
from onrecord.model import Actor, ActorKind, Evidence, Span

T = TypeVar("T")


@dataclass
class Entry:
    """All actors of one id, of the readings or of the record. ``given`` is the name that a decision gave."""

    id: str
    names: Counter[str] = field(default_factory=Counter)
    kinds: Counter[ActorKind] = field(default_factory=Counter)
    offices: Counter[str] = field(default_factory=Counter)
    principals: Counter[str] = field(default_factory=Counter)
    aliases: dict[str, Evidence] = field(default_factory=dict)
    met: Counter[str] = field(default_factory=Counter)  # folded names by the number of documents
    documents: set[str] = field(default_factory=set)
    given: str | None = None

    def take(self, page: Page, actor: Actor) -> None:
        """Add the actor as one document shows it."""
        self.names[actor.name] += 1
        if actor.kind is not None:
            self.kinds[actor.kind] += 1
        self.offices.update(actor.offices)
        if actor.speaks_for and actor.speaks_for != actor.id:
            self.principals[actor.speaks_for] += 1
        self.documents.add(page.id)
        met = names_met(page.text, actor)
        self.met.update({fold(name) for name in met})
        if not (met or self.aliases) and actor.mentions:
            first = min(actor.mentions)
            met = {page.text[first.start : first.end]: first}
        for alias, span in met.items():
            self.aliases.setdefault(alias, Evidence(page.id, span.start, span.end, alias))

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
        for alias, evidence in other.aliases.items():
            self.aliases.setdefault(alias, evidence)
        self.documents |= other.documents

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
        return {fold(name) for name in (self.name, *self.names, *self.aliases)}


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
