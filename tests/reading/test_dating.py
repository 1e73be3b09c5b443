"""The day of publication from the calendar inside invented reports."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.model import UNKNOWN, Basis, When
from onrecord.reading import dating, language, times


def dated(text: str, given: When = UNKNOWN) -> When:
    parsed = language.parse(text)
    return dating.date_document(parsed, times.find(parsed), given)


def days(text: str) -> str:
    return str(dating.candidates(dated(text).constraints))


BEFORE = (
    "Finance spokesman Jan Weiss said on Friday that the union delegation would travel to Geneva.\n\n"
    "The ministry has proposed to hold a second round of talks with the union on June 2. "
    "Weiss said the delegation would be ready for talks with the union on Monday morning."
)
AFTER = (
    "The envoys could sit down for a third round later this week, two newspapers reported on Monday.\n\n"
    "This year the two sides have held two rounds, one on May 16 and a longer one on June 2. "
    "They have not ended the strike, which the union launched in February 2022."
)


def test_a_date_called_by_its_weekday_picks_the_years() -> None:
    when = dated(BEFORE + " The union was founded in 2024.")
    found = dating.candidates(when.constraints)
    assert str(found).startswith("2025-05-30..2025-06-01, 2031-05-30..2031-06-01")
    assert when.earliest == date(2025, 5, 30)
    assert when.basis is Basis.CALENDAR
    assert any("‘June 2’ is called ‘Monday morning’" in line and "2025, 2031" in line for line in when.trail)


def test_without_a_year_the_ends_stay_open_but_the_constraints_remain() -> None:
    when = dated(BEFORE)
    assert not when.known
    assert date(2025, 5, 31) in dating.candidates(when.constraints)
    assert date(2025, 6, 3) not in dating.candidates(when.constraints)
    assert date(2026, 5, 31) not in dating.candidates(when.constraints)


def test_days_of_this_year_told_as_past_have_come() -> None:
    when = dated(AFTER)
    found = dating.candidates(when.constraints)
    assert (when.earliest, when.latest) == (date(2022, 6, 6), None)
    assert date(2025, 7, 21) in found
    assert date(2025, 5, 19) not in found  # before 2 June
    assert date(2025, 7, 24) not in found  # not about a Monday
    assert date(2021, 7, 19) not in found  # before the strike


def test_two_documents_about_one_round_fix_the_year_together() -> None:
    first = dating.candidates(dated(BEFORE).constraints)
    second = dating.candidates([*dated(AFTER).constraints, "+0D <= 2026"])
    round_day = dating.day_candidates(">Jun-02", first) & dating.day_candidates("<Jun-02", second)
    assert str(first & dating.publication_candidates(">Jun-02", round_day)) == "2025-05-30..2025-06-01"


@pytest.mark.parametrize(
    "text",
    [
        "The president said that the country was still open to dialogue. Talks have stalled in recent weeks.",
        "The deadline ends on Friday. Two envoys met this morning. A June report counted 5,000 houses.",
        "",
    ],
)
def test_nothing_follows_from_little(text: str) -> None:
    assert dated(text) == UNKNOWN


def test_a_weekday_with_its_date_needs_no_second_sentence() -> None:
    found = dating.candidates(dated("The court will sit on Monday, June 2, to hear the case.").constraints)
    assert date(2025, 5, 20) in found
    assert date(2024, 5, 20) not in found


def test_a_weekday_of_another_event_is_not_joined_to_the_date() -> None:
    text = "The ministers will hold talks on June 2. The election will be held on Monday."
    assert dated(text).constraints == ()


def test_two_weekdays_for_one_event_are_not_joined_to_the_date() -> None:
    text = "The ministers will hold talks on June 2. Other talks will be held on Monday and Thursday."
    assert not any("=" in c and "<=" not in c for c in dated(text).constraints)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Published: 2 June 2031", "2031-06-02"),
        ("June 2, 2031", "2031-06-02"),
        ("Monday 2 June 2031 · No. 2,114 · 2 crowns", "2031-06-02"),
        ("Posted by the editor on Monday, 2 June 2031", "2031-06-02"),
        ("Monday 2 June 2031 | Updated 3 June 2031", "2031-06-02"),
        ("Last updated: 3 June 2031 at 10:00\nPublished: 2 June 2031", "2031-06-02"),
        ("Published 2 June 2031\nFirst seen in print on another day", "2031-06-02"),
    ],
)
def test_a_date_on_a_line_of_its_own_is_the_day(line: str, expected: str) -> None:
    when = dated(f"Union rejects offer\n\n{line}\n\nThe dockers' union rejected the offer of the port.")
    assert when.day == date.fromisoformat(expected)
    assert when.basis is Basis.STATED


@pytest.mark.parametrize("line", ["Updated 2031-06-02", "Last updated on 2 June 2031 at 14:02 GMT"])
def test_a_change_is_only_a_bound(line: str) -> None:
    when = dated(f"Union rejects offer\n\n{line}\n\nThe dockers' union rejected the offer of the port.")
    assert (when.earliest, when.latest) == (None, date(2031, 6, 2))


def test_a_change_without_year_does_not_date_the_report() -> None:
    found = dating.candidates(dated("Updated: June 3\nPublished: June 2\n\nThe offer stands.").constraints)
    assert date(2031, 6, 2) in found
    assert date(2031, 6, 3) not in found


def test_lines_that_differ_bound_the_day() -> None:
    when = dated("Tuesday 3 June 2031\n\nUnion rejects offer\n\n2 June 2031\n\nThe offer stands, it said.")
    assert (when.earliest, when.latest) == (date(2031, 6, 2), date(2031, 6, 3))


def test_lines_far_apart_date_nothing() -> None:
    assert dated("3 June 2031\n\nUnion rejects offer\n\n2 May 2029\n\nThe offer stands, it said.") == UNKNOWN


def test_a_dateline_is_the_day_or_the_day_before() -> None:
    when = dated("GENEVA, 2 June 2031 (Agency) - The dockers' union rejected the offer of the port.")
    assert (when.earliest, when.latest) == (date(2031, 6, 2), date(2031, 6, 3))


def test_what_will_come_is_still_ahead() -> None:
    when = dated("The treaty was signed in 2030. The last troops will leave in 2033.")
    assert (when.earliest, when.latest) == (date(2030, 1, 1), date(2033, 12, 31))


def test_a_given_day_wins_and_doubts_are_told() -> None:
    given = When(date(2019, 5, 4), date(2019, 5, 4), basis=Basis.METADATA)
    when = dated(AFTER, given)
    assert (when.day, when.basis) == (given.day, Basis.METADATA)
    assert any("does not fit" in line for line in when.trail)
    assert str(dating.candidates(when.constraints)) == "2019-05-04"


def test_a_given_interval_is_narrowed() -> None:
    when = dated(BEFORE, When(date(2025, 1, 1), date(2025, 12, 31), basis=Basis.GIVEN))
    assert (when.earliest, when.latest, when.basis) == (date(2025, 5, 30), date(2025, 6, 1), Basis.GIVEN)


def test_a_weaker_reason_gives_way_and_the_trail_says_so() -> None:
    text = "Published: 5 June 2031\n\nThe minister said on Monday that the offer stands."
    when = dated(text)  # 5 June 2031 is a Thursday
    assert when.day == date(2031, 6, 5)
    assert any("left out" in line for line in when.trail)


@pytest.mark.parametrize("text", [BEFORE, AFTER])
def test_the_interval_is_the_hull_of_the_candidates(text: str) -> None:
    when = dated(text)
    found = dating.candidates(when.constraints)
    assert (when.earliest, when.latest) == (found.earliest, found.latest)
    assert len(when.trail) == len(when.constraints)
