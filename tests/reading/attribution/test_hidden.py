"""Statements that the parse half hides: clauses hung too low, speakers swallowed, cues that go on."""

from __future__ import annotations

import pytest

from onrecord.model import Act, Actor, Span
from onrecord.reading import attribution, language, times
from tests.reading.attribution.said import StandIn, brief, one, person, read

BERG = person("Anna Berg")
LUND = person("Ivo Lund")
WHO = {"Berg": BERG, "Lund": LUND, "She": BERG, "she": BERG, "her": BERG}


@pytest.mark.parametrize(
    ("text", "speaker", "said"),
    [
        (
            "Speaking on condition of anonymity, a miner told Globewire that it was shut.",
            "a miner",
            "that it was shut",
        ),
        ("Six, reckons the skipper Anna Berg.", "Anna Berg", "Six"),
        (
            "Berg dismissed a demand for a pledge in writing that the mill would stay open.",
            "Anna Berg",
            "a demand for a pledge in writing that the mill would stay open",
        ),
        ('The captain called the memo "theatre".', "The captain", 'the memo "theatre"'),
        ("Globewire quoted Berg as inviting both chairmen.", "Anna Berg", "both chairmen"),
        ("Globewire quoted Berg as ruling out a ballot.", "Anna Berg", "a ballot"),
        (
            "Anna Berg rejected criticism from growers that she had paid too much.",
            "growers",
            "that she had paid too much",
        ),
        (
            "Anna Lund took up an invitation from the owner, Anna Berg, to share a bus.",
            "Anna Berg",
            "to share a bus",
        ),
        ("Lund accused Berg, and she assured him of four vans.", "Anna Berg", "four vans"),
        ("Lund said that Berg had promised him a list of the boats.", "Anna Berg", "a list of the boats"),
        ("Two of them thought a vote probable.", "Two of them", "a vote probable"),
        (
            'Berg closed the hearing with the words "We are tired of this".',
            "Anna Berg",
            "We are tired of this",
        ),
        (
            "Berg threatened to strike unless the bus was mended.",
            "Anna Berg",
            "to strike unless the bus was mended",
        ),
        ("The deal, hailed by Berg as historic, fell apart on Monday.", "Anna Berg", "historic"),
        ("Berg has told pals she will leave, the Echo reported.", "Anna Berg", "she will leave"),
    ],
)
def test_what_the_parse_hides_is_found(text: str, speaker: str, said: str) -> None:
    assert (speaker, said) in brief(text, WHO)


@pytest.mark.parametrize(
    "text",
    [
        "The chair has neither confirmed nor denied the number.",
        "Relatives who waited at the gate were told nothing at all.",
        "The old bridge is often called the gate of the north.",
        'Behind her, a banner read "Bread first".',
    ],
)
def test_nobody_says_what_is_only_named_or_written(text: str) -> None:
    assert brief(text, WHO) == []


def test_who_is_asked_asks_nothing() -> None:
    text = "A spokeswoman, asked about the figure, said that it was rising."
    assert brief(text) == [("A spokeswoman", "that it was rising")]


def test_what_somebody_else_says_is_no_part_of_it() -> None:
    text = "Berg said the pier was safe, whereas divers warned that it would fall."
    assert brief(text, WHO) == [("Anna Berg", "the pier was safe"), ("divers", "that it would fall")]
    text = "Berg said that wages had risen, while prices fell."
    assert brief(text, WHO) == [("Anna Berg", "that wages had risen, while prices fell")]


def test_a_noise_in_the_hall_is_no_part_of_it() -> None:
    text = "The pier must stay open, Berg told the council, to loud cheers from the gallery."
    assert brief(text, WHO) == [("Anna Berg", "The pier must stay open")]


@pytest.mark.parametrize(
    "text", ["Asked what would happen next, Berg shrugged.", "Asked how long it would last, Berg smiled."]
)
def test_who_shrugs_has_not_asked(text: str) -> None:
    assert brief(text, WHO) == []


def test_one_of_a_group_speaks_behind_with() -> None:
    text = "Green groups welcomed the verdict, with one calling it a turning point."
    assert ("one", "it a turning point") in brief(text, WHO)


def test_an_apposition_is_no_fragment_that_somebody_says() -> None:
    assert ("The crews", "Its leader, Anna Berg") not in brief("Its leader, Anna Berg, asked the crews.", WHO)


def test_a_cue_goes_on_with_the_one_told_of() -> None:
    text = "Berg said it rained, the Echo reported, but warned that it would snow."
    assert ("Anna Berg", "that it would snow") in brief(text, WHO)


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        (
            "Berg welcomed Velm's decision to release the men and reaffirmed her support for the port.",
            "Velm's decision to release the men",
            "her support for the port",
        ),
        (
            "Berg welcomes Velm's decision to release the men and urges both sides to stay calm.",
            "Velm's decision to release the men",
            "to stay calm",
        ),
    ],
)
def test_a_decision_does_not_speak(text: str, first: str, second: str) -> None:
    assert brief(text, WHO) == [("Anna Berg", first), ("Anna Berg", second)]


@pytest.mark.parametrize(
    ("who", "speaker"),
    [
        (
            "a source close to the Norland presidential office, known as Nest, told Velmska Gazeta",
            "a source close to the Norland presidential office",
        ),
        ("two port officials, speaking by phone, told Globewire", "two port officials"),
    ],
)
def test_who_speaks_behind_while(who: str, speaker: str) -> None:
    text = f'"There is no such deal," Berg told the Echo, while {who} that the port had learned of it.'
    expected = [("Anna Berg", "There is no such deal"), (speaker, "that the port had learned of it")]
    assert brief(text, WHO) == expected


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Tom Roe said Norland had offered to freeze fares, but had rejected the text.", "Norland"),
        ("Tom Roe said Norland had promised a truce, but had refused to lift the toll.", "Norland"),
        ("Tom Roe said Norland had promised a truce, but rejected the text.", "Tom Roe"),
    ],
)
def test_who_had_done_what_is_told(text: str, who: str) -> None:
    assert [s.speaker.name for s in read(text) if s.act is Act.REJECT and s.speaker] == [who]


def test_what_is_decided_goes_on() -> None:
    text = "Berg welcomed Velm's readiness to open the port and accept the toll."
    assert brief(text, WHO) == [("Anna Berg", "Velm's readiness to open the port and accept the toll")]


def test_a_welcomed_it_is_praise() -> None:
    found = [s for s in read("The ministry published a list. Berg welcomed it.", WHO) if s.act is Act.PRAISE]
    assert [s.speaker.name for s in found if s.speaker] == ["Anna Berg"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A guild that calls itself the Red Lantern said that it would march.", "Red Lantern"),
        ("The cook himself said that it was cold.", "The cook"),
        ("The warning from Anna Berg said that it was over.", "Anna Berg"),
        (
            "Sources close to the court spoke up. The sources said that it was over.",
            "Sources close to the court",
        ),
        (
            "Berg left, according to a clerk who was there. The clerk said that she wept.",
            "a clerk who was there",
        ),
    ],
)
def test_who_is_meant(text: str, name: str) -> None:
    last = read(text, WHO)[-1]
    assert last.speaker is not None
    assert last.speaker.name == name


def test_a_new_clerk_is_not_the_clerk_with_a_name() -> None:
    """ "The clerk" is whom the text brought in last, even where the cast takes a named one for it."""
    text = "Anna Berg left, according to a clerk. The clerk said that it was late."

    class Mistaken(StandIn):
        def at(self, span: Span) -> Actor | None:
            return BERG if text[span.start : span.end].startswith("The") or span.start > 37 else None

    parsed = language.parse(text)
    found = attribution.find(parsed, Mistaken(text, {"Berg": BERG}), times.find(parsed))[-1]
    assert found.speaker is not None
    assert not found.speaker.named


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("Berg said the claim that the road was shut was false.", "the road was shut"),
        ("Rumours that the firm was sold were invented, Berg said.", "the firm was sold"),
        ("Anna Berg rejected criticism from growers that she had paid too much.", "she had paid too much"),
    ],
)
def test_who_calls_a_claim_false_denies_what_it_claims(text: str, denied: str) -> None:
    assert denied in [text[s.start : s.end] for found in read(text, WHO) for s in found.denies]


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Berg said that twelve prisoners would walk free on Monday.", Act.PROMISE),
        ("Berg said the new fees would take effect on Monday.", Act.ASSERT),
        ("Berg said that she had no reason to doubt the figure.", Act.PRAISE),
        ('"Stay off the pier or lose your boats," Berg said.', Act.THREATEN),
        ("Berg said that they did.", Act.ASSERT),
        ("Berg said that she would wait until she heard otherwise.", Act.PROMISE),
        ('"If they close the road, we close the port," Berg said.', Act.THREATEN),
        ("Berg said the crew was alive and in good health.", Act.ASSERT),
    ],
)
def test_what_is_done_with_the_words(text: str, act: Act) -> None:
    assert one(text, WHO).act is act
