"""Names: when two spellings may name one actor or one place.

In: names as documents write them. Out: folded forms and yes/no answers. Invariant: every comparison
is symmetric, and a name always agrees with itself.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from rapidfuzz.distance import JaroWinkler
from rapidfuzz.fuzz import ratio

from onrecord.reading.actors import lexicon

_NOT_WORD = re.compile(r"[^\w]+")
_ARTICLE = re.compile(r"^(?:the|a|an) ")
_ALIKE = 88.0  # per cent of equal letters at which two spellings of one word are taken as one

# What transliterations disagree about. Vowels are dropped after the first letter has been settled.
_SOUNDS = (
    (re.compile(r"x"), "ks"),
    (re.compile(r"q"), "k"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"[ck]h|c(?![eiy])"), "k"),
    (re.compile(r"w"), "v"),
    (re.compile(r"sch|sh|zh|tch|ch"), "s"),
    (re.compile(r"[aeiouyj]"), ""),
    (re.compile(r"(.)\1+"), r"\1"),
)


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """Lower case, no accents, no punctuation, no article, single spaces."""
    plain = unicodedata.normalize("NFKD", name.replace("’s", "").replace("'s", ""))
    letters = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    return _ARTICLE.sub("", " ".join(_NOT_WORD.sub(" ", letters).split()))


def slug(name: str) -> str:
    """The name as the id that readings give an actor: ``dmitry-peskov``."""
    return lexicon.slug(name)


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """The consonants of a folded word, transliterations levelled: ``zelensky``, ``zelenskyy``."""
    out = word
    for pattern, into in _SOUNDS:
        out = pattern.sub(into, out)
    return out or word


def alike(a: str, b: str) -> bool:
    """Whether two folded words can be two spellings of one: a letter or so apart."""
    return a == b or (min(len(a), len(b)) > 3 and ratio(a, b) >= _ALIKE)


def respelt(a: str, b: str) -> bool:
    """Whether two folded words are different spellings of the same sounds (Kyiv and Kiev)."""
    if a == b or min(len(a), len(b)) < 3:
        return False
    return sound(a) == sound(b) and a[0] == b[0] and JaroWinkler.similarity(a, b) >= 0.6


def same_place(a: str | None, b: str | None) -> bool | None:
    """Whether two places agree; ``None`` where one is not told.

    A place agrees with a longer description of itself ("Istanbul", "Istanbul, Turkey") and with the
    country that it lies in.
    """
    if not a or not b:
        return None
    one, two = fold(a), fold(b)
    if one == two or alike(one, two) or respelt(one, two):
        return True
    countries = lexicon.lexicon().country_of
    if countries.get(a) == b or countries.get(b) == a:
        return True
    small, large = sorted((set(one.split()), set(two.split())), key=len)
    return bool(small) and small <= large
