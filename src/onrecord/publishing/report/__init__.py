"""The report: the record as one self-contained HTML page.

In: a ledger and the texts of its documents. Out: one HTML string that fetches nothing and runs no
script. Invariant: every line of the ledger on the page links to a marked passage on the page, and
text from documents is escaped.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from itertools import chain
from typing import Any

import jinja2
from markupsafe import Markup

from onrecord.model import Anonymity, Entry, Evidence, Ledger, Region, Report, Said, When
from onrecord.publishing import ways
from onrecord.publishing.report import chart, matrix
from onrecord.publishing.report.passages import Passages, gather

Page = tuple[str, str, tuple[Region, ...]]
"""A document's id, its text, and its boilerplate regions."""

_MONTHS = "January February March April May June July August September October November December".split()
_UNTOLD = {True: "Nobody named", False: "Speaker open"}
_MONTH = 31  # days
_ORDINALS = {
    1: "first",
    2: "second",
    3: "third",
    4: "fourth",
    5: "fifth",
    6: "sixth",
    7: "seventh",
    8: "eighth",
}


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker with all that the record has from them."""

    name: str
    offices: tuple[str, ...]
    statements: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A document as the page shows it."""

    report: Report
    html: Markup
    regions: tuple[str, ...]


def render(ledger: Ledger, pages: Iterable[Page], *, title: str | None = None) -> str:
    """The page of a ledger. ``pages`` may hold more documents than the ledger does."""
    passages = gather(_evidence(ledger))
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("onrecord.publishing.report", "."),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    names = {r.id: r.outlet or r.name for r in ledger.reports}
    environment.filters.update(
        when=in_words,
        nth=nth,
        label=lambda word: str(word).replace("_", " "),
        outlet=lambda document: names.get(document, document[:8]),
        href=lambda e: f"#{passages[e.document].anchor(e.start)}",
        heard=lambda entry: _heard(entry),
        steps=ways.steps,
    )
    style = (files(__package__) / "page.css").read_text(encoding="utf-8")
    return environment.get_template("page.html.j2").render(
        title=title or _title(ledger),
        ledger=ledger,
        lede=_lede(ledger),
        chart=chart.draw(ledger),
        matrix=matrix.of(ledger),
        parties=[a for a in ledger.actors if a.role in ("party", "mediator", "host")],
        voices=_voices(ledger),
        documents=list(_shown(ledger, pages, passages)),
        style=Markup(style),
    )


def in_words(when: When) -> str:
    """An interval for a reader: ``30 May 2031``, ``30 May – 1 June 2031``, ``after 9 June 2031``."""
    if not when.known:
        return "day unknown"
    if when.earliest is None:
        return f"by {_day(when.latest)}"
    if when.latest is None:
        return f"on or after {_day(when.earliest)}"
    if when.day is not None:
        return _day(when.day)
    first = _day(when.earliest)
    if when.earliest.year == when.latest.year:
        first = first.rsplit(" ", 1)[0]
    return f"{first} – {_day(when.latest)}"


def nth(ordinal: int | None) -> str:
    """``second`` for 2; ``12th`` beyond eight."""
    if ordinal is None:
        return ""
    if ordinal in _ORDINALS:
        return _ORDINALS[ordinal]
    tail = "th" if ordinal % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(ordinal % 10, "th")
    return f"{ordinal}{tail}"


def _day(day: Any) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _heard(entry: Entry) -> str:
    return " ← ".join((entry.by, *reversed(entry.chain)))


def _evidence(ledger: Ledger) -> Iterator[Evidence]:
    histories = chain(
        (r.history for r in ledger.rounds),
        (m.history for m in ledger.meetings),
        (p.history for p in ledger.proposals),
        (d.history for d in ledger.deadlines),
        (e.history for e in ledger.events),
    )
    for entry in chain.from_iterable(histories):
        yield from entry.evidence
    for said in ledger.statements:
        yield from said.evidence
    for position in ledger.positions:
        for stand in position.stands:
            yield from stand.evidence
    for wording in ledger.wording:
        for _, evidence in wording.variants:
            yield from evidence
    for moment in ledger.timeline:
        yield from moment.evidence


def _title(ledger: Ledger) -> str:
    """The parties' names, as the rounds have them, else as the actors' roles do."""
    counts = Counter(name for r in ledger.rounds for name in r.parties)
    names = [name for name, _ in counts.most_common(2)]
    if len(names) < 2:
        names = [a.name for a in ledger.actors if a.role == "party"][:2]
    return f"{' and '.join(names)}: the record" if names else "The record of a negotiation"


def _lede(ledger: Ledger) -> list[str]:
    """What this negotiation is, in a few sentences, each of which a section below bears out."""
    outlets = {r.outlet for r in ledger.reports if r.outlet}
    reports = _count(len(ledger.reports), "report")
    lines = [
        f"{reports} by {_count(len(outlets), 'named outlet')}{_period(ledger.reports)}; "
        f"{_count(len(ledger.statements), 'statement')} by {_count(len(_voices(ledger)), 'speaker')}."
    ]
    for r in ledger.rounds:
        name = f"The {nth(r.ordinal)} round" if r.ordinal else "A round of talks"
        place = f" in {r.place}" if r.place else ""
        day = f", {in_words(r.when)}" if r.when.known else ""
        lines.append(f"{name}{place}: {r.status.replace('_', ' ')}{day}.")
    moved = sum(d.moved_to is not None for d in ledger.deadlines)
    if ledger.deadlines:
        tail = f", {moved} of them moved" if moved else ""
        lines.append(f"{_count(len(ledger.deadlines), 'deadline')}{tail}.")
    return lines


def _period(reports: Sequence[Report]) -> str:
    """When the reports were published, by those whose day is known to a month."""
    spans = [(r.published.earliest, r.published.latest) for r in reports]
    close = [(a, b) for a, b in spans if a and b and (b - a).days <= _MONTH]
    if not close:
        return ""
    period = in_words(When(min(a for a, _ in close), max(b for _, b in close)))
    loose = len(spans) - len(close)
    return f", published {period}" + (f" ({loose} not dated to the month)" if loose else "")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _voices(ledger: Ledger) -> list[Voice]:
    """Speakers by how much they say; unnamed sources and open speakers come last."""
    groups: dict[tuple[bool, str], list[Said]] = {}
    for said in ledger.statements:
        named = said.speaker is not None and said.speaker.named
        name = said.speaker.name if said.speaker else _UNTOLD[said.anonymity is Anonymity.UNATTRIBUTED]
        groups.setdefault((not named, name), []).append(said)
    offices = {a.name: a.offices for a in ledger.actors}
    order = sorted(groups, key=lambda key: (key[0], -len(groups[key]), key[1]))
    return [Voice(name, offices.get(name, ()), tuple(groups[unnamed, name])) for unnamed, name in order]


def _shown(ledger: Ledger, pages: Iterable[Page], passages: dict[str, Passages]) -> Iterator[Shown]:
    reports = {r.id: r for r in ledger.reports}
    found = {}
    for document, text, regions in pages:
        if document in reports:
            marked = passages.get(document, Passages(document, ()))
            kinds = tuple(sorted({str(r.kind) for r in regions}))
            found[document] = Shown(reports[document], marked.render(text, regions), kinds)
    for report in ledger.reports:
        if report.id in found:
            yield found[report.id]
