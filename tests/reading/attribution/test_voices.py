"""Voices: whom the tagger hears as speaker and relay, and what a chain takes of it."""

from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Act, Actor, ActorKind, Span, Speaker
from onrecord.reading import language
from onrecord.reading.attribution import hearing, statements, tagger
from onrecord.reading.attribution.cues import cues
from onrecord.reading.attribution.identities import Identities
from onrecord.reading.attribution.relaying.chains import Link
from onrecord.reading.attribution.relaying.relays import relays
from onrecord.reading.attribution.reported import Reported
from onrecord.reading.attribution.sources import Source
from onrecord.reading.attribution.tagging import joining
from onrecord.reading.attribution.tagging.voices import KINDS, NEXT, OUTER, SPEAKER, Voice, Voices, voices
from onrecord.reading.language import Paragraph, ParsedText
from tests.reading.attribution.said import StandIn

TEXT = (
    "HANA, the Lorven agency, reported that the pits had closed. Globewire, citing the Harbour Post, "
    "quoted Ada Quill as saying the strait would open on Monday."
)


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


def _relays(
    *heard: Voice, chain: tuple[str, ...] = (), named: hearing.Named = _words, source: str = "", cue: str = ""
) -> tuple[str, ...]:
    """The relays of what the text reports, or of a report whose cue is another word."""
    parsed = language.parse(TEXT)
    (paragraph,) = parsed.paragraphs
    head = next(t for t in paragraph.doc if t.text == (cue or "saying"))
    who = joining.source_at(paragraph, _at(source, 1).span) if source else None
    report = Reported(paragraph, head, (head,), who, (), Act.ASSERT, "that", voices=Voices((), heard))
    return hearing.relays(report, chain, parsed, named)


def test_relays_stand_outermost_first_and_unsure_ones_not_at_all() -> None:
    heard = _at("Harbour Post", 0.9, 0.1), _at("Globewire", 0.95, 0.9), _at("Monday", 0.4)
    assert _relays(*heard) == ("Globewire", "Harbour Post")


def test_nobody_is_a_relay_who_has_no_name() -> None:
    assert _relays(_at("Globewire", 0.95), named=lambda *_: None) == ()


def test_a_part_of_what_a_thing_is_called_is_nobody() -> None:
    assert hearing.relays(*_daily("daily")) == ()
    assert hearing.relays(*_daily("Vesti")) == ("Vesti",)


def _daily(heard: str) -> tuple[Reported, tuple[str, ...], ParsedText, hearing.Named]:
    """A report of what Vesti quotes from the daily briefing."""
    text = "Vesti quoted Ada Quill as saying at the daily briefing that it would open."
    parsed = language.parse(text)
    (paragraph,) = parsed.paragraphs
    head = next(t for t in paragraph.doc if t.text == "saying")
    voice = Voice(Span(text.index(heard), text.index(heard) + len(heard)), 0.95, 0.0)
    report = Reported(paragraph, head, (head,), None, (), Act.ASSERT, "that", voices=Voices((), (voice,)))
    return report, (), parsed, _words


def test_relays_of_another_sentence_are_to_be_surer() -> None:
    assert _relays(_at("Globewire", 0.7)) == ("Globewire",)
    assert _relays(_at("Globewire", 0.7), cue="closed") == ()
    assert _relays(_at("Globewire", 0.9), cue="closed") == ("Globewire",)


def test_a_chain_of_the_rules_grows_and_keeps_its_words() -> None:
    heard = _at("Harbour Post", 0.9, 0.1), _at("Globewire", 0.95, 0.9)
    assert _relays(*heard, chain=("The Harbour Post",)) == ("Globewire", "The Harbour Post")


@pytest.mark.parametrize(("own", "left"), [("Globewire", ()), ("Harbour Post", ("Globewire",))])
def test_where_the_reports_own_outlet_is_the_likeliest_nothing_is_a_relay(own: str, left: tuple[str]) -> None:
    def named(source: Source, paragraph: Paragraph) -> str | None:
        name = _words(source, paragraph)
        return None if name.endswith(own) else name

    assert _relays(_at("Harbour Post", 0.9), _at("Globewire", 0.95), named=named) == left


def test_other_relays_win_only_where_those_of_the_rules_are_not_heard() -> None:
    sure, faint = _at("Globewire", 0.95), _at("Harbour Post", 0.4)
    assert _relays(sure, chain=("Harbour Post",)) == ("Globewire",)
    assert _relays(sure, faint, chain=("Harbour Post",)) == ("Harbour Post",)
    assert _relays(_at("the strait", 0.95), chain=("Ada Quill",)) == ("Ada Quill",)


def test_what_tells_who_the_source_is_hands_nothing_on() -> None:
    assert _relays(_at("Lorven", 0.9), source="HANA", cue="reported") == ()


def _spoken(text: str, source: str, found: Speaker, *heard: Voice) -> str | None:
    """Who else speaks than whom the rules found."""
    parsed = language.parse(text)
    (paragraph,) = parsed.paragraphs
    at = text.index(source)
    who = joining.source_at(paragraph, Span(at, at + len(source)))
    head = next(t for t in paragraph.doc if t.text == "said")
    report = Reported(paragraph, head, (head,), who, (), Act.ASSERT, "that", voices=Voices(heard))
    other = hearing.speaker(report, found, parsed)
    return None if other is None else _words(*other)


@pytest.mark.parametrize(
    ("text", "source", "named", "heard", "gives_way"),
    [
        (
            "Ivo Brandt, an aide close to the talks, said it.",
            "an aide",
            False,
            "an aide close to the talks",
            True,
        ),
        ("The aide, who met Ivo Brandt, said it.", "The aide", False, "Ivo Brandt", False),
        ("Iran met Ivo Brandt. Iraq said it.", "Iraq", True, "Ivo Brandt", False),
        ("The aide met Ivo Brandt. The aide said it.", "The aide", False, "Ivo Brandt", True),
        ("The aide met Ivo Brandt. The mayor said it.", "The mayor", True, "Ivo Brandt", False),
    ],
)
def test_who_is_not_heard_gives_way_unless_nothing_could_be_misread(
    text: str, source: str, named: bool, heard: str, gives_way: bool
) -> None:
    at = text.index(heard)
    voice = Voice(Span(at, at + len(heard)), 0.9)
    name = "Tomas Holm" if source == "The mayor" else source.lower()
    told = _spoken(text, source, Speaker(name, named=named), voice)
    assert told == (heard if gives_way else None)


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


@pytest.mark.parametrize("text", ["Crews told to leave the port", "The crews were told to leave the port."])
def test_who_is_told_does_not_speak(text: str) -> None:
    parsed = language.parse(text)
    (paragraph,) = parsed.paragraphs
    cue = next(t for t in paragraph.doc if t.text == "told")
    at = text.lower().index("crews")
    heard = Voices((Voice(Span(at, at + 5), 0.9, 0.0),), (), ())
    said = Span(text.index("to leave"), text.index("port") + 4)
    report = Reported(paragraph, cue, (cue,), None, (said,), Act.DEMAND, "to", voices=heard)
    assert hearing.speaker(report, None, parsed) is None


@pytest.mark.parametrize(("heard", "speaker"), [("Norland", None), ("Ivo Brandt", "Ivo Brandt")])
def test_no_state_is_he(heard: str, speaker: str | None) -> None:
    text = f"Then came {heard}. It was over, he said."
    parsed = language.parse(text)
    (paragraph,) = parsed.paragraphs
    actor = Actor(heard, heard, ActorKind.STATE if heard == "Norland" else ActorKind.PERSON)
    he, said = (next(t for t in paragraph.doc if t.text == word) for word in ("he", "said"))
    at = text.index(heard)
    voices_ = Voices((Voice(Span(at, at + len(heard)), 0.9),))
    report = Reported(
        paragraph, said, (said,), Source(he, he, he), (Span(0, 4),), Act.ASSERT, "that", voices=voices_
    )
    who = Identities(parsed, StandIn(text, {heard.split()[-1]: actor}), cues(), relays())
    found = who.speaker(report)
    assert (None if found is None else found.name) == speaker


def test_one_of_them_is_not_all_of_them() -> None:
    text = "Three envoys left. It was over, the third said."
    heard = Voice(Span(0, len("Three envoys")), 0.95, 0.0)
    found = Speaker("the third", None, named=False)
    assert _spoken(text, "the third", found, heard) is None
    assert _spoken(text.replace("the third", "they"), "they", found, heard) == "Three envoys"


def test_what_stands_inside_another_comes_through_whom_that_comes_through() -> None:
    (paragraph,) = language.parse("The driver said the mayor had asked them to open it.").paragraphs
    outer, inner = (
        Reported(paragraph, t, (t,), None, (), Act.ASSERT, "that")
        for t in paragraph.tokens
        if t.text in {"said", "asked"}
    )
    rules = [Link(outer, outer), Link(inner, inner, ("a driver",), parent=outer)]
    heard = [replace(rules[0], chain=("Globewire",)), rules[1]]
    assert [k.chain for k in statements.handed_down(rules, heard)] == [
        ("Globewire",),
        ("Globewire", "a driver"),
    ]
    assert statements.handed_down(rules, rules) == rules
