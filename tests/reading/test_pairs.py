"""Headlines that begin with names side by side."""

from __future__ import annotations

import pytest

import onrecord
from onrecord.reading.language import parse

BODY = "\n\nBoth sides met in Oslo on Monday, the ministry said."


def comma(headline: str) -> str:
    """What the parse makes of the first comma."""
    doc = parse(headline + BODY).paragraphs[0].doc
    return next(str(token.dep_) for token in doc if token.text == ",")


@pytest.mark.parametrize(
    "headline",
    [
        "Kenya, Uganda agree to hold border talks in Oslo",
        "Kenya, Uganda to resume talks on Sunday",
        "US, Iran, Oman sign deal",
        "Kenya, Uganda Hold Second Round of Talks",
        "Kenya, South Sudan and Uganda say truce holds",
    ],
)
def test_the_comma_between_names_is_an_and(headline: str) -> None:
    parsed = parse(headline + BODY)
    assert comma(headline) == "cc"
    assert parsed.paragraphs[0].text == headline


@pytest.mark.parametrize(
    "headline",
    [
        "Oslo, Norway hosts talks",
        "In Geneva, Iran refuses to talk",
        "Berg, Marant's envoy, arrives in Oslo",
        "Kenya, undeterred, fights on",
        "Kenya, Uganda agreed to talks.",  # a sentence
    ],
)
def test_other_commas_stay_what_they_are(headline: str) -> None:
    assert comma(headline) == "punct"


def test_all_who_stand_in_the_headline_take_part_and_speak() -> None:
    reading = onrecord.read("Kenya, Uganda reject truce plan" + BODY, published="2031-06-10")
    refused = next(e for e in reading.events if e.kind.value == "refusal")
    assert {p.name for p in refused.participants} == {"Kenya", "Uganda"}
    assert next(s.speaker.name for s in reading.statements if s.speaker) == "Kenya and Uganda"
