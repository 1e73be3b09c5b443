"""Order: what is planned here is held there, what is counted here was held there, what is copied came first.

In: the witnesses of one event, or the groups of copies, and the sheet. Out: bounds on days of publication.
Invariant: reports that cannot all be of one series of talks say nothing about each other's order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta

from onrecord.ledger.dating.sheet import Sheet
from onrecord.ledger.dating.witnesses import Witness
from onrecord.ledger.intervals import in_words
from onrecord.model import Fact, Level, When
from onrecord.reading.times import Days

_SAME_SERIES = 200  # days: talks of one ordinal told within these are of one series
_DATED = 7  # days: an interval no wider dates a printing

Allowed = Callable[[Witness], Days]
"""The days that a witness's words can mean."""

_Limit = tuple[date, int]


def order(sheet: Sheet, witnesses: Sequence[Witness], allowed: Allowed, level: Level) -> None:
    """Put reports that plan a round before those that tell it as held, and both around its day."""
    planned = {w.page for w in witnesses if w.ahead}
    held = {w.page for w in witnesses if w.held}
    early, late = planned - held, held - planned
    if not late or not one_series(sheet, early | late):
        return
    floor = [(d, w.page) for w in witnesses if w.page in early and (d := _not_before(sheet, w, allowed))]
    ceiling = [(d, p) for p in sorted(late) if (d := sheet.days[p].latest) is not None]
    for page in sorted(late):
        others = [(d, p) for d, p in floor if sheet.group[p] != sheet.group[page]]
        if others:
            day, by = max(others)
            why = f"it tells as held what {sheet.names[by]} plans"
            _bound(sheet, page, Days.between(day, None), why, level, by)
    for page in sorted(early):
        others = [(d, p) for d, p in ceiling if sheet.group[p] != sheet.group[page]]
        if others:
            day, by = min(others)
            why = f"it plans what {sheet.names[by]} {'has' if sheet.facts[by] else 'tells'} as held"
            _bound(sheet, page, Days.between(None, day), why, level, by)


def _bound(sheet: Sheet, page: int, days: Days, why: str, level: Level, by: int) -> None:
    fact: Fact | None = sheet.facts[by]
    sheet.bound(page, days, why, level, fact)


def _not_before(sheet: Sheet, plan: Witness, allowed: Allowed) -> date | None:
    """The day before which what is planned was not held: the planned day, else that of the report."""
    days = [sheet.days[plan.page].earliest, allowed(plan).earliest if plan.form else None]
    return max((d for d in days if d is not None), default=None)


def one_series(sheet: Sheet, pages: Iterable[int]) -> bool:
    """Whether all the documents can have been published within one series of talks."""
    listed = list(pages)
    firsts = [d for p in listed if (d := sheet.days[p].earliest) is not None]
    lasts = [d for p in listed if (d := sheet.days[p].latest) is not None]
    return not firsts or not lasts or max(firsts) - min(lasts) <= timedelta(_SAME_SERIES)


def bound_copies(sheet: Sheet) -> None:
    """A copy without a day of its own is no older than the first dated printing of its text."""
    first: dict[str, tuple[date, str]] = {}
    for page in sheet.documents():
        day, last = sheet.days[page].earliest, sheet.days[page].latest
        if day is not None and last is not None and (last - day).days <= _DATED:
            group = sheet.group[page]
            first[group] = min(first.get(group, (day, sheet.names[page])), (day, sheet.names[page]))
    for page in sheet.documents():
        group = sheet.group[page]
        if group in first and not sheet.fixed[page]:
            day, name = first[group]
            words = f"it repeats {name} of {in_words(When(day, day))}"
            if name != sheet.names[page]:
                sheet.bound(page, Days.between(day, None), words, Level.LINKED)
