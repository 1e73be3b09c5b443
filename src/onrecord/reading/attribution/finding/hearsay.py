"""Hearsay: what is told by nobody, with a passive verb ("is said to"), an adverb ("reportedly") or a noun
("there are reports that").

In: the verb, adverb or noun. Out: a report without a source.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from spacy.tokens import Token

from onrecord.knowledge import load
from onrecord.model import Act
from onrecord.reading.attribution import sources
from onrecord.reading.attribution.cues import Cues
from onrecord.reading.attribution.finding import clauses, extents, verbs
from onrecord.reading.attribution.finding.complement import Complement
from onrecord.reading.attribution.reported import Reported
from onrecord.reading.language import Paragraph


def from_verb(paragraph: Paragraph, verb: Token, word: str, cues: Cues) -> Reported | None:
    """What is told by nobody: "the army is said to be leaving", "it had been assumed that it would leave"."""
    act = cues.hearsay.get(word)
    if act is None or not sources.passive(verb) or sources.agent(verb) is not None:
        return None
    who = next((c for c in verb.lefts if c.dep_ in {"nsubjpass", "expl"}), None)
    if who is None or who.tag_ in {"WP", "WDT"}:
        return None
    clause = next((c for c in verb.rights if c.dep_ in {"xcomp", "ccomp"}), None)
    if clause is None:
        return None
    infinitive = any(c.tag_ == "TO" for c in clause.lefts)
    told = (clause.left_edge.i, clause.right_edge.i)
    if infinitive:
        pieces: tuple[tuple[int, int], ...] = ((who.left_edge.i, who.right_edge.i), told)
    elif word not in cues.verbs and who.lower_ == "it" and not is_proverbial(verb, cues):
        pieces = (told,)
    else:
        return None
    content = extents.spans(paragraph, Complement("that", clause, pieces))
    if not content:
        return None
    return Reported(paragraph, verb, verbs.words(verb), None, content, act, "hearsay", hedged=infinitive)


def from_adverb(paragraph: Paragraph, word: Token, cues: Cues) -> Reported | None:
    """Hearsay: "the army is reportedly planning to withdraw"; nobody is named."""
    if word.lower_ not in cues.hedges or word.dep_ != "advmod":
        return None
    verb = word.head
    if verb.pos_ not in {"VERB", "AUX"} or verb.dep_ not in {"ROOT", "conj", "ccomp"}:
        return None
    if sources.subject(verb) is None:
        return None
    left, right = verb.left_edge.i, verb.right_edge.i
    pieces = tuple((a, b) for a, b in ((left, word.i - 1), (word.i + 1, right)) if a <= b)
    content = extents.spans(paragraph, Complement("that", verb, pieces))
    if not content:
        return None
    return Reported(paragraph, word, (word,), None, content, Act.ASSERT, "adverb", hedged=True)


def from_noun(paragraph: Paragraph, noun: Token, frames: Mapping[str, Act], cues: Cues) -> Reported | None:
    """ "There have been allegations that money changed hands": nobody is named."""
    be = noun.head
    there = be.lemma_ == "be" and any(c.lower_ == "there" and c.dep_ == "expl" for c in be.lefts)
    if noun.lemma_.lower() not in _rumours() or not there or "that" not in frames or verbs.is_idle(be, cues):
        return None
    if any(c.lower_ in cues.negations for c in noun.lefts):
        return None
    clause = next((c for c in clauses.of_noun(noun) if c.frame == "that"), None)
    content = () if clause is None else extents.spans(paragraph, clause)
    if not content:
        return None
    return Reported(paragraph, noun, (noun,), None, content, frames["that"], "hearsay")


@cache
def _rumours() -> frozenset[str]:
    """Nouns for what goes round without a name."""
    return frozenset(map(str, load("cues")["rumours"]))


def is_proverbial(verb: Token, cues: Cues) -> bool:
    """ "It is said that …": what people say, not what somebody said."""
    if verb.lemma_.lower() not in cues.proverbial:
        return False
    idle = any(c.dep_ in {"nsubjpass", "expl"} and c.lower_ == "it" for c in verb.children)
    return idle and any(c.dep_ == "auxpass" and c.tag_ == "VBZ" for c in verb.children)


def told_of(head: Token) -> Token:
    """The verb that a hearsay verb or adverb is about."""
    if head.pos_ == "ADV":
        return head.head
    return next((c for c in head.rights if c.dep_ == "xcomp"), head)
