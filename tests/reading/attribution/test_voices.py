"""Voices: whom the tagger hears as speaker and relay, and what a chain takes of it."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Span
from onrecord.reading import language
from onrecord.reading.attribution import hearing, tagger
from onrecord.reading.attribution.sources import Source
from onrecord.reading.attribution.tagging.voices import KINDS, NEXT, OUTER, SPEAKER, Voice, Voices, voices
from onrecord.reading.language import Paragraph

TEXT = "Globewire, citing the Harbour Post, quoted Ada Quill as saying the strait would open on Monday."


def _scores(count: int, told: dict[int, int]) -> np.ndarray:
    """Log-probabilities of so many words; ``told`` gives some of them a kind."""
    probable = np.full((count, KINDS), 0.01, np.float32)
    for i in range(count):
        probable[i, told.get(i, 0)] = 1 - 0.01 * (KINDS - 1)
    return np.log(probable)


def test_names_are_runs_of_words_of_one_kind() -> None:
    words = [(0, 3), (4, 8), (9, 12), (13, 20), (21, 25)]
    found = voices(_scores(5, {0: OUTER, 2: NEXT, 3: NEXT, 4: SPEAKER}), words)
    assert [v.span for v in found.relays] == [Span(0, 3), Span(9, 20)]
    assert [v.span for v in found.speakers] == [Span(21, 25)]
    assert found.relays[0].outer > 0.9 > 0.1 > found.relays[1].outer


@given(st.integers(1, 30), st.integers(0, 2**31))
def test_voices_lie_in_the_text_and_apart(count: int, seed: int) -> None:
    logits = np.random.default_rng(seed).normal(0, 3, (count, KINDS))
    scores = (logits - np.log(np.exp(logits).sum(-1, keepdims=True))).astype(np.float32)
    found = voices(scores, [(3 * i, 3 * i + 2) for i in range(count)])
    for kind in (found.speakers, found.relays, found.addressees):
        assert all(0 <= v.span.start < v.span.end <= 3 * count for v in kind)
        assert all(a.span.end < b.span.start for a, b in itertools.pairwise(kind))
        assert all(0 < v.probability <= 1.0001 and -0.0001 <= v.outer <= 1.0001 for v in kind)


def _words(source: Source, _: Paragraph) -> str:
    return source.head.doc[source.first.i : source.last.i + 1].text


def _at(words: str, probability: float, outer: float = 0.0) -> Voice:
    return Voice(Span(TEXT.index(words), TEXT.index(words) + len(words)), probability, outer)


def test_relays_stand_outermost_first_and_unsure_ones_not_at_all() -> None:
    parsed = language.parse(TEXT)
    heard = Voices((), (_at("Harbour Post", 0.9, 0.1), _at("Globewire", 0.95, 0.9), _at("Monday", 0.5)))
    assert hearing.relays(heard, (), parsed, _words) == ("Globewire", "Harbour Post")


def test_nobody_is_a_relay_who_has_no_name() -> None:
    parsed = language.parse(TEXT)
    assert hearing.relays(Voices((), (_at("Globewire", 0.95),)), (), parsed, lambda *_: None) == ()


def test_the_reports_own_outlet_leaves_no_relay() -> None:
    parsed = language.parse(TEXT)
    heard = Voices((), (_at("Harbour Post", 0.9), _at("Globewire", 0.95)))
    assert hearing.relays(heard, (), parsed, lambda s, p: _own(_words(s, p), "Globewire")) == ()
    assert hearing.relays(heard, (), parsed, lambda s, p: _own(_words(s, p), "Harbour Post")) == (
        "Globewire",
    )


def _own(name: str, own: str) -> str | None:
    return None if name.endswith(own) else name


def test_other_relays_win_only_where_those_of_the_rules_are_not_heard() -> None:
    parsed = language.parse(TEXT)
    sure, faint = _at("Globewire", 0.95), _at("Harbour Post", 0.4)
    assert hearing.relays(Voices((), (sure,)), ("Harbour Post",), parsed, _words) == ("Globewire",)
    assert hearing.relays(Voices((), (sure, faint)), ("Harbour Post",), parsed, _words) == ("Harbour Post",)
    described = Voices((), (_at("the strait", 0.95),))
    assert hearing.relays(described, ("Ada Quill",), parsed, _words) == ("Ada Quill",)


@pytest.mark.parametrize("place", [0, 43, len(TEXT) - 7])
def test_a_cue_that_is_asked_for_is_heard(place: int) -> None:
    found = tagger().find([(0, TEXT)], [], [place], least=1.0)
    assert found.tagged == []
    assert list(found.voices) == [place]


def test_the_shipped_tagger_hears_who_hands_on() -> None:
    said = TEXT.index("saying")
    heard = tagger().find([(0, TEXT)], [], [said]).voices[said]
    relays = {TEXT[v.span.start : v.span.end]: v for v in heard.relays if v.probability > 0.5}
    assert any("Globewire" in name for name in relays)
    speakers = {TEXT[v.span.start : v.span.end]: v.probability for v in heard.speakers}
    assert max(speakers, key=speakers.__getitem__).endswith("Quill")
