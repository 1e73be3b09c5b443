"""What words were given in, by all the ways in which texts tell it, and what only looks like it."""

from __future__ import annotations

import pytest

from onrecord.model import Actor, ActorKind, Statement
from tests.reading.attribution.said import person, read

BERG = person("Anna Berg")
HOLM = person("Ivo Holm")
ECHO = Actor("daily-echo", "Daily Echo", ActorKind.OUTLET)
WHO = {"Berg": BERG, "she": BERG, "She": BERG, "her": BERG, "Holm": HOLM, "he": HOLM, "Echo": ECHO}
MEDIA = {"social", "briefing", "document", "interview", "call", "speech"}


def _medium(statement: Statement) -> str | None:
    last = statement.path[-1].kind if statement.path else None
    return last.value if last is not None and last.value in MEDIA else None


def _media(text: str) -> list[str | None]:
    return [_medium(statement) for statement in read(text, WHO)]


@pytest.mark.parametrize(
    ("text", "medium"),
    [
        ("In a video call the mayor, Anna Berg, told staff that the depot would close.", "call"),
        ("Berg said over a crackling line that the bridge was gone.", "call"),
        ("Reached by telephone, Berg said that the talks had failed.", "call"),
        ("Berg rang the harbour office to say that the ferry was full.", "call"),
        ("Berg, telephoned by the Daily Echo, said that the talks had failed.", "call"),
        ("Asked by reporters about the fee, Berg said that the talks had failed.", "briefing"),
        ("Berg, interviewed on Friday, said that the talks had failed.", "interview"),
        ("Berg briefed the press at noon, saying that both sides had agreed.", "briefing"),
        ("Berg told foreign correspondents that the talks had failed.", "briefing"),
        ("Berg told a packed hall that the talks had failed.", "speech"),
        ("Berg told a farm conference in Oslo that the talks had failed.", "speech"),
        ("Berg said at a public meeting that the mine would stay.", "speech"),
        ("Berg said from the pulpit that the war was over.", "speech"),
        ("Berg said on the network Chirrup that the talks had failed.", "social"),
        ("Berg said on the Chirrup network that the talks had failed.", "social"),
        ("Berg said on her account that the talks had failed.", "social"),
        ("Berg insisted on the front page of the council's website that the river was clean.", "document"),
        ("Berg asked the mayor by open letter to come home.", "document"),
        ("Berg has written to the mayor to propose that the fair be moved.", "document"),
        ("In a note the mayor, Anna Berg, told visitors that the tea was free.", "document"),
        ("Berg said that the truce was over, in a letter to the council.", "document"),
        ("Berg said in an e-mail that the truce was over.", "document"),
    ],
)
def test_words_beside_the_cue(text: str, medium: str) -> None:
    assert _media(text) == [medium]


@pytest.mark.parametrize(
    ("text", "medium"),
    [
        ("“The dam will open,” the leaflets read.", "document"),
        ("The ultimatum said that the guns would begin at dawn.", "document"),
        ("The minutes say that the bridge is closed.", "document"),
        ("“Six is a wage and four is an allowance,” reads the last line.", "document"),
        ("Minutes of the meeting reveal that Berg told the union that the offer was greedy.", "document"),
        ("Berg has offered a truce, the Daily Echo reported, citing a letter from the mayor.", "document"),
        ("Berg has offered a truce, the Daily Echo said, quoting from a memo.", "document"),
        ("The union has turned down the offer, according to Norpress, which cited a letter.", "document"),
    ],
)
def test_writings_speak_and_are_cited(text: str, medium: str) -> None:
    assert medium in _media(text)


@pytest.mark.parametrize(
    ("text", "medium"),
    [
        ("Berg said in an interview that it was over. “We tried,” she said.", "interview"),
        ("Berg said by telephone that it was over. She added that the road was closed.", "call"),
        ("Berg would not be drawn in an interview on the fee. “It is raining,” she said.", "interview"),
        ("Berg welcomed the truce in a speech and thanked the hosts.", "speech"),
        ("Berg said in a bulletin that it was over, warning that one shell would end it.", "document"),
        ("The council replied with a letter. It said that the bridge was closed.", "document"),
        ("The council printed a leaflet. In it Berg asks for two days of quiet.", "document"),
        ("Berg said the wages were low. In the same interview she said the strike would go on.", "interview"),
    ],
)
def test_the_same_speaker_goes_on(text: str, medium: str) -> None:
    assert _media(text)[-1] == medium
    assert _media(text)[0] in {medium, None}


def test_who_calls_to_say_it_says_it_in_a_call() -> None:
    assert _media("Berg called the paper to say that the report was false.")[-1] == "call"


def test_what_is_told_later_holds_for_what_was_said_before() -> None:
    text = "Berg said the wages were low. In the same interview she said the strike would go on."
    assert _media(text) == ["interview", "interview"]


@pytest.mark.parametrize(
    "text",
    [
        "Berg told a reporter that the talks had failed.",
        "Berg told parliament that the talks had failed.",
        "Berg told a radio audience that the talks had failed.",
        "Berg told the conference that the text was ready.",
        "Berg said on her own account that the talks had failed.",
        "Berg said in a voice message that the talks had failed.",
        "Berg, briefing in the lobby, said that the talks had failed.",
        "Two officials briefed on the call said that the talks had failed.",
        "Berg said in the columns of the Daily Echo that the talks had failed.",
        "Berg called on the mayor to say that it was over.",
        "Reports say that the talks had failed.",
        "The union has turned down the offer, according to Norpress, which cited letters and two aides.",
        "The Daily Echo wrote that the talks had failed.",
        "The Daily Echo reported on its website that the talks had failed.",
        "Berg told her staff, citing a study, that the river was clean.",
        "Berg said on the picket line that the strike would go on.",
    ],
)
def test_what_only_looks_like_a_medium(text: str) -> None:
    assert set(_media(text)) == {None}


@pytest.mark.parametrize(
    "text",
    [
        "Berg said in an interview that it was over. “We tried,” Holm said.",
        "Berg said in an interview that it was over. She urged Holm to go.",
        "Berg said in a letter that it was over. She added that the road was closed.",
        "Berg told reporters that it was over. She said that the road was closed.",
        "The kidnappers said by telephone that they would wait. “I believe them,” she said.",
        "Berg received a card in the post. She said that it was lovely.",
    ],
)
def test_others_and_other_occasions(text: str) -> None:
    assert _media(text)[-1] is None
