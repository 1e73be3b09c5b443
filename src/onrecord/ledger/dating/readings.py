"""Readings under the days that a record and facts find for them: for those who want findings, not items.

In: readings with their documents' texts. Out: the same readings, dated. Invariant: what they find stays what
each found alone; only days change.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Set
from dataclasses import replace

from onrecord.ledger import actors
from onrecord.ledger.copies import Copies
from onrecord.ledger.dating.solver import link
from onrecord.ledger.pages import Given, Page, order_key
from onrecord.model import ALL_LEVELS, Decision, Fact, Level, Reading
from onrecord.reading.facts import shipped


def dated(
    readings: Iterable[Given],
    *,
    facts: Collection[Fact] = (),
    levels: Set[Level] = ALL_LEVELS,
    decisions: Iterable[Decision] = (),
) -> Iterator[Reading]:
    """The readings in the record's order, dated from the levels that may count.

    ``facts`` are the user's. ``decisions`` about actors help to see what two reports tell of one event; the
    actors that are given out are the readings' own.
    """
    pages = [Page(given[0], given[1], given[0].published, *given[3:]) for given in readings]
    pages.sort(key=lambda page: page.id)
    known = (*facts, *shipped())
    groups = Copies(pages).group_of()
    who = actors.decide(pages, decisions)
    found = link(who.pages, who.roll, groups, facts=known, levels=levels)
    own = {page.id: page.reading for page in pages}
    for page in sorted(found.pages, key=lambda page: order_key(page.published, page.id)):
        yield _as_found(own[page.id], page.reading)


def _as_found(own: Reading, dated: Reading) -> Reading:
    """The dated reading with the actors that the reading itself found: decisions are the record's."""
    if dated.actors == own.actors:
        return dated
    return replace(
        dated,
        actors=own.actors,
        statements=tuple(
            replace(d, speaker=o.speaker) for o, d in zip(own.statements, dated.statements, strict=True)
        ),
        possible=tuple(
            replace(d, speaker=o.speaker) for o, d in zip(own.possible, dated.possible, strict=True)
        ),
        events=tuple(
            replace(d, participants=o.participants) for o, d in zip(own.events, dated.events, strict=True)
        ),
    )
