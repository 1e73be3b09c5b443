"""The listings of ``onrecord show``: one view a noun of the ledger.

A view says where its items are, what its columns are, and what the filters look at: who it is by,
what it is about, and when it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from onrecord.cli.printing import Column, cut, day
from onrecord.model import (
    SPEAKS,
    Change,
    Deadline,
    Entry,
    Evidence,
    Fact,
    Ledger,
    Meeting,
    Moment,
    Occurrence,
    Party,
    Position,
    Proposal,
    Report,
    Round,
    Said,
    Stand,
    When,
    Wording,
    hull,
)
from onrecord.publishing import ways


@dataclass(frozen=True)
class View:
    """One listing. ``history`` is filled for items whose lines each carry their own evidence; ``notes`` are
    told with the evidence: how a document came by its date. ``needs`` are the fields of the ledger that the
    items come from, where it is not the one of the view's name.
    """

    items: Callable[[Ledger], Iterable[Any]]
    columns: tuple[Column[Any], ...]
    by: Callable[[Any], Iterable[str | None]]
    about: Callable[[Any], Iterable[str | None]]
    when: Callable[[Any], When]
    evidence: Callable[[Any], tuple[Evidence, ...]]
    history: Callable[[Any], tuple[Entry, ...]] = lambda _: ()
    notes: Callable[[Any], tuple[str, ...]] = lambda _: ()
    needs: tuple[str, ...] = ()


def place_of(evidence: Iterable[Evidence]) -> str:
    """Where the first piece of evidence stands: ``1a2b3c4d:120-164``."""
    for e in evidence:
        return f"{e.document[:8]}:{e.start}-{e.end}"
    return ""


def _act(said: Said) -> str:
    return f"{said.act}; hedged" if said.hedged else said.act


def _first(history: tuple[Entry, ...]) -> tuple[Evidence, ...]:
    return tuple(e for entry in history for e in entry.evidence)


def _changes(ledger: Ledger) -> Iterable[Change]:
    from onrecord.ledger.changes import changes  # brings the reading stages, which other views do not need

    return changes(ledger)


def _makers(first: str | None, jointly: tuple[str, ...]) -> str:
    return ", ".join((first, *jointly)) if first else "unknown"


def _state(deadline: Deadline) -> str:
    return f"{deadline.status}; other day told" if deadline.conflicts else deadline.status


def _taken(position: Position) -> str:
    """The stands in a line, the oldest first: "rejects 2031-05-30; accepts 2031-06-02 (before: rejects)".

    What is said several times in a row is told once, with all its days; merely speaking of it is left out.
    """
    taken = [s for s in position.stands if s.stand != SPEAKS]
    parts = []
    for (stand, before), group in groupby(taken, key=lambda s: (s.stand, s.before)):
        told = list(group)
        times = f" ({len(told)} times)" if len(told) > 1 else ""
        turned = f" (before: {before})" if before else ""
        parts.append(f"{stand} {day(hull(s.when for s in told))}{times}{turned}")
    return "; ".join(parts)


def _line(stand: Stand) -> Entry:
    before = f"before: {stand.before}" if stand.before else ""
    return Entry(stand.document, stand.reported, stand.stand, stand.evidence, stand.by, note=before)


def _sayings(items: Callable[[Ledger], Iterable[Said]], *columns: Column[Said]) -> View:
    return View(
        items=items,
        columns=columns,
        by=lambda s: (s.speaker.name if s.speaker else None,),
        about=lambda s: (s.content,),
        when=lambda s: s.said if s.said.known else s.reported,
        evidence=lambda s: s.evidence,
    )


_SAID = (
    Column[Said]("said", lambda s: day(s.said if s.said.known else s.reported)),
    Column[Said]("speaker ← relays", ways.line),
    Column[Said]("act", _act),
    Column[Said]("statement", lambda s: cut(s.content, 400), wide=True),
)
_SAID_AT = Column[Said]("evidence", lambda s: place_of(s.evidence))

VIEWS: dict[str, View] = {
    "rounds": View(
        items=lambda ledger: ledger.rounds,
        columns=(
            Column[Round]("round", lambda r: str(r.ordinal) if r.ordinal else "–"),
            Column[Round]("status", lambda r: r.status),
            Column[Round]("day", lambda r: day(r.when)),
            Column[Round]("place", lambda r: r.place or ""),
            Column[Round]("parties", lambda r: ", ".join(r.parties), wide=True),
            Column[Round]("mediators", lambda r: ", ".join(r.mediators)),
            Column[Round]("evidence", lambda r: place_of(_first(r.history))),
        ),
        by=lambda r: (*r.parties, *r.mediators),
        about=lambda r: (r.place, *r.parties, *r.outcomes),
        when=lambda r: r.when,
        evidence=lambda r: _first(r.history),
        history=lambda r: r.history,
    ),
    "meetings": View(
        items=lambda ledger: ledger.meetings,
        columns=(
            Column[Meeting]("kind", lambda m: m.kind),
            Column[Meeting]("status", lambda m: m.status),
            Column[Meeting]("day", lambda m: day(m.when)),
            Column[Meeting]("place", lambda m: m.place or ""),
            Column[Meeting]("participants", lambda m: ", ".join(m.participants), wide=True),
            Column[Meeting]("evidence", lambda m: place_of(_first(m.history))),
        ),
        by=lambda m: m.participants,
        about=lambda m: (m.place, *m.participants),
        when=lambda m: m.when,
        evidence=lambda m: _first(m.history),
        history=lambda m: m.history,
    ),
    "deadlines": View(
        items=lambda ledger: ledger.deadlines,
        columns=(
            Column[Deadline]("due", lambda d: day(d.due)),
            Column[Deadline]("status", _state),
            Column[Deadline]("set by", lambda d: _makers(d.setter, d.jointly)),
            Column[Deadline]("on", lambda d: d.addressee or "unknown"),
            Column[Deadline]("demand", lambda d: cut(d.demand or "", 160), wide=True),
            Column[Deadline]("or else", lambda d: cut(d.consequence or "", 80)),
            Column[Deadline]("evidence", lambda d: place_of(_first(d.history))),
            Column[Deadline]("id", lambda d: d.id, for_programs=True),
            Column[Deadline]("moved to", lambda d: d.moved_to or "", for_programs=True),
        ),
        by=lambda d: (d.setter, *d.jointly),
        about=lambda d: (d.addressee, d.demand, d.consequence),
        when=lambda d: d.due,
        evidence=lambda d: _first(d.history),
        history=lambda d: d.history,
    ),
    "proposals": View(
        items=lambda ledger: ledger.proposals,
        columns=(
            Column[Proposal]("kind", lambda p: p.kind),
            Column[Proposal]("by", lambda p: _makers(p.author, p.jointly)),
            Column[Proposal]("to", lambda p: p.addressee or ""),
            Column[Proposal]("content", lambda p: cut(p.content, 240), wide=True),
            Column[Proposal]("status", lambda p: p.status),
            Column[Proposal]("day", lambda p: day(p.when)),
            Column[Proposal]("evidence", lambda p: place_of(_first(p.history))),
        ),
        by=lambda p: (p.author, *p.jointly),
        about=lambda p: (p.content, p.condition, p.addressee),
        when=lambda p: p.when,
        evidence=lambda p: _first(p.history),
        history=lambda p: p.history,
    ),
    "events": View(
        items=lambda ledger: ledger.events,
        columns=(
            Column[Occurrence]("kind", lambda e: e.kind.replace("_", " ")),
            Column[Occurrence]("status", lambda e: e.status),
            Column[Occurrence]("day", lambda e: day(e.when)),
            Column[Occurrence]("place", lambda e: e.place or ""),
            Column[Occurrence]("who", lambda e: ", ".join(e.parties)),
            Column[Occurrence]("on", lambda e: ", ".join(e.on)),
            Column[Occurrence]("words", lambda e: cut(e.content, 160), wide=True),
            Column[Occurrence]("evidence", lambda e: place_of(_first(e.history))),
            Column[Occurrence]("round", lambda e: e.round or "", for_programs=True),
        ),
        by=lambda e: e.parties,
        about=lambda e: (e.kind, e.place, e.content, *e.on),
        when=lambda e: e.when,
        evidence=lambda e: _first(e.history),
        history=lambda e: e.history,
    ),
    "statements": _sayings(
        lambda ledger: ledger.statements,
        *_SAID,
        Column[Said]("origins", lambda s: str(s.origins)),
        _SAID_AT,
    ),
    "possible": _sayings(
        lambda ledger: ledger.possible,
        Column[Said]("sure", lambda s: f"{s.confidence:.2f}"),
        *_SAID,
        _SAID_AT,
    ),
    "positions": View(
        items=lambda ledger: ledger.positions,
        columns=(
            Column[Position]("party", lambda p: p.party),
            Column[Position]("issue", lambda p: p.issue),
            Column[Position]("now", lambda p: p.current or "no stand taken"),
            Column[Position]("over time", _taken, wide=True),
            Column[Position]("changes", lambda p: str(p.changes)),
            Column[Position]("evidence", lambda p: place_of(e for s in p.stands for e in s.evidence)),
        ),
        by=lambda p: (p.party, *(s.by for s in p.stands)),
        about=lambda p: (p.issue, *(s.content for s in p.stands)),
        when=lambda p: hull(s.when for s in p.stands),
        evidence=lambda p: tuple(e for s in p.stands for e in s.evidence),
        history=lambda p: tuple(map(_line, p.stands)),
    ),
    "changes": View(
        items=_changes,
        columns=(
            Column[Change]("reported", lambda c: day(c.reported)),
            Column[Change]("", lambda c: "new" if c.new else "changed"),
            Column[Change]("kind", lambda c: c.kind.replace("_", " ")),
            Column[Change]("what", lambda c: cut(c.text, 300), wide=True),
            Column[Change]("evidence", lambda c: place_of(c.evidence)),
        ),
        by=lambda _: (),
        about=lambda c: (c.text, c.kind),
        when=lambda c: c.reported,
        evidence=lambda c: c.evidence,
    ),
    "actors": View(
        items=lambda ledger: ledger.actors,
        columns=(
            Column[Party]("actor", lambda a: a.name),
            Column[Party]("kind", lambda a: a.kind or ""),
            Column[Party]("role", lambda a: a.role or ""),
            Column[Party]("offices", lambda a: "; ".join(a.offices), wide=True),
            Column[Party]("also", lambda a: "; ".join(n for n in a.aliases if n != a.name), wide=True),
            Column[Party]("documents", lambda a: str(a.documents)),
            Column[Party]("statements", lambda a: str(a.statements)),
            Column[Party]("evidence", lambda a: place_of(a.evidence)),
        ),
        by=lambda a: (a.name, *a.aliases),
        about=lambda a: (*a.offices, *a.aliases),
        when=lambda _: When(),
        evidence=lambda a: a.evidence,
    ),
    "wording": View(
        items=lambda ledger: ledger.wording,
        columns=(
            Column[Wording]("subject", lambda w: w.subject),
            Column[Wording]("kind", lambda w: w.kind),
            Column[Wording](
                "wordings",
                lambda w: "; ".join(f"{name} ({len(evidence)})" for name, evidence in w.variants),
                wide=True,
            ),
            Column[Wording]("evidence", lambda w: place_of(e for _, es in w.variants for e in es)),
        ),
        by=lambda _: (),
        about=lambda w: (w.subject, *(name for name, _ in w.variants)),
        when=lambda _: When(),
        evidence=lambda w: tuple(e for _, es in w.variants for e in es),
    ),
    "documents": View(
        items=lambda ledger: ledger.reports,
        needs=("reports",),
        columns=(
            Column[Report]("id", lambda d: d.id[:8]),
            Column[Report]("published", lambda d: day(d.published)),
            Column[Report]("basis", lambda d: d.published.basis or ""),
            Column[Report]("outlet", lambda d: d.outlet or ""),
            Column[Report]("title", lambda d: cut(d.title or d.name, 100), wide=True),
            Column[Report]("copy of", lambda d: (d.copy_of or "")[:8]),
            Column[Report]("words", lambda d: str(d.words)),
        ),
        by=lambda d: (d.outlet,),
        about=lambda d: (d.title, d.name),
        when=lambda d: d.published,
        evidence=lambda _: (),
        notes=lambda d: d.published.trail,
    ),
    "facts": View(
        items=lambda ledger: ledger.facts,
        columns=(
            Column[Fact]("id", lambda f: f.id[:8]),
            Column[Fact]("basis", lambda f: f.basis),
            Column[Fact]("day", lambda f: day(f.when)),
            Column[Fact]("fact", lambda f: f.text, wide=True),
            Column[Fact]("source", lambda f: f.source, wide=True),
        ),
        by=lambda f: (f.source,),
        about=lambda f: (f.text, *f.names),
        when=lambda f: f.when,
        evidence=lambda _: (),
    ),
    "timeline": View(
        items=lambda ledger: ledger.timeline,
        columns=(
            Column[Moment]("day", lambda m: day(m.when)),
            Column[Moment]("kind", lambda m: m.kind),
            Column[Moment]("status", lambda m: m.status),
            Column[Moment]("what", lambda m: cut(m.text, 240), wide=True),
            Column[Moment]("evidence", lambda m: place_of(m.evidence)),
        ),
        by=lambda _: (),
        about=lambda m: (m.text,),
        when=lambda m: m.when,
        evidence=lambda m: m.evidence,
    ),
}
