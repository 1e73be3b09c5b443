"""Conditions: what a party will not do without something else."""

from __future__ import annotations

import pytest

from onrecord.model import Event, EventKind
from tests.reading.events.stage import read


def conditions(text: str) -> list[Event]:
    return [e for e in read(text) if e.kind is EventKind.CONDITION]


@pytest.mark.parametrize(
    ("text", "wanted", "asked"),
    [
        ("Kenya would come to Oslo only if Egypt freed the men.", "Egypt freed the men", ["Egypt"]),
        ("Kenya will only sign if Egypt withdraws its troops.", "Egypt withdraws its troops", ["Egypt"]),
        ("Kenya said it would not sign unless Egypt left the town.", "Egypt left the town", ["Egypt"]),
        ("Kenya refuses to negotiate until the troops leave.", "the troops leave", []),
        (
            "Kenya said it would attend the talks on condition that Egypt freed the men.",
            "Egypt freed the men",
            ["Egypt"],
        ),
        ("Kenya agreed to a truce provided that Egypt opens the road.", "Egypt opens the road", ["Egypt"]),
        ("Kenya is ready to pull back if Egypt reopens the road.", "Egypt reopens the road", ["Egypt"]),
    ],
)
def test_what_leaves_no_other_way_is_a_condition(text: str, wanted: str, asked: list[str]) -> None:
    (event,) = conditions(text)
    assert [text[s.start : s.end] for s in event.content] == [wanted]
    assert [p.name for p in event.participants if p.role == "author"] == ["Kenya"]
    assert [p.name for p in event.participants if p.role == "addressee"] == asked


@pytest.mark.parametrize(
    "text",
    [
        "Kenya will sign if Egypt leaves the town.",  # an offer, and there may be others
        "Kenya will attack unless Egypt leaves the town.",  # a threat
        "Kenya could win only if Egypt left the town.",  # somebody's guess
        "Kenya did not sign until Egypt had left the town.",
        "If Kenya came only if Egypt left the town, nothing would be won.",
        "The truce will hold only if both sides respect it.",
    ],
)
def test_other_clauses_set_no_condition(text: str) -> None:
    assert not conditions(text)
