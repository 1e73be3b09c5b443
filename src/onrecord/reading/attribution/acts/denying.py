"""How denials are worded: "that is untrue", "it had not", "no such promise was made", "was misquoted".

In: the words of a denial. Out: whether they point at what was said before, say no more than no, or deny words
alone; :class:`Denying`, the words that it takes (``knowledge/denials.yaml``). Invariant: nothing outside the
denial is looked at.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from onrecord.knowledge import load
from onrecord.reading.attribution.acts import claims, clause, patterns
from onrecord.reading.attribution.acts.subjects import NO
from onrecord.reading.attribution.cues import cues
from onrecord.reading.attribution.sources import SUBJECTS

VERBAL = frozenset({"VERB", "AUX"})
_POINTER = 2  # words
_SHORT = 4  # words of a denial that says no more than no
_AUXILIARIES = frozenset({"be", "have", "do"})
_BEHIND = frozenset({"none", "so", "either"})  # "there were none"
_PERSONAL = frozenset({"it", "them"})
_DENIED = frozenset({"do", "be", "say", "deny"})  # "denied it", "did it"; not "had sold it"
_EXTRAPOSED = frozenset({"ccomp", "advcl"})
_DEMONSTRATIVE = frozenset({"that", "those", "this", "these", "such"})


@dataclass(frozen=True, slots=True)
class Denying:
    """The words of ``knowledge/denials.yaml``, as its header tells.

    ``claims`` are the nouns for claims of ``acts_words.yaml``, ``telling`` those and more.
    """

    pointing: frozenset[str]
    accusing: frozenset[str]
    blanket: frozenset[str]
    uttered: frozenset[str]
    uttering: frozenset[str]
    misheard: frozenset[str]
    asking: frozenset[str]
    citing: frozenset[str]
    befalling: frozenset[str]
    claims: frozenset[str]
    telling: frozenset[str]


@cache
def words() -> Denying:
    """The words, loaded once a process."""
    data, nouns = load("denials"), patterns.patterns().claims
    return Denying(
        pointing=frozenset(data["pointing"]),
        accusing=frozenset(data["accusing"]),
        blanket=frozenset(data["blanket"]),
        uttered=frozenset(data["uttered"]),
        uttering=frozenset(data["uttering"]),
        misheard=frozenset(data["misheard"]),
        asking=frozenset(data["asking"]),
        citing=frozenset(data["citing"]),
        befalling=frozenset(data["befalling"]),
        claims=nouns,
        telling=nouns | frozenset(data["claims"]),
    )


def points(said: Sequence[Token]) -> bool:
    """Whether words point at what was said before: "that is untrue", "the claim", "made no such remark"."""
    top = claims.top(said)
    if is_pointer(said):
        return True
    return any(_points(t, top) or _is_open_claim(t) for t in said) or names_words(said)


def is_pointer(said: Sequence[Token]) -> bool:
    """Whether words do nothing but point, whatever the parser makes of them: "that figure"."""
    return 0 < len(said) <= _POINTER and said[0].lower_ in _DEMONSTRATIVE


def _points(token: Token, top: Token | None) -> bool:
    """Whether a word stands for what was said, close to the chief word ``top``."""
    word = token.lower_
    if word == "such" and token.i and token.nbor(-1).lower_ in {"no", "any"}:
        return True  # "had given no such promise"
    if word not in words().pointing or token.tag_ == "WDT":
        return False
    near = top in {token, token.head, token.head.head}
    if token.dep_ == "det":
        return word != "such" and near and (token.head.dep_ in SUBJECTS or token.head == top)
    if token.dep_ in SUBJECTS:
        return near and (word != "it" or token.head.pos_ != "VERB")  # "it had sold nothing": a ministry
    verb = token.head if token.dep_ == "dobj" else token.head.head
    behind = token.dep_ in {"dobj", "pobj", "ROOT", "ccomp"}
    return behind and (word not in _PERSONAL or verb.lemma_ in _DENIED)


def _is_open_claim(token: Token) -> bool:
    """Whether a word names a claim without telling it, or tells that words were not said like that."""
    lemma = token.lemma_.lower()
    if lemma in words().misheard:
        return True
    return token.pos_ == "NOUN" and lemma in words().claims and claims.told(token) is None


def names_words(said: Sequence[Token]) -> bool:
    """Whether words are named by pointing at them: "using those words", "given such an order"."""
    return any(
        t.pos_ == "NOUN"
        and t.lemma_.lower() in words().uttered
        and any(c.lower_ in _DEMONSTRATIVE for c in t.lefts)
        for t in said
    )


def called_untrue(said: Sequence[Token]) -> list[Token] | None:
    """The clause that is called untrue: "It is not true that the fleet was sold"."""
    for token in said:
        if token.lower_ != "it" or token.dep_ not in SUBJECTS or token.head.lemma_ != "be":
            continue
        predicate = _predicate(token.head)
        for that in token.head.subtree:
            untrue = that.head
            if that.lower_ != "that" or that.dep_ != "mark" or untrue.dep_ not in _EXTRAPOSED:
                continue
            if untrue.head in predicate:
                return [t for t in untrue.subtree if t.i > that.i]
    return None


def _predicate(verb: Token) -> list[Token]:
    """A verb and what it says of its subject."""
    return [verb, *(c for c in verb.children if c.dep_ in {"acomp", "attr"})]


def is_about_words(said: Sequence[Token]) -> bool:
    """Whether somebody denies having said something: "had promised nothing of the sort", "was misquoted"."""
    if names_words(said) or any(t.lemma_.lower() in words().misheard for t in said):
        return True
    if not any(t.lower_ in words().pointing or t.lower_ == "thing" for t in said):
        return False
    verbs = [t.lemma_.lower() for t in said if t.pos_ == "VERB"]
    return any(cues().says(verb) or verb in words().uttering for verb in verbs)


def is_bare(said: Sequence[Token]) -> bool:
    """Whether words leave the verb to what was said before: "it was not", "they had not", "none would"."""
    verbs = [t for t in said if t.pos_ in VERBAL or t.tag_ == "MD"]
    if not verbs or any(t.tag_ != "MD" and t.lemma_.lower() not in _AUXILIARIES for t in verbs):
        return False
    behind = [t for t in said if t.i > verbs[0].i and t not in verbs and not t.is_punct]
    return all(t.dep_ == "neg" or t.lower_ in _BEHIND for t in behind)


def is_only_no(said: Sequence[Token]) -> bool:
    """Whether words say nothing but no: "Rubbish", "Not at all", "News to me"; "no deal" says more."""
    told = [t for t in said if not t.is_punct]
    if len(told) > _SHORT or any(t.pos_ in VERBAL for t in told):
        return False
    return not any(t.lower_ in NO for t in told[:-1]) or all(t.lower_ in NO for t in told)


def may_leave_out(said: Sequence[Token], meant: Sequence[Token]) -> bool:
    """Whether a bare verb may stand for ``meant``: "it was not" for "it was fair", not for "she would go"."""
    verb = next((clause.modal(t) for t in said if t.pos_ in VERBAL or t.tag_ == "MD"), None)
    return any(verb in {clause.modal(t), "do"} for t in meant if t.pos_ in VERBAL)
