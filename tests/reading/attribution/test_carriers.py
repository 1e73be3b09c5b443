"""Who carried the words, who spoke them: the phrases around a cue, and what goes on with it."""

from __future__ import annotations

import pytest

from onrecord.model import RelayKind
from tests.reading.attribution.said import one, person, read

BERG = person("Anna Berg")
WHO = {"Berg": BERG, "She": BERG, "she": BERG}


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ('"We go at noon," Berg said in remarks published by the Tuesday Weekly.', ("Tuesday Weekly",)),
        ("It is over, Berg said in her evening address, carried by the agency Sudpress.", ("Sudpress",)),
        ("It is over, Berg said on Friday in an interview with the channel Brightline.", ("Brightline",)),
        ("In remarks to Lakewire, Berg said that the talks were over.", ("Lakewire",)),
        ("Berg said on Monday, in comments carried by Lakewire, that the talks were over.", ("Lakewire",)),
        ("Speaking on Radio Ostro, Berg said that the talks were over.", ("Radio Ostro",)),
        ("Berg, quoted by Agence Ostrane, said that the talks were over.", ("Agence Ostrane",)),
        ("It is over, Berg told Lakewire, in remarks relayed in English by Orkan.", ("Orkan", "Lakewire")),
        (
            "It is over, Berg said in remarks quoted by Sudpress and translated by Lakewire.",
            ("Lakewire", "Sudpress"),
        ),
        ('"It is over," Berg said in a comment passed on by her spokesman, Ivo Lund.', ("Ivo Lund",)),
        ("Berg said in a message read out by her spokesman Ivo Lund that it was over.", ("Ivo Lund",)),
        ("The talks are over, Berg warned on the Ostro Television programme.", ("Ostro Television",)),
        # nobody carried these
        ("Berg, who was not authorised to speak to the media, said that the talks were over.", ()),
        ("In a letter to the Harbour Board, Berg said that the talks were over.", ()),
        ("Berg said in a speech by the river that the talks were over.", ()),
        ("Berg said in a post on social media that the talks were over.", ()),
        ("Berg said the film was produced by the Harbour Post.", ()),
    ],
)
def test_who_carried_it(text: str, chain: tuple[str, ...]) -> None:
    assert one(text, WHO).chain == chain


@pytest.mark.parametrize(
    ("text", "chains"),
    [
        (
            "Berg told the daily Vesti that it rained, adding that the road was closed.",
            [("Vesti",), ("Vesti",)],
        ),
        (
            "Berg, through her spokesman Ivo Lund, thanked the council and called for patience.",
            [("Ivo Lund",), ("Ivo Lund",)],
        ),
        # a verb with a speaker of its own does not go on with it
        ("Berg told the daily Vesti that it rained, and Ivo Lund said that it snowed.", [("Vesti",), ()]),
    ],
)
def test_what_goes_on_in_the_sentence_has_the_same_relay(text: str, chains: list[tuple[str, ...]]) -> None:
    assert [s.chain for s in read(text, WHO)] == chains


@pytest.mark.parametrize(
    ("later", "chain"),
    [
        ('"It is over," she told the paper.', ("Vesti",)),
        ("She told the paper the talks had failed.", ("Vesti",)),
        ("She confirmed the plan to the same newspaper.", ("Vesti",)),
        ("In the same interview, Berg said that the talks had failed.", ("Vesti",)),
        ("In a letter published by the newspaper, Berg said that the talks had failed.", ("Vesti",)),
        ("She said that the talks had failed.", ()),
    ],
)
def test_a_later_sentence_names_its_relay_itself(later: str, chain: tuple[str, ...]) -> None:
    last = read(f"Berg told the newspaper Vesti that it rained. {later}", WHO)[-1]
    assert last.chain == chain


@pytest.mark.parametrize(
    "text",
    [
        "Asked by the agency Sudpress whether it would rain, Berg said that it might.",
        "Berg, reached by the agency Sudpress in the hills, said that it rained.",
        "Pressed by the agency Sudpress, Berg admitted that it rained.",
        "In answer to a question from the agency Sudpress, Berg said that it rained.",
        "Berg, in a report leaked to the agency Sudpress, said that it rained.",
        "Berg told a reporter for the agency Sudpress that it rained.",
    ],
)
def test_who_asks_hands_on_the_answer(text: str) -> None:
    said = [s for s in read(text, WHO) if s.speaker and s.speaker.name == "Anna Berg"]
    assert [s.chain for s in said] == [("Sudpress",)]


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        (
            "Berg, quoted by the Daily Echo, which cited an interview with the daily Vesti, said it rained.",
            ("Daily Echo", "Vesti"),
        ),
        (
            "Berg told the Daily Echo, which was quoted by Sudpress, that it rained.",
            ("Sudpress", "Daily Echo"),
        ),
        ("The Daily Echo, citing the daily Vesti, quoted Berg as saying it rained.", ("Daily Echo", "Vesti")),
    ],
)
def test_who_quotes_whom(text: str, chain: tuple[str, ...]) -> None:
    said = next(s for s in read(text, WHO) if s.speaker and s.speaker.name == "Anna Berg")
    assert said.chain == chain


@pytest.mark.parametrize(
    "text",
    [
        "Ivo Lund read out to the council a message from Berg, in which she offered to meet.",
        "Ivo Lund relayed a message from Berg: the road would open on Monday.",
    ],
)
def test_who_brings_a_message_is_a_relay(text: str) -> None:
    lund = person("Ivo Lund")
    said = next(s for s in read(text, {**WHO, "Lund": lund}) if s.speaker and s.speaker.name == "Anna Berg")
    assert said.chain == ("Ivo Lund",)


def test_whoever_is_somebodys_own_speaks_for_them() -> None:
    text = "Berg replied through her deputy, Ivo Lund, that it rained."
    said = next(s for s in read(text, WHO) if s.speaker and s.speaker.name == "Anna Berg")
    assert said.chain == ("Ivo Lund",)
    assert [step.kind for step in said.path] == [RelayKind.SPOKESPERSON]
