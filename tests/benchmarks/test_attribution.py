"""The measure of the attribution benchmark."""

from __future__ import annotations

from typing import Any

from benchmarks.attribution import Words, dice, one_to_one, score
from hypothesis import given
from hypothesis import strategies as st

TEXT = '"The harbour will stay open," said Ines Okafor.'


def row(source: tuple[int, int], content: tuple[int, int]) -> dict[str, Any]:
    return {"source": [source], "cue": [(30, 34)], "content": [content]}


def test_words_are_counted_by_their_places_and_punctuation_is_not() -> None:
    words = Words(TEXT)
    assert words.at([(0, 29)]) == words.at([(1, 27)]) == frozenset(range(5))
    assert words.at([(0, 1)]) == words.at([]) == words.at(None) == frozenset()
    assert words.at([(7, 9)]) == {1}, "a word that is cut counts"


def test_a_right_source_and_half_of_the_words_make_a_pair_right() -> None:
    gold = [row((35, 46), (1, 27))]
    assert score([(TEXT, [row((35, 46), (1, 18))], gold)])["f1"] == 100
    assert score([(TEXT, [row((35, 46), (1, 4))], gold)])["f1"] == 0
    assert score([(TEXT, [row((5, 12), (1, 27))], gold)])["f1"] == 0
    assert score([(TEXT, [], gold)])["recall"] == 0


def test_the_lowest_rank_is_paired_first() -> None:
    options = [(-0.6, 0, 0), (-0.9, 1, 0), (-0.5, 0, 1), (-0.4, 1, 1)]
    assert list(one_to_one(options)) == [(1, 0), (0, 1)]


@given(st.lists(st.tuples(st.floats(0, 1), st.integers(0, 5), st.integers(0, 5))))
def test_nothing_is_paired_twice(options: list[tuple[float, int, int]]) -> None:
    pairs = list(one_to_one(options))
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)


@given(st.frozensets(st.integers(0, 9)), st.frozensets(st.integers(0, 9)))
def test_dice_is_symmetric_and_one_only_for_equals(one: frozenset[int], other: frozenset[int]) -> None:
    assert dice(one, other) == dice(other, one)
    assert 0 <= dice(one, other) <= 1
    assert (dice(one, other) == 1) == (one == other != frozenset())
