"""The marking: the texts of the chain benchmark and what a careful reader finds in them.

In: a YAML file as README.md describes it. Out: :class:`Item` with typed expectations. Invariant: every
quoted stretch is found in its text and every word of the marking is one of the model's, or
:class:`~benchmarks.marked.MarkingError` tells the file and the item. No message holds words of a text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any, TypeVar

from benchmarks.marked import MarkingError, check_distinct, rows
from onrecord.model import Act, Anonymity, RelayKind, Span

MOUTHS = frozenset({RelayKind.AGENCY, RelayKind.OUTLET, RelayKind.SPOKESPERSON, RelayKind.PERSON})
"""What hands words on and stands in a chain; all other kinds are media."""

_GAP = " ... "  # between the first and the last words of a stretch
_ITEM = {"id", "topic", "text", "statements"}
_STATEMENT = {"says", "who", "anonymity", "chain", "kinds", "act"}
_MAY = {"medium", "hedged", "denies", "addressee"}

W = TypeVar("W", Act, Anonymity, RelayKind)

Stretch = tuple[Span, ...]
"""The pieces of one quoted stretch, in the order of the marking."""


@dataclass(frozen=True)
class MarkedStatement:
    """What is to be found.

    ``says`` and ``denies`` hold every place where the quoted words stand, any of which would do;
    ``denies`` is empty where nothing is denied. ``who`` and ``addressee`` are the names that would do;
    nobody is told where ``who`` is empty. ``acts`` are those that would do, the best one first.
    """

    says: tuple[Stretch, ...]
    who: tuple[str, ...]
    anonymity: Anonymity
    chain: tuple[str, ...]
    kinds: tuple[RelayKind, ...]
    acts: tuple[Act, ...]
    medium: RelayKind | None
    hedged: bool
    denies: tuple[Stretch, ...]
    addressee: tuple[str, ...]


@dataclass(frozen=True)
class Item:
    """One text with all its sourced statements, which may be none."""

    id: str
    text: str
    outlet: str | None
    statements: tuple[MarkedStatement, ...]


def load(path: Path) -> tuple[Item, ...]:
    """The items of a file. Raises :class:`MarkingError` with file, item and statement."""
    items = tuple(_item(row, f"{path}: item {n}") for n, row in enumerate(rows(path), 1))
    check_distinct(path, (item.id for item in items))
    return items


def _item(row: Any, where: str) -> Item:
    if not isinstance(row, dict):
        raise MarkingError(f"{where}: not a mapping")
    if isinstance(row.get("id"), str):
        where = f"{where.rsplit(' ', 1)[0]} {row['id']}"
    _check_keys(row, _ITEM, {"outlet"}, where)
    for key in ("id", "text"):
        if not isinstance(row[key], str) or not row[key].strip():
            raise MarkingError(f"{where}: `{key}` is not text")
    if not isinstance(row.get("outlet"), str | None):
        raise MarkingError(f"{where}: `outlet` is not text")
    if not isinstance(row["statements"], list):
        raise MarkingError(f"{where}: `statements` is not a list")
    statements = (
        _statement(s, row["text"], f"{where}: statement {n}") for n, s in enumerate(row["statements"], 1)
    )
    return Item(row["id"], row["text"], row.get("outlet"), tuple(statements))


def _statement(row: Any, text: str, where: str) -> MarkedStatement:
    if not isinstance(row, dict):
        raise MarkingError(f"{where}: not a mapping")
    _check_keys(row, _STATEMENT, _MAY, where)
    said = MarkedStatement(
        says=_stretches(row, "says", text, where),
        who=_names(row, "who", where),
        anonymity=_word(row, "anonymity", (a for a in Anonymity if a is not Anonymity.UNRESOLVED), where),
        chain=_names(row, "chain", where),
        kinds=_words(row, "kinds", MOUTHS, where),
        acts=_words(row, "act", Act, where),
        medium=_word(row, "medium", set(RelayKind) - MOUTHS, where) if "medium" in row else None,
        hedged=row.get("hedged", False),
        denies=_stretches(row, "denies", text, where) if "denies" in row else (),
        addressee=_names(row, "addressee", where),
    )
    if len(said.chain) != len(said.kinds):
        raise MarkingError(f"{where}: `chain` has {len(said.chain)} relays, `kinds` {len(said.kinds)}")
    if (said.anonymity is Anonymity.UNATTRIBUTED) == bool(said.who):
        raise MarkingError(f"{where}: `who` is null where `anonymity` is unattributed, and only there")
    if not said.acts:
        raise MarkingError(f"{where}: `act` is missing")
    if not isinstance(said.hedged, bool):
        raise MarkingError(f"{where}: `hedged` is neither true nor false")
    return said


def _check_keys(row: Mapping[Any, Any], must: set[str], may: set[str], where: str) -> None:
    if missing := sorted(must - row.keys()):
        raise MarkingError(f"{where}: `{missing[0]}` is missing")
    if unknown := sorted(map(str, row.keys() - must - may)):
        raise MarkingError(f"{where}: `{unknown[0]}` is not a field")


def _names(row: Mapping[str, Any], key: str, where: str) -> tuple[str, ...]:
    """One text, a list of texts, or nothing."""
    value = row.get(key)
    names = [] if value is None else value if isinstance(value, list) else [value]
    if not all(isinstance(name, str) and name.strip() for name in names):
        raise MarkingError(f"{where}: `{key}` is neither text nor a list of texts")
    return tuple(names)


def _words(row: Mapping[str, Any], key: str, known: Iterable[W], where: str) -> tuple[W, ...]:
    """One word, a list of words, or nothing, each of them one of ``known``."""
    by_name = {word.value: word for word in known}
    names = _names(row, key, where)
    if unknown := [name for name in names if name not in by_name]:
        raise MarkingError(f"{where}: `{key}`: {unknown[0]!r} is none of {', '.join(sorted(by_name))}")
    return tuple(by_name[name] for name in names)


def _word(row: Mapping[str, Any], key: str, known: Iterable[W], where: str) -> W:
    words = _words(row, key, known, where)
    if len(words) != 1:
        raise MarkingError(f"{where}: `{key}` is not one word")
    return words[0]


def _stretches(row: Mapping[str, Any], key: str, text: str, where: str) -> tuple[Stretch, ...]:
    pieces = [tuple(_places(text, piece)) for piece in _names(row, key, where)]
    for n, places in enumerate(pieces, 1):
        if not places:
            raise MarkingError(f"{where}: piece {n} of `{key}` does not stand in the text")
    if not pieces:
        raise MarkingError(f"{where}: `{key}` is empty")
    return tuple(product(*pieces))


def _places(text: str, piece: str) -> Iterator[Span]:
    """Where a piece stands, whole words only; "first ... last" reaches to the nearest end."""
    first, gap, last = piece.partition(_GAP)
    for begin in re.finditer(rf"(?<!\w){re.escape(first)}(?!\w)", text):
        if not gap:
            yield Span(*begin.span())
        elif end := re.compile(rf"(?<!\w){re.escape(last)}(?!\w)").search(text, begin.end()):
            yield Span(begin.start(), end.end())
