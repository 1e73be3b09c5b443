"""How sure a statement is.

In: what found it, and the odds that the tagger gives. Out: a probability between 0 and 1, and whether that
is enough for the record. Invariant: of two statements that were found alike, the one with the better odds is
never the less sure.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache

from onrecord.knowledge import load
from onrecord.model import Finder, Statement

_EDGE = 1e-4  # odds are not taken for better than 10,000 to 1


@dataclass(frozen=True, slots=True)
class _Curve:
    slope: float
    intercept: float


@dataclass(frozen=True, slots=True)
class _Scale:
    curves: dict[Finder, _Curve]
    rules: float
    inside: float
    recorded: float
    certain: float
    possible: float


@cache
def _scale() -> _Scale:
    data = load("confidence")
    curves = {f: _Curve(**data[f.value]) for f in (Finder.BOTH, Finder.TAGGER)}
    rest = (float(data[name]) for name in ("rules", "inside", "recorded", "certain", "possible"))
    return _Scale(curves, *rest)


def of(found_by: Finder, probability: float = 0.0, *, inside: bool = False) -> float:
    """The confidence in a statement that was found so; ``probability`` is the tagger's own.

    ``inside`` is one that the rules alone found inside another.
    """
    if found_by is Finder.RULES:
        return _scale().inside if inside else _scale().rules
    curve, x = _scale().curves[found_by], log_odds(probability)
    return 1 / (1 + math.exp(-(curve.slope * x + curve.intercept)))


def shown(confidence: float) -> bool:
    """Whether a statement of the tagger alone is worth looking at."""
    return confidence >= _scale().possible


def certain(confidence: float) -> bool:
    """Whether a statement of the tagger alone needs no support by its words."""
    return confidence >= _scale().certain


def log_odds(probability: float) -> float:
    """The logarithm of the odds, kept from the infinite."""
    kept = min(1 - _EDGE, max(_EDGE, probability))
    return math.log(kept / (1 - kept))


def recorded(statement: Statement) -> bool:
    """Whether a statement is sure enough for the record: the rules found it, or the tagger is certain."""
    return stands(statement.found_by, statement.confidence, doubtful=statement.doubtful)


def stands(found_by: Finder, confidence: float, *, doubtful: bool) -> bool:
    """Whether what is found so is sure enough for the record."""
    return found_by is not Finder.TAGGER or (not doubtful and confidence >= _scale().recorded)


def likely(statement: Statement) -> bool:
    """Whether annotators would rather mark a statement than not."""
    return shown(statement.confidence)


def possible(statement: Statement) -> bool:
    """Whether a statement is shown as possible only."""
    return not recorded(statement) and likely(statement)
