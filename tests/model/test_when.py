from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import UNKNOWN, When

days = st.dates(date(1990, 1, 1), date(2040, 1, 1))
ends = st.none() | days


@st.composite
def intervals(draw: st.DrawFn) -> When:
    first, last = draw(ends), draw(ends)
    if first and last and last < first:
        first, last = last, first
    return When(first, last)


@pytest.mark.parametrize(
    ("when", "edtf"),
    [
        (UNKNOWN, ""),
        (When(date(2031, 5, 30), date(2031, 5, 30)), "2031-05-30"),
        (When(date(2031, 5, 30), date(2031, 6, 1)), "2031-05-30/2031-06-01"),
        (When(date(2031, 5, 30), None), "2031-05-30/"),
        (When(None, date(2031, 5, 30)), "/2031-05-30"),
    ],
)
def test_edtf(when: When, edtf: str) -> None:
    assert when.edtf() == edtf


def test_an_open_interval_is_no_day() -> None:
    assert UNKNOWN.day is None
    assert When(date(2031, 5, 30), None).day is None


@given(intervals(), days)
def test_a_day_that_may_be_meets_the_interval(when: When, day: date) -> None:
    assert when.may_be(day) == when.meets(When(day, day))


@given(intervals(), intervals())
def test_meeting_is_mutual(a: When, b: When) -> None:
    assert a.meets(b) == b.meets(a)
