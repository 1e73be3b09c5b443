"""Statements of plain news prose that the parse hides, and what looks like them."""

from __future__ import annotations

import pytest

from onrecord.reading import language
from onrecord.reading.attribution.cues import cues
from onrecord.reading.attribution.finding import extents, indirect
from onrecord.reading.attribution.reported import Reported
from onrecord.reading.language import ParsedText
from tests.reading.attribution.said import brief, person, read

WHO = {"Berg": person("Anna Berg"), "Roe": person("Tom Roe")}


def said(text: str) -> list[str]:
    return [words for _, words in brief(text, WHO)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The stock would last a week, a retired admiral, Tom Roe, reckoned.", "The stock would last a week"),
        (
            "The owners want four ships, not two, the brother of one of the captains told the weekly Canal.",
            "The owners want four ships, not two",
        ),
        (
            "Farmers will get their water, Norland's irrigation minister, Anna Berg, promised on Friday.",
            "Farmers will get their water",
        ),
        (
            "The guard, Tom Roe, joked on Channel Four that he had left the gate open.",
            "he had left the gate open",
        ),
    ],
)
def test_a_tag_that_the_parser_takes_for_an_apposition(text: str, words: str) -> None:
    assert any(words == found.removeprefix("that ") for found in said(text))


@pytest.mark.parametrize(
    "text",
    [
        "The talks resumed on Monday, a move welcomed in the town.",
        "Norland sent a lawyer, a former judge informed on the case last week.",
        "He won the seat in May, a result confirmed on Friday.",
        "Among the dead was Tom Roe, a colonel reported missing in May.",
    ],
)
def test_a_participle_at_the_end_is_no_tag(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "who", "words"),
    [
        (
            "Who will pay? That was the question the envoy Anna Berg put to the owners.",
            "Anna Berg",
            "Who will pay",
        ),
        (
            "Nobody signs before May. That was the answer Berg gave the council.",
            "Anna Berg",
            "Nobody signs before May",
        ),
        (
            '"Move the market, not the line" was the proposal from Berg.',
            "Anna Berg",
            "Move the market, not the line",
        ),
        ('"Only words!" With this appeal Berg opened the session.', "Anna Berg", "Only words"),
    ],
)
def test_what_is_pointed_at(text: str, who: str, words: str) -> None:
    assert (who, words) in [(name, found.strip('"!')) for name, found in brief(text, WHO)]


@pytest.mark.parametrize(
    "text",
    [
        "The lamps went out. That was the moment Berg left.",
        "The lamps went out. That was the house Berg put up for sale.",
        '"Silver Lake" was the proposal that won.',
        "The lamps went out. With this the mayor closed the session.",
    ],
)
def test_what_points_at_no_words(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('Berg would name only one month: "October, if the wind holds."', "October, if the wind holds."),
        ('The joint command released this note: "They opened fire first."', "They opened fire first."),
        (
            'They would sail at dawn, Berg said, "if the wind holds".',
            "They would sail at dawn | if the wind holds",
        ),
        ('In Velm, Berg said, "nobody sails".', "nobody sails"),
        ('The pilot came away, she told the paper, "with a good cheese".', "with a good cheese"),
    ],
)
def test_what_leads_to_a_quotation(text: str, words: str) -> None:
    assert said(text) == [words]


@pytest.mark.parametrize(
    "text", ['Berg wore a shirt with two words: "Not yet."', 'The sign had two words: "Keep out."']
)
def test_words_on_a_thing_are_nobodys(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('Berg rejected as "fiction" a report by the council that the dam leaked.', "fiction"),
        ('Berg called the roster "a good day\'s work" and left.', 'the roster "a good day\'s work"'),
        ("The envoy was accused by the rebels of spying.", "spying"),
        ("The clerk was praised by both sides for her handwriting.", "her handwriting"),
        ("The airline offered its cabin crews an extra week of leave.", "an extra week of leave"),
        ("Berg did not rule out new elections.", "new elections"),
        ("The minister refused to rule out a strike.", "a strike"),
        ("The coast guard confirmed having held four ships.", "having held four ships"),
        ("The palace made it known on Sunday that no envoy had left.", "that no envoy had left"),
        ("Berg asked the clerk, Tom Roe, if that was so.", "if that was so"),
        ("Roe has a pledge from the owners that nobody will be fined.", "that nobody will be fined"),
        ("There have been allegations that money changed hands.", "that money changed hands"),
        ("It is understood that the fund will pay.", "that the fund will pay"),
    ],
)
def test_a_complement_out_of_its_place(text: str, words: str) -> None:
    assert words in said(text)


@pytest.mark.parametrize(
    "text",
    [
        "The clause does not rule out a sale.",
        "The pilots dropped their demand for a veto.",
        "The two sides agreed to disagree.",
        "A clerk asked for anonymity.",
        "The owners agreed on the spot.",
        "There is no suggestion that the bridge fell.",
        "The lunch, it must be admitted, helped.",
        "The museum attributed the ring to Roe.",
    ],
)
def test_look_alikes(text: str) -> None:
    assert said(text) == []


def test_who_then_speaks_is_who_did_something_first() -> None:
    found = brief("Berg thanked the crews, then told them that the ship was safe.", WHO)
    assert ("Anna Berg", "that the ship was safe") in found


def test_an_answer_behind_what_is_said_is_none_of_it() -> None:
    found = said("Roe said they had not met, and the clerk, Anna Berg, later confirmed it.")
    assert found[0] == "they had not met"


def test_a_participle_behind_what_is_said_is_none_of_it() -> None:
    found = said("Berg appeared to confirm that she would go, telling the crowd that her boat was ready.")
    assert found == ["that she would go", "that her boat was ready"]


def test_a_participle_of_another_paragraph_cuts_nothing() -> None:
    first = "Roe said that the crews would rest until the wind had turned and the harbour was open again."
    text = (
        f"{first}\n\nBerg appeared to confirm that she would go, telling the crowd that her boat was ready."
    )
    parsed = language.parse(text)
    words = extents.without_own(*_reports(parsed))
    assert text[words.content[0].start : words.content[0].end] == first.removeprefix("Roe said ").rstrip(".")


@pytest.mark.parametrize(
    "text",
    ["The deal was hailed by Anna Berg as", "The valve was not, she maintains, on", "Two were, Roe said, in"],
)
def test_a_text_may_break_off_anywhere(text: str) -> None:
    assert all(piece in text for words in said(text) for piece in words.split(" | "))


def _reports(parsed: ParsedText) -> tuple[Reported, list[Reported]]:
    """The report of the first paragraph, and those of the second."""
    one, two = (list(indirect.find(p, (), cues(), set())) for p in parsed.paragraphs)
    return one[0], two


def test_what_an_infinitive_takes_is_no_insertion() -> None:
    found = said("Through an envoy, the Exile League agreed on Friday to keep the truce, Berg said.")
    assert all("Berg" not in words for words in found)


def test_a_known_name_before_a_headline() -> None:
    text = "The keeper's agent Anna Berg: my client stays"
    assert [s.speaker.name for s in read(text, WHO) if s.speaker] == ["Anna Berg"]
