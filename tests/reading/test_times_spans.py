"""Where expressions begin and end, and what kinds of words make one up, in invented sentences."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.model import Time, TimeType
from onrecord.reading import times

WEDNESDAY = date(2031, 6, 11)


def tagged(text: str) -> tuple[Time, ...]:
    return times.tag(text, WEDNESDAY)


def spans(text: str) -> list[str]:
    return [time.text for time in tagged(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # prepositions stay outside
        ("They must answer within ten days.", ["ten days"]),
        ("Over the past three years, exports doubled.", ["the past three years"]),
        ("The siege has gone on for over a year.", ["over a year"]),
        ("It will take between two and three weeks.", ["two and three weeks"]),
        ("He left later in the day.", ["the day"]),
        # an article that belongs to a noun behind the expression
        ("The two-week strike is over.", ["two-week"]),
        ("Both sides recalled the March 2019 accord.", ["March 2019"]),
        ("Under the June 2 agreement, guards were withdrawn.", ["June 2"]),
        # an article of the expression itself
        (
            "The deal was signed in the 1990s and renewed in the third quarter.",
            ["the 1990s", "the third quarter"],
        ),
        ("They met again the next day.", ["the next day"]),
        ("In the past week, nothing moved.", ["the past week"]),
        # parts and quantities
        ("Talks began early last week and ended late on Friday.", ["early last week", "Friday"]),
        (
            "Nearly four years later, and about two hours after that, he left.",
            ["Nearly four years later", "about two hours"],
        ),
        ("The two sides met earlier this month.", ["earlier this month"]),
        ("It opened in mid-May, at the end of the year.", ["mid-May", "the end of the year"]),
        ("It lasted two weeks or so, at least 20 more years.", ["two weeks or so", "at least 20 more years"]),
        # whole dates in one
        ("On Tuesday, June 3, at 10:30 a.m. EST they met.", ["Tuesday, June 3, at 10:30 a.m. EST"]),
        ("Sirens were heard at 10 p.m. on Friday.", ["10 p.m. on Friday"]),
        ("The polls close at 7 p.m. Then the count begins.", ["7 p.m."]),
        ("They left in the early hours of Saturday morning.", ["the early hours of Saturday morning"]),
        ("The vote is on Thursday night, not in the morning.", ["Thursday night", "the morning"]),
        ("It was a year and a half, or 2 1/2 years.", ["a year and a half", "2 1/2 years"]),
        ("The round took two hours and 20 minutes.", ["two hours and 20 minutes"]),
    ],
)
def test_span(text: str, expected: list[str]) -> None:
    assert spans(text) == expected


@pytest.mark.parametrize(
    ("text", "value"),
    [
        # durations
        ("He was jailed for two and a half years.", "P2Y6M"),
        ("He was jailed for 2 1/2 years.", "P2Y6M"),
        ("It took an hour and 20 minutes.", "PT1H20M"),
        ("It went on for half an hour.", "PT30M"),
        ("The line is a quarter of a century old now, after a quarter-century.", "P25Y"),
        ("They waited for almost a hundred years.", "P100Y"),
        ("The war went on for decades.", "PXE"),
        ("After several days of talks they left.", "PXD"),
        ("The three-year-old war has emptied the towns.", "P3Y"),
        # sets
        ("The board meets every other Monday.", "XXXX-WXX-1"),
        ("The board meets on Mondays.", "XXXX-WXX-1"),
        ("The board meets every two years.", "P2Y"),
        ("The market opens on weekends.", "XXXX-WXX-WE"),
        ("The ministry gave its daily briefing.", "P1D"),
        # fiscal and seasonal parts
        ("The deficit grew in fiscal 2030.", "2030"),
        ("Output fell in Q3 2030.", "2030-Q3"),
        ("Output fell in the second half of 2030.", "2030-H2"),
        ("Output will fall in the first half of next year.", "2032-H1"),
        ("Troops have stayed since last autumn.", "2030-FA"),
        ("The law dates from the 1800s.", "18"),
        ("Rites are held in the second half of July.", "2031-07"),
        # clocks and their zones
        ("The vote opened at 1500 GMT.", "2031-06-11T15:00Z"),
        ("The vote will open at 3 p.m. Kyiv time on Friday.", "2031-06-13T15:00"),
        ("The vote opened at 20:30 local time.", "2031-06-11T20:30"),
        ("He left at midnight.", "2031-06-11T24:00"),
        # feasts that move
        ("The pact was signed on Good Friday 1998.", "1998-04-10"),
        ("They prayed on Easter Sunday.", "2031-04-13"),
        # what came before
        ("They spoke of it at this time last year.", "2030"),
    ],
)
def test_value(text: str, value: str) -> None:
    assert value in [time.value for time in tagged(text)]


def test_a_zone_is_kept_in_the_form() -> None:
    (time,) = tagged("The line opened at 3 p.m. New York time.")
    assert (time.type, time.form) == (TimeType.TIME, "+0D T15:00 in:New_York")
    (time,) = tagged("The line opened at 3 p.m. EST.")
    assert time.form == "+0D T15:00 in:UTC-05:00"


def test_sets_have_their_quantifier_and_frequency() -> None:
    (often,) = tagged("The panel meets twice a week.")
    assert (often.value, often.quant, often.freq) == ("P1W", None, "2X")
    (always,) = tagged("The panel meets every Friday.")
    assert (always.value, always.quant, always.freq) == ("XXXX-WXX-5", "EVERY", None)


@pytest.mark.parametrize(
    "text",
    [
        "The Good Friday Agreement still stands.",
        "It was in the Sunday Post and the Daily Mail.",
        "Ms. April Norton and June Hartley spoke to August Wills.",
        "Three-quarters of the members and a quarter of the staff agreed.",
        "The mine sells 40 tonnes a day at ten crowns.",
        "She was named Player of the Year.",
        "The 74-year-old judge resigned.",
        "This is what the paper Norland Today says.",
        "He took a last-minute decision.",
    ],
)
def test_what_is_no_time(text: str) -> None:
    assert spans(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The envoys met between Thursday and Friday.", ["2031-06-05", "2031-06-06"]),
        ("The envoys will meet from Friday to Tuesday.", ["2031-06-13", "2031-06-17"]),
        ("The shops were shut from Friday to Tuesday.", ["2031-06-06", "2031-06-10"]),
        ("The rounds were held on May 16 and June 2.", ["2031-05-16", "2031-06-02"]),
        ("The rounds were held on May 16-18.", ["2031-05-16", "2031-05-18"]),
        ("The round was held on Feb. 24 and 25.", ["2031-02-24", "2031-02-25"]),
        ("The round will be held from Sept. 24 to 25 in Lund.", ["2031-09-24", "2031-09-25"]),
        ("The round was held on Feb. 24–25.", ["2031-02-24", "2031-02-25"]),
        ("May 12-14, 2030: the two sides hold talks.", ["2030-05-12", "2030-05-14"]),
        ("The round lasted from Feb. 24 to 25, 2030.", ["2030-02-24", "2030-02-25"]),
        ("The round lasted from Dec. 30 to Jan. 2, 2030.", ["2029-12-30", "2030-01-02"]),
        ("They met from December 30, 2029 to January 2.", ["2029-12-30", "2030-01-02"]),
    ],
)
def test_ranges_are_in_order(text: str, expected: list[str]) -> None:
    assert [time.value for time in tagged(text)] == expected


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The minister could not be reached on Friday.", "2031-06-06"),
        ("He spoke at Friday's meeting.", "2031-06-06"),
        ("A rally planned for Tuesday was banned.", "2031-06-10"),
        ("The figures for January extended the rise.", "2031-01"),
        ("The court has set November 10 as the deadline.", "2031-11-10"),
        ("The board may meet on Friday.", "2031-06-13"),
        ("They met on Monday. It was worse than the previous Friday.", "2031-06-06"),
        ("The talks were first scheduled for May 13.", "2031-05-13"),
        ("The talks were scheduled for May 13.", "2032-05-13"),
        ("The board first will meet on Tuesday.", "2031-06-17"),
        ("The envoy had been due to land in Lund on Tuesday.", "2031-06-10"),
        ("The envoy was due to land in Lund on Tuesday but the flight was put off.", "2031-06-10"),
        ("The envoy was due to land in Lund on Tuesday.", "2031-06-17"),
        ("The talks were scheduled for Tuesday but were called off.", "2031-06-10"),
        ("The talks were scheduled for Tuesday and will go ahead.", "2031-06-17"),
        # a condition of what is to come is past only as its teller is
        ("Norland said it would shut the port unless Solm answered by Tuesday.", "2031-06-17"),
        ("Norland had said it would shut the port unless Solm answered by Tuesday.", "2031-06-10"),
        ("Norland threatened to leave if the men were not freed by Tuesday.", "2031-06-17"),
        ("Norland would have left if the men had not been freed by Tuesday.", "2031-06-10"),
    ],
)
def test_direction(text: str, value: str) -> None:
    assert tagged(text)[-1].value == value


@pytest.mark.parametrize(
    ("text", "outlet", "country", "value"),
    [
        ("It was signed on 3/4/2031.", None, None, "2031"),
        ("It was signed on 3/4/2031.", "CNN", None, "2031-03-04"),
        ("It was signed on 3/4/2031.", "BBC", None, "2031-04-03"),
        ("It was signed on 3/4/2031.", "example-news.in", None, "2031-04-03"),
        ("It was signed on 3/4/2031.", "CNN", "Ireland", "2031-04-03"),
        ("It was signed on 3/4/2031.", None, "US", "2031-03-04"),
        ("It was signed on 3/4/2031.", None, "Canada", "2031"),
        ("It was signed on 3/4/2031, not on 25/4/2031.", "CNN", None, "2031-04-03"),
        ("It was signed on 25/4/2031.", None, None, "2031-04-25"),
        # beside a weekday, and beside the clock of a country that writes the month first
        ("Tuesday, 10/09/2029, was the day.", None, None, "2029-10-09"),
        ("Monday, 10/09/2029, was the day.", None, None, "2029-09-10"),
        ("Sunday, 10/09/2029, was the day.", None, None, "2029"),
        ("Posted 10/09/2029, 7:42 p.m. EDT by staff.", None, None, "2029-10-09"),
        ("Posted 10/09/2029, 7:42 p.m. EDT by staff.", "BBC", None, "2029-09-10"),
        ("Posted 10/09/2029, 7:42 p.m. GMT by staff.", None, None, "2029"),
    ],
)
def test_day_and_month_in_figures(text: str, outlet: str | None, country: str | None, value: str) -> None:
    found = times.tag(text, WEDNESDAY, outlet=outlet, country=country)
    assert next(time.value for time in found if "/" in time.text) == value


@pytest.mark.parametrize(
    ("text", "span", "event", "offset"),
    [
        (
            "Two days after the summit in Lusaka, the envoy resigned.",
            "Two days",
            "the summit in Lusaka",
            "+2D",
        ),
        ("The week before the vote, prices rose.", "The week", "the vote", "-1W"),
        ("The day after talks collapsed, the shelling began.", "The day", "talks collapsed", "+1D"),
        (
            "A year and a half after the war began, they spoke.",
            "A year and a half",
            "the war began",
            "+1Y +6M",
        ),
        ("They met just hours before the deadline.", "hours", None, None),
        ("They met for two days.", "two days", None, None),
    ],
)
def test_counted_from_an_event(text: str, span: str, event: str | None, offset: str | None) -> None:
    (time,) = tagged(text)
    words = None if time.event is None else text[time.event.start : time.event.end]
    assert (time.text, words, time.offset) == (span, event, offset)
