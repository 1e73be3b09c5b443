"""The benchmarks on small sets of our own: they run, and what is reached does not fall."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
import yaml
from benchmarks.attribution import run as attribution
from benchmarks.chains import run as chains
from benchmarks.status import run as status

HERE = Path(__file__).parent
FLOORS: dict[str, dict[str, float]] = yaml.safe_load((HERE / "floors.yaml").read_text(encoding="utf-8"))

CEILINGS = {"coded_as_happened": {"rules": 2, "model": 0}}
"""The figures of which less is better, by the reader."""


@cache
def figures(name: str) -> dict[str, float]:
    """The figures of a benchmark by one reader: "chains, rules"."""
    benchmark, reader = name.split(", ")
    if benchmark == "attribution":
        return attribution(HERE / "attribution.jsonl", None, None, reader=reader)
    run = status if benchmark == "status" else chains
    return run(HERE / f"{benchmark}.yaml", None, None, reader=reader)


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
    sizes = {"texts", "statements", "events"}
    assert set(FLOORS[name]) == set(figures(name)) - sizes - CEILINGS.keys()


@pytest.mark.parametrize(("reader", "most"), CEILINGS["coded_as_happened"].items())
def test_hardly_anything_is_coded_as_happened_that_did_not(reader: str, most: int) -> None:
    assert figures(f"status, {reader}")["coded_as_happened"] <= most
