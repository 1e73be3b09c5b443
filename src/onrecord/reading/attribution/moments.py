"""When something was said: the time that hangs on a cue.

In: the times of a document, a report. Out: :class:`~onrecord.model.When`, and reports whose source and
content do not begin with the day. Invariant: a time inside what is said is never when it was said.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from onrecord.model import UNKNOWN, Act, Basis, Span, Time, TimeType, When
from onrecord.reading.attribution.reported import Reported

_NOUNS = frozenset({"object", "small", "to-noun", "of", "for", "about", "against", "over", "with", "on"})
"""The frames in which a cue takes a noun: a day behind it can be the cue's."""
_AHEAD = frozenset({Act.PROPOSE, Act.INVITE, Act.DEMAND, Act.PROMISE, Act.THREATEN})
"""Acts about what is to come: in "called for a summit on May 5" that is the day of either."""
_PAST = re.compile(r"[^>~]")
_PAST_WEEKDAY = re.compile(r"<(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b")
_BEFORE_DAYS = frozenset({"on", "late", "early", "earlier", "last", "this"})


class Moments:
    """The days and hours of a document, in text order. ``text`` is the document's."""

    def __init__(self, times: Sequence[Time], text: str) -> None:
        self._text = text
        days = (t for t in times if t.type in {TimeType.DATE, TimeType.TIME})
        self._times = sorted(days, key=lambda t: t.start)
        self._starts = [t.start for t in self._times]

    def without_time(self, report: Reported) -> Reported:
        """A report whose source does not begin with the day: "On Friday President X said"."""
        source = report.source
        if source is None or source.first.i == source.head.i:
            return report
        start = report.paragraph.offset(source.first)
        i = bisect_right(self._starts, start) - 1
        if i < 0 or self._times[i].end <= start:
            return report
        first = source.first.i
        while first < source.head.i and report.paragraph.offset(source.head.doc[first]) < self._times[i].end:
            first += 1
        return replace(report, source=replace(source, first=source.head.doc[first]))

    def without_day(self, report: Reported) -> Reported:
        """A report whose content does not begin with the day of the cue: "said on Friday the talks …"."""
        first = report.content[0]
        if report.quoted or not 0 < first.start - report.cue.end <= 1:
            return report
        i = bisect_left(self._starts, first.start)
        if i == len(self._times) or self._times[i].start - first.start > len("late on "):
            return report
        lead = self._text[first.start : self._times[i].start].split()
        behind = self._text[self._times[i].end : first.end]
        if not set(lead) <= _BEFORE_DAYS or not behind[:1].isspace():
            return report
        start = self._times[i].end + len(behind) - len(behind.lstrip())
        return replace(report, content=(Span(start, first.end), *report.content[1:]))

    def without_last_day(self, report: Reported) -> Reported:
        """A report whose content does not end with the day of the cue: "rejected the plan on Friday".

        A day ahead is part of what is said, as is one that can be that of either: "has proposed talks on
        Friday", "called for a summit on May 5".
        """
        last = report.content[-1]
        i = bisect_left(self._starts, last.end) - 1
        if report.frame not in _NOUNS or i < 0 or self._times[i].end != last.end:
            return report
        time, paragraph = self._times[i], report.paragraph
        tokens = paragraph.tokens_in(Span(time.start, time.end))
        past = _PAST_WEEKDAY if report.act in _AHEAD else _PAST
        if tokens is None or not past.match(time.form or ""):
            return report
        preposition = tokens.root.head
        start = paragraph.offset(preposition.left_edge)
        if preposition.dep_ != "prep" or preposition.head != report.head or start <= last.start:
            return report
        end = last.start + len(self._text[last.start : start].rstrip())
        return replace(report, content=(*report.content[:-1], Span(last.start, end)))

    def of(self, report: Reported) -> When:
        """The time that modifies the cue: "said on Friday", "On Friday X announced"."""
        paragraph, sent = report.paragraph, report.head.sent
        low = paragraph.start + sent.start_char
        i = bisect_left(self._starts, low)
        while i < len(self._times) and self._times[i].start < paragraph.start + sent.end_char:
            time = self._times[i]
            i += 1
            span = Span(time.start, time.end)
            if any(s.overlaps(span) for s in report.content):
                continue
            source = report.source_span
            if source is not None and source.overlaps(span):
                continue
            tokens = paragraph.tokens_in(span)
            beside = _follows(span, report) or (source is not None and _stands_beside(span, source, report))
            if tokens is not None and (beside or _modifies(tokens.root, report)):
                known = time.earliest is not None or time.latest is not None
                basis = Basis.CALENDAR if known else None
                return When(time.earliest, time.latest, time.text, basis, time.form)
        return UNKNOWN


def _follows(time: Span, report: Reported) -> bool:
    """Whether a time stands between the cue and what is said: "said on Friday the talks …"."""
    near = report.cue.end < time.start <= report.cue.end + len(" late on ")
    return near and time.end <= report.content[0].start <= time.end + 2


def _stands_beside(time: Span, source: Span, report: Reported) -> bool:
    """Whether a time stands next to the source: "On Friday X announced", "according to X on Friday"."""
    if report.frame == "according":
        return source.end < time.start <= source.end + len(" late on ")
    if not time.end < source.start <= time.end + len(", "):
        return False
    # behind a comma it is the cue's time only where it opens the sentence: "On Friday, X announced"
    opens = time.start - report.paragraph.start - report.head.sent.start_char <= len("Earlier on ")
    return opens or source.start == time.end + 1


def _modifies(token: Token, report: Reported) -> bool:
    """Whether a time expression hangs on the cue and on no other verb."""
    for _ in range(8):  # steps up the parse
        if token == report.head or token in report.words:
            return True
        if (
            token.pos_ in {"VERB", "AUX"}
            and token.head == report.head
            and token.dep_ not in {"ccomp", "advcl"}
        ):
            return True
        if token.pos_ in {"VERB", "AUX"}:
            beside = report.head.dep_ in {"xcomp", "advcl"} and report.head.head == token
            return beside and (report.head.tag_ != "VBG" or token.dep_ in {"ROOT", "conj"})
        if token.head == token:
            return False
        token = token.head
    return False
