"""Rules and tagger together."""

from __future__ import annotations

import pytest

from onrecord.model import Finder, Span, Statement
from onrecord.reading import actors, attribution, language
from onrecord.reading.attribution.tagging import confidence
from onrecord.reading.attribution.tagging.tagger import Tagged, Tagging


class Stub:
    """A tagger that finds what it is told to: source, cue, content (words of the text), probability."""

    def __init__(self, text: str, *found: tuple[str | None, str, str, float]) -> None:
        self._tags = [
            Tagged(_at(text, who) if who else None, _at(text, cue), (_at(text, said),), sure)
            for who, cue, said, sure in found
        ]

    def find(self, paragraphs: object, quotations: object, cues: object) -> Tagging:
        return Tagging(sorted(self._tags, key=lambda t: t.cue))


def _at(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def _read(text: str, *found: tuple[str | None, str, str, float]) -> tuple[Statement, ...]:
    parsed = language.parse(text)
    return attribution.find(parsed, actors.find(parsed), (), tagger=Stub(text, *found))  # type: ignore[arg-type]


def _words(text: str, spans: tuple[Span, ...]) -> list[str]:
    return [text[s.start : s.end] for s in spans]


def test_what_both_found_is_one_statement() -> None:
    text = "Minister Oda Brandt said the harbour would reopen on Monday."
    (one,) = _read(text, ("Minister Oda Brandt", "said", "the harbour would reopen", 0.9))
    assert one.found_by is Finder.BOTH
    assert one.confidence == pytest.approx(confidence.of(Finder.BOTH, 0.9))


def test_where_both_mean_the_same_words_the_clause_ends_where_it_ends() -> None:
    text = "Minister Oda Brandt said the harbour would reopen after the long winter strike."
    (one,) = _read(text, ("Oda Brandt", "said", "harbour would reopen after the long winter", 0.9))
    assert _words(text, one.content) == ["the harbour would reopen after the long winter strike"]


def test_what_only_the_rules_found_stays() -> None:
    text = "Minister Oda Brandt said the harbour would reopen."
    (one,) = _read(text)
    assert one.found_by is Finder.RULES
    assert attribution.recorded(one)


def test_a_sure_find_of_the_tagger_is_recorded_and_a_doubtful_one_possible() -> None:
    text = "In a voice note Oda Brandt, head of the pilots, gathered crews to announce a stoppage of ships."
    tag = ("Oda Brandt", "announce", "a stoppage of ships")
    (sure,) = (s for s in _read(text, (*tag, 0.99)) if s.found_by is not Finder.RULES)
    assert attribution.recorded(sure)
    unsure = [s for s in _read(text, (*tag, 0.5)) if s.found_by is Finder.TAGGER]
    assert unsure
    assert not any(attribution.recorded(s) for s in unsure)


@pytest.mark.parametrize(
    ("text", "cue", "said"),
    [
        ("The union has yet to confirm that it will attend.", "has yet to confirm", "that it will attend"),
        ("The union gave no hint that it would bend.", "gave no hint", "that it would bend"),
        ("The union waves a flag that means defiance.", "waves", "a flag that means defiance"),
    ],
)
def test_cues_that_tell_of_no_words_never_enter_the_record(text: str, cue: str, said: str) -> None:
    found = [s for s in _read(text, ("The union", cue, said, 0.999)) if s.found_by is Finder.TAGGER]
    assert found
    assert not any(attribution.recorded(s) for s in found)


def test_what_is_told_by_nobody_gets_no_speaker_from_the_tagger() -> None:
    text = "Norland is reportedly planning a vote in the south."
    (one,) = _read(text, ("Norland", "reportedly", "planning a vote in the south", 0.99))
    assert one.found_by is Finder.BOTH
    assert one.speaker is None
    assert one.hedged


def test_half_a_pair_of_quotation_marks_is_mended() -> None:
    text = 'Harbour boss Lia Vance saw as "pure theatre" the talks.'
    found = _read(text, ("Lia Vance", "saw", 'as "pure theatre', 0.95))
    assert any('"pure theatre"' in w for s in found for w in _words(text, s.content))


def test_confidence_rises_with_the_odds() -> None:
    for finder in (Finder.BOTH, Finder.TAGGER):
        given = [confidence.of(finder, p / 20) for p in range(21)]
        assert given == sorted(given)
        assert 0 < given[0] < given[-1] < 1
