"""The training corpus: chunks with their attributions.

In: JSONL with ``id``, ``text`` and ``attributions`` (lists of ``[start, end)`` under ``source``, ``cue``, ``content``), as
PolNeAR has them. Out: :class:`Example` after :class:`Example`. The chunks are those that reading cuts.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import spacy
from tokenizers import Tokenizer

from onrecord.model import Span
from onrecord.reading.attribution import quotes
from onrecord.reading.attribution.tagging import chunks
from onrecord.reading.language import Paragraph, ParsedText, pieces, plain

NONE, SOURCE, CUE, CONTENT = range(4)
ROLES = ("source", "cue", "content")


@dataclass(frozen=True)
class Example:
    """A chunk; ``anchors`` are the words that begin a cue, ``roles`` (anchors x words) what each word is to it."""

    document: str
    chunk: chunks.Chunk
    anchors: np.ndarray
    roles: np.ndarray


def digest(path: Path) -> str:
    """SHA-256 of a data file, for the model card."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def documents(path: Path) -> Iterator[dict[str, object]]:
    """The lines of a JSONL file."""
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def examples(path: Path, tokenizer: Tokenizer) -> list[Example]:
    """All chunks of a corpus with what is marked in them."""
    out: list[Example] = []
    for row in documents(path):
        found = cut(str(row["text"]), tokenizer)
        out += [_example(str(row["id"]), chunk, row.get("attributions", ())) for chunk in found]  # type: ignore[arg-type]
    return out


def cut(text: str, tokenizer: Tokenizer) -> list[chunks.Chunk]:
    """The chunks of a text, as reading cuts them, but without parsing it."""
    spans = pieces(text)
    paragraphs = tuple(Paragraph(i, s.start, _blank()(plain(text[s.start : s.end]))) for i, s in enumerate(spans))
    inside = [s for q in quotes.find(ParsedText(text, paragraphs)) for s in q.spans]
    return chunks.cut([(p.start, p.doc.text) for p in paragraphs], inside, tokenizer)


@cache
def _blank() -> spacy.language.Language:
    return spacy.blank("en")


def _example(document: str, chunk: chunks.Chunk, attributions: list[dict[str, list[list[int]]]]) -> Example:
    low, high = chunk.words[0].start, chunk.words[-1].end
    anchors, roles = [], []
    for row in attributions:
        if not row["cue"] or not row["content"] or not low <= row["cue"][0][0] < high:
            continue
        cue = _touched(chunk.words, row["cue"])
        if not cue.any() or cue.argmax() in anchors:
            continue
        role = np.zeros(len(chunk.words), np.int8)
        for value, name in ((CONTENT, "content"), (SOURCE, "source"), (CUE, "cue")):
            role[_touched(chunk.words, row[name])] = value
        if not (role == CONTENT).any():
            continue
        anchors.append(int(cue.argmax()))
        roles.append(role)
    empty = np.zeros((0, len(chunk.words)), np.int8)
    return Example(document, chunk, np.array(anchors, np.int64), np.stack(roles) if roles else empty)


def _touched(words: list[Span], spans: list[list[int]]) -> np.ndarray:
    return np.array([any(w.start < end and start < w.end for start, end in spans) for w in words])
