"""What the words do: the act of a plain "said" comes from what is said."""

from __future__ import annotations

import pytest

from onrecord.errors import KnowledgeError
from onrecord.knowledge import load
from onrecord.model import Act
from onrecord.reading.attribution.acts import patterns
from tests.reading.attribution.said import read

SAID = [
    # promises
    ("The company said it would repay the loan in June.", Act.PROMISE),
    ('"We will rebuild the bridge before the snow comes," Berg said.', Act.PROMISE),
    ("The army said no civilians would be harmed.", Act.PROMISE),
    ("The ministry said the detained sailors would be released on Monday.", Act.PROMISE),
    ("Berg said her government was going to publish the figures.", Act.PROMISE),
    # refusals
    ("The union said it would never accept a wage freeze.", Act.REJECT),
    ('"We will not negotiate with people who shell our towns," Berg said.', Act.REJECT),
    ("The minister said there would be no second vote.", Act.REJECT),
    ('"The offer is unacceptable," Berg told reporters.', Act.REJECT),
    ("The mayor said he would rather resign than sign the paper.", Act.REJECT),
    ("The miners called the offer an insult.", Act.REJECT),
    ("The government said it could not agree to the new map.", Act.REJECT),
    ("The minister said the reservoir was not up for negotiation.", Act.REJECT),
    ('"We cannot recommend this contract to our members," Berg said.', Act.REJECT),
    # threats
    ("The rebels said they would shell the port unless the siege was lifted.", Act.THREATEN),
    ('"If you touch our boats, we will strike back," Berg said.', Act.THREATEN),
    ("The pilots' union said its members would walk out on Friday.", Act.THREATEN),
    ("Berg vowed to retaliate.", Act.THREATEN),
    ('"There will be consequences if the talks fail," Berg said.', Act.THREATEN),
    ("The admiral said any boat that left the harbour would be sunk.", Act.THREATEN),
    ("The operator said the water supply would stop unless the town paid.", Act.THREATEN),
    # proposals
    ("The ministry said it was ready to extend the truce if the guns stayed silent.", Act.PROPOSE),
    ("The bank said it would waive the fees if the debt was paid by May.", Act.PROPOSE),
    ("The company said it was willing to discuss shorter shifts.", Act.PROPOSE),
    ('"Let us put the map aside," Berg said.', Act.PROPOSE),
    ("The union said it would consider a shorter contract.", Act.PROPOSE),
    # demands
    ("The envoy said that they must leave the valley by noon.", Act.DEMAND),
    ("Berg said the company should reinstate the drivers.", Act.DEMAND),
    ('"Release the prisoners," Berg said.', Act.DEMAND),
    ("The union said the board had to open its books.", Act.DEMAND),
    ("The minister said he wanted them to withdraw.", Act.DEMAND),
    # invitations
    ('"Come and see the dam yourselves," Berg told the inspectors.', Act.INVITE),
    ("The king said the delegates were welcome to stay in the palace.", Act.INVITE),
    ("The colonel said the delegates could come.", Act.INVITE),
    ("Berg said the door was open to every village.", Act.INVITE),
    # acceptance
    ("The club said it accepted the fee.", Act.ACCEPT),
    ('"We will take the deal," Berg said.', Act.ACCEPT),
    ("Asked for an answer, the union said it would.", Act.ACCEPT),
    ("The union said it had accepted a revised proposal.", Act.ACCEPT),
    ("Their chairwoman said they would come.", Act.ACCEPT),
    ("The ministry said it had no objection to a visit.", Act.ACCEPT),
    # questions
    ('"Who will pay for the harbour?" Berg asked.', Act.ASK),
    ("Berg asked for more time.", Act.ASK),
    # estimates
    ("The bank said the deal might cost nine billion.", Act.ESTIMATE),
    ("An analyst said the talks would probably fail.", Act.ESTIMATE),
    ("Berg thinks that the coalition is finished.", Act.ESTIMATE),
    ('"I would bet my boat on it," Berg said.', Act.ESTIMATE),
    ("Berg said she would be surprised if they did not sign.", Act.ESTIMATE),
    ("Berg said he hoped for a truce by Easter.", Act.ESTIMATE),
    ('"They will lose the vote," Berg said.', Act.ESTIMATE),
    # warnings
    ("Berg said the strike would end in disaster.", Act.WARN),
    # denials
    ("The army said there had been no attack on the village.", Act.DENY),
    ('"That is not true," Berg said.', Act.DENY),
    ("The company said it had not fired the drivers.", Act.DENY),
    ("The ministry said the allegation was preposterous.", Act.DENY),
    ("The company said it owed nothing.", Act.DENY),
    ("The company dismissed the accusation.", Act.DENY),
    ("Berg called the report a fabrication.", Act.DENY),
    ('"We have never received a letter," Berg said.', Act.DENY),
    # confirmations
    ('"Yes, we have the files," Berg said.', Act.CONFIRM),
    ('"I can confirm there will be a second meeting," Berg said.', Act.CONFIRM),
    ('"That is correct," Berg said.', Act.CONFIRM),
    # accusations and praise
    ('"They have betrayed the miners," Berg said.', Act.ACCUSE),
    ("The union said the blockade was illegal.", Act.ACCUSE),
    ("The ministry said the rebels had violated the truce.", Act.ACCUSE),
    ("A lawmaker said he was lying.", Act.ACCUSE),
    ("Berg said the ministry had lied about the dam.", Act.ACCUSE),
    ("Berg called the chairman a liar.", Act.ACCUSE),
    ("Berg called the mediator courageous.", Act.PRAISE),
    ('"It is a great step for both peoples," Berg said.', Act.PRAISE),
    # plain telling
    ("Berg said the delegates had arrived by train.", Act.ASSERT),
    ("The minister said the talks would resume in May.", Act.ASSERT),
    ("The report said the dam holds nine billion litres.", Act.ASSERT),
    ("Berg said she would like a word with the mediator.", Act.ASSERT),
    ("The ministry said it had discussed the breach with its lawyers.", Act.ASSERT),
    ('"I do not know the answer," Berg said.', Act.ASSERT),
    ("Berg said three states had yet to sign.", Act.ASSERT),
    ("The ministry said no date had been set.", Act.ASSERT),
    ("Berg said there was no sign of an agreement.", Act.ASSERT),
    ("The union said it had heard nothing from the board.", Act.ASSERT),
    ("Berg said it would be a mistake.", Act.ASSERT),
    ("The envoy said Norland would rather wait.", Act.ASSERT),
    ("The mayor said the city would host the games.", Act.ASSERT),
    ("The police said they were prepared.", Act.ASSERT),
    ("Police said the man was lying on the floor.", Act.ASSERT),
    ('"You have to understand the pressure," Berg said.', Act.ASSERT),
    ('"You may collect your coats," Berg said.', Act.ASSERT),
    ('"Ask the harbour master," Berg said.', Act.ASSERT),
    ('"It is a good question," Berg said.', Act.ASSERT),
    ("Berg announced a great exhibition.", Act.ASSERT),
]


@pytest.mark.parametrize(("text", "act"), SAID, ids=[text for text, _ in SAID])
def test_a_plain_cue_takes_the_act_of_what_is_said(text: str, act: Act) -> None:
    assert [s.act for s in read(text)] == [act]


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Berg denied that the union would ever strike.", Act.DENY),
        ("Berg warned that the ministry would not sign.", Act.WARN),
        ("Berg accused the company of breaking its promise.", Act.ACCUSE),
        ("Berg admitted that the fleet must stay at home.", Act.CONFIRM),
        ("Berg rejected the plan as unworkable.", Act.REJECT),
        ("Berg promised to release the sailors.", Act.PROMISE),
    ],
)
def test_a_cue_that_names_its_act_keeps_it(text: str, act: Act) -> None:
    assert [s.act for s in read(text)] == [act]


def test_of_several_sentences_the_strongest_decides() -> None:
    text = '"The weather is fine. We will never sell the harbour. It is old," Berg said.'
    assert [s.act for s in read(text)] == [Act.REJECT]


def test_the_doing_of_others_is_no_promise_of_a_bystander() -> None:
    assert [s.act for s in read("An analyst said Norland would pay the debt.")] != [Act.PROMISE]
    assert [s.act for s in read("The Norland government said it would pay the debt.")] == [Act.PROMISE]


def test_what_a_side_had_asked_before_is_told_and_not_asked() -> None:
    said = read("Berg said her side had written twice and asked the bank to wait.")
    assert said[0].act is Act.ASSERT


def test_an_idle_condition_makes_no_offer() -> None:
    assert [s.act for s in read("The union said it would stand there all night if necessary.")] == [
        Act.PROMISE
    ]


def test_every_pattern_can_be_read() -> None:
    known = patterns.patterns()
    assert {p.act for p in known.patterns} == set(Act)


@pytest.mark.parametrize(
    "entry",
    [
        {"act": "shout"},
        {"act": "deny", "colour": "red"},
        {"act": "deny", "head": "nothing_known"},
        {"act": "deny", "subject": ["somebody"]},
    ],
)
def test_a_broken_pattern_is_an_error(entry: dict[str, object], monkeypatch: pytest.MonkeyPatch) -> None:
    data = {**load("acts"), "patterns": [entry]}
    monkeypatch.setattr(patterns, "load", lambda name: data if name == "acts" else load(name))
    patterns.patterns.cache_clear()
    with pytest.raises(KnowledgeError):
        patterns.patterns()
    patterns.patterns.cache_clear()


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Norland accepted the proposal, Ana Berg said.", Act.ASSERT),  # she tells of it
        ('"The proposal is accepted," Ana Berg said.', Act.ACCEPT),
    ],
)
def test_what_somebody_else_accepted_is_only_told(text: str, act: Act) -> None:
    assert next(s.act for s in read(text) if s.speaker is not None and s.speaker.name == "Ana Berg") is act
