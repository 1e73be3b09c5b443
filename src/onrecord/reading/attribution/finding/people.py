"""Nouns for those who can speak: people, bodies, holders of offices.

In: a noun of the parse. Out: whether it is one. Invariant: a name is none of them; whom it names is for the
cast to say.
"""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from onrecord.knowledge import load
from onrecord.reading.attribution.cues import Cues

_ENDINGS = ("er", "or", "ist", "ian", "man", "men", "woman", "women", "ee", "folk", "people", "staff")
"""What most nouns for people end in."""


def known(noun: Token, cues: Cues) -> bool:
    """Whether a noun is for people or bodies that can say something, in any case and number."""
    word, lemma = noun.lower_, noun.lemma_.lower()
    forms = {lemma, word, word.removesuffix("s"), word.removesuffix("es")}
    if not forms.isdisjoint(cues.unnamed | cues.institutions | cues.sides | _listed()):
        return True
    return not noun.is_upper and lemma.endswith(_ENDINGS) and lemma not in _things()


@cache
def _listed() -> frozenset[str]:
    """Nouns for people and bodies, and the last words of offices."""
    naming, titles = load("naming"), load("titles")
    offices = (str(word).split()[-1].lower() for role in titles["roles"].values() for word in _words(role))
    bodies = (str(word).rstrip("s") for word in naming["groups"])
    more = (
        *load("acts")["actors"],
        *naming["persons"],
        *naming["bodies"],
        *naming["councils"],
        *naming["collectives"],
        *load("cues")["speaking"],
    )
    return frozenset((*map(str, more), *offices, *bodies))


def _words(role: dict[str, list[str]]) -> list[str]:
    return [*role.get("words", ()), *role.get("male", ()), *role.get("female", ())]


@cache
def _things() -> frozenset[str]:
    """Nouns for things that end as nouns for people do."""
    return frozenset(map(str, load("cues")["things"]))
