"""The rules of ``knowledge/boilerplate.yaml`` as values, and the score of a sentence by them.

In: the knowledge file; the key of a sentence; a line. Out: :class:`Rules`, :class:`Score`. Invariant:
a score depends on the words alone, never on where they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from math import inf
from typing import Any

from onrecord.errors import KnowledgeError
from onrecord.knowledge import load
from onrecord.model import RegionKind

_FILE = "boilerplate.yaml"
_WHERE = {"anywhere": inf, "head": 6, "first": 1}  # lines from the top
_NAME = r"[A-Z][\w.'’-]*(?: (?:[A-Z][\w.'’-]*|de|van|von|al|bin|el|la|of|the)){0,4}"
_WORD = r"[A-Z][\w&'’-]*(?:\.[\w&'’-]+)*"  # a full stop ends the sentence, but not in "news.example"
_OUTLET = rf"(?:The |the )?{_WORD}(?: (?:{_WORD}|of|and|the|de|&)){{0,5}}"
# What stands between a name and the day behind it.
_DAY_JOINT = r"(?:(?<=\S)\s*[|·•]|(?<=\S)\s+[–—-]{1,2}|,)?\s+(?={day})"


@dataclass(frozen=True, slots=True)
class Cue:
    """A phrase that speaks for a kind, or, where ``kind`` is ``None``, against every kind."""

    kind: RegionKind | None
    weight: float
    opens: bool
    longest: float  # words of a sentence
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class LinePattern:
    """A shape of whole lines that speaks for a kind, in the first ``within`` lines of a text."""

    kind: RegionKind
    weight: float
    within: float
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Thresholds:
    """See the knowledge file."""

    sure: float
    together: float
    likely: float
    faint: float


@dataclass(slots=True)
class Score:
    """What speaks for each kind in one sentence.

    ``strong`` sums the weights from `likely` up, ``heaviest`` is the greatest of them, ``faint`` sums the
    lighter ones. ``opens`` is the kind of the block that the sentence begins.
    """

    strong: dict[RegionKind, float] = field(default_factory=dict)
    heaviest: dict[RegionKind, float] = field(default_factory=dict)
    faint: dict[RegionKind, float] = field(default_factory=dict)
    against: float = 0.0
    opens: RegionKind | None = None

    def of(self, kind: RegionKind) -> float:
        """What speaks for ``kind`` less what speaks against it, faint phrases left out."""
        return self.strong.get(kind, 0.0) - self.against

    def best(self) -> tuple[RegionKind | None, float]:
        """The kind that most speaks for, and its score; ``None`` and 0 where none has any."""
        kind = max(self.strong, key=self.strong.__getitem__, default=None)
        return kind, self.of(kind) if kind else 0.0

    def add(self, kind: RegionKind, weight: float, likely: float) -> None:
        """Count one phrase or pattern."""
        if weight >= likely:
            self.strong[kind] = self.strong.get(kind, 0.0) + weight
            self.heaviest[kind] = max(weight, self.heaviest.get(kind, 0.0))
        else:
            self.faint[kind] = self.faint.get(kind, 0.0) + weight


@dataclass(frozen=True)
class Rules:
    """All rules. ``index`` finds the cues that a word can belong to."""

    thresholds: Thresholds
    index: dict[str, tuple[Cue, ...]]
    lines: tuple[LinePattern, ...]
    longest: int
    buttons: frozenset[str]
    agencies: frozenset[str]
    agency_name: re.Pattern[str]
    masthead: re.Pattern[str]
    not_masthead: re.Pattern[str]
    sections: frozenset[str]
    house: re.Pattern[str]
    outlet: tuple[re.Pattern[str], ...]
    not_own: re.Pattern[str]
    day_line: re.Pattern[str]
    day_joint: re.Pattern[str]
    not_outlets: frozenset[str]

    def touches(self, words: Iterable[str]) -> bool:
        """Whether any cue could match a sentence of these words."""
        return not self.index.keys().isdisjoint(words)

    def score(self, words: Sequence[str]) -> Score:
        """The score of a sentence of these words."""
        score = Score()
        padded = f" {' '.join(words)} "
        tried: set[int] = set()
        for word in set(words):
            for cue in self.index.get(word, ()):
                if id(cue) not in tried:
                    tried.add(id(cue))
                    if len(words) <= cue.longest and cue.pattern.search(padded):
                        self._count(cue, score)
        return score

    def score_line(self, line: str, number: int, score: Score) -> None:
        """Add to the score of a line what its shape says; ``number`` counts the lines from 0."""
        if len(line) > self.longest:
            return
        for shape in self.lines:
            if number < shape.within and shape.pattern.fullmatch(line):
                score.add(shape.kind, shape.weight, self.thresholds.likely)
                score.against = 0.0  # in a line of this shape "Said" is a name

    def is_sure(self, score: Score, kind: RegionKind) -> bool:
        """Whether the score makes the sentence boilerplate wherever it stands."""
        heaviest = score.heaviest.get(kind, 0.0) - score.against
        return heaviest >= self.thresholds.sure or score.of(kind) >= self.thresholds.together

    def _count(self, cue: Cue, score: Score) -> None:
        if cue.kind is None:
            score.against = max(score.against, cue.weight)
            return
        score.add(cue.kind, cue.weight, self.thresholds.likely)
        if cue.opens:
            score.opens = cue.kind


@cache
def load_rules() -> Rules:
    """The rules of the knowledge file. Raises :class:`KnowledgeError` where it breaks its schema."""
    data = load("boilerplate")
    try:
        index: dict[str, list[Cue]] = {}
        for anchors, cue in _cues(data):
            for anchor in anchors:
                index.setdefault(anchor, []).append(cue)
        return Rules(
            thresholds=Thresholds(**data["thresholds"]),
            index={word: tuple(cues) for word, cues in index.items()},
            lines=tuple(_line_patterns(data)),
            longest=data["longest"],
            buttons=frozenset(data["buttons"]),
            agencies=frozenset(data["agencies"]),
            agency_name=re.compile(_filled(data["agency_name"], data)),
            masthead=re.compile(_filled(data["masthead"], data)),
            not_masthead=re.compile(data["not_masthead"]),
            sections=frozenset(data["sections"]),
            house=re.compile(data["house"]),
            outlet=tuple(re.compile(_filled(p, data, capture=True)) for p in data["outlet"]),
            not_own=re.compile(data["not_own"]),
            day_line=re.compile(_filled(data["day_line"], data)),
            day_joint=re.compile(_filled(_DAY_JOINT, data)),
            not_outlets=frozenset(data["not_outlets"]),
        )
    except (KeyError, TypeError, ValueError, AttributeError, re.error) as error:
        raise KnowledgeError(f"breaks its schema: {error!r}", where=_FILE, hint="see its header") from error


def _cues(data: Any) -> Iterator[tuple[Sequence[str], Cue]]:
    groups = [(RegionKind(kind), group) for kind, groups in data["cues"].items() for group in groups]
    for kind, group in [*groups, *((None, group) for group in data["against"])]:
        for phrase in group["phrases"]:
            anchors, pattern = compiled(phrase)
            opens, longest = group.get("opens", False), group.get("longest", inf)
            yield anchors, Cue(kind, group["weight"], opens, longest, pattern)


def compiled(phrase: str) -> tuple[Sequence[str], re.Pattern[str]]:
    """The words one of which any match must hold, and the pattern over a key with a space on each side."""
    parts = []
    anchors: Sequence[str] = ()
    for item in phrase.split():
        optional = item.endswith("?")
        words = item.removesuffix("?").split("/")
        if item == "^":
            parts.append("^ ")
        elif item == "$":
            parts.append("$")
        elif words == ["_"]:
            parts.append(r"(?:\S+ ){0,4}?" if optional else r"(?:\S+ ){1,4}?")
        else:
            either = "|".join(re.escape(word) for word in words)
            parts.append(f"(?:(?:{either}) )" + ("?" if optional else ""))
            if not optional and min(map(len, words)) > min(map(len, anchors), default=0):
                anchors = words
    if not anchors:
        raise ValueError(f"no word that must be there in {phrase!r}")
    body = "".join(parts)
    return anchors, re.compile(body if body.startswith("^") else f"(?<= ){body}")


def _line_patterns(data: Any) -> Iterator[LinePattern]:
    for kind, groups in data["lines"].items():
        for group in groups:
            within = _WHERE[group.get("where", "anywhere")]
            for pattern in group["patterns"]:
                filled = re.compile(_filled(pattern, data))
                yield LinePattern(RegionKind(kind), group["weight"], within, filled)


def _filled(pattern: str, data: Any, *, capture: bool = False) -> str:
    places = {
        "{name}": _NAME,
        "{outlet}": f"(?P<outlet>{_OUTLET})" if capture else f"(?:{_OUTLET})",
        "{agency}": _any_of(data["agencies"]),
        "{press}": _any_of(data["press"]),
        "{day}": data["day"],
    }
    for place, value in places.items():
        pattern = pattern.replace(place, value)
    return pattern


def _any_of(words: Iterable[str]) -> str:
    longest_first = sorted({*words, *(word.upper() for word in words)}, key=lambda word: (-len(word), word))
    return f"(?:{'|'.join(re.escape(word) for word in longest_first)})"
