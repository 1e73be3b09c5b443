"""The benchmarks on small sets of our own: they run, and what is reached does not fall."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
import yaml
from benchmarks.attribution import run as attribution
from benchmarks.chains import run as chains

HERE = Path(__file__).parent
FLOORS: dict[str, dict[str, float]] = yaml.safe_load((HERE / "floors.yaml").read_text(encoding="utf-8"))


@cache
def figures(name: str) -> dict[str, float]:
    """The figures of a benchmark by one reader: "chains, rules"."""
    benchmark, reader = name.split(", ")
    if benchmark == "attribution":
        return attribution(HERE / "attribution.jsonl", None, None, reader=reader)
    return chains(HERE / "chains.yaml", None, None, reader=reader)


@pytest.mark.parametrize("name", FLOORS)
def test_a_benchmark_reaches_its_floors(name: str) -> None:
    reached = figures(name)
    below = [
        f"{measure}: {reached[measure]:.1f} < {floor}"
        for measure, floor in FLOORS[name].items()
        if reached[measure] < floor
    ]
    assert not below, f"{name}: {'; '.join(below)}"


@pytest.mark.parametrize("name", FLOORS)
def test_the_floors_leave_no_measure_out(name: str) -> None:
    """A figure may have a floor of 0, but nobody can forget one."""
    sizes = {"texts", "statements"}
    assert set(FLOORS[name]) == set(figures(name)) - sizes
