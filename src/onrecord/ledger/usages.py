"""Usages: who uses which variant for one subject.

In: variants with the outlets that use them. Out: :class:`Usage` objects and the items made of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from onrecord.ledger.names import fold
from onrecord.ledger.pages import Page
from onrecord.model import Evidence, Wording

_MOST = 12  # pieces of evidence shown for a variant
WORD = re.compile(r"\w+")


@dataclass
class Usage:
    """Who uses which variant for one subject."""

    subject: str
    kind: str
    variants: dict[str, list[Evidence]] = field(default_factory=dict)
    users: dict[str, set[str]] = field(default_factory=dict)

    def note(self, variant: str, outlet: str, evidence: Evidence) -> None:
        """An outlet uses a variant."""
        shown = self.variants.setdefault(variant, [])
        new = outlet not in self.users.setdefault(variant, set())
        self.users[variant].add(outlet)
        if new or len(shown) < _MOST // 2:
            shown.append(evidence)

    def differs(self) -> bool:
        """Whether two outlets choose differently."""
        return len(self.variants) > 1 and len({frozenset(u) for u in self.users.values()}) > 1

    def item(self, id: str) -> Wording:
        """The item of the ledger."""
        rows = ((variant, tuple(shown[:_MOST])) for variant, shown in self.variants.items())
        return Wording(id, self.subject, self.kind, tuple(rows))


def items(found: Iterable[tuple[str, Usage]]) -> tuple[Wording, ...]:
    """The usages that differ, each by its key, as items by kind and subject."""
    listed = [
        usage.item(f"wording-{usage.kind}-{fold(key).replace(' ', '-')}")
        for key, usage in found
        if usage.differs()
    ]
    return tuple(sorted(listed, key=order))


def order(item: Wording) -> tuple[str, str, str]:
    """The place of an item among all."""
    return (item.kind, item.subject, item.id)


def outlet_of(page: Page) -> str:
    """Who speaks: the outlet, or the document where none is known."""
    return page.reading.outlet or page.id


def find(page: Page, pattern: re.Pattern[str]) -> Iterator[Evidence]:
    """All matches in the body."""
    for match in pattern.finditer(page.text):
        start, end = match.span()
        if not any(r.start < end and start < r.end for r in page.reading.regions):
            yield Evidence(page.id, start, end, match[0])


def first_word(name: str) -> str:
    """The first run of letters: it stands by itself wherever the name does."""
    found: list[str] = WORD.findall(name)
    return found[0]


def whole_word(words: str) -> re.Pattern[str]:
    """Finds the words where they stand by themselves."""
    return re.compile(rf"(?<![\w-]){re.escape(words)}(?![\w-])")
