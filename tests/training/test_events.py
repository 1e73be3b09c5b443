"""Training sentences for the tagger of events: built whole, marked, from the file alone."""

from __future__ import annotations

import re

from training.events.sentences import Sentences

from onrecord.model import EventKind, Status

DRAWN = list(Sentences(3).draw(1500))


def test_every_status_and_most_kinds_are_drawn() -> None:
    events = [event for item, _ in DRAWN for event in item.events]
    assert {e.status for e in events} == set(Status)
    assert len({e.kind for e in events} & set(EventKind)) >= 13


def test_some_sentences_tell_of_nothing() -> None:
    assert 100 < sum(not item.events for item, _ in DRAWN) < 300


def test_events_stand_where_they_are_said_to_stand() -> None:
    for item, starts in DRAWN:
        assert [item.text[a : a + len(e.at)] for a, e in zip(starts, item.events, strict=True)] == [
            e.at for e in item.events
        ]


def test_no_slot_or_mark_is_left() -> None:
    for item, _ in DRAWN:
        assert not re.search(r"[{}⟨⟩]|\b[BDLP]\b", item.text), item.text


def test_the_same_seed_gives_the_same_sentences() -> None:
    assert list(Sentences(3).draw(5)) == DRAWN[:5] != list(Sentences(4).draw(5))
