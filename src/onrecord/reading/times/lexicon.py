"""Typed tokens: the words of a paragraph with what they can mean in a time expression.

In: a paragraph's text. Out: a list of :class:`Token` and one character a token, which stands for
the token's set of types; the grammar matches against these characters. Number words and fixed
phrases become one token each. The words come from ``knowledge/times.yaml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple

from onrecord.errors import KnowledgeError
from onrecord.knowledge import load
from onrecord.reading.times.digits import FIRST_YEAR, LAST_YEAR, SAMPLES, digits

OTHER = "\ue000"  # the class of a token without a type
_FIRST_CLASS = 0xE001
_TOKEN = re.compile(
    r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?(?!\d)"
    r"|\d{4}-\d\d-\d\d(?!\d)"
    r"|\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)(?!\d)"
    r"|\d{1,2}\.\d{1,2}\.(?:19|20)\d\d(?!\.?\d)"
    r"|\d{1,3}(?:[ -]1/2| ?½)(?![/\d])"
    r"|\d{1,2}[:.]\d\d(?::\d\d)?(?=\s?[ap]\.?m\b)"
    r"|\d{1,2}:\d\d(?::\d\d)?(?!\d)"
    r"|\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)"
    r"|\d{1,9}\.\d{1,9}(?!\d)"
    r"|\d{1,2}(?=[ap]\.?m\b)"
    r"|'?\d{1,9}(?:st|nd|rd|th|'?s)?(?![^\W_]|,\d)"
    r"|[aApP]\.[mM]\b\.?"
    r"|[oO]'clock\b"
    r"|'s\b"
    r"|[^\W_]+"
    r"|[^\s]"
)
_LONGEST_PHRASE = 6


class Token(NamedTuple):
    """A token: its place in the paragraph and its value for each of its types."""

    start: int
    end: int
    text: str
    values: Mapping[str, str]


@dataclass(frozen=True)
class Lexicon:
    """The words and phrases of the knowledge file, and the classes of type sets.

    ``literals`` are the words and marks that the rules name; each is a type of its own.
    """

    words: Mapping[str, Mapping[str, str]]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], Mapping[str, str]], ...]]
    numbers: Numbers
    capitals: frozenset[str]
    _classes: dict[frozenset[str], str] = field(default_factory=dict)

    def class_of(self, types: Iterable[str]) -> str:
        """The character for a set of types."""
        key = frozenset(types)
        if not key:
            return OTHER
        return self._classes.setdefault(key, chr(_FIRST_CLASS + len(self._classes)))

    def classes_with(self, kind: str) -> str:
        """The characters of all type sets that hold ``kind``."""
        return "".join(char for types, char in self._classes.items() if kind in types)

    def tokens(self, text: str) -> tuple[list[Token], str]:
        """The tokens of a paragraph, and their classes as one string of the same length."""
        plain = [(m.start(), m.end(), m[0].lower()) for m in _TOKEN.finditer(text)]
        out: list[Token] = []
        classes: list[str] = []
        at = 0
        while at < len(plain):
            start, end, word = plain[at]
            size, values = self._read(plain, at, text)
            if not values and out and text[start].isupper() and _CLOCKS & out[-1].values.keys():
                size, values = _city_time(plain, at, text)
            if size > 1:
                end = plain[at + size - 1][1]
            out.append(Token(start, end, word, values))
            classes.append(self._classes.get(frozenset(values), OTHER) if values else OTHER)
            at += size
        return out, "".join(classes)

    def _read(self, plain: list[tuple[int, int, str]], at: int, text: str) -> tuple[int, Mapping[str, str]]:
        """How many plain tokens the token at ``at`` takes, and its values."""
        start, _, word = plain[at]
        for phrase, values in self.phrases.get(word, ()):
            if tuple(p[2] for p in plain[at : at + len(phrase)]) == phrase:
                if self._lacks_capital(values, text[start]):
                    continue
                return len(phrase), values
        if word in self.numbers:
            size, number = self.numbers.read([p[2] for p in plain[at : at + 8]])
            if size > 1 or (size and word not in self.words):
                return size, _number_values(number, size)
        found = self.words.get(word)
        if found is not None:
            return 1, self._cased(found, text[start])
        if word[0].isdecimal() or (word[0] == "'" and len(word) > 2):
            return 1, digits(word)
        return 1, _NOTHING

    def _lacks_capital(self, values: Mapping[str, str], first: str) -> bool:
        return not first.isupper() and any(kind in self.capitals for kind in values)

    def _cased(self, values: Mapping[str, str], first: str) -> Mapping[str, str]:
        if not self._lacks_capital(values, first):
            return values
        return {kind: value for kind, value in values.items() if kind not in self.capitals}


_NOTHING: Mapping[str, str] = {}
_CLOCKS = frozenset({"CLOCK", "CLOCKFOUR", "CLOCKWORD", "AMPM"})
_LONGEST_CITY = 3  # words: "New York City time"


def _city_time(plain: list[tuple[int, int, str]], at: int, text: str) -> tuple[int, Mapping[str, str]]:
    """The words of a city's time behind a clock time (``Kyiv time``), as a zone."""
    for size in range(1, _LONGEST_CITY + 1):
        if at + size >= len(plain) or not text[plain[at + size - 1][0]].isupper():
            break
        if plain[at + size][2] == "time":
            name = text[plain[at][0] : plain[at + size - 1][1]]
            return size + 1, {"ZONE": "_".join(name.split())}
    return 1, _NOTHING


@dataclass(frozen=True)
class Numbers:
    """Number words: ``twenty-four``, ``two hundred and ten``, ``nineteen ninety-seven``."""

    units: Mapping[str, int]
    tens: Mapping[str, int]
    scales: Mapping[str, int]

    def __contains__(self, word: str) -> bool:
        return word in self.units or word in self.tens or word in self.scales

    def read(self, words: list[str]) -> tuple[int, int]:
        """Number of words taken from the front (0 if none), and their value."""
        total, at = 0, 0
        if words[0] in self.scales:
            return 1, self.scales[words[0]]
        while at < len(words):
            size, part = self._below_hundred(words[at:])
            if not size:
                break
            if total and 10 <= total < 100 and at and part >= 10 and words[at - 1] not in self.scales:
                return at + size, total * 100 + part  # nineteen ninety-seven
            total += part
            at += size
            grown = False
            while at < len(words) and words[at] in self.scales:
                total *= self.scales[words[at]]
                at += 1
                grown = True
            if not grown:
                second, _ = self._below_hundred(words[at : at + 3])
                if second and 10 <= total < 100:
                    continue
                break
            if at + 1 < len(words) and words[at] == "and" and self._below_hundred(words[at + 1 :])[0]:
                at += 1
        return at, total

    def _below_hundred(self, words: list[str]) -> tuple[int, int]:
        if not words:
            return 0, 0
        if words[0] in self.units:
            return 1, self.units[words[0]]
        if words[0] not in self.tens:
            return 0, 0
        ten = self.tens[words[0]]
        rest = words[2:3] if words[1:2] == ["-"] else words[1:2]
        if rest and 0 < self.units.get(rest[0], 0) < 10:
            return (3 if words[1] == "-" else 2), ten + self.units[rest[0]]
        return 1, ten


def _number_values(number: int, size: int) -> Mapping[str, str]:
    values = {"NUM": str(number)}
    if size > 1 and FIRST_YEAR <= number <= LAST_YEAR:
        values["YEAR"] = str(number)
    return values


@cache
def lexicon(literals: frozenset[str] = frozenset()) -> Lexicon:
    """The lexicon of the knowledge file, with a type for each of the given literals."""
    data = load("times")
    words: dict[str, dict[str, str]] = {}
    for kind, entries in data["words"].items():
        for word, value in entries.items():
            words.setdefault(str(word), {})[kind] = str(value)
    for word, number in data["numbers"]["ordinals"].items():
        words.setdefault(word, {})["ORD"] = str(number)
    for word, number in data["numbers"]["decades"].items():
        words.setdefault(word, {})["DECADE"] = f"{number}X"
    for literal in literals:
        words.setdefault(literal, {})[f"={literal}"] = literal
    if not all(isinstance(data.get(key), dict) for key in ("words", "phrases", "numbers")):
        raise KnowledgeError("times.yaml lacks a section", hint="see its header")
    numbers = Numbers(data["numbers"]["units"], data["numbers"]["tens"], data["numbers"]["scales"])
    out = Lexicon(
        words, _phrases(data["phrases"], load("times_guards")["names"]), numbers, frozenset(data["capitals"])
    )
    _register(out)
    return out


def _phrases(
    data: Any, names: Iterable[str]
) -> Mapping[str, tuple[tuple[tuple[str, ...], Mapping[str, str]], ...]]:
    found: dict[tuple[str, ...], dict[str, str]] = {_words(name): {} for name in names}
    for kind, entries in data.items():
        for phrase, value in entries.items():
            found.setdefault(_words(phrase), {})[kind] = str(value)
    out: dict[str, list[tuple[tuple[str, ...], Mapping[str, str]]]] = {}
    for words, values in sorted(found.items(), key=lambda item: -len(item[0])):
        out.setdefault(words[0], []).append((words, values))
    return {first: tuple(entries) for first, entries in out.items()}


def _words(phrase: object) -> tuple[str, ...]:
    return tuple(m[0] for m in _TOKEN.finditer(str(phrase)))


def _register(lexicon: Lexicon) -> None:
    """Give a class to every set of types that a token can have."""
    for values in lexicon.words.values():
        lexicon.class_of(values)
        lexicon.class_of(kind for kind in values if kind not in lexicon.capitals)
    for entries in lexicon.phrases.values():
        for _, values in entries:
            lexicon.class_of(values)
    for sample in SAMPLES:
        lexicon.class_of(digits(sample))
    lexicon.class_of(("ZONE",))
    lexicon.class_of(_number_values(5, 1))
    lexicon.class_of(_number_values(1997, 2))
