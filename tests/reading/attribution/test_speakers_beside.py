"""Who speaks where the name stands apart from the words for the source, by the real cast."""

from __future__ import annotations

import pytest

from onrecord.model import Anonymity, Statement
from onrecord.reading import actors, attribution, language


def found(text: str) -> list[Statement]:
    parsed = language.parse(text)
    return list(attribution.find(parsed, actors.find(parsed), ()))


def speakers(text: str) -> list[str | None]:
    """The speaker of each statement of a text, in order."""
    return [s.speaker.name if s.speaker else None for s in found(text)]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        # the name behind a description, wherever the parser hangs it
        ('"We left," pleaded one of the pilots, Ana Velgaard.', ["Ana Velgaard"]),
        ("The skipper of one of the boats, Olaf Dunmark, said that the bank was empty.", ["Olaf Dunmark"]),
        ("His host, the veteran sculptor Mira Ostrander, said that the hall was cold.", ["Mira Ostrander"]),
        # … but no list and no place
        ("A diplomat in Bergen, Norway, said that the deal was dead.", ["A diplomat in Bergen"]),
        ("One of the pilots said that the bank was empty.", ["One of the pilots"]),
        # the name told later
        (
            'The valley stays dry, the miller\'s agent said on Monday. "He never asked," the agent, Ivo '
            "Brandt, told reporters.",
            ["Ivo Brandt", "Ivo Brandt"],
        ),
        # a headline, whose boss the text below names
        (
            "FERRY BOSS: WE WILL NOT PAY\n\nFerry chief Olga Fennimore told staff last night that the "
            "bonus was gone.",
            ["Olga Fennimore", "Olga Fennimore"],
        ),
        # in the front of a sentence stands who brought the words
        (
            "In a letter published by the Morning Ledger, the ambassador in Seoul, Hugo Brandt, warned that "
            "the port was lost.",
            ["Hugo Brandt"],
        ),
        ("President Ana Holm, through her spokesman Ivo Brandt, offered to withdraw the guns.", ["Ana Holm"]),
        # who is shown or recorded as saying it
        (
            "Minutes seen by the Harbour Gazette show the director, Ana Holm, telling staff that the port "
            "would close.",
            ["Ana Holm"],
        ),
        ("The minutes record the chairman, Ivo Brandt, as saying that the crews would fold.", ["Ivo Brandt"]),
        # a writing without an author is that of who spoke last
        ('Norland rejected the draft. "It is dead," the letter said.', ["Norland", "Norland"]),
        # … and no word of whom it was sent to
        (
            'In a statement to Globewire, the port said that talks were on. "We stay," the statement said.',
            ["the port", "the port"],
        ),
        (
            'In a letter to the Morning Ledger, Ana Holm asked for talks. "It is dead," the letter said.',
            ["Ana Holm", "Ana Holm"],
        ),
        ('A letter to Ana Holm was read out. "It is dead," the letter said.', ["the letter"]),
        ('A letter from Ana Holm was read out. "It is dead," the letter said.', ["Ana Holm"]),
        # "her" tells whose majesty
        (
            "Queen Ana Holm opened the talks. Her Majesty said that the line would hold.",
            ["Ana Holm"],
        ),
    ],
)
def test_the_name_stands_apart(text: str, who: list[str]) -> None:
    assert speakers(text) == who


@pytest.mark.parametrize(
    ("text", "anonymity"),
    [
        ("The boards of Velm Rovers and Orley Town said that they would merge.", Anonymity.NAMED),
        ("The managers and the Nurses' Federation said that it was over.", Anonymity.NAMED),
        ("The boards said that they would merge.", Anonymity.DESCRIBED),
        ("Two officials from Velm said that it was over.", Anonymity.DESCRIBED),
    ],
)
def test_several_are_named_where_each_is(text: str, anonymity: Anonymity) -> None:
    assert [s.anonymity for s in found(text)] == [anonymity]
