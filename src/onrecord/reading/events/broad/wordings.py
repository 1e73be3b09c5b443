"""Expressions as the knowledge files list them, and what kind of phrase a noun heads.

In: tokens of a parse. Out: names to look up, and tests of nouns. Invariant: nothing here knows of status.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

COPULAS = frozenset({"be", "remain", "stay", "become", "seem", "look", "appear", "prove", "stand", "get"})


def misread(noun: Token) -> Token | None:
    """The verb of a sentence whose subject the parser took for its root: "Hopes of a treaty evaporated"."""
    for token in noun.subtree:
        if (
            token.i > noun.i
            and token.dep_ in ("acl", "relcl")
            and token.tag_ in ("VBD", "VBZ")
            and not any(c.dep_ in ("nsubj", "nsubjpass") for c in token.children)
        ):
            return token
    return None


def negative_verb(verb: Token) -> bool:
    """Whether a verb is negated by a word of its own: "did not deny"."""
    return any(c.dep_ == "neg" for c in verb.children)


def negative(token: Token, negatives: frozenset[str]) -> bool:
    """Whether a noun is none: "no talks", "not a single concession", "nothing"."""
    if token.lower_ in negatives:
        return True
    return any(
        c.dep_ in ("det", "neg", "preconj", "predet") and c.lower_ in ("no", "neither", "not", "nor")
        for c in token.children
    )


def definite(token: Token) -> bool:
    """Whether a noun means a certain one: "the talks", "their deal", "this round", "Monday's call"."""
    for child in token.children:
        if child.dep_ == "det" and child.lower_ in ("the", "this", "that", "these", "those"):
            return True
        if child.dep_ == "poss":
            return True
    return False


def names(verb: Token) -> list[str]:
    """The expressions under which a verb may be listed, the most specific first."""
    lemma = verb.lemma_.lower()
    if verb.pos_ not in ("VERB", "AUX"):
        return [f"be {verb.lower_}", verb.lower_, lemma]
    particle = next((f"{lemma} {c.lower_}" for c in verb.children if c.dep_ == "prt"), None)
    long: list[str] = []
    short: list[str] = [] if particle is None else [particle]
    for child in verb.children:
        word = child.lower_
        if child.dep_ == "dobj":
            noun = f"{lemma} {child.lemma_.lower()}"
            long.extend((noun, *(f"{noun} {c.lower_}" for c in child.children if c.dep_ == "prep")))
        elif child.dep_ == "advmod":
            short.append(f"{lemma} {word}")
            long.extend(f"{lemma} {word} {c.lower_}" for c in child.children if c.dep_ == "prep")
            if lemma in COPULAS:
                short.append(word)
        elif child.dep_ in ("acomp", "oprd", "attr"):
            long.append(f"{lemma} {word}")
            if lemma in COPULAS:
                long.extend(_predicate(child))
                short.extend((word, child.lemma_.lower()))
        elif child.dep_ == "prep":
            tails = list(_phrases(child))
            for start in (lemma, particle):
                if start is not None:
                    long.extend(f"{start} {end}" for end in tails)
            if particle is not None:
                long.append(f"{particle} {word}")
            if lemma in COPULAS:
                short.extend(tails)
            short.append(f"{lemma} {word}")
    return [*long, *short, lemma]


def _predicate(word: Token) -> Iterator[str]:
    """ "dead and buried", "out of reach"."""
    for child in word.children:
        if child.dep_ == "prep":
            yield from (f"{word.lower_} {end}" for end in _phrases(child))
        elif child.dep_ == "conj":
            yield f"{word.lower_} and {child.lower_}"


def _phrases(adposition: Token) -> Iterator[str]:
    """ "in doubt", "in full swing"."""
    for noun in adposition.children:
        if noun.dep_ in ("pobj", "pcomp", "amod", "advmod"):
            word = noun.lemma_.lower()
            yield f"{adposition.lower_} {word}"
            yield f"{adposition.lower_} {noun.lower_}"
            for child in noun.children:
                if child.dep_ in ("amod", "det", "compound"):
                    yield f"{adposition.lower_} {child.lower_} {word}"
        elif noun.dep_ == "prep":
            for tail in _phrases(noun):
                yield f"{adposition.lower_} {tail}"


def tail(token: Token) -> Iterator[str]:
    """The predicates behind a noun in a headline."""
    for child in token.children:
        if child.i > token.i:
            if child.dep_ == "prep":
                yield from _phrases(child)
            yield child.lower_
