"""What a denial denies.

In: a denial and the other reports of its document. Out: the words that are denied, as spans of the
document. Invariant: a denial never denies its own cue, and nothing is pointed to where it is open what is
meant.

"Denied that …" has its target in its own content, as has "denied a report that …". "Denied it", "that is
not true" and "nobody was asked" point back: to what was asked just before ("Asked whether …, she said no"),
or else to the nearest earlier report of somebody else that is an accusation, or that shares a word with the
denial, or that the denial points to ("that", "the claim"). What a speaker goes on to deny is what the
denial before was about. Where nothing is found, "we do not take bribes" denies what it negates.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from spacy.tokens import Token

from onrecord.model import Act, Span
from onrecord.reading.attribution.acts import patterns, predications
from onrecord.reading.attribution.acts.subjects import Subject
from onrecord.reading.attribution.cues import Cues, cues
from onrecord.reading.attribution.finding import displaced
from onrecord.reading.attribution.reported import Reported
from onrecord.reading.attribution.sources import SUBJECTS

_FARTHEST = 2  # paragraphs back
_DEEPEST = 8  # denials in a row
_THAT = "that "
_SHORT = 4  # words of a denial that says no more than no
_PRONOUNS = frozenset({"he", "she", "it", "they", "who", "both"})
_POINTING = frozenset({"it", "that", "this", "them", "these", "those", "such", "so", "sort", "kind"})
_CLAIMING = frozenset(
    {Act.ASSERT, Act.ACCUSE, Act.ESTIMATE, Act.WARN, Act.PROMISE, Act.CONFIRM, Act.THREATEN}
)
_IDLE = frozenset({"be", "have", "do", "say", "tell", "make"})
_TELLING = frozenset({"NOUN", "PROPN", "VERB"})


def target(denial: Reported, reports: Sequence[Reported]) -> tuple[Span, ...]:
    """The words that ``denial`` denies.

    ``reports`` are those of the document so far and of its paragraph, in text order.
    """
    return _target(denial, reports, 0)


def _target(denial: Reported, reports: Sequence[Reported], depth: int) -> tuple[Span, ...]:
    said = predications.content(denial)
    if _names_its_target(denial):
        if denial.frame not in {"object", "of"}:
            return _whole(denial)
        claims = patterns.patterns().claims
        top = _top(said)
        if top is not None and top.lower_ not in _POINTING and top.lemma_.lower() not in claims:
            return _whole(denial)  # "denied any part in it"
        inner = None if top is None else _told(top)
        if inner is not None:
            return (_span(denial, inner),)
    if (claim := _false_claim(denial)) is not None:
        return (_span(denial, claim),)
    asked = _asked(denial.head)
    if asked is not None:
        return (_span(denial, asked),)
    return _pointed_at(denial, said, reports, depth) or _negated(denial)


def _names_its_target(denial: Reported) -> bool:
    """Whether the cue itself denies, so that its content tells what is denied."""
    return denial.act in {Act.DENY, Act.REJECT} and denial.frame != "quote"


def _top(tokens: Sequence[Token]) -> Token | None:
    inside = {t.i for t in tokens}
    return next((t for t in tokens if t.head == t or t.head.i not in inside), None)


def refuted(report: Reported) -> tuple[Span, ...]:
    """What somebody claims whose claim is rejected: "rejected criticism that the dam was late"."""
    top = _top(predications.content(report)) if report.frame in {"object", "at", "of"} else None
    claims = patterns.patterns().claims
    if top is None or (
        top.lemma_.lower() not in claims and "that" not in cues().nouns.get(top.lemma_.lower(), ())
    ):
        return ()
    told = _clause_of(top)
    return () if told is None else (_span(report, told),)


def _false_claim(denial: Reported) -> list[Token] | None:
    """What is claimed in "The claim that the bridge was closed is false", "Rumours that … were invented"."""
    claims = patterns.patterns().claims
    for clause in predications.find(denial, patterns.patterns().language):
        for noun in clause.verb.lefts:
            if (
                noun.dep_ in SUBJECTS
                and noun.lemma_.lower() in claims
                and (told := _clause_of(noun)) is not None
            ):
                return told
    return None


def _clause_of(noun: Token) -> list[Token] | None:
    """The clause with "that" which tells what a noun of saying says."""
    for child in noun.rights:
        marked = any(c.lower_ == "that" and c.dep_ == "mark" for c in child.lefts)
        clause = child.dep_ in {"acl", "relcl", "ccomp"}
        if clause and (marked or displaced.opening_that(child) is not None):
            return list(child.subtree)
    return None


def _told(noun: Token) -> list[Token] | None:
    """What a claim claims: "a report that it had sold the fleet", "accusations of fraud"."""
    if (clause := _clause_of(noun)) is not None:
        return clause
    for child in noun.rights:
        if child.dep_ == "prep" and child.lower_ == "of":
            return [t for t in child.subtree if t != child] or None
    return None


def _asked(cue: Token) -> list[Token] | None:
    """The question that a cue answers: "Asked whether they had met, she said no"."""
    for child in cue.children:
        if child.i > cue.i or child.lemma_ != "ask" or child.tag_ != "VBN":
            continue
        for clause in child.children:
            marks = [c for c in clause.lefts if c.lower_ in {"whether", "if"} and c.dep_ == "mark"]
            if clause.dep_ in {"ccomp", "advcl"} and marks:
                return [t for t in clause.subtree if t != marks[0]]
    return None


def _pointed_at(
    denial: Reported, said: Sequence[Token], reports: Sequence[Reported], depth: int
) -> tuple[Span, ...]:
    """What an earlier report tells, if it is plain that the denial means it."""
    words = _telling(said)
    points = len(said) <= _SHORT or _points(said)
    known = cues()
    earlier = _before(denial, reports)
    for other in reversed(earlier):
        if denial.paragraph.index - other.paragraph.index > _FARTHEST:
            return ()
        act = patterns.of(other, known)
        if act is Act.DENY and _may_be_same(denial, other):
            return _target(other, reports, depth + 1) if depth < _DEEPEST else ()
        if (
            act not in _CLAIMING
            or _is_same(denial, other)
            or (act is not Act.ACCUSE and _is_nested(other, earlier))
        ):
            continue
        if act is Act.ACCUSE or points or words & _telling(predications.content(other)):
            return _claimed(other, known)
    return ()


def _negated(denial: Reported) -> tuple[Span, ...]:
    """What the speaker says not to do or to have done: "we do not take bribes"."""
    for clause in predications.find(denial, patterns.patterns().language):
        verb = clause.verb
        if clause.subject is Subject.OWN and any(c.dep_ == "neg" for c in verb.children):
            inside = {t.i for t in predications.content(denial)}
            return (_span(denial, [t for t in verb.subtree if t.i >= verb.i and t.i in inside]),)
    return ()


def _points(said: Sequence[Token]) -> bool:
    """Whether a denial's words point at others': "that is untrue", "the claim", "denied it"."""
    claims = patterns.patterns().claims
    for token in said:
        if token.lower_ in _POINTING and token.dep_ in {*SUBJECTS, "dobj", "pobj", "ROOT", "advmod"}:
            return True
        if token.lower_ == "such" and token.i and token.nbor(-1).lower_ == "no":
            return True  # "had given no such promise"
        if token.lemma_.lower() in claims:
            return True
    return False


def _before(denial: Reported, reports: Iterable[Reported]) -> list[Reported]:
    """The reports that stand before a denial and outside its words."""
    start = min(denial.cue.start, *(s.start for s in denial.content))
    return [r for r in reports if r is not denial and max(r.cue.start, r.content[0].start) < start]


def _claimed(report: Reported, known: Cues) -> tuple[Span, ...]:
    """What a report claims; of "accused Y of …" what Y is accused of."""
    if report.act is Act.ACCUSE and report.frame == "object":
        for child in report.head.children:
            if child.dep_ == "prep" and child.lower_ == "of" and child.i > report.head.i:
                inner = [t for t in child.subtree if t != child]
                if inner:
                    return (_span(report, inner),)
    return _whole(report)


def _whole(report: Reported) -> tuple[Span, ...]:
    """All that a report tells, without the "that" in front."""
    first, text = report.content[0], report.paragraph.text
    start = first.start - report.paragraph.start
    if (
        start >= 0
        and text[start : start + len(_THAT)].lower() == _THAT
        and first.end > first.start + len(_THAT)
    ):
        return (Span(first.start + len(_THAT), first.end), *report.content[1:])
    return report.content


def _telling(tokens: Iterable[Token]) -> set[str]:
    return {t.lemma_.lower() for t in tokens if t.pos_ in _TELLING} - _IDLE


def _source_words(report: Reported) -> str | None:
    source = report.source
    return None if source is None else source.head.lower_


def _is_same(denial: Reported, other: Reported) -> bool:
    """Whether two reports have one source, in so many words."""
    one, two = _source_words(denial), _source_words(other)
    return one is not None and one == two


def _is_nested(report: Reported, reports: Iterable[Reported]) -> bool:
    """Whether a report stands in the words of another one."""
    return any(s.start <= report.cue.start < s.end for r in reports if r is not report for s in r.content)


def _may_be_same(denial: Reported, other: Reported) -> bool:
    """Whether a denial goes on with another one: the same source, or a pronoun for it."""
    return _is_same(denial, other) or _source_words(denial) in _PRONOUNS | {None}


def _span(report: Reported, tokens: Sequence[Token]) -> Span:
    """The place of words, without stops at their edges."""
    kept = [t for t in tokens if not t.is_space]
    while len(kept) > 1 and kept[-1].is_punct:
        kept.pop()
    while len(kept) > 1 and (kept[0].is_punct or kept[0].lower_ == "that"):
        kept.pop(0)
    return report.paragraph.span(kept[0], kept[-1])
