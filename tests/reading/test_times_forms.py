"""The form language: steps over days, for one day of publication and for sets of them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import When
from onrecord.reading.times import (
    Days,
    FormError,
    after,
    before,
    day_candidates,
    publication_candidates,
    resolve_form,
    shift,
)
from onrecord.reading.times.constraints import candidates, year_constraints
from onrecord.reading.times.forms import days_of
from onrecord.reading.times.values import unanchored_value

MONDAY = date(2025, 7, 21)
FORMS = st.sampled_from(
    (
        "+0D;-1D;<Fri;>Fri;<<Fri;>>Fri;~Fri;W-1;W+0;Y-1;M+1;Q-1;H+0;E+0;C+0;WE+0;<Jun-02;>Jun-02;~Jun-02;<Feb-29;"
        "<Jun;>Jun;~SU;<WI;>Q3;15th;<15th;~WE;-3W;+2M;-5Y;2025-06-02;199X;19XX;2025-SU;2025-W23;PAST_REF;"
        "W+0 Thu;Y+0 Jun-02;Nov #4Thu;Y-1 .start;-1W +50D;+2M..3M;M+0 .end;<Fri +2D TMO;2030 .fiscal"
    ).split(";")
)
DAYS = st.dates(date(1980, 1, 1), date(2050, 12, 31))


@pytest.mark.parametrize(
    ("form", "first", "last"),
    [
        ("+0D", "2025-07-21", "2025-07-21"),
        ("<Mon", "2025-07-21", "2025-07-21"),
        ("<<Mon", "2025-07-14", "2025-07-14"),
        (">>Mon", "2025-07-28", "2025-07-28"),
        ("~Fri", "2025-07-18", "2025-07-18"),
        ("~Thu", "2025-07-24", "2025-07-24"),
        ("W+0", "2025-07-21", "2025-07-27"),
        ("W-1 Wed", "2025-07-16", "2025-07-16"),
        ("W+0 .end", "2025-07-24", "2025-07-27"),
        ("Y+0 Jun-02", "2025-06-02", "2025-06-02"),
        ("Y-1 .start", "2024-01-01", "2024-05-01"),
        ("<Feb-29", "2024-02-29", "2024-02-29"),
        (">Feb-29", "2028-02-29", "2028-02-29"),
        ("Nov #4Thu", "2025-11-27", "2025-11-27"),
        ("-1W", "2025-07-11", "2025-07-17"),
        ("-1W +50D", "2025-08-30", "2025-09-05"),
        ("+0D..10D", "2025-07-21", "2025-07-31"),
        ("199X", "1990-01-01", "1999-12-31"),
        ("19XX", "1900-01-01", "1999-12-31"),
        ("Q-1", "2025-04-01", "2025-06-30"),
        ("2025-W01", "2024-12-30", "2025-01-05"),
    ],
)
def test_days_of_a_form(form: str, first: str, last: str) -> None:
    assert days_of(form, MONDAY) == (date.fromisoformat(first), date.fromisoformat(last))


def test_a_deadline_is_a_duration_after_a_form() -> None:
    assert after("-1W", "P50D") == "-1W +50D"
    assert after("+0D", "<=P10D") == "+0D +0D..10D"
    assert after("+0D", "P2M..P3M") == "+0D +2M..3M"
    assert before("2025-06-02", "P2D") == "2025-06-02 -2D"
    assert shift("<Fri", -1) == "<Fri -1D"
    due = resolve_form(after("2025-07-14", "P50D"), When())
    assert due.day == date(2025, 9, 2)


def test_an_unclear_duration_leaves_the_end_open() -> None:
    when = resolve_form(after("2025-07-14", "PXW"), When())
    assert (when.earliest, when.latest) == (date(2025, 7, 14), None)


@pytest.mark.parametrize("form", ["", "Friday", "2025-02-30", "+D", "<Foo", ".middle", "W", "#9Thu x"])
def test_a_malformed_form_is_refused(form: str) -> None:
    with pytest.raises(FormError):
        after("+0D", form)


def test_a_malformed_constraint_is_refused() -> None:
    for constraint in ("+0D", "+0D ~ >Mon", "P2D <= +0D", "+0D is Friday", "nonsense <= +0D"):
        with pytest.raises(FormError):
            candidates([constraint])


def test_durations_and_sets_have_no_days() -> None:
    assert resolve_form("P50D", When(MONDAY, MONDAY)) == When(form="P50D")
    assert unanchored_value("each XXXX-WXX-1") == "XXXX-WXX-1"
    assert unanchored_value("P2M..P3M") == "P2M"


@given(FORMS, DAYS, st.integers(0, 400))
def test_a_later_day_never_gives_an_earlier_meaning(form: str, day: date, later: int) -> None:
    first, last = days_of(form, day)
    next_first, next_last = days_of(form, day + timedelta(later))
    assert first is None or next_first is None or first <= next_first
    assert last is None or next_last is None or last <= next_last


@given(FORMS, DAYS)
def test_candidates_and_their_inverse_agree(form: str, day: date) -> None:
    meant = day_candidates(form, Days.of([day]))
    if meant:
        assert day in publication_candidates(form, meant)


@given(st.lists(DAYS, max_size=20))
def test_days_are_a_set(listed: list[date]) -> None:
    days = Days.of(listed)
    assert list(days) == sorted(set(listed))
    assert len(days) == len(set(listed))
    assert Days.from_mask(days.mask()) == days
    assert (days & Days.all(), days | Days.none()) == (days, days)
    assert (days.earliest, days.latest) == (min(listed, default=None), max(listed, default=None))


def test_a_set_that_comes_again_has_no_ends() -> None:
    days = candidates([">Jun-02 = >Mon"])
    assert (days.earliest, days.latest) == (None, None)
    assert days.years() == (1980, 1986, 1997, 2003, 2008, 2014, 2025, 2031, 2036, 2042)
    bounded = candidates([">Jun-02 = >Mon", "2022 <= +0D", "+0D <= 2026"])
    assert str(bounded) == "2025-05-27..2025-06-02"


def test_constraints_intersect() -> None:
    assert str(candidates(["2025-05-30 = +0D"])) == "2025-05-30"
    assert not candidates(["2025 <= +0D", "+0D < 2025"])
    assert str(candidates(["2025 <= +0D"])) == "2025-01-01.."
    assert year_constraints(["2022-02 <= +0D", ">Jun-02 = >Mon"]) == ("2022-02 <= +0D",)
