"""Made reports of any day: whatever the calendar says of it, the true day is never ruled out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.model import UNKNOWN, Basis, When
from onrecord.reading import dating, language, times

DAYS = st.dates(date(1990, 1, 1), date(2045, 12, 31))
MONTHS = "January February March April May June July August September October November December".split()
STEPS = {
    "two days ago": timedelta(2),
    "five days ago": timedelta(5),
    "three weeks ago": timedelta(21),
    "six weeks ago": timedelta(42),
}

Report = Callable[[date], str]


def written(day: date, year: bool = False) -> str:
    return f"{MONTHS[day.month - 1]} {day.day}" + (f", {day.year}" if year else "")


def british(day: date, year: bool = False) -> str:
    return f"{day.day} {MONTHS[day.month - 1]}" + (f" {day.year}" if year else "")


def later(day: date, days: int) -> date:
    return day + timedelta(days)


def dated(text: str, given: When = UNKNOWN) -> When:
    parsed = language.parse(text)
    return dating.date_document(parsed, times.find(parsed), given)


def of_year(day: date) -> When:
    return When(date(day.year, 1, 1), date(day.year, 12, 31), basis=Basis.GIVEN)


def monday_after(day: date) -> date:
    return later(day, 7 - day.weekday())


# Each sentence is true when it is printed on the day that it is made for.
LOOSE: dict[str, Report] = {
    "weekday and date ahead": lambda d: f"The court will sit on {later(d, 9):%A}, {written(later(d, 9))}.",
    "weekday and date behind": lambda d: f"The court sat on {later(d, -9):%A}, {british(later(d, -9))}.",
    "weekday in brackets": lambda d: f"The court will sit on {later(d, 3):%A} ({written(later(d, 3))}).",
    "tomorrow": lambda d: f"The offer expires tomorrow, {written(later(d, 1))}.",
    "news of today": lambda d: f"The union said on {d:%A} that the offer of the port stands.",
    "news of yesterday": lambda d: f"The union rejected the offer on {later(d, -1):%A}, its leader said.",
    "dateline": lambda d: f"KYIV, {written(d)} (Agency) - The union has rejected the offer of the port.",
    "one event": lambda d: (
        "The ministry has proposed to hold a second round of talks with the union on "
        f"{written(monday_after(d))}. Its team will be ready for talks with the union next week."
    ),
    "this year": lambda d: f"The union was founded earlier this year, and met in {MONTHS[d.month - 1]}.",
    "a deadline": lambda d: f"The union will strike on {written(later(d, 60))} if the offer stands.",
    "last week": lambda d: f"The envoys met last week, on {written(later(d, -7))}.",
    "next week": lambda d: f"The envoys will meet next week, on {written(later(d, 7))}.",
    "a year begun": lambda d: f"The accord was signed in {d.year}.",
    "a year to come": lambda d: f"The accord will end in {d.year}.",
    "a feast": lambda d: "The office was shut on Memorial Day.",
}
SHARP: dict[str, tuple[Report, int]] = {  # and the width in days to which it dates, its year known
    "imprint": (lambda d: f"Offer rejected\n\nPublished: {british(d, year=True)}\n\nThe offer stands.", 1),
    "note": (lambda d: f"The offer stands. This story was first published on {written(d, year=True)}.", 1),
    "dateline": (lambda d: f"GENEVA, {written(d)} (Agency) - The union has rejected the offer.", 2),
    "full dateline": (lambda d: f"GENEVA, {british(d, year=True)} (Agency) - The offer was rejected.", 2),
    "lead": (lambda d: f"The union says on {d:%A}, {written(d)}, that the offer stands.", 4),
    "yesterday": (lambda d: f"The envoys met yesterday, {written(later(d, -1))}.", 1),
    "tomorrow": (lambda d: f"The envoys will meet tomorrow ({british(later(d, 1))}).", 1),
    "last week": (lambda d: f"The envoys met last week, on {written(later(d, -7))}.", 7),
}
SOME = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize("name", LOOSE)
@SOME
@given(day=DAYS)
def test_the_true_day_is_never_ruled_out(name: str, day: date) -> None:
    when = dated(LOOSE[name](day))
    assert when.may_be(day)
    assert not when.constraints or day in dating.candidates(when.constraints)


@pytest.mark.parametrize("name", SHARP)
@SOME
@given(day=DAYS)
def test_what_names_the_day_gives_it_where_the_year_is_known(name: str, day: date) -> None:
    report, width = SHARP[name]
    when = dated(report(day), of_year(day))
    assert when.may_be(day)
    assert when.earliest is not None
    assert when.latest is not None
    if 8 < day.timetuple().tm_yday < 357:  # at the turn of the year a name may be of either year
        assert (when.latest - when.earliest).days < width


@pytest.mark.parametrize("words", STEPS)
@SOME
@given(day=DAYS)
def test_so_many_days_ago_on_a_date(words: str, day: date) -> None:
    before = day - STEPS[words]
    when = dated(f"The envoys met {words}, on {written(before, year=True)}, in Geneva.")
    assert when.may_be(day)
    assert when.earliest is not None
    assert when.latest is not None
    assert (when.latest - when.earliest).days <= 7


@settings(max_examples=40, deadline=None)
@given(day=DAYS, names=st.lists(st.sampled_from(sorted(LOOSE)), min_size=2, max_size=4, unique=True))
def test_true_sentences_together_keep_the_day(day: date, names: list[str]) -> None:
    when = dated("\n\n".join(LOOSE[name](day) for name in names))
    assert when.may_be(day)
    assert not when.constraints or day in dating.candidates(when.constraints)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["<=", "=", "<"]),
            st.dates(date(2000, 1, 1), date(2040, 12, 31)),
            st.sampled_from(list(dating.Strength)),
        ),
        max_size=8,
    )
)
def test_whatever_contradicts_the_verdict_has_days_and_says_all(
    drawn: list[tuple[str, date, dating.Strength]],
) -> None:
    reasons = [
        dating.Reason(f"{day} {operator} +0D", f"reason {n}.", strength)
        for n, (operator, day, strength) in enumerate(drawn)
    ]
    when = dating.constrain(reasons)
    assert dating.candidates(when.constraints)
    told = " ".join(when.trail)
    kept = {reason.constraint for reason in reasons}
    assert set(when.constraints) <= kept
    for reason in {r.constraint: r for r in reversed(reasons)}.values():
        assert reason.sentence in told
