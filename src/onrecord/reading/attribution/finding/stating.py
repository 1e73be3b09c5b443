"""Stated: what somebody's word is: "the union's position is that …", "his message: …", "a warning: …".

In: a noun of saying in its parse. Out: the report of the clause behind "is that" or behind the colon that the
noun leads to. Invariant: the noun has somebody whose word it is; what is said stands behind it.
"""

from __future__ import annotations

from collections.abc import Mapping

from spacy.tokens import Token

from onrecord.model import Act
from onrecord.reading.attribution import sources
from onrecord.reading.attribution.cues import Cues
from onrecord.reading.attribution.finding import extents, verbs
from onrecord.reading.attribution.finding.complement import Complement
from onrecord.reading.attribution.reported import Reported
from onrecord.reading.attribution.sources import SUBJECTS
from onrecord.reading.language import Paragraph

_NOBODY = frozenset({"i", "my", "our", "your", "it", "its", "this", "that", "there", "which", "who"})
_QUOTES = frozenset({'"', "``", "''", "“", "”"})
_HAVING = frozenset({"have", "offer", "bring", "leave", "carry", "broadcast", "publish", "read", "hand"})
_COLON = 10  # words between a noun and the colon that it leads to
_SHORTEST = 2  # words of what is said


def from_noun(paragraph: Paragraph, noun: Token, frames: Mapping[str, Act], cues: Cues) -> Reported | None:
    """What somebody's word is; ``None`` where the noun does not lead to it or is nobody's."""
    act = frames.get("that") or frames.get("to")
    who = author(noun)
    complement = _that(noun) or _colon(noun)
    if act is None or complement is None:
        return None
    if who is None and complement.frame == "colon":
        who = owner(noun, cues)
    if who is None or who.lower_ in _NOBODY:
        return None
    content = extents.spans(paragraph, Complement("that", complement.head, complement.pieces))
    if not content:
        return None
    source = sources.phrase(who, stop=noun if who.i < noun.i else paragraph.doc[complement.pieces[0][0]])
    return Reported(paragraph, noun, (noun,), source, content, act, "noun")


def author(noun: Token) -> Token | None:
    """Whose word it is: "the union's", "from X", "of X" where X is a name or a body."""
    found = sources.author(noun)
    if found is not None:
        return found
    of = next((c for c in noun.rights if c.dep_ == "prep" and c.lower_ == "of"), None)
    whom = None if of is None else next((c for c in of.children if c.dep_ == "pobj"), None)
    return whom if whom is not None and whom.pos_ == "PROPN" else None


def _that(noun: Token) -> Complement | None:
    """ "The union's position is that …": the clause behind the verb."""
    be = noun.head
    if noun.dep_ not in SUBJECTS or be.lemma_ != "be" or any(c.dep_ == "neg" for c in be.children):
        return None
    if be.tag_ not in {"VBD", "VBZ", "VBP", "VBN"} or any(c.tag_ == "MD" for c in be.lefts):
        return None
    clause = next((c for c in be.rights if c.dep_ == "ccomp"), None)
    that = None if clause is None else next((c for c in clause.lefts if c.dep_ == "mark"), None)
    if clause is None or that is None or that.lower_ != "that":
        return None
    return Complement("that", clause, ((that.i, clause.right_edge.i),))


def _colon(noun: Token) -> Complement | None:
    """ "The warning from X was blunt: …", "issued a warning: …": the clause behind a colon."""
    doc, end = noun.doc, noun.sent.end
    colon = next((t for t in doc[noun.i + 1 : min(end, noun.i + _COLON)] if t.text == ":"), None)
    if colon is None or colon.i + 1 + _SHORTEST >= end or doc[colon.i + 1].text in _QUOTES:
        return None
    between = doc[noun.i + 1 : colon.i]
    if any(t.text in _QUOTES or t.lemma_.lower() in {"say", "tell"} for t in between):
        return None
    parted = any(t.text == "," and t.nbor(-1).lemma_ in {"ask", "say"} for t in doc[colon.i + 2 : end])
    if parted:  # "had one question: who, she asked, would pay": it has a cue of its own
        return None
    led = noun.right_edge.i >= colon.i - 1 or _is_told_of(noun, colon)
    behind = doc[colon.i + 1 : end]
    head = next((t for t in behind if t.pos_ in {"VERB", "AUX"} and t.tag_ != "VBG"), None)
    if not led or head is None:
        return None
    return Complement("colon", head, ((colon.i + 1, end - 1),))


def _is_told_of(noun: Token, colon: Token) -> bool:
    """Whether a noun is the subject of "was shorter:", with no other noun in front of the colon."""
    be = noun.head
    adjective = be.lemma_ == "be" and noun.dep_ in SUBJECTS and be.i < colon.i
    return adjective and not any(t.pos_ in {"NOUN", "PROPN"} for t in noun.doc[be.i + 1 : colon.i])


def owner(noun: Token, cues: Cues) -> Token | None:
    """Who gives the word that a colon follows: "the union issued a warning: …", "X had one answer: …"."""
    verb = noun.head
    known = verb.lemma_.lower() in cues.performing or verb.lemma_.lower() in _HAVING
    if noun.dep_ != "dobj" or not known or verbs.is_idle(verb, cues) or sources.passive(verb):
        return None
    if any(c.lower_ in cues.negations for c in noun.lefts):
        return None
    who = sources.subject(verb)
    return None if who is None or who.tag_ in {"WDT", "WP"} else who
