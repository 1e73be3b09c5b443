"""Readings under the days that a record and facts find for them: for those who want findings, not items.

In: readings with their documents' texts. Out: the same readings, dated. Invariant: what they find stays what
each found alone; only days change.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Set
from datetime import date

from onrecord.ledger import actors
from onrecord.ledger.copies import Copies
from onrecord.ledger.dating.solver import link
from onrecord.ledger.pages import Page, order_key
from onrecord.model import ALL_LEVELS, Fact, Level, Reading
from onrecord.reading.facts import shipped


def dated(
    readings: Iterable[tuple[Reading, str]],
    *,
    facts: Collection[Fact] = (),
    levels: Set[Level] = ALL_LEVELS,
    not_after: date | None = None,
) -> Iterator[Reading]:
    """The readings in the record's order, dated from the levels that may count.

    ``facts`` are the user's; ``not_after`` is the last day on which any document can have been published.
    """
    pages = [Page(reading, text, reading.published) for reading, text in readings]
    pages.sort(key=lambda page: page.id)
    known = (*facts, *shipped())
    groups = Copies(pages).group_of()
    found = link(pages, actors.roll(pages), groups, facts=known, levels=levels, not_after=not_after)
    for page in sorted(found.pages, key=lambda page: order_key(page.published, page.id)):
        yield page.reading
