"""When a finding is the one that is marked: names, words in common, tallies.

In: spans, names. Out: yes/no answers, shares, and :class:`Tally`, the count of one layer of findings.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from onrecord.model import Span, When
from tests.corpus.marking import Collection

_WORD = re.compile(r"\w+(?:['’]\w+)?")
_TITLES = re.compile(r"^(?:the|a|an|mr|mrs|ms|dr|president|minister|judge|colonel|captain|mayor)\s+")
_PRESS_TIME = timedelta(days=1)  # a report is published on the day of its dateline or the next
_EMPTY = frozenset("a an the of to for in at on and with our their his her who".split())


@dataclass
class Tally:
    """One layer: how many of the expected were found, how many of those given were right.

    Some count in parts of one: of a name, the share of the other names of its actor that it was put with.
    """

    layer: str
    expected: int = 0
    found: float = 0
    given: int = 0
    right: float = 0
    misses: list[str] = field(default_factory=list)
    false: list[str] = field(default_factory=list)

    def expect(self, found: bool, line: str) -> None:
        """Count one marked item; ``line`` tells of it where it was missed; it may be empty."""
        self.expected += 1
        self.found += found
        if not found and line:
            self.misses.append(line)

    def give(self, right: bool, line: str) -> None:
        """Count one item that was given; ``line`` tells of it where it is false; it may be empty."""
        self.given += 1
        self.right += right
        if not right and line:
            self.false.append(line)

    @property
    def recall(self) -> float | None:
        """Share of the expected that were found; ``None`` where nothing is expected."""
        return self.found / self.expected if self.expected else None

    @property
    def precision(self) -> float | None:
        """Share of the given that are right; ``None`` where nothing was given."""
        return self.right / self.given if self.given else None


@dataclass(frozen=True)
class NamedActor:
    """A name under which the record shows an actor, and whose it is.

    ``given`` is the actor of the record, ``marked`` that of the marking; ``open`` where the name stands in a
    document that may be looked at.
    """

    name: str
    given: str
    marked: str
    open: bool


def b_cubed(layer: str, items: Sequence[NamedActor]) -> Tally:
    """B³ over names: recall is the mean share of the names of its marked actor that a name was put with,
    precision the mean share of the names it was put with that are of its marked actor.
    """
    together: dict[tuple[str, str], int] = Counter((i.given, i.marked) for i in items)
    marked, given = Counter(i.marked for i in items), Counter(i.given for i in items)
    tally = Tally(layer, expected=len(items), given=len(items))
    tally.found = round(sum(together[i.given, i.marked] / marked[i.marked] for i in items), 1)
    tally.right = round(sum(together[i.given, i.marked] / given[i.given] for i in items), 1)
    tally.misses = _torn(items, lambda i: i.marked, lambda i: i.given)
    tally.false = _torn(items, lambda i: i.given, lambda i: i.marked)
    return tally


def _torn(
    items: Sequence[NamedActor], whole: Callable[[NamedActor], str], part: Callable[[NamedActor], str]
) -> list[str]:
    """The names of each whole that is in several parts, part by part."""
    parts: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for item in items:
        if item.open:
            parts[whole(item)][part(item)].append(item.name)
    return [
        f"{name}: {' | '.join(', '.join(sorted(names)) for _, names in sorted(found.items()))}"
        for name, found in sorted(parts.items())
        if len(found) > 1
    ]


def words(text: str, spans: Iterable[Span]) -> frozenset[int]:
    """Where the words in the spans begin."""
    return frozenset(s.start + m.start() for s in spans for m in _WORD.finditer(text[s.start : s.end]))


def share(part: frozenset[int], whole: frozenset[int]) -> float:
    """How much of ``whole`` lies in ``part``."""
    return len(part & whole) / len(whole) if whole else 0.0


def fold(name: str) -> str:
    """A name without case, article, title, possessive and odd spaces."""
    out = re.sub(r"['’]s$", "", " ".join(name.casefold().replace("’", "'").split()))
    while (shorter := _TITLES.sub("", out)) != out:
        out = shorter
    return out


def same_speaker(given: Sequence[str], accepted: Sequence[str], collection: Collection) -> bool:
    """Whether one of the names ``given`` to a speaker is an accepted one.

    ``accepted`` are names of marked actors, which stand for all their names, or descriptions, of
    which half of the words must agree. A person's name may follow a title. Nothing accepted: anyone.
    """
    return not accepted or any(_same(g, a, collection) for g in given for a in accepted)


def _same(given: str, accepted: str, collection: Collection) -> bool:
    told = fold(given)
    names = {fold(n) for n in collection.names.get(accepted, frozenset([accepted]))}
    if told in names:
        return True
    if accepted in collection.people:
        return any(told.endswith(f" {name}") for name in names)
    if accepted in collection.names:
        return False
    a = set(told.split()) - _EMPTY
    return any(len(a & b) >= max(len(a), len(b)) / 2 for n in names if (b := set(n.split()) - _EMPTY) and a)


def same_chain(given: Sequence[str], marked: Sequence[str], collection: Collection) -> bool:
    """Whether the relays are the same, in the same order."""
    return len(given) == len(marked) and all(
        _same(g, m, collection) for g, m in zip(given, marked, strict=True)
    )


def same_place(given: str | None, marked: str) -> bool:
    """Whether the place given is the one marked, or a longer description of it."""
    return given is not None and fold(marked) in fold(given)


def narrowed(given: When, marked: tuple[date, date]) -> bool:
    """Whether a day of publication is no less certain than marked; it may be the day after, too."""
    earliest, latest = marked
    return (
        given.earliest is not None
        and given.latest is not None
        and earliest <= given.earliest
        and given.latest <= latest + _PRESS_TIME
    )
