"""What stands before a denial and may be what it denies: claims, charges, questions.

In: a denial and the other reports of its document. Out: :class:`Charge`, nearest first. Invariant: a charge
stands outside the denial and in front of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from onrecord.model import Act, Span
from onrecord.reading.attribution.acts import claims, denying, patterns, predications
from onrecord.reading.attribution.cues import cues
from onrecord.reading.attribution.reported import Reported
from onrecord.reading.language import Paragraph

_FARTHEST = 2  # paragraphs back
_SENTENCES = 5  # sentences back in which the narrator's own words count
_OPENING = ("that ", "whether ", "if ")
_OPENERS = frozenset(word.strip() for word in _OPENING)
_TELLING = frozenset({"NOUN", "VERB", "NUM"})
_IDLE = frozenset({"be", "have", "do", "say", "tell", "make", "get", "go", "give", "take", "call"})
_MARKS = frozenset('"“”')
_UNSAID = frozenset({Act.DEMAND, Act.INVITE, Act.REJECT})
_CLAIMING = frozenset({Act.ASSERT, Act.ACCUSE, Act.ESTIMATE, Act.CONFIRM, Act.WARN, Act.PRAISE})


@dataclass(frozen=True, slots=True)
class Charge:
    """Words that may be denied, and the report that tells them, where there is one.

    ``act`` is the report's; what the narrator asks is ``ASK``, a claim that nobody makes ``ACCUSE``.
    """

    spans: tuple[Span, ...]
    tokens: tuple[Token, ...]
    act: Act
    report: Reported | None = None

    @property
    def blames(self) -> bool:
        """Whether it is an accusation, or a claim for which nobody is named."""
        return self.act is Act.ACCUSE or (self.report is not None and self.report.source is None)

    @property
    def claims(self) -> bool:
        """Whether it tells what is so, and not what is to be done."""
        return self.act in _CLAIMING

    @property
    def idle(self) -> bool:
        """Whether it tells nothing that could be untrue: a demand, a refusal."""
        return self.act in _UNSAID

    @property
    def asks(self) -> bool:
        """Whether it is a question."""
        return self.act is Act.ASK


def before(denial: Reported, reports: Sequence[Reported]) -> list[Charge]:
    """All that stands before a denial, in its paragraph and the two above, the nearest first."""
    start = _place(denial)
    near = [
        r
        for r in reports
        if r is not denial
        and denial.paragraph.index - r.paragraph.index <= _FARTHEST
        and max(r.cue.start, r.content[0].start) < start
        and not _covers(r, denial)
    ]
    found = [c for r in near if (c := _of(r)) is not None]
    found += _narrated(denial.paragraph, start, [s for r in near for s in (*r.content, r.cue)])
    return sorted(found, key=lambda c: c.spans[0].start, reverse=True)


def innermost(charge: Charge, reports: Iterable[Reported]) -> Charge:
    """What is told last in a charge: the promise in "said she had told him that it would close"."""
    if charge.report is None:
        return charge
    nested = [r for r in reports if r is not charge.report and _covers(charge.report, r)]
    for other in reversed(nested):
        if (inner := _of(other)) is not None:
            return inner
    return charge


def outermost(charge: Charge, found: Iterable[Charge]) -> Charge:
    """The charge in whose words another one stands, or the one itself."""
    for other in found:
        if charge.report is not None and other.report is not None and _covers(other.report, charge.report):
            charge = other
    return charge


def whole(report: Reported) -> tuple[Span, ...]:
    """All that a report tells, without the "that" or "whether" in front."""
    first, paragraph = report.content[0], report.paragraph
    text = paragraph.text[max(0, first.start - paragraph.start) :][: len("whether ")].lower()
    for word in _OPENING:
        if first.start >= paragraph.start and text.startswith(word) and first.end > first.start + len(word):
            return (Span(first.start + len(word), first.end), *report.content[1:])
    return report.content


def telling(tokens: Iterable[Token]) -> set[str]:
    """The words that tell what something is about."""
    return {t.lemma_.lower() for t in tokens if t.pos_ in _TELLING} - _IDLE


def span(paragraph: Paragraph, tokens: Sequence[Token]) -> Span:
    """The place of words, without stops at their edges and "that" in front."""
    kept = [t for t in tokens if not t.is_space]
    while len(kept) > 1 and _is_stop(kept[-1]):
        kept.pop()
    while len(kept) > 1 and (_is_stop(kept[0]) or kept[0].lower_ in _OPENERS):
        kept.pop(0)
    return paragraph.span(kept[0], kept[-1])


def _is_stop(token: Token) -> bool:
    return bool(token.is_punct and not token.is_quote)


def _place(report: Reported) -> int:
    """Where a report begins; with its cue where it only points at words that stand before it."""
    if report.frame == "object" and report.content[-1].end <= report.cue.start:
        return report.cue.start
    return min(report.cue.start, report.content[0].start)


def _covers(outer: Reported, inner: Reported) -> bool:
    return any(s.start <= inner.cue.start < s.end for s in outer.content)


def _of(report: Reported) -> Charge | None:
    """What a report claims or asks; nothing where it only names things."""
    act, said = patterns.of(report, cues()), predications.content(report)
    if not said or (act is Act.ASK and not (_yes_or_no(said) or report.frame == "about")):
        return None
    if report.frame not in {"quote", "that"} and report.head.lemma_.lower() in denying.words().citing:
        return None  # "citing three officials"
    if report.frame == "object":
        if report.act is Act.ACCUSE and (blamed := _blamed(report)):
            return Charge((span(report.paragraph, blamed),), tuple(blamed), Act.ACCUSE, report)
        if not (any(t.pos_ in denying.VERBAL for t in said) or _quotes(report) or _tells(said)):
            return None  # "presented the draft", "blamed the weather"
    return Charge(whole(report), tuple(said), act, report)


def _blamed(report: Reported) -> list[Token]:
    """What somebody is accused of."""
    for child in report.head.rights:
        if child.dep_ == "prep" and child.lower_ == "of":
            return [t for t in child.subtree if t != child]
    return []


def _tells(said: Sequence[Token]) -> bool:
    """Whether what is named is a claim with what it claims: "voiced suspicions of fraud"."""
    noun = claims.top(said)
    return noun is not None and claims.told(noun) is not None


def _quotes(report: Reported) -> bool:
    """Whether words in quotation marks are among what a report tells."""
    text, start = report.paragraph.text, report.paragraph.start
    return any(not _MARKS.isdisjoint(text[s.start - start : s.end - start]) for s in report.content)


def _yes_or_no(said: Sequence[Token]) -> bool:
    """Whether a question can be answered by "no"."""
    return said[0].pos_ in denying.VERBAL or said[0].lower_ in {"whether", "if"}


def _narrated(paragraph: Paragraph, start: int, taken: Sequence[Span]) -> Iterator[Charge]:
    """Questions that the narrator asks, and claims that the text names without saying who makes them."""
    before = [s.tokens for s in paragraph.sentences if s.start < start]
    for sentence in before[-_SENTENCES:]:
        words = [t for t in sentence if not t.is_space]
        if words[-1].text == "?" and not any(t.is_quote for t in words):
            asked = words[2:] if len(words) > 2 and words[1].text == ":" else words  # "Q: Is it over?"
            if _yes_or_no(asked):
                yield Charge((span(paragraph, asked),), tuple(asked), Act.ASK)
        for noun in words:
            if noun.pos_ != "NOUN" or noun.lemma_.lower() not in denying.words().telling:
                continue
            inner = claims.told(noun)
            if inner is None or any(s.contains(paragraph.span(noun)) for s in taken):
                continue
            if paragraph.offset(inner[-1]) < start:
                yield Charge((span(paragraph, inner),), tuple(inner), Act.ACCUSE)
