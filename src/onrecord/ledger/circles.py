"""Circles: documents that have to do with each other.

In: documents, the roll, the groups of copies. Out: circles. Two documents are of one circle where they name
an actor of the same side, where one repeats the other, and where a third stands between them. Invariants:
each document is in one circle; nothing that the ledger says of a circle rests on a document of another, so
that a circle whose digest is the same has the same chapter.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

import msgspec

from onrecord.ledger.actors import Roll
from onrecord.ledger.pages import Page
from onrecord.ledger.traces import Form, digest

Reference = tuple[str | None, str]
"""An actor by its id in a reading, ``None`` where the reading knows none, and by its name."""

_MARK = 12  # bytes of a digest

REFERENCES: Form[list[Reference]] = Form(msgspec.json.encode, msgspec.json.Decoder(list[Reference]).decode)


@dataclass(frozen=True)
class Circle:
    """Documents by their ids, in order. ``marks`` tell of each what the record makes of its actors."""

    documents: tuple[str, ...]
    marks: tuple[str, ...]

    @property
    def key(self) -> str:
        """The id of the first document."""
        return self.documents[0]


def references(page: Page) -> list[Reference]:
    """The actors that a page names, in whatever part."""
    reading = page.reading
    found: dict[Reference, None] = dict.fromkeys((a.id, a.name) for a in reading.actors)
    for event in reading.events:
        found.update(dict.fromkeys((p.actor, p.name) for p in event.participants))
    for statement in (*reading.statements, *reading.possible):
        if statement.speaker is not None:
            found[statement.speaker.actor, statement.speaker.name] = None
    return list(found)


def circles(
    named: Iterable[tuple[str, Iterable[Reference]]], roll: Roll, copies: Mapping[str, str]
) -> list[Circle]:
    """The circles, by their keys. ``named`` gives the references of each document, by ids in order,
    ``copies`` for each document that has copies the id that stands for its group.
    """
    look = _looking(roll)
    parent: dict[str, str] = {}

    def root(tie: str) -> str:
        while (above := parent.setdefault(tie, tie)) != tie:
            parent[tie] = parent[above]
            tie = parent[tie]
        return tie

    marks: dict[str, str] = {}
    tied: dict[str, str] = {}
    for document, found in named:
        looked = list(map(look, found))
        group = copies.get(document, "")
        marks[document] = "\0".join((document, group, *(mark for mark, _ in looked)))
        ties = {tie for _, sides in looked for tie in sides}
        ties.add(f"={group or document}")
        tied[document] = tie = ties.pop()
        one = root(tie)
        for tie in ties:
            if parent.get(tie) != one:
                parent[root(tie)] = one
    members: dict[str, list[str]] = defaultdict(list)
    for document, tie in tied.items():
        members[root(tie)].append(document)
    return [Circle(tuple(ids), tuple(marks[id] for id in ids)) for ids in members.values()]


def _looking(roll: Roll) -> Callable[[Reference], tuple[str, tuple[str, ...]]]:
    """For a reference what the roll makes of it, and the sides by which it ties documents."""

    @cache
    def look(reference: Reference) -> tuple[str, tuple[str, ...]]:
        id, side = roll.id(*reference), roll.side(*reference)
        shown = [(name, roll.kind(of)) for of in (id, side) for name in (roll.name(of),)]
        ties = tuple(dict.fromkeys((side, *(roll.side(None, name) for name, _ in shown))))
        told = repr((reference, id, side, shown, ties)).encode("utf-8", "surrogatepass")
        return hashlib.blake2b(told, digest_size=_MARK).hexdigest(), ties

    return look


def sealed(circle: Circle, made_from: Iterable[object]) -> bytes:
    """A digest of what a chapter of the circle is made from: its documents and ``made_from``."""
    return digest("chapter 1", "\0".join(circle.marks), made_from)
