"""Who speaks, by the real cast: invented reports, and to whom their statements are given."""

from __future__ import annotations

import pytest

from onrecord.model import Anonymity
from onrecord.reading import actors, attribution, language


def speakers(text: str) -> list[str | None]:
    """The speaker of each statement of a text, in order."""
    parsed = language.parse(text)
    found = attribution.find(parsed, actors.find(parsed), ())
    return [s.speaker.name if s.speaker else None for s in found]


def test_a_given_name_is_no_cue_and_a_day_no_speaker() -> None:
    assert speakers("The mediator Said Harth said that the road was shut.") == ["Said Harth"]
    assert speakers("According to a circular dated Monday, it will rain.") == [None]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        # an office given to nobody is the only person named so far
        (
            "Anna Berg warned parliament that the fund was empty. Later the finance minister said that "
            "pensions were safe.",
            ["Anna Berg", "Anna Berg"],
        ),
        # … or the one whom the next sentence introduces by the name alone
        (
            "The factory will open on Monday, its chairwoman said. Anna Berg told staff wages would rise.",
            ["Anna Berg", "Anna Berg"],
        ),
        # … also behind another sentence, and with no more than a rank beside it
        (
            "The hill was quiet, according to the brigade's commander. It had rained. Captain Jonas Leth "
            "told reporters that the guns were gone.",
            ["Jonas Leth", "Jonas Leth"],
        ),
        # … or in the next paragraph
        (
            "The bridge will open on Monday, the harbour's director said.\n\nAnna Berg told staff wages "
            "would rise.",
            ["Anna Berg", "Anna Berg"],
        ),
        # … but not where somebody else is named between
        (
            "The bridge will open on Monday, the harbour's director told Mayor Jonas Leth. Anna Berg said "
            "that wages would rise.",
            ["the harbour's director", "Anna Berg"],
        ),
        # … nor two at once
        (
            "The bridge will open on Monday, the harbour's director said. Anna Berg and Jonas Leth said "
            "that wages would rise.",
            ["the harbour's director", "Anna Berg and Jonas Leth"],
        ),
        # a body is that of the state named before
        (
            "Iran will not come to the talks, its foreign ministry said on Monday.",
            ["Iran's foreign ministry"],
        ),
        # … where one alone is named
        (
            "Iran and Iraq met on Monday. Its foreign ministry said that nothing was agreed.",
            ["Its foreign ministry"],
        ),
        # … but nobody who holds another office
        (
            "Anna Berg, the union's treasurer, said that wages were low. The finance minister said that they "
            "were fair.",
            ["Anna Berg", "The finance minister"],
        ),
        # a title in front of a name is an office, too
        (
            'Gen. Pavel Orlan led the mission. "We saw nothing," the general said.',
            ["Pavel Orlan"],
        ),
        # a fuller description of the one who is called by a part of it
        (
            "The port minister promised that the cranes would stay. The minister, Anna Berg, said that she "
            "had signed.",
            ["Anna Berg", "Anna Berg"],
        ),
        # an age
        (
            "Anna Berg, 61, met Olga Rossi, 48, in the port. The 48-year-old said that it was over.",
            ["Olga Rossi"],
        ),
    ],
)
def test_an_office_is_the_person_of_whom_it_is_told(text: str, who: list[str]) -> None:
    assert speakers(text) == who


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (
            "A captain of the coast guard said that the boat had sunk. The captain said that nobody drowned.",
            ["A captain of the coast guard"] * 2,
        ),
        (
            "The dispute with Arkady council is old. The council said that it would appeal.",
            ["Arkady council"],
        ),
        (
            "The two mediators met in Oslo. Both said that a deal was near.",
            ["The two mediators"],
        ),
        (
            "Several delegates left early. They said that the room was cold.",
            ["Several delegates"],
        ),
    ],
)
def test_short_words_go_back_to_the_fuller_ones(text: str, who: list[str]) -> None:
    assert speakers(text) == who


def test_a_relative_pronoun_is_the_person_not_the_place() -> None:
    text = (
        'A nurse in Arkady, who asked for help, told the court that the ward was closed. "We wait," she said.'
    )
    assert set(speakers(text)) == {"A nurse in Arkady"}


def test_the_given_name_tells_which_of_two_he_is() -> None:
    text = (
        "Trade envoy Anton Marsh met Clara Vogel in Oslo. Afterwards she said that the talks had been useful."
    )
    assert speakers(text) == ["Clara Vogel"]


def test_what_the_text_says_of_the_sex_wins_over_the_given_name() -> None:
    text = "Mr Clara Vogel met Mrs Ruth Adler in Oslo. Afterwards he said that the talks had been useful."
    assert speakers(text) == ["Clara Vogel"]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The Weavers' Guild said that the looms were old.", "Weavers' Guild"),
        ("The Fishermen's Union said that the nets were empty.", "Fishermen's Union"),
        (
            "The Grand Assembly of the Three Rivers said that it would vote.",
            "Grand Assembly of the Three Rivers",
        ),
        ("Their union, Local 41, said that the vote was close.", "Local 41"),
        ("Minister Anna Berg's office said that she was ill.", "Anna Berg's office"),
    ],
)
def test_names_of_bodies_are_whole(text: str, who: str) -> None:
    assert speakers(text) == [who]


def test_a_body_with_the_name_of_its_place_is_named() -> None:
    text = "Lorvenia's trade ministry said that the duty would fall."
    parsed = language.parse(text)
    (statement,) = attribution.find(parsed, actors.find(parsed), ())
    assert statement.speaker is not None
    assert (statement.speaker.name, statement.speaker.named) == ("Lorvenia's trade ministry", True)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        # a pronoun for somebody without a name gets the words that tell of them
        (
            "Foreign Minister Omar Sabri flew to Vienna. A senior official said that the text was done. He "
            "added that two points were open.",
            ["A senior official", "A senior official"],
        ),
        (
            "The keeper's agent left early. The player, she said, would stay.",
            ["The keeper's agent"],
        ),
        (
            "Teachers and nurses marched. They said that pay had not risen.",
            ["Teachers and nurses"],
        ),
        (
            "An official at the port said that it was open. The official, who asked not to be named, said "
            "that a ship had come.",
            ["An official at the port"] * 2,
        ),
    ],
)
def test_unnamed_people_go_on(text: str, who: list[str]) -> None:
    assert speakers(text) == who


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("A commander known as Leopard said that the war was over.", "Leopard"),
        ("The skipper of one of the boats, Erik Sund, said that he would sail.", "Erik Sund"),
        ("Someone close to the talks said that the list was ready.", "Someone close to the talks"),
        ("One of them, an engineer from Oslo, said that the dam was safe.", "an engineer from Oslo"),
        (
            "The ministers of Aranda, Belsk and Corvo said that the truce would hold.",
            "The ministers of Aranda, Belsk and Corvo",
        ),
        ("A federal judge on Monday urged both sides to settle.", "A federal judge"),
        (
            "The mother of jailed reporter Mina Salk said no word came.",
            "The mother of jailed reporter Mina Salk",
        ),
    ],
)
def test_descriptions_are_whole_and_no_longer(text: str, who: str) -> None:
    assert speakers(text) == [who]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Police said that the road was open.", True),
        ("The teachers' guild said that a deal was near.", True),
        ("Two officers said that the road was open.", False),
    ],
)
def test_bodies_are_named_by_what_they_are(text: str, named: bool) -> None:
    parsed = language.parse(text)
    (statement,) = attribution.find(parsed, actors.find(parsed), ())
    assert (statement.anonymity is Anonymity.NAMED) is named
