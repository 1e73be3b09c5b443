from __future__ import annotations

import pytest

from tests.reading.attribution.said import brief, person, read

WHO = {"Berg": person("Anna Berg"), "Roe": person("Tom Roe")}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "The port has asked the crews to come back, its chairman, Anna Berg, told the paper.",
            "The port has asked the crews to come back",
        ),
        (
            "Ferries will not sail on Sunday, the union's leader, Anna Berg, warned in a letter.",
            "Ferries will not sail on Sunday",
        ),
        (
            "The port will cut its fees in May, Anna Berg, its chairman, was quoted as saying.",
            "The port will cut its fees in May",
        ),
        (
            "The port will cut its fees, the daily Vesti quoted Anna Berg as telling reporters.",
            "The port will cut its fees",
        ),
        ("No ferries before Sunday, says Anna Berg.", "No ferries before Sunday"),
        ("The offer is dead, an adviser to Roe, Anna Berg, told Globewire.", "The offer is dead"),
    ],
)
def test_a_cue_behind_its_clause(text: str, said: str) -> None:
    assert ("Anna Berg", said) in brief(text, WHO)


@pytest.mark.parametrize(
    ("text", "who", "said"),
    [
        (
            "The crews will be back on Sunday, a senior port official, speaking on condition of anonymity, "
            "told Globewire.",
            "a senior port official",
            "The crews will be back on Sunday",
        ),
        (
            "The pilots had dropped their claim, a port official, speaking by phone, told reporters.",
            "a port official",
            "The pilots had dropped their claim",
        ),
        (
            "The mayor, a friend of the union, speaking in Velm, told reporters that the ferry had left.",
            "The mayor",
            "that the ferry had left",
        ),
    ],
)
def test_what_is_told_of_who_speaks_is_neither_content_nor_speaker(text: str, who: str, said: str) -> None:
    assert brief(text) == [(who, said)]


def test_what_is_told_in_it_ends_where_it_begins() -> None:
    found = brief("The port asked the crews to come back, its chairman, Anna Berg, said on Monday.", WHO)
    assert found[0] == ("Anna Berg", "The port asked the crews to come back")
    assert all("chairman" not in said for _, said in found)


@pytest.mark.parametrize(
    "text",
    [
        "The crews came back, and Anna Berg said that they had won.",
        "When the crews came back, Anna Berg said that they had won.",
    ],
)
def test_a_cue_with_its_content_behind_it_is_none(text: str) -> None:
    assert "that they had won" in {said for _, said in brief(text, WHO)}


def test_what_is_joined_by_and_is_none() -> None:
    assert read("The crews came back, and Anna Berg cheered.", WHO) == ()
