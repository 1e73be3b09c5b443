"""What an agreement obliges a side to do by a day."""

from __future__ import annotations

import pytest

from onrecord.model import Event, EventKind
from tests.reading.events.stage import read


def deadlines(text: str) -> list[Event]:
    return [e for e in read(text) if e.kind is EventKind.DEADLINE]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Under the accord, Kenya must free a man by June 13 and Egypt is to leave the port by June 20.",
            [("Kenya", "free a man", 13), ("Egypt", "leave the port", 20)],
        ),
        ("Under the accord, Egyptian troops will quit a town by June 14.", [("Egypt", "quit a town", 14)]),
        ("Kenya has to leave the port by June 20 under the truce deal.", [("Kenya", "leave the port", 20)]),
        ("Under the truce, the men must be freed by June 7.", [(None, "the men must be freed", 7)]),
        ("Egypt has not left the port, which it must do by June 20 under the deal.", [("Egypt", None, 20)]),
    ],
)
def test_what_is_due_under_an_agreement(text: str, told: list[tuple[str | None, str | None, int]]) -> None:
    found = deadlines(text)
    assert [e.when.day and e.when.day.day for e in found] == [day for _, _, day in told]
    names = [next((p.name for p in e.participants if p.role == "addressee"), None) for e in found]
    assert names == [name for name, _, _ in told]
    assert not any(p.role == "author" for e in found for p in e.participants)
    content = [next((text[s.start : s.end] for s in e.content), None) for e in found]
    assert content == [words for _, words, _ in told]


@pytest.mark.parametrize(
    "text",
    [
        "Under the plan, Kenya would leave the port by June 14.",
        "Under the proposed deal, Kenya must leave the port by June 14.",
        "Under a deal on grain, Kenya could leave the port by June 14.",
        "Under the accord, Kenya must not enter the port by June 14.",
        "Under the accord, Kenya will leave the port by ship.",
        "Under the accord, talks will begin by June 14.",
        "Kenya is to leave by June 20 the port that it holds under the deal.",
        "Kenya will leave by June 14, and under the accord Egypt will stay.",
    ],
)
def test_other_days_and_open_plans_oblige_nobody(text: str) -> None:
    assert not deadlines(text)
