"""News of which nothing is marked: what teachers alone give targets for.

In: JSONL with ``text`` or ``lines``, or a topic of Timeline17 (``.json.gz``), whose words stand apart from
their punctuation. Out: a chunk after a chunk, each once, as reading cuts them.
"""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from tokenizers import Tokenizer

from training.attribution import corpus
from training.attribution.corpus import Example

_EACH = 1600  # chunks of one topic; its articles tell the same
_SHORTEST, _LONGEST = 6, 69  # words of a sentence; others are titles and tables
_ARTICLE = 25  # paragraphs
_LENGTHS = (1, 1, 2, 2, 3)  # sentences of a paragraph: the corpus does not say where one ends
_MARKS = (("\\/", "/"), ("``", '"'), ("''", '"'), ("-LRB-", "("), ("-RRB-", ")"))
_JOINED = (
    (re.compile(r" ('(?:s|re|ve|ll|d|m)|n't)\b"), r"\1"),
    (re.compile(r" ([.,;:?!)\]%])"), r"\1"),
    (re.compile(r"([(\[$]) "), r"\1"),
)


def chunks(paths: Sequence[Path], tokenizer: Tokenizer, seed: int) -> list[Example]:
    """All chunks of unmarked articles, once each; of a topic at most :data:`_EACH`, drawn with ``seed``."""
    rng = random.Random(seed)
    seen: set[str] = set()
    out: list[Example] = []
    for path in paths:
        topic = path.suffix == ".gz"
        found = list(_new(_topic(path, rng) if topic else _articles(path), tokenizer, seen))
        if topic:
            rng.shuffle(found)
        out += found[:_EACH] if topic else found
    return out


def joined(sentence: str) -> str:
    """A sentence whose words and marks stand apart, as papers print it: ``He said : `` No . ''``."""
    for apart, mark in _MARKS:
        sentence = sentence.replace(apart, mark)
    for apart_by, together in _JOINED:
        sentence = apart_by.sub(together, sentence)
    parts = sentence.split('"')
    whole = "".join(f'"{part.strip()}"' if i % 2 else part for i, part in enumerate(parts))
    return whole if len(parts) % 2 else whole.removesuffix('"')


def _new(texts: Iterator[str], tokenizer: Tokenizer, seen: set[str]) -> Iterator[Example]:
    for text in texts:
        for chunk in corpus.cut(text, tokenizer):
            key = " ".join(map(str, chunk.pieces))
            if key not in seen:
                seen.add(key)
                yield corpus.bare(chunk)


def _articles(path: Path) -> Iterator[str]:
    for row in corpus.rows(path):
        yield str(row["text"]) if "text" in row else "\n".join(row["lines"])


def _topic(path: Path, rng: random.Random) -> Iterator[str]:
    """The articles of a topic, in random order, in paragraphs of some sentences."""
    with gzip.open(path) as file:
        articles: list[dict[str, Any]] = json.load(file)["articles"]
    rng.shuffle(articles)
    for article in articles:
        plain = (joined(str(s["raw"])) for s in article["sents"])
        sentences = iter([s for s in plain if _SHORTEST <= len(s.split()) <= _LONGEST])
        paragraphs: list[str] = []
        while len(paragraphs) < _ARTICLE and (some := list(islice(sentences, rng.choice(_LENGTHS)))):
            paragraphs.append(" ".join(some))
        yield "\n\n".join(paragraphs)
