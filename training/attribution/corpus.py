"""The training corpus: chunks with their attributions.

In: JSONL with ``id``, ``text`` and, where it is marked, ``attributions`` (lists of ``[start, end)`` under
``source``, ``cue``, ``content``), as PolNeAR has them. Out: :class:`Example` after :class:`Example`. The
chunks are those that reading cuts; targets are probabilities, so that a teacher's can stand beside them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.reading.attribution.finding import quotes
from onrecord.reading.attribution.tagging import chunks
from onrecord.reading.attribution.tagging.spans import CONTENT, CUE, NONE, SOURCE
from onrecord.reading.language import Paragraph, ParsedText, pieces, plain

_ROLES = (("content", CONTENT), ("source", SOURCE), ("cue", CUE))  # later ones win a word that two claim


@dataclass(frozen=True)
class Example:
    """A chunk with W words.

    ``anchors`` (A) are the words that begin a cue, ``chances`` (W) the probability of each word to be one,
    ``roles`` (A x W x 4) the probabilities of what each word is to each anchor; with ``tagged`` false
    nothing is known of these. ``heard`` (V) are the words that begin a cue whose voices are known,
    ``voices`` (V x W x 5) the probabilities of whose voice each word names for it. ``said`` (S x W) are the
    words of contents whose cues are not known.
    """

    chunk: chunks.Chunk
    anchors: NDArray[np.int64]
    chances: NDArray[np.float16]
    roles: NDArray[np.float16]
    tagged: bool
    heard: NDArray[np.int64]
    voices: NDArray[np.float16]
    said: NDArray[np.bool_]


def digest(path: Path) -> str:
    """SHA-256 of a data file, for the model card."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def marked(path: Path, tokenizer: Tokenizer) -> list[Example]:
    """All chunks of a marked corpus."""
    return [_example(c, row["attributions"]) for row in rows(path) for c in cut(str(row["text"]), tokenizer)]


def cut(text: str, tokenizer: Tokenizer) -> list[chunks.Chunk]:
    """The chunks of a text, as reading cuts them, but without parsing it."""
    spans = pieces(text)
    parts = (_blank()(plain(text[s.start : s.end])) for s in spans)
    paragraphs = tuple(
        Paragraph(i, s.start, doc) for i, (s, doc) in enumerate(zip(spans, parts, strict=True))
    )
    inside = [s for q in quotes.find(ParsedText(text, paragraphs)) for s in q.spans]
    return chunks.cut([(p.start, p.doc.text) for p in paragraphs], inside, tokenizer)


def bare(chunk: chunks.Chunk) -> Example:
    """A chunk of which nothing is known."""
    none, words = np.zeros(0, np.int64), len(chunk.words)
    roles, voices = np.zeros((0, words, 4), np.float16), np.zeros((0, words, 5), np.float16)
    said = np.zeros((0, words), bool)
    return Example(chunk, none, np.zeros(words, np.float16), roles, False, none, voices, said)


def touched(words: Sequence[tuple[int, int]], spans: Sequence[Sequence[int]]) -> NDArray[np.bool_]:
    """Which words stand in spans, as a whole or in part."""
    inside = [any(first < end and start < last for start, end in spans) for first, last in words]
    return np.array(inside, bool)


@cache
def _blank() -> spacy.language.Language:
    return spacy.blank("en")


def rows(path: Path) -> list[dict[str, Any]]:
    """The records of a JSONL file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _example(chunk: chunks.Chunk, attributions: Sequence[dict[str, Any]]) -> Example:
    low, high = chunk.words[0][0], chunk.words[-1][1]
    found: dict[int, NDArray[np.int8]] = {}
    for row in attributions:
        if not row["cue"] or not low <= row["cue"][0][0] < high:
            continue
        role = np.full(len(chunk.words), NONE, np.int8)
        for name, value in _ROLES:
            role[touched(chunk.words, row[name])] = value
        if (role == CUE).any() and (role == CONTENT).any():
            found.setdefault(int((role == CUE).argmax()), role)
    anchors = np.array(sorted(found), np.int64)
    chances = np.zeros(len(chunk.words), np.float16)
    chances[anchors] = 1
    roles = np.zeros((len(anchors), len(chunk.words), 4), np.float16)
    for i, anchor in enumerate(anchors):
        roles[i, np.arange(len(chunk.words)), found[int(anchor)]] = 1
    return replace(bare(chunk), anchors=anchors, chances=chances, roles=roles, tagged=True)
