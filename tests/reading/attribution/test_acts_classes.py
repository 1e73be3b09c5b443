"""Acts that no verb names: threats without "if", what one would rather do, whom a clause only quotes."""

from __future__ import annotations

import pytest

from onrecord.model import Act
from tests.reading.attribution.said import read

DEALING = [
    # conditions without "if", ultimatums, a good withheld
    ('"You block our road and we block your bridge," Holm said.', Act.THREATEN),
    ("If the school goes, so does the pact, Holm said.", Act.THREATEN),
    ("The growers said that without a price there would be blockades.", Act.THREATEN),
    ('"No wages, no play," the steward said.', Act.THREATEN),
    ("The lender said it would withdraw its support.", Act.THREATEN),
    ("The mayor said she would fine anyone who felled a tree.", Act.THREATEN),
    ('"You have five days to leave the hill," the colonel told the monks.', Act.DEMAND),
    ("Holm insisted that the files be opened.", Act.DEMAND),
    ('"Hands off our lake," Holm said.', Act.DEMAND),
    ('"You free the crew and we lift the blockade," Holm said.', Act.PROPOSE),
    ("The miners said they would call off the strike if talks began.", Act.PROPOSE),
    ("Holm said there was room for compromise.", Act.PROPOSE),
    ("The port said it would waive the dues if the ships left by noon.", Act.PROPOSE),
    ('"Take down that fence," Holm said.', Act.DEMAND),
    ("The clinic said oxygen was running low.", Act.WARN),
    ("Holm said her team had been magnificent.", Act.PRAISE),
    # what one would rather do
    ("The skippers will sell their boats rather than sign, their leader said.", Act.REJECT),
    ('"I would rather close the mill than sell it," Holm said.', Act.REJECT),
    ('"We are not selling," Holm said.', Act.REJECT),
    ('"They can keep their four crowns," Holm said.', Act.REJECT),
    ('"We said no," Holm said.', Act.REJECT),
    # taking
    ('"I can accept two years," Holm said.', Act.ACCEPT),
    ('"We take them at their word," Holm said.', Act.ACCEPT),
    ('"We said yes twice," Holm said.', Act.ACCEPT),
    # whose words they are
    ('"Tell them the answer is no," Holm said.', Act.REJECT),
    ("The envoy wants the families to know that they will be paid, an aide said.", Act.PROMISE),
    ("The message is that we will not sell, the chairman said.", Act.REJECT),
    # deeds told of
    ("Contrary to reports, the envoy is well, his office said.", Act.DENY),
    ("The envoy has not resigned, his office said.", Act.DENY),
    ('"We threatened nobody," Holm said.', Act.DENY),
    ('"That is not what happened," Holm said.', Act.DENY),
    ('"We did make mistakes," Holm said.', Act.CONFIRM),
    ("The bank said the rumours were true.", Act.CONFIRM),
    ('"They burned our barns," Holm said.', Act.ACCUSE),
    ("Holm said the truce had been broken.", Act.ACCUSE),
    ('"They have thrown us to the wolves," Holm said.', Act.ACCUSE),
    ("Harbour Rail said it welcomed the vote.", Act.PRAISE),
    ('"She is the bravest mayor I have met," Holm said.', Act.PRAISE),
    ("The report said the delay would plunge the valley into war.", Act.WARN),
    ('"I would say we are halfway," Holm said.', Act.ESTIMATE),
    ('"Please let the nurses go home," Holm said.', Act.ASK),
    # how words were spoken gives way to what they do
    ('"Show me the bill," Holm fumed.', Act.DEMAND),
    ('"It was a day of infamy," Holm thundered.', Act.ACCUSE),
    ('"Courteous," Holm called it.', Act.PRAISE),
]

ONLY_TOLD = [
    '"No bread, no water, no beds," Holm said.',
    '"They cut our taxes," Holm said.',
    "None of the guests had arrived by noon, the hotel said.",
    '"You will find the key in the drawer," Holm said.',
    "The villagers say they expected a call.",
    "Holm said she had never doubted the crew.",
    '"Our boys are being moved," Holm said.',
    '"Tell your readers the kettle is on," Holm said.',
    "The clerk said the hall had room for forty guests.",
    "Holm said he would rather not say.",
    "The committee has two weeks to count the votes, the clerk said.",
    "The envoy said he would fly home on Friday.",
]


@pytest.mark.parametrize(("text", "act"), DEALING, ids=[text for text, _ in DEALING])
def test_a_construction_is_an_act(text: str, act: Act) -> None:
    assert [s.act for s in read(text)] == [act]


@pytest.mark.parametrize("text", ONLY_TOLD)
def test_plain_telling_stays_plain(text: str) -> None:
    assert [s.act for s in read(text)] == [Act.ASSERT]


def test_what_another_says_inside_is_no_act_of_the_speaker() -> None:
    said = read('The widow said the crew had been told that a ransom would "under no circumstances" be paid.')
    assert said[0].act is Act.ASSERT


def test_an_idle_condition_makes_a_promise_no_offer() -> None:
    assert [s.act for s in read("The union said it would pay the fines itself if need be.")] == [Act.PROMISE]
