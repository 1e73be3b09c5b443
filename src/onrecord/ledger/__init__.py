"""Many documents to one negotiation: rounds, meetings, proposals, deadlines, statements, wording.

In: pages (a reading with its document's text), in any order. Out: a :class:`Ledger`. Invariants: the
ledger is a pure function of the pages and the question asked; nothing in it stands without evidence;
the order in which pages are given changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence, Set
from dataclasses import replace
from datetime import date

from onrecord.ledger import (
    actors,
    dating,
    deadlines,
    meetings,
    positions,
    proposals,
    rounds,
    timeline,
    wording,
)
from onrecord.ledger.asof import Selection, select
from onrecord.ledger.copies import Copies, Copy
from onrecord.ledger.issues import Issues
from onrecord.ledger.issues import shipped as shipped_issues
from onrecord.ledger.mentions import mentions
from onrecord.ledger.pages import Page, order_key
from onrecord.ledger.repeats import without_repeats
from onrecord.ledger.statements import fold_statements
from onrecord.model import ALL_LEVELS, Basis, Fact, Ledger, Level, Reading, Report
from onrecord.reading.facts import shipped

__all__ = ["build"]


def build(
    pages: Iterable[tuple[Reading, str]],
    *,
    as_of: str | date | None = None,
    repeated: Callable[[str | None], Set[str]] | None = None,
    not_after: date | None = None,
    issues: Issues | None = None,
    facts: Collection[Fact] = (),
    dates_from: Set[Level] = ALL_LEVELS,
) -> Ledger:
    """The ledger of the pages.

    ``as_of`` is a day (or ISO date) or a document's name, file name, address, id or beginning of it:
    then only what had been published by then counts. ``repeated`` gives the keys of lines that an
    outlet repeats; findings inside them are left out. ``not_after`` is the last day on which any of
    the documents can have been published. ``issues`` are what positions are taken on (default: the
    shipped ones), ``facts`` the user's, ``dates_from`` the levels that dates may come from. Raises
    :class:`onrecord.errors.UsageError` for an ``as_of`` that is neither a day nor one document.
    """
    whole = _pages(pages, repeated)
    copies = Copies(whole)
    known = (*facts, *shipped())
    found = dating.link(
        whole, actors.roll(whole), copies.group_of(), facts=known, levels=dates_from, not_after=not_after
    )
    ranked = sorted(found.pages, key=lambda page: order_key(page.published, page.id))
    named = tuple(f for f in known if f.basis is Basis.GIVEN or f.id in found.used)
    return replace(_ledger(select(ranked, as_of), copies, issues or shipped_issues()), facts=named)


def _pages(
    pages: Iterable[tuple[Reading, str]], repeated: Callable[[str | None], Set[str]] | None
) -> list[Page]:
    given = {reading.document: (reading, text) for reading, text in sorted(pages, key=_input_order)}
    return [
        Page(without_repeats(reading, text, repeated), text, reading.published)
        for _, (reading, text) in sorted(given.items())
    ]


def _input_order(page: tuple[Reading, str]) -> tuple[str, str, str]:
    """One document given twice counts once, whichever comes first."""
    reading, _ = page
    return (reading.document, reading.uri, reading.id)


def _ledger(chosen: Selection, copies: Copies, issues: Issues) -> Ledger:
    pages = chosen.pages
    roll = actors.roll(pages)
    originals = copies.originals(pages)
    told = mentions(pages, roll)
    gathered = rounds.gather(told)
    in_rounds = {m.event.id for g in gathered for m in g.mentions}
    held = rounds.rounds(gathered, told)
    met = meetings.meetings([m for m in told if m.event.id not in in_rounds])
    limits = deadlines.deadlines(told)
    proposed = proposals.proposals(told, pages)
    folded = fold_statements(pages, roll, originals)
    said = tuple(f.said for f in folded)
    return Ledger(
        as_of=chosen.as_of,
        reports=_reports(pages, originals),
        rounds=held,
        meetings=met,
        proposals=proposed,
        deadlines=limits,
        statements=said,
        possible=tuple(f.said for f in fold_statements(pages, roll, originals, possible=True)),
        positions=positions.positions(said, proposed, roll, issues),
        wording=wording.wording(pages, roll, folded),
        actors=roll.parties(held, said),
        timeline=timeline.timeline(held, met, limits, proposed, said),
        left_out=chosen.left_out,
    )


def _reports(pages: Sequence[Page], originals: dict[str, Copy]) -> tuple[Report, ...]:
    reports = []
    for page in pages:
        copy = originals.get(page.id)
        reports.append(
            Report(
                id=page.id,
                name=page.name,
                uri=page.reading.uri,
                title=page.reading.title,
                outlet=page.reading.outlet,
                published=page.published,
                words=len(page.body().split()),
                copy_of=copy.original if copy else None,
                similarity=copy.similarity if copy else None,
            )
        )
    return tuple(reports)
