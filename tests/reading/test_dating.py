"""The day of publication from the calendar inside invented reports."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.model import UNKNOWN, Basis, When
from onrecord.reading import dating, language, times
from onrecord.reading.dating import Reason, Strength


def dated(
    text: str, given: When = UNKNOWN, address: str | None = None, facts: tuple[Reason, ...] = ()
) -> When:
    parsed = language.parse(text)
    return dating.date_document(parsed, times.find(parsed), given, address=address, facts=facts)


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
    assert not any(" = " in c for c in dated(text).constraints)


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


def test_the_coming_weekday_may_be_that_of_the_dateline() -> None:
    # 5 June 2031 is a Thursday
    when = dated(
        "GENEVA, 5 June 2031 (Agency) - The dockers' union said it would strike at midnight Thursday if the "
        "port does not improve its offer. The union met the owners on Tuesday."
    )
    assert (when.earliest, when.latest) == (date(2031, 6, 5), date(2031, 6, 6))


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
    (told,) = [line for line in when.trail if line.startswith("left out")]
    assert "the news is of ‘Monday’" in told  # what lost
    assert "‘Published: 5 June 2031’ stands on a line of its own" in told  # what won


@pytest.mark.parametrize("text", [BEFORE, AFTER])
def test_the_interval_is_the_hull_of_the_candidates(text: str) -> None:
    when = dated(text)
    found = dating.candidates(when.constraints)
    assert (when.earliest, when.latest) == (found.earliest, found.latest)
    assert len(when.trail) == len(when.constraints)


# --- what has begun, what is to come


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("The pact that the ministers approved in 2030 is still in force.", "2030-01-01"),
        ("The minister recalled the 2030 earthquake.", "2030-01-01"),
        ("A man was charged in the November 2030 killing of a judge.", "2030-11-01"),
        ("The village has had no doctor since 2030.", "2030-01-01"),
        ("Under a law approved by the assembly in 2030, the ports are free.", "2030-01-01"),
        ("In fiscal 2030, the company earned a profit.", "2029-04-01"),  # whose year it is, is not known
        ("Sales rose to 14 million last year from 2030.", "2032-01-01"),
        ("Output fell sharply last year, against 2030.", "2032-01-01"),
    ],
)
def test_what_is_told_as_past_has_begun(text: str, first: str) -> None:
    when = dated(text)
    assert (when.earliest, when.latest) == (date.fromisoformat(first), None)


@pytest.mark.parametrize(
    "text",
    [
        "The company has not met the expectations for 2030.",
        "The ministers backed a plan for a vote in 2030.",
        "The party abandoned its promise to halve the debt by the year 2030.",
        "The two sides spoke of holding a vote in 2030.",
        "The city hopes to finish the stadium before the 2030 games.",
    ],
)
def test_plans_are_no_past(text: str) -> None:
    assert dated(text).earliest is None


@pytest.mark.parametrize(
    "text",
    [
        "The plant will close in 2030.",
        "The plant is expected to close in 2030.",
        "The bank redeemed its bonds due March 1, 2030, at par.",
    ],
)
def test_what_is_to_come_has_not_ended(text: str) -> None:
    when = dated(text)
    assert when.earliest is None
    assert when.latest is not None
    assert when.latest.year == 2030


def test_what_was_foretold_at_another_time_is_no_bound() -> None:
    assert dated("In 2028 the minister said that the plant will close in 2030.").latest is None


# --- days and times that are named twice


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The envoys met three weeks ago, on May 16, 2031, in Geneva.", date(2031, 6, 6)),
        ("The envoys met last week, on May 16, 2031, in Geneva.", date(2031, 5, 21)),
        ("Last month, in May 2031, the envoys met.", date(2031, 6, 30)),
        ("The war began four years ago, in 2027, in the north.", date(2031, 6, 1)),
        ("The offer expires tomorrow, June 3, 2031, at noon.", date(2031, 6, 2)),
    ],
)
def test_two_names_of_one_time_leave_few_days(text: str, day: date) -> None:
    when = dated(text)
    assert when.may_be(day)
    assert when.earliest is not None
    assert when.latest is not None
    assert (when.latest - when.earliest).days <= 2 * 365 + 1


def test_a_feast_on_its_date_picks_the_years() -> None:
    found = dating.candidates(dated("The office was shut on Memorial Day, May 25, in Boston.").constraints)
    assert date(2026, 6, 10) in found
    assert date(2027, 6, 10) not in found


@pytest.mark.parametrize(
    "text",
    [
        "Three years after the accord of February 2028, the war goes on.",
        "Envoys marked the third anniversary of the 2028 accord on Friday.",
    ],
)
def test_the_time_since_a_date_bounds_the_day(text: str) -> None:
    when = dated(text)
    assert when.may_be(date(2031, 2, 20))
    assert when.earliest is not None
    assert when.earliest.year >= 2029
    assert when.latest is not None
    assert when.latest.year <= 2033


def test_the_time_since_a_date_in_a_tale_of_the_past_is_no_upper_bound() -> None:
    assert dated("Two years after the accord of 2028, the minister was shot.").latest is None


# --- addresses, notes, facts


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://paper.example/2031/06/02/union-rejects-offer", "2031-06-02"),
        ("https://paper.example/world/2031/jun/02/union-rejects-offer", "2031-06-02"),
        ("https://paper.example/en/20310602-union-rejects-offer", "2031-06-02"),
        ("http://paper.example/world/union-rejects-offer-2031-06-02/?page=2", "2031-06-02"),
        (
            "https://web.archive.org/web/20330101120000/https://paper.example/2031/6/2/offer.html",
            "2031-06-02",
        ),
        ("https://paper.example/2031/06/union-rejects-offer", "2031-06-01/2031-06-30"),
    ],
)
def test_the_address_of_a_page_gives_its_day(address: str, expected: str) -> None:
    when = dated("The offer stands.", address=address)
    assert (when.edtf(), when.basis) == (expected, Basis.METADATA)
    assert "address" in when.trail[0]


@pytest.mark.parametrize(
    "address",
    [
        None,
        "",
        "reports/2031/06/02/union.txt",
        "file:///reports/2031/06/02/union.txt",
        "https://paper.example/elections-2031/results",
        "https://paper.example/what-happened-on-2-june-2031",
        "https://paper.example/2031/13/45/union",
        "https://paper.example/2031/06/02/reprint-2031-06-05/",
        "https://paper.example/story/203106021234567",
        "https://paper.example/?date=2031/06/02/",
    ],
)
def test_other_addresses_say_nothing(address: str | None) -> None:
    assert dated("The offer stands.", address=address) == UNKNOWN


def test_the_imprint_wins_over_the_address_and_both_are_told() -> None:
    text = "Union rejects offer\n\nPublished: 3 June 2031\n\nThe offer of the port was turned down, it said."
    when = dated(text, address="https://paper.example/2031/06/02/union")
    assert when.day == date(2031, 6, 3)
    assert any("2031-06-02" in line and "3 June 2031" in line for line in when.trail)


@pytest.mark.parametrize(
    "note",
    [
        "This article was first published on 2 June 2031.",
        "This story was originally published on Monday, June 2, 2031.",
        "The report has been published here on June 2, 2031.",
    ],
)
def test_a_note_says_when_the_report_was_printed(note: str) -> None:
    assert dated(f"The union rejected the offer of the port on the quay.\n\n{note}").day == date(2031, 6, 2)


def test_a_note_of_a_change_is_a_bound() -> None:
    when = dated(
        "The union rejected the offer of the port on the quay.\n\nThis story was updated on 2 June 2031."
    )
    assert (when.day, when.latest) == (None, date(2031, 6, 2))


def test_another_report_has_a_day_of_its_own() -> None:
    assert dated("The report was published on 2 June 2031. It blames the port.").day is None


def test_a_note_of_another_paper_says_nothing() -> None:
    assert dated("The article that she wrote was read in 12 countries by 2 June 2031.").day is None


def test_a_fact_narrows_what_the_text_leaves_open() -> None:
    fact = Reason("2031-02-01 <= +0D", "in office from 2031-02-01", Strength.KNOWLEDGE)
    when = dated("The minister said that the offer stands.", facts=(fact,))
    assert (when.earliest, when.basis) == (date(2031, 2, 1), Basis.KNOWLEDGE)
    assert when.trail == ("in office from 2031-02-01",)


def test_a_fact_gives_way_to_the_tense_of_the_text() -> None:
    fact = Reason("+0D <= 2029", "in office until 2029", Strength.KNOWLEDGE)
    when = dated("The minister resigned in 2030.", facts=(fact,))
    assert (when.earliest, when.latest) == (date(2030, 1, 1), None)
    assert any("in office until 2029" in line and "‘in 2030’" in line for line in when.trail)


# --- contradictions


def test_of_equally_strong_contradictions_none_wins() -> None:
    reasons = [
        Reason("2031 <= +0D", "the first", Strength.TENSE),
        Reason("+0D <= 2029", "the second", Strength.TENSE),
        Reason("2028 <= +0D", "the third", Strength.TENSE),
    ]
    when = dating.constrain(reasons)
    assert when.constraints == ("2028 <= +0D",)
    assert [line for line in when.trail if line.startswith("left out")] == [
        "left out: “the first”; “the second”, which contradict each other"
    ]


def test_a_contradiction_of_several_together_names_them_all() -> None:
    reasons = [
        Reason("2031-01-01 <= +0D", "not before", Strength.TENSE),
        Reason("+0D <= 2031-12-31", "not after", Strength.TENSE),
        Reason("Y+0 Jun-02 is Tue", "the other", Strength.NEWS_DAY),  # in 2031 it is a Monday
        Reason("2001 <= +0D", "the bystander", Strength.STATED),
    ]
    told = dating.constrain(reasons).trail[-1]
    assert told == "left out: “the other”, which contradicts what is stronger: “not before”; “not after”"


def test_who_says_it_on_a_weekday_with_its_date_says_it_then() -> None:
    lead = "The union says on Monday, June 2, that the offer stands."
    when = dated(lead, When(date(2031, 1, 1), date(2031, 12, 31), basis=Basis.GIVEN))
    assert (when.earliest, when.latest) == (date(2031, 6, 2), date(2031, 6, 3))


@pytest.mark.parametrize("verb", ["sat", "said"])
def test_what_was_done_on_a_weekday_with_its_date_may_be_older_news(verb: str) -> None:
    found = dating.candidates(dated(f"The court {verb} on Monday, June 2, that it may rule.").constraints)
    assert date(2031, 6, 20) in found
    assert date(2030, 6, 20) not in found
