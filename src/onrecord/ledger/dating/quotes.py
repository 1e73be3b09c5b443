"""Quotations: the same long sentence of one speaker, word for word, was said once.

In: pages, the roll, the sheet. Out: bounds on days of publication. Invariants: only direct quotations of many
words count, and of them only those that no report gives an older day; a report that carries one is not older
than the day on which another says that it was said; copies of one text are one witness.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.ledger import likeness
from onrecord.ledger.actors import Roll
from onrecord.ledger.dating.sheet import Sheet
from onrecord.ledger.extents import Extents
from onrecord.ledger.intervals import in_words
from onrecord.model import Directness, Level, Statement, When
from onrecord.reading.times import Days
from onrecord.reading.times.forms import has_days

_FEWEST = 12  # words; shorter sentences are said again and again
_ALIKE = 95.0  # per cent of equal letters
_MOST = 40  # carriers of one quotation that are compared


@dataclass(frozen=True)
class _Carrier:
    """One document that carries the quotation; ``form`` is when it says that it was said."""

    page: int
    form: str | None
    words: str


class Quotations:
    """The quotations that more than one text carries, at least one of them undated."""

    def __init__(self, sheet: Sheet, extents: Extents, roll: Roll) -> None:
        self._sheet = sheet
        self._extents = extents
        self._shared = [group for group in _groups(sheet, roll) if self._worth(group)]

    def _worth(self, carriers: Sequence[_Carrier]) -> bool:
        sheet = self._sheet
        texts = {sheet.group[c.page] for c in carriers}
        return len(texts) > 1 and len(carriers) <= _MOST and not all(sheet.fixed[c.page] for c in carriers)

    def apply(self, changed: frozenset[int]) -> None:
        """Narrow the documents that carry a quotation together with one that has changed."""
        for carriers in self._shared:
            if any(c.page in changed for c in carriers):
                for carrier in carriers:
                    self._narrow(carrier, carriers)

    def _narrow(self, carrier: _Carrier, carriers: Sequence[_Carrier]) -> None:
        """The quotation was said on a day that the others tell, and no report of it is older."""
        sheet = self._sheet
        if sheet.fixed[carrier.page]:
            return
        told = [
            (days, other)
            for other in carriers
            if sheet.group[other.page] != sheet.group[carrier.page]
            and other.form is not None
            and (days := self._said(other)) is not None
        ]
        firsts = [(days.earliest, other.page) for days, other in told if days.earliest is not None]
        if not firsts or len(firsts) < len(told):
            return
        day, by = min(firsts)  # the earliest day that any of them allows: it cannot be older than that
        words = " ".join(carrier.words.split()[:6])
        why = f"it quotes ‘{words} …’, said as {sheet.names[by]} has it: not before {_in_words(day)}"
        sheet.bound(carrier.page, Days.between(day, None), why, Level.LINKED)
        last = max((days.latest or date.max for days, _ in told), default=date.max)
        if carrier.form is not None and len(told) == len(carriers) - 1 and last < date.max:
            near = self._extents.published(carrier.form, Days.between(day, last))
            if near:
                said = f"it quotes ‘{words} …’, said on the day of which {sheet.names[by]} tells"
                why = f"{said}: {_span(day, last)}"
                sheet.bound(carrier.page, near, why, Level.LINKED)

    def _said(self, carrier: _Carrier) -> Days | None:
        """The days on which the quotation can have been said, by this document."""
        if carrier.form is None:
            return None
        return self._extents.meant(carrier.form, self._sheet.days[carrier.page]) or None


def _groups(sheet: Sheet, roll: Roll) -> Iterator[list[_Carrier]]:
    """The carriers of each quotation, by likeness of its words and by its speaker."""
    carriers: list[_Carrier] = []
    speakers: list[str] = []
    for index in sheet.documents():
        page = sheet.pages[index]
        for statement in page.reading.statements:
            words = page.quote(statement.content)
            if _counts(statement) and statement.speaker and len(words.split()) >= _FEWEST:
                form = statement.said.form
                carriers.append(_Carrier(index, form if form and has_days(form) else None, words))
                speakers.append(roll.id(statement.speaker.actor, statement.speaker.name))
    for group in likeness.groups(speakers, [c.words for c in carriers], _ALIKE):
        by_page: dict[int, list[_Carrier]] = defaultdict(list)
        for i in group:
            by_page[carriers[i].page].append(carriers[i])
        yield [next((c for c in found if c.form), found[0]) for found in by_page.values()]


def _counts(statement: Statement) -> bool:
    """Whether a statement is a quotation of somebody with a name, in the speaker's own words."""
    speaker = statement.speaker
    return statement.directness is Directness.DIRECT and speaker is not None and speaker.named


def _in_words(day: date) -> str:
    return in_words(When(day, day))


def _span(first: date, last: date) -> str:
    return in_words(When(first, last))
