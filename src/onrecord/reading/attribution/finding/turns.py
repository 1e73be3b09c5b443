"""Turns: what a verb of saying reports without a complement of its own.

In: a verb of saying in its parse and the cues. Out: the report of one word ("said no", "asked when"), of
the clause around the cue ("the talks, X said, would resume"), of the one in front of it ("…, its chairman
told the paper") or of the sentence before ("X said so"). Invariant: what is reported stands in the verb's
paragraph.
"""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.model import Act
from onrecord.reading.attribution import sources
from onrecord.reading.attribution.cues import Cues
from onrecord.reading.attribution.finding import answers, behind, extents, inserted, pointing, verbs
from onrecord.reading.attribution.finding import closing as closings
from onrecord.reading.attribution.reported import Reported
from onrecord.reading.language import Paragraph

_ASKED = frozenset({"when", "why", "how", "where", "which", "who", "what"})


def find(paragraph: Paragraph, verb: Token, word: str, cues: Cues) -> Reported | None:
    """What a verb with the key ``word`` reports so; ``None`` where it has a complement to look for."""
    for turn in (_short_answer, _from_insertion, _from_tag, _says_so):
        if (report := turn(paragraph, verb, word, cues)) is not None:
            return report
    return None


def _short_answer(paragraph: Paragraph, verb: Token, word: str, cues: Cues) -> Reported | None:
    """ "The union said no": one word is all that is said."""
    if (asked := _asked(paragraph, verb, word, cues)) is not None:
        return asked
    said = answers.short(verb, cues) if cues.says(word) else None
    passive = sources.passive(verb)
    who = sources.agent(verb) if passive else sources.subject(verb, verbs.reporter(cues))
    if said is None or (who is None and not passive):
        return None
    source = None if who is None else sources.phrase(who, stop=verb)
    act = cues.answers[said[0].lower_]
    return Reported(paragraph, verb, verbs.words(verb), source, (paragraph.span(*said),), act, "object")


def _asked(paragraph: Paragraph, verb: Token, word: str, cues: Cues) -> Reported | None:
    """ "The lawyer asked when": one word is all that is asked."""
    doc = verb.doc
    if cues.verb(word, "whether") is not Act.ASK or verb.i + 2 >= len(doc) or sources.passive(verb):
        return None
    what = doc[verb.i + 1]
    who = verbs.subject(verb, cues) if what.lower_ in _ASKED and doc[verb.i + 2].is_punct else None
    if who is None:
        return None
    return Reported(paragraph, verb, verbs.words(verb), who, (paragraph.span(what),), Act.ASK, "whether")


def _from_insertion(paragraph: Paragraph, verb: Token, word: str, cues: Cues) -> Reported | None:
    """ "The talks, its chairman said, would resume"."""
    put = inserted.find(verb, cues)
    content = () if put is None else extents.spans(paragraph, put.complement)
    if put is None or not content:
        return None
    act = cues.verb(word, "that") or cues.verb(word, "quote") or Act.ASSERT
    hedged = verbs.is_hedged(verb, cues)
    return Reported(paragraph, verb, verbs.words(verb), put.source, content, act, "that", hedged=hedged)


def _says_so(paragraph: Paragraph, verb: Token, word: str, cues: Cues) -> Reported | None:
    """ "The road is open. Her mother says so"."""
    act = cues.verb(word, "that")
    told = pointing.as_said(verb) if act is not None and cues.says(word) else None
    source = None if told is None else verbs.subject(verb, cues)
    if act is None or told is None or source is None:
        return None
    words = paragraph.doc[told.pieces[0][0] : told.pieces[-1][1] + 1]
    if any(t.pos_ == "VERB" and cues.says(verbs.lemma(t, cues)) for t in words):
        return None  # somebody else's words
    content = extents.spans(paragraph, told)
    return Reported(paragraph, verb, verbs.words(verb), source, content, act, "that") if content else None


def _from_tag(paragraph: Paragraph, verb: Token, word: str, cues: Cues) -> Reported | None:
    """ "The talks would resume, the chairman, Ana Berg, told the paper"."""
    act = cues.verb(word, "that")
    tag = None if act is None else _so(verb) or behind.find(verb)
    if act is None or tag is None:
        return None
    content = extents.spans(paragraph, tag.complement)
    if not content:
        return None
    hedged = verbs.is_hedged(verb, cues)
    return Reported(paragraph, verb, verbs.words(verb), tag.source, content, act, "that", hedged=hedged)


def closing(paragraph: Paragraph, verb: Token, word: str, cues: Cues) -> Reported | None:
    """ "The stock would last a week, a retired admiral, Ivo Holm, reckoned", where only the marks tell so."""
    act = cues.verb(word, "that")
    tag = None if act is None else closings.find(verb, cues)
    content = () if tag is None else extents.spans(paragraph, tag.complement)
    if act is None or tag is None or not content:
        return None
    return Reported(paragraph, verb, verbs.words(verb), tag.source, content, act, "that")


def _so(verb: Token) -> behind.Tag | None:
    """ "So says X", of the sentence before."""
    found = pointing.so(verb)
    return None if found is None else behind.Tag(sources.phrase(found[0], stop=verb), found[1])
