"""Whose voices: the texts of the chain benchmark as targets, word by word.

In: marked texts as ``benchmarks/chains/README.md`` describes them. Out: :class:`Example` after
:class:`Example`, with ``heard``, ``voices`` and ``said`` alone. A marking names people and outlets; the words
of a name count wherever they stand in the text. It has no cues: those are where the reader, as it stands,
finds what is marked. Invariant: no file called ``held_out.yaml`` is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from benchmarks.chains.scoring import Pair
from benchmarks.marked import refuse_held_out
from numpy.typing import NDArray
from tokenizers import Tokenizer

from benchmarks import chains
from onrecord.model import Anonymity
from onrecord.reading.attribution.tagging import chunks
from onrecord.reading.attribution.tagging.voices import ADDRESSEE, KINDS, NEXT, OUTER, SPEAKER
from training.attribution.corpus import Example, bare, cut, touched


def marked(paths: Sequence[Path], tokenizer: Tokenizer) -> list[Example]:
    """All chunks in which a marked statement's cue was found."""
    return [e for path in paths for e in _of_file(path, tokenizer)]


def _of_file(path: Path, tokenizer: Tokenizer) -> Iterator[Example]:
    refuse_held_out("training", path, "nothing learns from it")
    for case in chains.cases(path, "model"):
        text = case.item.text
        for chunk in cut(text, tokenizer):
            found: dict[int, NDArray[np.int8]] = {}
            for pair in case.pairs:
                at = np.flatnonzero(touched(chunk.words, (pair.given.cue or pair.given.content)[:1]))
                if len(at) and _begins(chunk, int(at[0]), pair):
                    found.setdefault(int(at[0]), _voices(chunk, pair, text))
            marked = (touched(chunk.words, told.says[0]) for told in case.item.statements)
            said = [words for words in marked if words.any()]
            if found or said:
                yield _example(chunk, found, said)


def _begins(chunk: chunks.Chunk, word: int, pair: Pair) -> bool:
    """Whether a cue begins in a chunk, not only ends there."""
    return chunk.words[word][1] > (pair.given.cue or pair.given.content)[0].start >= chunk.words[0][0]


def _voices(chunk: chunks.Chunk, pair: Pair, text: str) -> NDArray[np.int8]:
    """For each word whose voice it names. A relay's name wins over a speaker's, that over an addressee's."""
    told = pair.marked
    out = np.zeros(len(chunk.words), np.int8)
    speakers = () if told.anonymity is Anonymity.UNATTRIBUTED else told.who
    relays = [(n, OUTER) for n in told.chain[:-1]] + [(n, NEXT) for n in told.chain[-1:]]
    for name, voice in (
        *((n, ADDRESSEE) for n in told.addressee),
        *((n, SPEAKER) for n in speakers),
        *relays,
    ):
        out[touched(chunk.words, _places(text, name))] = voice
    return out


def _places(text: str, name: str) -> list[tuple[int, int]]:
    """Where a name stands."""
    words = r"\s+".join(re.escape(word) for word in name.split())
    return [m.span() for m in re.finditer(rf"(?<!\w){words}(?!\w)", text)]


def _example(
    chunk: chunks.Chunk, found: dict[int, NDArray[np.int8]], said: Sequence[NDArray[np.bool_]]
) -> Example:
    heard = np.array(sorted(found), np.int64)
    voices = np.zeros((len(heard), len(chunk.words), KINDS), np.float16)
    for i, at in enumerate(heard):
        voices[i, np.arange(len(chunk.words)), found[int(at)]] = 1
    told = np.array(said, bool).reshape(-1, len(chunk.words))
    return replace(bare(chunk), heard=heard, voices=voices, said=told)
