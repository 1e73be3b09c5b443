"""Speakers in the plural, and the words that stand for them; whose a writing is."""

from __future__ import annotations

import pytest

import onrecord


def speaker(text: str, words: str) -> str | None:
    """Who says ``words``."""
    for statement in onrecord.read(text).statements:
        if any(words in text[span.start : span.end] for span in statement.content):
            return None if statement.speaker is None else statement.speaker.name
    raise AssertionError(f"nobody says {words!r}")


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        (
            "Jens Dahl of Velm and Mia Kron of Oslo said the gates were shut.",
            "gates were shut",
            "Jens Dahl of Velm and Mia Kron of Oslo",
        ),
        (
            "The sisters Eva and Ruth Blum said the house was cold.",
            "house was cold",
            "The sisters Eva and Ruth Blum",
        ),
        ("The two coaches, Al Dorn and Pete Sax, said it rained.", "it rained", "The two coaches"),
        ("Both boards met. Each said the other had lied.", "other had lied", "Both boards"),
        ("Owners and players alike said the cap was low.", "cap was low", "Owners and players"),
        ("Iran and Oman said the talks would go on.", "talks would go on", "Iran and Oman"),
        ("Nordgas and its creditors said the offer stood.", "offer stood", "Nordgas and its creditors"),
        ("The Ministry of Trade and Industry said it rained.", "it rained", "Ministry of Trade and Industry"),
        ("The Rod and Wire Association said it rained.", "it rained", "Rod and Wire Association"),
        ("Three officials she would not name said it rained.", "it rained", "Three officials"),
    ],
)
def test_several_speak(text: str, words: str, name: str) -> None:
    assert speaker(text, words) == name


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("A memo from ferry line Skarvel to crews said the boats were full.", "boats were full", "Skarvel"),
        ("A leaflet by the Velm Workers' Union said the pay was low.", "pay was low", "Velm Workers' Union"),
        ("The board then put out a note saying bags would follow.", "bags would follow", "The board"),
    ],
)
def test_a_writing_speaks_for_its_author(text: str, words: str, name: str) -> None:
    assert speaker(text, words) == name


def test_the_subject_behind_a_semicolon() -> None:
    text = "Anna Berg told reporters the wording was hers; Ivo Holm, smiling, said that it was not."
    assert speaker(text, "it was not") == "Ivo Holm"


@pytest.mark.parametrize(
    ("teller", "body", "name"),
    [
        ("leader says", "Liberal leader Jon Brek told the Vesti paper so on Monday.", "Jon Brek"),
        ("minister says", "Trade Minister Ada Orr said on Monday that nothing could be done.", "Ada Orr"),
        ("mayor says", "Ada Orr, the mayor of Lyss, said on Monday that nothing could be done.", "Ada Orr"),
        ("aide says", "An aide to the mayor said on Monday that it was late.", "An aide to the mayor"),
        ("envoy says", "The miners went home on Monday.", "envoy"),
    ],
)
def test_the_text_tells_whom_its_headline_means(teller: str, body: str, name: str) -> None:
    assert speaker(f"Old quarry to close in May, {teller}\n\n{body}", "Old quarry to close") == name


def test_where_somebody_is_goes_with_who_is_quoted() -> None:
    text = "Norpress quoted a nurse at Orm as saying that the soldiers had left."
    assert speaker(text, "soldiers had left") == "a nurse at Orm"


def test_the_speaker_stands_behind_the_mouth_and_its_name() -> None:
    text = "Through his lawyer, Emil Kraus, the trader's brother begged the captors to send a sign of life."
    assert speaker(text, "send a sign") == "the trader's brother"


def test_a_name_that_somebody_gave() -> None:
    assert (
        speaker("A fighter who gave his name only as Abu Omar said they were cold.", "were cold")
        == "Abu Omar"
    )


def test_a_name_between_commas_wherever_the_parse_hangs_it() -> None:
    text = "The union's secretary-general, Ivo Holm, retorted that the streets were full."
    assert speaker(text, "streets were full") == "Ivo Holm"
