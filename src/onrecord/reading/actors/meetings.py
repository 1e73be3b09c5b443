"""Who meets, and who only brings others together: "Lopez met Ahmed", "talks hosted by Oman and Egypt".

In: the tokens of a paragraph. Out: whether a name only stands by; the token of who meets another. Invariant:
only what stands in the same sentence tells, by the parse. The words are in ``knowledge/naming.yaml``.
"""

from __future__ import annotations

from onrecord.reading.actors.lexicon import Naming
from onrecord.reading.actors.words import Words

_HELD = frozenset({"hold", "have", "conduct", "open", "begin"})
_BESIDE = frozenset({"conj", "appos", "compound", "nmod"})
_LONGEST_LIST = 6


def stands_by(words: Words, token: int, naming: Naming) -> bool:
    """Whether a name is a mediator's or onlooker's: "hosted by Oman and Egypt", "mediators from Oman",
    "over the objections of Oman and Egypt", "Oman and Egypt act as guarantors".
    """
    for _ in range(_LONGEST_LIST):
        near = [token, *(c for c in words.children[token] if words.dep[c] in ("appos", "compound"))]
        if any(words.lower[k] in naming.mediators for k in near):
            return True
        above = words.head[token]
        if words.dep[token] == "pobj" and words.lower[above] in ("by", "from", "of"):
            above = words.head[above]
            if words.lower[words.head[token]] == "by":
                return words.lemma[above] in naming.mediating
            if words.lower[above] in naming.onlookers:
                return True
        elif words.dep[token] == "nsubj":
            return words.lemma[above] in naming.mediating or _is_told_to_mediate(words, above, naming)
        elif words.dep[token] not in _BESIDE:
            return False
        token = above
    return False


def _is_told_to_mediate(words: Words, verb: int, naming: Naming) -> bool:
    """Whether a verb says of its subject that it mediates: "are the guarantor powers", "act as mediators"."""
    called = [c for c in words.children[verb] if words.dep[c] == "attr"]
    called += [c for a in words.children[verb] if words.lower[a] == "as" for c in words.children[a]]
    return any(words.lower[k] in naming.mediators for c in called for k in (c, *words.children[c]))


def partner(words: Words, token: int, naming: Naming) -> int | None:
    """The token of who meets the one at ``token``: "Lopez held talks with Ahmed", "Lopez met Ahmed"."""
    if words.dep[token] == "appos":
        token = words.head[token]  # "met his counterpart Ahmed"
    above = words.head[token]
    if words.lower[above] == "visiting" and words.dep[token] == "dobj":
        above = words.head[above]  # "talks with visiting President Ahmed"
    if words.lower[above] == "with":
        above = words.head[above]
        if words.lemma[above] in naming.encounters and words.lemma[words.head[above]] in _HELD:
            return words.subject(words.head[above])
    elif words.dep[token] != "dobj":
        return None
    return words.subject(above) if words.lemma[above] in naming.meeting else None
