"""Many documents to one negotiation: rounds, meetings, proposals, deadlines, statements, wording.

In: pages (a reading with its document's text), in any order. Out: a :class:`Ledger`. Invariants: the
ledger is a pure function of the pages and the question asked; nothing in it stands without evidence;
the order in which pages are given changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence, Set
from datetime import date

from onrecord.ledger import actors, dating, deadlines, meetings, proposals, rounds, timeline, wording
from onrecord.ledger.asof import Selection, select
from onrecord.ledger.copies import Copies, Copy
from onrecord.ledger.mentions import mentions
from onrecord.ledger.pages import Page, order_key
from onrecord.ledger.repeats import without_repeats
from onrecord.ledger.statements import fold_statements
from onrecord.model import Ledger, Reading, Report

__all__ = ["build"]


def build(
    pages: Iterable[tuple[Reading, str]],
    *,
    as_of: str | date | None = None,
    repeated: Callable[[str | None], Set[str]] | None = None,
    not_after: date | None = None,
) -> Ledger:
    """The ledger of the pages.

    ``as_of`` is a day (or ISO date) or a document's name, file name, address, id or beginning of it:
    then only what had been published by then counts. ``repeated`` gives the keys of lines that an
    outlet repeats; findings inside them are left out. ``not_after`` is the last day on which any of
    the documents can have been published. Raises :class:`onrecord.errors.UsageError` for an ``as_of``
    that is neither a day nor one document.
    """
    given = {reading.document: (reading, text) for reading, text in sorted(pages, key=_input_order)}
    whole = [
        Page(without_repeats(reading, text, repeated), text, reading.published)
        for _, (reading, text) in sorted(given.items())
    ]
    copies = Copies(whole)
    dated = dating.link(whole, actors.roll(whole), copies.group_of(), not_after=not_after)
    dated.sort(key=lambda page: order_key(page.published, page.id))
    return _ledger(select(dated, as_of), copies)


def _input_order(page: tuple[Reading, str]) -> tuple[str, str, str]:
    """One document given twice counts once, whichever comes first."""
    reading, _ = page
    return (reading.document, reading.uri, reading.id)


def _ledger(chosen: Selection, copies: Copies) -> Ledger:
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
