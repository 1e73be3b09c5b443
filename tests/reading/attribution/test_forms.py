"""Forms of reporting: cues of a verb and its noun, clauses put apart, what points back, headlines, halves."""

from __future__ import annotations

import pytest

from onrecord.model import Act
from tests.reading.attribution.said import brief, content, one, person, read

BERG = person("Anna Berg")
LUND = person("Ivo Lund")
WHO = {"Berg": BERG, "Lund": LUND, "She": BERG}


@pytest.mark.parametrize(
    ("text", "act", "said"),
    [
        ("Berg paid tribute to the mediator.", Act.PRAISE, "the mediator"),
        ("Berg pointed the finger at the owners.", Act.ACCUSE, "the owners"),
        ("Berg gave her blessing to the deal.", Act.ACCEPT, "the deal"),
        ("Berg extended an invitation to the rebels to come to Oslo.", Act.INVITE, "to come to Oslo"),
        ("Berg denied having moved the stones.", Act.DENY, "having moved the stones"),
        ("Berg has denied, through a lawyer, using those words.", Act.DENY, "using those words"),
        ("Berg declined to sign the text.", Act.REJECT, "to sign the text"),
        ("Berg wanted to know who had paid for it.", Act.ASK, "who had paid for it"),
        (
            "Berg asked the minister on Monday when he would hold the vote.",
            Act.ASK,
            "when he would hold the vote",
        ),
        ("Berg wants the quota doubled.", Act.DEMAND, "the quota doubled"),
        ("Berg warned, in a letter to members, of empty shelves.", Act.WARN, "empty shelves"),
        ("Berg called that untrue.", Act.DENY, "that untrue"),
    ],
)
def test_forms_of_reporting_are_found(text: str, act: Act, said: str) -> None:
    statement = one(text, WHO)
    assert statement.speaker is not None
    assert (statement.speaker.name, statement.act, content(text, statement)) == ("Anna Berg", act, said)


@pytest.mark.parametrize(
    "text",
    [
        "The talks will end when Berg gives a pledge not to strike.",
        "Berg declined to comment.",
        "They agreed on Thursday.",
        "Berg praised the firm for agreeing to pay.",
    ],
)
def test_what_is_not_said_gives_no_content(text: str) -> None:
    assert not [said for _, said in brief(text, WHO) if said in {"not to strike", "Thursday", "to pay"}]


def test_who_asked_is_named_in_front_of_the_answer() -> None:
    text = "Asked by Lund whether the strike would end, Berg shook her head."
    assert brief(text, WHO) == [("Ivo Lund", "whether the strike would end")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("No warhead will leave our soil: that was the message from Berg.", "No warhead will leave our soil"),
        ("The boats stay outside the line. That was the verdict of Berg.", "The boats stay outside the line"),
        ("Growers could live with less. So says Berg, who owns a farm.", "Growers could live with less"),
    ],
)
def test_what_is_pointed_at_is_said(text: str, said: str) -> None:
    assert brief(text, WHO) == [("Anna Berg", said)]


def test_a_question_that_is_no_message_points_at_nothing() -> None:
    assert not read("It rained all day. That was not the message from Berg.", WHO)


@pytest.mark.parametrize(
    ("text", "who", "said"),
    [
        ("BREAKING: Dock strike suspended, union says", "union", "Dock strike suspended"),
        (
            "Coupon payment to be missed - ministry source",
            "ministry source",
            "Coupon payment to be missed",
        ),
    ],
)
def test_headlines_name_their_source_at_the_end(text: str, who: str, said: str) -> None:
    assert brief(text) == [(who, said)]


@pytest.mark.parametrize(
    "text",
    [
        "Ministers to meet in Oslo - Daily Echo",
        "Talks resume: a timeline",
        "The half-built bridge closed",
    ],
)
def test_a_site_or_a_topic_is_no_source_of_a_headline(text: str) -> None:
    assert not read(text)


def test_the_operator_announced_behind_its_clause() -> None:
    text = "Repairs on the northern line will begin in May, the operator Transnord announced on Tuesday."
    assert one(text).speaker is not None
    assert content(text, one(text)) == "Repairs on the northern line will begin in May"


def test_clauses_with_a_that_of_their_own_are_statements() -> None:
    text = "Berg said that the text was fair and that her council would sign it."
    assert brief(text, WHO) == [
        ("Anna Berg", "that the text was fair"),
        ("Anna Berg", "her council would sign it"),
    ]
    text = "Berg said that the text was fair and the time right."
    assert len(read(text, WHO)) == 1


def test_a_second_verb_goes_on_with_the_first_speaker() -> None:
    text = "Berg told the council that the parties were close, and praised Lund for his patience."
    assert brief(text, WHO) == [
        ("Anna Berg", "that the parties were close"),
        ("Anna Berg", "Lund for his patience"),
    ]


def test_words_behind_a_colon_are_hers() -> None:
    text = 'Berg left in a good mood. She returned the compliment: "He kept his word."'
    assert brief(text, WHO) == [("Anna Berg", "He kept his word.")]


def test_it_is_the_body_that_spoke_before() -> None:
    text = "The trade ministry said the road was open. It called for patience."
    assert brief(text) == [
        ("The trade ministry", "the road was open"),
        ("The trade ministry", "patience"),
    ]
    text = "Berg said the road was open. It called for patience."
    assert len(read(text, WHO)) == 1


@pytest.mark.parametrize(
    "text",
    [
        'Berg, asked whether Vell would get more money, said: "Not a penny."',
        'Berg, asked whether Vell would come, said: "Not yet."',
        'Berg, asked whether Vell had agreed, told reporters: "He will."',
        'Berg, asked on Monday if Vell would come, told reporters: "No."',
        'When asked whether Vell would come, Berg said: "No."',
        "Berg, when asked whether Vell would come, said no.",
    ],
)
def test_who_is_asked_is_who_answers(text: str) -> None:
    berg, vell = person("Anna Berg"), person("Olaf Vell")
    found = read(text, {"Berg": berg, "Vell": vell})
    assert [(s.speaker.name if s.speaker else None, s.act is Act.ASK) for s in found] == [
        ("Anna Berg", False)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "When Vell asked whether the port was open, Berg said no.",
        "When asked by Vell whether the port was open, Berg said no.",
        "Vell, in Oslo, asked whether the port was open, and Berg said no.",
    ],
)
def test_who_asks_is_who_asks(text: str) -> None:
    who = {"Berg": person("Anna Berg"), "Vell": person("Olaf Vell")}
    asked = [s for s in read(text, who) if s.act is Act.ASK]
    assert [s.speaker.name if s.speaker else None for s in asked] == ["Olaf Vell"]


def test_what_was_agreed_does_not_agree() -> None:
    found = read("Berg and Vell said the truce agreed in Oslo in October would hold.")
    assert [s.act for s in found] == [Act.ASSERT]
