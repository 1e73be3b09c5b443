"""Rules and tagger together: what the learned tagger found, joined with what the rules found.

In: the reports that the rules made, the attributions that the tagger found. Out: reports, each with a
confidence. Invariants: no cue is given twice; what the tagger adds has a cue that a parsed word stands for.

Where both found a cue, the rules give its frame, its act and its source, the tagger the content: so each of
them is right more often, measured on the development part of PolNeAR (docs/attribution.md).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import TYPE_CHECKING

from spacy.tokens import Token

from onrecord.model import Act, Finder, Span
from onrecord.reading.attribution import sources
from onrecord.reading.attribution.cues import Cues
from onrecord.reading.attribution.finding import clauses, extents, verbs
from onrecord.reading.attribution.reported import Reported
from onrecord.reading.attribution.sources import Source
from onrecord.reading.attribution.tagging import agreeing, confidence, contents
from onrecord.reading.language import Paragraph, ParsedText, plain

if TYPE_CHECKING:
    from onrecord.reading.attribution.tagging.tagger import Tagged

_WHOLE = frozenset({"adverb", "hearsay"})  # what is told is the sentence itself, around its cue
_NEAR = 3  # cues in front of one that may reach into it
_FRAGMENT = 4  # words; fewer behind a preposition, without a verb, say nothing
_TENSED = frozenset({"VBD", "VBZ", "VBP"})
_FINITE = _TENSED | {"MD"}
_TOLD = frozenset({"told", "tells", "tell", "assured", "informed", "reminded", "warned"})
_LONGEST_WHOM = 8  # words up to the "that" of what somebody is told
_SAME = 0.7  # share of a bare quotation that another report must hold to make it superfluous


def join(rules: Sequence[Reported], tags: Sequence[Tagged], parsed: ParsedText, cues: Cues) -> list[Reported]:
    """The reports of both. ``tags`` are in the order of their cues."""
    matched = _matched(rules, tags)
    seen = set(matched.values())
    alone = (report(tag, parsed, cues) for j, tag in enumerate(tags) if j not in seen)
    later = [r for r in rules if extents.goes_on(r)]
    out = [extents.without_own(_supported(rules[i], tags[j], parsed), later) for i, j in matched.items()]
    out += [r for r in alone if r is not None and not _is_taken(r, out)]
    is_inside = _held((*out, *rules))
    for i, rule in enumerate(rules):
        if i not in matched and not (rule.quoted and _is_told(rule, out)):
            out.append(replace(rule, confidence=confidence.of(Finder.RULES, inside=is_inside(rule))))
    return out


def _held(reports: Iterable[Reported]) -> Callable[[Reported], bool]:
    """Whether a report's cue stands in what any of some reports tells; asked of many, it is looked up."""
    spans = sorted((s.start, s.end) for r in reports for s in r.content)
    starts = [start for start, _ in spans]
    furthest = list(accumulate((end for _, end in spans), max))

    def is_inside(report: Reported) -> bool:
        before = bisect_right(starts, report.cue.start)
        return before > 0 and furthest[before - 1] >= report.cue.end

    return is_inside


def _matched(rules: Sequence[Reported], tags: Sequence[Tagged]) -> dict[int, int]:
    """For each report of the rules the attribution whose cue overlaps its own, one each."""
    starts = [t.cue.start for t in tags]
    out: dict[int, int] = {}
    taken: set[int] = set()
    for i, rule in enumerate(rules):
        reach = _reach(rule)
        last = bisect_left(starts, reach.end)
        for at in range(max(0, last - _NEAR), last):
            if at not in taken and tags[at].cue.overlaps(reach):
                out[i] = at
                taken.add(at)
                break
    return out


def _reach(rule: Reported) -> Span:
    """Where a cue may be tagged: "was quoted as saying" from its first word on."""
    by = rule.head.head
    if rule.head.tag_ != "VBG" or by.lower_ != "as" or by.head.pos_ != "VERB" or by.head.i > by.i:
        return rule.cue
    return Span(min(rule.cue.start, rule.paragraph.offset(by.head)), rule.cue.end)


def _supported(rule: Reported, tag: Tagged, parsed: ParsedText) -> Reported:
    """A report of the rules that the tagger sees, too.

    Where both mean the same words, those of the rules end where clauses and quotations end; where they do
    not, the tagger is more often right if it is sure of itself.
    """
    source = rule.source
    told_by_nobody = rule.frame in _WHOLE or sources.passive(rule.head)
    if source is None and tag.source is not None and not told_by_nobody:
        source = source_at(rule.paragraph, tag.source)
    content = agreeing.content(rule, tag, contents.of(tag, parsed))
    words = agreeing.tokens(rule.paragraph, tag.cue)
    return replace(
        rule,
        words=words if rule.head in words else rule.words,
        content=content,
        source=source,
        found_by=Finder.BOTH,
        confidence=confidence.of(Finder.BOTH, tag.probability),
    )


def _is_taken(tagged: Reported, others: Sequence[Reported]) -> bool:
    """Whether another cue has what the tagger alone gives to this one: "…, the paper reports, X warned"."""
    if confidence.certain(tagged.confidence):
        return False
    return any(agreeing.shared(tagged.content, o.content) >= agreeing.AGREE for o in others)


def _is_told(rule: Reported, others: Sequence[Reported]) -> bool:
    """Whether a quotation already stands in what others report; not if its cue stands there, too."""
    whole = sum(s.end - s.start for s in rule.content)
    sure = (
        o for o in others if rule.bare or confidence.stands(o.found_by, o.confidence, doubtful=o.doubtful)
    )
    beside = (o for o in sure if not o.holds(rule))
    return any(agreeing.overlap(rule.content, o.content) >= _SAME * whole for o in beside)


def report(tag: Tagged, parsed: ParsedText, cues: Cues) -> Reported | None:
    """What the tagger alone found, as the rules would have it; nothing where it is too unsure."""
    sure = confidence.of(Finder.TAGGER, tag.probability)
    if not confidence.shown(sure):
        return None
    paragraphs = parsed.paragraphs
    at = bisect_right(paragraphs, tag.cue.start, key=lambda p: p.start) - 1
    paragraph = paragraphs[max(0, at)]
    words = agreeing.tokens(paragraph, tag.cue)
    content = contents.of(tag, parsed)
    if not words or not content or not _says_something(content, paragraph, parsed):
        return None
    head = _head(words, cues)
    if verbs.is_given_name(head):
        return None
    source = _who(paragraph, tag, head, cues)
    content = _without_whom(head, content, paragraph)
    frame, act = _frame(head, content, paragraph, cues)
    plain_speech = _is_speech(head, source, content, paragraph, cues, parsed)
    doubtful = _unreal(head, words, source, cues) or not (plain_speech or confidence.certain(sure))
    return Reported(
        paragraph,
        head,
        words,
        source,
        content,
        act,
        frame,
        verbs.is_hedged(head, cues),
        doubtful=doubtful or not (_listed(head, cues) or _holds_quotation(content, parsed)),
        found_by=Finder.TAGGER,
        confidence=sure,
    )


def _is_speech(
    head: Token,
    source: Source | None,
    content: Sequence[Span],
    paragraph: Paragraph,
    cues: Cues,
    parsed: ParsedText,
) -> bool:
    """Whether a cue is a verb in a tense, with somebody who says it and a clause or a quotation."""
    word = verbs.lemma(head, cues)
    if source is None or not _is_tensed(head) or word in cues.refusing:
        return False
    span = paragraph.span(source.first, source.last)
    if any(s.overlaps(span) for s in content):
        return False
    if word in cues.verbs and _holds_quotation(content, parsed):
        return True  # "called the report 'nonsense'"
    if cues.verb(word, "that") is None and cues.verb(word, "quote") is None:
        return False
    said = [t for s in content for t in agreeing.tokens(paragraph, s)]
    return any(t.tag_ in _FINITE for t in said) and said[0].dep_ != "neg"


def _is_tensed(head: Token) -> bool:
    """Whether a verb tells what is or was: "called", "has called"."""
    perfect = head.tag_ == "VBN" and any(c.dep_ == "aux" and c.lemma_ == "have" for c in head.lefts)
    return head.tag_ in _TENSED or perfect


def _without_whom(head: Token, content: tuple[Span, ...], paragraph: Paragraph) -> tuple[Span, ...]:
    """What is told, without whom one tells: "told Globewire that the valve was shut"."""
    first = content[0]
    if head.lower_ not in _TOLD or first.start < paragraph.offset(head):
        return content
    words = agreeing.tokens(paragraph, first)
    that = next((t for t in words[:_LONGEST_WHOM] if t.lower_ == "that"), None)
    if (
        that is None
        or that == words[0]
        or any(t.pos_ in {"VERB", "AUX"} for t in words[: that.i - words[0].i])
    ):
        return content
    return (Span(paragraph.offset(that), first.end), *content[1:])


def _unreal(head: Token, words: Sequence[Token], source: Source | None, cues: Cues) -> bool:
    """Whether a cue tells of no words: "has yet to confirm", "no one said", "may say", "is expected to"."""
    if any(t.dep_ == "neg" or t.lower_ in cues.negations or t.tag_ == "MD" for t in words):
        return True
    if source is not None and source.first.lower_ in cues.negations:
        return True
    if head.tag_ == "VB" and head.head.pos_ == "ADJ" and verbs.is_idle(head, cues):
        return True  # "is likely to say"
    word = verbs.lemma(head, cues)
    if any(c.dep_ == "xcomp" and verbs.keeps_silent(word, c, cues) for c in head.rights) or _is_asked(head):
        return True
    return source is None and head.pos_ == "VERB" and sources.passive(head)


def _is_asked(head: Token) -> bool:
    """Whether a bare participle tells of a question that nobody is named for: "Asked whether …, she said"."""
    if sources.is_asked(head) or sources.is_asked_when(head):
        return True
    if head.tag_ != "VBN" or head.dep_ not in {"advcl", "ccomp"} or head.left_edge.i != head.i:
        return False
    return not any(c.dep_ == "agent" or c.lower_ == "by" for c in head.rights)


def _listed(head: Token, cues: Cues) -> bool:
    """Whether a word is known to report."""
    base = head.lemma_.lower()
    named = base in cues.nouns or head.lower_ in cues.adjectives or base == "accord"
    return named or verbs.lemma(head, cues) in cues.verbs


def _says_something(content: Sequence[Span], paragraph: Paragraph, parsed: ParsedText) -> bool:
    """Whether a content is more than a fragment such as "to Moscow"."""
    said = [t for span in content for t in agreeing.tokens(paragraph, span) if t.is_alpha]
    if len(said) >= _FRAGMENT or not said or said[0].pos_ != "ADP":
        return True
    return any(t.pos_ in {"VERB", "AUX"} for t in said) or _holds_quotation(content, parsed)


def _holds_quotation(content: Sequence[Span], parsed: ParsedText) -> bool:
    return any(mark in plain(parsed.quote(s)) for s in content for mark in ('"', "``"))


def _who(paragraph: Paragraph, tag: Tagged, head: Token, cues: Cues) -> Source | None:
    """Who says it: the subject as parsed, which is more often right, unless it is part of what is said."""
    parsed = verbs.subject(head, cues) if head.pos_ in {"VERB", "AUX"} else None
    if parsed is not None and not any(s.overlaps(paragraph.span(parsed.head)) for s in tag.content):
        return parsed
    if tag.source is None or (head.pos_ == "VERB" and sources.passive(head)):
        return None  # "is accused of": the one accused says nothing
    return source_at(paragraph, tag.source)


def source_at(paragraph: Paragraph, span: Span) -> Source | None:
    """The words at a place as a source; nothing where no word is parsed there."""
    words = agreeing.tokens(paragraph, span)
    if not words:
        return None
    return Source(_top(words), words[0], words[-1])


def _top(words: Sequence[Token]) -> Token:
    """The word that the others hang on: the first one whose head stands outside."""
    tops = _tops(words)
    return next((t for t in tops if t.pos_ in {"PROPN", "NOUN", "PRON"}), tops[0] if tops else words[0])


def _tops(words: Sequence[Token]) -> list[Token]:
    """The words whose heads stand outside."""
    first, last = words[0].i, words[-1].i
    return [t for t in words if not first <= t.head.i <= last or t.head == t]


def _head(words: Sequence[Token], cues: Cues) -> Token:
    """The chief word of a cue: a reporting word if there is one, else what the others hang on."""
    for token in words:
        if verbs.lemma(token, cues) in cues.verbs and token.pos_ == "VERB":
            return token
    for token in words:
        if (
            token.lemma_.lower() in cues.nouns
            or token.lower_ in cues.adjectives
            or token.lower_ == "according"
        ):
            return token
    return next((t for t in _tops(words) if t.pos_ in {"VERB", "NOUN", "ADJ", "ADP"}), words[0])


def _frame(head: Token, content: Sequence[Span], paragraph: Paragraph, cues: Cues) -> tuple[str, Act]:
    if head.lower_ == "according":
        return "according", Act.ASSERT
    if head.pos_ in {"VERB", "AUX"}:
        word = verbs.lemma(head, cues)
        frames = cues.verbs.get(word, {})
        best, frame = 0, "that"
        for complement in clauses.of_verb(head):
            held = agreeing.overlap(extents.spans(paragraph, complement), content)
            if held > best:
                best, frame = held, complement.frame
        acts = set(frames.values())
        return frame, frames.get(frame) or (acts.pop() if len(acts) == 1 else Act.ASSERT)
    if head.pos_ == "NOUN":
        return "noun", next(iter(cues.nouns.get(head.lemma_.lower(), {}).values()), Act.ASSERT)
    return "adjective", next(iter(cues.adjectives.get(head.lower_, {}).values()), Act.ASSERT)
