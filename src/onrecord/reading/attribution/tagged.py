"""Rules and tagger together: what the learned tagger found, joined with what the rules found.

In: the reports that the rules made, the attributions that the tagger found. Out: reports, each with a confidence. Invariants:
a report of the rules is never given twice; what the tagger adds has a cue that a parsed word stands for.

Where both found a cue, the rules give the frame, the act and the source, the tagger the content (which of them was right more often is measured
on PolNeAR's development part; see docs/attribution.md).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from onrecord.model import Act, Span
from onrecord.reading.attribution import clauses, indirect
from onrecord.reading.attribution.cues import Cues
from onrecord.reading.attribution.reported import Reported
from onrecord.reading.attribution.sources import Source
from onrecord.reading.attribution.tagging.tagger import Tagged
from onrecord.reading.language import Paragraph, ParsedText


def report(tag: Tagged, paragraph: Paragraph, cues: Cues) -> Reported | None:
    """What the tagger found, as the rules would have it."""
    words = _tokens(paragraph, tag.cue)
    if not words:
        return None
    head = _head(words, cues)
    source = _source(paragraph, tag.source) if tag.source is not None else None
    frame, act = _frame(head, tag, paragraph, cues)
    hedged = any(t.lower_ in cues.hedges or t.lemma_ in cues.seeming for t in words)
    return Reported(paragraph, head, words, source, tag.content, act, frame, hedged=hedged)


def _tokens(paragraph: Paragraph, span: Span) -> tuple[Token, ...]:
    found = paragraph.tokens_in(span)
    return tuple(found) if found is not None else ()


def _source(paragraph: Paragraph, span: Span) -> Source | None:
    words = _tokens(paragraph, span)
    if not words:
        return None
    return Source(_top(words), words[0], words[-1])


def _top(words: Sequence[Token]) -> Token:
    """The word that the others hang on: the first one whose head stands outside."""
    first, last = words[0].i, words[-1].i
    tops = [t for t in words if not first <= t.head.i <= last or t.head == t]
    return next((t for t in tops if t.pos_ in {"PROPN", "NOUN", "PRON"}), tops[0] if tops else words[0])


def _head(words: Sequence[Token], cues: Cues) -> Token:
    """The chief word of a cue: a reporting word if there is one, else what the others hang on."""
    for token in words:
        if indirect.lemma(token, cues) in cues.verbs and token.pos_ == "VERB":
            return token
    for token in words:
        if token.lemma_.lower() in cues.nouns or token.lower_ in cues.adjectives or token.lower_ == "according":
            return token
    first, last = words[0].i, words[-1].i
    tops = [t for t in words if not first <= t.head.i <= last or t.head == t]
    return next((t for t in tops if t.pos_ in {"VERB", "NOUN", "ADJ", "ADP"}), words[0])


def _frame(head: Token, tag: Tagged, paragraph: Paragraph, cues: Cues) -> tuple[str, Act]:
    if head.lower_ == "according":
        return "according", Act.ASSERT
    if head.pos_ in {"VERB", "AUX"}:
        word = indirect.lemma(head, cues)
        frames = cues.verbs.get(word, {})
        best, frame = 0, "that"
        for complement in clauses.of_verb(head):
            held = sum(
                max(0, min(b.end, s.end) - max(b.start, s.start))
                for b in indirect.spans(paragraph, complement)
                for s in tag.content
            )
            if held > best:
                best, frame = held, complement.frame
        return frame, frames.get(frame) or next(iter(frames.values()), Act.ASSERT)
    if head.pos_ == "NOUN":
        return "noun", next(iter(cues.nouns.get(head.lemma_.lower(), {}).values()), Act.ASSERT)
    return "adjective", next(iter(cues.adjectives.get(head.lower_, {}).values()), Act.ASSERT)
