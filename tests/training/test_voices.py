"""Targets for the voices: names of a marking become words, wherever they stand."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer
from training.attribution import voices

from onrecord.reading.attribution.tagging.tagger import FOLDER
from onrecord.reading.attribution.tagging.voices import ADDRESSEE, NEXT, OUTER, SPEAKER

MARKED = """
- id: v-1
  topic: labour
  text: >-
    Globewire, citing the Harbour Post, quoted Ada Quill as telling Ivo Brandt that the strike was over. "We
    sail on Monday," Quill said.
  statements:
    - says: the strike was over
      who: Ada Quill
      anonymity: named
      chain: [Globewire, Harbour Post]
      kinds: [agency, outlet]
      act: assert
      addressee: Ivo Brandt
    - says: We sail on Monday
      who: Ada Quill
      anonymity: named
      chain: []
      kinds: []
      act: assert
"""


def _examples(path: Path) -> list[voices.Example]:
    return voices.marked([path], Tokenizer.from_file(str(FOLDER / "tokenizer.json")))


def test_names_become_words_wherever_they_stand(tmp_path: Path) -> None:
    path = tmp_path / "marked.yaml"
    path.write_text(MARKED, encoding="utf-8")
    (example,) = _examples(path)
    text = " ".join(MARKED.split("text: >-")[1].split("statements:")[0].split())
    words = [text[a:b] for a, b in example.chunk.words]
    assert not example.tagged
    assert len(example.said) == 2
    told = [voice.argmax(-1) for voice in example.voices]
    first = next(t for t in told if NEXT in t)

    def named(kind: int) -> list[str]:
        return [words[i] for i in np.flatnonzero(first == kind)]

    assert named(OUTER) == ["Globewire"]
    assert named(NEXT) == ["Harbour", "Post"]
    assert named(SPEAKER) == ["Ada", "Quill"]
    assert named(ADDRESSEE) == ["Ivo", "Brandt"]


def test_the_held_out_half_teaches_nothing(tmp_path: Path) -> None:
    path = tmp_path / "held_out.yaml"
    path.write_text(MARKED, encoding="utf-8")
    with pytest.raises(SystemExit, match="held out"):
        _examples(path)
