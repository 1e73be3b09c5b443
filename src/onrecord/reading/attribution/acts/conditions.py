"""What a clause depends on: "if they pay", "unless they leave", "pay up, or we go public".

In: the verb of a clause, the words that are said, the words of conditions. Out: a :class:`.Condition`, or
``None``. Invariant: no word outside the content is looked at, save what hangs on the mark of a condition.
"""

from __future__ import annotations

from itertools import islice

from spacy.tokens import Token

from onrecord.reading.attribution.acts.predication import Condition, Language
from onrecord.reading.attribution.acts.subjects import NO
from onrecord.reading.attribution.sources import SUBJECTS

_DEEPEST = 8  # steps up a parse
_SHORT = 5  # words of "if they had to"
_VERBAL = frozenset({"VERB", "AUX"})
_LEARNING = frozenset(
    {
        "hear",
        "say",
        "think",
        "believe",
        "suggest",
        "do",
        "prove",
        "claim",
        "decide",
        "learn",
        "tell",
        "argue",
        "show",
    }
)


def find(verb: Token, inside: frozenset[int], language: Language) -> Condition | None:
    """The condition of a clause: "if" with a good deed or with a bad one, "unless", "otherwise"."""
    found = Condition.BAD if _leaves_no_choice(verb) else None
    for token in verb.sent:
        kind = language.conditions.get(token.lower_)
        if kind is None or token.i not in inside or not _opens(token, verb):
            continue
        if token.dep_ == "mark" and _is_idle(token.head, language):
            continue
        if kind is Condition.GOOD and token.dep_ == "mark" and _is_bad(token.head, language):
            kind = Condition.BAD
        found = kind if found is None or kind is Condition.BAD else found
    return found


def has_subject(verb: Token) -> bool:
    """Whether a verb has a subject of its own."""
    return any(c.dep_ in SUBJECTS for c in verb.children)


def _leaves_no_choice(verb: Token) -> bool:
    """ "Pay up, or we go public"."""
    if verb.tag_ not in {"VB", "VBP"} or has_subject(verb):
        return False
    joined = any(c.dep_ == "conj" and c.pos_ in _VERBAL and has_subject(c) for c in verb.rights)
    return joined and any(c.dep_ == "cc" and c.lower_ == "or" for c in verb.rights)


def _opens(token: Token, verb: Token) -> bool:
    """Whether a word opens a condition of its sentence and not an indirect question or a time."""
    if token.lower_ == "without":
        return not _is_over(token, verb) and (token.i < verb.i or _is_wanted(token))
    if token.lower_ == "otherwise":
        return not (token.i and token.nbor(-1).lemma_ in _LEARNING)  # not "until I hear otherwise"
    if token.lower_ in {"if", "unless", "until", "till"}:
        return token.dep_ == "mark" and token.head.dep_ not in {"ccomp", "pcomp"} and token.head != verb
    return True


def _is_over(without: Token, verb: Token) -> bool:
    """Whether it tells of what is past: "will meet, days after a meeting ended without a deal"."""
    for above in islice(without.ancestors, _DEEPEST):
        if above == verb:
            return False
        if above.tag_ == "VBD":
            return True
    return False


def _is_wanted(without: Token) -> bool:
    """Whether "without" tells of something that is missing yet ("without a deal"), not of how it is done
    ("without strings")."""
    if without.i and without.nbor(-1).lower_ == "or":
        return False  # "with or without them"
    what = next((c for c in without.children if c.dep_ in {"pobj", "pcomp"}), None)
    return what is not None and (what.pos_ == "PRON" or any(c.pos_ in {"DET", "ADJ"} for c in what.lefts))


def _is_idle(clause: Token, language: Language) -> bool:
    """ "If necessary", "if she had to", "if that is what it takes": no condition at all."""
    words = [t.lower_ for t in clause.subtree if not t.is_punct]
    if clause.lemma_.lower() in language.idle and len(words) <= _SHORT:
        return True
    running = f" {' '.join(words)} "
    return any(f" {phrase} " in running for phrase in language.idle if " " in phrase)


def _is_bad(clause: Token, language: Language) -> bool:
    """Whether a condition is that somebody refuses or does harm."""
    if any(c.dep_ == "neg" or c.lower_ in NO for c in clause.subtree):
        return True
    return clause.lemma_.lower() in language.hostile
