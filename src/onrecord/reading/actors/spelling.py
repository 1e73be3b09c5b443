"""Spellings of names: what two writings of one word have in common, and which words are no names.

In: words. Out: their letters without what writers differ in. Invariant: a word folds to itself once folded.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence

from onrecord.reading.actors.words import Words


def fold(word: str) -> str:
    """A word's letters with accents and the usual differences of transliteration removed."""
    plain = unicodedata.normalize("NFKD", word.lower().translate(_LETTERS)).encode("ascii", "ignore").decode()
    for spelling, common in _SPELLINGS:
        plain = plain.replace(spelling, common)
    return plain.strip(".'")


_LETTERS = str.maketrans({"ø": "o", "ł": "l", "ı": "i", "đ": "d", "ß": "ss", "’": "'"})
# Pairs that romanisations of one name differ by; applied to both names alike.
_SPELLINGS = (
    ("iyy", "y"), ("yy", "y"), ("iy", "y"), ("ii", "y"), ("yi", "y"), ("ij", "y"), ("ey", "y"), ("ei", "y"),
    ("kh", "h"), ("gh", "g"), ("ou", "u"), ("oe", "o"), ("ue", "u"), ("ck", "k"), ("ph", "f"), ("ts", "c"),
    ("ks", "x"), ("w", "v"), ("q", "k"), ("-", ""), ("'", ""),
)  # fmt: skip


def common_words(paragraphs: Sequence[Words]) -> frozenset[str]:
    """Words that the document writes in lower case somewhere: no names on their own."""
    counts: Counter[str] = Counter()
    for words in paragraphs:
        counts.update(w for w in set(words.text) if w.islower())
    return frozenset(counts)
