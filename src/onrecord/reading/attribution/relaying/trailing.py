"""What trails behind a report: outlets at the end of its sentence, and reports that are no more than that.

In: the reports of one paragraph's reach, the tails of their sentences. Out: the reports with their content
cut before such a tail, the outlets that it names, the reports that are idle: only told of in the tail.
Invariant: a report never loses all of its content.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from spacy.tokens import Token

from onrecord.model import Span
from onrecord.reading.attribution.relaying import nesting, tails
from onrecord.reading.attribution.relaying.relays import Relays
from onrecord.reading.attribution.relaying.tails import Tail
from onrecord.reading.attribution.reported import Reported
from onrecord.reading.attribution.sources import Source


def behind(
    reports: Sequence[Reported], cites: Sequence[Sequence[Source]], relays: Relays
) -> tuple[list[Reported], dict[int, tuple[str, ...]], set[int]]:
    """Reports behind which outlets are named: "X said that it rained, Globewire reported, citing a tape".

    Gives the reports with their content cut before that, the outlets of each, inner ones first, and the
    reports that are no more than such a tail.
    """
    out, named, idle = list(reports), {}, set()
    found: dict[int, Tail | None] = {}
    for i, report in enumerate(reports):
        sent = report.head.sent
        if sent.start not in found:
            found[sent.start] = tails.find(sent, relays)
        tail = found[sent.start]
        if tail is None:
            continue
        if _is_apart(report.head, report.paragraph.doc[tail.start]):
            continue
        start = report.paragraph.offset(report.paragraph.doc[tail.start])
        if report.head.i in tail.verbs:
            told = bool(cites[i]) and not all(_is_own_mouth(s, relays) for s in cites[i])
            if _follows_another(i, reports, start, told=told):
                idle.add(i)
        elif report.cue.start < start or _goes_on(report, tail.start):
            named[i] = tail.names
            first = report.paragraph.offset(_word(report.paragraph.doc[tail.start :]))
            if report.cue.start < start and not report.quoted and report.content[-1].start <= first:
                out[i] = until(report, start)
    return out, named, idle


def _word(tokens: Iterable[Token]) -> Token:
    """The first of some tokens that is no mark."""
    return next(t for t in tokens if not t.is_punct)


def _is_apart(cue: Token, tail: Token) -> bool:
    """Whether a semicolon parts a cue from a tail."""
    low, high = sorted((cue.i, tail.i))
    return any(t.text == ";" for t in cue.doc[low:high])


def _goes_on(report: Reported, start: int) -> bool:
    """Whether who spoke goes on behind a tail: "X said it rained, Globewire reported, but warned …"."""
    return report.source is not None and report.source.head.i < start and report.head.dep_ == "conj"


def according(
    reports: Sequence[Reported], outlets: Sequence[str | None]
) -> tuple[list[Reported], dict[int, int]]:
    """Reports at whose end an outlet stands: "X said that it rained, according to the paper".

    Gives the reports with their content cut before it, and for each of them which report that was.
    """
    out, behind = list(reports), {}
    for j, last in enumerate(reports):
        if last.frame != "according" or outlets[j] is None or last.source_span is None:
            continue
        for i in nesting.near(j, reports):
            report = reports[i]
            if i != j and report.content[-1].end == last.source_span.end and report.cue.end < last.cue.start:
                out[i] = until(report, last.cue.start)
                behind[i] = j
                break
    return out, behind


def _is_own_mouth(source: Source, relays: Relays) -> bool:
    """Whether a source is somebody's spokesperson, told of as such: "quoting his spokeswoman"."""
    return source.first.tag_ == "PRP$" and relays.is_mouth(source.head)


def _follows_another(i: int, reports: Sequence[Reported], start: int, *, told: bool) -> bool:
    """Whether somebody else's report stands before an outlet's in its sentence.

    Where the outlet tells who told it, a mere deed before it ("X has approved the duties") is what it tells.
    """
    report = reports[i]
    return any(
        reports[j].head.sent == report.head.sent
        and reports[j].cue.start < start
        and (not report.quoted or _holds_all(report, reports[j]))
        and not (told and reports[j].frame not in nesting.SPEECH)
        for j in nesting.near(i, reports)
        if j != i
    )


def _holds_all(outer: Reported, inner: Reported) -> bool:
    """Whether a quotation holds another's report and hardly more: "'He said that it rained,' X reported"."""
    return outer.holds(inner) and nesting.hands_on(outer, inner)


def until(report: Reported, end: int) -> Reported:
    """A report whose content ends before an offset."""
    content = []
    for span in report.content:
        high = min(span.end, end)
        while high > span.start and report.paragraph.text[high - 1 - report.paragraph.start] in " ,":
            high -= 1
        if span.start < high:
            content.append(Span(span.start, high))
    return replace(report, content=tuple(content)) if content else report
