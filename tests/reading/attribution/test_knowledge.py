"""The knowledge files keep their schema."""

from __future__ import annotations

import pytest

from onrecord.errors import KnowledgeError
from onrecord.knowledge import load
from onrecord.model import Act
from onrecord.reading.attribution import cues as room
from onrecord.reading.attribution.relaying.relays import relays


def test_every_frame_and_act_is_known() -> None:
    known = room.cues()
    for words in (known.verbs, known.nouns, known.adjectives):
        for frames in words.values():
            assert set(frames) <= room.FRAMES
            assert all(isinstance(act, Act) for act in frames.values())


def test_no_group_names_a_word_twice_and_none_is_empty() -> None:
    for part in ("verbs", "nouns", "adjectives"):
        for group in load("cues")[part]:
            assert group["words"], group
            assert len(set(group["words"])) == len(group["words"]), group
            assert all(isinstance(word, str) for word in group["words"]), group


def test_a_word_of_violence_is_no_cue() -> None:
    for word in ("attack", "support", "back", "fire", "strike"):
        assert room.cues().verb(word, "object") is None


def test_an_unknown_frame_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = {part: [] for part in ("nouns", "adjectives")} | {
        "verbs": [{"act": "assert", "frames": ["sideways"], "words": ["say"]}],
        **{part: [] for part in ("hedges", "seeming", "unnamed", "documents")},
        "lemmas": {},
    }
    monkeypatch.setattr(room, "load", lambda _: broken)
    room.cues.cache_clear()
    with pytest.raises(KnowledgeError, match="sideways"):
        room.cues()
    room.cues.cache_clear()


def test_known_outlets_have_one_name() -> None:
    names = relays().names
    assert names["AFP"] == names["Agence France-Presse"]
    assert names["New York Times"] == "The New York Times"
