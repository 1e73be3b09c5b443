"""Scores the readings of a collection: statements, chains, regions, events, days, each document alone.

In: the marking and, for each document, its text and reading. Out: tallies. A statement counts as found
where statements of the right speaker cover half of its words, however they are cut up; one that was
given is right where half of its words are marked for its speaker. Optional ones may be given.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.model import Event, Reading, Region, Span, Statement
from tests.corpus.marking import (
    Collection,
    MarkedDocument,
    MarkedEvent,
    MarkedRegion,
    MarkedStatement,
)
from tests.corpus.matching import Tally, fold, narrowed, same_chain, same_place, same_speaker, share, words

HALF = 0.5
EDGE = 20  # characters by which the ends of a region may be off
SHOWN = 110  # characters of a text shown in a line


@dataclass(frozen=True)
class Case:
    """One document: its marking, its text and its reading."""

    collection: Collection
    marked: MarkedDocument
    text: str
    reading: Reading

    def line(self, spans: Iterable[Span], note: str) -> str:
        """A line about a place in the document; empty where the document is held out."""
        if self.marked.held_out:
            return ""
        quote = " … ".join(" ".join(self.text[s.start : s.end].split()) for s in spans)
        cut = quote if len(quote) <= SHOWN else f"{quote[: SHOWN - 1]}…"
        return f"{self.marked.name}: {note}: {cut}"

    def names(self, statement: Statement) -> list[str]:
        """The names of a statement's speaker."""
        if statement.speaker is None:
            return []
        actor = next((a for a in self.reading.actors if a.id == statement.speaker.actor), None)
        return [statement.speaker.name, *([actor.name] if actor else [])]

    def agree(self, given: Statement, marked: MarkedStatement) -> bool:
        """Whether the speakers are the same."""
        return same_speaker(self.names(given), marked.who, self.collection)


def score(cases: Sequence[Case]) -> list[Tally]:
    """The tallies of all layers that concern documents one by one."""
    layers = {
        name: Tally(name)
        for name in (
            "statements",
            "statements, held out",
            "chains",
            "unnamed",
            "directness",
            "acts",
            "regions",
            "body kept",
            "titles",
            "outlets",
            "days, each text alone",
            "events",
            "event days",
            "event places",
        )
    }
    for case in cases:
        _statements(case, layers)
        _regions(case, layers)
        _heads(case, layers)
        _events(case, layers)
    return [tally for tally in layers.values() if tally.expected or tally.given]


def _statements(case: Case, layers: dict[str, Tally]) -> None:
    layer = layers["statements, held out" if case.marked.held_out else "statements"]
    given = [(s, words(case.text, s.content)) for s in case.reading.statements]
    for marked in case.marked.statements:
        whole = words(case.text, marked.spans)
        ours = [(s, w) for s, w in given if w & whole and case.agree(s, marked)]
        found = share(frozenset().union(*(w for _, w in ours)), whole) >= HALF
        if not marked.optional:
            others = sorted({"/".join(case.names(s)[:1]) or "nobody" for s, w in given if w & whole})
            note = f"{marked.who[0]}" + (f" (given to {', '.join(others)})" if others and not found else "")
            layer.expect(found, case.line(marked.spans, note))
        best = max(ours, key=lambda pair: share(pair[1], whole) - len(pair[1] - whole) / 1000, default=None)
        _attributes(case, layers, marked, best[0] if best and found else None)
    seen: list[tuple[tuple[str, ...], frozenset[int]]] = []
    for statement, w in given:
        names = tuple(case.names(statement))
        allowed = [words(case.text, m.spans) for m in case.marked.statements if case.agree(statement, m)]
        right = share(frozenset().union(*allowed), w) >= HALF
        repeated = any(n == names and share(other, w) > 0.8 and share(w, other) > 0.8 for n, other in seen)
        seen.append((names, w))
        note = f"{names[0] if names else 'nobody'}{' (twice)' if repeated else ''}"
        layer.give(right and not repeated, case.line(statement.content, note))


def _attributes(
    case: Case, layers: dict[str, Tally], marked: MarkedStatement, given: Statement | None
) -> None:
    """Chains are expected of all statements; the rest is asked only of those that were found."""
    if marked.chain is not None:
        right = given is not None and same_chain(given.chain, marked.chain, case.collection)
        told = " ← ".join(given.chain) if given else "not found"
        line = case.line(marked.spans, f"{list(marked.chain)}, given {told or 'none'}")
        if marked.chain and not marked.optional:
            layers["chains"].expect(right, line)
        if given is not None and given.chain:
            layers["chains"].give(right, line)
    if given is None or marked.optional:
        return
    if marked.named is not None and given.speaker is not None:
        right = given.speaker.named == marked.named
        layers["unnamed"].expect(right, case.line(marked.spans, f"named {given.speaker.named}"))
    if marked.how:
        right = given.directness in marked.how
        layers["directness"].expect(
            right, case.line(marked.spans, f"{set(marked.how)}, not {given.directness}")
        )
    if marked.act:
        right = given.act in marked.act
        layers["acts"].expect(right, case.line(marked.spans, f"{sorted(marked.act)}, not {given.act}"))


def _regions(case: Case, layers: dict[str, Tally]) -> None:
    given = _joined(case.text, case.reading.regions)
    for marked in case.marked.regions:
        if not marked.optional:
            found = any(_same_region(case.text, r, marked) for r in given)
            layers["regions"].expect(found, case.line([marked.span], "/".join(sorted(marked.kinds))))
    boilerplate = words(case.text, [m.span for m in case.marked.regions])
    for region in given:
        w = words(case.text, [Span(region.start, region.end)])
        right = share(boilerplate, w) >= HALF
        layers["regions"].give(right, case.line([Span(region.start, region.end)], region.kind))
    body = words(case.text, [Span(0, len(case.text))]) - boilerplate
    lost = words(case.text, [Span(r.start, r.end) for r in given])
    kept = layers["body kept"]
    kept.expected += len(body)
    kept.found += len(body - lost)


def _joined(text: str, regions: Sequence[Region]) -> list[Region]:
    out: list[Region] = []
    for region in sorted(regions, key=lambda r: r.start):
        if out and out[-1].kind == region.kind and not text[out[-1].end : region.start].strip():
            out[-1] = Region(out[-1].start, region.end, region.kind)
        else:
            out.append(region)
    return out


def _same_region(text: str, given: Region, marked: MarkedRegion) -> bool:
    return (
        given.kind in marked.kinds
        and abs(given.start - marked.span.start) <= EDGE
        and abs(given.end - marked.span.end) <= EDGE
    )


def _heads(case: Case, layers: dict[str, Tally]) -> None:
    marked, reading = case.marked, case.reading
    if marked.title:
        right = fold(reading.title or "") == fold(marked.title)
        layers["titles"].expect(right, f"{marked.name}: given {reading.title}")
    if marked.outlet:
        right = fold(reading.outlet or "") == fold(marked.outlet)
        layers["outlets"].expect(right, f"{marked.name}: {marked.outlet}, given {reading.outlet}")
    days, given = layers["days, each text alone"], reading.published
    line = f"{marked.name}: {marked.day}, given {given.edtf() or 'unknown'}"
    if marked.alone:
        days.expect(narrowed(given, marked.alone), line)
    if given.known:
        days.give(given.may_be(marked.day), line)


def _events(case: Case, layers: dict[str, Tally]) -> None:
    for marked in case.marked.events:
        near = [e for e in case.reading.events if _stands_at(e, marked.at)]
        fits = [e for e in near if _fits(e, marked)]
        told = ", ".join(f"{e.kind} {e.ordinal or ''} {e.status}".replace("  ", " ") for e in near)
        note = f"{'/'.join(sorted(marked.kinds))} {marked.ordinal or ''} {'/'.join(sorted(marked.status))}"
        layers["events"].expect(bool(fits), case.line([marked.at], f"{note} (given {told or 'nothing'})"))
        if marked.day and fits:
            right = any(e.when.day == marked.day for e in fits)
            days = ", ".join(e.when.edtf() or "unknown" for e in fits)
            layers["event days"].expect(right, case.line([marked.at], f"{marked.day}, given {days}"))
            for event in fits:
                if event.when.known:
                    line = case.line([marked.at], f"{marked.day}, given {event.when.edtf()}")
                    layers["event days"].give(event.when.may_be(marked.day), line)
        if marked.place and fits:
            places = [e.place for e in fits]
            right = any(same_place(p, marked.place) for p in places)
            layers["event places"].expect(right, case.line([marked.at], f"{marked.place}, given {places}"))


def _stands_at(event: Event, at: Span) -> bool:
    return event.trigger.overlaps(at) or any(at.contains(s) or s.contains(at) for s in event.content)


def _fits(event: Event, marked: MarkedEvent) -> bool:
    return (
        event.kind in marked.kinds
        and (not marked.status or event.status in marked.status)
        and (marked.ordinal is None or event.ordinal == marked.ordinal)
    )
