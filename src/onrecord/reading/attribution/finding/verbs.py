"""Verbs that report: their key among the cues, the words of the cue, who says it, whether it says anything.

In: a verb of the parse and the cues. Out: plain facts about it. A verb in a condition, an order or a purpose,
or under a modal, is idle: it reports nothing.
"""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Token

from onrecord.reading.attribution import sources
from onrecord.reading.attribution.cues import Cues
from onrecord.reading.attribution.sources import Source

_REAL = frozenset({"continue", "go"})
_UNREAL = frozenset({"if", "unless", "whether", "lest"})


def lemma(verb: Token, cues: Cues) -> str:
    """The key of a verb in the cues: its lemma, with its particle."""
    base = cues.lemmas.get(verb.lemma_.lower(), verb.lemma_.lower())
    for child in verb.children:
        if child.i > verb.i and (
            child.dep_ == "prt"
            or (child.i == verb.i + 1 and child.dep_ in {"advmod", "acomp", "oprd", "ccomp", "prep"})
        ):
            longer = f"{base} {child.lower_}"
            if longer in cues.verbs:
                return longer
    if base == "know" and verb.head.lemma_ == "let" and verb.dep_ == "ccomp":
        return "let it be known"
    for child in verb.rights:
        longer = f"{base} {child.lemma_.lower()}"
        whole = child.pos_ != "PRON" or any(c.lower_ == "as" for c in verb.lefts)
        if child.dep_ == "dobj" and whole and longer in cues.verbs:
            return longer  # "claimed responsibility"; "as she put it"
    if base == "want" and any(c.dep_ == "xcomp" and c.lemma_ == "know" for c in verb.rights):
        return "want to know"
    if base == "make" and any(c.lower_ == "clear" for c in verb.subtree if verb.i < c.i < verb.i + 5):
        return "make clear"
    return base


def reporter(cues: Cues) -> Callable[[Token], bool]:
    """Tells verbs of saying from others."""
    return lambda verb: cues.says(lemma(verb, cues))


def words(verb: Token) -> tuple[Token, ...]:
    """A cue with its auxiliaries in front, so far as they stand next to it."""
    first = verb
    for child in reversed(list(verb.lefts)):
        adjunct = child.dep_ in {"aux", "auxpass", "neg", "advmod"} and not _is_name(child)
        if adjunct and child.right_edge.i == first.i - 1:
            first = child
        else:
            break
    while first.i < verb.i and first.dep_ == "advmod":
        first = first.nbor(1)
    if verb.dep_ == "xcomp" and first.i == verb.head.i + 1:
        first = verb.head  # "appeared to confirm", "went on to say"
    return tuple(verb.doc[first.i : verb.i + 1])


def _is_name(token: Token) -> bool:
    """Whether a word is a name; of names in capitals the tagger makes anything."""
    return token.pos_ == "PROPN" or (token.is_upper and len(token) > 2)


def subject(verb: Token, cues: Cues) -> Source | None:
    """Who says what a verb reports, as far as the parse tells: its subject, or the agent of a passive."""
    if sources.passive(verb):
        let = verb.head if verb.head.lemma_ == "let" and verb.dep_ == "ccomp" else None
        who = sources.agent(verb) if let is None else sources.subject(let, reporter(cues))
        return None if who is None else sources.phrase(who, stop=let)
    who = sources.subject(verb, reporter(cues))
    return None if who is None else sources.phrase(who, stop=verb)


def inverted(verb: Token) -> Token | None:
    """The subject behind its verb, which the parser may take for an object: "…, said the minister"."""
    return next((c for c in verb.rights if c.dep_ in {"dobj", "npadvmod", "attr", "oprd"}), None)


def is_hedged(verb: Token, cues: Cues) -> bool:
    """Whether the report itself casts doubt on a cue: "reportedly told", "appeared to confirm", "is said to
    have asked"."""
    if any(c.lower_ in cues.hedges or c.lower_ in cues.doubting for c in verb.children):
        return True
    above = verb.head
    return verb.dep_ == "xcomp" and (
        above.lemma_ in cues.seeming or (above.lemma_.lower() in cues.hearsay and sources.passive(above))
    )


def is_idle(verb: Token, cues: Cues) -> bool:
    """Whether a verb of saying reports nothing: in a condition, an order, a purpose, under a modal."""
    if any((c.dep_ == "mark" and c.lower_ in _UNREAL) or c.dep_ == "neg" for c in verb.lefts):
        return True
    if verb.tag_ == "VBN" and verb.dep_ == "acl" and sources.agent(verb) is None:
        named = cues.verb(verb.lemma_.lower(), "small") is not None
        if named and not any(c.dep_ in sources.SUBJECTS for c in verb.lefts):
            return True  # "a pub called the Swan"
    if verb.tag_ == "VB":
        if verb.dep_ in {"xcomp", "advcl"} and verb.i > verb.head.i:
            return verb.head.lemma_ not in cues.seeming and verb.head.lemma_ not in _REAL
        return not any(c.dep_ == "aux" and c.lemma_ == "do" for c in verb.lefts)
    return False


def asks(clause: Token) -> bool:
    """Whether a clause is an indirect question."""
    first = next(iter(clause.lefts), None)
    return first is not None and (first.lower_ in _UNREAL or first.tag_ in {"WRB", "WP", "WDT"})
