from __future__ import annotations

from datetime import date

import pytest

from onrecord.cli import printing
from onrecord.model import When


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("two\u00a0rounds\nheld", "two rounds held"),
        ("a \x1b[31mred\x1b[0m word", "a \ufffd[31mred\ufffd[0m word"),
        ("left\u202eright", "left\ufffdright"),
        ("“Kadari” – née", "“Kadari” – née"),
    ],
)
def test_hostile_text_is_shown_plain(text: str, shown: str) -> None:
    assert printing.plain(text) == shown


def test_long_text_is_cut() -> None:
    assert printing.cut("one  two\nthree", 9) == "one two…"
    assert printing.cut("one two", 9) == "one two"


@pytest.mark.parametrize(
    ("when", "shown"),
    [
        (When(), "unknown"),
        (When(date(2031, 5, 30), date(2031, 5, 30)), "2031-05-30"),
        (When(date(2031, 5, 30), date(2031, 6, 1)), "2031-05-30 – 06-01"),
        (When(date(2030, 12, 30), date(2031, 1, 1)), "2030-12-30 – 2031-01-01"),
        (When(date(2031, 5, 30), None), "from 2031-05-30"),
        (When(None, date(2031, 5, 30)), "until 2031-05-30"),
    ],
)
def test_days(when: When, shown: str) -> None:
    assert printing.day(when) == shown
