from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import onrecord
from onrecord.reading import language
from tests.reading.attribution.said import read

PARTS = st.sampled_from(
    [
        *("“", "”", '"', "'", ",", ".", ":", "\n\n", "–", "\u00a0", "🙂"),
        *("Anna Berg said", "said", "He told", "reported", "adding", "which", "if", "not"),
        *("that the talks had failed", "the minister", "the Daily Echo", "Reuters", "as cited by"),
        *("citing sources", "according to", "was accused of", "her claim", "in a statement", "on Friday"),
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(PARTS, max_size=25))
def test_any_text_gives_sound_statements(parts: list[str]) -> None:
    text = " ".join(parts)
    found = read(text)
    ids = [s.id for s in found]
    assert len(set(ids)) == len(ids)
    for statement in found:
        spans = [*statement.content, *statement.cue, *statement.source, *statement.evidence]
        assert all(0 <= s.start < s.end <= len(text) for s in spans)
        assert statement.content
        assert statement.parent is None or statement.parent in ids
        for span in (*statement.content, *statement.cue):
            assert any(e.overlaps(span) for e in statement.evidence)


def test_reading_twice_gives_the_same() -> None:
    text = 'Anna Berg said the talks had failed. "We are done," she added, according to Reuters.'
    assert read(text) == read(text)


def test_a_long_row_of_quotations_is_read_in_reasonable_time() -> None:
    text = " ".join('"We go," she said. "They stay."' for _ in range(400))
    assert len(read(text)) > 100


def test_nothing_in_gives_nothing_out() -> None:
    assert read("") == ()
    assert language.parse("").paragraphs == ()


def test_a_day_that_belongs_to_something_else_is_not_when_it_was_said() -> None:
    text = "Asked about the ultimatum issued on 7 March, the spokesman said that the talks would go on."
    (said,) = onrecord.read(text, published="2031-03-19").statements
    assert not said.said.known
    opening = "On Friday, the spokesman said that the talks would go on."
    (said,) = onrecord.read(opening, published="2031-03-22").statements
    assert said.said.day == date(2031, 3, 21)


@pytest.mark.parametrize(
    ("text", "told", "day"),
    [
        ("Norland rejected the plan on Monday.", "the plan", date(2031, 6, 9)),
        ("Norland rejected a freeze on wages late on May 12.", "a freeze on wages", date(2031, 5, 12)),
        ("Norland proposed a truce on Monday.", "a truce", date(2031, 6, 9)),
        ("Norland has proposed talks on Monday.", "talks on Monday", None),
        ("Norland called for a summit on May 5.", "a summit on May 5", None),  # the call's or the summit's
        ("Norland dismissed the report on Friday's talks.", "the report on Friday's talks", None),
    ],
)
def test_the_day_of_an_act_is_no_part_of_what_is_said(text: str, told: str, day: date | None) -> None:
    (said,) = onrecord.read(text, published="2031-06-10").statements
    assert [text[s.start : s.end] for s in said.content] == [told]
    assert said.said.day == day


def test_what_is_said_in_an_act_is_said_on_its_day() -> None:
    text = "Norland rejected the plan on May 12, saying that it was no plan at all."
    rejected, told = onrecord.read(text, published="2031-06-10").statements
    assert rejected.said.day == told.said.day == date(2031, 5, 12)


def test_what_is_told_in_a_report_has_no_day_for_another() -> None:
    text = "Anna Berg said that Norland had proposed talks for the coming week, stressing that it was ready."
    assert not any(s.said.known for s in onrecord.read(text, published="2031-06-10").statements)
