"""Days without a year that are told in the present, in invented sentences."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.reading import times

WEDNESDAY = date(2031, 6, 11)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # one entry alone: the nearest such day
        ("On June 2, Solm hosts a round.", "2031-06-02"),
        ("- June 2: Ministers meet in Lund.", "2031-06-02"),
        ("May 16 — The minister meets both sides.", "2031-05-16"),
        ("The talks open on June 20.", "2031-06-20"),
        ("The deadline runs out on June 2.", "2032-06-02"),
        ("The talks will open on June 2.", "2032-06-02"),
        ("Solm must answer by June 2.", "2032-06-02"),
        # the year of the entry before
        ("On April 9, 2029, Solm hosts a round. A second follows in Lund on April 19.", "2029-04-19"),
        ("On April 9, 2029, Solm hosts a round. On November 2, Norland rejects the draft.", "2029-11-02"),
        ("On December 9, 2029, Solm hosts a round. On January 2, Norland rejects the draft.", "2030-01-02"),
        ("April 9, 2029: The talks open.\n\nJune 17: The second round opens.", "2029-06-17"),
        ("April 9, 2029: The talks open.\n\nJune 17: The envoys left.", "2029-06-17"),
        ("April 9, 2029: The talks open.\n\nJune 17-18: The second round is held.", "2029-06-18"),
        ("2029: A new push\n\nOn April 9, Solm hosts talks.", "2029-04-09"),
        # what is told in other ways is the report's own news
        ("On April 9, 2029, Solm hosts a round. The next one will open on July 3.", "2031-07-03"),
        ("On April 9, 2029, Solm hosts a round. It ended on June 3.", "2031-06-03"),
        ("On April 9, 2029, Solm hosts a round. They met on Monday. The talks open on July 3.", "2031-07-03"),
        ("They met on April 9, 2029. On June 2, Norland rejects the draft.", "2031-06-02"),
        ("On July 9, 2031, the treaty expires. The talks open in Lund on June 20.", "2031-06-20"),
    ],
)
def test_the_last_day(text: str, expected: str) -> None:
    assert times.tag(text, WEDNESDAY)[-1].value == expected
