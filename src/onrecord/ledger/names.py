"""Names: when two spellings may name one actor or one place.

In: names as documents write them. Out: folded forms and yes/no answers. Invariant: every comparison
is symmetric, and a name always agrees with itself.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from rapidfuzz.distance import JaroWinkler
from rapidfuzz.fuzz import ratio

from onrecord.knowledge import load
from onrecord.reading.actors import lexicon

_NOT_WORD = re.compile(r"\W+")
_ARTICLE = re.compile(r"^(?:the|a|an) ")
_ALIKE = 88.0  # per cent of equal letters at which two spellings of one word are taken as one
_NAME = 60  # characters; longer texts are no names and are not worth keeping
_SHAPE = 0.6  # Jaro-Winkler similarity that two spellings of the same sounds have at least
_VOWELS = "aeiouyj"

# What spellings of one and the same name disagree about: next to nothing.
_SPELLINGS = (
    (re.compile(r"(?<=[aou])e"), ""),
    (re.compile(r"x"), "ks"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"q|ck|c(?![eiyh])"), "k"),
    (re.compile(r"w"), "v"),
    (re.compile(r"(?<=.)[jy]"), "i"),
    (re.compile(r"(.)\1+"), r"\1"),
)
_PLAIN = 5  # letters of a word that can be spelt in another way; shorter ones soon mean another

# What transliterations disagree about. Vowels are dropped.
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


def fold(name: str) -> str:
    """Lower case, no accents, no punctuation, no article, single spaces."""
    return _folded_name(name) if len(name) <= _NAME else _folded(name)


def _folded(text: str) -> str:
    plain = text.replace("’s", "").replace("'s", "")
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return _ARTICLE.sub("", _NOT_WORD.sub(" ", plain.casefold()).strip())


_folded_name = lru_cache(maxsize=65536)(_folded)


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


@lru_cache(maxsize=65536)
def spelt(word: str) -> str:
    """One spelling for all that a folded word may have: ``qerat`` and ``kerat`` give one."""
    if len(word) < _PLAIN:
        return word
    for pattern, into in _SPELLINGS:
        word = pattern.sub(into, word)
    return word


def one_given_name(a: str, b: str) -> bool:
    """Whether two folded given names are forms of one ("Mike", "Michael"), as the knowledge lists them."""
    return bool(_forms().get(a, frozenset()) & _forms().get(b, frozenset()))


@cache
def _forms() -> dict[str, frozenset[int]]:
    """Folded given names with the lines of ``knowledge/given_names.yaml`` on which they stand."""
    found: dict[str, set[int]] = {}
    for number, line in enumerate(load("given_names")["variants"]):
        for name in line:
            found.setdefault(fold(name), set()).add(number)
    return {name: frozenset(lines) for name, lines in found.items()}


def alike(a: str, b: str) -> bool:
    """Whether two folded words can be two spellings of one: a letter or so apart."""
    return a == b or (min(len(a), len(b)) > 3 and ratio(a, b) >= _ALIKE)


def respelt(a: str, b: str) -> bool:
    """Whether two folded words are different spellings of the same sounds (Kyiv and Kiev)."""
    if a == b or min(len(a), len(b)) < 3 or _derived(*sorted((a, b), key=len)):
        return False
    same_start = (a[0] in _VOWELS) == (b[0] in _VOWELS)
    return same_start and sound(a) == sound(b) and JaroWinkler.similarity(a, b) >= _SHAPE


def _derived(short: str, long: str) -> bool:
    """Whether one word is made from the other by an ending (Ukraine and Ukrainian), not respelt."""
    stem = short.rstrip(_VOWELS)
    if not long.startswith(stem):
        return False
    ending = long[len(stem) :]
    return bool(ending.strip(_VOWELS)) or stem == short


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
    if country_of(a) == b or country_of(b) == a:
        return True
    small, large = sorted((set(one.split()), set(two.split())), key=len)
    return bool(small) and small <= large


def country_of(place: str) -> str | None:
    """The country that a known place lies in."""
    return _countries().get(place)


@cache
def _countries() -> dict[str, str]:
    """Places and capitals with their countries, from ``knowledge/places.yaml`` and ``states.yaml``."""
    found = {city: name for name, state in load("states").items() for city in state.get("capital", ())}
    for country, lines in load("places")["places"].items():
        found.update({spelling.strip(): country for line in lines for spelling in line.split("|")})
    return found
