"""Relays that another sentence tells of."""

from __future__ import annotations

import pytest

from tests.reading.attribution.said import person, read

BERG = person("Anna Berg")
WHO = {"Berg": BERG, "she": BERG}


@pytest.mark.parametrize(
    "behind",
    [
        "Her remarks were carried by the agency Sudpress.",
        "The comments, first published by the agency Sudpress, drew a rebuke.",
        "The quip was reported by the agency Sudpress.",
        "She was speaking to the agency Sudpress.",
        "She made the comments in an interview with the agency Sudpress.",
    ],
)
def test_the_sentence_behind_names_the_relay(behind: str) -> None:
    said = read(f"Berg said that the deal was dead. {behind}", WHO)[0]
    assert said.chain == ("Sudpress",)


@pytest.mark.parametrize(
    "before",
    [
        "The agency Sudpress carried a statement by the minister.",
        "The statement, two pages long, was printed by the agency Sudpress last month.",
        "Aides sent round a statement that was seen by the agency Sudpress.",
    ],
)
def test_more_of_what_a_writing_says_comes_the_same_way(before: str) -> None:
    said = next(s for s in read(f"{before} In it Berg warned that the deal was dead.", WHO) if s.speaker)
    assert said.speaker is not None
    assert (said.speaker.name, said.chain) == ("Anna Berg", ("Sudpress",))


@pytest.mark.parametrize(
    "text",
    [
        "Berg said that the deal was dead. The statement was welcomed by the agency Sudpress.",
        "Berg said that the deal was dead. She was speaking to the council. The agency Sudpress closed.",
        "Berg said that the deal was dead. The agency Sudpress has moved to the harbour.",
        "The agency Sudpress carried a statement by the minister. Berg warned that the deal was dead.",
    ],
)
def test_what_has_nothing_to_do_with_the_words_tells_nothing(text: str) -> None:
    found = [s for s in read(text, WHO) if s.speaker and s.speaker.name == "Anna Berg"]
    assert found
    assert all(s.chain == () for s in found)
