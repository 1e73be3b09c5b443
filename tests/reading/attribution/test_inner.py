"""What somebody did with words, told by another: "X said that Y had offered a truce"."""

from __future__ import annotations

import pytest

from tests.reading.attribution.said import brief, content, person, read

BERG = person("Anna Berg")
LUND = person("Ivo Lund")
WHO = {"Berg": BERG, "Lund": LUND, "she": BERG}


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("Lund said that Berg had offered a truce.", "a truce"),
        ("Lund said that Berg had rejected the offer.", "the offer"),
        ("Lund told reporters that Berg had agreed to open the port.", "to open the port"),
        ("Lund said that Berg had asked for more time.", "more time"),
        ("Lund said that Berg had promised her crew a bigger share.", "a bigger share"),
        ("Lund says Berg has invited the miners to the capital.", "the miners to the capital"),
    ],
)
def test_what_another_did_with_words_is_a_statement_through_who_tells_it(text: str, inner: str) -> None:
    outer, told = read(text, WHO)
    assert outer.speaker is not None and outer.speaker.name == "Ivo Lund"
    assert told.speaker is not None and told.speaker.name == "Anna Berg"
    assert (content(text, told), told.chain, told.parent) == (inner, ("Ivo Lund",), outer.id)


@pytest.mark.parametrize(
    "text",
    [
        "Lund said that the two sides had agreed to meet in May.",  # an event, no answer to anybody
        "Lund said that the board had approved the plan.",  # a decision
        "Lund said that Berg had offered nothing.",
        "Lund said that Berg had closed the port.",  # a deed
        "Lund said that he had rejected the offer.",  # his own
        "Norland has agreed to the pause, its envoy said.",
    ],
)
def test_what_is_no_answer_of_another_is_no_statement_of_its_own(text: str) -> None:
    assert len(read(text, WHO | {"he": LUND})) == 1


def test_a_passive_without_its_doer_is_nobodys() -> None:
    text = "Lund said that the crews had been promised a bonus by the owners."
    assert brief(text, WHO)[1] == ("the owners", "a bonus")
    text = "Lund said that the crews had been promised a bonus."
    assert brief(text, WHO)[1] == (None, "a bonus")


def test_a_writing_of_nobody_named_hands_on() -> None:
    text = "The ministers confirmed their plan to sign the treaty, a joint statement said."
    assert [said for _, said in brief(text)] == ["their plan to sign the treaty"]
