"""Fit the confidence of statements, and show how well it is calibrated.

    python -m training.attribution.calibrate --data dev.jsonl

Prints the curves for ``knowledge/confidence.yaml``, fitted on all articles, and a table of confidence against
the share that is right, in which every article is judged by curves fitted on the others (ten folds).
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks import attribution as benchmark
from onrecord.model import Finder, Statement
from onrecord.reading import actors, attribution, cleaning, language
from onrecord.reading.attribution.tagging import joining
from onrecord.reading.attribution.tagging.confidence import log_odds

_FOLDS = 10
_BINS = (0.0, 0.2, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)


@dataclass(frozen=True)
class Judged:
    """A statement with the tagger's log-odds and whether the gold has it; ``fold`` is its article's.

    ``inside`` is whether its cue stands in what another tells.
    """

    found_by: Finder
    inside: bool
    odds: float
    right: bool
    fold: int


def judged(path: Path) -> list[Judged]:
    """Every statement found in a corpus."""
    out: list[Judged] = []
    # While this runs, confidence is the tagger's bare probability.
    joining.confidence.shown = lambda _: True
    joining.confidence.of = lambda found_by, probability=0.0, *, inside=False: probability  # type: ignore[assignment]
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        row = json.loads(line)
        text = str(row["text"])
        parsed = language.parse(text, cleaning.mark(text))
        found = attribution.find(parsed, actors.find(parsed), (), tagger=attribution.tagger())
        out += [
            Judged(s.found_by, _is_inside(s, found), log_odds(s.confidence), right, number % _FOLDS)
            for s, right in benchmark.judge(text, found, row["attributions"])
        ]
    return out


def _is_inside(statement: Statement, found: Sequence[Statement]) -> bool:
    (cue,) = statement.cue
    return any(span.contains(cue) for other in found if other is not statement for span in other.content)


def fit(rows: Sequence[Judged]) -> NDArray[np.float64]:
    """Slope and intercept by logistic regression (Newton's method, a little ridge)."""
    x = np.array([[r.odds, 1.0] for r in rows])
    y = np.array([r.right for r in rows], float)
    weights = np.array([1.0, 0.0])
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ weights))
        hessian = x.T @ (x * (p * (1 - p))[:, None]) + 1e-3 * np.eye(2)
        weights += np.linalg.solve(hessian, x.T @ (y - p) - 1e-3 * weights)
    return weights


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    rows = judged(parser.parse_args().data)
    for name, inside in (("rules", False), ("inside", True)):
        alone = [r.right for r in rows if r.found_by is Finder.RULES and r.inside is inside]
        print(f"{name}: {sum(alone) / max(1, len(alone)):.2f}  # {len(alone)} statements")
    chances: list[tuple[float, bool]] = []
    for finder in (Finder.BOTH, Finder.TAGGER):
        mine = [r for r in rows if r.found_by is finder]
        slope, intercept = fit(mine)
        print(f"{finder}: {{slope: {slope:.2f}, intercept: {intercept:.2f}}}  # {len(mine)} statements")
        for fold in range(_FOLDS):
            weights = fit([r for r in mine if r.fold != fold])
            for r in mine:
                if r.fold == fold:
                    chances.append((float(1 / (1 + np.exp(-(weights[0] * r.odds + weights[1])))), r.right))
    error = 0.0
    print("confidence      n  mean  right")
    for low, high in pairwise(_BINS):
        within = [(c, r) for c, r in chances if low <= c < high]
        if within:
            mean, right = (sum(v) / len(within) for v in zip(*within, strict=True))
            error += abs(mean - right) * len(within) / len(chances)
            print(f"{low:.1f} - {min(high, 1):.1f}  {len(within):5d}  {mean:.2f}  {right:.2f}")
    print(f"expected calibration error {error:.3f}")


if __name__ == "__main__":
    main()
