"""What somebody's word is: positions, framing phrases, rows of clauses, pointers, what nobody says."""

from __future__ import annotations

import pytest

from onrecord.model import Act
from tests.reading.attribution.said import brief, one, person, read

BERG = person("Anna Berg")
LUND = person("Ivo Lund")
WHO = {"Berg": BERG, "Lund": LUND, "She": BERG, "she": BERG, "her": BERG}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Berg's position is that the treaty is dead.", "that the treaty is dead"),
        ("The message from Berg was that the treaty is dead.", "that the treaty is dead"),
        ("The warning from Berg was blunt: the mills would close.", "the mills would close"),
        ('Berg\'s reply was shorter: "See you in court."', "See you in court."),
        ('"Not before May," was how Berg put it.', "Not before May"),
        ("Berg has it that the missiles would be withdrawn.", "that the missiles would be withdrawn"),
        ("What Berg told them was that there was no money.", "that there was no money"),
        ("Berg put it bluntly: the treaty was dead.", "the treaty was dead"),
        ("In the view of Anna Berg, the treaty is dead.", "the treaty is dead"),
        ("The loaves were, by Berg's reckoning, stale.", "The loaves were | stale"),
        ("The plan was greeted by Berg with the observation that autumn was long.", "that autumn was long"),
    ],
)
def test_whose_word_it_is(text: str, said: str) -> None:
    assert ("Anna Berg", said) in brief(text, WHO)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Berg rang to say that she was ill.", "that she was ill"),
        ("Berg phoned reporters to say that it was a joke.", "that it was a joke"),
        ("Berg went so far as to tell them that it was over.", "that it was over"),
        ("Berg was quick to point out that it was over.", "that it was over"),
        ("Berg would say only that it was over.", "that it was over"),
        ("The letter prompted Berg to remark that it was over.", "that it was over"),
        ("Berg told pals she fancied staying put.", "she fancied staying put"),
        ("Berg challenged the chairman, who sat beside her, to repeat it.", "to repeat it"),
        ('Berg promised fans "a cup and a roof".', "a cup and a roof"),
        ("Berg declared herself satisfied.", "herself satisfied"),
    ],
)
def test_what_is_said_in_a_roundabout_way(text: str, said: str) -> None:
    assert ("Anna Berg", said) in brief(text, WHO)


def test_each_clause_of_a_row_is_a_statement() -> None:
    text = "Berg said that the names were agreed, that the buses were ready and that the road was open."
    assert [said for _, said in brief(text, WHO)] == [
        "that the names were agreed",
        "the buses were ready",
        "the road was open",
    ]


def test_another_may_say_the_other_half() -> None:
    text = "Berg said that there would be a quota, and Lund that there would be none."
    assert brief(text, WHO) == [
        ("Anna Berg", "that there would be a quota"),
        ("Ivo Lund", "there would be none"),
    ]


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("The captain stays. Berg confirmed it on Wednesday.", Act.CONFIRM),
        ("The captain stays. Berg said so on Wednesday.", Act.ASSERT),
    ],
)
def test_it_may_be_what_the_narrator_told(text: str, act: Act) -> None:
    statement = one(text, WHO)
    assert (statement.act, [tuple(s) for s in statement.content]) == (act, [(0, len("The captain stays"))])


@pytest.mark.parametrize(
    "text",
    [
        "Neither side has said whether the ferries will sail.",
        "The lights were said by nobody to be a good sign.",
        "The sluice refused to open.",
        "The tide accepts no delay.",
        "A picket was denied entry to the hall.",
        "The sources asked not to be named.",
        "An old joke has it that the king sleeps.",
        "Berg refused to be drawn.",
    ],
)
def test_what_nobody_says_is_no_statement(text: str) -> None:
    assert not read(text, WHO)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Bus bosses: no more money\n\nThe talks go on.", "no more money"),
        ("TUBE BOSS: I WON'T BE BULLIED\n\nThe talks go on.", "I WON'T BE BULLIED"),
        ("Union to minister: pay up or else\n\nThe talks go on.", "pay up or else"),
        ("BERG: NO DEAL BEFORE MAY\n\nThe talks go on.", "NO DEAL BEFORE MAY"),
    ],
)
def test_headlines_say_whose_words_they_are(text: str, said: str) -> None:
    assert said in [content for _, content in brief(text, WHO)]


def test_a_topic_before_a_colon_says_nothing() -> None:
    assert not read("Gas dispute: what we know\n\nThe talks go on.")
