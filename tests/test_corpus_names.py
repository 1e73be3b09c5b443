"""The count of names that are put together rightly."""

from __future__ import annotations

from tests.corpus.matching import NamedActor, b_cubed


def items(*pairs: tuple[str, str]) -> list[NamedActor]:
    return [NamedActor(f"n{i}", given, marked, open=i != 3) for i, (given, marked) in enumerate(pairs)]


def test_all_together() -> None:
    tally = b_cubed("names", items(("a", "A"), ("a", "A"), ("b", "B")))
    assert (tally.recall, tally.precision, tally.misses, tally.false) == (1, 1, [], [])


def test_a_name_split_off_costs_recall() -> None:
    tally = b_cubed("names", items(("a", "A"), ("a", "A"), ("b", "A"), ("c", "C")))
    assert tally.precision == 1
    assert tally.found == round((2 / 3 + 2 / 3 + 1 / 3) + 1, 1)
    assert tally.misses == ["A: n0, n1 | n2"]


def test_a_name_put_to_another_costs_precision_and_closed_ones_are_not_told() -> None:
    tally = b_cubed("names", items(("a", "A"), ("a", "A"), ("a", "B"), ("a", "C")))
    assert tally.recall == 1
    assert tally.right == 4 * 0.25 + 2 * 0.25
    assert tally.false == ["a: n0, n1 | n2"]
