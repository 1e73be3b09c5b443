"""What kind of thing a noun names: somebody who may take part, or a thing of a class of the knowledge file.

In: a token. Out: whether it is of a class. Invariant: a noun that is in no list and has no ending of persons
names nobody.
"""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.reading.events import grammar
from onrecord.reading.events.broad.words import Words

_CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july "
    "august september october november december".split()
)


def of(words: Words, token: Token, name: str) -> bool:
    """Whether a word is of a class of the knowledge file."""
    if name == "*any":
        return True
    if name == "people":
        return any(person(words, t) for t in grammar.conjuncts(token))
    if name == "anyone":
        return any(person(words, t) or _no_thing(words, t) for t in grammar.conjuncts(token))
    if name == "none":
        return False
    listed = words.classes[name]
    return any(t.lemma_.lower() in listed or t.lower_ in listed for t in grammar.conjuncts(token)) or (
        token.lower_ in ("it", "them", "nothing", "anything", "that", "this", "which", "one")
        and name in ("deals", "refused", "put", "accords")
    )


def _no_thing(words: Words, token: Token) -> bool:
    return token.pos_ == "NOUN" and token.lemma_.lower() not in words.things


def person(words: Words, token: Token) -> bool:
    """Whether a word may name persons, groups or bodies."""
    lemma, lower = token.lemma_.lower(), token.lower_
    if token.pos_ == "PRON" or token.tag_ in ("DT", "CD", "PRP", "WP", "WDT", "PDT"):
        if lower in ("that", "which", "who") and token.dep_ in ("nsubj", "nsubjpass", "dobj"):
            return True
        return lower in words.pronouns or token.tag_ == "CD" or lower in ("it", "those", "these", "many")
    if lemma in words.people or lower in words.people:
        return True
    if token.pos_ == "PROPN":
        return lower not in _CALENDAR
    if lemma in words.things or token.pos_ not in ("NOUN", "ADJ"):
        return False
    if (
        any(c.dep_ == "compound" and c.lower_ in words.people for c in token.children)
        and token.pos_ == "NOUN"
        and lemma == "side"
    ):
        return True
    return len(lemma) > 3 and lemma.endswith(words.endings)
