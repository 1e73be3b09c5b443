"""The actors of a document while it is read: who they are, what they do, what they can be called.

In: names and offices as they are assigned. Out: :class:`Casting`, the figures and the figure of each name.
Invariant: an id means one figure, and a noun or a role leads to every figure that it was entered for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from onrecord.model import ActorKind, Span
from onrecord.reading.actors.lexicon import Known, Lexicon, Role
from onrecord.reading.actors.names import Segment
from onrecord.reading.actors.words import Words

Place = tuple[int, int]
"""A name's paragraph and its number there."""


@dataclass(frozen=True, slots=True)
class Office:
    """An office of a person: its role, whose it is (an id), and its words as met (or empty)."""

    role: Role
    qualifiers: frozenset[str]
    of: str | None
    text: str = ""
    former: bool = False


@dataclass
class Figure:
    """An actor while the document is being read.

    ``stranger`` is where somebody without a name was first told of, who never becomes an actor.
    """

    id: str
    name: str
    kind: ActorKind | None
    known: Known | None = None
    speaks_for: str | None = None
    sex: str = ""
    likely: str = ""  # the sex that the given name lets expect
    offices: list[Office] = field(default_factory=list)
    aliases: dict[str, None] = field(default_factory=dict)
    core: str = ""  # for bodies of states: the name without the state
    wholes: int = 0  # times named in full
    stranger: Span | None = None

    @property
    def person(self) -> bool:
        """Whether it may be a person."""
        return self.kind is ActorKind.PERSON or self.kind is None


@dataclass(frozen=True)
class Paragraph:
    """A paragraph with its names; the role beside a name (or ``""``), and the sex that it tells."""

    words: Words
    segments: Sequence[Segment]
    titled: dict[int, str]
    sexes: dict[int, str]

    def name(self, segment: Segment) -> list[str]:
        """The words of a name."""
        return self.words.text[segment.first : segment.end]


@dataclass
class Casting:
    """The actors by id, and the actor of each name (absent where open).

    ``by_noun`` and ``by_role`` index organisations by the nouns they can be called ("the union")
    and persons by the roles that they hold or are known to have held.
    """

    lexicon: Lexicon
    figures: dict[str, Figure] = field(default_factory=dict)
    of: dict[Place, str] = field(default_factory=dict)
    by_noun: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    by_role: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def figure(self, id_: str, name: str, kind: ActorKind | None, known: Known | None = None) -> Figure:
        """The actor under this id, made where it is new."""
        found = self.figures.get(id_)
        if found is None:
            speaks_for = known.speaks_for if known else None
            found = Figure(id_, name, kind, known, speaks_for, known.sex if known else "")
            self.figures[id_] = found
            if kind in (ActorKind.ORGANISATION, ActorKind.GROUP, ActorKind.OUTLET):
                for noun in self._nouns(found):
                    self.by_noun[noun].append(id_)
            for tenure in known.held if known else ():
                self._file(id_, self.lexicon.named_roles.get(tenure.role, frozenset()))
        return found

    def known(self, id_: str) -> Figure:
        """The actor of the knowledge with this id."""
        known = self.lexicon.actors[id_]
        return self.figure(known.id, known.name, known.kind, known)

    def enter(self, id_: str, office: Office) -> None:
        """Give a person an office."""
        self.figures[id_].offices.append(office)
        self._file(id_, office.role.wider)

    def call(self, id_: str, nouns: Iterable[str]) -> None:
        """Note what an organisation can be called."""
        for noun in nouns:
            if id_ not in self.by_noun[noun]:
                self.by_noun[noun].append(id_)

    def _file(self, id_: str, roles: Iterable[str]) -> None:
        for role in roles:
            if id_ not in self.by_role[role]:
                self.by_role[role].append(id_)

    def _nouns(self, figure: Figure) -> set[str]:
        """What an organisation can be called: its last word, its head, and what the knowledge says."""
        words = figure.name.split()
        lower = [word.lower() for word in words]
        nouns = {lower[-1], *(figure.known.called if figure.known is not None else ())}
        nouns |= {noun for noun, lasts in self.lexicon.naming.nouns_for.items() if words[-1] in lasts}
        heads = [lower[i - 1] for i, word in enumerate(lower) if word in ("of", "for", "on") and i]
        return nouns | set(heads[:1])
