"""The words of dating, from ``times_dating.yaml`` and ``imprints.yaml``; see the headers of these files."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from onrecord.knowledge import load


@dataclass(frozen=True)
class Words:
    """Lists of words in lower case; verbs and nouns as lemmas where their lists say so."""

    events: dict[str, str]
    reporting: frozenset[str]
    begun: frozenset[str]
    happened: frozenset[str]
    prospects: frozenset[str]
    reports: frozenset[str]
    labels: frozenset[str]
    changed: frozenset[str]
    comparing: frozenset[str]
    ordinals: dict[str, int]


@cache
def words() -> Words:
    """The lists, read once."""
    data = load("times_dating")
    imprint = load("imprints")

    def of(name: str) -> frozenset[str]:
        return frozenset(str(word) for word in data[name])

    return Words(
        {noun: kind for kind, nouns in data["events"].items() for noun in nouns},
        of("reporting"),
        of("begun"),
        of("happened"),
        of("prospects"),
        frozenset(imprint["reports"]),
        frozenset(imprint["published"]),
        frozenset(imprint["updated"]),
        of("comparing"),
        {str(word): count for count, word in enumerate(data["ordinals"], 1)},
    )
