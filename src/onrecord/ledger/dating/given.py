"""Facts of events beside the reports that tell of them.

In: the witnesses of one event, some of them facts, and the sheet. Out: bounds on days of publication, and
the day of the event where a report tells of it without one. Invariants: facts act on each document by
itself, never through another; where a report can mean several facts, it may mean any of them; where it can
mean none, its trail says so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from onrecord.ledger.dating.ordering import one_series, order
from onrecord.ledger.dating.sharing import Sharing
from onrecord.ledger.dating.sheet import Sheet, named
from onrecord.ledger.dating.witnesses import Key, Witness
from onrecord.ledger.dating.words import listed
from onrecord.ledger.intervals import in_words
from onrecord.model import Level, When
from onrecord.reading.times import Days


class GivenDays:
    """Applies the facts of one level to the documents of one sheet."""

    def __init__(self, sheet: Sheet, sharing: Sharing, level: Level) -> None:
        self._sheet = sheet
        self._sharing = sharing
        self._level = level

    def apply(self, key: Key, witnesses: Sequence[Witness]) -> None:
        """Narrow the documents that tell of the event of ``key`` by the facts of it."""
        facts = [w for w in witnesses if w.fact is not None and w.fact.level is self._level and not w.old]
        told: dict[int, list[Witness]] = defaultdict(list)
        for witness in witnesses:
            if witness.fact is None:
                told[witness.page].append(witness)
        if not facts:
            return
        for page, here in told.items():
            if key[0] == "series":
                # where facts of several series fit: after the first, and planned before the last
                first, last = min(facts, key=_first), max(facts, key=_first)
                order(self._sheet, [*here, last], self._sharing.allowed, self._level)
                self._after(page, here, first)
            else:
                self._share(page, key, here, facts)

    def _share(self, page: int, key: Key, here: Sequence[Witness], facts: Sequence[Witness]) -> None:
        """The day that the report tells of is that of the fact, or of one of the facts, that fit it."""
        sheet = self._sheet
        for witness in here:
            allowed = self._sharing.allowed(witness)
            if not allowed:
                continue
            fitting = [f for f in facts if self._sharing.allowed(f) & allowed]
            what = f"the same {self._sharing.what(key)} as in {named([sheet.names[f.page] for f in fitting])}"
            if not fitting:
                self._misfit(page, key, allowed, facts)
                continue
            agreed = Days.none()
            for fact in fitting:
                agreed = agreed | (self._sharing.allowed(fact) & allowed)
            if sheet.fixed[page]:
                sheet.agree(page, witness.mention.event.id, agreed, self._level)
            elif self._sharing.narrow(page, [witness], agreed, what, self._level):
                sheet.use(f.fact.id for f in fitting if f.fact)

    def _misfit(self, page: int, key: Key, allowed: Days, facts: Sequence[Witness]) -> None:
        """Tell both sides, where report and fact can hardly mean two events."""
        if key[0] == "ordinal" and len(facts) == 1 and one_series(self._sheet, {page, facts[0].page}):
            fact = self._sheet.names[facts[0].page]
            self._sheet.say(page, f"{fact} does not fit the report, which tells of {listed(allowed)}")

    def _after(self, page: int, here: Sequence[Witness], fact: Witness) -> None:
        """A report that tells a round as held, be it as one of a number of rounds, comes after its day."""
        day = fact.when.earliest
        if day is None or not fact.held or not any(w.held for w in here):
            return
        meant = [days for w in here if (days := self._sharing.allowed(w))]
        if any(not days & self._sharing.allowed(fact) for days in meant):
            return  # it gives the round another day: that is another round
        if one_series(self._sheet, {page, fact.page}):
            words = f"it tells as held what {self._sheet.names[fact.page]} dates"
            why = f"{words}: not before {in_words(When(day, day))}"
            self._sheet.bound(page, Days.between(day, None), why, self._level, fact.fact)


def _first(fact: Witness) -> tuple[date, int]:
    return (fact.when.earliest or date.max, fact.page)
