"""Bare quotations: those to which no cue of their own gives a speaker.

In: the utterances that :mod:`direct` found, the reports found so far. Out: all reports, the bare
quotations among them where their speaker is sure. Invariant: a quotation is in one report only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.model import Act, Span
from onrecord.reading.attribution.finding.direct import Spoken
from onrecord.reading.attribution.finding.quotes import Quote
from onrecord.reading.attribution.reported import Reported
from onrecord.reading.attribution.sources import Source
from onrecord.reading.language import ParsedText

_DASHES = frozenset({"-", "–", "—", "--"})
_REACH = 12  # reports back to look for the speaker of a bare quotation
_SHORTEST_ALONE = 5  # words; a shorter paragraph in quotation marks is a heading
_LONGEST_SIGNATURE = 8  # words


def joined(report: Reported, content: Sequence[Span]) -> Reported:
    """A report with more content behind it."""
    return replace(report, content=(*report.content, *content))


def attach(spoken: Sequence[Spoken], reports: Sequence[Reported], parsed: ParsedText) -> list[Reported]:
    """Give each bare quotation to the speaker in front of it.

    In its own paragraph that is the report before it; a paragraph that is a bare quotation belongs to
    the report that ends the paragraph before. It goes on with a direct report; after an indirect one it
    is a report of its own with the same cue.
    """
    rest = iter(sorted(reports, key=place))
    following = next(rest, None)
    out: list[Reported] = []
    for utterance in spoken:
        quote = utterance.quote
        while following is not None and place(following) < quote.end:
            out.append(following)
            following = next(rest, None)
        if utterance.report is not None or _is_used(quote, out):
            continue
        signed = _signed(quote, parsed)
        if signed is not None:
            out.append(signed)
            continue
        at = _speaking(quote, out, parsed)
        if at is None:
            continue
        if out[at].quoted:
            out[at] = joined(out[at], quote.spans)
        else:
            out.append(replace(out[at], content=quote.spans, frame="quote", bare=True))
    if following is not None:
        out += [following, *rest]
    return sorted(out, key=place)


def place(report: Reported) -> int:
    """Where a report begins: the order of reports."""
    return min(report.cue.start, report.content[0].start)


def _is_used(quote: Quote, reports: Sequence[Reported]) -> bool:
    """Whether one of the last reports already has the quotation in its content."""
    return any(s.overlaps(quote.spans[0]) for r in reports[-_REACH:] for s in r.content)


def _speaking(quote: Quote, reports: Sequence[Reported], parsed: ParsedText) -> int | None:
    """The place in the list of the report that a bare quotation goes on with."""
    own = parsed.paragraphs[quote.first]
    alone = quote.start == own.start and quote.end >= parsed.paragraphs[quote.last].end - 1
    first = max(0, len(reports) - _REACH)
    before = [
        i
        for i in range(first, len(reports))
        if place(reports[i]) < quote.start and reports[i].source is not None and reports[i].leads
    ]
    if not before:
        return None
    at = next((i for i in reversed(before) if not _told_by_another(reports[i], reports[first:])), before[-1])
    report = reports[at]
    if _last_paragraph(report, parsed) == quote.first:
        return at
    if not alone or quote.first == 0 or len(parsed.quote(quote.spans[0]).split()) < _SHORTEST_ALONE:
        return None
    previous = parsed.paragraphs[quote.first - 1]
    last = previous.sentences[-1] if previous.sentences else None
    end = max(report.cue.end, report.content[-1].end)
    ends_it = last is not None and end > last.start
    return at if ends_it and _last_paragraph(report, parsed) == previous.index else None


def _told_by_another(report: Reported, reports: Sequence[Reported]) -> bool:
    """Whether a report stands in another's content: the one who tells it goes on, not the one told of."""
    return any(r is not report and r.source is not None and r.holds(report) for r in reports)


def _last_paragraph(report: Reported, parsed: ParsedText) -> int:
    end = report.content[-1].end
    index = report.paragraph.index
    while index + 1 < len(parsed.paragraphs) and parsed.paragraphs[index + 1].start < end:
        index += 1
    return index


def _signed(quote: Quote, parsed: ParsedText) -> Reported | None:
    """A quotation with its speaker's name below it, after a dash."""
    if quote.last + 1 >= len(parsed.paragraphs) or not quote.closed:
        return None
    below = parsed.paragraphs[quote.last + 1]
    tokens = [t for t in below.doc if not t.is_space]
    if not 2 <= len(tokens) <= _LONGEST_SIGNATURE or tokens[0].text not in _DASHES:
        return None
    names = [t for t in tokens[1:] if t.pos_ in {"PROPN", "NOUN"}]
    if not names or not names[0].is_title or quote.end < parsed.paragraphs[quote.last].end - 1:
        return None
    last = tokens[-1] if not tokens[-1].is_punct else tokens[-2]
    name = next((t for t in names if t.dep_ in {"ROOT", "nsubj", "appos"}), names[-1])
    source = Source(name, tokens[1], last if last.i >= name.i else name)
    return Reported(below, tokens[0], (tokens[0],), source, quote.spans, Act.ASSERT, "quote")
