"""The marking: what a careful reader finds in a collection, from its YAML file.

In: ``expected/<collection>.yaml`` and the documents' texts. Out: typed expectations with spans.
Invariant: every quoted string is located in its text, uniquely or by its index, or an error is raised.
The schema is described in README.md beside this file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from onrecord.model import Span

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
GAP = " ... "  # between the first and the last words of a quoted stretch
LONGEST = 900  # characters; a stretch longer than this has been located wrongly


class MarkingError(ValueError):
    """The marking does not fit its text."""


@dataclass(frozen=True)
class MarkedRegion:
    """A stretch of boilerplate of one of ``kinds``; ``optional`` where a careful reader may differ."""

    kinds: frozenset[str]
    span: Span
    optional: bool


@dataclass(frozen=True)
class MarkedStatement:
    """A statement. Empty ``who`` is anyone; a ``chain`` of ``None`` and empty sets are not scored."""

    who: tuple[str, ...]
    spans: tuple[Span, ...]
    named: bool | None
    chain: tuple[str, ...] | None
    how: frozenset[str]
    act: frozenset[str]
    optional: bool


@dataclass(frozen=True)
class MarkedEvent:
    """An event presented in the stretch ``at``; an empty ``status`` is not scored."""

    kinds: frozenset[str]
    status: frozenset[str]
    at: Span
    ordinal: int | None = None
    place: str | None = None
    day: date | None = None


@dataclass(frozen=True)
class MarkedDocument:
    """One report. ``alone`` is what its text alone proves of its day, ``record`` what the collection does."""

    name: str
    day: date
    title: str | None
    outlet: str | None
    alone: tuple[date, date] | None
    record: tuple[date, date]
    held_out: bool
    regions: tuple[MarkedRegion, ...]
    statements: tuple[MarkedStatement, ...]
    events: tuple[MarkedEvent, ...]


@dataclass(frozen=True)
class MarkedRound:
    """A round at the end (``as_of`` is ``None``) or as of a day; empty sets are not scored."""

    ordinal: int
    as_of: date | None
    status: frozenset[str]
    days: frozenset[date]
    place: str | None


@dataclass(frozen=True)
class MarkedDeadline:
    """A deadline, the day by which reports tell of it, and the one it was moved from or to."""

    setter: tuple[str, ...]
    addressee: str
    due: date
    known_by: date
    consequence: str | None
    moved_from: date | None
    moved_to: date | None


@dataclass(frozen=True)
class MarkedCall:
    """A call between two people."""

    participants: tuple[str, ...]
    status: frozenset[str]
    day: date | None


@dataclass(frozen=True)
class Collection:
    """All that is marked of one collection. ``names`` maps each actor to all its accepted names."""

    name: str
    reports: Path
    names: dict[str, frozenset[str]]
    people: frozenset[str]
    documents: tuple[MarkedDocument, ...]
    rounds: tuple[MarkedRound, ...]
    deadlines: tuple[MarkedDeadline, ...]
    other_due_days: frozenset[date]
    calls: tuple[MarkedCall, ...]
    copies: frozenset[frozenset[str]]
    same_actor: tuple[frozenset[str], ...]
    wording: tuple[frozenset[str], ...]


def collections() -> list[str]:
    """The names of the collections that are marked."""
    return sorted(path.stem for path in (HERE / "expected").glob("*.yaml"))


def source(name: str) -> dict[str, Any]:
    """The marking of a collection as it stands in its file."""
    loaded: dict[str, Any] = yaml.safe_load((HERE / "expected" / f"{name}.yaml").read_text(encoding="utf-8"))
    return loaded


def load(name: str, texts: dict[str, str]) -> Collection:
    """The marking of a collection. ``texts`` maps the name of each document to its text."""
    raw = source(name)
    missing = set(raw["documents"]) ^ set(texts)
    if missing:
        raise MarkingError(f"{name}: marked and given documents differ: {sorted(missing)}")
    documents = tuple(_document(key, entry, texts[key]) for key, entry in raw["documents"].items())
    return Collection(
        name=name,
        reports=ROOT / raw["reports"],
        names={a["name"]: frozenset([a["name"], *a.get("aliases", ())]) for a in raw["actors"]},
        people=frozenset(a["name"] for a in raw["actors"] if a["kind"] == "person"),
        documents=documents,
        rounds=tuple(marked for entry in raw["rounds"] for marked in _rounds(entry)),
        deadlines=tuple(_deadline(entry) for entry in raw["deadlines"]),
        other_due_days=frozenset(raw.get("other_due_days", ())),
        calls=tuple(
            MarkedCall(tuple(c["participants"]), frozenset(_list(c["status"])), c.get("day"))
            for c in raw["calls"]
        ),
        copies=frozenset(frozenset(pair) for pair in raw["copies"]),
        same_actor=tuple(frozenset(group) for group in raw["same_actor"]),
        wording=tuple(frozenset(group) for group in raw["wording"]),
    )


def locate(text: str, quote: str | dict[str, Any]) -> Span:
    """Where a quoted stretch stands: ``words``, ``first words ... last words``, or ``{text, nth}``.

    The (first) words must occur exactly once, unless ``nth`` (from 1) says which; the last words are
    sought from there on. Raises :class:`MarkingError`.
    """
    words, nth = (quote["text"], quote["nth"]) if isinstance(quote, dict) else (quote, None)
    first, _, last = words.partition(GAP)
    starts = [m.start() for m in re.finditer(re.escape(first), text)]
    if not starts:
        raise MarkingError(f"not in the text: {first!r}")
    if nth is None and len(starts) > 1:
        raise MarkingError(f"{len(starts)} times in the text: {first!r}")
    start = starts[(nth or 1) - 1]
    end = start + len(first)
    if last:
        found = text.find(last, end)
        if found < 0:
            raise MarkingError(f"not in the text after {first!r}: {last!r}")
        end = found + len(last)
    if end - start > LONGEST:
        raise MarkingError(f"{end - start} characters from {first!r} to {last!r}")
    return Span(start, end)


def _document(name: str, raw: dict[str, Any], text: str) -> MarkedDocument:
    alone = raw.get("alone")
    days = raw["record"] if alone is None else alone
    try:
        return MarkedDocument(
            name=name,
            day=raw["day"],
            title=raw.get("title"),
            outlet=raw.get("outlet"),
            alone=(alone[0], alone[1]) if alone else None,
            record=(days[0], days[1]),
            held_out=raw.get("held_out", False),
            regions=tuple(
                MarkedRegion(frozenset(_list(r["kind"])), locate(text, r["text"]), r.get("optional", False))
                for r in raw.get("regions", ())
            ),
            statements=tuple(_statement(s, text, raw.get("chain")) for s in raw["statements"]),
            events=tuple(_event(e, text) for e in raw["events"]),
        )
    except MarkingError as error:
        raise MarkingError(f"{name}: {error}") from None


def _statement(raw: dict[str, Any], text: str, all_chains: str | None) -> MarkedStatement:
    who = _list(raw["who"])
    chain = raw.get("chain", [])
    return MarkedStatement(
        who=() if who == ["any"] else tuple(who),
        spans=tuple(locate(text, quote) for quote in _list(raw["says"])),
        named=None if who == ["any"] else raw.get("named", True),
        chain=None if "any" in (chain, all_chains) else tuple(chain),
        how=frozenset(_list(raw.get("how", []))),
        act=frozenset(_list(raw.get("act", []))),
        optional=raw.get("optional", False),
    )


def _event(raw: dict[str, Any], text: str) -> MarkedEvent:
    return MarkedEvent(
        kinds=frozenset(_list(raw["kind"])),
        status=frozenset() if raw["status"] == "any" else frozenset(_list(raw["status"])),
        at=locate(text, raw["at"]),
        ordinal=raw.get("ordinal"),
        place=raw.get("place"),
        day=raw.get("day"),
    )


def _rounds(raw: dict[str, Any]) -> Iterable[MarkedRound]:
    for point in [raw, *raw.get("as_of", ())]:
        yield MarkedRound(
            ordinal=raw["ordinal"],
            as_of=None if point is raw else point["day"],
            status=frozenset(_list(point["status"])),
            days=frozenset(point.get("days", ())),
            place=raw.get("place") if point is raw else None,
        )


def _deadline(raw: dict[str, Any]) -> MarkedDeadline:
    return MarkedDeadline(
        setter=tuple(_list(raw["setter"])),
        addressee=raw["addressee"],
        due=raw["due"],
        known_by=raw["known_by"],
        consequence=raw.get("consequence"),
        moved_from=raw.get("moved_from"),
        moved_to=raw.get("moved_to"),
    )


def _list(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else [value]
