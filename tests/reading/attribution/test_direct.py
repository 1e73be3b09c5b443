from __future__ import annotations

import pytest

from onrecord.model import Directness
from tests.reading.attribution.said import brief, content, one, person, read

ANNA = person("Anna Berg")
WHO = {"Berg": ANNA, "she": ANNA, "She": ANNA}


@pytest.mark.parametrize(
    "text",
    [
        '"We are ready to talk," Anna Berg said.',
        '"We are ready to talk," said Anna Berg, the foreign minister of Norland.',
        'Anna Berg said: "We are ready to talk."',
        'Foreign Minister Anna Berg told reporters on Friday, "We are ready to talk."',
        "'We are ready to talk,' Anna Berg said.",
        'Anna Berg left the hall and said:\n\n"We are ready to talk."',
        '"We are ready to talk." Those were the words of Anna Berg.',
        '"We are ready to talk," Anna Berg was quoted as saying.',
    ],
)
def test_the_cue_before_behind_and_around(text: str) -> None:
    statement = one(text, WHO)
    assert statement.speaker is not None
    assert statement.speaker.name == "Anna Berg"
    assert content(text, statement).rstrip(".,") == "We are ready to talk"
    assert statement.directness is Directness.DIRECT


def test_one_cue_holds_the_quotations_around_it() -> None:
    text = '"The door is open," Anna Berg said, "but not for ever." Rain fell. "We wait."'
    assert content(text, one(text, WHO)) == "The door is open | but not for ever. | We wait."


def test_each_cue_has_its_own_quotation() -> None:
    text = '"Yes," Anna Berg said. "No," Ivan Petrov replied.'
    who = WHO | {"Petrov": person("Ivan Petrov")}
    assert brief(text, who) == [("Anna Berg", "Yes"), ("Ivan Petrov", "No")]


def test_a_quotation_over_several_paragraphs_is_one_statement() -> None:
    text = '"First, we want peace.\n\n"Second, we want trade," Anna Berg said.'
    assert content(text, one(text, WHO)) == "First, we want peace. | Second, we want trade"


def test_a_bare_paragraph_goes_on_with_the_speaker_before() -> None:
    text = '"The talks are over," Anna Berg said.\n\n"Nobody in this house will ever miss them."'
    assert content(text, one(text, WHO)).endswith("Nobody in this house will ever miss them.")


def test_a_bare_quotation_behind_indirect_speech_is_a_statement_of_its_own() -> None:
    text = 'Anna Berg said the talks were over. "Nobody will miss them."'
    first, second = read(text, WHO)
    assert (first.directness, second.directness) == (Directness.INDIRECT, Directness.DIRECT)
    assert first.speaker == second.speaker


def test_a_name_below_a_quotation_signs_it() -> None:
    text = 'The plan was long.\n\n"We will build a bridge across the sound."\n\n– Anna Berg'
    assert brief(text, WHO) == [("Anna Berg", "We will build a bridge across the sound.")]


def test_words_in_quotation_marks_are_no_utterance() -> None:
    assert read('The so-called "people\'s vote" was held on Sunday in the south.', WHO) == ()
    assert read('He wrote the book "The Long Way Home," which sold well.', WHO) == ()


def test_a_quoted_word_makes_indirect_speech_mixed() -> None:
    text = 'Anna Berg said that the offer was "a joke."'
    statement = one(text, WHO)
    assert statement.directness is Directness.MIXED
    assert content(text, statement) == 'that the offer was "a joke."'


def test_evidence_holds_cue_and_content() -> None:
    text = 'It rained. "The door is open. We wait," Anna Berg said. The sun came out.'
    statement = one(text, WHO)
    assert [text[s.start : s.end] for s in statement.evidence] == [
        '"The door is open. We wait," Anna Berg said.'
    ]
