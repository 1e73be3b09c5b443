from __future__ import annotations

import pytest

from onrecord.model import Act
from tests.reading.attribution.said import brief, content, one, person, read

ANNA = person("Anna Berg")
WHO = {"Berg": ANNA, "she": ANNA, "She": ANNA, "her": ANNA}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Anna Berg said that the talks would resume.", "that the talks would resume"),
        ("Anna Berg said the talks would resume.", "the talks would resume"),
        ("The talks would resume in Geneva, Anna Berg said on Friday.", "The talks would resume in Geneva"),
        ("The mine, Anna Berg said, had been closed for good.", "The mine | had been closed for good"),
        ("According to Anna Berg, the talks will resume.", "the talks will resume"),
        ("According to Berg on Friday, the talks will resume.", "the talks will resume"),
        ("The talks will resume next week, according to Anna Berg.", "The talks will resume next week"),
        ('In the words of Anna Berg, the deal is "a gift".', 'the deal is "a gift"'),
        ("Anna Berg went on to say that the talks had failed.", "that the talks had failed"),
        ("It came as Anna Berg urged the local leader in recent months to relent.", "to relent"),
        ("Anna Berg was quoted as saying that the talks had failed.", "that the talks had failed"),
    ],
)
def test_content(text: str, said: str) -> None:
    assert brief(text, WHO) == [("Anna Berg", said)]


@pytest.mark.parametrize(
    ("text", "act", "said"),
    [
        ("Anna Berg promised to end the strike.", Act.PROMISE, "to end the strike"),
        ("Anna Berg demanded that the owners pay.", Act.DEMAND, "that the owners pay"),
        ("Anna Berg urged the owners to pay.", Act.DEMAND, "to pay"),
        ("Anna Berg called for a ceasefire of 30 days.", Act.DEMAND, "a ceasefire of 30 days"),
        ("Anna Berg proposed holding a vote in May.", Act.PROPOSE, "holding a vote in May"),
        ("Anna Berg denied that the army had fired first.", Act.DENY, "that the army had fired first"),
        ("Anna Berg rejected the offer of the union.", Act.REJECT, "the offer of the union"),
        ("Anna Berg accused the rebels of shelling the town.", Act.ACCUSE, "the rebels of shelling the town"),
        ("Anna Berg threatened to leave the talks.", Act.THREATEN, "to leave the talks"),
        (
            "Anna Berg invited Sudland to take part in the talks.",
            Act.INVITE,
            "to take part in the talks",
        ),
        ("Anna Berg warned that the dam would break.", Act.WARN, "that the dam would break"),
        ("Anna Berg praised the work of the mediators.", Act.PRAISE, "the work of the mediators"),
        ("Anna Berg asked whether the talks would resume.", Act.ASK, "whether the talks would resume"),
        ("Anna Berg confirmed that a meeting was planned.", Act.CONFIRM, "that a meeting was planned"),
        ("Anna Berg expects that prices will fall.", Act.ESTIMATE, "that prices will fall"),
    ],
)
def test_acts(text: str, act: Act, said: str) -> None:
    statement = one(text, WHO)
    assert (statement.act, content(text, statement)) == (act, said)


def test_nouns_report_for_their_owner() -> None:
    text = "Her claim that nobody was hurt surprised the court."
    assert brief(text, WHO | {"Her": ANNA}) == [("Anna Berg", "that nobody was hurt")]


def test_joined_cues_share_their_speaker_and_split_the_content() -> None:
    text = (
        "Anna Berg said that the owners were lying and added that the strike would go on, "
        "emphasizing that nobody had been paid."
    )
    assert brief(text, WHO) == [
        ("Anna Berg", "that the owners were lying"),
        ("Anna Berg", "that the strike would go on"),
        ("Anna Berg", "that nobody had been paid"),
    ]


def test_passives_name_an_addressee_or_nobody() -> None:
    told = one("Minister Anna Berg was told that the rebels had left.", WHO)
    assert (told.speaker, told.addressee) == (None, "Anna Berg")
    accused = one("The rebels are accused of shelling the town of Lund.")
    assert (accused.speaker, accused.act) == (None, Act.ACCUSE)


@pytest.mark.parametrize("cue", ["appeared to confirm", "reportedly confirmed"])
def test_hearsay_is_hedged(cue: str) -> None:
    assert one(f"Anna Berg {cue} that a meeting was planned.", WHO).hedged


@pytest.mark.parametrize(
    "text",
    [
        "It is said that the old king never slept.",
        "The plan, to say nothing of its cost, was bad.",
        "Let us say that it fails.",
        "If Anna Berg says that the talks failed, prices will fall.",
        "Anna Berg could say that the talks had failed.",
        "Anna Berg did not say whether the talks had failed.",
        "Anna Berg has not confirmed that she will come.",
        "The talks are expected to resume on Monday.",
        "The rebels attacked the town and the army backed them.",
        "I think that the talks failed.",
    ],
)
def test_no_statement(text: str) -> None:
    assert read(text, WHO) == ()


def test_a_headline_with_a_colon_needs_a_speaker_in_front() -> None:
    assert brief("Anna Berg: Norland is open to talks\n\nRain fell.", WHO) == [
        ("Anna Berg", "Norland is open to talks")
    ]
    assert read("Gas dispute: Norland is open to talks\n\nRain fell.", WHO) == ()


def test_the_time_of_saying_is_not_part_of_the_source() -> None:
    text = "On Friday Foreign Minister Anna Berg announced that the ship had left in May."
    statement = one(text, WHO)
    assert statement.said.text == "Friday"
    assert text[statement.source[0].start : statement.source[0].end] == "Foreign Minister Anna Berg"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Ada Quill said the strait was open; it was closed, Tom Brandt said.",
            [("Ada Quill", "the strait was open"), ("Tom Brandt", "it was closed")],
        ),
        (
            "The union said the offer was poor; the company said it was fair.",
            [("The union", "the offer was poor"), ("the company", "it was fair")],
        ),
        (
            "The ministry said the border was calm; shells were falling.",
            [("The ministry", "the border was calm; shells were falling")],
        ),
    ],
)
def test_each_half_of_a_sentence_has_its_own_speaker(text: str, told: list[tuple[str, str]]) -> None:
    assert brief(text) == told


@pytest.mark.parametrize(
    ("text", "act", "said"),
    [
        ("Anna Berg put the cost at 40 million euros.", Act.ESTIMATE, "the cost at 40 million euros"),
        ("Anna Berg gave the number as 40.", Act.ESTIMATE, "the number as 40"),
        ("Anna Berg asked the owners for more time.", Act.ASK, "more time"),
        ("Anna Berg offered a rise of 4 percent.", Act.PROPOSE, "a rise of 4 percent"),
        ("Anna Berg expects a deal by Friday.", Act.ESTIMATE, "a deal by Friday"),
        ("Anna Berg called on the owners on Monday to open their books.", Act.DEMAND, "to open their books"),
        ("Anna Berg ruled out paying the fine.", Act.REJECT, "paying the fine"),
        ("Anna Berg claimed victory in the vote.", Act.ASSERT, "victory in the vote"),
        ("Anna Berg let it be known that the mill would close.", Act.ASSERT, "that the mill would close"),
        ("The plan was hailed by Anna Berg as a triumph.", Act.PRAISE, "a triumph"),
        (
            "Anna Berg rejected the offer, which the owners had made on Monday.",
            Act.REJECT,
            "the offer",
        ),
        ("Anna Berg answered with a letter: the mill was not for sale.", None, "the mill was not for sale"),
    ],
)
def test_complements(text: str, act: Act | None, said: str) -> None:
    statement = one(text, WHO)
    assert content(text, statement) == said
    assert act is None or statement.act is act


@pytest.mark.parametrize(
    "text",
    [
        "The flood claimed three lives.",
        "They met in a pub called the Swan.",
        "The crews called their picket \u201cThe Long March\u201d.",
        "The guests put the chairs at the door.",
    ],
)
def test_names_and_deeds_are_no_statements(text: str) -> None:
    assert read(text, WHO) == ()


def test_content_does_not_break_off_inside_a_quotation() -> None:
    text = "Anna Berg hailed it as \u201cthe best news since the mill opened in 1990\u201d."
    assert content(text, one(text, WHO)).endswith("opened in 1990\u201d")
