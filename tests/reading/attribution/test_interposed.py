"""A clause that tells who told it, between a cue and its words."""

from __future__ import annotations

import pytest

from onrecord.model import Act
from tests.reading.attribution.said import content, person, read

BERG, LUND = person("Anna Berg"), person("Ivo Lund")
WHO = {"Berg": BERG, "She": BERG, "she": BERG, "Lund": LUND}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("She warned them, the Daily Echo reported on Monday, not to go home.", "not to go home"),
        ("Berg has promised aides, the Daily Echo reported, that she will stay.", "that she will stay"),
        ("Berg wrote back, according to the Daily Echo, that the road was open.", "that the road was open"),
        ("The union has asked Berg, the Daily Echo reports, to step in.", "to step in"),
        ("Berg told the miners, the Daily Echo said, that the pit would close.", "that the pit would close"),
    ],
)
def test_an_outlet_put_in_behind_a_cue_hands_on(text: str, words: str) -> None:
    statement = next(s for s in read(text, WHO) if content(text, s) == words)
    assert statement.chain == ("Daily Echo",)
    assert all(s.speaker is None or s.speaker.name != "Daily Echo" for s in read(text, WHO))


def test_a_person_put_in_behind_a_cue_is_in_the_chain() -> None:
    text = "Berg asked him, Lund told the Daily Echo, whether the road was open."
    asked = next(s for s in read(text, WHO) if s.act is Act.ASK)
    assert asked.speaker is not None
    assert (asked.speaker.name, asked.chain) == ("Anna Berg", ("Daily Echo", "Ivo Lund"))


def test_who_puts_in_whom_they_told_says_it_once() -> None:
    text = "Berg hopes, she told the Daily Echo, that the road will open."
    found = read(text, WHO)
    assert [(content(text, s), s.chain) for s in found] == [("that the road will open", ("Daily Echo",))]


def test_what_is_thanked_for_stays_one_statement() -> None:
    text = 'Berg thanked the miners, according to the Daily Echo, for "coming home".'
    found = [s for s in read(text, WHO) if s.speaker and s.speaker.name == "Anna Berg"]
    assert [(content(text, s), s.chain) for s in found] == [
        ('the miners | for "coming home"', ("Daily Echo",))
    ]


def test_a_relative_clause_tells_nothing() -> None:
    text = "The bank told the agency Sudpress, which had asked, that it would pay."
    assert all(s.speaker is None or s.speaker.name != "Sudpress" for s in read(text, WHO))


@pytest.mark.parametrize(
    "text",
    [
        "Berg, the Daily Echo reported, was in town.",
        "On Monday, the Daily Echo reported, the road was closed.",
    ],
)
def test_no_cue_in_front_gives_no_statement_more(text: str) -> None:
    assert [s.speaker.name for s in read(text, WHO) if s.speaker] == ["Daily Echo"]
