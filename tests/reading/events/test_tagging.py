"""The learned look at events: what the network is given, how its word and the rules' are joined."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from onrecord.model import Event, EventKind, Span, Status
from onrecord.reading import events
from onrecord.reading.events.tagging import joining, tagger
from onrecord.reading.events.tagging.joining import Finding, join
from onrecord.reading.events.tagging.tagger import KINDS, STATUSES, Scores
from onrecord.reading.language import parse
from tests.reading.events.stage import PUBLISHED, cast_of

S, K = Status, EventKind
TOKENIZER = Tokenizer.from_file(str(tagger.TOKENIZER))
TOKENIZER.no_padding()
TOKENIZER.no_truncation()


def scores(text: str, told: dict[str, tuple[EventKind, float, Status]]) -> Scores:
    """The scores of a text of single words, in which those given tell of an event, the others of none."""
    words, at = [], 0
    kinds = np.zeros((len(text.split()), 1 + len(KINDS)), np.float32)
    statuses = np.full((len(kinds), len(STATUSES)), 0.01, np.float32)
    for i, word in enumerate(text.split()):
        start = text.index(word, at)
        words.append(Span(start, at := start + len(word)))
        kind, chance, status = told.get(word, (K.MEETING, 0.0, S.HAPPENED))
        kinds[i, 0] = 1 - chance
        kinds[i, 1 + KINDS.index(kind)] = chance
        statuses[i, STATUSES.index(status)] = 0.91
    return Scores(tuple(words), kinds, statuses)


TEXT = "The crews of both ships will meet later"
MEET = Span(TEXT.index("meet"), TEXT.index("meet") + 4)


def test_what_both_see_has_the_networks_status_where_it_is_sure() -> None:
    rules = [Finding(MEET, K.MEETING, S.HAPPENED)]
    joined = join(rules, scores(TEXT, {"meet": (K.MEETING, 0.9, S.PLANNED)}))
    assert joined.kept == (Finding(MEET, K.MEETING, S.PLANNED),)
    assert joined.added == ()


def test_what_the_network_does_not_see_is_struck_out_but_for_the_narrow_look() -> None:
    rules = [Finding(MEET, K.MEETING, S.PLANNED), Finding(MEET, K.CALL, S.PLANNED, narrow=True)]
    assert join(rules, scores(TEXT, {})).kept[0] is None
    assert join(rules, scores(TEXT, {})).kept[1] is not None


def test_the_network_adds_what_the_sentence_has_no_event_of() -> None:
    seen = scores(TEXT, {"crews": (K.ROUND, 0.9, S.PLANNED), "ships": (K.MEETING, 0.9, S.PLANNED)})
    crews = Span(4, 9)
    assert join([], seen).added == (
        Finding(crews, K.ROUND, S.PLANNED),
        Finding(Span(18, 23), K.MEETING, S.PLANNED),
    )
    assert join([Finding(MEET, K.MEETING, S.PLANNED)], seen).added == (Finding(crews, K.ROUND, S.PLANNED),)


def test_two_words_side_by_side_tell_of_one_event() -> None:
    seen = scores(TEXT, {"will": (K.MEETING, 0.7, S.PLANNED), "meet": (K.CALL, 0.9, S.PLANNED)})
    assert [f.kind for f in join([], seen).added] == [K.CALL]


def test_in_a_report_the_network_adds_what_it_is_sure_of_and_the_rules_status_stands() -> None:
    hardly = scores(TEXT, {"meet": (K.MEETING, joining.ALONE_IN_REPORT - 0.05, S.PLANNED)})
    surely = scores(TEXT, {"meet": (K.MEETING, joining.ALONE_IN_REPORT + 0.05, S.PLANNED)})
    assert join([], hardly, report=True).added == ()
    assert join([], surely, report=True).added == (Finding(MEET, K.MEETING, S.PLANNED),)
    rules = Finding(MEET, K.MEETING, S.HAPPENED)
    assert join([rules], surely, report=True).kept == (rules,)


def test_what_is_as_likely_not_to_have_happened_is_not_told_as_happened() -> None:
    seen = scores(TEXT, {"meet": (K.MEETING, 0.9, S.HAPPENED)})
    at = seen.words.index(MEET)
    seen.statuses[at] = 0.01
    seen.statuses[at, STATUSES.index(S.HAPPENED)] = 0.47
    seen.statuses[at, STATUSES.index(S.UNCONFIRMED)] = 0.45
    assert join([], seen).added[0].status is S.UNCONFIRMED


def test_the_words_are_those_of_the_text() -> None:
    text = "Naïve “quotes”, 3–2 co-owner's"
    cut = tagger.pieces(TOKENIZER.encode(text, add_special_tokens=False))
    assert [text[s.start : s.end] for s in cut.words] == [
        "Naïve", "“", "quotes", "”", ",", "3", "–", "2", "co", "-", "owner", "'", "s",
    ]  # fmt: skip
    assert (cut.ids[0], cut.ids[-1]) == (101, 102)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400))
def test_any_text_is_cut_to_what_the_network_takes(text: str) -> None:
    cut = tagger.pieces(TOKENIZER.encode(text, add_special_tokens=False))
    assert len(cut.ids) <= tagger.LONGEST
    assert len(cut.words) == len(cut.first)
    assert all(0 <= s.start <= s.end <= len(text) for s in cut.words)
    assert all(a.start <= b.start for a, b in zip(cut.words, cut.words[1:], strict=False))


def learned(text: str, *, look: bool = True) -> list[Event]:
    """The events of a text with the network that is shipped, or without it."""
    return list(events.find(parse(text), cast_of(text), (), (), published=PUBLISHED, learned=look))


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The weavers and the mill did not sign the contract.", S.DID_NOT_HAPPEN),
        ("The weavers will sign the contract with the mill on Friday.", S.PLANNED),
        ("The weavers may sign the contract with the mill.", S.UNCONFIRMED),
        ("The weavers have yet to sign the contract.", S.DID_NOT_HAPPEN),
        ("The weavers signed the contract with the mill.", S.HAPPENED),
        ("The weavers deny that they have signed the contract.", S.DENIED),
    ],
)
def test_what_is_not_so_is_not_told_as_so(text: str, status: Status) -> None:
    assert {e.status for e in learned(text) if e.kind is K.AGREEMENT} == {status}


@pytest.mark.parametrize(
    ("text", "real"),
    [
        ("Kenya said the deadline for Peru to accept the offer would not be extended.", False),
        ("Peru asked Kenya to extend the deadline by a week.", False),
        ("Kenya extended the deadline by a week.", True),
    ],
)
def test_a_move_that_is_not_made_is_none_for_the_network(text: str, real: bool) -> None:
    (event,) = [e for e in learned(text) if e.kind is K.DEADLINE]
    assert event.mode == "moved"
    assert (event.status in (S.HAPPENED, S.POSTPONED)) is real


def test_the_network_finds_what_no_rule_knows_and_joins_no_documents_by_it() -> None:
    text = "Handing back Kenya's crew has been pushed to June."
    assert learned(text, look=False) == []
    (event,) = learned(text)
    assert (event.kind, event.status, event.mode) == (K.PRISONER_EXCHANGE, S.POSTPONED, "general")
    assert event.evidence == (Span(0, len(text)),)
    assert event.ordinal is None
    assert all(p.actor is None for p in event.participants)


def test_where_nothing_happens_the_network_finds_nothing() -> None:
    assert learned("The brewery has moved its office to the old railway station.") == []


def test_scores_do_not_depend_on_what_was_read_before() -> None:
    text = "The weavers will sign the contract."
    first = tagger.shipped().score(text)
    tagger.shipped().score("Something else altogether, and longer, was read in between.")
    again = tagger.shipped().score(text)
    assert np.array_equal(first.kinds, again.kinds)
    assert np.array_equal(first.statuses, again.statuses)
