"""Inserted cues: what stands around "the union said", and what does not belong to it."""

from __future__ import annotations

import pytest

from onrecord.model import Act
from tests.reading.attribution.said import brief, one, person

BERG = person("Anna Berg")
WHO = {"Berg": BERG, "She": BERG, "she": BERG}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("There was, Berg insisted, no delay.", "There was | no delay"),
        ("The minister had, Berg reminded the hall, signed it.", "The minister had | signed it"),
        ("Norland, said Anna Berg, would be glad to sign.", "Norland | would be glad to sign"),
        ("The ferries, Berg told the paper, will sail.", "The ferries | will sail"),
        ("It would not, Berg added, be hurried, and she asked them to leave.", "It would not | be hurried"),
        ("Berg went away; the road, she said, was open.", "the road | was open"),
        (
            "If the cap goes, the head of the board, Anna Berg, warned them, the ice will go.",
            "If the cap goes | the ice will go",
        ),
    ],
)
def test_what_stands_around_a_cue_is_said(text: str, said: str) -> None:
    assert ("Anna Berg", said) in brief(text, WHO)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "The strike will end on Friday, Berg said, after a night of talks.",
            "The strike will end on Friday",
        ),
        (
            "The strike will end on Friday, Berg said, in a letter to members.",
            "The strike will end on Friday",
        ),
        ("The strike will end, Berg said, a claim that the owners dispute.", "The strike will end"),
        (
            "The swap is near, Berg said, although Norland insisted that it held nobody.",
            "The swap is near",
        ),
    ],
)
def test_what_the_narrator_adds_is_not_said(text: str, said: str) -> None:
    assert ("Anna Berg", said) in brief(text, WHO)


def test_who_was_told_is_no_speaker() -> None:
    statement = one("Nothing, the envoy had been assured, would happen to the engineer.")
    assert statement.speaker is None
    assert statement.act is Act.PROMISE


def test_a_hyphen_opens_nothing() -> None:
    text = "The first face-to-face talks, Berg said, had failed."
    assert brief(text, WHO) == [("Anna Berg", "The first face-to-face talks | had failed")]


def test_what_but_turns_is_a_statement_of_its_own() -> None:
    text = "The road was open, Berg said, but the bridge would stay shut."
    assert brief(text, WHO) == [
        ("Anna Berg", "The road was open"),
        ("Anna Berg", "the bridge would stay shut"),
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Experts from Norland, Kenya and Uganda agreed on the text, Berg announced.", False),
        ("The talks in Norland, Kenya and Uganda said, would resume in Oslo.", True),
        ("In Norland, Kenya and Uganda said, the talks would resume.", True),
    ],
)
def test_the_end_of_a_list_says_nothing_alone(text: str, said: bool) -> None:
    assert any(name.startswith("Kenya") for name, _ in brief(text, WHO)) is said
