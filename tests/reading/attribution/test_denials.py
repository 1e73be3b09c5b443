"""What a denial denies."""

from __future__ import annotations

import pytest

from onrecord.model import Act
from tests.reading.attribution.said import read


def denied(text: str) -> list[list[str]]:
    """What each denial of a text denies, in the text's words."""
    return [[text[s.start : s.end] for s in d.denies] for d in read(text) if d.act is Act.DENY]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Berg denied that the fleet had left port.", "the fleet had left port"),
        ("Berg denied moving the stones.", "moving the stones"),
        ("The ministry denied a report that it had sold the fleet.", "it had sold the fleet"),
        ("Vell accused the company of hiding the files. Berg denied the accusation.", "hiding the files"),
        (
            "Vell said the ministry had sold the fleet. Berg rejected the claim.",
            "the ministry had sold the fleet",
        ),
        (
            'Vell said the ministry had sold the fleet. "That is not true," Berg said.',
            "the ministry had sold the fleet",
        ),
        ('Asked whether the fleet had been sold, Berg said: "No. Never."', "the fleet had been sold"),
        ('"We did not take bribes," Berg said.', "take bribes"),
        ("Berg said no money had been paid.", "money had been paid"),
        ("Berg denied a report in the Daily Echo that it had sold the fleet.", "it had sold the fleet"),
        ("Berg rejected as gossip a claim by the union that the dam was late.", "the dam was late"),
        ("Allegations of fraud were dismissed by the owners.", "fraud"),
        ("The claim that the bridge was closed was false, Berg said.", "the bridge was closed"),
    ],
)
def test_a_denial_points_to_what_it_denies(text: str, words: str) -> None:
    assert denied(text)[-1] == [words]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "Vell said the deal was fair and that she would sign it. Berg said it was not.",
            "the deal was fair",
        ),
        ("The dam will open on Sunday, Vell said. Berg denied it would.", "The dam will open on Sunday"),
        ('Vell said the ferry had sunk. "Rubbish," Berg said.', "the ferry had sunk"),
        ("Vell asked Berg whether the patrol had crossed. It had not, Berg said.", "the patrol had crossed"),
        ("Has the fleet been sold? The ministry said it had not.", "Has the fleet been sold"),
        ('Is the door closed? "No," Berg said.', "Is the door closed"),
        (
            "Vell said the lake had lost half its water. The company disputes that figure.",
            "the lake had lost half its water",
        ),
        (
            "The owners are accused of hiding a second roster. Both deny any wrongdoing.",
            "hiding a second roster",
        ),
        (
            "Vell said that the army had moved the stones. Berg called the report absurd.",
            "the army had moved the stones",
        ),
        (
            "There have been rumours that the fleet was sold. Berg called them pure nonsense.",
            "the fleet was sold",
        ),
    ],
)
def test_a_denial_points_to_what_was_said_or_asked_before(text: str, words: str) -> None:
    assert [[text[s.start : s.end] for s in d.denies] for d in read(text) if d.denies][-1] == [words]


@pytest.mark.parametrize(
    "denial",
    ["Berg said he had promised nothing of the sort.", "Berg denied having given such an assurance."],
)
def test_who_denies_words_denies_what_they_told(denial: str) -> None:
    text = f"Vell said that Berg had assured her that no post would go. {denial}"
    assert denied(text)[-1] == ["no post would go"]


def test_a_report_is_denied_as_a_whole() -> None:
    text = (
        "The Daily Echo reported that Vell had told friends that she would go. Berg called the story a lie."
    )
    assert denied(text)[-1] == ["Vell had told friends that she would go"]


def test_of_what_was_said_before_the_denial_means_what_shares_its_words() -> None:
    text = (
        "Vell said a ransom was offered. Holm said the road was wet. Berg said nobody had offered a ransom."
    )
    assert denied(text)[-1] == ["a ransom was offered"]


def test_who_goes_on_denying_denies_the_same() -> None:
    text = 'Berg denied that the fleet had been sold. "There has been no sale," she said.'
    assert denied(text) == [["the fleet had been sold"]] * 2


def test_denials_in_a_row_end() -> None:
    assert denied("Berg said that was untrue. " * 60) == [[]] * 60


def test_where_nothing_was_claimed_nothing_is_pointed_to() -> None:
    assert denied("Berg denied it.") in ([], [[]])
    assert denied('Vell said the harbour was frozen. "There was no letter," Berg said.') == [[]]


@pytest.mark.parametrize(
    "text",
    [
        "Vell said the harbour was frozen. Berg said she had never seen so much ice.",
        "Vell urged them to pay. Berg rejected the offer.",
        'Vell said the harbour was frozen. "No deal," Berg said.',
        "The paper, citing three officials, wrote of ice. Berg said it had never heard of her.",
    ],
)
def test_nothing_is_pointed_to_where_it_is_open_what_is_meant(text: str) -> None:
    assert not any(s.denies for s in read(text))


def test_what_the_speaker_claimed_is_not_what_the_speaker_denies() -> None:
    text = "Berg said the road was open. Berg said it was not true."
    assert denied(text) == [[]]


def test_what_is_no_denial_denies_nothing() -> None:
    assert all(
        not s.denies for s in read("Vell accused the company of hiding the files. Berg said it was late.")
    )


@pytest.mark.parametrize(
    "text",
    [
        "Berg denied that the union had agreed to leave the port.",
        "Berg denied that the owners had promised to pay.",
        "Berg denied having rejected the offer.",
        "Berg dismissed claims that the union had threatened to strike.",
        "It is not true that the union has agreed to leave the port, Berg said.",
        "Rumours that the union had agreed to leave the port are untrue, Berg said.",
        'Asked about a rumour that the union had agreed to leave the port, Berg said: "That is a lie."',
        "Asked about reports that the union had agreed to leave the port, Berg said they were false.",
    ],
)
def test_what_is_told_only_to_be_denied_is_nobodys_statement(text: str) -> None:
    assert [s.act for s in read(text)] == [Act.DENY]


def test_a_claim_that_is_denied_is_somebodys() -> None:
    found = read("Berg denied a report by the Daily Echo that the union had accepted the plan.")
    assert Act.DENY in {s.act for s in found}
    assert Act.ACCEPT not in {s.act for s in found}


@pytest.mark.parametrize(
    "text",
    [
        "Berg denied the report. Vell said the union had agreed to leave the port.",
        "Vell said that the union had agreed to leave the port, but Berg denied it.",
        "Berg confirmed a report that the union had agreed to leave the port. Vell denied the fraud.",
        "Asked about reports that the union had agreed to leave, Berg said no talks had been held.",
    ],
)
def test_what_is_told_beside_a_denial_stays(text: str) -> None:
    assert {Act.DENY, Act.ACCEPT} <= {s.act for s in read(text)}


def test_what_is_called_untrue_is_denied() -> None:
    text = "It is not true that the union has agreed to leave the port, Berg said."
    (denial,) = read(text)
    assert [text[d.start : d.end] for d in denial.denies] == ["the union has agreed to leave the port"]


@pytest.mark.parametrize(
    "text",
    [
        'Commenting on a report by the Echo that the union had left, Berg said: "This is not true."',
        "Responding to a claim by Vell that the union had left the port, Berg said this was not true.",
    ],
)
def test_what_is_commented_on_is_not_claimed(text: str) -> None:
    assert [s.act for s in read(text) if s.speaker and s.speaker.name == "Berg"] == [Act.DENY]
