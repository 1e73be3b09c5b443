"""Constructions that make a plain "said" an act, and those that only look like one."""

from __future__ import annotations

import pytest

from onrecord.model import Act
from tests.reading.attribution.said import read

FORMULAS = [
    ('"Deal," Holm said.', Act.ACCEPT),
    ('"Count us in," Holm said.', Act.ACCEPT),
    ('"Over my dead body," Holm said.', Act.REJECT),
    ('"Forget it," Holm said.', Act.REJECT),
    ('"You must be joking," said the shop steward.', Act.REJECT),
    ('"Complete nonsense," Holm said.', Act.DENY),
    ('"It never happened," Holm said.', Act.DENY),
    ('"That is correct," Holm said.', Act.CONFIRM),
    ('"Guilty as charged," Holm said.', Act.CONFIRM),
    ('"Be my guest," Holm said.', Act.INVITE),
    ('"Thank you," Holm said.', Act.PRAISE),
    ('"Well done," Holm said.', Act.PRAISE),
    ('"Shame on them," Holm said.', Act.ACCUSE),
    ('"A disgrace," Holm said.', Act.ACCUSE),
]

CONSTRUCTIONS = [
    # promises: a deadline, what is done to others, one's word
    ("The ministry said all detainees would be home by Christmas.", Act.PROMISE),
    ("The energy company said the lights would be back on by Tuesday evening.", Act.PROMISE),
    ('"You will have an answer by Monday," Holm told the nurses.', Act.PROMISE),
    ("The airline said passengers would get their money back.", Act.PROMISE),
    ("The finance minister said pensioners would not lose a single crown under the plan.", Act.PROMISE),
    ("The airline's chief executive said there would be no compulsory redundancies.", Act.PROMISE),
    ('"You have my word that the pumps will be running by Sunday," Holm said.', Act.PROMISE),
    ("The company said it was committed to paying every worker.", Act.PROMISE),
    ('"Not one tree will be felled," Holm said.', Act.PROMISE),
    # threats: or else, last straws, a price
    ('"Sign by noon or the deal is off," Holm said.', Act.THREATEN),
    ('"Either they pay up or the taps stay closed," the engineer said.', Act.THREATEN),
    ('"One more shell and the truce is over," the colonel said.', Act.THREATEN),
    ("The ministry said it reserved the right to respond.", Act.THREATEN),
    ("The general said his patience was exhausted.", Act.THREATEN),
    ("The producers said they would have no choice but to halt deliveries.", Act.THREATEN),
    ("The company said it would move production abroad if the tax went ahead.", Act.THREATEN),
    (
        "The minister said tariffs would be imposed from Monday unless the steel ban was lifted.",
        Act.THREATEN,
    ),
    # offers
    ('"Why don\'t we meet halfway?" Holm said.', Act.PROPOSE),
    ('"I would suggest a break of two weeks," Holm said.', Act.PROPOSE),
    ("The company said it could pay in three parts.", Act.PROPOSE),
    ("The envoy said a better way would be a joint commission.", Act.PROPOSE),
    ('"We are offering them a way out," the minister said.', Act.PROPOSE),
    ("The union said it was prepared to accept a delay in exchange for jobs.", Act.PROPOSE),
    # demands
    ('"They must leave our waters," Holm said.', Act.DEMAND),
    ("Holm insisted that the tax be dropped.", Act.DEMAND),
    ('"It is time for the owners to open their books," Holm said.', Act.DEMAND),
    ('"We expect them to honour the agreement," Holm said.', Act.DEMAND),
    ('"We are not leaving until we are paid," said one of the miners.', Act.DEMAND),
    # acceptance and refusal
    ("The union said it could live with the new rota.", Act.ACCEPT),
    ("The rebels said they had no objection to the monitors.", Act.ACCEPT),
    ("The minister said he had no quarrel with the figure.", Act.ACCEPT),
    ("The senator said he could support the bill as it stood.", Act.ACCEPT),
    ("Holm said the offer did not go far enough.", Act.REJECT),
    ("The union said the offer fell short.", Act.REJECT),
    ('"We don\'t negotiate with kidnappers," Holm said.', Act.REJECT),
    ('"I do not agree," Holm said.', Act.REJECT),
    ("The rebels said they would free nobody until the siege was lifted.", Act.REJECT),
    ("The minister said that it was too early to talk about lifting the ban.", Act.REJECT),
    # denials and confirmations
    ('"We do not torture prisoners," the minister said.', Act.DENY),
    ('"I am not a spy," Holm said.', Act.DENY),
    ("The general said the pictures had been doctored.", Act.DENY),
    ("The palace said the king had never owned shares in the firm.", Act.DENY),
    ("The embassy said it knew nothing about the flight.", Act.DENY),
    ("The army said that it had indeed opened fire.", Act.CONFIRM),
    ('"Of course we talked to them," Holm said.', Act.CONFIRM),
    ("The ministry said it could confirm the arrest.", Act.CONFIRM),
    # invitations
    ("The envoy said there was a seat at the table for the rebels.", Act.INVITE),
    ('"The door is always open," Holm said.', Act.INVITE),
    ('"We would love to have them here," Holm said.', Act.INVITE),
    # judgements
    ('"They have blood on their hands," Holm said.', Act.ACCUSE),
    ("The general said the rebels were using children as shields.", Act.ACCUSE),
    ('"They\'ve broken every promise they ever made," the chief said.', Act.ACCUSE),
    ('"The club has behaved disgracefully," the agent said.', Act.ACCUSE),
    ('"You cannot trust them," Holm said.', Act.ACCUSE),
    ('"I think they are cowards," Holm said.', Act.ACCUSE),
    ('"He kept his word," Holm said.', Act.PRAISE),
    ('"I am proud of them," Holm said.', Act.PRAISE),
    ("The minister welcomed the release of the crew.", Act.PRAISE),
    ("Holm expressed gratitude to the crew.", Act.PRAISE),
    # warnings
    ('"Time is running out," Holm said.', Act.WARN),
    ('"Do not go near the border," Holm said.', Act.WARN),
    ("The union said the cuts would lead to accidents.", Act.WARN),
    ("The think tank said that the sanctions risked splitting the alliance.", Act.WARN),
    ("The doctor said people would die without clean water.", Act.WARN),
    ("The minister voiced concern about the dam.", Act.WARN),
    # estimates
    ('"I think we will have a deal by Friday," Holm said.', Act.ESTIMATE),
    ('"I don\'t expect a deal this week," Holm said.', Act.ESTIMATE),
    ("Holm said a deal was within reach.", Act.ESTIMATE),
    ('"I am optimistic," Holm said.', Act.ESTIMATE),
    ("The union said the strike could go on for weeks.", Act.ESTIMATE),
    ("The analyst said the coalition would not survive the summer.", Act.ESTIMATE),
    # requests
    ('"Please give us water," Holm said.', Act.ASK),
    ('"I would like to know who paid," Holm said.', Act.ASK),
]

ONLY_TOLD = [
    "The agency said the vote would be held on Sunday.",
    "The court said it would give its ruling in September.",
    "The union said members would vote on the offer next week.",
    "The ministry said that no decision had been taken.",
    "The ministry said the envoy would attend the meeting.",
    "The presidential palace said that it took note of the offer.",
    '"Did we get everything? We got a road," Holm said.',
    '"Let me tell you how it was," Holm said.',
    '"This has to be the longest round so far," Holm said.',
    "An engineer said that a second gate had been opened on Friday.",
    '"I gave her my word," Holm said.',
    "The nurses rejected the deal on Monday, their union said.",
    "Holm said the deadline was the longest since the war began.",
    "Kenya will hold talks in Oslo on Thursday, days after a meeting ended without a deal, Holm said.",
]


@pytest.mark.parametrize(("text", "act"), FORMULAS, ids=[text for text, _ in FORMULAS])
def test_a_whole_sentence_can_be_an_act(text: str, act: Act) -> None:
    assert [s.act for s in read(text)] == [act]


@pytest.mark.parametrize(("text", "act"), CONSTRUCTIONS, ids=[text for text, _ in CONSTRUCTIONS])
def test_a_construction_is_an_act(text: str, act: Act) -> None:
    assert [s.act for s in read(text)] == [act]


@pytest.mark.parametrize("text", ONLY_TOLD)
def test_plain_telling_stays_plain(text: str) -> None:
    assert [s.act for s in read(text)] == [Act.ASSERT]


def test_a_sentence_says_no_less_beside_others() -> None:
    assert [s.act for s in read('"We read the text twice. Forget it," Holm said.')] == [Act.REJECT]


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Holm said that a truce without observers would only prolong the fighting.", Act.WARN),
        ("Norland rejected the truce, saying it would help the smugglers.", Act.ASSERT),
        ("Norland criticised the plan, saying it would lead to a long war.", Act.WARN),
        ("The ministry welcomed the plan, saying it would help the farmers.", Act.ASSERT),
        ("Norland rejected the truce, saying it would fight on.", Act.PROMISE),
        ("The union rejected the plan, saying it would strike on Monday.", Act.THREATEN),
        ("Norland signed the treaty, saying it would allow inspectors into the port.", Act.PROMISE),
        ('"Any attack would mean war," Holm said.', Act.THREATEN),
    ],
)
def test_what_comes_of_a_thing_is_not_the_speakers_deed(text: str, act: Act) -> None:
    assert read(text)[-1].act is act


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        ("Holm reiterated Norland's rejection of the map.", [Act.ASSERT, Act.REJECT]),
        ("The union reiterated its rejection of the map.", [Act.ASSERT, Act.REJECT]),
        ("The union repeated its opposition to the map.", [Act.REJECT]),
        ("The union reiterated its demand for a map.", [Act.DEMAND, Act.DEMAND]),
    ],
)
def test_a_rejection_that_is_repeated_is_not_rejected(text: str, acts: list[Act]) -> None:
    assert [s.act for s in read(text)] == acts


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ('"We were ready to sign. Then the owners left the hall," Holm said.', Act.ASSERT),
        ('"Our crew was ready to sail," Holm wrote.', Act.ASSERT),
        ('"We are ready to sign," Holm said.', Act.ACCEPT),
        ('"We have always been ready to talk," Holm said.', Act.PROPOSE),
        ("The union said it was ready to talk.", Act.PROPOSE),
        ('"We were ready to sign, but we will never accept this map," Holm said.', Act.REJECT),
    ],
)
def test_what_the_speaker_was_ready_for_is_no_offer(text: str, act: Act) -> None:
    assert [s.act for s in read(text)] == [act]
