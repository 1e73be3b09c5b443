"""Datelines of invented dispatches: their place, day and agency, and what only looks like one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Span
from onrecord.reading import datelines

TEXT = "Talks resumed in the port."


def parts(head: str) -> tuple[str | None, ...] | None:
    text = head + TEXT
    found = datelines.read(text)
    if found is None:
        return None

    def cut(span: Span | None) -> str | None:
        return None if span is None else text[span.start : span.end]

    assert text[found.end :].lstrip() == TEXT
    return cut(found.place), cut(found.day), cut(found.credit)


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("VARNHOLM — ", ("VARNHOLM", None, None)),
        ("PORT ADA, March 4 – ", ("PORT ADA", "March 4", None)),
        ("Geneva, 4 March 2031: ", ("Geneva", "4 March 2031", None)),
        ("NEW YORK, Wednesday, June 2 — ", ("NEW YORK", "Wednesday, June 2", None)),
        ("VARNHOLM (June 2, 2031) — ", ("VARNHOLM", "June 2, 2031", None)),
        ("VARNHOLM, Norland (Globewire)_ ", ("VARNHOLM, Norland", None, "Globewire")),
        ("PORT ADA, March 4 (Lake Wire) -- ", ("PORT ADA", "March 4", "Lake Wire")),
        ("Geneva (Lake Wire), June 2 – ", ("Geneva", "June 2", "Lake Wire")),
        ("LONDON/PARIS, 2 June (Reuters) - ", ("LONDON/PARIS", "2 June", "Reuters")),
        ("MOSCOW, June 2. /TASS/. ", ("MOSCOW", "June 2", "TASS")),
        ("MOSCOW, June 2 – RIA Novosti. ", ("MOSCOW", "June 2", "RIA Novosti")),
        ("VARNHOLM, Norland — June 2, 2031. ", ("VARNHOLM, Norland", "June 2, 2031", None)),
        ("VARNHOLM, Norland - June 2, 2031 - ", ("VARNHOLM, Norland", "June 2, 2031", None)),
        ("PORT ADA, Norland (Lake Wire) - 2 June 2031 - ", ("PORT ADA, Norland", "2 June 2031", "Lake Wire")),
        ("GENEVA: June 2, 2031 — ", ("GENEVA", "June 2, 2031", None)),
        ("Tehran, June 02, 2031, IRNA -- ", ("Tehran", "June 02, 2031", "IRNA")),
        ("TEHRAN, IRNA – ", ("TEHRAN", None, "IRNA")),
        ("Rio de Janeiro (AP) — ", ("Rio de Janeiro", None, "AP")),
        ("(Reuters) - ", (None, None, "Reuters")),
        ("June 2 (Reuters) - ", (None, "June 2", "Reuters")),
        ("PARIS (Reuters)\n", ("PARIS", None, "Reuters")),
    ],
)
def test_datelines(head: str, expected: tuple[str | None, ...]) -> None:
    assert parts(head) == expected


@pytest.mark.parametrize(
    "head",
    [
        "NATO — ",
        "EDITOR'S NOTE – ",
        "EXCLUSIVE – ",
        "Monday, June 2 - ",
        "Updated, June 2 - ",
        "On June 2 - ",
        "Strike Deadline, June 2 - ",
        "Berg (Labour). ",
        "Sen. Anna Berg (D-Ohio) — ",
        "A sweet relief (or was it?): ",
        "(Applause) — ",
        "Berg, a friend of the port, ",
        "Geneva, 2 June 2031, Norland - ",
    ],
)
def test_what_is_no_dateline(head: str) -> None:
    assert parts(head) is None


def test_a_sentence_with_dashes_is_none() -> None:
    assert datelines.read("VARNHOLM — the port — was shut.") is None


def test_what_is_no_agency() -> None:
    for head in ("VICTORIA (Seychelles) — ", "SPRINGFIELD, March 4 (USA) – "):
        assert datelines.end(head + TEXT) == len(head)
        assert datelines.agency(head + TEXT) is None


@given(st.text(alphabet="AB ab,.—–-_:()/19\nJune", max_size=200))
def test_parts_lie_in_order_in_their_text(text: str) -> None:
    found = datelines.read(text)
    if found is None:
        assert datelines.end(text) == 0
        return
    assert 0 < found.end <= len(text)
    for span in (found.place, found.day, found.credit):
        assert span is None or 0 <= span.start < span.end <= found.end
