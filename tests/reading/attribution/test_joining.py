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
            Tagged(_at(text, who) if who else None, _at(text, cue), _pieces(text, said), sure)
            for who, cue, said, sure in found
        ]

    def find(self, paragraphs: object, quotations: object, cues: object) -> Tagging:
        return Tagging(sorted(self._tags, key=lambda t: t.cue))


def _pieces(text: str, said: str) -> tuple[Span, ...]:
    return tuple(_at(text, piece) for piece in said.split(" ... "))


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


@pytest.mark.parametrize(
    ("text", "cue", "tagged", "said"),
    [
        # another sentence; a headline and the text below it
        ("Oda Brandt said no. The mayor met the owner in Velm.", "said", "The mayor met the owner", "no"),
        (
            "Norland says talks over\n\nVELM, May 4 (Globewire) - The talks ended on Tuesday.",
            "says",
            "talks over\n\nVELM",
            "talks over",
        ),
        # what is told of who speaks; whom one tells
        (
            "According to Oda Brandt, an aide to Holm who led the crews in 2022, the port refused to sign.",
            "According to",
            "the crews in 2022, the port refused to sign",
            "the port refused to sign",
        ),
        (
            "Brandt stressed to Norland Harbour Minister Ivo Holm the need to allow ferries.",
            "stressed",
            "Harbour Minister Ivo Holm the need to allow ferries",
            "the need to allow ferries",
        ),
        # the narrator's clause
        (
            "Norland rejects port plan as Velm threatens to quit the Bergen talks",
            "rejects",
            "port plan as Velm threatens to quit the Bergen talks",
            "port plan",
        ),
        (
            "The crews walked out after the owners refused to pay, officials from both sides said, throwing "
            "into doubt a plan for a truce by the end of the month.",
            "said",
            "after the owners refused to pay ... throwing into doubt a plan for a truce",
            "The crews walked out after the owners refused to pay",
        ),
    ],
)
def test_what_runs_into_something_else_gives_way_to_the_parse(
    text: str, cue: str, tagged: str, said: str
) -> None:
    found = [_words(text, s.content) for s in _read(text, (None, cue, tagged, 0.95))]
    assert found[0] == [said]


@pytest.mark.parametrize(
    ("text", "cue", "tagged"),
    [
        (
            "Norland rejects port plan as too costly for the fishing crews of the coast",
            "rejects",
            "port plan as too costly for the fishing crews of the coast",
        ),
        (
            "The harbour, Oda Brandt said, would open in the spring of the next year.",
            "said",
            "The harbour ... would open in the spring of the next year",
        ),
    ],
)
def test_more_of_what_is_said_stays_the_taggers(text: str, cue: str, tagged: str) -> None:
    found = [_words(text, s.content) for s in _read(text, (None, cue, tagged, 0.95))]
    assert found[0] == tagged.split(" ... ")


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
        ("The union declined to say whether it would bend.", "declined to say", "whether it would bend"),
        ("The union refused to discuss the offer of the owners.", "refused to discuss", "the offer"),
    ],
)
def test_cues_that_tell_of_no_words_never_enter_the_record(text: str, cue: str, said: str) -> None:
    found = [s for s in _read(text, ("The union", cue, said, 0.999)) if s.found_by is Finder.TAGGER]
    assert found
    assert not any(attribution.recorded(s) for s in found)


def test_who_is_asked_by_nobody_named_says_nothing() -> None:
    text = "Asked whether the harbour would reopen, Oda Brandt shrugged."
    asked = _read(text, ("Oda Brandt", "Asked", "whether the harbour would reopen", 0.999))
    assert asked
    assert not any(attribution.recorded(s) for s in asked)


def test_a_quotation_under_a_reporting_verb_is_plain_speech() -> None:
    text = 'The union has called the report "tosh".'
    (one,) = _read(text, ("The union", "called", 'the report "tosh"', 0.9))
    assert attribution.recorded(one)


def test_being_quoted_as_saying_is_one_cue() -> None:
    text = "Oda Brandt was quoted by Globewire as saying that the harbour was closed for good."
    tag = ("Oda Brandt", "was quoted by", "that the harbour was closed for good", 0.99)
    (one,) = _read(text, tag)
    assert one.found_by is Finder.BOTH
    assert one.chain == ("Globewire",)


def test_what_another_clause_parts_from_it_is_not_said() -> None:
    text = (
        "While the union agreed to a pause, there has so far been no breakthrough in reaching a broad deal."
    )
    told = "to a pause ... in reaching a broad deal"
    (one,) = _read(text, ("the union", "agreed", told, 0.95))
    assert _words(text, one.content) == ["a pause"]


def test_what_the_teller_thinks_of_it_is_not_said() -> None:
    text = "The union has asked for talks, Oda Brandt said, in what would be the first in two years."
    told = "The union has asked for talks ... in what would be the first in two years"
    (one,) = (
        s
        for s in _read(text, ("Oda Brandt", "said", told, 0.95))
        if s.speaker is not None and s.speaker.name == "Oda Brandt"
    )
    assert _words(text, one.content) == ["The union has asked for talks"]


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


def test_what_only_the_rules_find_is_less_sure_inside_another_statement() -> None:
    text = "Minister Oda Brandt said the union had asked the port to reopen. Ivo Marn said that it rained."
    outer, inner, other = _read(text)
    alone, inside = (confidence.of(Finder.RULES, inside=held) for held in (False, True))
    assert [_words(text, s.cue) for s in (outer, inner, other)] == [["said"], ["had asked"], ["said"]]
    assert [s.confidence for s in (outer, inner, other)] == [alone, inside, alone]
    assert inside < alone
