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
    ],
)
def test_a_denial_points_to_what_it_denies(text: str, words: str) -> None:
    assert denied(text)[-1] == [words]


def test_who_goes_on_denying_denies_the_same() -> None:
    text = 'Berg denied that the fleet had been sold. "There has been no sale," she said.'
    assert denied(text) == [["the fleet had been sold"]] * 2


def test_where_nothing_was_claimed_nothing_is_pointed_to() -> None:
    assert denied("Berg denied it.") in ([], [[]])
    assert denied('Vell said the harbour was frozen. "There was no letter," Berg said.') == [[]]


def test_what_is_no_denial_denies_nothing() -> None:
    assert all(
        not s.denies for s in read("Vell accused the company of hiding the files. Berg said it was late.")
    )
