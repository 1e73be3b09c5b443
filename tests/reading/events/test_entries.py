"""Days of ranges, of chronicles and their entries, and times that are not an event's own."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.model import Event, EventKind, Status
from tests.reading.events.stage import read_all

S = Status
TALKS = (EventKind.ROUND, EventKind.MEETING)


def first(text: str, *kinds: EventKind) -> Event:
    return next(e for e in read_all(text) if e.kind in (kinds or TALKS))


def days(event: Event) -> tuple[date | None, date | None]:
    return event.when.earliest, event.when.latest


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Kenya and Egypt held talks in Oslo from April 2 to 4.", date(2024, 4, 2), date(2024, 4, 4)),
        ("Kenya and Egypt held talks in Oslo on Feb. 24 and 25.", date(2024, 2, 24), date(2024, 2, 25)),
        ("Kenya and Egypt will hold talks in Oslo on May 24-26.", date(2024, 5, 24), date(2024, 5, 26)),
        ("Kenya and Egypt held talks from Monday to Wednesday.", date(2024, 5, 13), date(2024, 5, 15)),
        ("The talks between Kenya and Egypt opened on May 2.", date(2024, 5, 2), date(2024, 5, 2)),
        ("Kenya put off the talks with Egypt from June 2 to June 6.", date(2024, 6, 6), date(2024, 6, 6)),
    ],
)
def test_a_range_has_both_days(text: str, start: date, end: date) -> None:
    assert days(first(text)) == (start, end)


@pytest.mark.parametrize(
    ("text", "status", "day"),
    [
        ("March 18, 2023: Kenya and Egypt hold talks in Oslo.", S.HAPPENED, date(2023, 3, 18)),
        ("18 March 2023 – Kenya and Egypt meet in Oslo.", S.HAPPENED, date(2023, 3, 18)),
        ("- May 2: Kenya and Egypt meet in Oslo.", S.HAPPENED, date(2024, 5, 2)),
        ("On May 2, Kenya and Egypt meet in Oslo.", S.HAPPENED, date(2024, 5, 2)),
        ("May 20: Kenya and Egypt meet in Oslo.", S.PLANNED, date(2024, 5, 20)),
        ("Kenya and Egypt meet in Oslo on May 20.", S.PLANNED, date(2024, 5, 20)),
    ],
)
def test_the_head_of_an_entry_dates_it(text: str, status: Status, day: date) -> None:
    event = first(text)
    assert (event.status, event.when.day) == (status, day)


def test_the_head_of_an_entry_dates_its_main_clauses_alone() -> None:
    text = "May 2: Kenya rejects a proposal by Egypt."
    assert first(text, EventKind.REFUSAL).when.day == date(2024, 5, 2)
    assert not first(text, EventKind.PROPOSAL).when.known


@pytest.mark.parametrize(
    "text",
    [
        "Kenya and Egypt have held five rounds of talks since April.",
        "The first meeting since 2019 between Kenya and Egypt would be held in Oslo.",
        "Unlike last year, the ministers of Kenya and Egypt met in Oslo.",
        "Kenya proposed talks with Egypt under the 1966 Oslo Agreement.",
    ],
)
def test_bounds_and_names_are_not_the_day(text: str) -> None:
    assert not first(text).when.known


def test_talks_under_way_since_a_day_began_on_it() -> None:
    event = first("Talks between Kenya and Egypt have been under way since Monday.")
    assert event.when.day == date(2024, 5, 13)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Not a single hostage was freed on Friday, officials in Kenya said.", date(2024, 5, 10)),
        ("No hostage will be freed on Friday, officials in Kenya said.", date(2024, 5, 17)),
    ],
)
def test_what_did_not_happen_has_its_day_by_the_tense(text: str, day: date) -> None:
    assert first(text, EventKind.PRISONER_EXCHANGE).when.day == day
