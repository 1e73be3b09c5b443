"""Who said what, through whom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from onrecord.model import Actor, Directness, Span, Speaker, Statement, Time, finding_id
from onrecord.reading.attribution import direct, indirect, quotes
from onrecord.reading.attribution.cues import cues
from onrecord.reading.attribution.reported import Reported
from onrecord.reading.language import ParsedText

__all__ = ["Cast", "find"]


class Cast(Protocol):
    """What attribution asks of :mod:`onrecord.reading.actors`."""

    @property
    def actors(self) -> tuple[Actor, ...]:
        """All actors of the document."""

    def at(self, span: Span) -> Actor | None:
        """The actor that the name, description or pronoun at ``span`` refers to."""


def find(
    parsed: ParsedText, cast: Cast, times: Sequence[Time], *, document: str = ""
) -> tuple[Statement, ...]:
    """All statements of a document, in text order."""
    reports = _reports(parsed)
    out = []
    for r in reports:
        source = (r.source_span,) if r.source_span else ()
        actor = cast.at(r.paragraph.span(r.source.head)) if r.source else None
        speaker = None
        if actor is not None:
            speaker = Speaker(actor.name, actor.id)
        elif source and r.source and r.source.head.pos_ != "PRON":
            speaker = Speaker(parsed.quote(source[0]), None, r.source.head.pos_ == "PROPN")
        out.append(
            Statement(
                finding_id(document, "statement", [*r.content, r.cue]),
                r.content,
                (r.cue,),
                source,
                speaker,
                directness=Directness.DIRECT if r.quoted else Directness.INDIRECT,
                act=r.act,
                hedged=r.hedged,
                evidence=r.content,
            )
        )
    return tuple(out)


def _reports(parsed: ParsedText) -> list[Reported]:
    known = cues()
    found = quotes.find(parsed)
    spoken = direct.Speech(parsed, found, known).find()
    merged: dict[int, Reported] = {}
    for s in spoken:
        if s.report is None:
            continue
        key = s.report.cue.start
        merged[key] = direct.joined(merged[key], s.quote.spans) if key in merged else s.report
    taken: dict[int, set[int]] = {}
    for r in merged.values():
        taken.setdefault(r.paragraph.index, set()).add(r.head.i)
    quoted: dict[int, list[Span]] = {}
    for q in found:
        for n, span in zip(range(q.first, q.last + 1), q.outer, strict=False):
            quoted.setdefault(n, []).append(span)
    out = list(merged.values())
    for p in parsed.paragraphs:
        out += indirect.find(p, quoted.get(p.index, ()), known, taken.get(p.index, set()))
    out = direct.attach(spoken, out, parsed)
    out.sort(key=lambda r: (r.content[0].start, r.cue.start))
    return out
