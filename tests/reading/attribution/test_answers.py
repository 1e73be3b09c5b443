from __future__ import annotations

import pytest

from onrecord.model import Act
from tests.reading.attribution.said import brief, one, person, read

WHO = {"Berg": person("Anna Berg"), "Roe": person("Tom Roe")}


@pytest.mark.parametrize(
    ("text", "act", "said"),
    [
        ("Anna Berg said no.", Act.REJECT, "no"),
        ("Anna Berg said yes to the offer, and the strike ended.", Act.ACCEPT, "yes to the offer"),
        ("Anna Berg said thanks.", Act.PRAISE, "thanks"),
    ],
)
def test_one_word_may_be_all_that_is_said(text: str, act: Act, said: str) -> None:
    statement = one(text, WHO)
    assert (statement.act, brief(text, WHO)) == (act, [("Anna Berg", said)])


def test_no_is_no_answer_in_front_of_a_noun() -> None:
    assert brief("Anna Berg said no talks were planned.", WHO) == [("Anna Berg", "no talks were planned")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Anna Berg said that the bank had sold the mill. Tom Roe confirmed it.",
            "that the bank had sold the mill",
        ),
        (
            "Anna Berg accused the bank of hiding its losses, a charge that Tom Roe rejected.",
            "hiding its losses",
        ),
        (
            "Anna Berg accused the bank of hiding its losses. That accusation was rejected by Tom Roe.",
            "hiding its losses",
        ),
    ],
)
def test_what_is_answered_is_what_was_said_before(text: str, said: str) -> None:
    assert ("Tom Roe", said) in brief(text, WHO)


@pytest.mark.parametrize(
    ("text", "words", "denied"),
    [
        (
            "Anna Berg said that the bank had sold the mill. Tom Roe denied it.",
            "it",
            "the bank had sold the mill",
        ),
        (
            "Anna Berg accused the bank of hiding its losses. Tom Roe denied this.",
            "this",
            "hiding its losses",
        ),
    ],
)
def test_what_is_denied_stands_beside_the_words(text: str, words: str, denied: str) -> None:
    *_, statement = read(text, WHO)
    assert brief(text, WHO)[-1] == ("Tom Roe", words)
    assert " ".join(text[s.start : s.end] for s in statement.denies) == denied


def test_it_stays_where_nothing_was_said_before() -> None:
    assert brief("Tom Roe denied it.", WHO) == [("Tom Roe", "it")]


def test_a_thing_that_is_rejected_is_named() -> None:
    assert read("The plan was ready. Tom Roe rejected it.", WHO) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Anna Berg refused to comment.",
        "Anna Berg declined to say what it had cost.",
        "Anna Berg refused to answer questions.",
        "Anna Berg said she was in no position to comment.",
        "Anna Berg said she had no comment.",
        "Anna Berg was asked for comment.",
    ],
)
def test_silence_is_no_statement(text: str) -> None:
    assert read(text, WHO) == ()


def test_a_refusal_to_do_something_is_one() -> None:
    assert one("Anna Berg refused to leave the talks.", WHO).act is Act.REJECT
