"""Likeness of short texts: quotations, demands, proposals that documents repeat word for word.

In: texts with a key (who says it). Out: groups of indexes. Invariants: texts of different keys are
never grouped; nor are texts that differ in a number or in how often they negate, however alike.

Cosines and embeddings are no measure here: "open to talks" and "not open to talks" are close in both.
Time is linear in the number of texts: one that stood before goes where that went, another is compared only
with the first texts of the groups with which it shares one of its eight smallest shingle hashes.
"""

from __future__ import annotations

import zlib
from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence
from functools import cache, lru_cache

from rapidfuzz.fuzz import ratio

from onrecord.knowledge import load
from onrecord.ledger.names import fold

_SHINGLE = 3  # words
_SKETCH = 8  # smallest shingle hashes by which a text is found
_CROWD = 24  # groups compared for one hash; a phrase in more of them tells nothing
_WHOLE = 6  # words a text must have to be recognised inside a longer one
_LONGEST = 2000  # characters compared


def groups(keys: Sequence[Hashable], texts: Sequence[str], least: float = 88.0) -> list[list[int]]:
    """Indexes of texts that say the same in nearly the same words, grouped; singletons included.

    ``least`` is the share of equal letters in per cent. Groups stand in the order of their first
    text and hold indexes in order.
    """
    out: list[list[int]] = []
    firsts: list[str] = []
    often = Counter(keys)
    index: dict[tuple[Hashable, int], list[int]] = defaultdict(list)
    home: dict[tuple[Hashable, str], int] = {}  # of texts that stand somewhere already
    for i, (key, text) in enumerate(zip(keys, texts, strict=True)):
        if often[key] == 1:  # nothing that it could be compared with
            out.append([i])
            firsts.append("")
            continue
        if (known := home.get((key, text))) is not None:
            out[known].append(i)
            continue
        words = fold(text[:_LONGEST])
        sketch = _sketch(words)
        seen = dict.fromkeys(g for h in sketch for g in index.get((key, h), ())[-_CROWD:])
        found = next((g for g in seen if same(firsts[g], words, least)), None)
        if found is None:
            found = len(out)
            out.append([])
            firsts.append(words)
        out[found].append(i)
        home[key, text] = found
        for h in sketch:
            if found not in index[key, h]:
                index[key, h].append(found)
    return out


def same(a: str, b: str, least: float) -> bool:
    """Whether two folded texts are one text: nearly equal, or one a whole part of the other."""
    if a == b:
        return True
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    if short in long and short.count(" ") + 1 >= _WHOLE and f" {short} " in f" {long} ":
        return True
    return ratio(a, b, score_cutoff=least) >= least and _figures(a) == _figures(b)


def turned(text: str) -> bool:
    """Whether a text has a word that turns its meaning round: not, no, refuse."""
    return not _turning().isdisjoint(fold(text).split())


def _sketch(words: str) -> list[int]:
    """The smallest hashes of the runs of three words; the hash of the whole for a shorter text."""
    listed = words.split()
    if len(listed) <= _SHINGLE:
        return [zlib.crc32(words.encode())]
    runs = {
        zlib.crc32(" ".join(listed[i : i + _SHINGLE]).encode()) for i in range(len(listed) - _SHINGLE + 1)
    }
    return sorted(runs)[:_SKETCH]


@lru_cache(maxsize=4096)
def _figures(words: str) -> Counter[str]:
    """What must be equal in texts that say the same: numbers, and words that turn the meaning round."""
    turning = _turning()
    return Counter(w for w in words.split() if w in turning or any(c.isdigit() for c in w))


@cache
def _turning() -> frozenset[str]:
    return frozenset(fold(w) for w in load("opposites")["opposites"])
