"""Named things: a report that names an agreement was published when it had that name.

In: a page and the facts of names. Out: a bound on its day of publication. Invariant: only the youngest of the
names found bounds it, and only from below: a name outlives its thing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from onrecord.ledger.dating.passages import Passages
from onrecord.ledger.dating.tenures import Bound
from onrecord.ledger.intervals import in_words
from onrecord.ledger.pages import Page
from onrecord.model import Fact, FactKind, When
from onrecord.reading.times import Days


class Things:
    """The named things among facts."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        self._facts: dict[str, Fact] = {}
        named = [f for f in facts if f.kind is FactKind.NAME and f.when.earliest]
        for fact in sorted(named, key=lambda f: (f.when.earliest or date.min, f.id), reverse=True):
            for name in fact.names:
                self._facts[" ".join(name.split())] = fact  # where two bear a name, the older one
        names = sorted(self._facts, key=lambda n: (-len(n), n))
        listed = "|".join(r"\s+".join(re.escape(word) for word in name.split()) for name in names)
        self._pattern = re.compile(rf"(?<![\w-])(?:{listed})(?![\w-])") if names else None

    def bounds(self, page: Page) -> Iterator[Bound]:
        """What the names of a page say about its day."""
        if self._pattern is None:
            return
        found = {" ".join(m[0].split()) for m in Passages(page).found(self._pattern)}
        if not found:
            return
        youngest = max(found, key=lambda name: (self._facts[name].when.earliest or date.min, name))
        fact = self._facts[youngest]
        day = fact.when.earliest
        words = f"it names ‘{youngest}’: not before {in_words(When(day, day))}, {fact.cited()}"
        yield Bound(Days.between(day, None), words, fact)
