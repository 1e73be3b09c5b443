"""Time expressions in invented sentences: what is found, what it means, what is no time."""

from __future__ import annotations

from datetime import date
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.knowledge import load
from onrecord.model import Time, TimeType, When
from onrecord.reading import language, times
from onrecord.reading.times.grammar import grammar
from onrecord.reading.times.guards import GUARD_NAMES

WEDNESDAY = date(2031, 6, 11)


@cache
def tagged(text: str, published: date | None = WEDNESDAY) -> tuple[Time, ...]:
    return times.tag(text, published)


def values(text: str, published: date | None = WEDNESDAY) -> dict[str, str]:
    return {time.text.lower(): time.value for time in tagged(text, published)}


@pytest.mark.parametrize(
    ("text", "expression", "value"),
    [
        # days
        ("Berg said on Friday she would go.", "friday", "2031-06-06"),
        ("Berg said on Friday the talks would go on.", "friday", "2031-06-06"),
        ("Berg said that on Friday she would go.", "friday", "2031-06-13"),
        ("Berg said the talks would end on Friday.", "friday", "2031-06-13"),
        ("The talks opened on June 2.", "june 2", "2031-06-02"),
        ("The talks will open on June 20.", "june 20", "2031-06-20"),
        ("The envoys met on 2 June 2025 in Geneva.", "2 june 2025", "2025-06-02"),
        ("The envoys met on June 2, 2025, in Geneva.", "june 2, 2025", "2025-06-02"),
        ("The text was signed on 2025-06-02 in Pretoria.", "2025-06-02", "2025-06-02"),
        ("The truce began on the 2nd of June 2025.", "the 2nd of june 2025", "2025-06-02"),
        ("Yesterday the union rejected the offer.", "yesterday", "2031-06-10"),
        ("The board will vote tomorrow.", "tomorrow", "2031-06-12"),
        # weekdays, by tense
        ("The minister resigned on Friday.", "friday", "2031-06-06"),
        ("The minister will resign on Friday.", "friday", "2031-06-13"),
        ("The minister resigned on Wednesday.", "wednesday", "2031-06-11"),
        ("The two sides are scheduled to meet on Friday.", "friday", "2031-06-13"),
        ("They met last Wednesday.", "last wednesday", "2031-06-04"),
        ("They will meet next Monday.", "next monday", "2031-06-16"),
        ("On Friday government spokesman Jan Weiss announced a pause.", "friday", "2031-06-06"),
        ("She has proposed holding the second round on Monday.", "monday", "2031-06-16"),
        ("The reply must arrive by Friday.", "friday", "2031-06-13"),
        ("The text was signed on 25.06.2025 in Vienna.", "25.06.2025", "2025-06-25"),
        (
            "The page was made at 2025-06-02T14:00:00Z by a machine.",
            "2025-06-02t14:00:00z",
            "2025-06-02T14:00",
        ),
        ("They will meet this coming Monday.", "this coming monday", "2031-06-16"),
        ("The envoys will meet over the upcoming weekend.", "the upcoming weekend", "2031-W24-WE"),
        # units of the calendar
        ("The round will open in the first days of July.", "the first days of july", "2031-07"),
        ("The round opened in the last week of May.", "the last week of may", "2031-05"),
        ("Talks are planned for the upcoming week.", "the upcoming week", "2031-W24"),
        ("Talks will be held in the days to come.", "the days to come", "FUTURE_REF"),
        ("In the past, the union has struck.", "the past", "PAST_REF"),
        ("He spoke to the press earlier this week.", "earlier this week", "2031-W24"),
        ("The parties will meet later this week.", "later this week", "2031-W24"),
        ("The parties met last week.", "last week", "2031-W23"),
        ("The parties will meet next month.", "next month", "2031-07"),
        ("Exports have fallen since the start of last year.", "the start of last year", "2030"),
        ("A deal is due by the end of the month.", "the end of the month", "2031-06"),
        ("They will meet in the week of June 23.", "the week of june 23", "2031-W26"),
        ("Output fell in the third quarter of 2030.", "the third quarter of 2030", "2030-Q3"),
        ("They signed in the summer of 2030.", "the summer of 2030", "2030-SU"),
        ("Tensions rose in the 1990s.", "the 1990s", "199"),
        ("The law dates from the 19th century.", "the 19th century", "18"),
        ("Talks broke down in February 2022.", "february 2022", "2022-02"),
        # distances
        ("They met three weeks ago.", "three weeks ago", "2031-W21"),
        ("They met ten days ago.", "ten days ago", "2031-06-01"),
        ("They met two months ago.", "two months ago", "2031-04"),
        ("They met twenty-one years ago.", "twenty-one years ago", "2010"),
        ("The talks resume in three weeks' time.", "three weeks' time", "2031-W27"),
        # durations
        ("The truce is to end in 50 days.", "50 days", "P50D"),
        ("The army may last two to three months.", "two to three months", "P2M"),
        ("The three-year war has emptied the towns.", "three-year", "P3Y"),
        ("They must answer within ten days.", "ten days", "P10D"),
        ("The meeting lasted more than four hours.", "more than four hours", "PT4H"),
        # sets and references
        ("The panel meets every Monday.", "every monday", "XXXX-WXX-1"),
        ("The panel meets weekly.", "weekly", "P1W"),
        ("He said so in a nightly address.", "nightly", "XXXX-XX-XXTNI"),
        ("Talks are currently under way.", "currently", "PRESENT_REF"),
        ("The two sides recently agreed.", "recently", "PAST_REF"),
        ("That is a matter for the future.", "the future", "FUTURE_REF"),
        ("The council has met often in recent weeks.", "recent weeks", "PAST_REF"),
        # times of day
        ("The vote took place on Friday morning.", "friday morning", "2031-06-06TMO"),
        ("The doors open at 10 p.m. on Friday.", "10 p.m. on friday", "2031-06-13T22:00"),
        ("The line opens at 09:30 GMT.", "09:30 gmt", "2031-06-11T09:30Z"),
        ("By 9 on Tuesday evening they had gone.", "9 on tuesday evening", "2031-06-10T21:00"),
        (
            "It began at 9 o'clock on the evening of May 28.",
            "9 o'clock on the evening of may 28",
            "2031-05-28T21:00",
        ),
        ("They will speak at 2 p.m. (1200 GMT) on Friday.", "2 p.m.", "2031-06-13T14:00"),
        ("The port was bombed on Monday. The blast, at 3 a.m., broke windows.", "3 a.m.", "2031-06-09T03:00"),
        (
            "He left at 9 p.m. on May 28 and was found at 4 p.m. the next day.",
            "4 p.m. the next day",
            "2031-05-29T16:00",
        ),
        # which way a day points
        ("From Tuesday to Thursday the schools will be shut.", "tuesday", "2031-06-17"),
        ("From Tuesday to Thursday the schools will be shut.", "thursday", "2031-06-19"),
        ("The rally, originally planned for June 3, will be held on June 20.", "june 3", "2031-06-03"),
        ("Envoys will discuss the October bombing.", "october", "2030-10"),
        ("The bank reports results on Friday.", "friday", "2031-06-13"),
        ("The vote is on Friday.", "friday", "2031-06-13"),
        ("The record, set on Friday, was broken.", "friday", "2031-06-06"),
        ("The minister had said in May that a plan would appear by June 3.", "june 3", "2031-06-03"),
        # months that are also words
        ("It was the coldest March since 1987.", "march", "2031-03"),
        ("The party lost the May elections.", "may", "2031-05"),
        ("March exports fell by a tenth.", "march", "2031-03"),
        # quarters, halves, centuries
        ("First-half profit rose by a tenth.", "first-half", "2031-H1"),
        ("Sales of 40 million were up from the latest period.", "the latest period", "2031-Q1"),
        ("The 19th and 20th centuries saw four wars.", "19th", "18"),
        ("It was written in the '40s.", "the '40s", "194"),
        ("Half a century ago the mine was shut.", "half a century ago", "1981"),
        ("Growth next year will be higher than the year after.", "the year after", "2033"),
        # durations in one word, and long ones
        ("The yearlong siege has emptied the towns.", "yearlong", "P1Y"),
        ("An hours-long meeting brought nothing.", "hours-long", "PTXH"),
        ("The ice age lasted 2.5 million years.", "2.5 million years", "P2500000Y"),
        ("It fell to earth 65 million years ago.", "65 million years ago", "PAST_REF"),
        ("The island will one day be free.", "one day", "FUTURE_REF"),
    ],
)
def test_value(text: str, expression: str, value: str) -> None:
    assert values(text).get(expression) == value


@pytest.mark.parametrize(
    "text",
    [
        "A buyer was found for Sheffield Wednesday.",
        "Shops open early for Black Friday sales.",
        "The parties may meet again.",
        "May the best offer win.",
        "The workers march to the gates.",
        "Prime Minister Theresa May spoke to May's party.",
        "The 2 sides own 5,000 square kilometres and 1,930 lorries.",
        "The final score was 2:1 after a second goal.",
        "The 52 years old engineer seconded the motion.",
        "The motion needs 1998 votes and cost $1999.",
        "The plant makes a quarter of all steel.",
        "She scored twice in the first half of the match.",
        "The 41-year-old campaign manager has left.",
        "It was a once-in-a-century flood.",
        "The strikers are in their late 20s, their leader in his 60s.",
        "Soldiers guarded the Long March of the strikers.",
    ],
)
def test_what_is_no_time(text: str) -> None:
    assert tagged(text) == ()


def test_a_list_of_days_shares_its_month() -> None:
    assert list(values("The rounds were held on May 16 and 17 and June 2.").values()) == [
        "2031-05-16",
        "2031-05-17",
        "2031-06-02",
    ]


def test_mods_follow_the_words_around() -> None:
    text = "Earlier this week, at the end of May, about two years ago, within ten days, in mid-June."
    assert [time.mod for time in tagged(text)] == ["START", "END", "APPROX", "EQUAL_OR_LESS", "MID"]


def test_an_expression_takes_up_the_day_before_it() -> None:
    found = tagged("The envoys arrived on 3 March 2030. Two days later they left.")
    assert [time.value for time in found] == ["2030-03-03", "2030-03-05"]


def test_a_step_by_days_without_a_day_before_it_stays_open() -> None:
    (time,) = tagged("Two days later they left.")
    assert (time.value, time.form, time.earliest) == ("XXXX-XX-XX", None, None)


def test_without_an_anchor_only_what_stands_is_given() -> None:
    text = "On Monday, June 2, in 50 days, last week and in May 2030 they met."
    assert [t.value for t in tagged(text, None)] == ["XXXX-06-02", "P50D", "XXXX-WXX", "2030-05"]
    assert [t.earliest for t in tagged(text, None)] == [None, None, None, date(2030, 5, 1)]


def test_under_an_interval_a_value_must_follow_from_both_ends() -> None:
    parsed = language.parse("They met on Friday. The talks will open on June 20. It was last week.")
    found = times.find(parsed)
    weekend = When(date(2031, 6, 13), date(2031, 6, 15))
    assert [t.value for t in times.resolve(found, weekend)] == ["2031-06-13", "2031-06-20", "2031-W23"]
    fortnight = times.resolve(found, When(date(2031, 6, 2), date(2031, 6, 16)))
    assert [t.value for t in fortnight] == ["XXXX-WXX-5", "2031-06-20", "XXXX-WXX"]
    assert (fortnight[0].earliest, fortnight[0].latest) == (date(2031, 5, 30), date(2031, 6, 13))


def test_an_open_end_of_publication_stays_open() -> None:
    (found,) = times.find(language.parse("They met on Friday."))
    (time,) = times.resolve([found], When(earliest=date(2031, 6, 11)))
    assert (time.earliest, time.latest, time.value) == (date(2031, 6, 6), None, "XXXX-WXX-5")


def test_offsets_point_into_the_text_as_given() -> None:
    text = "\ufeff  “On\u00a0Friday” the ministers met.\r\n\r\nOn\u00a0June\u00a02 they will sign.\r\n"
    found = tagged(text)
    assert [text[t.start : t.end] for t in found] == ["Friday", "June\u00a02"]


def test_a_clock_time_makes_a_time_of_a_date() -> None:
    kinds = {t.text: t.type for t in tagged("On Friday night they met; the talks began on Monday.")}
    assert kinds == {"Friday night": TimeType.TIME, "Monday": TimeType.DATE}


PIECES = st.sampled_from(
    (
        "June 2 , 2025 Monday last next the of a week two years ago in May 31 1990s ' - : / mid late later "
        "each twenty hundred nineteen ninety 10 p.m. GMT ٣ ² 3.5 1,000 12:61 2025-02-30 31/31/31 's \u00a0"
    ).split()
)


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=25))
def test_any_words_give_spans_in_order(words: list[str]) -> None:
    text = " ".join(words)
    found = times.tag(text, WEDNESDAY)
    assert all(text[t.start : t.end].split() == t.text.split() for t in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(t.value for t in found)
    assert all(t.earliest is None or t.latest is None or t.earliest <= t.latest for t in found)


def test_a_long_run_of_half_matches_stays_linear() -> None:
    found = times.tag("the first of the last two or three " * 3_000 + "weeks", WEDNESDAY)
    assert found[-1].text.endswith("weeks")


def test_every_rule_of_the_knowledge_file_is_sound() -> None:
    rules = load("times_rules")["rules"]
    names = [rule["name"] for rule in rules]
    assert len(names) == len(set(names))
    assert {rule.get("guard") for rule in rules} - {None} <= GUARD_NAMES
    allowed = {"name", "pattern", "type", "form", "mod", "guard", "default", "ahead", "quant"}
    assert all(set(rule) <= allowed for rule in rules)
    assert len(grammar().rules) == len(rules)


@pytest.mark.parametrize(
    "words", ["the coming week", "the upcoming week", "the week ahead", "the week to come"]
)
def test_the_coming_week_may_be_this_one_or_the_next(words: str) -> None:
    (time,) = tagged(f"A new round is planned for {words}.")
    assert (time.earliest, time.latest) == (WEDNESDAY, date(2031, 6, 18))


def test_the_last_week_of_something_is_not_last_week() -> None:
    assert "2031-W23" not in values("It was the last week of negotiations.").values()
