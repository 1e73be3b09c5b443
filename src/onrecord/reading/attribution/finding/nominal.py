"""Reports by other words than verbs: "according to X", "his claim that …", "is confident that …".

In: a noun, an adjective, or "according". Out: the report, or ``None``.
"""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.model import Act
from onrecord.reading.attribution import sources
from onrecord.reading.attribution.cues import Cues
from onrecord.reading.attribution.finding import clauses, extents, framing, hearsay, pointing, stating, verbs
from onrecord.reading.attribution.finding.complement import Complement
from onrecord.reading.attribution.reported import Reported
from onrecord.reading.language import Paragraph

_GIVING_UP = frozenset({"drop", "withdraw", "abandon", "retract", "waive", "relinquish", "scrap", "rescind"})
_NOBODY = frozenset({"i", "you", "we", "that", "this", "it", "there", "what"})


def according(paragraph: Paragraph, word: Token) -> Reported | None:
    """ "According to X, …" and "…, according to X"."""
    to = next((c for c in word.children if c.lower_ == "to"), None)
    who = to and next((c for c in to.children if c.dep_ == "pobj"), None)
    if to is None or who is None:
        return None
    doc = paragraph.doc
    source = sources.phrase(who)
    clause = word.head
    while clause.pos_ not in {"VERB", "AUX"} and clause.head != clause:
        clause = clause.head
    low, high = word.left_edge.i, max(word.right_edge.i, source.last.i)
    if low < clause.i:  # "According to X on Friday, …": the clause begins behind the comma
        stop = next((i for i in range(high, min(high + 8, clause.i)) if doc[i].text == ","), None)
        high = high if stop is None else stop
    left, right = clause.left_edge.i, clause.right_edge.i
    pieces = tuple((a, b) for a, b in ((left, low - 1), (high + 1, right)) if a <= b)
    content = extents.spans(paragraph, Complement("that", clause, pieces))
    if not content:
        return None
    return Reported(paragraph, word, (word, to), source, content, Act.ASSERT, "according")


def from_noun(paragraph: Paragraph, noun: Token, cues: Cues) -> Reported | None:
    """ "His claim that …", "a warning from the union that …"; ``None`` where nobody or nothing is told."""
    word = noun.lemma_.lower()
    if word == "word" and noun.head.lower_ == "in" and (worded := _in_words(paragraph, noun)) is not None:
        return worded
    if (framed := framing.from_noun(paragraph, noun, cues)) is not None:
        return framed
    frames = cues.nouns.get(word)
    if frames is not None and (pointed := pointing.author(noun)) is not None:
        content = extents.spans(paragraph, pointed[1])
        source = sources.phrase(pointed[0], stop=noun if pointed[0].i < noun.i else None)
        told = frames.get("that", Act.ASSERT)
        return Reported(paragraph, noun, (noun,), source, content, told, "noun") if content else None
    if frames is not None and (stated := stating.from_noun(paragraph, noun, frames, cues)) is not None:
        return stated
    if frames is None or _is_given_up(noun):
        return None
    if (rumoured := hearsay.from_noun(paragraph, noun, frames, cues)) is not None:
        return rumoured
    who = sources.author(noun) or _performer(noun, cues)
    if who is None:
        return None
    for complement in clauses.of_noun(noun):
        act = frames.get(complement.frame)
        if act is None or any(first <= who.i <= last for first, last in complement.pieces):
            continue
        content = extents.spans(paragraph, complement)
        if content:
            stop = noun if who.i < noun.i else paragraph.doc[complement.pieces[0][0]]
            source = sources.phrase(who, stop=stop)
            return Reported(paragraph, noun, (noun,), source, content, act, "noun")
    return None


def _is_given_up(noun: Token) -> bool:
    """Whether a word is taken back: "dropped their demand for cash"."""
    return noun.dep_ == "dobj" and noun.head.lemma_ in _GIVING_UP


def _performer(noun: Token, cues: Cues) -> Token | None:
    """Who does with words what a noun tells: "the minister gave assurances that", "issued a call to"."""
    verb = noun.head
    if noun.dep_ == "pobj" and verb.lower_ == "with":
        return _responder(noun, verb.head, cues)
    if noun.dep_ != "dobj" or verb.lemma_.lower() not in cues.performing or verbs.is_idle(verb, cues):
        return None
    who = None if verb.dep_ == "advcl" else sources.subject(verb)
    if who is None or sources.passive(verb) or any(c.lower_ in cues.negations for c in noun.lefts):
        return None
    return None if who.lower_ in _NOBODY or who.tag_ in {"WDT", "WP"} else who


def _responder(noun: Token, verb: Token, cues: Cues) -> Token | None:
    """Who answers with words: "greeted by X with the observation that", "responded with a threat to"."""
    if (
        verb.pos_ != "VERB"
        or verbs.is_idle(verb, cues)
        or any(c.lower_ in cues.negations for c in noun.lefts)
    ):
        return None
    who = sources.agent(verb) if sources.passive(verb) or verb.dep_ == "acl" else sources.subject(verb)
    return None if who is None or who.lower_ in _NOBODY or who.tag_ in {"WDT", "WP"} else who


def _in_words(paragraph: Paragraph, noun: Token) -> Reported | None:
    """ "In the words of X, …"."""
    doc, lead = paragraph.doc, noun.head
    of = next((c for c in noun.rights if c.lower_ == "of"), None)
    who = of and next((c for c in of.children if c.dep_ == "pobj"), None)
    if of is None or who is None:
        return None
    clause, comma = lead.head, who.right_edge.i + 1
    if comma + 1 < len(doc) and doc[comma].text == "," and doc[comma + 1].text in extents.MARKS:
        clause = doc[comma + 2] if comma + 2 < len(doc) else clause  # 'was, in the words of X, "a farce"'
        return _worded(paragraph, noun, of, who, comma + 1, max(clause.i, lead.head.right_edge.i))
    if clause.i <= comma or doc[comma].text != ",":
        return None
    return _worded(paragraph, noun, of, who, comma + 1, clause.right_edge.i)


def _worded(
    paragraph: Paragraph, noun: Token, of: Token, who: Token, first: int, last: int
) -> Reported | None:
    """The report of "in the words of X", of the words from ``first`` to ``last``."""
    clause = paragraph.doc[last]
    content = extents.spans(paragraph, Complement("that", clause, ((first, last),)))
    if not content:
        return None
    cue = tuple(paragraph.doc[noun.head.i : of.i + 1])
    return Reported(paragraph, noun, cue, sources.phrase(who), content, Act.ASSERT, "according")


def from_adjective(paragraph: Paragraph, word: Token, cues: Cues) -> Reported | None:
    """ "The minister is confident that …"."""
    frames = cues.adjectives.get(word.lower_)
    if frames is None or word.dep_ != "acomp":
        return None
    who = next((c for c in word.head.lefts if c.dep_ == "nsubj"), None)
    clause = next((c for c in word.children if c.dep_ == "ccomp" and c.i > word.i), None)
    if who is None or clause is None or who.lower_ in {"it", "that", "there"}:
        return None
    complement = Complement("that", clause, ((clause.left_edge.i, clause.right_edge.i),))
    content = extents.spans(paragraph, complement)
    if not content:
        return None
    return Reported(
        paragraph, word, (word,), sources.phrase(who, stop=word.head), content, frames["that"], "adjective"
    )
