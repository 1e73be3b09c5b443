"""What is negated: the event, or what somebody tells of it."""

import pytest

from onrecord.model import EventKind, Status
from tests.reading.events.stage import read_all

S, K = Status, EventKind
TALKS = (K.ROUND, K.MEETING)


def status(text: str, *kinds: EventKind) -> list[Status]:
    return [e.status for e in read_all("It rained. " + text) if e.kind in kinds]


@pytest.mark.parametrize(
    "text",
    [
        "Kenya has not, so far, signed the accord with Egypt.",
        "Kenya did not, despite all pressure, sign the accord with Egypt.",
        "No rebel group signed the accord.",
        "Not one rebel group signed the accord.",
    ],
)
def test_a_negation_may_stand_apart(text: str) -> None:
    assert status(text, K.AGREEMENT) == [S.DID_NOT_HAPPEN]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Never have the presidents of Kenya and Egypt met.", S.DID_NOT_HAPPEN),
        ("Zero meetings have taken place between Kenya and Egypt.", S.DID_NOT_HAPPEN),
        ("It is not true that Abebe met Ruiz in Doha.", S.DENIED),
        ("It was false that Kenyan and Egyptian envoys met in Doha, Qatar said.", S.DENIED),
        ("Had Abebe and Ruiz met in Doha, the war might have ended.", S.DID_NOT_HAPPEN),
        ("Had they not met in Doha, Kenya and Egypt would have fought on.", S.HAPPENED),
        ("Kenya suggested that the two presidents meet in Oslo.", S.PROPOSED),
        ("It will be the first time that Kenya and Egypt have held talks.", S.PLANNED),
        ("Not until Monday did Abebe and Ruiz meet in Doha.", S.HAPPENED),
        ("Talks between Kenya and Egypt begin in Doha on 20 May 2024.", S.PLANNED),
        ("Talks between Kenya and the E3 begin in Doha on 20 May 2024.", S.PLANNED),
        ("Abebe has not spoken to, let alone met, the Egyptian envoy.", S.DID_NOT_HAPPEN),
        ("Kenya said its envoy had met Egyptian officials in Doha, a claim that Egypt denied.", S.DENIED),
        ("Kenya said its envoy had met Egyptian officials in Doha, which Egypt denied.", S.DENIED),
        (
            "Kenya said its envoy had met Egyptian officials in Doha, a claim Egypt did not deny.",
            S.HAPPENED,
        ),
        ("The long-delayed talks between Kenya and Egypt opened in Doha on Monday.", S.HAPPENED),
        ("The talks between Kenya and Egypt have been delayed by a week.", S.POSTPONED),
        ("There was no confirmation that Kenyan envoys had met Egyptian officials.", S.UNCONFIRMED),
        ("Rain did not prevent the Kenyan and Egyptian presidents from meeting.", S.HAPPENED),
        ("Rain prevented the Kenyan and Egyptian presidents from meeting.", S.DID_NOT_HAPPEN),
    ],
)
def test_far_from_plain(text: str, found: Status) -> None:
    assert status(text, *TALKS) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "The third round of talks in Oslo on Friday was not easy.",
        "The third round of talks, held in Oslo on Friday, did not bring Kenya and Egypt closer.",
        "The meeting in Oslo between Kenya and Egypt on Friday was not announced.",
        "The talks in Oslo on Friday were not a success.",
        "The meeting of Kenya and Egypt in Oslo on Monday did not end the war.",
    ],
)
def test_what_is_said_of_talks_does_not_undo_them(text: str) -> None:
    assert set(status(text, *TALKS)) == {S.HAPPENED}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Qatar handed Kenya a draft truce agreement on Monday.", S.PROPOSED),
        ("A draft agreement was presented to both sides.", S.PROPOSED),
        ("Kenya and Egypt signed a draft agreement on Monday.", S.HAPPENED),
        ("By the time the treaty is signed in Doha, the troops will be gone.", S.PLANNED),
        ("As soon as the treaty is signed, the Kenyan troops will leave.", S.PLANNED),
        ("Abebe did not leave Doha without signing the accord with Egypt.", S.HAPPENED),
        ("Abebe left Doha without signing the accord with Egypt.", S.DID_NOT_HAPPEN),
    ],
)
def test_an_accord_that_is_drafted_awaited_or_signed_after_all(text: str, found: Status) -> None:
    assert status(text, K.AGREEMENT) == [found]


def test_what_the_parser_takes_for_a_relative_clause_may_be_what_is_untrue() -> None:
    text = "It is not the case that Kenyan and Egyptian officials met in Doha."
    assert status(text + 45 * " It rained.", *TALKS) == [S.DENIED]


def test_what_fails_at_talks_are_not_the_talks() -> None:
    text = "Kenya and Egypt failed to sign an agreement at talks in Doha on Monday."
    assert S.DID_NOT_HAPPEN not in status(text, *TALKS)
    assert status(text, K.AGREEMENT) == [S.DID_NOT_HAPPEN]


def test_an_accord_that_was_signed_stays_signed() -> None:
    assert status("The accord signed in Oslo by Kenya and Egypt has not been published.", K.AGREEMENT) == [
        S.HAPPENED
    ]
    assert status("Kenya and Egypt have not signed the accord they drafted in May.", K.AGREEMENT) == [
        S.DID_NOT_HAPPEN
    ]


def test_what_is_cancelled_for_a_meeting_is_not_the_meeting() -> None:
    assert S.CANCELLED not in status("Abebe cancelled a speech to meet Ruiz in Doha on Tuesday.", *TALKS)


@pytest.mark.parametrize(
    ("text", "conceded", "demanded"),
    [
        ("Kenya no longer demands that Egypt leave the port.", [S.HAPPENED], []),
        ("Kenya accepted the text and no longer insisted on an apology.", [S.HAPPENED], [S.DID_NOT_HAPPEN]),
        ("Kenya no longer insists that it was attacked by Egypt.", [], []),
        ("Kenya insisted on longer talks.", [], [S.HAPPENED]),
        ("Kenya has not dropped its demand that Egypt leave the port.", [S.DID_NOT_HAPPEN], [S.HAPPENED]),
        ("Kenya did not repeat its demand that Egypt leave the port.", [], [S.HAPPENED]),
        ("Kenya never made a demand that Egypt leave the port.", [], [S.DID_NOT_HAPPEN]),
    ],
)
def test_a_demand_that_is_given_up_or_stands(
    text: str, conceded: list[Status], demanded: list[Status]
) -> None:
    assert status(text, K.CONCESSION) == conceded
    assert status(text, K.DEMAND) == demanded


def test_what_is_no_longer_done() -> None:
    assert status("Kenya no longer rules out a truce with Egypt.", K.REFUSAL) == [S.DID_NOT_HAPPEN]
