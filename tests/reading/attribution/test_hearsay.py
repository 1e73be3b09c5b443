"""Words that nobody is named for, doubt that the report itself casts, and how much is told of a speaker."""

from __future__ import annotations

import pytest

from onrecord.model import Act, Anonymity
from tests.reading.attribution.said import content, one, person, read

BERG = person("Anna Berg")
WHO = {"Berg": BERG, "she": BERG}


@pytest.mark.parametrize(
    ("text", "said", "hedged"),
    [
        ("The rebels are said to be planning a retreat.", "The rebels | to be planning a retreat", True),
        ("The ship is believed to have sunk.", "The ship | to have sunk", True),
        ("The mayor was reported to be in hiding.", "The mayor | to be in hiding", True),
        ("The mayor has reportedly begun to pack.", "The mayor has | begun to pack", True),
        ("It was alleged that the mayor had lied.", "that the mayor had lied", False),
        ("It had been widely assumed that the miners would win.", "that the miners would win", False),
        ("The owners are accused of hiding the books.", "hiding the books", False),
        ("Accused of hiding the books, the owners left town.", "hiding the books", False),
        ("Shippers were urged to stay in port.", "to stay in port", False),
        ("Crews told to leave port", "to leave port", False),
        ("Norland envoys ordered to leave port", "to leave port", False),
    ],
)
def test_nobody_is_named(text: str, said: str, hedged: bool) -> None:
    statement = one(text)
    assert (statement.speaker, statement.anonymity) == (None, Anonymity.UNATTRIBUTED)
    assert (content(text, statement), statement.hedged) == (said, hedged)


@pytest.mark.parametrize("text", ["Berg told crews to leave port", "Berg asked to see the draft."])
def test_somebody_is_named(text: str) -> None:
    assert one(text, WHO).speaker is not None


@pytest.mark.parametrize(
    "text",
    [
        "It is said that rain brings luck.",
        "Under the draft, details of which were reported by the Morning Echo, Norland would sell fish.",
        "Talks are expected to resume on Friday.",
        "The minister is set to travel on Friday.",
        "The owners may be asked to pay.",
        "The envoy, who is said to be tired, left.",
        "The rebels are not said to be planning a retreat.",
    ],
)
def test_what_is_not_said(text: str) -> None:
    assert read(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Berg appeared to confirm that the talks had failed.",
        "Berg seemed to rule out a truce.",
        "Berg is said to have told the council that the talks had failed.",
        "Berg reportedly told the council that the talks had failed.",
        "Berg apparently told the council that the talks had failed.",
    ],
)
def test_a_speaker_with_a_doubt(text: str) -> None:
    statement = one(text, WHO)
    assert statement.speaker is not None
    assert (statement.speaker.name, statement.hedged) == ("Anna Berg", True)


def test_no_doubt_where_none_is_cast() -> None:
    assert not one("Berg was told by the mayor that the talks had failed.", WHO).hedged
    assert one("It was alleged that the mayor had lied.").act is Act.ACCUSE


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("Berg", Anonymity.NAMED),
        ("The transport ministry in Velm", Anonymity.NAMED),
        ("Velm's customs service", Anonymity.NAMED),
        ("The company", Anonymity.NAMED),
        ("A company", Anonymity.DESCRIBED),
        ("The Velm side", Anonymity.NAMED),
        ("The other side", Anonymity.DESCRIBED),
        ("Both armies", Anonymity.DESCRIBED),
        ("A diplomat", Anonymity.DESCRIBED),
        ("Officials close to the talks", Anonymity.DESCRIBED),
        ("He", Anonymity.UNRESOLVED),
    ],
)
def test_anonymity(source: str, kind: Anonymity) -> None:
    assert one(f"{source} said that the talks had failed.", WHO).anonymity is kind
