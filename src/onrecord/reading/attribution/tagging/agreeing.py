"""Agreeing: which content a report has that rules and tagger both found.

In: a report of the rules, the attribution that the tagger has for its cue, the spans of its content. Out: the
spans that stand. Invariant: they are the rules' or the tagger's, nothing between.

The tagger is more often right where it is sure of itself, but not where its words run into what the parse
knows to be something else: who speaks, whom one tells, the narrator's clause, another sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from spacy.tokens import Token

from onrecord.model import Span
from onrecord.reading.attribution.reported import Reported
from onrecord.reading.attribution.sources import SUBJECTS
from onrecord.reading.language import Paragraph

if TYPE_CHECKING:
    from onrecord.reading.attribution.tagging.tagger import Tagged

AGREE = 0.8  # of their letters shared, and two contents mean the same words
_CERTAIN = 0.7  # the tagger's own probability from which it overrules the rules' content
_WHOLE = frozenset({"adverb", "hearsay"})  # what is told is the sentence itself, around its cue
_NARRATING = frozenset({"as", "while", "after"})
_DEEDS = frozenset({"object", "to", "small"})  # frames of what is done with words, to which no clause belongs
_QUOTES = frozenset('"“”«»„')


def content(rule: Reported, tag: Tagged, tagged: tuple[Span, ...]) -> tuple[Span, ...]:
    """The content where both have one: the tagger's if it is sure of itself and means more or other words."""
    if not tagged or tag.probability < _CERTAIN or rule.frame in _WHOLE or rule.around:
        return rule.content
    if rule.frame == "to" and any(
        s.contains(rule.content[-1]) and s.end == rule.content[-1].end for s in tagged
    ):
        return rule.content  # "urged him in May to go": whom and when is no part of it
    if any(s.contains(rule.cue) for s in tagged):
        return rule.content  # "quoted X as saying that …": X says no more than that
    if all(t.pos_ == "PRON" for s in rule.content for t in tokens(rule.paragraph, s)):
        return rule.content  # "denied it": what that is, the tagger only guesses
    if all(any(r.contains(t) for r in rule.content) for t in tagged):
        return rule.content
    if shared(rule.content, tagged) >= AGREE or _runs_over(rule, tagged):
        return rule.content
    return tagged


def shared(one: Sequence[Span], other: Sequence[Span]) -> float:
    """Dice's coefficient of the letters of two contents."""
    return 2 * overlap(one, other) / sum(s.end - s.start for s in (*one, *other))


def overlap(one: Sequence[Span], other: Sequence[Span]) -> int:
    """The letters that two contents share."""
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one for b in other)


def tokens(paragraph: Paragraph, span: Span) -> tuple[Token, ...]:
    """The words of a span."""
    found = paragraph.tokens_in(span)
    return tuple(found) if found is not None else ()


def _runs_over(rule: Reported, tagged: Sequence[Span]) -> bool:
    """Whether the tagger's words are what the parse knows to be something else than what is said."""
    if _leaves(rule, tagged):
        return True
    pieces = [tokens(rule.paragraph, s) for s in tagged]
    if rule.quoted or not all(pieces):
        return False
    return (
        _is_elsewhere(rule, pieces)
        or _begins_beside(rule, pieces[0][0])
        or _is_narrated(rule, pieces)
        or _is_commented(rule, tagged, pieces)
    )


def _leaves(rule: Reported, tagged: Sequence[Span]) -> bool:
    """Whether they run from a headline into the text below: "talks over VELM, May 4 (Globewire)"."""
    end = rule.paragraph.end
    return any(s.start < end < s.end for s in tagged) and not _is_quoted(rule)


def _is_quoted(rule: Reported) -> bool:
    return any(mark in rule.paragraph.text for mark in _QUOTES)


def _is_elsewhere(rule: Reported, pieces: Sequence[Sequence[Token]]) -> bool:
    """Whether they stand in another sentence than the cue and what it reports: "Holm said no. Berg left."."""
    sent = rule.head.sent
    own = all(t.sent == sent for s in rule.content for t in tokens(rule.paragraph, s))
    return own and not _is_quoted(rule) and all(t.sent != sent for piece in pieces for t in piece)


def _begins_beside(rule: Reported, first: Token) -> bool:
    """Whether they begin in what is told of who speaks, or in whom one tells: "According to Berg, who led
    the team, …"; "stressed to Mayor Ivo Berg the need to go"."""
    start = rule.content[0].start
    if rule.paragraph.offset(first) >= start:
        return False
    named = rule.frame == "according" and rule.source is not None and rule.source.head.is_ancestor(first)
    told = (c for c in rule.head.rights if c.dep_ == "prep" and c.lower_ == "to")
    return named or any(c.i < first.i <= c.right_edge.i for c in told)


def _is_narrated(rule: Reported, pieces: Sequence[Sequence[Token]]) -> bool:
    """Whether they go on with a clause about others: "rejects the plan as Velm threatens to leave"."""
    end = rule.content[-1].end
    more = next((t for t in pieces[-1] if rule.paragraph.offset(t) >= end), None)
    if rule.frame not in _DEEDS or more is None or more.dep_ != "mark" or more.lower_ not in _NARRATING:
        return False
    return any(c.dep_ in SUBJECTS and c.pos_ in {"NOUN", "PROPN"} for c in more.head.lefts)


def _is_commented(rule: Reported, tagged: Sequence[Span], pieces: Sequence[Sequence[Token]]) -> bool:
    """Whether they go on behind a cue at the end with the narrator's words: "…, Holm said, casting doubt on
    the deal"."""
    if rule.content[-1].end > rule.cue.start:
        return False
    before = (s for s in tagged if s.start < rule.cue.start)
    behind = [p[0] for s, p in zip(tagged, pieces, strict=True) if s.start > rule.cue.start]
    held = all(any(r.contains(s) for r in rule.content) for s in before)
    return held and bool(behind) and all(t.tag_ == "VBG" and t.head == rule.head for t in behind)
