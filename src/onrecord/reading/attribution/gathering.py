"""The reports of a document: what the rules found and what the tagger found, joined, in text order.

In: the parsed text, its quotations, the cast, the cues and relays. Out: :class:`Reported` for each cue, not
yet resolved. Invariants: no quotation is in two reports; no content begins with the dateline or with the day
of its cue.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from onrecord.model import Finder, Span
from onrecord.reading import datelines
from onrecord.reading.attribution import sources
from onrecord.reading.attribution.casts import Cast
from onrecord.reading.attribution.cues import Cues
from onrecord.reading.attribution.finding import bare, direct, extents, halves, headlines, indirect
from onrecord.reading.attribution.finding.quotes import Quote
from onrecord.reading.attribution.moments import Moments
from onrecord.reading.attribution.relaying import settings
from onrecord.reading.attribution.relaying.relays import Relays
from onrecord.reading.attribution.reported import Reported
from onrecord.reading.attribution.tagging import confidence, joining
from onrecord.reading.language import ParsedText

if TYPE_CHECKING:
    from onrecord.reading.attribution.tagging.tagger import Tagger


@dataclass(frozen=True, slots=True)
class Gathering:
    """What the reports of one document are gathered from. Without a ``tagger`` the rules work alone."""

    parsed: ParsedText
    quotes: Sequence[Quote]
    cast: Cast
    cues: Cues
    relays: Relays
    moments: Moments
    tagger: Tagger | None

    def reports(self) -> list[Reported]:
        """All reports of the document, by paragraph and place."""
        spoken = direct.Speech(self.parsed, self.quotes, self.cues).find()
        merged: dict[int, Reported] = {}
        for utterance in spoken:
            if (report := utterance.report) is not None:
                key = report.cue.start
                new = key not in merged
                merged[key] = report if new else bare.joined(merged[key], utterance.quote.spans)
        narrated = self._narrated(merged.values())
        quoted: dict[int, list[Span]] = {}
        for quote in self.quotes:
            if quote.start not in narrated:
                for index, span in zip(range(quote.first, quote.last + 1), quote.outer, strict=False):
                    quoted.setdefault(index, []).append(span)
        taken: dict[int, set[int]] = {}
        for report in merged.values():
            taken.setdefault(report.paragraph.index, set()).add(report.head.i)
        out = list(merged.values())
        for paragraph in self.parsed.paragraphs:
            inside = quoted.get(paragraph.index, ())
            out += indirect.find(paragraph, inside, self.cues, taken.get(paragraph.index, set()))
        titles = list(headlines.find(self.parsed, self.cast, self.cues))
        out = [*headlines.without_source(out, titles), *titles]
        attached = bare.attach(spoken, out, self.parsed)
        if self.tagger is not None:
            inside = [s for q in self.quotes for s in q.spans]
            texts = [(p.start, p.text) for p in self.parsed.paragraphs]
            tagging = self.tagger.find(texts, inside, sorted({r.cue.start for r in attached}))
            joined = joining.join(attached, tagging.tagged, self.parsed, self.cues)
            attached = [replace(r, voices=tagging.voices.get(r.cue.start)) for r in joined]
        undated = (r for r in map(_without_dateline, attached) if r is not None)
        alone = confidence.of(Finder.RULES, inside=True)
        stay = (h for r in undated for h in halves.of(self._own(r), alone))
        return sorted(stay, key=lambda r: (r.paragraph.index, bare.place(r)))

    def _own(self, report: Reported) -> Reported:
        """A report without the day of its cue and without what somebody else says behind it."""
        moments = self.moments
        timeless = moments.without_last_day(moments.without_day(moments.without_time(report)))
        return extents.own_part(timeless, self.cues)

    def _narrated(self, reports: Iterable[Reported]) -> set[int]:
        """Starts of the quotations in which an outlet tells what others said."""
        by_start = {s.start: q for q in self.quotes for s in q.spans}
        starts = set()
        for report in reports:
            if report.source is not None and self.relays.outlet(report.source) is not None:
                starts |= {by_start[s.start].start for s in report.content if s.start in by_start}
        return starts


def _without_dateline(report: Reported) -> Reported | None:
    """A report without the dateline of its paragraph; nothing where only the dateline would speak."""
    paragraph, source = report.paragraph, report.source
    end = datelines.end(paragraph.text)
    if not end:
        return report
    low = paragraph.start + end
    content = tuple(Span(max(s.start, low), s.end) for s in report.content if s.end > low)
    if not content:
        return None
    report = replace(report, content=content)
    if source is None or source.first.idx >= end:
        return report
    doc, cue = paragraph.doc, report.words[0]
    first = next(t for t in doc if t.idx >= end)
    if source.head.idx >= end:
        return replace(report, source=replace(source, first=first))
    behind = settings.opening(list(doc[first.i : cue.i]))
    if behind is None or content[0].start <= paragraph.offset(first):
        return None
    return replace(report, source=sources.phrase(behind.head, stop=cue))
