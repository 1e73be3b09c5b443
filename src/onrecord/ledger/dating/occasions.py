"""Occasions: one event with all that documents and facts say about its day.

In: witnesses by key, and the sheet. Out: occasions that more than one text or fact tells of, each with a name
and a digest of all that looking at it rests on. Invariant: where the digest is the same, looking at the
occasion does the same to the sheet.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from onrecord.ledger.dating.sheet import Sheet
from onrecord.ledger.dating.witnesses import Key, Witness, pages_of
from onrecord.ledger.traces import digest


@dataclass(frozen=True)
class Occasion:
    """One event, ``what`` in words, on one sheet; ``form`` names the way in which it is looked at."""

    name: str
    key: Key
    witnesses: Sequence[Witness]
    pages: Sequence[int]
    sheet: Sheet
    what: str
    form: str

    def digest(self) -> bytes:
        """Of all that looking at it rests on: what is told of it, and the days of its documents as of now."""
        found = hashlib.blake2b(self._made_from, digest_size=16)
        for page in self.pages:
            if not self.sheet.fixed[page]:
                found.update(self.sheet.mark(page))
        return found.digest()

    @cached_property
    def _made_from(self) -> bytes:
        """A digest of all that does not change while days become narrower."""
        told = (_told(self.sheet, witness) for witness in self.witnesses)
        return digest(self.form, self.what, (*self.key, *told))


def occasions(
    gathered: Iterable[tuple[Key, list[Witness]]],
    sheet: Sheet,
    what: Callable[[Key], str],
    levels: Iterable[str],
) -> Iterator[Occasion]:
    """The occasions worth looking at. ``what`` gives the event of a key in words; ``levels`` may count."""
    form = f"occasion 1 {' '.join(sorted(levels))}"
    parts: Counter[Key] = Counter()
    for key, witnesses in gathered:
        parts[key] += 1
        if _worth(sheet, witnesses):
            name = f"{' '.join(key)} {parts[key]}"
            yield Occasion(name, key, witnesses, sorted(pages_of(witnesses)), sheet, what(key), form)


def _worth(sheet: Sheet, witnesses: Sequence[Witness]) -> bool:
    """Whether it can date anything: told of by several texts or facts, not all of them dated."""
    texts = {sheet.group[w.page] for w in witnesses}
    facts = any(w.fact is not None for w in witnesses) and any(w.fact is None for w in witnesses)
    return len(texts) > 1 and (facts or not all(sheet.fixed[w.page] for w in witnesses))


def _told(sheet: Sheet, witness: Witness) -> str:
    """What a witness is known by: its document and event, and what the record makes of the document."""
    at = witness.page
    page = f"{sheet.pages[at].digest.hex()} {sheet.names[at]} {sheet.group[at]} {sheet.fixed[at]}"
    return f"{page} {witness.mention.event.id} {witness.old}"
