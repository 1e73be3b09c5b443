"""News prose: days, places and numbers that stand in another clause or sentence than the event."""

import pytest

from onrecord.model import EventKind, Status
from tests.reading.events.stage import read, read_all

K, S = EventKind, Status
TALKS = "The peace talks went on. "


def days(text: str, kind: EventKind) -> list[str | None]:
    return [e.when.text for e in read_all(text) if e.kind is kind]


@pytest.mark.parametrize(
    ("text", "kind", "when"),
    [
        ("The best came on Monday night, when Abebe and Ruiz met alone.", K.MEETING, "Monday night"),
        ("On Monday, when Kenya and Egypt met, it rained.", K.MEETING, "Monday"),
        ("It rained on Monday. When Abebe and Ruiz met, it was dry.", K.MEETING, None),
        ("Abebe was in Geneva on Tuesday and dined with Ruiz.", K.MEETING, "Tuesday"),
        ("Abebe flew in on Tuesday and dined with Ruiz.", K.MEETING, None),
        (
            "Shots were fired in breach of the truce since it came into force on Monday.",
            K.CEASEFIRE,
            "Monday",
        ),
        ("Shells hit the town on Friday, killing two, in a breach of the truce.", K.VIOLATION, "Friday"),
    ],
)
def test_the_day_of_an_event_may_stand_in_the_clause_before_or_behind(
    text: str, kind: EventKind, when: str | None
) -> None:
    assert days(TALKS + text, kind) == [when]


def test_a_stay_gives_the_place_too() -> None:
    (event,) = [
        e for e in read_all("Abebe was in Geneva on Tuesday and dined with Ruiz.") if e.kind is K.MEETING
    ]
    assert event.place == "Geneva"


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        ("The exchange of prisoners on 4 April did more than any speech.", K.PRISONER_EXCHANGE, S.HAPPENED),
        (
            "An exchange of the sick and the wounded, next Friday, at the bridge.",
            K.PRISONER_EXCHANGE,
            S.PLANNED,
        ),
        ("The key points: a truce from Friday and a new road.", K.CEASEFIRE, S.PLANNED),
        (
            "They met in a second session of talks that was to have been held on Monday.",
            K.ROUND,
            S.HAPPENED,
        ),
        ("The third round, which opened on Tuesday, broke down a day later.", K.ROUND, S.HAPPENED),
    ],
)
def test_what_has_its_own_day_is_over_or_to_come(text: str, kind: EventKind, status: Status) -> None:
    found = [e for e in read_all(TALKS + text) if e.kind is kind]
    assert found[-1].status is status


def test_two_times_that_tell_one_day_together_tell_none_by_themselves() -> None:
    text = "The exchange of prisoners a week ago last Friday did more than any speech."
    assert days(TALKS + text, K.PRISONER_EXCHANGE) == [None]


def test_the_next_round_follows_the_one_with_which_the_report_opens() -> None:
    text = (
        "The second round of talks closed in Geneva on Monday. The next round of talks was fixed for 18 June."
    )
    assert [e.ordinal for e in read(text) if e.kind is K.ROUND] == [2, 3]
    (event,) = [e for e in read(text) if e.ordinal == 3]
    assert len(event.evidence) == 2


def test_the_next_round_after_one_of_long_ago_has_no_number() -> None:
    text = "It rained.\n\nNobody came.\n\nThe second round of talks was held in 2019.\n\n"
    text += "The next round of talks was fixed for 18 June."
    assert [e.ordinal for e in read(text) if e.kind is K.ROUND] == [2, None]


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        (
            "GENEVA (Agency) - Envoys from Kenya and Egypt ended two days of talks on Monday.",
            ["Kenya", "Egypt"],
        ),
        ("Engineers from Kenya and Egypt met in Oslo on Monday.", ["Kenya", "Egypt"]),
        ("Talks between the leaders and President Ruiz of Peru ended on Monday.", ["Ruiz"]),
    ],
)
def test_who_sends_people_takes_part(text: str, parties: list[str]) -> None:
    (event,) = [e for e in read(text) if e.kind in (K.ROUND, K.MEETING)]
    assert [p.name for p in event.participants if p.actor] == parties


def test_a_city_for_which_talks_are_scheduled_is_their_place() -> None:
    (event,) = [e for e in read("The talks are scheduled for Oslo on Friday.") if e.kind is K.ROUND]
    assert event.place == "Oslo"


def test_who_ends_a_truce_holds_none() -> None:
    assert [e for e in read("Kenya ended the ceasefire on Tuesday.") if e.kind is K.CEASEFIRE] == []


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("Abebe asked for replies to the draft by Friday.", "Friday"),
        ("Abebe wants an answer by Friday.", "Friday"),
        ("Abebe said he was giving Kenya until Friday.", "Friday"),
        ("Friday was the deadline set by Abebe.", "Friday"),
    ],
)
def test_deadlines_for_an_answer(text: str, when: str) -> None:
    (event,) = [e for e in read(TALKS + text) if e.kind is K.DEADLINE]
    assert (event.mode, event.when.text, event.status) == ("set", when, S.HAPPENED)
    assert "Abebe" in [p.name for p in event.participants if p.role == "author"]


def test_an_answer_without_a_day_is_no_deadline() -> None:
    assert [e for e in read(TALKS + "Abebe asked for replies to the draft.") if e.kind is K.DEADLINE] == []


def test_who_speaks_for_minutes_after_a_call_is_told_of_is_on_the_line() -> None:
    text = "Abebe and Ruiz talked by telephone on Monday. Abebe and Ruiz spoke for twenty minutes."
    assert [e.kind for e in read(text)] == [K.CALL, K.CALL]
    assert K.CALL not in {e.kind for e in read("Abebe and Ruiz spoke for twenty minutes in the hall.")}
