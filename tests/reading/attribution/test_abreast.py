"""Two who speak in one sentence, side by side."""

from __future__ import annotations

import pytest

from tests.reading.attribution.said import content, person, read

BERG, LUND = person("Anna Berg"), person("Ivo Lund")
WHO = {"Berg": BERG, "Lund": LUND}


@pytest.mark.parametrize(
    "text",
    [
        "Berg said that it was ready, and Lund said that a date was set.",
        "Berg said that it was ready, but Lund warned that a date was set.",
        "Berg confirmed that it was ready, while Lund insisted that a date was set.",
    ],
)
def test_each_has_their_own_words(text: str) -> None:
    found = read(text, WHO)
    assert [(s.speaker and s.speaker.name, content(text, s), s.chain) for s in found] == [
        ("Anna Berg", "that it was ready", ()),
        ("Ivo Lund", "that a date was set", ()),
    ]


def test_what_is_told_of_another_stays_inside() -> None:
    text = "Berg said that it was ready and that Lund had said a date was set."
    inner = next(s for s in read(text, WHO) if s.speaker and s.speaker.name == "Ivo Lund")
    assert inner.chain == ("Anna Berg",)
