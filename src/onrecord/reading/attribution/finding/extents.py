"""How far what is said goes: spans of a complement, without what is somebody else's.

In: a complement, or reports of one paragraph. Out: spans, or the reports with narrower contents. Invariants:
spans have no stops, marks or conjunctions at their edges; a quotation mark keeps its fellow.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from spacy.tokens import Token

from onrecord.model import Span
from onrecord.reading.attribution import sources
from onrecord.reading.attribution.cues import Cues
from onrecord.reading.attribution.finding import people, verbs
from onrecord.reading.attribution.finding.complement import Complement
from onrecord.reading.attribution.reported import Reported
from onrecord.reading.language import Paragraph

_EDGES = frozenset(
    {",", ";", ":", ".", "!", "?", "-", "–", "—", "--", "…", "...", "(", ")", "'", '"', "``", "''"}
)
MARKS = frozenset({'"', "``", "''"})
_LONGEST_COMMENT = 40  # words
_SHORTEST = 3  # words of a clause
_BESIDE = ("while", "whereas", "and", "but")
_SHIFTED = frozenset({"had", "would", "could"})


def spans(paragraph: Paragraph, complement: Complement) -> tuple[Span, ...]:
    """Document spans of a complement's pieces, without stops and marks at their edges."""
    doc = paragraph.doc
    out = []
    for first, last in complement.pieces:
        while first <= last and (doc[first].text in _EDGES or doc[first].is_space):
            first += 1
        while last >= first and (doc[last].text in _EDGES or doc[last].is_space or doc[last].dep_ == "cc"):
            last -= 1
        if first <= last:
            out.append(_with_marks(paragraph, first, last))
    return tuple(out)


def _with_marks(paragraph: Paragraph, first: int, last: int) -> Span:
    """A piece with the quotation mark at its edge whose fellow stands inside it."""
    doc = paragraph.doc
    inner = [t.i for t in doc[first : last + 1] if t.text in MARKS]
    if len(inner) % 2:
        if first > 0 and doc[first - 1].text in MARKS:
            first -= 1
        else:
            behind = next((i for i in (last + 1, last + 2) if i < len(doc) and doc[i].text in MARKS), None)
            last = last if behind is None else behind
    return paragraph.span(doc[first], doc[last])


def uncommented(verb: Token, complement: Complement, cues: Cues) -> Complement:
    """A clause without the narrator's comment behind it: "…, a claim that its rival denied"."""
    first, last = complement.pieces[-1] if complement.pieces else (0, 0)
    if complement.frame != "that" or first < verb.i:
        return complement
    doc = verb.doc
    for i in range(max(first + 1, last - _LONGEST_COMMENT), last - 2):
        noun = doc[i + 1].head
        if doc[i].text != "," or doc[i + 1].lower_ not in {"a", "an"} or not i < noun.i < i + 4:
            continue
        if "that" in cues.nouns.get(noun.lemma_, ()) and noun.dep_ not in {"nsubj", "nsubjpass", "pobj"}:
            return Complement("that", complement.head, (*complement.pieces[:-1], (first, i - 1)))
    return complement


def without_whom(complement: Complement, cues: Cues) -> Complement:
    """What is promised or offered, without to whom: 'promised fans "a cup"'."""
    first, last = complement.pieces[0]
    doc = complement.head.doc
    mark = next((i for i in range(first + 1, last) if doc[i].text in MARKS), None)
    if mark is None or any(t.pos_ in {"ADP", "VERB", "AUX"} for t in doc[first:mark]):
        return complement
    whom = doc[mark - 1]
    if whom.pos_ not in {"PRON", "PROPN"} and not people.known(whom, cues):
        return complement
    return Complement(complement.frame, complement.head, ((mark, last), *complement.pieces[1:]))


def own_half(verb: Token, complement: Complement, cues: Cues) -> Complement:
    """A clause without the other half of a sentence of two cues: "X said it rained; it snowed, Y said"."""
    doc, pieces = verb.doc, []
    for first, last in complement.pieces:
        if last < verb.i:
            apart = next((i for i in range(verb.i - 1, first, -1) if doc[i].text == ";"), None)
            if apart is not None and _reports_in(doc[first:apart], cues):
                who = sources.subject(verb) or verb
                first, last = apart + 1, min(who.left_edge.i, verb.i) - 1
        else:
            apart = next((i for i in range(first + 1, last) if doc[i].text == ";"), None)
            if apart is not None and _reports_in(doc[apart + 1 : last + 1], cues):
                last = apart - 1
        if first <= last:
            pieces.append((first, last))
    return Complement(complement.frame, complement.head, tuple(pieces))


def _reports_in(words: Iterable[Token], cues: Cues) -> bool:
    """Whether somebody says something in a stretch of words, or somebody named does something with words."""
    for token in words:
        word = verbs.lemma(token, cues) if token.pos_ == "VERB" and token.tag_ != "VB" else ""
        who = sources.subject(token) if word in cues.verbs else None
        if who is not None and (cues.says(word) or (who.pos_ == "PROPN" and token.dep_ == "ROOT")):
            return True
    return False


def without_tag(report: Reported, found: Sequence[Reported]) -> Reported:
    """A report in another one's words, which end where that one's cue begins: "X asked for help, Y said"."""
    for other in found:
        source, told = other.source_span, other.content[0]
        if other.frame != "that" or source is None or len(other.content) > 1 or told.end > source.start:
            continue
        at, last = report.cue.start, report.content[-1]
        if told.start <= at < told.end and last.start < told.end < last.end and source.start < last.end:
            return replace(report, content=(*report.content[:-1], Span(last.start, told.end)))
    return report


def own_part(report: Reported, cues: Cues) -> Reported:
    """A report without what somebody else says behind it: "X said it rained, while Y insisted it snowed"."""
    last, base = report.content[-1], report.paragraph.start
    said = report.paragraph.text[last.start - base : last.end - base] if report.frame == "that" else ""
    words = report.paragraph.tokens_in(last) if any(f", {w} " in said for w in _BESIDE) else None
    if words is None or last.start < report.cue.end:
        return report
    for comma in words[_SHORTEST:-_SHORTEST]:
        joint = comma.nbor()
        if comma.text != "," or joint.lower_ not in _BESIDE:
            continue
        verb = joint.head if joint.dep_ != "cc" else _answering(joint, cues)
        if verb is None:
            continue
        whole = sum(t.text in MARKS for t in words[: comma.i - words.start]) % 2 == 0
        own = next((c for c in verb.lefts if c.dep_ in sources.SUBJECTS), None)
        other = own is not None and own.pos_ in {"NOUN", "PROPN"} and own.i > joint.i
        tells = joint.dep_ == "cc" or cues.says(verbs.lemma(verb, cues))
        if whole and other and tells and _is_told_alike(verb, report.head):
            end = report.paragraph.span(comma).start
            return replace(report, content=(*report.content[:-1], Span(last.start, end)))
    return report


def _answering(joint: Token, cues: Cues) -> Token | None:
    """The verb of another's answer: "said they had met, and the mayor, Ana Holm, confirmed it".

    It stands in the past, where what is said stands before the past.
    """
    first = joint.head
    shifted = any(c.dep_ in {"aux", "auxpass"} and c.lower_ in _SHIFTED for c in first.lefts)
    verb = next((c for c in first.rights if c.dep_ == "conj" and c.i > joint.i), None)
    if not shifted or verb is None or verb.tag_ != "VBD" or verbs.lemma(verb, cues) not in cues.verbs:
        return None
    points = any(c.dep_ == "dobj" and c.lower_ in {"it", "this", "that"} for c in verb.rights)
    return verb if points or cues.says(verbs.lemma(verb, cues)) else None


def _is_told_alike(verb: Token, cue: Token) -> bool:
    """Whether a verb stands in the tense of a cue, so that the same one tells of both."""
    bare = not any(c.dep_ in {"aux", "auxpass"} for c in verb.lefts)
    past = verb.tag_ == "VBN" and cue.tag_ == "VBD"  # which the tagger mixes up
    return bare and (verb.tag_ == cue.tag_ or past)


def goes_on(report: Reported) -> bool:
    """Whether a cue may go on with another one's: "…, adding that …", "… and warned that …"."""
    return (report.head.tag_ == "VBG" and report.head.dep_ != "pcomp") or report.head.dep_ == "conj"


def without_own(report: Reported, later: Sequence[Reported]) -> Reported:
    """A report whose content ends where its speaker's next cue begins: "said that …, adding that …"."""
    if report.source is None:
        return report
    for other in later:
        if other.source is None or other.head == report.head or other.paragraph is not report.paragraph:
            continue
        if other.source.head != report.source.head and not _goes_on_aside(other, report):
            continue
        start = report.paragraph.span(other.words[0]).start
        content = tuple(
            _cut(report.paragraph, s, start) if s.start < start < s.end else s for s in report.content
        )
        if content != report.content:
            return replace(report, content=content)
    return report


def _goes_on_aside(other: Reported, report: Reported) -> bool:
    """Whether a cue only seems to be somebody else's: "seemed to confirm that he would go, telling us …"."""
    verb, who = other.head, other.source.head if other.source is not None else other.head
    aside = verb.tag_ == "VBG" and verb.dep_ == "advcl" and other.words[0].i > 0
    if not aside or other.words[0].nbor(-1).text != "," or who.pos_ != "PRON" or report.frame != "that":
        return False
    return report.words[-1].i < who.i < verb.i and who.head == verb.head


def _cut(paragraph: Paragraph, span: Span, end: int) -> Span:
    """A span up to ``end``, without the comma or the conjunction there."""
    text = paragraph.text[span.start - paragraph.start : end - paragraph.start].rstrip(" ,;-–—")
    for joint in (" and", " but", " while", " then"):
        text = text.removesuffix(joint).rstrip(" ,;-–—")
    return Span(span.start, span.start + len(text))
