"""Unmarked news: sentences put together again, topics cut into chunks."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from tokenizers import Tokenizer
from training.attribution import unmarked

from onrecord.reading.attribution.tagging.tagger import FOLDER


@pytest.mark.parametrize(
    ("apart", "together"),
    [
        ("He said : `` No . ''", 'He said: "No."'),
        ("`` No , '' the chair 's aide said , `` not now . ''", '"No," the chair\'s aide said, "not now."'),
        ("`` We do n't know", "\"We don't know"),
        ("It cost $ 3 m -LRB- 5 % more -RRB- .", "It cost $3 m (5% more)."),
    ],
)
def test_marks_stand_where_papers_print_them(apart: str, together: str) -> None:
    assert unmarked.joined(apart) == together


def test_a_topic_gives_its_sentences_once(tmp_path: Path) -> None:
    said = [{"raw": f"Minister number {n} said that the talks would go on ."} for n in range(40)]
    path = tmp_path / "topic.json.gz"
    with gzip.open(path, "wt") as file:
        json.dump({"articles": [{"sents": [*said, {"raw": "Page 3"}]}]}, file)
    tokenizer = Tokenizer.from_file(str(FOLDER / "tokenizer.json"))
    found = unmarked.chunks([path], tokenizer, seed=7)
    again = unmarked.chunks([path], tokenizer, seed=7)
    assert 200 < sum(len(e.chunk.words) for e in found) <= 40 * 12
    assert [e.chunk.pieces for e in found] == [e.chunk.pieces for e in again]
    assert not any(e.tagged for e in found)
