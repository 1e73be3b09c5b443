"""Who takes part, where the words stand in the way."""

import pytest

from onrecord.model import Event, EventKind, Status
from tests.reading.events.stage import read_all

K = EventKind


def one(text: str, kind: EventKind) -> Event:
    (event,) = [e for e in read_all("The peace talks went on. " + text) if e.kind is kind and e.participants]
    return event


@pytest.mark.parametrize(
    ("text", "kind", "names"),
    [
        ("Kenya and Egypt welcomed the accord.", EventKind.AGREEMENT, []),
        ("Kenya and Egypt hailed the ceasefire.", EventKind.CEASEFIRE, []),
        ("Kenya condemned the truce violation.", EventKind.VIOLATION, []),
        ("Kenya welcomed the accord between Ethiopia and Egypt.", EventKind.AGREEMENT, ["Egypt", "Ethiopia"]),
        ("Kenya welcomed its accord with Egypt.", EventKind.AGREEMENT, ["Egypt", "Kenya"]),
        ("Kenya and Egypt signed the accord.", EventKind.AGREEMENT, ["Egypt", "Kenya"]),
    ],
)
def test_who_welcomes_or_condemns_it_takes_no_part_in_it(
    text: str, kind: EventKind, names: list[str]
) -> None:
    (event,) = [e for e in read_all("The peace talks went on. " + text) if e.kind is kind]
    assert sorted(p.name for p in event.participants) == names


def who(text: str, kind: EventKind) -> list[tuple[str, str]]:
    return sorted((p.name, p.role) for p in one(text, kind).participants)


PAIR = [("Egypt", "party"), ("Kenya", "party")]


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        ("Kenya, Egypt hold third round of talks in Doha", K.ROUND, PAIR),
        ("Kenya has requested consultations with Egypt and Peru.", K.ROUND, [*PAIR, ("Peru", "party")]),
        ("Qatar hosted talks with Kenya and Egypt.", K.ROUND, [*PAIR, ("Qatar", "host")]),
        ("Qatar, Kenya and Egypt signed an accord.", K.AGREEMENT, [*PAIR, ("Qatar", "party")]),
        (
            "Abebe said Kenya had offered a truce, but had refused to sign it.",
            K.REFUSAL,
            [("Kenya", "author")],
        ),
        ("Abebe will visit Lima and Nairobi.", K.MEETING, [("Abebe", "party")]),
        ("Kenya suspended trade talks with Egypt.", K.ROUND, PAIR),
        (
            "Abebe's envoy met Wanjiru's adviser in Doha.",
            K.MEETING,
            [("adviser", "party"), ("envoy", "party")],
        ),
        ("Envoys for Kenya and Egypt met in Doha.", K.MEETING, PAIR),
        ("The meeting of Kenya and Egypt, with Qatar as an observer, was held in Doha.", K.MEETING, PAIR),
        (
            "Marko Abebe, the Ethiopian foreign minister, and Ruiz met in Doha.",
            K.MEETING,
            [("Abebe", "party"), ("Ruiz", "party")],
        ),
        ("Kenya has called off talks with Egypt.", K.ROUND, PAIR),
        ("Qatar called off talks between Kenya and Egypt.", K.ROUND, PAIR),
        ("Kenya and Egypt co-chaired the third round of talks.", K.ROUND, PAIR),
        ("Doha inter-Kenyan talks with Egypt were held on Monday.", K.ROUND, PAIR),
        (
            "Abebe held talks with visiting President Ruiz in Doha.",
            K.ROUND,
            [("Abebe", "party"), ("Ruiz", "party")],
        ),
        ("Mediators Qatar and Norway met.", K.MEETING, [("Norway", "mediator"), ("Qatar", "mediator")]),
        ("Egypt called on Kenya to withdraw its troops.", K.OTHER, [("Kenya", "author")]),
        ("Egypt appealed to Kenya to withdraw its troops.", K.OTHER, [("Kenya", "author")]),
        (
            "Kenya and the Oromo forces signed a truce.",
            K.CEASEFIRE,
            [("Kenya", "party"), ("Oromo forces", "party")],
        ),
        ("Delegations from Kenya, Egypt and Peru met in Doha.", K.MEETING, [*PAIR, ("Peru", "party")]),
        ("Hosted by Qatar, Kenya and Egypt held a third round of talks.", K.ROUND, PAIR),
        (
            "Kenya and Egypt held talks in Doha under the mediation of Qatar.",
            K.ROUND,
            [*PAIR, ("Qatar", "mediator")],
        ),
        (
            "Kenya and Egypt held talks in Doha under Qatari mediation.",
            K.ROUND,
            [*PAIR, ("Qatar", "mediator")],
        ),
        (
            "At the invitation of President Ruiz, Abebe will visit Lima.",
            K.INVITATION,
            [("Abebe", "addressee"), ("Ruiz", "author")],
        ),
    ],
)
def test_participants(text: str, kind: EventKind, found: list[tuple[str, str]]) -> None:
    assert who(text, kind) == found


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Kenya and Egypt held the 23rd round of talks in Oslo.", 23),
        ("Kenya and Egypt held the twenty-third round of talks in Oslo.", 23),
        ("Kenya and Egypt held the fifteenth round of talks in Oslo.", 15),
        ("Kenya and Egypt held the opening round of talks in Oslo.", 1),
        ("Kenya and Egypt held the opening session of the talks in Oslo.", None),
    ],
)
def test_the_number_of_a_round(text: str, number: int | None) -> None:
    assert one(text, K.ROUND).ordinal == number


def test_a_second_demand_is_not_that_of_the_first_ones_addressee() -> None:
    text = "Abebe urged Kenya to resume the talks and called on Egypt to open its ports."
    found = [e for e in read_all(text) if e.kind is K.DEMAND]
    assert [[p.name for p in e.participants] for e in found] == [["Abebe", "Kenya"], ["Abebe", "Egypt"]]
    assert [text[s.start : s.end] for e in found for s in e.content] == [
        "to resume the talks",
        "to open its ports",
    ]


@pytest.mark.parametrize(
    "text", ["Neither Kenya nor Egypt has signed the accord.", "Neither Kenya nor Egypt met the envoys."]
)
def test_neither_negates(text: str) -> None:
    assert all(e.status is Status.DID_NOT_HAPPEN for e in read_all(text))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Kenya suspended trade talks with Egypt.", K.SANCTION),
        ("Kenya has accepted the mediators' proposal.", K.MEDIATION),
        ("Abebe said he had sought a meeting with Ruiz and been refused each time.", K.REFUSAL),
    ],
)
def test_what_is_told_of_something_else_is_no_event(text: str, kind: EventKind) -> None:
    assert not [e for e in read_all("The peace talks went on. " + text) if e.kind is kind]


def test_a_call_behind_another_verb_is_of_the_same_two() -> None:
    text = "Kenya and Egypt did not sign but spoke by telephone, their offices said."
    (call,) = [e for e in read_all(text) if e.kind is EventKind.CALL]
    assert {p.name for p in call.participants} == {"Kenya", "Egypt"}


@pytest.mark.parametrize(
    ("text", "author"),
    [
        ("Wanjiru said their country rejected the proposal.", "Wanjiru"),  # whose country is not told
        ("Wanjiru of Kenya said their country rejected the proposal.", "Kenya"),
        ("Wanjiru said their adviser rejected the proposal.", "adviser"),
    ],
)
def test_who_speaks_of_his_country_stands_for_it(text: str, author: str) -> None:
    assert who(text, K.REFUSAL) == [(author, "author")]
