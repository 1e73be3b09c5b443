"""Plans that are over, and what came of them."""

import pytest

from onrecord.model import Event, EventKind, Status
from tests.reading.events.stage import read_all

S = Status


def talks(text: str) -> Event:
    kinds = (EventKind.ROUND, EventKind.MEETING)
    (event,) = [e for e in read_all("The ceasefire holds. " + text) if e.kind in kinds]
    return event


@pytest.mark.parametrize(
    ("text", "status", "place", "when", "moved_from"),
    [
        (
            "The third round, originally scheduled for Doha on 20 June, will now be held in Oslo on 27 June.",
            S.PLANNED, "Oslo", "27 June", "20 June",
        ),
        (
            "Their meeting, first set for 12 June in Doha, will instead take place in Oslo on 19 June.",
            S.PLANNED, "Oslo", "19 June", "12 June",
        ),
        ("The third round of talks will be held in Oslo on 27 June.", S.PLANNED, "Oslo", "27 June", None),
    ],
)  # fmt: skip
def test_where_and_when_it_was_to_be_at_first_is_not_where_and_when_it_is(
    text: str, status: Status, place: str, when: str, moved_from: str | None
) -> None:
    event = talks(text)
    assert (event.status, event.place, event.when.text) == (status, place, when)
    assert (event.moved_from.text if event.moved_from else None) == moved_from


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (
            "The third round of talks had been expected to last until Friday but ended two days early.",
            S.HAPPENED,
        ),
        ("The third round of talks had been due to end on Friday but broke off hours early.", S.HAPPENED),
        ("The third round of talks was originally due to open in Doha but was held in Oslo.", S.HAPPENED),
        ("The third round of talks is due to begin on Friday.", S.PLANNED),
        ("The third round of talks was first set for Friday.", S.PLANNED),
    ],
)
def test_what_was_to_end_had_begun(text: str, status: Status) -> None:
    assert talks(text).status is status


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Had the third round of talks gone ahead in Doha, the war might have ended.", S.DID_NOT_HAPPEN),
        ("Had Kenya and Egypt met in Doha last week, the war would have ended.", S.DID_NOT_HAPPEN),
        (
            "The envoys discussed the third round of talks between Kenya and Iran, which was held in Oslo.",
            S.HAPPENED,
        ),
        ("On 4 May 2015, Kenya and Egypt hold a third round of talks in Doha.", S.HAPPENED),
        ("On 4 June 2029, Kenya and Egypt hold a third round of talks in Doha.", S.PLANNED),
    ],
)
def test_what_is_told_against_the_fact_and_what_a_chronicle_tells(text: str, status: Status) -> None:
    assert talks(text).status is status


def test_what_is_cancelled_has_the_place_and_day_of_its_plan() -> None:
    event = talks(
        "A meeting of Kenya and Egypt that was to have taken place in Doha on Friday was called off."
    )
    assert (event.status, event.place, event.when.text) == (S.CANCELLED, "Doha", "Friday")


def test_the_day_on_which_a_truce_expires_is_not_its_own() -> None:
    (event,) = [
        e
        for e in read_all("The truce between Kenya and Egypt expired on Monday.")
        if e.kind is EventKind.CEASEFIRE
    ]
    assert not event.when.known
